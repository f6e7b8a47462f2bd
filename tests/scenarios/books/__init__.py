"""The bank's books beside the ledger: money in and out, days' ends, reconciliation."""
