"""A search as an SQL condition on ``entry``: the text is first looked up in the small tables."""

from __future__ import annotations

import sqlite3
from typing import Any, Final

from loc_desktop.ledger.index.rows import Query

_FOUND: Final = 2_000
"""Parties, events or transactions that one text may stand for; more than that is no search."""

_OF_PARTY: Final = (
    "entry.event IN (SELECT event FROM involved WHERE party IN ({0})) OR entry.subject IN ({0})"
)


def condition(query: Query, db: sqlite3.Connection) -> tuple[str, dict[str, Any]]:
    """The WHERE text ("" for everything) and its values. It may name ``event``, the entry's event."""
    parts: list[str] = []
    values: dict[str, Any] = {}

    def add(part: str, **given: Any) -> None:
        parts.append(part)
        values.update(given)

    if query.text.strip():
        parts.append(_text(query.text.strip(), db))
    if query.parties:
        marks = ",".join(f":party{place}" for place in range(len(query.parties)))
        keys = {f"party{place}": key for place, key in enumerate(query.parties)}
        numbers = _numbers(db, f"SELECT n FROM party WHERE key IN ({marks})", keys)
        parts.append(f"({_OF_PARTY.format(numbers)})")
    if query.kind:
        add("entry.kind = :kind", kind=query.kind)
    if query.fn:
        add("entry.fn = :fn", fn=query.fn)
    if query.status:
        add("event.status = :status", status=query.status)
    if query.code is not None:
        add("entry.code = :code", code=query.code)
    if query.amount_from is not None:
        add("entry.amount >= :amount_from", amount_from=query.amount_from)
    if query.amount_to is not None:
        add("entry.amount <= :amount_to", amount_to=query.amount_to)
    if query.since:
        add("entry.at >= :since", since=query.since)
    if query.until:
        add("entry.at < :until", until=query.until)
    return " AND ".join(parts), values


def _text(text: str, db: sqlite3.Connection) -> str:
    start = {"from": text, "to": text + "\U0010ffff"}
    lower = {"from": text.lower(), "to": text.lower() + "\U0010ffff"}
    events = _numbers(db, "SELECT n FROM event WHERE id >= :from AND id < :to", lower)
    txs = _numbers(db, "SELECT seq FROM tx WHERE id >= :from AND id < :to", lower)
    parties = _numbers(
        db,
        "SELECT n FROM party WHERE (key >= :from AND key < :to) OR instr(lower(name), :lower) > 0",
        {**start, "lower": text.lower()},
    )
    conditions = []
    if events:
        conditions.append(f"entry.event IN ({events})")
    if txs:
        conditions.append(f"entry.seq >> 10 IN ({txs})")
    if parties:
        conditions.append(_OF_PARTY.format(parties))
    return f"({' OR '.join(conditions)})" if conditions else "FALSE"


def _numbers(db: sqlite3.Connection, query: str, values: dict[str, Any]) -> str:
    return ",".join(str(n) for (n,) in db.execute(f"{query} LIMIT {_FOUND}", values))
