"""The rules of a loan's life: payout, payments, prepayment, reschedule, write-off (paper 4.2, Tables 2 and
4).

Each payment or change is worked out by :mod:`loc_desktop.loan.servicing` on the day that counts,
``run.value_date``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any

from loc_desktop.contract.causes import cause
from loc_desktop.contract.classes import class_on
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.fields import MAX_MONTHS
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.flow_rules.returning import check_former, reads_former
from loc_desktop.contract.loans import (
    OPEN_STATES,
    add_entry,
    as_execution_error,
    loan_key,
    new_record,
    record_in,
    record_of,
    require_party,
    require_status,
    value_of,
)
from loc_desktop.contract.members import MAX_NAME, member_key, name_key
from loc_desktop.contract.persons import attested_tag, bind, check_bound, require_person
from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.contract.state import Json
from loc_desktop.contract.stood import keep_schedule
from loc_desktop.loan import servicing
from loc_desktop.loan.calendar import add_months
from loc_desktop.loan.servicing import Loan, PaymentError

PARTS = ("principal", "interest", "penalty")


def reads_loan(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    """The state keys that an event reads whose body names a loan."""
    return [loan_key(body["loan"])]


def worked_out(run: Run, record: Mapping[str, Any], change: Callable[[Loan], Loan]) -> Loan:
    """The loan after ``change``, kept in ``run.prepared``. Raises ExecutionError for what servicing
    refuses.
    """
    try:
        run.prepared = change(value_of(record))
    except PaymentError as error:
        raise as_execution_error(error, record) from None
    changed: Loan = run.prepared
    return changed


# --- payout -------------------------------------------------------------------------------------------------


def _check_payee(run: Run) -> None:
    require_person(run, run.body["payee"])


def _reads_applied(body: Mapping[str, Any], time: str, hint: int) -> list[str]:
    # What is longer is no institution's name; folding it would cost more than refusing it.
    branch = body.get("branch", "")
    named = [name_key("B", branch)] if branch and len(branch) <= MAX_NAME else []
    return [*reads_former(body, time, hint), *named]


def _check_applied(run: Run) -> None:
    """The loan does not stand in the regulator's report under another bank's name."""
    check_former(run)
    if "branch" not in run.body:
        return
    named = run.work.get(name_key("B", run.body["branch"]))
    bank = run.work.get(member_key("B", run.body["bank"]))
    if named is not None and bank is not None and named["organisation"] != bank["organisation"]:
        raise ExecutionError("name_taken", name=run.body["branch"][:80], organisation=named["organisation"])


def _check_open(run: Run) -> None:
    _check_product(run)
    check_bound(run, run.body["payee"])


def _check_product(run: Run) -> None:
    # Not when it is locked: an application beyond product or law is for the grantors to refuse, with their
    # reason.
    body = run.body
    product = run.rules.products[body["product"]]
    rate = body.get("rate", product.rate)
    if not product.amount_min <= body["amount"] <= product.amount_max:
        why = cause("product_amounts", least=product.amount_min, most=product.amount_max)
    elif not product.months_min <= body["months"] <= product.months_max:
        why = cause("product_months", least=product.months_min, most=product.months_max)
    elif rate > product.rate_max:
        why = cause("product_rate", most=product.rate_max)
    else:
        require_rate(run.rules, rate, body["months"], run.today)
        return
    raise ExecutionError("product", product=product.id, why=why)


def require_rate(rules: Rulebook, rate: int, months: int, on: date) -> None:
    """Raises ExecutionError ``rate_cap`` if a rate is above what the rules allow a loan of ``months`` that is
    paid out ``on``.
    """
    cap = rules.lending.rate_cap(months, on)
    if rate > cap:
        params = {"rate": percent(rate), "cap": percent(cap)}
        raise ExecutionError("rate_cap", months=months, on=on.isoformat(), **params)


def percent(hundredths: int) -> str:
    """435 as "4.35"."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def _open(run: Run) -> None:
    record = new_record(run, run.rules.products[run.body["product"]])
    run.work.put(loan_key(run.id), record)
    run.work.put(f"loans/{record['payee']}/{run.id}", {"bank": record["bank"], "loan": run.id})
    bind(run, record["payee"], attested_tag(run, record["payee"]), run.id)


# --- payments -----------------------------------------------------------------------------------------------


def _check_repay(run: Run) -> None:
    body, record = run.body, _check_payer(run)
    parts = [body.get(part, 0) for part in PARTS]
    if sum(parts) != body["amount"]:
        raise ExecutionError("sum", sum=sum(parts), amount=body["amount"])
    if not run.grantors:
        require_within_due(run, record)
    worked_out(run, record, lambda loan: servicing.pay(loan, run.value_date, *parts))


