"""Step 6 of Algorithm 3: the operations, in declared order, all or nothing, with their flow's rule."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Final

from loc_desktop.contract import accounts
from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules import issuing
from loc_desktop.contract.flow_rules.adopt import ADOPT, adoption
from loc_desktop.contract.flow_rules.asset import ASSET_RULES
from loc_desktop.contract.flow_rules.base import NO_RULE, Rule, Run
from loc_desktop.contract.flow_rules.challenge import CHALLENGE_RULES
from loc_desktop.contract.flow_rules.claim import CLAIM_RULES
from loc_desktop.contract.flow_rules.collect import COLLECT_RULES
from loc_desktop.contract.flow_rules.groups import GROUP_RULES
from loc_desktop.contract.flow_rules.identity import IDENTITY_RULES
from loc_desktop.contract.flow_rules.issuing import ISSUING_RULES
from loc_desktop.contract.flow_rules.links import LINK_RULES
from loc_desktop.contract.flow_rules.loan import LOAN_RULES
from loc_desktop.contract.flow_rules.returning import RETURN_RULES
from loc_desktop.contract.flow_rules.revocation import REVOCATION_RULES
from loc_desktop.contract.flow_rules.subsidy import SUBSIDY_RULES
from loc_desktop.contract.flow_rules.substitutes import SUBSTITUTE_RULES
from loc_desktop.contract.views.shapes import (
    account_view,
    customer_view,
    inspect_view,
    knows_account,
    loan_summary,
)
from loc_desktop.script.items import READING

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        "": NO_RULE,
        **LOAN_RULES,
        **COLLECT_RULES,
        **SUBSIDY_RULES,
        **ASSET_RULES,
        **LINK_RULES,
        **CHALLENGE_RULES,
        ADOPT: adoption(
            [
                *LOAN_RULES,
                *COLLECT_RULES,
                *SUBSIDY_RULES,
                *ASSET_RULES,
                *LINK_RULES,
                *CHALLENGE_RULES,
                *CLAIM_RULES,
                *IDENTITY_RULES,
                *GROUP_RULES,
                *ISSUING_RULES,
                *REVOCATION_RULES,
                *RETURN_RULES,
                *SUBSTITUTE_RULES,
            ]
        ),
        **CLAIM_RULES,
        **IDENTITY_RULES,
        **GROUP_RULES,
        **ISSUING_RULES,
        **REVOCATION_RULES,
        **RETURN_RULES,
        **SUBSTITUTE_RULES,
    }
)


def execute(run: Run, operations: list[Any]) -> None:
    """Run the rule and the operations on ``run.work``. Raises ExecutionError; the caller then drops what was
    changed.
    """
    if not run.flow.state and any(operation["op"] not in READING for operation in operations):
        raise ExecutionError("operations")
    rule = RULES[run.flow.rule]
    rule.check(run)
    rule.at_unlock(run)
    for operation in operations:
        HANDLERS[operation["op"]](run, operation["args"])
    rule.apply(run)


def _transfer(run: Run, args: Mapping[str, Any]) -> None:
    source, to, amount = args["from"], args["to"], args["amount"]
    count = accounts.slots_of(run.role_of(source), run.slots)
    # What an event issues it pays with, and leaves what was there to its owner.
    issue = run.id if any(operation.op == "issue" for operation in run.flow.operations) else ""
    lots = accounts.take(run.work, source, count, run.hint, amount, event=issue)
    accounts.add(run.work, accounts.first_slot(to, run.role_of(to), run.slots, run.hint), lots)
    run.moved("transfer", source, to, lots)


def _issue(run: Run, args: Mapping[str, Any]) -> None:
    issuer, to = args["issuer"], args["to"]
    issuing.count_issue(run, issuer, args["amount"])
    value = next(result["value"] for result in run.results if result["key"] == issuer)
    lot: accounts.Lot = {"issuer": issuer, "event": run.id, "value": value, "amount": args["amount"]}
    accounts.spread(run.work, to, accounts.slots_of(run.role_of(to), run.slots), lot)
    run.moved("issue", "", to, [lot])


def _redeem(run: Run, args: Mapping[str, Any]) -> None:
    source, issuer = args["from"], args["issuer"]
    issuing.count_redemption(run, issuer, args["amount"])
    count = accounts.slots_of(run.role_of(source), run.slots)
    lots = accounts.take(run.work, source, count, run.hint, args["amount"], issuer)
    run.moved("redeem", source, "", lots)


def _query(run: Run, args: Mapping[str, Any]) -> None:
    reader = run.event["signatures"][0]["key"]
    if "loan" in args:
        run.outputs.append(loan_summary(run.work, args["loan"]))
    elif "account" in args:
        view = account_view(run.work, args["account"], run.slots)
        if args["account"] != reader and not knows_account(run.work, reader, view):
            raise ExecutionError("reader", why=cause("account_of_other"))
        run.outputs.append(view)
    else:
        run.outputs.append(customer_view(run.work, args["customer"], reader))


def _inspect(run: Run, args: Mapping[str, Any]) -> None:
    run.outputs.append(inspect_view(run.work, args, run.slots))


def _by_rule(run: Run, args: Mapping[str, Any]) -> None:
    """Challenges and their resolution change the state through the flow's rule alone."""


HANDLERS: Final[Mapping[str, Callable[[Run, Mapping[str, Any]], None]]] = MappingProxyType(
    {
        "transfer": _transfer,
        "repay": _transfer,
        "issue": _issue,
        "redeem": _redeem,
        "query": _query,
        "inspect": _inspect,
        "challenge": _by_rule,
        "resolve": _by_rule,
    }
)
