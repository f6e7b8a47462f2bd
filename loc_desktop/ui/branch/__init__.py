"""The bank's own side."""
