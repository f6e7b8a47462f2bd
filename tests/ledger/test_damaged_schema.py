"""A schema that is no text is damage like any other."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from loc_desktop.ledger.damaged_schema import damaged_schema


def test_bytes_that_are_no_text_in_a_real_files_schema_are_damage(tmp_path: Path) -> None:
    file = tmp_path / "file.sqlite"
    connection = sqlite3.connect(file)
    connection.execute("CREATE TABLE abcdefgh (n INTEGER)")
    connection.commit()
    connection.close()
    data = file.read_bytes()
    assert data.count(b"CREATE TABLE abcdefgh") == 1
    file.write_bytes(data.replace(b"CREATE TABLE abcdefgh", b"CREATE TABLX \xff\xfe\xfdefgh"))
    connection = sqlite3.connect(file)
    with pytest.raises(sqlite3.DatabaseError) as damage, damaged_schema():
        connection.execute("SELECT n FROM abcdefgh")
    connection.close()
    assert damage.value.sqlite_errorcode == sqlite3.SQLITE_CORRUPT


def test_it_becomes_the_code_of_damage_and_nothing_else_does() -> None:
    with pytest.raises(sqlite3.DatabaseError) as damage, damaged_schema():
        b"\xff".decode()
    assert (damage.value.sqlite_errorcode, damage.value.sqlite_errorname) == (
        sqlite3.SQLITE_CORRUPT,
        "SQLITE_CORRUPT",
    )
    assert isinstance(damage.value.__cause__, UnicodeDecodeError)
    with pytest.raises(UnicodeEncodeError), damaged_schema():
        "\ud800".encode()
    with pytest.raises(sqlite3.OperationalError), damaged_schema():
        raise sqlite3.OperationalError("locked")
    with damaged_schema():
        pass
