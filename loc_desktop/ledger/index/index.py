"""The read model: what inboxes, lists, search and the ledger viewer read, fed by the blocks of either ledger.

A SQLite file per ledger that may be thrown away: it is filled again from the ledger. Several programs may
share it; whoever applies a block first wins, for the others it is already there.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import Final

from loc_desktop.ledger.api import Block, ConnectError, Ledger, LedgerError
from loc_desktop.ledger.damaged_schema import damaged_schema
from loc_desktop.ledger.index.read import Reader
from loc_desktop.ledger.index.write import SCHEMA, VERSION, Writer
from loc_desktop.ledger.pool import Pool

BUSY_S: float = 20
"""Seconds to wait for another program that writes the file."""

_READING_KIB: Final = 4_000
_WRITING_KIB: Final = 16_000
"""The cache of a connection. Of those that read there are several, and the system keeps the file as well."""

_BATCH: Final = 500
_FEW: Final = 20
"""Blocks that are asked for one by one: opening a stream of blocks costs a peer network more than that."""


class OtherChainError(LedgerError):
    """The index was made from another chain than the ledger now has (a restored backup): it must be reset."""


class Index(Reader):
    """Opens or makes the index at ``path`` for the ledger named ``ledger_id``. Thread-safe.

    Lists are pages: newest first where not said otherwise, continued with the ``next`` of the page before.
    """

    def __init__(self, path: Path | str, ledger_id: str) -> None:
        self.path = Path(path)
        self.ledger_id = ledger_id
        self._lock = threading.Lock()
        try:
            self._db = self._open()
        except (sqlite3.Error, OSError) as error:
            if not _is_damage(error):  # locked, full or read-only: it is left as it is
                raise _failed(self.path, error) from error
            # Not readable: it holds nothing of its own, so it is made anew.
            for end in ("", "-wal", "-shm"):
                with suppress(FileNotFoundError):
                    Path(f"{self.path}{end}").unlink()
            try:
                self._db = self._open()
            except (sqlite3.Error, OSError) as again:
                raise _failed(self.path, again) from again
        self._writer = Writer(self._db)
        self._pool = Pool(self._connect, lambda: _closed(self.path), lambda error: _failed(self.path, error))

    def _connect(self, cache_kib: int = _READING_KIB) -> sqlite3.Connection:
        connection = sqlite3.connect(
            self.path, timeout=BUSY_S, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        with damaged_schema():
            connection.execute("PRAGMA synchronous=NORMAL")
        connection.execute(f"PRAGMA cache_size=-{cache_kib}")
        return connection

    def _open(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.path.touch(mode=0o600)  # made before SQLite does it, so that others can never read it
        connection = self._connect(_WRITING_KIB)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("BEGIN IMMEDIATE")
        try:
            same = False
            with _unless("SQLITE_ERROR"):  # no such table: the file is new
                about = dict(connection.execute("SELECT name, value FROM about"))
                same = about == {"version": str(VERSION), "ledger": self.ledger_id}
            if not same:
                self._make(connection)
            connection.execute("COMMIT")
        except BaseException:
            connection.close()
            raise
        return connection

    def _make(self, connection: sqlite3.Connection) -> None:
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            connection.execute(f'DROP TABLE "{table}"')
        for statement in SCHEMA.split(";\n"):
            connection.execute(statement)
        about = {"version": str(VERSION), "ledger": self.ledger_id}
        connection.executemany("INSERT INTO about VALUES (?, ?)", about.items())

    def close(self) -> None:
        self._pool.close()
        with self._lock:
            self._db.close()

    # --- feeding --------------------------------------------------------------------------------------------

    def apply(self, block: Block) -> tuple[str, ...]:
        """Take one block in; again the same block changes nothing. The ids of the events it touches."""
        return self.apply_all((block,))

    def apply_all(self, blocks: Iterable[Block]) -> tuple[str, ...]:
        """Several blocks in one write. Raises ValueError for a gap, OtherChainError for another chain."""
        touched: list[str] = []
        with self._writing() as db:
            last = db.execute("SELECT number, hash FROM block ORDER BY number DESC LIMIT 1").fetchone()
            number, hash_ = last or (-1, "")
            for block in blocks:
                if block.number <= number:
                    continue
                if block.number != number + 1:
                    raise ValueError(f"block {block.number} given, {number + 1} is next")
                if hash_ and block.previous_hash != hash_:
                    raise _other_chain(self.path, block.number)
                touched += self._writer.apply(block)
                number, hash_ = block.number, block.hash
        return tuple(dict.fromkeys(touched))

    def reset(self) -> None:
        """Forget everything; the next block to give is 0."""
        with self._writing() as db:
            self._make(db)
            self._writer.forget()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._lock:
            try:
                self._db.execute("BEGIN IMMEDIATE")
                yield self._db
                self._db.execute("COMMIT")
            except BaseException as error:
                self._writer.forget()
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                if isinstance(error, sqlite3.Error):
                    raise _failed(self.path, error) from error
                raise

    def keep_up(
        self,
        ledger: Ledger,
        stopped: Callable[[], bool],
        changed: Callable[[int, tuple[str, ...]], None] | None = None,
    ) -> None:
        """Follow ``ledger`` until ``stopped()``, in the calling thread.

        Blocks that are already there are taken in by the hundred; ``changed(height, event ids)`` is called
        after each write. An index of another chain is emptied first. Raises what
        :meth:`Ledger.follow` raises.
        """
        self._fit(ledger)
        waiting: list[Block] = []
        known = ledger.height()
        for block in ledger.follow(self.height, stopped):
            waiting.append(block)
            if block.number >= known - 1:
                known = ledger.height()
            if block.number >= known - 1 or len(waiting) >= _BATCH:
                touched = self.apply_all(waiting)
                if changed is not None:
                    changed(waiting[-1].number + 1, touched)
                waiting = []

    def catch_up(self, ledger: Ledger, progress: Callable[[int, int], None] | None = None) -> None:
        """Take in what the ledger has at this moment, then return. ``progress(done, total)``."""
        self._fit(ledger)
        start, end = self.height, ledger.height()
        few = end - start <= _FEW
        blocks = map(ledger.block, range(start, end)) if few else ledger.follow(start, lambda: False)
        waiting: list[Block] = []
        for block in islice(blocks, max(0, end - start)):
            waiting.append(block)
            if len(waiting) >= _BATCH or block.number == end - 1:
                self.apply_all(waiting)
                waiting = []
                if progress is not None:
                    progress(block.number + 1, end)

    def _fit(self, ledger: Ledger) -> None:
        own = self.height
        if not own:
            return
        if own <= ledger.height():
            last = self.block(own - 1)
            if last is not None and ledger.block(own - 1).hash == last.hash:
                return
        self.reset()


def _other_chain(path: Path, number: int) -> OtherChainError:
    return OtherChainError(
        "index.other_chain",
        params={"path": str(path), "block": number},
    )


def _closed(path: Path) -> ConnectError:
    return ConnectError("index.closed", params={"path": str(path)})


@contextmanager
def _unless(name: str) -> Iterator[None]:
    """Pass over SQLite's error of this name, not over others."""
    try:
        yield
    except sqlite3.Error as error:
        if error.sqlite_errorname != name:
            raise


def _is_damage(error: Exception) -> bool:
    """Whether the file's content is not an index's, and not only out of reach at the moment."""
    name = getattr(error, "sqlite_errorname", None) or ""
    return name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))


def _failed(path: Path, error: Exception) -> ConnectError:
    return ConnectError(
        "index.failed",
        params={"path": str(path), "reason": str(error)},
    )
