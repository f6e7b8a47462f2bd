"""Certificates, MSPs, identities and profiles."""
