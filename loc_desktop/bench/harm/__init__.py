"""What `bench faults` does to a ledger and a bank's books, and how it counts what that did."""
