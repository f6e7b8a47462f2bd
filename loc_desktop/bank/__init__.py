"""The local side of an office: registers, blacklist, terms, drafts; and a bank's traditional books with their
connector to the ledger. SQLAlchemy is imported when a file is opened.
"""
