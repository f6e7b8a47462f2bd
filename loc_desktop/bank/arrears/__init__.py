"""Loans that are late as work: what was said and promised, letters of demand, what is to be done next. Kept
in the bank's encrypted books; nothing of it is ever on the ledger."""
