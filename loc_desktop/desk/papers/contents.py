"""What a paper's digest is of: facts that whoever reads the ledger can put together again. No names: those
are bound by the commitment in an application's body, which the sealed dossier opens.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.papers.code import content_line

if TYPE_CHECKING:
    from loc_desktop.bank.arrears.values import Demand
    from loc_desktop.bank.books.values import Statement
    from loc_desktop.ledger.index.rows import EventRow, Seat


def event_content(kind: str, row: EventRow, tx: str, **more: Any) -> str:
    """The content line of a paper of an event at its transaction ``tx``."""
    return content_line({"kind": kind, "event": _event(row), "tx": tx, **more})


def _event(row: EventRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "kind": row.kind,
        "at": row.at,
        "body": dict(row.body),
        "signers": [[seat.role, seat.key] for seat in row.signers],
    }


def results_until(row: EventRow, tx: str) -> tuple[Seat, ...]:
    """The grantors who had spoken with transaction ``tx``: none at the lock."""
    said = tuple(seat for seat in row.grantors if seat.verdict)
    if tx == row.tx:
        return ()
    last = max((place for place, seat in enumerate(said) if seat.tx == tx), default=-1)
    return said[: last + 1]


def audit_content(row: EventRow, tx: str) -> str:
    """Of an audit slip: the event and what was signed of it by then."""
    results = [
        [seat.role, seat.key, seat.verdict, seat.exception, dict(seat.terms)]
        for seat in results_until(row, tx)
    ]
    return event_content("audit", row, tx, results=results)


def schedule_content(row: EventRow, tx: str, schedule: list[Mapping[str, Any]]) -> str:
    """Of a schedule: the loan's event and the lines as they are agreed."""
    lines = [[line["number"], line["due"], line["principal"], line["interest"]] for line in schedule]
    return event_content("schedule", row, tx, schedule=lines)


def statement_content(statement: Statement) -> str:
    """Of an account's statement: what the bank's books say of the period."""
    return content_line(
        {
            "kind": "statement",
            "account": statement.account.number,
            "start": statement.start,
            "end": statement.end,
            "opening": statement.opening,
            "closing": statement.closing,
            "lines": [
                [line.entry, line.booking_date, line.value_date, line.amount, line.balance]
                for line in statement.lines
            ],
        }
    )


def demand_content(demand: Demand) -> str:
    """Of a letter of demand: what the bank's books say of it."""
    return content_line(
        {
            "kind": "demand",
            "number": demand.number,
            "loan": demand.loan,
            "day": demand.day,
            "deadline": demand.deadline,
            "principal": demand.principal,
            "interest": demand.interest,
            "penalty": demand.penalty,
        }
    )
