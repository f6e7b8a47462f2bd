"""The ledger in business words."""
