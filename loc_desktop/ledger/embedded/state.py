"""The contract's State over the embedded ledger: reads from SQLite; writes wait until the block is made."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Final

import orjson

from loc_desktop.contract.state import Caller, Json, decoded
from loc_desktop.script.canonical import encode

Writes = dict[str, bytes | None]
"""Canonical bytes by key, None for a deletion, in the order of the first write."""

_CANONICAL: Final = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
_CURRENT: Final = (
    "SELECT state.key, log.value FROM state CROSS JOIN log ON log.rowid = state.row"  # in this order
)
_CHUNK: Final = 400
"""Keys asked for in one statement, below SQLite's limit on parameters in every build."""


def encode_built(value: Json) -> bytes:
    """The canonical bytes of a value that the contract built from checked input.

    Without a character beyond ASCII no member name can be out of order, and there is nothing to check.
    """
    data = orjson.dumps(value, option=_CANONICAL)
    return data if data.isascii() else encode(value)


class StateDamagedError(sqlite3.DatabaseError):
    """A row of the state is not what a contract writes. Other changes of the state are found by ``ledger
    verify`` only: until then it is trusted."""

    sqlite_errorname = "SQLITE_CORRUPT"


def _value(key: str, data: bytes) -> Json:
    """A stored value. Raises StateDamagedError."""
    try:
        return decoded(key, data)
    except (ValueError, TypeError) as error:
        raise StateDamagedError(f"the state's row {key[:80]} cannot be read") from error


class SqliteState:
    """One transaction's view: its own writes, those of earlier transactions of the block, then the file.

    ``writes`` are the transaction's own. Values are decoded anew for every caller, so nobody can change
    what another reads; the rules are parsed once (``decoded``).
    """

    def __init__(
        self,
        connection: sqlite3.Connection,
        channel: str,
        tx_id: str,
        time: str,
        caller: Caller,
        earlier: Writes,
    ) -> None:
        self._connection = connection
        self.channel = channel
        self.tx_id = tx_id
        self.time = time
        self.caller = caller
        self._earlier = earlier
        self.writes: Writes = {}

    def get(self, key: str) -> Json | None:
        return self.get_many((key,))[0]

    def get_many(self, keys: Sequence[str]) -> list[Json | None]:
        read: dict[str, bytes | None] = {}
        missing: list[str] = []
        for key in keys:
            if key in self.writes:
                read[key] = self.writes[key]
            elif key in self._earlier:
                read[key] = self._earlier[key]
            else:
                missing.append(key)
        for start in range(0, len(missing), _CHUNK):
            read.update(self._stored(missing[start : start + _CHUNK]))
        values = [(key, read.get(key)) for key in keys]
        return [None if data is None else _value(key, data) for key, data in values]

    def _stored(self, keys: list[str]) -> list[tuple[str, bytes | None]]:
        # Filled up to a power of two: few different statements, each prepared once.
        width = 1 << (len(keys) - 1).bit_length()
        marks = ",".join("?" * width)
        keys = keys + keys[:1] * (width - len(keys))
        return self._connection.execute(f"{_CURRENT} WHERE state.key IN ({marks})", keys).fetchall()

    def put(self, key: str, value: Json) -> None:
        self.writes[key] = encode_built(value)

    def delete(self, key: str) -> None:
        self.writes[key] = None

    def range(self, start: str, end: str) -> Iterator[tuple[str, Json]]:
        rows = self._connection.execute(
            f"{_CURRENT} WHERE state.key >= ? AND state.key < ? AND value IS NOT NULL ORDER BY state.key",
            (start, end),
        )
        for key, data in rows:
            yield key, _value(key, data)

    def history(self, key: str) -> Iterator[tuple[str, str, Json | None]]:
        rows = self._connection.execute(
            "WITH RECURSIVE past (row) AS (SELECT row FROM state WHERE key = ? UNION ALL"
            " SELECT log.before FROM past CROSS JOIN log ON log.rowid = past.row WHERE log.before > 0)"
            " SELECT tx.id, json_extract(CAST(tx.signed AS TEXT), '$.at'), log.value"
            " FROM past CROSS JOIN log ON log.rowid = past.row"
            " JOIN tx ON tx.block = log.block AND tx.position = log.position ORDER BY past.row",
            (key,),
        )
        for tx_id, time, data in rows:
            yield tx_id, time, None if data is None else _value(key, data)


def last_row(connection: sqlite3.Connection) -> int:
    """The number of the log's newest row, 0 if it is empty."""
    return int(connection.execute("SELECT coalesce(max(rowid), 0) FROM log").fetchone()[0])


def write_all(connection: sqlite3.Connection, row: int, block: int, position: int, writes: Writes) -> int:
    """Put one transaction's writes into the open transaction, behind the log's row ``row``: its last now."""
    numbered = list(enumerate(writes.items(), row + 1))
    connection.executemany(
        "INSERT INTO log (rowid, block, position, key, before, value)"
        " VALUES (?1, ?2, ?3, ?4, coalesce((SELECT row FROM state WHERE key = ?4), 0), ?5)",
        [(number, block, position, key, data) for number, (key, data) in numbered],
    )
    connection.executemany(
        "INSERT INTO state VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET row = excluded.row",
        [(key, number) for number, (key, _) in numbered],
    )
    return row + len(numbered)
