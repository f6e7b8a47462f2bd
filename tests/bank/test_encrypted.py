"""Files that are encrypted at rest: read with their key, noise without it."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from loc_desktop.bank.encrypted import connect, stamp_of

KEY = bytes(range(32))


def _file(path: Path, key: bytes, stamp: int = 4711) -> Path:
    with closing(connect(path, key, 1)) as connection:
        connection.execute("CREATE TABLE person (name TEXT)")
        connection.execute("INSERT INTO person VALUES ('欧阳晓岚')")
        connection.execute(f"PRAGMA user_version={stamp}")
        connection.commit()
    return path


def test_with_its_key_it_is_read_and_without_it_nothing_is_told(tmp_path: Path) -> None:
    file = _file(tmp_path / "office.sqlite", KEY)
    assert "欧阳晓岚".encode() not in file.read_bytes()
    assert not file.read_bytes().startswith(b"SQLite format 3")
    with closing(connect(file, KEY, 1)) as connection:
        assert connection.execute("SELECT name FROM person").fetchall() == [("欧阳晓岚",)]
    with pytest.raises(sqlite3.DatabaseError), closing(sqlite3.connect(file)) as plain:
        plain.execute("SELECT * FROM person")


def test_the_stamp_is_read_with_the_key_only(tmp_path: Path) -> None:
    file = _file(tmp_path / "office.sqlite", KEY)
    before = file.read_bytes()
    assert stamp_of(file, KEY) == 4711
    for wrong in (b"x" * 32, b"", KEY[:16]):
        assert stamp_of(file, wrong) == 0
    assert file.read_bytes() == before
    plain = _file(tmp_path / "outbox.sqlite", b"", 12)
    assert (stamp_of(plain, b""), stamp_of(plain, KEY)) == (12, 0)
    noise = tmp_path / "noise"
    noise.write_bytes(os.urandom(8192))
    assert stamp_of(noise, KEY) == stamp_of(noise, b"") == 0


def test_a_page_that_was_changed_is_not_read(tmp_path: Path) -> None:
    from sqlcipher3 import dbapi2

    file = _file(tmp_path / "office.sqlite", KEY)
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(dbapi2.DatabaseError), closing(connect(file, KEY, 1)) as connection:
        connection.execute("SELECT count(*), group_concat(name) FROM person").fetchall()


def test_what_is_deleted_is_overwritten(tmp_path: Path) -> None:
    file = _file(tmp_path / "plain.sqlite", b"")
    assert "欧阳晓岚".encode() in file.read_bytes()
    with closing(connect(file, b"", 1)) as connection:
        connection.execute("DELETE FROM person")
        connection.commit()
    assert "欧阳晓岚".encode() not in file.read_bytes()