def require_within_due(run: Run, record: Mapping[str, Any]) -> None:
    """Raises ExecutionError ``more_than_due`` if the event's amount is more than is due on the day.

    Within that a customer pays without the bank's grant, and the bank collects without the customer's.
    """
    due = servicing.position(value_of(record), run.value_date).due
    if run.body["amount"] > due:
        raise ExecutionError("more_than_due", part="amount", amount=run.body["amount"], due=due)


def _in_time(run: Run) -> None:
    """A payment that nobody grants has the day of its lock only if it is executed by the day after: else a
    customer could lock on the due day and bring the money months later.
    """
    if not run.grantors and run.today > run.value_date + timedelta(days=1):
        raise ExecutionError("stale", locked=run.value_date.isoformat())


def _check_payer(run: Run) -> dict[str, Any]:
    record = record_in(run)
    require_status(record, *OPEN_STATES)
    require_party(run, record, "payer", "payee")
    require_party(run, record, "bank", "bank")
    return record


def _check_prepay(run: Run) -> None:
    body, record = run.body, _check_payer(run)
    if body["principal"] + body["interest"] != body["amount"]:
        raise ExecutionError("sum", sum=body["principal"] + body["interest"], amount=body["amount"])
    worked_out(
        run, record, lambda loan: servicing.prepay(loan, run.value_date, body["principal"], body["interest"])
    )


def _paid(run: Run) -> None:
    record = record_in(run)
    amounts = {part: run.body.get(part, 0) for part in PARTS}
    _put_paid(run, record, record, amounts)


def _put_paid(
    run: Run,
    record: Mapping[str, Any],
    kept: Mapping[str, Any],
    amounts: Mapping[str, int],
    told: Mapping[str, int] | None = None,
    **changes: Json,
) -> None:
    """Keep ``run.prepared`` in the record ``kept`` after so much was paid on ``record``, and a line of its
    history that also says what is ``told``.
    """
    paid = {part: record["paid"][part] + amounts.get(part, 0) for part in PARTS}
    # Interest that was paid ahead and has not accrued goes to principal when the loan is settled, and when a
    # new schedule asks for less than it.
    before, after = servicing.interest_paid(value_of(record)), servicing.interest_paid(run.prepared)
    unearned = before + amounts.get("interest", 0) - after
    paid["principal"] += unearned
    paid["interest"] -= unearned
    recovered = recovered_by(record, amounts.get("principal", 0) + unearned)
    written = less_written_off(record, recovered)
    changed = record_of(kept, run.prepared, paid=paid, **written, **changes)
    run.work.put(loan_key(record["id"]), _lost(changed))
    add_entry(run, record["id"], **amounts, **(told or {}), unearned=unearned, recovered=recovered)
    if unearned:
        run.outputs.append({"unearned": unearned})


def recovered_by(record: Mapping[str, Any], principal: int) -> int:
    """What of a payment's principal, or of a reversal, recovers what was written off: what is not written off
    comes first.
    """
    if "written_off" not in record:
        return 0
    others: int = record["outstanding"] - record["written_off"]["amount"]
    return max(0, principal - others)


def less_written_off(record: Mapping[str, Any], recovered: int) -> dict[str, Any]:
    """The member ``written_off`` of a loan's record after so much of it was recovered."""
    if not recovered:
        return {}
    written = record["written_off"]
    left = {**written, "amount": written["amount"] - recovered, "recovered": written["recovered"] + recovered}
    return {"written_off": left}


# --- changes ------------------------------------------------------------------------------------------------


def _check_reschedule(run: Run) -> None:
    body, record = run.body, record_in(run)
    require_status(record, "active")
    require_party(run, record, "payee", "payee")
    require_party(run, record, "bank", "bank")
    finance = run.grantor("FD")
    if finance != record["finance"]:
        raise ExecutionError("loan_party", key=finance, role="finance", loan=record["id"])
    rate = body.get("rate", record["rate"])
    run.prepared = rescheduled(record, body["months"], rate, run.value_date, run.rules)


