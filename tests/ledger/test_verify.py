"""Whatever byte of a ledger's content is changed, verify finds it and names the block."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bench.embedded import EmbeddedWorld
from loc_desktop.cli import main
from loc_desktop.cli.ledger_verify import sentences
from loc_desktop.ledger.api import ConnectError, LedgerError
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from loc_desktop.ledger.embedded.verify import VerifyReport, verify
from tests.ledger.support import CONFIG, Setting, authority, counter, member, setting

TABLES = {
    "block": ("number", "hash", "previous", "data", "at"),
    "tx": ("block", "position", "id", "signed", "value", "result"),
    "log": ("block", "position", "key", "before", "value"),
    "state": ("key", "row"),
}


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with the LoC contract: loans paid out and refused, every table filled; closed."""
    folder = tmp_path_factory.mktemp("original")
    rehearsal = EmbeddedWorld(folder, slots=3)
    for _ in range(3):
        rehearsal.loan()
    group = [rehearsal.application() for _ in range(3)]
    for cc in group:
        rehearsal.submit("C", "lock", cc)
    rehearsal.unlock_many(
        [rehearsal.code(cc, failed) for cc, failed in zip(group, ([], ["B"], []), strict=True)]
    )
    rehearsal.ledger.close()
    report = verify(rehearsal.path)
    assert report.good
    assert report.blocks == report.replayed > 20
    return rehearsal.path


@pytest.fixture
def copy(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(original, tmp_path / "ledger.sqlite"))


def change(value: Any, chance: random.Random) -> Any:
    """The value with one bit changed, of the same type."""
    if isinstance(value, int):
        return value ^ (1 << chance.randrange(12))
    data = bytearray(value.encode() if isinstance(value, str) else value)
    data[chance.randrange(len(data))] ^= 1 << chance.randrange(7)
    return data.decode("utf-8", "replace") if isinstance(value, str) else bytes(data)


def rows(path: Path, table: str) -> list[dict[str, Any]]:
    with sqlite3.connect(path) as db:
        db.row_factory = sqlite3.Row
        records = [dict(row) for row in db.execute(f"SELECT * FROM {table}")]
    db.close()
    return records


def block_of(path: Path, table: str, row: dict[str, Any]) -> int:
    """The block that wrote a row."""
    if table == "state":
        return int(rows(path, "log")[row["row"] - 1]["block"])
    return int(row["number"] if table == "block" else row["block"])


def overwrite(path: Path, table: str, row: dict[str, Any], column: str, value: Any) -> None:
    where = " AND ".join(f"{name} IS ?" for name in row)
    db = sqlite3.connect(path)
    with db:
        changed = db.execute(
            f"UPDATE {table} SET {column} = ? WHERE {where}", (value, *row.values())
        ).rowcount
    db.close()
    assert changed == 1


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in TABLES for column in TABLES[table]]
)
def test_a_changed_value_in_any_column_is_named_with_its_block(copy: Path, table: str, column: str) -> None:
    chance = random.Random(f"{table}.{column}")
    candidates = [row for row in rows(copy, table) if row[column] not in (None, "", b"")]
    pristine = copy.read_bytes()
    for row in chance.sample(candidates, min(4, len(candidates))):
        copy.write_bytes(pristine)
        block = block_of(copy, table, row)
        try:
            overwrite(copy, table, row, column, change(row[column], chance))
        except sqlite3.IntegrityError:
            continue  # the file itself refuses that value: another row has it
        report = verify(copy)
        assert not report.good, row
        assert block in {finding.block for finding in report.findings}, (block, sentences(report))


@pytest.mark.parametrize("column", ["hash", "at"])
def test_a_value_of_another_type_with_the_same_bytes_is_found(copy: Path, column: str) -> None:
    row = rows(copy, "block")[5]
    overwrite(copy, "block", row, column, row[column].encode())
    assert verify(copy).first_block == 5


@pytest.mark.parametrize("table", list(TABLES))
def test_a_removed_row_is_found(copy: Path, table: str) -> None:
    row = rows(copy, table)[-1]
    where = " AND ".join(f"{name} IS ?" for name in row)
    block = block_of(copy, table, row)
    db = sqlite3.connect(copy)
    with db:
        db.execute(f"DELETE FROM {table} WHERE {where}", tuple(row.values()))
    db.close()
    assert block in {finding.block for finding in verify(copy).findings}


