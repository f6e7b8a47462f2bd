"""Alembic's entry: the caller hands in an open connection, there is no configuration file."""

from __future__ import annotations

from alembic import context

from loc_desktop.bank.office.schema import Base

connection = context.config.attributes["connection"]
# Batch mode: SQLite changes a table by copying it.
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