def rescheduled(record: Mapping[str, Any], months: int, rate: int, on: date, rules: Rulebook) -> Loan:
    """A loan over ``months`` from a day at ``rate``. Raises ExecutionError for what the rules refuse: how
    often, how long, at which rate.
    """
    product = rules.products.get(record["product"])
    programme, longest = product is not None and product.programme, product.months_max if product else 0
    loan, opened, end = value_of(record), date.fromisoformat(record["opened"]), add_months(on, months)
    try:
        changed = servicing.reschedule(
            loan, on, months, rate, rules.lending, calendar=rules.holidays, programme=programme,
            longest=longest,
        )  # fmt: skip
    except PaymentError as error:
        raise as_execution_error(error, record) from None
    in_all = next(count for count in range(1, MAX_MONTHS * 2) if add_months(opened, count) >= end)
    require_rate(rules, rate, in_all, opened)
    return changed


def latest_end(record: Mapping[str, Any], rules: Rulebook) -> date:
    """The last day to which the rules let a loan be extended."""
    product = rules.products.get(record["product"])
    if product is None:
        return servicing.last_end(value_of(record), rules.lending)
    return servicing.last_end(value_of(record), rules.lending, product.programme, product.months_max)


def _reschedule(run: Run) -> None:
    record = record_in(run)
    rate = run.prepared.terms.rate
    cost = servicing.subsidy_at_most(run.prepared, run.rules.lending)
    told = {"months": run.body["months"], "rate": rate}
    granted = record["subsidised"] + cost
    _put_paid(run, record, keep_schedule(run, record), {}, told, rate=rate, subsidy_granted=granted)


def _check_writeoff(run: Run) -> None:
    body, record = run.body, record_in(run)
    require_status(record, "active")
    require_party(run, record, "bank", "bank")
    written = record["written_off"]["amount"] if "written_off" in record else 0
    if body["amount"] > record["outstanding"] - written:
        raise ExecutionError("write_off", amount=body["amount"], outstanding=record["outstanding"] - written)
    rules = run.rules.lending.writeoff
    if body.get("reason_code", "") in rules.reasons:
        return
    tier = class_on(run.work, record, run.value_date, run.rules.lending)
    if tier not in rules.classes:
        reasons = ", ".join(sorted(rules.reasons))
        raise ExecutionError("write_off_class", loan=record["id"], tier=tier, reasons=reasons)


def _writeoff(run: Run) -> None:
    record = record_in(run)
    before = record.get("written_off", {"amount": 0, "recovered": 0})
    amount = before["amount"] + run.body["amount"]
    written = {
        "amount": amount, "recovered": before["recovered"], "at": run.value_date.isoformat(), "event": run.id,
    }  # fmt: skip
    run.work.put(loan_key(record["id"]), _lost({**record, "written_off": written}))
    add_entry(run, record["id"], written_off=run.body["amount"])


def _lost(record: dict[str, Any]) -> dict[str, Any]:
    """The record, its loan a loss where all that is outstanding is written off; in part it goes on, its class
    told of it.
    """
    written = record.get("written_off", {})
    if record["status"] != "active" or not 0 < written.get("amount", 0) == record["outstanding"]:
        return record
    return {**record, "status": "written_off", "written_off": {**written, "whole": True}}


def _check_writeback(run: Run) -> None:
    record = record_in(run)
    require_party(run, record, "bank", "bank")
    if record["status"] not in OPEN_STATES or not record.get("written_off", {}).get("amount"):
        raise ExecutionError("not_written_off", loan=record["id"], status=record["status"])


def _writeback(run: Run) -> None:
    record = record_in(run)
    kept = {name: value for name, value in record.items() if name != "written_off"}
    run.work.put(loan_key(record["id"]), {**kept, "status": "active"})
    add_entry(run, record["id"], written_back=record["written_off"]["amount"])


def _check_reader(run: Run) -> None:
    record = record_in(run)
    require_party(run, record, "bank", "bank")
    signer = run.event["signatures"][0]["key"]
    if signer != record["payee"]:
        raise ExecutionError("loan_party", key=signer, role="payee", loan=record["id"])


LOAN_RULES: dict[str, Rule] = {
    "loan.open": Rule(
        check=_check_payee, at_lock=_check_applied, reads=_reads_applied, at_unlock=_check_open, apply=_open
    ),
    "loan.repay": Rule(check=_check_repay, at_unlock=_in_time, apply=_paid, reads=reads_loan),
    "loan.prepay": Rule(check=_check_prepay, apply=_paid, reads=reads_loan),
    "loan.reschedule": Rule(check=_check_reschedule, apply=_reschedule, reads=reads_loan),
    "loan.writeoff": Rule(check=_check_writeoff, apply=_writeoff, reads=reads_loan),
    "loan.writeback": Rule(check=_check_writeback, apply=_writeback, reads=reads_loan),
    "loan.party": Rule(check=_check_reader, reads=reads_loan),
}
