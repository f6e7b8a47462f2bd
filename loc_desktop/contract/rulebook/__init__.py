"""The rules that a ledger computes with: the document, its check, its versions."""
