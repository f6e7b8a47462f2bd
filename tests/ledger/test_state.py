"""The contract's view of the embedded ledger: own writes first, then the block's, then the file's."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from loc_desktop.contract.state import Caller
from loc_desktop.ledger.embedded.state import (
    SqliteState,
    StateDamagedError,
    Writes,
    encode_built,
    last_row,
    write_all,
)
from loc_desktop.ledger.embedded.store import create_file, rollback
from loc_desktop.script.canonical import CanonicalError, encode

CALLER = Caller("org-B", "B", "k" * 44, False)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A file with the ledger's own tables."""
    connection = create_file(tmp_path / "ledger.sqlite")
    yield connection
    rollback(connection)
    connection.close()


def _state(connection: sqlite3.Connection, earlier: Writes | None = None) -> SqliteState:
    return SqliteState(connection, "loan", "t" * 64, "2026-09-15T02:00:00Z", CALLER, earlier or {})


def _kept(connection: sqlite3.Connection, **values: int | None) -> int:
    writes = {key: None if value is None else encode_built(value) for key, value in values.items()}
    return write_all(connection, last_row(connection), 1, 0, writes)


def test_a_transaction_sees_itself_then_its_block_then_the_file(connection: sqlite3.Connection) -> None:
    _kept(connection, a=1, b=1, c=1)
    state = _state(connection, {"b": encode_built(2), "c": encode_built(2), "d": None})
    state.put("c", 3)
    assert state.get_many(["a", "b", "c", "d", "e", "a"]) == [1, 2, 3, None, None, 1]
    state.delete("a")
    assert (state.get("a"), state.get("c")) == (None, 3)
    assert state.writes == {"c": b"3", "a": None}
    assert _state(connection).get("a") == 1


def test_more_keys_than_one_statement_takes(connection: sqlite3.Connection) -> None:
    _kept(connection, **{f"k{number:04}": number for number in range(1200)})
    keys = [f"k{number:04}" for number in range(1300)]
    assert _state(connection).get_many(keys) == [*range(1200), *[None] * 100]
    assert _state(connection).get_many([]) == []


def test_a_range_ends_before_its_end_and_leaves_out_what_was_deleted(connection: sqlite3.Connection) -> None:
    row = _kept(connection, **{"a/1": 1, "a/2": 2, "a/3": 3, "b": 4})
    assert last_row(connection) == row == 4
    _kept(connection, **{"a/2": None, "a/3": 5})
    state = _state(connection)
    state.put("a/0", 9)
    assert list(state.range("a/", "a0")) == [("a/1", 1), ("a/3", 5)]
    assert list(state.range("a/1", "a/3")) == [("a/1", 1)]
    assert list(state.range("c", "d")) == []
    assert last_row(connection) == 6


def test_what_is_read_can_be_changed_without_changing_what_another_reads(
    connection: sqlite3.Connection,
) -> None:
    state = _state(connection)
    state.put("a", {"n": [1]})
    read = state.get("a")
    assert isinstance(read, dict)
    read["n"].append(2)
    assert state.get("a") == {"n": [1]}


@pytest.mark.parametrize("data", [b"{", b"\xff", 7, "x", b""])
def test_a_row_that_no_contract_wrote_is_damage(connection: sqlite3.Connection, data: object) -> None:
    _kept(connection, a=1)
    connection.execute("UPDATE log SET value = ?", (data,))
    with pytest.raises(StateDamagedError, match="row a"):
        _state(connection).get("a")
    with pytest.raises(StateDamagedError, match="row a"):
        list(_state(connection).range("a", "b"))


@pytest.mark.parametrize("value", [0, "", "中文", [], {"b": 1, "a": [True, -1]}, {"é": 1, "z": "😀"}])
def test_what_the_contract_builds_is_canonical(value: object) -> None:
    assert encode_built(value) == encode(value)


def test_a_number_that_canonical_json_has_not_is_refused() -> None:
    with pytest.raises((TypeError, CanonicalError)):
        encode_built(2**53)
