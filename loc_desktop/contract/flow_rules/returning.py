"""What a grantor whose turn it is says of an application beside its verdict: that it goes back with what is
missing (``event.return``, which ends it without a verdict), or what it saw itself
(``event.evidence``, which changes nothing: the Failed result after it names it in its reason).

What is missing or was seen is a code; its explanation is sealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules import pending, substitutes
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.members import freezes

RETURNED: Final = "returned"
KINDS: Final = ("loan.apply",)
"""What goes back to be corrected; who refuses another kind says Failed."""


def _event_key(body: Mapping[str, Any]) -> str:
    return f"event/{body['event']}"


def _reads(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    if "grantor" not in body:
        raise KeyError("grantor")
    return [_event_key(body)]


def _check(run: Run) -> None:
    name, status = run.body["event"], run.work.get(_event_key(run.body))
    if status is None:
        why = cause("event_unknown")
    elif status["kind"] not in KINDS:
        why = cause("not_returned")
    elif status["status"] != "pending":
        why = cause("state", status=status["status"])
    elif pending.has_expired(status, run.time):
        why = cause("state", status="expired")
    elif standing := freezes(status, run.time):
        why = cause("frozen", challenge=standing[0])
    elif not _is_turn(run, status):
        why = cause("not_your_turn")
    elif "Failed" in status["verdicts"]:
        why = cause("failed_before")
    else:
        return
    raise ExecutionError("return", event=name, why=why)


def _is_turn(run: Run, status: Mapping[str, Any]) -> bool:
    grantors, turn = status["grantors"], status["granted"]
    own = {"role": run.body["role"], "key": run.body["grantor"]}
    if turn >= len(grantors) or grantors[turn] != own:
        return False
    if "instead" in status and (member := status["instead"][turn]):
        substitutes.require_substitute(run.work, own["role"], own["key"], member, run.today)
    return True


def _return(run: Run) -> None:
    key = _event_key(run.body)
    status = run.work.get(key)
    assert status is not None, "looked at by _check"
    pending.end(run.work, status)
    run.work.put(key, {**status, "status": RETURNED, RETURNED: run.id})


def reads_former(body: Mapping[str, Any], _time: str, _hint: int) -> list[str]:
    """The status of the application that this one corrects."""
    return [f"event/{body['former']}"] if "former" in body else []


def check_former(run: Run) -> None:
    """An application that names a former one corrects what went back to the same customer. Raises
    ExecutionError ``former``.
    """
    former = run.body.get("former")
    if former is None:
        return
    status = run.work.get(f"event/{former}")
    if status is None:
        why = cause("event_unknown")
    elif status["status"] != RETURNED:
        why = cause("state", status=status["status"])
    elif status["signers"][0]["key"] != run.body["payee"]:
        why = cause("signed_by_other")
    else:
        return
    raise ExecutionError("former", event=former, why=why)


RETURN_RULES: dict[str, Rule] = {
    "event.return": Rule(check=_check, apply=_return, reads=_reads),
    "event.evidence": Rule(at_lock=_check, reads=_reads),
}
