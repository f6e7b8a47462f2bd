"""A file under its migrations: one transaction a call, errors of its kind, only the one remembered."""

from __future__ import annotations

import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from loc_desktop.bank import database, encrypted
from loc_desktop.bank.database import Database
from loc_desktop.bank.office.file import _FILE as KIND
from loc_desktop.bank.office.file import OfficeError
from loc_desktop.data_file import ANY, Access, FilesError

KEY = bytes(range(32))


def _add(made: Database, event: str) -> None:
    made.write(
        lambda connection: connection.exec_driver_sql(
            "INSERT INTO reading (event, key, name, at, purpose, note, value)"
            " VALUES (?, '', '', '', '', '', '')",
            (event,),
        )
    )


def _count(made: Database) -> int:
    return int(
        made.read(lambda connection: connection.exec_driver_sql("SELECT count(*) FROM reading").scalar_one())
    )


def test_a_new_file_is_its_owners_alone_and_has_a_number_that_it_keeps(tmp_path: Path) -> None:
    file = tmp_path / "folder" / "office.sqlite"
    made = Database(file, KIND, ANY)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert made.stamp > 0
    _add(made, "e")
    made.close()
    again = Database(file, KIND, Access(made.stamp))
    assert (again.stamp, _count(again)) == (made.stamp, 1)
    again.close()
    other = Database(tmp_path / "other.sqlite", KIND, ANY)
    assert other.stamp != made.stamp
    other.close()


def test_only_the_file_that_is_remembered_is_opened(tmp_path: Path) -> None:
    file = tmp_path / "office.sqlite"
    Database(file, KIND, ANY).close()
    with pytest.raises(FilesError) as another:
        Database(file, KIND, Access(5))
    assert another.value.code == "files.other"
    with pytest.raises(FilesError) as gone:
        Database(tmp_path / "gone.sqlite", KIND, Access(5))
    assert gone.value.code == "files.missing"
    assert not (tmp_path / "gone.sqlite").exists()


def test_without_its_key_or_with_another_it_is_not_opened(tmp_path: Path) -> None:
    file = tmp_path / "office.sqlite"
    made = Database(file, KIND, Access(key=KEY))
    made.close()
    for access in (ANY, Access(made.stamp), Access(key=b"x" * 32), Access(made.stamp, b"x" * 32)):
        with pytest.raises((OfficeError, FilesError)) as closed:
            Database(file, KIND, access)
        assert closed.value.code in ("office.unreadable", "files.other")
    again = Database(file, KIND, Access(made.stamp, KEY))
    assert _count(again) == 0
    again.close()


def test_a_call_is_whole_or_nothing_and_a_view_is_one(tmp_path: Path) -> None:
    made = Database(tmp_path / "office.sqlite", KIND, ANY)
    with pytest.raises(ZeroDivisionError):
        made.write(
            lambda connection: (
                connection.exec_driver_sql(
                    "INSERT INTO reading (event, key, name, at, purpose, note, value)"
                    " VALUES ('x', '', '', '', '', '', '')"
                ),
                1 // 0,
            )
        )
    assert _count(made) == 0

    def seen(connection: object) -> tuple[int, int]:
        query = "SELECT count(*) FROM reading"
        first = connection.exec_driver_sql(query).scalar_one()  # type: ignore[attr-defined]
        _add(made, "meanwhile")
        return first, connection.exec_driver_sql(query).scalar_one()  # type: ignore[attr-defined]

    assert made.read(seen) == (0, 0)
    assert _count(made) == 1
    with pytest.raises(IntegrityError):
        made.write(lambda connection: connection.exec_driver_sql("INSERT INTO reading (id) VALUES (1)"))
    made.close()


def test_what_another_writes_too_long_is_an_error_of_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "BUSY_S", 0.2)
    file = tmp_path / "office.sqlite"
    made = Database(file, KIND, ANY)
    # By the same library: locks of one process do not stop another copy of SQLite in it.
    other = encrypted.connect(file, b"", 1)
    other.isolation_level = None
    other.execute("BEGIN IMMEDIATE")
    assert _count(made) == 0, "readers do not wait"
    with pytest.raises(OfficeError) as busy:
        _add(made, "e")
    assert (busy.value.code, busy.value.params["file"]) == ("office.disk", "office.sqlite")
    writer = threading.Timer(0.05, lambda: other.execute("ROLLBACK"))
    writer.start()
    _add(made, "e")
    writer.join()
    assert _count(made) == 1
    other.close()
    made.close()


def test_a_later_programs_file_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "office.sqlite"
    Database(file, KIND, ANY).close()
    with sqlite3.connect(file) as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(OfficeError) as newer:
        Database(file, KIND, ANY)
    assert (newer.value.code, newer.value.params["version"]) == ("office.newer", "v9999")
    assert file.read_bytes() == before
