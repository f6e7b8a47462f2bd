"""Connections to files that are encrypted at rest: SQLCipher, AES-256 with an HMAC a page, log included.

A page that was changed on the disk is not read: SQLite says that the file is no database, or damaged.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any


def connect(path: Path, key: bytes, timeout: float) -> Any:
    """A connection as of :mod:`sqlite3`; with an empty ``key`` to a file in clear. What is deleted is
    overwritten."""
    from sqlcipher3 import dbapi2

    connection = dbapi2.connect(str(path), timeout=timeout, check_same_thread=False)
    if key:
        connection.execute("PRAGMA cipher_log_level=NONE")  # it would write to standard error
        connection.execute(f"PRAGMA key=\"x'{key.hex()}'\"")
    connection.execute("PRAGMA secure_delete=ON")
    return connection


def stamp_of(path: Path, key: bytes) -> int:
    """The number in a file's header; 0 where it cannot be read with this key. Nothing is written."""
    from sqlcipher3 import dbapi2

    try:
        with closing(connect(path, key, 1)) as connection:
            return int(connection.execute("PRAGMA user_version").fetchone()[0])
    except dbapi2.Error:
        return 0
