"""Rules of digital accounts: a transfer id executes once on both sides (paper 4.1).

``transfer/<bank>/<transfer>`` is what was issued or redeemed. ``winding/<bank>/<customer>`` counts what a
customer brought in at a revoked bank: ``{"issued", "paid"}``, fen, where ``paid`` is what it had paid the
bank when it brought something in first. A bank that winds down issues for what is owed to it, once.
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


def winding_key(body: Mapping[str, Any]) -> str:
    """The state key of what a customer brought in at a revoked bank."""
    return f"winding/{body['bank']}/{body['account']}"


def _reads_transfer(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    keys = [transfer_key(body)]
    return [*keys, winding_key(body)] if "account" in body else keys


def _check_transfer(run: Run) -> None:
    if run.work.get(transfer_key(run.body)) is not None:
        raise ExecutionError("transfer_used", transfer=run.body["transfer"])


def _check_deposit(run: Run) -> None:
    """A revoked customer brings in no more than it still owes beyond what it holds; at a revoked bank no
    customer brings in more than it owes that bank, also where it then spends it elsewhere.
    """
    _check_transfer(run)
    key, bank = run.body["account"], run.body["bank"]
    bank_ends = is_revoked(run.work.get(member_key("B", bank)))
    if not bank_ends and not is_revoked(run.work.get(member_key("C", key))):
        return
    held = total(lots_of(run.work, key, slots_of("C", run.slots)))
    owed, paid = _owed(run, key, bank if bank_ends else "")
    most = owed - held
    if bank_ends:
        wound = _wound(run, paid)
        most = min(most, owed + paid - wound["paid"] - wound["issued"])
    if run.body["amount"] > most:
        raise ExecutionError("winding_down", key=key, amount=run.body["amount"], most=max(0, most))


def _wound(run: Run, paid: int) -> dict[str, int]:
    """What the customer brought in at the revoked bank so far."""
    known: dict[str, int] | None = run.work.get(winding_key(run.body))
    return known or {"issued": 0, "paid": paid}


def _deposited(run: Run) -> None:
    _transferred(run)
    body = run.body
    if is_revoked(run.work.get(member_key("B", body["bank"]))):
        wound = _wound(run, _owed(run, body["account"], body["bank"])[1])
        run.work.put(winding_key(body), {**wound, "issued": wound["issued"] + body["amount"]})


def _withdrawn(run: Run) -> None:
    """What is taken out again at a revoked bank may be brought in again."""
    _transferred(run)
    wound = run.work.get(winding_key(run.body)) if "account" in run.body else None
    if wound is not None:
        issued = max(0, wound["issued"] - run.body["amount"])
        run.work.put(winding_key(run.body), {**wound, "issued": issued})


def _owed(run: Run, key: str, bank: str) -> tuple[int, int]:
    """What a customer's open loans and claims still ask for, and what it has paid of all it had; of one bank
    if given.
    """
    owed = paid = 0
    for record in loans_of(run.work, key):
        if bank in ("", record["bank"]):
            paid += sum(record["paid"].values())
            if record["status"] in OPEN_STATES:
                loan = value_of(record)
                interest = sum(period.open_interest for period in loan.periods)
                owed += loan.outstanding + interest + servicing.penalty(loan, run.value_date)
        for name in record.get("claims", ()):
            claim = run.work.get(f"claim/{name}")
            if claim is not None and bank in ("", claim["to"]):
                paid += claim["paid"]
                owed += claim["amount"] - claim["paid"] if claim["status"] == "open" else 0
    return owed, paid


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
    "asset.transfer": Rule(check=_check_transfer, apply=_withdrawn, reads=_reads_transfer),
    "asset.deposit": Rule(check=_check_deposit, apply=_deposited, reads=_reads_transfer),
}
