"""What each business flow demands of the state, and what it leaves there."""
