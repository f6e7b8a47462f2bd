"""The embedded ledger's file: its tables, how it is opened, and what SQLite's errors mean for the money.

One SQLite file in WAL mode with ``synchronous=FULL``: a commit has reached the disk when it returns. All
content is in four tables; a row's every column is compared by ``loc-desktop ledger verify``, so nothing
is kept that cannot be recomputed from the transactions.

* ``block``: number, hash, previous hash, data hash (lowercase hex), time.
* ``tx``: the signed canonical bytes, the signature and the canonical result of each transaction.
* ``log``: every write of every transaction in order: key, value (NULL for a deletion), and the number of the
  row that wrote the key before (0 for none). History is walked from there.
* ``state``: for each key the number of the log's row that wrote it last.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import AbstractContextManager, suppress
from pathlib import Path
from typing import Final
from urllib.parse import quote

from loc_desktop.errors import Money
from loc_desktop.ledger.api import ConnectError, LedgerError, SubmitError
from loc_desktop.ledger.damaged_schema import damaged_schema
from loc_desktop.ledger.embedded.notice import Head, note_file
from loc_desktop.ledger.pool import Pool

APPLICATION_ID: Final = 0x4C6F4331
"""``LoC1``, in the file's header, so that no other SQLite file is taken for a ledger."""

FORMAT: Final = 1

BUSY_MS: Final = 20_000
"""How long a writer waits for the others of this machine before it gives up."""

SCHEMA: Final = (
    "CREATE TABLE block (number INTEGER NOT NULL PRIMARY KEY, hash TEXT NOT NULL, previous TEXT NOT NULL,"
    " data TEXT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID",
    "CREATE TABLE tx (block INTEGER NOT NULL, position INTEGER NOT NULL, id TEXT NOT NULL UNIQUE,"
    " signed BLOB NOT NULL, value TEXT NOT NULL, result BLOB NOT NULL, PRIMARY KEY (block, position))",
    "CREATE TABLE log (block INTEGER NOT NULL, position INTEGER NOT NULL, key TEXT NOT NULL,"
    " before INTEGER NOT NULL, value BLOB)",
    "CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, row INTEGER NOT NULL) WITHOUT ROWID",
)
# What a block writes lies together in ``tx`` and ``log``; only the small rows of ``state`` are spread. So few
# pages go to the disk. Row numbers are SQLite's own, no column: every byte of a row is then a column's.


