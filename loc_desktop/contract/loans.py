"""A loan's record on the ledger, ``loan/<id>``, and the value that :mod:`loc_desktop.loan.servicing` works
on.

The record (``version`` 3) holds parties, terms and sums, the agreed instalment (``level``) and the due days
that holidays moved at the payout (``dues``: number and day). The schedule is worked out from these until a
payment or change makes it differ, and is kept from then on (``periods``, ``penalty`` with its day,
``changed``, and where there are any ``rescheduled``, ``restructured``, ``credit``). No calendar is needed to
read it. ``calendar`` is the day up to which new calendars have been looked at, ``moved`` which due days they
moved. ``entry/<loan>/<event>`` is one line of the loan's history.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Run
from loc_desktop.contract.rulebook import adopted
from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.contract.state import Json
from loc_desktop.contract.work import Work
from loc_desktop.loan.products import Product
from loc_desktop.loan.schedule import PlanError, level_of
from loc_desktop.loan.servicing import (
    Loan,
    PaymentError,
    Period,
    Position,
    Restructured,
    Terms,
    first_schedule,
    first_subsidy,
    is_settled,
    moved_by,
    new_loan,
    with_due_days,
)

Record = Mapping[str, Any]

VERSION: Final = 3

OPEN_STATES = ("active", "written_off")
"""In these a loan can be paid; a payment on a loan that was written off recovers it."""

CLOSED_STATES = ("repaid", "reversed")
"""In these a loan is over: its customer may apply again."""


def loan_key(loan: str) -> str:
    """The state key of a loan's record."""
    return f"loan/{loan}"


def entry_key(loan: str, event: str) -> str:
    """The state key of what an event did to a loan."""
    return f"entry/{loan}/{event}"


def new_record(run: Run, product: Product) -> dict[str, Json]:
    """The record of a loan that is paid out now, by the event ``loan.apply``."""
    body = run.body
    rate = body.get("rate", product.rate)
    terms, today = Terms.of(product, rate), run.today
    try:
        lines = first_schedule(body["amount"], body["months"], terms, today, run.rules.holidays)
    except PlanError as error:
        raise ExecutionError("product", product=product.id, why=error.why) from None
    dues = [[line.number, line.due.isoformat()] for line in lines if line.due != line.end]
    return {
        "id": run.id,
        "version": VERSION,
        "bank": body["bank"],
        "payee": body["payee"],
        "civil": run.grantor("CAD"),
        "finance": run.grantor("FD"),
        "product": product.id,
        "amount": body["amount"],
        "months": body["months"],
        "rate": rate,
        "terms": terms.to_json(),
        "level": level_of(terms.method, lines),
        **({"dues": dues} if dues else {}),
        "calendar": run.value_date.isoformat(),
        "branch": body.get("branch", ""),
        "opened": today.isoformat(),
        "status": "active",
        "outstanding": body["amount"],
        "paid": {"principal": 0, "interest": 0, "penalty": 0},
        "subsidised": 0,
        "subsidy_granted": first_subsidy(lines, terms, run.rules.lending),
    }


def value_of(record: Record) -> Loan:
    """The loan as a value."""
    terms, opened = Terms.from_json(record["terms"]), date.fromisoformat(record["opened"])
    paused = tuple((_day(begun), _day(ended) if ended else None) for begun, ended in record.get("paused", ()))
    if "periods" not in record:
        loan = new_loan(record["amount"], record["months"], terms, opened)
        loan = with_due_days(loan, {number: _day(due) for number, due in record.get("dues", ())})
        return replace(loan, paused=paused) if paused else loan
    accrued, until = record["penalty"]
    held = record.get("restructured")
    return Loan(
        amount=record["amount"],
        months=record["months"],
        opened=opened,
        terms=terms,
        periods=tuple([Period.from_json(line) for line in record["periods"]]),
        level=record["level"],
        penalty=accrued,
        penalty_until=_day(until),
        changed=_day(record["changed"]),
        rescheduled=record.get("rescheduled", 0),
        restructured=Restructured.from_json(held) if held else None,
        credit=record.get("credit", 0),
        paused=paused,
    )


