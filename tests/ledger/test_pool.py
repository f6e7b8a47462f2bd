"""Connections for many readers: kept for later, rolled back, and none after the end."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from loc_desktop.ledger.pool import Pool


class ClosedError(Exception):
    """Used after the end."""


class DiskError(Exception):
    """SQLite's trouble."""


class File:
    """A file with one table, and every connection that a pool made to it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.made: list[sqlite3.Connection] = []
        connection = sqlite3.connect(path)
        connection.execute("CREATE TABLE t (n INTEGER)")
        connection.close()

    def connect(self) -> sqlite3.Connection:
        self.made.append(sqlite3.connect(self.path, check_same_thread=False, isolation_level=None))
        return self.made[-1]

    def pool(self) -> Pool:
        return Pool(self.connect, ClosedError, lambda error: DiskError(str(error)))


@pytest.fixture
def file(tmp_path: Path) -> File:
    return File(tmp_path / "file.sqlite")


def _count(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT count(*) FROM t").fetchone()[0])


def test_one_after_the_other_use_the_same_connection(file: File) -> None:
    pool = file.pool()
    for _ in range(5):
        with pool.use() as connection:
            assert _count(connection) == 0
    assert len(file.made) == 1
    with pool.use() as first, pool.use() as second:
        assert first is not second
    assert len(file.made) == 2
    pool.close()


def _write_and_fail(pool: Pool) -> None:
    with pool.use() as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO t VALUES (2)")
        raise ZeroDivisionError


def test_what_was_left_open_is_rolled_back_also_after_a_failure(file: File) -> None:
    pool = file.pool()
    with pool.use() as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO t VALUES (1)")
    with pytest.raises(ZeroDivisionError):
        _write_and_fail(pool)
    with pool.use() as connection:
        assert _count(connection) == 0
        assert not connection.in_transaction
    assert len(file.made) == 1
    pool.close()


def test_sqlites_errors_are_known_ones_and_the_connection_serves_on(file: File) -> None:
    pool = file.pool()
    with pytest.raises(DiskError, match="no such table"), pool.use() as connection:
        connection.execute("SELECT * FROM other")
    with pool.use() as connection:
        assert _count(connection) == 0
    pool.close()
    failing = Pool(
        lambda: sqlite3.connect(file.path.parent), ClosedError, lambda error: DiskError(str(error))
    )
    with pytest.raises(DiskError), failing.use():
        pass


def test_a_few_are_kept_the_others_closed(file: File) -> None:
    pool, start, leave = file.pool(), threading.Barrier(13), threading.Event()

    def read() -> None:
        with pool.use() as connection:
            _count(connection)
            start.wait()
            leave.wait()

    threads = [threading.Thread(target=read) for _ in range(12)]
    for thread in threads:
        thread.start()
    start.wait()
    leave.set()
    for thread in threads:
        thread.join()
    assert len(file.made) == 12
    closed = 0
    for connection in file.made:
        try:
            _count(connection)
        except sqlite3.ProgrammingError:
            closed += 1
    assert closed == 4
    pool.close()


def test_after_the_end_there_is_none_and_one_in_use_is_closed_when_it_comes_back(file: File) -> None:
    pool = file.pool()
    with pool.use() as connection:
        pool.close()
        assert pool.closed
        assert _count(connection) == 0, "whoever holds one goes on with it"
    with pytest.raises(sqlite3.ProgrammingError):
        connection.execute("SELECT 1")
    with pytest.raises(ClosedError), pool.use():
        pass
    pool.close()
