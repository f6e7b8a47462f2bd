"""Who stands in for whom: a member of an institution names a colleague as its substitute for some days.

The member's record has ``substitute``, ``{"key", "begins", "ends", "event"}`` (days of the ledger, both
counted). It ends by itself; either of the two ends it before. An event names a substitute in a grantor's
place as ``{"role", "key", "for": the member}``; that stands in the record on the day of the lock and of the
grant. The chaincode has the substitute's own key, so that Algorithm 3 is as it was.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ContractError, ExecutionError
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.flows import replaced_in
from loc_desktop.contract.members import is_active, member_key, same_person
from loc_desktop.contract.state import Json
from loc_desktop.contract.work import Work

SUBSTITUTED: Final = ("loan.apply", "loan.refund", "loan.reschedule")
"""The kinds in which a substitute grants: no bank's books are behind its word."""

_INSTITUTIONS: Final = ("B", "CAD", "FD")


def substitute_on(record: Mapping[str, Any] | None, day: date) -> str:
    """The key of a member's substitute on a day, "" if it has none."""
    named = record.get("substitute") if record is not None else None
    if named is None or not named["begins"] <= day.isoformat() <= named["ends"]:
        return ""
    return str(named["key"])


def reads(body: Mapping[str, Any]) -> list[str]:
    """The state keys of the records of those whose substitutes a body names."""
    return [
        member_key(str(body["grantors"][place].get("role", "")), member)
        for place, member in replaced_in(body).items()
    ]


def require_substitutes(
    work: Work, kind: str, body: Mapping[str, Any], grantors: list[dict[str, str]], day: date
) -> None:
    """Raises ContractError ``substitute`` for a grantor who does not stand in for whom the event says."""
    for place, member in replaced_in(body).items():
        if kind not in SUBSTITUTED:
            raise ContractError("substitute", why=cause("substitute_kind", kind=kind))
        require_substitute(work, grantors[place]["role"], grantors[place]["key"], member, day)


def require_substitute(work: Work, role: str, key: str, member: str, day: date) -> None:
    """Raises ContractError ``substitute`` if ``key`` is not the substitute of ``member`` on a day."""
    record = work.get(member_key(role, member))
    if record is None or not is_active(record) or substitute_on(record, day) != key:
        raise ContractError("substitute", why=cause("substitute_named", role=role, day=day.isoformat()))


def require_two(roles: tuple[str, ...], parties: Mapping[tuple[str, str], Json | None]) -> None:
    """The parties of a role of which two persons are asked for are of one organisation and not one person.

    Raises ContractError ``one_person``.
    """
    for role in roles:
        keys = [key for named, key in parties if named == role]
        records = [record for (named, _), record in parties.items() if named == role and record is not None]
        if len(keys) < 2 or any(record["organisation"] != records[0]["organisation"] for record in records):
            raise ContractError("one_person", role=role, why=cause("two_of_one_organisation"))
        for place, record in enumerate(records):
            for other in records[:place]:
                if same_person(record, other):
                    known = record.get("enrolled") and other.get("enrolled")
                    why = cause("one_person") if known else cause("person_not_told")
                    raise ContractError("one_person", role=role, why=why)


def _record(run: Run, key: str) -> dict[str, Any]:
    record: dict[str, Any] | None = run.work.get(member_key(run.body["role"], key))
    if record is None:
        raise ExecutionError("not_member", key=key, role=run.body["role"])
    return record


def _check(run: Run) -> None:
    body = run.body
    member, substitute = _record(run, body["member"]), _record(run, body["substitute"])
    begins, ends = date.fromisoformat(body["begins"]), date.fromisoformat(body["ends"])
    longest = run.rules.lending.limits.substitute_days
    if body["role"] not in _INSTITUTIONS:
        why = cause("one_of", names=", ".join(_INSTITUTIONS))
    elif member["organisation"] != substitute["organisation"] or same_person(member, substitute):
        why = cause("substitute_colleague")
    elif not run.value_date <= begins <= ends:
        why = cause("substitute_days")
    elif ends - begins >= timedelta(days=longest) or begins - run.value_date > timedelta(days=longest):
        why = cause("substitute_longest", most=longest)
    else:
        return
    raise ExecutionError("substitute", why=why)


def _name(run: Run) -> None:
    record, body = _record(run, run.body["member"]), run.body
    named = {"key": body["substitute"], "begins": body["begins"], "ends": body["ends"], "event": run.id}
    run.work.put(member_key(body["role"], body["member"]), {**record, "substitute": named})


def _check_end(run: Run) -> None:
    body = run.body
    named = _record(run, body["member"]).get("substitute")
    if named is None or named["key"] != body["substitute"]:
        raise ExecutionError("substitute", why=cause("no_substitute"))
    if body["signer"] not in (body["member"], body["substitute"]):
        raise ExecutionError("substitute", why=cause("ends_either"))


def _end(run: Run) -> None:
    body = run.body
    record = _record(run, body["member"])
    left = {name: value for name, value in record.items() if name != "substitute"}
    run.work.put(member_key(body["role"], body["member"]), left)


SUBSTITUTE_RULES: Final[Mapping[str, Rule]] = {
    "member.substitute": Rule(check=_check, apply=_name),
    "member.substitute_end": Rule(check=_check_end, apply=_end),
}
