"""Claims: what a reversal could not take because the money was gone; and the end of a pending event by its
signer.

``claim/<id>`` (the id of the reversal event) is ``{"id", "challenge", "loan", "event", "from", "to", "role",
"amount", "paid", "opened", "status"}``: ``from`` owes ``to`` (in ``role``) ``amount`` fen, of which ``paid``
came; ``status`` is ``open``, ``paid`` or ``waived``. It bears no interest. Whatever comes onto the debtor's
account can fill it: the debtor pays, or the creditor collects within what is there; the creditor may waive
the rest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules import pending
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.members import freezes


def claim_key(claim: str) -> str:
    """The state key of a claim."""
    return f"claim/{claim}"


def open_claim(run: Run, loan: str, amount: int) -> None:
    """What the reversal in ``run`` could not take, as a claim of the same parties."""
    body = run.body
    claim = {
        "id": run.id,
        "challenge": body["challenge"],
        "loan": loan,
        "event": body["event"],
        "from": body["from"],
        "to": body["to"],
        "role": body["role"],
        "amount": amount,
        "paid": 0,
        "opened": run.today.isoformat(),
        "status": "open",
    }
    run.work.put(claim_key(run.id), claim)


def _reads(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return [claim_key(str(body["claim"]))]


def _claim_in(run: Run) -> dict[str, Any]:
    """The open claim that the event names, of the parties that it names. Raises ExecutionError ``claim``."""
    name = run.body["claim"]
    claim: dict[str, Any] | None = run.work.get(claim_key(name))
    if claim is None:
        raise ExecutionError("claim", claim=name, why=cause("claim_unknown"))
    if claim["status"] != "open":
        raise ExecutionError("claim", claim=name, why=cause("state", status=claim["status"]))
    for field in ("from", "to", "role"):
        if field in run.body and run.body[field] != claim[field]:
            raise ExecutionError("claim", claim=name, why=cause("claim_parties"))
    return claim


def _check_pay(run: Run) -> None:
    claim = _claim_in(run)
    left = claim["amount"] - claim["paid"]
    if run.body["amount"] > left:
        raise ExecutionError("more_than_due", part="claim", amount=run.body["amount"], due=left)


def _pay(run: Run) -> None:
    claim = _claim_in(run)
    paid = claim["paid"] + run.body["amount"]
    status = "paid" if paid == claim["amount"] else "open"
    run.work.put(claim_key(claim["id"]), {**claim, "paid": paid, "status": status})


def _check_waive(run: Run) -> None:
    _claim_in(run)


def _waive(run: Run) -> None:
    claim = _claim_in(run)
    waived = {"status": "waived", "waived": run.today.isoformat(), "reason": run.body["reason"]}
    run.work.put(claim_key(claim["id"]), {**claim, **waived})


# --- withdrawing a pending event ----------------------------------------------------------------------------


def _event_key(body: Mapping[str, Any]) -> str:
    return f"event/{body['event']}"


def _reads_event(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    return [_event_key(body), pending.count_key(body["role"], body["signer"], body["event"])]


def _check_withdraw(run: Run) -> None:
    name, status = run.body["event"], run.work.get(_event_key(run.body))
    signer = {"role": run.body["role"], "key": run.body["signer"]}
    if status is None:
        why = cause("event_unknown")
    elif status["status"] != "pending":
        why = cause("state", status=status["status"])
    elif signer not in status["signers"]:
        why = cause("signed_by_other")
    elif standing := freezes(status, run.time):
        why = cause("frozen", challenge=standing[0])
    else:
        return
    raise ExecutionError("withdraw", event=name, why=why)


def _withdraw(run: Run) -> None:
    key = _event_key(run.body)
    status = run.work.get(key)
    assert status is not None, "looked at by _check_withdraw"
    pending.end(run.work, status)
    run.work.put(key, {**status, "status": "withdrawn", "withdrawn": run.id})


CLAIM_RULES: dict[str, Rule] = {
    "claim.pay": Rule(check=_check_pay, apply=_pay, reads=_reads),
    "claim.waive": Rule(check=_check_waive, apply=_waive, reads=_reads),
    "event.withdraw": Rule(check=_check_withdraw, apply=_withdraw, reads=_reads_event),
}
