"""The content line of an event's paper holds what the ledger says, and no name."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any, cast

from loc_desktop.desk.papers.contents import audit_content, event_content, results_until, schedule_content
from loc_desktop.ledger.index.rows import EventRow, Seat


@dataclass
class _Row:
    id: str = "e1"
    kind: str = "loan.apply"
    at: str = "2026-11-28T10:00:00Z"
    tx: str = "t0"
    body: dict[str, Any] = field(default_factory=lambda: {"amount": 5})
    signers: tuple[Seat, ...] = (Seat("C", "kc"),)
    grantors: tuple[Seat, ...] = (
        Seat("B", "kb", "Pass", exception=1, terms={"amount": 1}, tx="t1"),
        Seat("CAD", "kd", "Pass", exception=1, tx="t2"),
        Seat("FD", "kf"),
    )


ROW = cast(EventRow, _Row())


def _read(line: str) -> Any:
    head, _, content = line.partition(" ")
    assert head == "LoC-paper-1"
    return json.loads(content)


def test_results_are_those_of_the_transaction_and_before() -> None:
    said = {tx: [seat.role for seat in results_until(ROW, tx)] for tx in ("t0", "t1", "t2", "t9")}
    assert said == {"t0": [], "t1": ["B"], "t2": ["B", "CAD"], "t9": []}


def test_each_kind_has_its_own_line() -> None:
    event = {"id": "e1", "kind": "loan.apply", "at": ROW.at, "body": {"amount": 5}, "signers": [["C", "kc"]]}
    assert _read(event_content("note", ROW, "t0")) == {"kind": "note", "event": event, "tx": "t0"}
    audit = _read(audit_content(ROW, "t1"))
    assert audit["results"] == [["B", "kb", "Pass", 1, {"amount": 1}]]
    line = {"number": 1, "due": "2026-12-28", "principal": 3, "interest": 2, "paid_principal": 1}
    schedule = _read(schedule_content(ROW, "t2", [line]))
    assert schedule["schedule"] == [[1, "2026-12-28", 3, 2]]
