"""A bank's books: accounts, journal, loans, day's end, statements."""
