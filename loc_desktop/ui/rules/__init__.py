"""The rules on the ledger."""
