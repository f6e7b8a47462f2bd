"""Whether a bank's books have something to go on with: asked at every block, so without SQLAlchemy."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

_QUERIES: Final = (
    "SELECT 1 FROM transfer WHERE state NOT IN ('settled', 'refused', 'reversed') LIMIT 1",
    "SELECT 1 FROM account WHERE (digital_key <> '' AND linked_at = '') OR unlink_event <> '' LIMIT 1",
)


def has_unfinished(file: Path) -> bool:
    """Whether the books in ``file`` have a transfer, a link or a link's end that is not final; False where
    they cannot be read.
    """
    try:
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True, timeout=5)) as connection:
            return any(connection.execute(query).fetchone() is not None for query in _QUERIES)
    except sqlite3.Error:
        return False
