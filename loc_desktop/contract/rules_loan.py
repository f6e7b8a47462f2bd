"""The rules of a loan's life: payout, payments, prepayment, reschedule, write-off (paper 4.2, Tables 2 and
4).

Each payment or change is worked out by :mod:`loc_desktop.loan.servicing` on the day that counts,
``run.value_date``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from loc_desktop.contract.errors import ExecutionError
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
from loc_desktop.contract.rules import Rule, Run
from loc_desktop.loan import servicing
from loc_desktop.loan.servicing import Loan, PaymentError

PARTS = ("principal", "interest", "penalty")


def reads_loan(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
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


def _check_product(run: Run) -> None:
    # Not when it is locked: an application beyond the product is for the grantors to refuse, with their
    # reason.
    body = run.body
    product = run.rules.products[body["product"]]
    if not product.amount_min <= body["amount"] <= product.amount_max:
        why = f"amounts from {product.amount_min} to {product.amount_max} fen"
    elif not product.months_min <= body["months"] <= product.months_max:
        why = f"{product.months_min} to {product.months_max} months"
    elif body.get("rate", product.rate) > product.rate_max:
        why = f"a rate of at most {product.rate_max} hundredths of a percent"
    else:
        return
    raise ExecutionError("product", product=product.id, why=why)


def _open(run: Run) -> None:
    record = new_record(run, run.rules.products[run.body["product"]])
    run.work.put(loan_key(run.id), record)
    run.work.put(f"loans/{record['payee']}/{run.id}", {"bank": record["bank"], "loan": run.id})


# --- payments -----------------------------------------------------------------------------------------------


def _check_repay(run: Run) -> None:
    body, record = run.body, _check_payer(run)
    parts = [body.get(part, 0) for part in PARTS]
    if sum(parts) != body["amount"]:
        raise ExecutionError("sum", sum=sum(parts), amount=body["amount"])
    worked_out(run, record, lambda loan: servicing.pay(loan, run.value_date, *parts))


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
    paid = {part: record["paid"][part] + amounts[part] for part in PARTS}
    # Interest that was paid ahead and has not accrued goes to principal when the loan is settled.
    before, after = servicing.interest_paid(value_of(record)), servicing.interest_paid(run.prepared)
    unearned = before + amounts["interest"] - after
    paid["principal"] += unearned
    paid["interest"] -= unearned
    run.work.put(loan_key(record["id"]), record_of(record, run.prepared, paid=paid))
    add_entry(run, record["id"], **amounts, unearned=unearned)


# --- changes ------------------------------------------------------------------------------------------------


def _check_reschedule(run: Run) -> None:
    body, record = run.body, record_in(run)
    require_status(record, "active")
    require_party(run, record, "payee", "payee")
    require_party(run, record, "bank", "bank")
    product = run.rules.products[record["product"]]
    rate = body.get("rate", record["rate"])
    if rate > product.rate_max:
        why = f"a rate of at most {product.rate_max} hundredths of a percent"
        raise ExecutionError("product", product=product.id, why=why)
    worked_out(
        run,
        record,
        lambda loan: servicing.reschedule(
            loan, run.value_date, body["months"], rate, run.rules.lending, calendar=run.rules.holidays,
            programme=product.programme,
        ),
    )  # fmt: skip


def _reschedule(run: Run) -> None:
    record = record_in(run)
    rate = run.prepared.terms.rate
    run.work.put(loan_key(record["id"]), record_of(record, run.prepared, rate=rate))
    add_entry(run, record["id"], months=run.body["months"], rate=rate)


def _check_writeoff(run: Run) -> None:
    record = record_in(run)
    require_status(record, "active")
    require_party(run, record, "bank", "bank")
    if run.body["amount"] != record["outstanding"]:
        raise ExecutionError("write_off", amount=run.body["amount"], outstanding=record["outstanding"])


def _writeoff(run: Run) -> None:
    record = record_in(run)
    written = {"amount": run.body["amount"], "at": run.today.isoformat(), "event": run.id}
    run.work.put(loan_key(record["id"]), {**record, "status": "written_off", "written_off": written})
    add_entry(run, record["id"], written_off=run.body["amount"])


def _check_writeback(run: Run) -> None:
    record = record_in(run)
    require_status(record, "written_off")
    require_party(run, record, "bank", "bank")


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
    "loan.open": Rule(at_unlock=_check_product, apply=_open),
    "loan.repay": Rule(check=_check_repay, apply=_paid, reads=reads_loan),
    "loan.prepay": Rule(check=_check_prepay, apply=_paid, reads=reads_loan),
    "loan.reschedule": Rule(check=_check_reschedule, apply=_reschedule, reads=reads_loan),
    "loan.writeoff": Rule(check=_check_writeoff, apply=_writeoff, reads=reads_loan),
    "loan.writeback": Rule(check=_check_writeback, apply=_writeback, reads=reads_loan),
    "loan.party": Rule(check=_check_reader, reads=reads_loan),
}
