"""Accounts, loans and subsidy."""