def _day(text: str) -> date:
    return date.fromisoformat(text)


def fields_of(loan: Loan) -> dict[str, Json]:
    """The members of a record that follow from the value: all that :func:`value_of` reads."""
    fields: dict[str, Json] = {
        "amount": loan.amount,
        "months": loan.months,
        "opened": loan.opened.isoformat(),
        "terms": loan.terms.to_json(),
        "level": loan.level,
        "periods": [period.to_json() for period in loan.periods],
        "penalty": [loan.penalty, loan.penalty_until.isoformat()],
        "changed": loan.changed.isoformat(),
    }
    if loan.rescheduled:
        fields["rescheduled"] = loan.rescheduled
    if loan.restructured is not None:
        fields["restructured"] = loan.restructured.to_json()
    if loan.credit:
        fields["credit"] = loan.credit
    if loan.paused:
        fields["paused"] = [
            [begun.isoformat(), ended.isoformat() if ended else ""] for begun, ended in loan.paused
        ]
    return fields


def record_of(record: Record, loan: Loan, **changes: Json) -> dict[str, Json]:
    """The record after a payment or change that made it ``loan``; ``changes`` are further members."""
    kept = {name: value for name, value in record.items() if name not in ("dues", "credit")}
    changed: dict[str, Json] = {**kept, **fields_of(loan), "outstanding": loan.outstanding, **changes}
    if changed["status"] in OPEN_STATES and is_settled(loan):
        changed["status"] = "repaid"
    return changed


def record_in(run: Run) -> dict[str, Any]:
    """The record of the loan that the event names. Raises ExecutionError ``loan_unknown``."""
    record: dict[str, Any] | None = run.work.get(loan_key(run.body["loan"]))
    if record is None:
        raise ExecutionError("loan_unknown", loan=run.body["loan"])
    return with_calendars(run.work, record, run.value_date)


def with_calendars(work: Work, record: Record, day: date) -> dict[str, Any]:
    """The record with what the calendars that were adopted since have moved, as it stands on ``day``.

    It is the same whenever it is looked at: every version is taken in its order, by its own day.
    """
    moved = dict(record)
    for version in adopted.later(work, record["calendar"], day.isoformat()):
        rules = adopted.version_of(work, version["digest"])
        moved = moved_by_rules(moved, rules, date.fromisoformat(version["from"]))
    return moved


def moved_by_rules(record: Record, rules: Rulebook, start: date) -> dict[str, Any]:
    """The record after rules that count from ``start`` on: due days after it, of what is not paid, may move
    to a later day, if the rules say so; ``moved`` then names number, from, to and the rules' digest.
    """
    moved = {**record, "calendar": start.isoformat()}
    if not rules.lending.move_later_due_days or record["status"] not in OPEN_STATES:
        return moved
    loan = value_of(record)
    moves = moved_by(loan, rules.holidays, start)
    if not moves:
        return moved
    before = {period.number: period.due for period in loan.periods}
    if "periods" in record:
        moved["periods"] = [period.to_json() for period in with_due_days(loan, moves).periods]
    else:
        dues = {**dict(record.get("dues", ())), **{number: due.isoformat() for number, due in moves.items()}}
        moved["dues"] = [[number, due] for number, due in sorted(dues.items())]
    moved["moved"] = [
        *record.get("moved", ()),
        *(
            {
                "number": number,
                "from": before[number].isoformat(),
                "to": due.isoformat(),
                "rules": rules.digest,
            }
            for number, due in sorted(moves.items())
        ),
    ]
    return moved


def is_subsidised(record: Record) -> bool:
    """Whether the finance department bears interest of a loan: not once it was reversed or any of it written
    off, also where that was recovered since; a write-off that was written back never was.
    """
    return record["status"] in ("active", "repaid") and "written_off" not in record


def require_subsidised(record: Record) -> None:
    """Raises ExecutionError ``refund_written_off`` if any of a loan was written off."""
    if not is_subsidised(record):
        lost = record["written_off"]
        raise ExecutionError(
            "refund_written_off", loan=record["id"], amount=lost["amount"] + lost["recovered"]
        )


