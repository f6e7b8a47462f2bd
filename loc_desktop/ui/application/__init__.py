"""Applying for a loan."""
