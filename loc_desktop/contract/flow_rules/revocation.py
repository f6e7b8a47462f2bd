"""The rule of ``member.revoke``: R takes a membership away, and a second authority grants it.

The second is another R, or a CAD or FD of another organisation than the member's: nobody is put out by the
regulator alone, nor by its own house. A frozen member can be revoked, a revoked or succeeded one not again.
"""

from __future__ import annotations

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.flow_rules.challenge import SECOND_ROLES
from loc_desktop.contract.members import freezes, is_active, member_key


def _check(run: Run) -> None:
    body = run.body
    member = run.work.get(member_key(body["role"], body["member"]))
    second = run.work.get(member_key(body["second_role"], body["second"]))
    if member is None:
        raise ExecutionError("not_member", key=body["member"], role=body["role"])
    if member["status"] == "succeeded":
        raise ExecutionError("succeeded", key=member["key"], successor=member["successor"])
    if member["status"] == "revoked":
        raise ExecutionError("revoked", key=member["key"])
    if body["second_role"] not in SECOND_ROLES or body["second"] in (*run.signers, body["member"]):
        why = cause("second_other")
    elif second is None or not is_active(second) or freezes(second, run.time):
        why = cause("second_inactive")
    elif body["second_role"] != "R" and second["organisation"] == member["organisation"]:
        why = cause("second_same_house")
    else:
        return
    raise ExecutionError("second", why=why)


def _revoke(run: Run) -> None:
    key = member_key(run.body["role"], run.body["member"])
    member = run.work.get(key)
    assert member is not None, "looked at by _check"
    run.work.put(key, {**member, "status": "revoked", "revoked": run.time, "by": run.id})


REVOCATION_RULES: dict[str, Rule] = {"member.revoke": Rule(check=_check, apply=_revoke)}
