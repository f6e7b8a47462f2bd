"""Alembic's entry: the caller hands in an open connection, there is no configuration file."""

from __future__ import annotations

from alembic import context

from loc_desktop.bank.books.schema import BooksBase

connection = context.config.attributes["connection"]
context.configure(connection=connection, target_metadata=BooksBase.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
