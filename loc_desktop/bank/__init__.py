"""The local side of an office: registers, blacklist, terms, drafts. SQLAlchemy is imported when opened."""
