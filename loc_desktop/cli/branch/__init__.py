"""Commands of a bank: its day's end."""
