"""Alembic migrations of an office's file, shipped with the package."""
