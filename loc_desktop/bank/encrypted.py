"""Connections to files that are encrypted at rest: SQLCipher, AES-256 with an HMAC a page, log included.

A page that was changed on the disk is not read: SQLite says that the file is no database, or damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any, Final

from loc_desktop.data_file import FilesError
from loc_desktop.file_causes import cause

_BUSY_S: Final = 30.0
_PAGES: Final = 500
"""Copied in one go, 2 MB: then others have their turn."""


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


def copies(
    files: Mapping[Path, bytes], ledgers: Sequence[Path], folder: Path, progress: Callable[[int, int], None]
) -> list[Path]:
    """Copies in ``folder`` of ``files``, each with its key, and of ``ledgers``, in clear: all of one moment,
    at which nobody writes to a ledger, and with headers and encryption as they are, by SQLite's backup API.
    Others go on writing while it copies. ``progress(done, total)`` counts bytes; what it raises ends the
    copying. Raises FilesError ``files.disk``."""
    whole = {**files, **dict.fromkeys(ledgers, b"")}
    path, made = next(iter(whole), folder), []
    from sqlcipher3 import dbapi2

    try:
        with ExitStack() as held:
            read = {}
            with ExitStack() as still:
                for path in ledgers:
                    _begin(still, path, b"", "BEGIN IMMEDIATE")
                for path, key in whole.items():
                    read[path] = _begin(held, path, key, "BEGIN")
            sizes = {path: path.stat().st_size for path in whole}
            done, total = 0, max(sum(sizes.values()), 1)
            for path, key in whole.items():
                made.append(folder / path.name)
                made[-1].touch(mode=0o600)
                told = _part(progress, done, sizes[path], total)
                with closing(connect(made[-1], key, _BUSY_S)) as target:
                    read[path].backup(target, pages=_PAGES, progress=told)
                done += sizes[path]
    except dbapi2.Error as error:
        why = cause("disk_full") if "is full" in str(error) else cause("other", number=0, said=str(error))
        params = {"file": path.name, "folder": str(path.parent), "why": why}
        raise FilesError("files.disk", params=params) from error
    return made


def _begin(held: ExitStack, path: Path, key: bytes, how: str) -> Any:
    """A connection with a transaction in which the file stays as it is now."""
    connection = held.enter_context(closing(connect(path, key, _BUSY_S)))
    connection.isolation_level = None
    connection.execute(how)
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    return connection


def _part(
    progress: Callable[[int, int], None], before: int, size: int, total: int
) -> Callable[[int, int, int], None]:
    """What tells the pages of a file of ``size`` bytes, ``before`` bytes after the beginning."""
    return lambda _status, left, pages: progress(before + size * (pages - left) // max(pages, 1), total)