def test_an_added_balance_is_found(copy: Path) -> None:
    db = sqlite3.connect(copy)
    with db:
        values = (7, 0, "asset/me/000", 0, b'{"lots":[]}')
        row = db.execute("INSERT INTO log VALUES (?, ?, ?, ?, ?)", values).lastrowid
        db.execute("INSERT INTO state VALUES ('asset/me/000', ?)", (row,))
    db.close()
    report = verify(copy)
    assert {finding.block for finding in report.findings} == {7}
    assert all("asset/me/000" in str(finding) for finding in report.findings)


def test_an_older_balance_made_current_again_is_found(copy: Path) -> None:
    row = next(row for row in rows(copy, "log") if row["before"])
    changed = next(record for record in rows(copy, "state") if record["key"] == row["key"])
    block = block_of(copy, "state", changed)
    overwrite(copy, "state", changed, "row", row["before"])
    assert block in {finding.block for finding in verify(copy).findings}


def test_a_changed_state_is_found_also_beside_a_broken_block(copy: Path) -> None:
    log, last = rows(copy, "log"), rows(copy, "tx")[-1]
    overwrite(copy, "tx", last, "value", "x")
    changed = next(row for row in rows(copy, "state") if log[row["row"] - 1]["block"] == 3)
    overwrite(copy, "state", changed, "row", changed["row"] - 1)
    assert {3, last["block"]} <= {finding.block for finding in verify(copy).findings}


def test_two_changes_in_different_places_are_both_named(copy: Path) -> None:
    log = rows(copy, "log")
    for row in (log[3], log[-2]):
        overwrite(copy, "log", row, "value", row["value"] + b" ")
    blocks = {finding.block for finding in verify(copy).findings}
    assert blocks == {log[3]["block"], log[-2]["block"]}


def dump(path: Path) -> list[Any] | None:
    """Everything that the file says, with types; None if SQLite cannot read it."""
    db = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    db.text_factory = bytes
    try:
        content: list[Any] = [db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()]
        content.append(
            [db.execute(f"PRAGMA {name}").fetchone() for name in ("application_id", "user_version")]
        )
        for table, columns in TABLES.items():
            typed = ", ".join(f"{column}, typeof({column})" for column in columns)
            number = ", rowid" if table == "log" else ""
            content.append(db.execute(f"SELECT {typed}{number} FROM {table} NOT INDEXED").fetchall())
        content.append(db.execute("PRAGMA integrity_check").fetchall())
    except sqlite3.Error:
        return None
    finally:
        db.close()
    return content


def test_a_flipped_byte_anywhere_in_the_file_is_found_unless_nothing_is_kept_there(copy: Path) -> None:
    seed = int(os.environ.get("LOC_SEED", "20261122"))
    chance = random.Random(seed)
    pristine, before = copy.read_bytes(), dump(copy)
    noticed = unused = 0
    for _ in range(150):
        at = chance.randrange(len(pristine))
        data = bytearray(pristine)
        data[at] ^= 1 << chance.randrange(8)
        copy.write_bytes(data)
        report = verify(copy)
        if report.good:
            assert dump(copy) == before, f"byte {at}, seed {seed}"
            unused += 1
        else:
            assert "\n".join(sentences(report))
            noticed += 1
    assert noticed > unused


def stored_bytes(path: Path) -> Iterator[tuple[int, int]]:
    """Places in the file where a row's content stands, each with the row's block."""
    data = path.read_bytes()
    for table, column in (
        ("tx", "signed"),
        ("tx", "result"),
        ("tx", "value"),
        ("log", "value"),
        ("block", "hash"),
    ):
        for row in rows(path, table):
            value = row[column]
            value = value.encode() if isinstance(value, str) else value
            piece = (value or b"")[:24]
            at = data.find(piece) if len(piece) == 24 else -1
            if at >= 0 and data.find(piece, at + 1) < 0:
                yield at + 7, row["number"] if table == "block" else row["block"]


def test_a_flipped_byte_of_stored_content_is_named_with_its_block(copy: Path) -> None:
    chance = random.Random(7)
    pristine = copy.read_bytes()
    places = list(stored_bytes(copy))
    assert len(places) > 20
    for at, block in chance.sample(places, 20):
        data = bytearray(pristine)
        data[at] ^= 1
        copy.write_bytes(data)
        assert block in {finding.block for finding in verify(copy).findings}


def test_a_file_that_sqlite_cannot_read_gives_a_sentence(copy: Path) -> None:
    copy.write_bytes(b"no database at all, but long enough to look at" * 100)
    report = verify(copy)
    assert not report.good
    assert "not a database" in str(report.findings[0])


