"""The rule of a collection: the bank takes what is due from the customer's linked traditional account.

The customer's signed ``account.link`` is its order to do so; without a link of this account to the loan's
customer nothing can be collected. The money becomes digital on the customer's account and repays the loan in
the same execution, all or nothing, and never more than is due on the day that counts: what is not due yet
only the customer itself pays.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.asset import ASSET_RULES, transfer_key
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.flow_rules.links import link_key, linked_in
from loc_desktop.contract.flow_rules.loan import LOAN_RULES, PARTS, reads_loan, require_within_due, worked_out
from loc_desktop.contract.loans import OPEN_STATES, record_in, require_party, require_status
from loc_desktop.loan import servicing


def _reads(body: Mapping[str, Any], time: str, hint: int) -> list[str]:
    return [*reads_loan(body, time, hint), transfer_key(body), link_key(body["bank"], body["link"])]


def _check(run: Run) -> None:
    body = run.body
    ASSET_RULES["asset.transfer"].check(run)
    record = record_in(run)
    require_status(record, *OPEN_STATES)
    require_party(run, record, "account", "payee")
    require_party(run, record, "bank", "bank")
    link = linked_in(run)
    if link is None or link["account"] != record["payee"]:
        raise ExecutionError("link", why=cause("not_linked_to_customer"))
    if link.get("ended"):
        raise ExecutionError("link", why=cause("link_ended"))
    principal, interest, penalty = (body[part] for part in PARTS)
    if principal + interest + penalty != body["amount"]:
        raise ExecutionError("sum", sum=principal + interest + penalty, amount=body["amount"])
    require_within_due(run, record)
    worked_out(run, record, lambda loan: servicing.pay(loan, run.value_date, principal, interest, penalty))


def _apply(run: Run) -> None:
    ASSET_RULES["asset.transfer"].apply(run)
    LOAN_RULES["loan.repay"].apply(run)


COLLECT_RULES: dict[str, Rule] = {"loan.collect": Rule(check=_check, apply=_apply, reads=_reads)}
