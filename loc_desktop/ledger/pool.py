"""Connections for reading a SQLite file from many threads, each used by one thread at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

_KEPT: Final = 8


class Pool:
    """Hands out connections made by ``connect`` and keeps a few for later. Thread-safe."""

    def __init__(
        self,
        connect: Callable[[], sqlite3.Connection],
        closed: Callable[[], Exception],
        failed: Callable[[sqlite3.Error], Exception],
    ) -> None:
        """``closed`` makes the error for use after :meth:`close`, ``failed`` the one for SQLite's errors."""
        self._connect = connect
        self._error = closed
        self._known = failed
        self._idle: list[sqlite3.Connection] = []
        self._guard = threading.Lock()
        self._closed = False

    @property
    def closed(self) -> bool:
        return self._closed

    @contextmanager
    def use(self) -> Iterator[sqlite3.Connection]:
        """One connection; a transaction left open is rolled back. SQLite's errors become known ones."""
        with self._guard:
            if self._closed:
                raise self._error()
            connection = self._idle.pop() if self._idle else None
        try:
            if connection is None:
                connection = self._connect()
            yield connection
        except sqlite3.Error as error:
            raise self._known(error) from error
        finally:
            if connection is not None:
                self._give_back(connection)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        try:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        except sqlite3.Error:
            connection.close()
            return
        with self._guard:
            if not self._closed and len(self._idle) < _KEPT:
                self._idle.append(connection)
                return
        connection.close()

    def close(self) -> None:
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