class BlockStore:
    """Connections to one ledger file: one for writing, guarded by :attr:`lock`, and a pool for reading.

    Thread-safe. ``read_only`` is true where the file may not be written by us.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.lock = threading.Lock()
        self.read_only = path.exists() and not (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))
        self._pool = Pool(
            lambda: connect(path, read_only=self.read_only),
            lambda: closed(path),
            lambda error: reading_error(error, path),
        )
        self._writer: sqlite3.Connection | None = None
        try:
            with self.reader() as connection:
                check_format(connection, path)
        except BaseException:
            self.close()
            raise

    def writer(self) -> sqlite3.Connection:
        """The writing connection; the caller holds :attr:`lock`."""
        if self._pool.closed:
            raise closed(self.path)
        if self._writer is None:
            self._writer = connect(self.path)
        return self._writer

    def reader(self) -> AbstractContextManager[sqlite3.Connection]:
        """A connection for reading, not shared meanwhile. SQLite's errors become known ones."""
        return self._pool.use()

    def close(self) -> None:
        self._pool.close()
        with self.lock:
            if self._writer is not None:
                self._writer.close()
                self._writer = None


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """Open an existing ledger file. Raises ConnectError if it is not there, sqlite3.Error for the rest."""
    if not path.is_file():
        raise ConnectError(
            "ledger.missing",
            params={"path": str(path)},
        )
    mode = "ro" if read_only else "rw"
    uri = f"file:{quote(os.fsencode(path))}?mode={mode}"
    if read_only and not os.access(path.parent, os.W_OK) and not Path(f"{path}-wal").exists():
        # SQLite may not make its shared-memory file here; without a log nobody else is writing either.
        uri += "&immutable=1"
    connection = sqlite3.connect(
        uri,
        uri=True,
        timeout=BUSY_MS / 1000,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    with damaged_schema():
        connection.execute("PRAGMA synchronous=FULL")
    connection.execute("PRAGMA cache_size=-16000")
    # Moving the log into the file costs the commit that does it some milliseconds: seldom, and more at once.
    connection.execute("PRAGMA wal_autocheckpoint=4000")
    return connection


def create_file(path: Path) -> sqlite3.Connection:
    """A new, empty ledger file with its tables. ``path`` must not exist. The caller fills and closes it."""
    descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    os.close(descriptor)
    connection = sqlite3.connect(path, isolation_level=None, check_same_thread=False, cached_statements=256)
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version={FORMAT}")
    for statement in SCHEMA:
        connection.execute(statement)
    return connection


def check_format(connection: sqlite3.Connection, path: Path) -> None:
    """Raises ConnectError if the file is not a ledger of a format that this program reads."""
    if connection.execute("PRAGMA application_id").fetchone()[0] != APPLICATION_ID:
        raise ConnectError(
            "ledger.not_a_ledger",
            params={"path": str(path)},
        )
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != FORMAT:
        raise ConnectError(
            "ledger.version",
            params={"path": str(path), "found": version, "known": FORMAT},
        )


def closed(path: Path) -> ConnectError:
    """The error for a ledger that was closed."""
    return ConnectError("ledger.closed", params={"path": str(path)})


def reading_error(error: sqlite3.Error, path: Path) -> LedgerError:
    """What an error of SQLite while reading means. Nothing was sent, so no money moved."""
    name = _name(error)
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or name == "SQLITE_ERROR":
        return damaged(path, str(error))
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return ConnectError(
            "ledger.busy",
            params={"path": str(path), "seconds": BUSY_MS // 1000},
            details={"sqlite": name},
        )
    return ConnectError(
        "ledger.unreadable",
        params={
            "path": str(path),
        },
        details={"sqlite": name, "reason": str(error)},
    )


def writing_error(error: sqlite3.Error, path: Path, tx_id: str, *, committing: bool) -> LedgerError:
    """What an error of SQLite while writing means. Only a failed COMMIT leaves open whether it counts."""
    name = _name(error)
    params = {"path": str(path)}
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        busy = SubmitError(
            "ledger.busy",
            params={**params, "seconds": BUSY_MS // 1000},
            tx_id=tx_id,
        )
        busy.retryable = True
        return busy
    if name == "SQLITE_FULL":
        return SubmitError(
            "ledger.disk_full",
            params=params,
            tx_id=tx_id,
        )
    if not committing and name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return SubmitError(
            "ledger.read_only",
            params=params,
            details={"sqlite": name},
            tx_id=tx_id,
        )
    if not committing and name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")):
        return damaged(path, str(error))
    return SubmitError(
        "ledger.unsure" if committing else "ledger.write_failed",
        money=Money.UNKNOWN if committing else Money.NOT_MOVED,
        params={
            **params,
        },
        details={"sqlite": name, "reason": str(error)},
        tx_id=tx_id,
    )


def damaged(path: Path, reason: str) -> LedgerError:
    """The error for a ledger that is not as it was written; ``reason`` is for developers."""
    return LedgerError(
        "ledger.damaged",
        params={"path": str(path), "reason": reason},
    )


def lost(path: Path, noted: Head) -> LedgerError:
    """The ledger once held a block that is no longer there: damage, or an older copy of the file."""
    return LedgerError(
        "ledger.lost",
        money=Money.UNKNOWN,
        params={"path": str(path), "block": noted.number, "note": str(note_file(path))},
    )


def rollback(connection: sqlite3.Connection) -> None:
    """Leave the open transaction, if any; after some errors SQLite has already left it."""
    if connection.in_transaction:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")


def _name(error: sqlite3.Error) -> str:
    return getattr(error, "sqlite_errorname", None) or ""
