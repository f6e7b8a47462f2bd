"""Rules of digital accounts: a transfer id executes once on both sides (paper 4.1).

``transfer/<bank>/<transfer>`` is what was issued or redeemed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract.accounts import lots_of, slots_of, total
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.loans import OPEN_STATES, value_of
from loc_desktop.contract.members import is_revoked, member_key
from loc_desktop.contract.views.shapes import loans_of
from loc_desktop.loan import servicing


def transfer_key(body: Mapping[str, Any]) -> str:
    """The state key of a transfer. The idempotency key is the bank's; another bank's equal id is another
    transfer."""
    return f"transfer/{body['bank']}/{body['transfer']}"


def _reads_transfer(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return [transfer_key(body)]


def _check_transfer(run: Run) -> None:
    if run.work.get(transfer_key(run.body)) is not None:
        raise ExecutionError("transfer_used", transfer=run.body["transfer"])


def _check_deposit(run: Run) -> None:
    """A revoked customer brings in no more than it still owes beyond what it holds; at a revoked bank no
    customer brings in more than it owes that bank.
    """
    _check_transfer(run)
    key, bank = run.body["account"], run.body["bank"]
    bank_ends = is_revoked(run.work.get(member_key("B", bank)))
    if not bank_ends and not is_revoked(run.work.get(member_key("C", key))):
        return
    held = total(lots_of(run.work, key, slots_of("C", run.slots)))
    most = max(0, _owed(run, key, bank if bank_ends else "") - held)
    if run.body["amount"] > most:
        raise ExecutionError("winding_down", key=key, amount=run.body["amount"], most=most)


def _owed(run: Run, key: str, bank: str) -> int:
    """Everything that a customer's open loans and claims still ask for; of one bank if given."""
    owed = 0
    for record in loans_of(run.work, key):
        if record["status"] in OPEN_STATES and bank in ("", record["bank"]):
            loan = value_of(record)
            interest = sum(period.open_interest for period in loan.periods)
            owed += loan.outstanding + interest + servicing.penalty(loan, run.value_date)
        for name in record.get("claims", ()):
            claim = run.work.get(f"claim/{name}")
            if claim is not None and claim["status"] == "open" and bank in ("", claim["to"]):
                owed += claim["amount"] - claim["paid"]
    return owed


def _transferred(run: Run) -> None:
    body = run.body
    issued = run.flow.operations[0].op == "issue"
    transfer = {
        "transfer": body["transfer"],
        "event": run.id,
        "kind": run.event["kind"],
        "op": run.flow.operations[0].op,
        "account": body.get("account", body["bank"]),
        "amount": body["amount"],
        "at": run.time,
    }
    run.work.put(transfer_key(body), transfer)
    if issued:
        # The bank's signed result is what every lot of this issue carries: kept whole, so that it can be
        # verified.
        result = next(result for result in run.results if result["key"] == body["bank"])
        run.work.put(f"issue/{run.id}", {"result": result, "amount": body["amount"], "issuer": body["bank"]})


ASSET_RULES: dict[str, Rule] = {
    "asset.transfer": Rule(check=_check_transfer, apply=_transferred, reads=_reads_transfer),
    "asset.deposit": Rule(check=_check_deposit, apply=_transferred, reads=_reads_transfer),
}