def require_party(run: Run, record: Record, field: str, part: str) -> None:
    """Raises ExecutionError ``loan_party`` unless the event's ``field`` is the loan's ``part``."""
    if run.body[field] != record[part]:
        raise ExecutionError("loan_party", key=run.body[field], role=part, loan=record["id"])


def require_status(record: Record, *allowed: str) -> None:
    """Raises ExecutionError ``loan_status`` unless the loan is in one of the states ``allowed``."""
    if record["status"] not in allowed:
        raise ExecutionError("loan_status", loan=record["id"], status=record["status"])


def add_entry(run: Run, loan: str, **amounts: int) -> None:
    """A line of the loan's history; ``amounts`` in fen, those of zero left out. ``held`` is what a reschedule
    keeps of the class from then on: reports on that day look at it here, because it may get worse later.
    """
    shown: dict[str, Json] = {name: amount for name, amount in amounts.items() if amount}
    if isinstance(run.prepared, Loan) and run.prepared.restructured is not None:
        shown["held"] = run.prepared.restructured.to_json()
    entry = {
        "loan": loan,
        "event": run.id,
        "kind": run.event["kind"],
        "at": run.value_date.isoformat(),
        **shown,
    }
    run.work.put(entry_key(loan, run.id), entry)


def as_execution_error(error: PaymentError, record: Record) -> ExecutionError:
    """What servicing refused, as the contract says it."""
    loan = record["id"]
    if error.code in ("period", "refunded"):
        return ExecutionError(error.code, period=error.part, loan=loan)
    if error.code == "late":
        return ExecutionError("refund_late", period=error.part, loan=loan, days=error.amount, most=error.due)
    if error.code == "running":
        return ExecutionError("refund_ahead", period=error.amount, loan=loan, end=error.part)
    if error.code == "not_expired":
        return ExecutionError("not_expired", loan=loan, due=error.part)
    if error.code == "forbidden":
        return ExecutionError("prepay_forbidden", loan=loan)
    if error.code == "overdue":
        return ExecutionError("prepay_overdue", loan=loan, due=error.due)
    if error.code == "interest":
        return ExecutionError("accrued", loan=loan, amount=error.amount, due=error.due)
    if error.code == "division":
        return ExecutionError("division", part=error.part, amount=error.amount, due=error.due)
    if error.code == "prepay":
        return ExecutionError("prepay_instead", loan=loan, amount=error.amount, most=error.due)
    if error.code == "dated_before":
        return ExecutionError("dated_before", loan=loan, changed=error.part)
    if error.code == "rate_above_agreed":
        return ExecutionError("rate_above_agreed", loan=loan, rate=error.amount, agreed=error.due)
    if error.code in ("extension", "months_in_all"):
        return ExecutionError(error.code, loan=loan, months=error.amount, latest=error.part)
    if error.code == "rescheduled_before":
        return ExecutionError("rescheduled_before", loan=loan, times=error.due)
    if error.code == "settled":
        return ExecutionError("loan_status", loan=loan, status="repaid")
    if error.code in ("months", "years"):
        return ExecutionError("term", loan=loan, months=error.amount)
    return ExecutionError("more_than_due", part=error.part, amount=error.amount, due=error.due)


def position_json(now: Position) -> dict[str, Json]:
    """A position as queries show it."""
    shown: dict[str, Json] = {
        name: getattr(now, name)
        for name in (
            "outstanding", "due_principal", "due_interest", "payable_principal", "payable_interest",
            "accrued", "deferred", "unearned", "prepayable", "penalty", "days_past_due", "overdue_principal",
            "overdue_interest", "classification", "due",
        )
    }  # fmt: skip
    shown["payoff_principal"], shown["payoff_interest"] = now.payoff.principal, now.payoff.interest
    shown["on"] = now.on.isoformat()
    if now.next is not None:
        shown["next"] = {"number": now.next.number, "due": now.next.due.isoformat()}
    return shown