def test_a_schema_that_is_no_text_gives_a_sentence(copy: Path) -> None:
    """SQLite quotes the broken bytes in its error, which Python cannot make a text of."""
    data = copy.read_bytes()
    assert b"CREATE TABLE log" in data
    copy.write_bytes(data.replace(b"CREATE TABLE log", b"CREATE TABL\xcf log"))
    assert "malformed" in str(verify(copy).findings[0])
    with pytest.raises(LedgerError):
        EmbeddedLedger(copy)


def test_an_empty_file_gives_a_sentence(copy: Path) -> None:
    copy.write_bytes(b"")
    assert not verify(copy).good


def test_a_torn_file_names_the_first_block_that_is_gone(copy: Path) -> None:
    data = copy.read_bytes()
    copy.write_bytes(data[: len(data) // 2 // 4096 * 4096])
    report = verify(copy)
    assert not report.good


def test_a_missing_file_is_a_known_error(tmp_path: Path) -> None:
    with pytest.raises(ConnectError) as caught:
        verify(tmp_path / "ledger.sqlite")
    assert caught.value.code == "ledger.missing"


def test_the_lost_end_of_the_log_is_found_by_the_note_beside_the_file(tmp_path: Path) -> None:
    made = setting(tmp_path)
    earlier = tmp_path / "earlier"
    earlier.mkdir()
    made.ledger.submit("add", ["x", 1], made.user)
    made.ledger.close()
    shutil.copy(made.path, earlier)
    with made.reopen() as ledger:
        ledger.submit("add", ["x", 2], made.user)
    shutil.copy(earlier / made.path.name, made.path)
    report = verify(made.path, contract=counter)
    assert [finding.block for finding in report.findings] == [2]
    with pytest.raises(LedgerError) as caught:
        made.reopen()
    assert caught.value.code == "ledger.lost"


def test_a_live_ledger_is_verified_as_of_one_moment(tmp_path: Path) -> None:
    made = setting(tmp_path)

    def write_on(done: int, total: int) -> None:
        made.ledger.submit("add", ["x", 1], made.user)

    for _ in range(3):
        made.ledger.submit("add", ["x", 1], made.user)
    report = verify(made.path, contract=counter, progress=write_on)
    assert report.good
    assert report.blocks == 4
    assert made.ledger.height() > 4
    made.ledger.close()


def test_a_transaction_signed_by_a_stranger_is_found(tmp_path: Path) -> None:
    """The hashes can be made to fit; the signature cannot."""
    root = authority()
    path = tmp_path / "ledger.sqlite"
    with EmbeddedLedger.create(path, CONFIG, [root.root_pem], contract=counter) as ledger:
        ledger._members = StrangerFriendly(ledger._members)  # type: ignore[assignment]
        ledger.submit("add", ["x", 1], member(authority()))
    report = verify(path, contract=counter)
    assert report.first_block == 1
    assert "certificate" in str(report.findings[0])


class StrangerFriendly:
    """A program that was tampered with: it believes every certificate."""

    def __init__(self, real: Any) -> None:
        self.real = real

    def caller(self, certificate: str, at: str) -> Any:
        from loc_desktop.contract.certificate import read_certificate
        from loc_desktop.contract.state import Caller

        info = read_certificate(certificate)
        return Caller(info.organisation, info.role, info.key, info.registrar)


def test_a_ledger_replayed_by_another_contract_differs(tmp_path: Path) -> None:
    made: Setting = setting(tmp_path)
    made.ledger.submit("add", ["x", 1], made.user)
    made.ledger.close()

    def other(state: Any, fn: str, args: Any) -> Any:
        return (counter(state, fn, args) or 0) + 1 if fn == "add" else counter(state, fn, args)

    report: VerifyReport = verify(made.path, contract=other)
    assert report.first_block == 1
    assert "result" in str(report.findings[0])


def test_the_command_prints_what_it_checked_and_exits_0(
    original: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "verify", str(original)]) == 0
    text = capsys.readouterr().out
    assert "executed again from genesis" in text
    assert "Everything is as it was written." in text


def test_the_command_names_the_block_and_exits_1(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    row = rows(copy, "log")[-1]
    overwrite(copy, "log", row, "value", b"{}")
    assert main(["ledger", "verify", str(copy)]) == 1
    assert f"block {row['block']}" in capsys.readouterr().out


def test_the_command_takes_a_folder_and_shows_the_ledger(
    original: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ledger", "info", str(original.parent)]) == 0
    assert "channel  loan" in capsys.readouterr().out
