"""The embedded ledger: one SQLite file that several programs of one machine share."""
