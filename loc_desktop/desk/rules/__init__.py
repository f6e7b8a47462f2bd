"""The rules on the ledger: to read, to propose."""
