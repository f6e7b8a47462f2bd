"""Applying for a loan: form, list of applicants, dossier."""
