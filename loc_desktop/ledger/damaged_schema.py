"""A SQLite file whose schema is no text: SQLite quotes its bytes, and Python cannot read what it quotes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def damaged_schema() -> Iterator[None]:
    """Around a connection's first statement, which reads the schema. Raises sqlite3.DatabaseError with the
    code of damage instead of UnicodeDecodeError."""
    try:
        yield
    except UnicodeDecodeError as error:
        damage = sqlite3.DatabaseError("malformed database schema")
        damage.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        damage.sqlite_errorname = "SQLITE_CORRUPT"
        raise damage from error
