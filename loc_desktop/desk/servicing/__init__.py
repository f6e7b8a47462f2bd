"""Accounts, transfers, loans after their payout, subsidy."""
