"""The bank's own side: books, day's end, what its machine does by itself."""
