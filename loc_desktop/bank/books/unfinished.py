"""Whether a bank's books have something to go on with: asked at every block, so without SQLAlchemy."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

from loc_desktop.bank import encrypted
from loc_desktop.data_file import ANY, Access, check_present

_QUERIES: Final = (
    "SELECT 1 FROM transfer WHERE state NOT IN ('settled', 'refused', 'reversed') LIMIT 1",
    "SELECT 1 FROM account WHERE (digital_key <> '' AND linked_at = '') OR unlink_event <> '' LIMIT 1",
)


def has_unfinished(file: Path, access: Access = ANY) -> bool:
    """Whether the books in ``file`` have a transfer, a link or a link's end that is not final; False where
    they cannot be read. Raises FilesError ``files.missing``.
    """
    from sqlcipher3 import dbapi2

    check_present(file, access.stamp)
    if not file.exists():
        return False
    try:
        with closing(encrypted.connect(file, access.key, 5)) as connection:
            return any(connection.execute(query).fetchone() is not None for query in _QUERIES)
    except dbapi2.Error:
        return False
