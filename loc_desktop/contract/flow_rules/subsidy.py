"""Interest subsidy (paper 4.2): refunds to customers, interest at expiry to the bank, and the year's budget.

``budget/<FD>/<year>`` is what a department gives in a year and until when; ``budget/<FD>/<year>/<slot>``
what is left, spread like balances, so that refunds of one block do not touch one key. Without a budget of the
year nothing is subsidised. The year is that of the day that counts, the lock's. Never more than the
department granted (``subsidy_granted`` of the loan: what the interest of the schedule at payout, and of each
reschedule that it granted, may cost it), nothing for a loan that was reversed or written off, whole
or in part.
Only interest of periods that have ended on the day that counts: what was paid ahead can still come back.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from loc_desktop.contract.accounts import DEFAULT_SLOTS
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.flow_rules.loan import reads_loan, worked_out
from loc_desktop.contract.loans import (
    add_entry,
    entry_key,
    loan_key,
    record_in,
    record_of,
    require_party,
    require_status,
    require_subsidised,
    value_of,
)
from loc_desktop.loan import servicing
from loc_desktop.loan.calendar import civil_day


def budget_key(department: str, year: str | int) -> str:
    """The state key of a department's subsidy budget of a year."""
    return f"budget/{department}/{year}"


def _slot_key(department: str, year: str | int, slot: int) -> str:
    return f"{budget_key(department, year)}/{slot:03d}"


def _reads(body: Mapping[str, Any], time: str, hint: int) -> list[str]:
    # A guess: in another zone, or unlocked in another year than it was locked in, costs one more read.
    department, year = str(body["payer"]), civil_day(time).year
    slot = _slot_key(department, year, hint % DEFAULT_SLOTS)
    return [*reads_loan(body, time, hint), budget_key(department, year), slot]


def _check_refund(run: Run) -> None:
    body, record = run.body, record_in(run)
    require_party(run, record, "payee", "payee")
    require_party(run, record, "bank", "bank")
    require_party(run, record, "payer", "finance")
    require_status(record, "active", "repaid")
    require_subsidised(record)
    worked_out(
        run,
        record,
        lambda loan: servicing.refund(
            loan, run.value_date, body["periods"], body["amount"], run.rules.lending
        ),
    )
    _check_budget(run)
    _check_granted(run, record)


def _check_expiry(run: Run) -> None:
    body, record = run.body, record_in(run)
    require_party(run, record, "bank", "bank")
    require_party(run, record, "payer", "finance")
    require_status(record, "active")
    require_subsidised(record)
    worked_out(
        run,
        record,
        lambda loan: servicing.pay_by_finance(loan, run.value_date, body["amount"], run.rules.lending),
    )
    _check_budget(run)
    _check_granted(run, record)


def _check_granted(run: Run, record: Mapping[str, Any]) -> None:
    left = record["subsidy_granted"] - record["subsidised"]
    if run.body["amount"] > left:
        raise ExecutionError("subsidy_granted", amount=run.body["amount"], left=left, loan=record["id"])


def _subsidise(run: Run) -> None:
    record = record_in(run)
    amount = run.body["amount"]
    _take(run, run.body["payer"], run.value_date.year, amount, run.hint)
    subsidised = record["subsidised"] + amount
    run.work.put(loan_key(record["id"]), record_of(record, run.prepared, subsidised=subsidised))
    add_entry(run, record["id"], subsidy=amount)


def take_refund_back(
    run: Run, record: Mapping[str, Any], refund: Mapping[str, Any], claimed: int = 0
) -> dict[str, Any]:
    """The loan's record after its refund, the event ``refund``, was taken back: the right to it comes back,
    and what it took of the budget of its year. Adds the line of the loan's history; ``claimed``: what of the
    money was not there and became a claim.
    """
    body = refund["body"]
    amount: int = body["amount"]
    taken = run.work.get(entry_key(record["id"], refund["id"]))
    assert taken is not None, "an executed refund left its line"
    restore_budget(run, body["payer"], date.fromisoformat(taken["at"]).year, amount)
    loan = servicing.unrefund(value_of(record), body["periods"], amount)
    add_entry(run, record["id"], subsidy=-amount, claimed=claimed)
    return record_of(record, loan, subsidised=record["subsidised"] - amount)


# --- the budget ---------------------------------------------------------------------------------------------


def _check_budget(run: Run) -> None:
    year = run.value_date.year
    budget = run.work.get(budget_key(run.body["payer"], year))
    if budget is None:
        raise ExecutionError("no_budget", year=year)
    if run.value_date.isoformat() > budget["deadline"]:
        raise ExecutionError("deadline", deadline=budget["deadline"])


def restore_budget(run: Run, department: str, year: int, amount: int) -> None:
    """Give ``amount`` fen back to a department's budget of a year."""
    key = _slot_key(department, year, run.hint % run.slots)
    held = run.work.get(key)
    run.work.put(key, {"left": (held["left"] if held is not None else 0) + amount})


def _take(run: Run, department: str, year: int, amount: int, hint: int) -> None:
    missing = amount
    count = run.slots
    for step in range(count):
        if step == 1:
            run.work.load([_slot_key(department, year, slot) for slot in range(count)])
        key = _slot_key(department, year, (hint + step) % count)
        slot = run.work.get(key)
        part = min(missing, 0 if slot is None else slot["left"])
        if part:
            assert slot is not None
            run.work.put(key, {"left": slot["left"] - part})
            missing -= part
        if not missing:
            return
    raise ExecutionError("budget", year=year, left=amount - missing, needed=amount)


def _set_budget(run: Run) -> None:
    body = run.body
    department, year, amount = body["department"], body["year"], body["amount"]
    key = budget_key(department, year)
    before = run.work.get(key)
    more = amount - (before["amount"] if before is not None else 0)
    if more < 0:
        _take(run, department, year, -more, 0)
    else:
        run.work.load([_slot_key(department, year, slot) for slot in range(run.slots)])
        share, remainder = divmod(more, run.slots)
        for slot in range(run.slots):
            slot_key = _slot_key(department, year, slot)
            held = run.work.get(slot_key)
            left = (held["left"] if held is not None else 0) + share + (slot < remainder)
            run.work.put(slot_key, {"left": left})
    run.work.put(key, {"amount": amount, "deadline": body["deadline"], "event": run.id, "slots": run.slots})


SUBSIDY_RULES: dict[str, Rule] = {
    "loan.refund": Rule(check=_check_refund, apply=_subsidise, reads=_reads),
    "interest.repay": Rule(check=_check_expiry, apply=_subsidise, reads=_reads),
    "subsidy.budget": Rule(apply=_set_budget),
}
