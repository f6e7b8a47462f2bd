"""What waits for a grantor: the case, its oracle, the result."""
