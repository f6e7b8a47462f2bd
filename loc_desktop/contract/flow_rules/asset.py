"""Rules of digital accounts: a transfer id executes once on both sides (paper 4.1), and account-number links.

``transfer/<bank>/<transfer>`` is what was issued or redeemed; ``link/<bank>/<number>`` to which digital
account a traditional account belongs.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract.accounts import lots_of, slots_of, total
from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.loans import OPEN_STATES, value_of
from loc_desktop.contract.members import is_revoked, member_key
from loc_desktop.contract.views.shapes import loans_of
from loc_desktop.loan import servicing


def transfer_key(body: Mapping[str, Any]) -> str:
    # The idempotency key is the bank's; another bank's equal id is another transfer.
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


# --- links --------------------------------------------------------------------------------------------------


def _link_key(body: Mapping[str, Any]) -> str:
    return f"link/{body['bank']}/{body['number']}"


def _reads_link(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return [_link_key(body), f"account/{body['account']}"]


def _check_link(run: Run) -> None:
    linked = run.work.get(_link_key(run.body))
    if linked is not None:
        own = linked["account"] == run.body["account"]
        raise ExecutionError("link", why=cause("linked") if own else cause("linked_to_other"))


def _check_unlink(run: Run) -> None:
    linked = run.work.get(_link_key(run.body))
    if linked is None or linked["account"] != run.body["account"]:
        raise ExecutionError("link", why=cause("not_linked"))


def _end_link(run: Run) -> None:
    """The customer's order to collect ends when it says so, whatever the bank grants and when."""
    linked = run.work.get(_link_key(run.body))
    if linked is not None:  # the rule's check refuses it otherwise
        run.work.put(_link_key(run.body), {**linked, "ended": run.id})


def _link(run: Run) -> None:
    body = run.body
    run.work.put(_link_key(body), {"account": body["account"], "event": run.id})
    link = {"bank": body["bank"], "number": body["number"], "event": run.id, "at": run.time}
    _put_links(run, [*_account(run)["links"], link])


def _unlink(run: Run) -> None:
    body = run.body
    run.work.delete(_link_key(body))
    gone = (body["bank"], body["number"])
    _put_links(run, [link for link in _account(run)["links"] if (link["bank"], link["number"]) != gone])


def _account(run: Run) -> dict[str, Any]:
    account: dict[str, Any] | None = run.work.get(f"account/{run.body['account']}")
    assert account is not None, "registering a member makes its account"
    return account


def _put_links(run: Run, links: list[Any]) -> None:
    run.work.put(f"account/{run.body['account']}", {**_account(run), "links": links})


ASSET_RULES: dict[str, Rule] = {
    "asset.transfer": Rule(check=_check_transfer, apply=_transferred, reads=_reads_transfer),
    "asset.deposit": Rule(check=_check_deposit, apply=_transferred, reads=_reads_transfer),
    "account.link": Rule(check=_check_link, apply=_link, reads=_reads_link),
    "account.unlink": Rule(check=_check_unlink, on_lock=_end_link, apply=_unlink, reads=_reads_link),
}
