"""The table of transfers: what the connector knows of each, changed only from the state it expects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from sqlalchemy import Connection

from loc_desktop.bank import trouble
from loc_desktop.bank.connector.values import FINAL, INWARD, Transfer
from loc_desktop.loan.calendar import day_begins, day_ends

_COLUMNS: Final = (
    "event, key, kind, amount, account, digital, state, reason, params, hold_entry, settle_entry,"
    " reverse_entry, tx_id, seen_at, changed_at, tries, trouble, asked_at"
)
_PLACES: Final = ", ".join("?" * 18)


def add(connection: Connection, transfer: Transfer) -> None:
    """Keep a new transfer. One whose key stands for another event already is kept as a duplicate of it."""
    other = first_of_key(connection, transfer.key)
    connection.exec_driver_sql(
        f"INSERT OR IGNORE INTO transfer ({_COLUMNS}, duplicate) VALUES ({_PLACES}, ?)",
        (
            transfer.event,
            transfer.key,
            transfer.kind,
            transfer.amount,
            transfer.account,
            transfer.digital,
            transfer.state,
            transfer.reason,
            json.dumps(dict(transfer.params)),
            transfer.hold or None,
            transfer.settle or None,
            transfer.reverse or None,
            transfer.tx_id,
            transfer.seen_at,
            transfer.changed_at,
            transfer.tries,
            trouble.write(transfer.trouble),
            transfer.asked_at,
            int(other is not None and other != transfer.event),
        ),
    )


def first_of_key(connection: Connection, key: str) -> str | None:
    """The event that first used an idempotency key."""
    event = connection.exec_driver_sql(
        "SELECT event FROM transfer WHERE key = ? AND duplicate = 0", (key,)
    ).scalar()
    return None if event is None else str(event)


def get(connection: Connection, event: str) -> Transfer | None:
    """The transfer of an event; None for one that the books do not know."""
    row = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM transfer WHERE event = ?", (event,)).first()
    return None if row is None else _read(row)


def change(connection: Connection, event: str, expected: str, at: str, **changes: Any) -> bool:
    """Set columns of a transfer that is in the state ``expected``; False if another was faster."""
    names = ", ".join(f"{name} = ?" for name in changes)
    updated = connection.exec_driver_sql(
        f"UPDATE transfer SET {names}, changed_at = ? WHERE event = ? AND state = ?",
        (*changes.values(), at, event, expected),
    )
    return updated.rowcount == 1


def unfinished(connection: Connection) -> list[str]:
    """The events of transfers that are not final, oldest first; within a second as they came."""
    rows = connection.exec_driver_sql(
        f"SELECT event FROM transfer WHERE state NOT IN ({_quoted(FINAL)}) ORDER BY seen_at, rowid"
    )
    return [event for (event,) in rows]


def moved_on(connection: Connection, account: str, inward: bool, day: date, zone: str) -> int:
    """Fen that an account has moved or is moving in one direction on a civil day in ``zone``."""
    total = connection.exec_driver_sql(
        f"SELECT COALESCE(SUM(amount), 0) FROM transfer WHERE account = ? AND seen_at BETWEEN ? AND ?"
        f" AND state IN ('held', 'failing', 'executed', 'settled', 'returning')"
        f" AND kind {'IN' if inward else 'NOT IN'} ({_quoted(INWARD)})",
        (account, day_begins(day, zone), day_ends(day, zone)),
    ).scalar_one()
    return int(total)


def page(
    connection: Connection, states: Sequence[str] = (), text: str = "", start: int = 0, limit: int = 100
) -> tuple[list[Transfer], int]:
    """Transfers, last asked first, and how many in all; of some states, ``text`` in id, key or account."""
    where, params = ["1"], []
    if states:
        where.append(f"state IN ({_quoted(states)})")
    if text:
        where.append("(event LIKE ? OR key LIKE ? OR account LIKE ? OR digital LIKE ?)")
        plain = text.replace("%", "").replace("_", "\\_")
        params = [f"{plain}%"] * 4
        where[-1] = where[-1].replace("LIKE ?", "LIKE ? ESCAPE '\\'")
    condition = " AND ".join(where)
    total = connection.exec_driver_sql(
        f"SELECT COUNT(*) FROM transfer WHERE {condition}", tuple(params)
    ).scalar_one()
    rows = connection.exec_driver_sql(
        f"SELECT {_COLUMNS} FROM transfer WHERE {condition}"
        " ORDER BY asked_at DESC, rowid DESC LIMIT ? OFFSET ?",
        (*params, limit, start),
    )
    return [_read(row) for row in rows], int(total)


def all_of(connection: Connection) -> Mapping[str, Transfer]:
    """Every transfer by event, for the reconciliation."""
    rows = connection.exec_driver_sql(f"SELECT {_COLUMNS} FROM transfer")
    return {row[0]: _read(row) for row in rows}


def _quoted(texts: Iterable[str]) -> str:
    """Words of this program as an SQL list; never anything from outside."""
    words = list(texts)
    if not all(word.replace("_", "").replace(".", "").isalpha() for word in words):
        raise ValueError("a state or kind is a plain word")
    return ", ".join(f"'{word}'" for word in words)


def _read(row: Sequence[Any]) -> Transfer:
    *first, params, hold, settle, reverse, tx_id, seen, changed, tries, stands, asked = row
    event, key, kind, amount, account, digital, state, reason = first
    return Transfer(
        event, key, kind, amount, account, digital, state, reason, json.loads(params), hold or 0, settle or 0,
        reverse or 0, tx_id, seen, changed, tries, trouble.read(stands), asked,
    )  # fmt: skip
