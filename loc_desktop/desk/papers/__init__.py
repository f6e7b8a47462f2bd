"""Papers: what a person signs by hand, takes home or files, made of what ledger, books and dossier say."""
