"""Challenges and claims."""
