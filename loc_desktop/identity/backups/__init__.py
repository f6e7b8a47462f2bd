"""Keys in files: of one identity, and of a whole folder."""
