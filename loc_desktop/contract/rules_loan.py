"""The rules of a loan's life: opening, repayment, interest subsidy, expiry (paper 4.2, Tables 2 and 4)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.rules import Rule, Run
from loc_desktop.loan import products


def loan_key(loan: str) -> str:
    return f"loan/{loan}"


def _reads_loan(body: Mapping[str, Any]) -> list[str]:
    return [loan_key(str(body.get("loan", "")))]


def loan_of(run: Run) -> dict[str, Any]:
    """The loan that the event names. Raises ExecutionError ``loan_unknown``."""
    loan: dict[str, Any] | None = run.work.get(loan_key(run.body["loan"]))
    if loan is None:
        raise ExecutionError("loan_unknown", loan=run.body["loan"])
    return loan


def _check_party(run: Run, loan: Mapping[str, Any], field: str, part: str) -> None:
    if run.body[field] != loan[part]:
        raise ExecutionError("loan_party", key=run.body[field], role=part, loan=run.body["loan"])


def _check_active(loan: Mapping[str, Any]) -> None:
    if loan["status"] != "active":
        raise ExecutionError("loan_status", loan=loan["id"], status=loan["status"])


# --- opening ------------------------------------------------------------------------------------------------


def _check_product(run: Run) -> None:
    body = run.body
    product = products.shipped()[body["product"]]
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
    body = run.body
    product = products.shipped()[body["product"]]
    run.work.put(
        loan_key(run.id),
        {
            "id": run.id,
            "bank": body["bank"],
            "payee": body["payee"],
            "civil": run.grantor("CAD"),
            "finance": run.grantor("FD"),
            "product": product.id,
            "amount": body["amount"],
            "months": body["months"],
            "rate": body.get("rate", product.rate),
            "branch": body.get("branch", ""),
            "opened": run.today,
            "status": "active",
            "outstanding": body["amount"],
            "paid": {"principal": 0, "interest": 0, "penalty": 0},
            "subsidised": 0,
        },
    )
    run.work.put(f"loans/{body['payee']}/{run.id}", {"bank": body["bank"], "loan": run.id})


# --- repayment ----------------------------------------------------------------------------------------------


def _check_repay(run: Run) -> None:
    body, loan = run.body, loan_of(run)
    _check_active(loan)
    _check_party(run, loan, "payer", "payee")
    _check_party(run, loan, "bank", "bank")
    parts = body["principal"] + body["interest"] + body["penalty"]
    if parts != body["amount"]:
        raise ExecutionError("sum", sum=parts, amount=body["amount"])
    if body["principal"] > loan["outstanding"]:
        raise ExecutionError(
            "more_than_due", part="principal", amount=body["principal"], due=loan["outstanding"]
        )


def _repay(run: Run) -> None:
    body, loan = run.body, loan_of(run)
    outstanding = loan["outstanding"] - body["principal"]
    paid = loan["paid"]
    run.work.put(
        loan_key(loan["id"]),
        {
            **loan,
            "outstanding": outstanding,
            "status": loan["status"] if outstanding else "repaid",
            "paid": {part: paid[part] + body[part] for part in ("principal", "interest", "penalty")},
        },
    )


# --- subsidy ------------------------------------------------------------------------------------------------


def _period_keys(body: Mapping[str, Any]) -> list[str]:
    return [f"refund/{body['loan']}/{period:03d}" for period in body["periods"]]


def _reads_refund(body: Mapping[str, Any]) -> list[str]:
    return [*_reads_loan(body), *_period_keys(body)]


def _check_refund(run: Run) -> None:
    body, loan = run.body, loan_of(run)
    _check_party(run, loan, "payee", "payee")
    _check_party(run, loan, "bank", "bank")
    _check_party(run, loan, "payer", "finance")
    for period, key in zip(body["periods"], _period_keys(body), strict=True):
        if run.work.get(key) is not None:
            raise ExecutionError("refunded", period=period, loan=loan["id"])
        if period > loan["months"]:
            raise ExecutionError("period", period=period, loan=loan["id"])
    paid = loan["paid"]["interest"] - loan["subsidised"]
    if body["amount"] > paid:
        raise ExecutionError("more_than_paid", amount=body["amount"], paid=paid)


def _refund(run: Run) -> None:
    body, loan = run.body, loan_of(run)
    for key in _period_keys(body):
        run.work.put(key, {"event": run.id})
    run.work.put(loan_key(loan["id"]), {**loan, "subsidised": loan["subsidised"] + body["amount"]})


def _check_expiry(run: Run) -> None:
    loan = loan_of(run)
    _check_party(run, loan, "bank", "bank")
    _check_party(run, loan, "payer", "finance")


def _expire(run: Run) -> None:
    body, loan = run.body, loan_of(run)
    run.work.put(loan_key(loan["id"]), {**loan, "subsidised": loan["subsidised"] + body["amount"]})


def _check_reader(run: Run) -> None:
    loan = loan_of(run)
    _check_party(run, loan, "bank", "bank")
    signer = run.event["signatures"][0]["key"]
    if signer != loan["payee"]:
        raise ExecutionError("loan_party", key=signer, role="payee", loan=loan["id"])


LOAN_RULES: dict[str, Rule] = {
    "loan.open": Rule(at_unlock=_check_product, apply=_open),
    "loan.repay": Rule(check=_check_repay, apply=_repay, reads=_reads_loan),
    "loan.refund": Rule(check=_check_refund, apply=_refund, reads=_reads_refund),
    "interest.repay": Rule(check=_check_expiry, apply=_expire, reads=_reads_loan),
    "loan.party": Rule(check=_check_reader, reads=_reads_loan),
}
