"""Interest subsidy (paper 4.2): refunds to customers, interest at expiry to the bank, and the year's budget.

``budget/<FD>/<year>`` is what a department gives in a year and until when; ``budget/<FD>/<year>/<slot>``
what is left, spread like balances, so that refunds of one block do not touch one key. A year without a
budget event is limited by the department's assets alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract.accounts import DEFAULT_SLOTS
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.loans import add_entry, loan_key, record_in, record_of, require_party
from loc_desktop.contract.rules import Rule, Run
from loc_desktop.contract.rules_loan import reads_loan, worked_out
from loc_desktop.loan import servicing
from loc_desktop.loan.calendar import civil_day


def budget_key(department: str, year: str | int) -> str:
    return f"budget/{department}/{year}"


def _slot_key(department: str, year: str | int, slot: int) -> str:
    return f"{budget_key(department, year)}/{slot:03d}"


def _reads(body: Mapping[str, Any], time: str, hint: int) -> list[str]:
    department, year = body["payer"], civil_day(time).year  # in the usual zone; another one reads once more
    slot = _slot_key(department, year, hint % DEFAULT_SLOTS)
    return [*reads_loan(body, time, hint), budget_key(department, year), slot]


def _check_refund(run: Run) -> None:
    body, record = run.body, record_in(run)
    require_party(run, record, "payee", "payee")
    require_party(run, record, "bank", "bank")
    require_party(run, record, "payer", "finance")
    _check_deadline(run)
    worked_out(run, record, lambda loan: servicing.refund(loan, body["periods"], body["amount"]))


def _check_expiry(run: Run) -> None:
    body, record = run.body, record_in(run)
    require_party(run, record, "bank", "bank")
    require_party(run, record, "payer", "finance")
    _check_deadline(run)
    worked_out(run, record, lambda loan: servicing.pay_by_finance(loan, run.today, body["amount"]))


def _subsidise(run: Run) -> None:
    record = record_in(run)
    amount = run.body["amount"]
    _take_budget(run, amount)
    subsidised = record["subsidised"] + amount
    run.work.put(loan_key(record["id"]), record_of(record, run.prepared, subsidised=subsidised))
    add_entry(run, record["id"], subsidy=amount)


# --- the budget ---------------------------------------------------------------------------------------------


def _check_deadline(run: Run) -> None:
    year = run.today.year
    budget = run.work.get(budget_key(run.body["payer"], year))
    if budget is not None and run.today.isoformat() > budget["deadline"]:
        raise ExecutionError("deadline", deadline=budget["deadline"])


def _take_budget(run: Run, amount: int) -> None:
    department, year = run.body["payer"], run.today.year
    if run.work.get(budget_key(department, year)) is not None:
        _take(run, department, year, amount, run.hint)


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


def restore_budget(run: Run, department: str, year: int, amount: int) -> None:
    """Give back to a year's budget what a reversed refund had taken from it; nothing where it has none."""
    if run.work.get(budget_key(department, year)) is None:
        return
    key = _slot_key(department, year, run.hint % run.slots)
    slot = run.work.get(key)
    run.work.put(key, {"left": (0 if slot is None else slot["left"]) + amount})


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
        share, rest = divmod(more, run.slots)
        for slot in range(run.slots):
            slot_key = _slot_key(department, year, slot)
            held = run.work.get(slot_key)
            left = (held["left"] if held is not None else 0) + share + (slot < rest)
            run.work.put(slot_key, {"left": left})
    run.work.put(key, {"amount": amount, "deadline": body["deadline"], "event": run.id, "slots": run.slots})


SUBSIDY_RULES: dict[str, Rule] = {
    "loan.refund": Rule(check=_check_refund, apply=_subsidise, reads=_reads),
    "interest.repay": Rule(check=_check_expiry, apply=_subsidise, reads=_reads),
    "subsidy.budget": Rule(apply=_set_budget),
}
