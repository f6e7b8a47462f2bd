"""A loan's record on the ledger, ``loan/<id>``, and the value that :mod:`loc_desktop.loan.servicing` works
on.

The record holds parties, terms and sums; the schedule is worked out from terms and day of payout until a
payment or change makes it differ, and is kept from then on. ``entry/<loan>/<event>`` is one line of the
loan's history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.rules import Run
from loc_desktop.contract.state import Json
from loc_desktop.loan.products import Product
from loc_desktop.loan.servicing import Loan, PaymentError, Period, Position, Terms, is_settled, new_loan

Record = Mapping[str, Any]

OPEN_STATES = ("active", "written_off")
"""In these a loan can be paid; a payment on a loan that was written off recovers it."""


def loan_key(loan: str) -> str:
    return f"loan/{loan}"


def entry_key(loan: str, event: str) -> str:
    return f"entry/{loan}/{event}"


def new_record(run: Run, product: Product) -> dict[str, Json]:
    """The record of a loan that is paid out now, by the event ``loan.apply``."""
    body = run.body
    rate = body.get("rate", product.rate)
    return {
        "id": run.id,
        "bank": body["bank"],
        "payee": body["payee"],
        "civil": run.grantor("CAD"),
        "finance": run.grantor("FD"),
        "product": product.id,
        "amount": body["amount"],
        "months": body["months"],
        "rate": rate,
        "terms": Terms.of(product, rate).to_json(),
        "branch": body.get("branch", ""),
        "opened": run.today.isoformat(),
        "status": "active",
        "outstanding": body["amount"],
        "paid": {"principal": 0, "interest": 0, "penalty": 0},
        "subsidised": 0,
    }


def value_of(record: Record) -> Loan:
    """The loan as a value."""
    terms, opened = Terms.from_json(record["terms"]), date.fromisoformat(record["opened"])
    paused = tuple((_day(begun), _day(ended) if ended else None) for begun, ended in record.get("paused", ()))
    if "periods" not in record:
        return replace(new_loan(record["amount"], record["months"], terms, opened), paused=paused)
    accrued, until = record["penalty"]
    periods = tuple(Period.from_json(line) for line in record["periods"])
    return Loan(record["amount"], opened, terms, periods, accrued, _day(until), paused)


def _day(text: str) -> date:
    return date.fromisoformat(text)


def record_of(record: Record, loan: Loan, **changes: Json) -> dict[str, Json]:
    """The record after a payment or change that made it ``loan``; ``changes`` are further members."""
    changed: dict[str, Json] = {
        **record,
        "terms": loan.terms.to_json(),
        "periods": [period.to_json() for period in loan.periods],
        "penalty": [loan.penalty, loan.penalty_until.isoformat()],
        "outstanding": loan.outstanding,
        **changes,
    }
    if changed["status"] in OPEN_STATES and is_settled(loan):
        changed["status"] = "repaid"
    return changed


def record_in(run: Run) -> dict[str, Any]:
    """The record of the loan that the event names. Raises ExecutionError ``loan_unknown``."""
    record: dict[str, Any] | None = run.work.get(loan_key(run.body["loan"]))
    if record is None:
        raise ExecutionError("loan_unknown", loan=run.body["loan"])
    return record


def require_party(run: Run, record: Record, field: str, part: str) -> None:
    """Raises ExecutionError ``loan_party`` unless the event's ``field`` is the loan's ``part``."""
    if run.body[field] != record[part]:
        raise ExecutionError("loan_party", key=run.body[field], role=part, loan=record["id"])


def require_status(record: Record, *allowed: str) -> None:
    """Raises ExecutionError ``loan_status`` unless the loan is in one of the states ``allowed``."""
    if record["status"] not in allowed:
        raise ExecutionError("loan_status", loan=record["id"], status=record["status"])


def add_entry(run: Run, loan: str, **amounts: int) -> None:
    """A line of the loan's history; ``amounts`` in fen, those of zero left out."""
    shown = {name: amount for name, amount in amounts.items() if amount}
    entry = {"loan": loan, "event": run.id, "kind": run.event["kind"], "at": run.today.isoformat(), **shown}
    run.work.put(entry_key(loan, run.id), entry)


def as_execution_error(error: PaymentError, record: Record) -> ExecutionError:
    """What servicing refused, as the contract says it."""
    loan = record["id"]
    if error.code in ("period", "refunded"):
        return ExecutionError(error.code, period=error.part, loan=loan)
    if error.code == "not_expired":
        return ExecutionError("not_expired", loan=loan, due=error.part)
    if error.code == "forbidden":
        return ExecutionError("prepay_forbidden", loan=loan)
    if error.code == "overdue":
        return ExecutionError("prepay_overdue", loan=loan, due=error.due)
    if error.code == "interest":
        return ExecutionError("accrued", loan=loan, amount=error.amount, due=error.due)
    return ExecutionError("more_than_due", part=error.part, amount=error.amount, due=error.due)


def position_json(now: Position) -> dict[str, Json]:
    """A position as queries show it."""
    shown: dict[str, Json] = {
        name: getattr(now, name)
        for name in (
            "outstanding", "due_principal", "due_interest", "payable_principal", "payable_interest",
            "accrued", "penalty", "days_past_due", "overdue_principal", "overdue_interest",
            "classification", "due",
        )
    }  # fmt: skip
    shown["on"] = now.on.isoformat()
    if now.next is not None:
        shown["next"] = {"number": now.next.number, "due": now.next.due.isoformat()}
    return shown
