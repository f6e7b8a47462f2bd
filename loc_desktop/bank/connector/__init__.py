"""Between a bank's books and the ledger: transfers, links, collections, reconciliation."""
