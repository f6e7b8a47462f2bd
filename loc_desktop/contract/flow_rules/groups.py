"""The rules of groups: one key for each role and organisation to which dossiers are sealed, and its end.

``group/<role>/<organisation's digest>`` is ``{"role", "organisation", "members", "current"?}``: ``members``
has each member's key of the year (``{"jwk", "voucher"}``), to which the group's secret is sealed for it;
``current`` is the group's key ``{"jwk", "voucher", "maker", "year", "turn", "made", "shares"}``, where
``shares`` names, for each member that was given the secret, the event that carries it, or "" for one that
asks for it anew: it may know the secret all the same, and stays among those by whom the key is kept or
replaced. A replaced key lies
under ``group-key/<role>/<digest>/<kid>`` with ``until``, the day on which it was replaced.
``erased/<role>/<key>`` is a member's word up to which year it has destroyed its keys.

The secret of a group is sealed to keys of a year only, never to a member's lasting encryption key: whoever
destroys its key of the year cannot take the secret from an old block again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.fields import KID
from loc_desktop.contract.flow_rules.base import Rule, Run
from loc_desktop.contract.members import is_active, member_key
from loc_desktop.errors import Trouble
from loc_desktop.loan.calendar import add_months
from loc_desktop.script import canonical
from loc_desktop.script.keys import verify

GROUP_ROLES: Final = ("B", "CAD", "FD", "R")
"""Whose members share a key. A customer has its own."""

MOST_MEMBERS: Final = 32
"""Members of a group. Whoever comes after them is sealed to by its own key where it grants."""

_MOST_TURNS: Final = 64
_MOST_OWN_TURNS: Final = 8
"""Keys of a group that one member makes in a year: it leaves the others theirs."""
"""Keys of a group in one year."""

_TAG: Final = b"LoC-group-1\n"


def group_key(role: str, organisation: str) -> str:
    """The state key of a group."""
    return f"group/{role}/{_digest(organisation)}"


def replaced_key(role: str, organisation: str, kid: str = "") -> str:
    """The state key of a group's replaced key; without ``kid`` the prefix of all of them."""
    return f"group-key/{role}/{_digest(organisation)}/{kid}"


def erased_key(role: str, member: str) -> str:
    """The state key of a member's word about its destroyed keys."""
    return f"erased/{role}/{member}"


def year_of(kid: str) -> int:
    """The year in the name of a key, 0 for a name of another form."""
    match = KID.match(kid)
    return int(match[1]) if match else 0


def voucher_bytes(purpose: str, role: str, key: str, jwk: Mapping[str, Any]) -> bytes:
    """What a member signs to vouch for a key: its own of the year (``purpose`` "year") or its group's
    ("group").
    """
    statement = {"purpose": purpose, "role": role, "key": key, "jwk": dict(jwk)}
    return _TAG + canonical.encode(statement)


def kept_until(year: int, replaced: date, pending_days: int, retention: int) -> date:
    """The first day on which keys of ``year``, replaced on a day, may go if no loan is kept: what was sealed
    to them waited ``pending_days`` at most and is kept for ``retention`` years.
    """
    last = max(replaced, date(year, 12, 31))
    return add_months(date.fromordinal(last.toordinal() + pending_days + 1), 12 * retention)


def _digest(organisation: str) -> str:
    return hashlib.sha256(organisation.encode()).hexdigest()[:32]


def _refuse(why: Trouble) -> ExecutionError:
    return ExecutionError("group", why=why)


def _organisation(run: Run) -> str:
    """The signer's organisation. Raises ExecutionError ``group`` for a role that has no groups."""
    role = run.body["role"]
    record = run.work.get(member_key(role, run.body["member"]))
    if role not in GROUP_ROLES:
        raise _refuse(cause("one_of", names=", ".join(GROUP_ROLES)))
    if record is None:
        raise ExecutionError("not_member", key=run.body["member"], role=role)
    return str(record["organisation"])


def _group(run: Run) -> dict[str, Any]:
    """The signer's group, as it stands or a new one."""
    role, organisation = run.body["role"], _organisation(run)
    known: dict[str, Any] | None = run.work.get(group_key(role, organisation))
    return known or {"role": role, "organisation": organisation, "members": {}}


def _keep(run: Run, group: Mapping[str, Any]) -> None:
    run.work.put(group_key(group["role"], group["organisation"]), dict(group))


def _active(run: Run, role: str, keys: Mapping[str, Any]) -> list[str]:
    """Those of ``keys`` who are active members."""
    records = {key: member_key(role, key) for key in keys}
    run.work.load(list(records.values()))
    return [key for key, record in records.items() if is_active(run.work.get(record))]


def _check_new(run: Run, purpose: str) -> None:
    """A new key is of the ledger's year, and the signer vouches for it."""
    body, now = run.body, run.today.year
    if year_of(body["jwk"]["kid"]) != now:
        raise _refuse(cause("key_year", year=year_of(body["jwk"]["kid"]), now=now))
    statement = voucher_bytes(purpose, body["role"], body["member"], body["jwk"])
    if not verify(body["member"], body["voucher"], statement):
        raise _refuse(cause("vouched"))


def _check_sealed(group: Mapping[str, Any], member: str, secret: Mapping[str, Any], year: int) -> None:
    """The secret is sealed to the member's key of the year and to nothing else."""
    entry = group["members"].get(member)
    if entry is None or year_of(entry["jwk"]["kid"]) != year:
        raise _refuse(cause("not_joined", key=member))
    recipients = [recipient["header"].get("kid") for recipient in secret["recipients"]]
    if recipients != [entry["jwk"]["kid"]]:
        raise _refuse(cause("sealed_to_other", key=member))


# --- a member's key of the year -----------------------------------------------------------------------------


def _check_join(run: Run) -> None:
    _check_new(run, "year")
    group = _group(run)
    members = group["members"]
    if run.body["member"] in members or len(members) < MOST_MEMBERS:
        return
    if len(_active(run, group["role"], members)) >= MOST_MEMBERS:
        raise ExecutionError("group_full", most=MOST_MEMBERS)


def _join(run: Run) -> None:
    """Joining again says that the signer cannot open what it was given: it is given the secret anew."""
    group, own = _group(run), run.body["member"]
    members = group["members"]
    if own not in members and len(members) >= MOST_MEMBERS:
        members = {key: members[key] for key in _active(run, group["role"], members)}
    joined = {"jwk": run.body["jwk"], "voucher": run.body["voucher"]}
    group = {**group, "members": {**members, own: joined}}
    current = group.get("current")
    if current is not None and current["year"] == run.today.year:
        shares = current["shares"]
        group["current"] = {**current, "shares": {**shares, own: ""} if own in shares else shares}
    _keep(run, group)


# --- the group's key ----------------------------------------------------------------------------------------


def _check_key(run: Run) -> None:
    _check_new(run, "group")
    group, now = _group(run), run.today.year
    _check_sealed(group, run.body["member"], run.body["secret"], now)
    current = group.get("current")
    if current is None or current["year"] < now:
        return
    holders = current["shares"]
    if any(holders.values()) and len(_active(run, group["role"], holders)) == len(holders):
        raise _refuse(cause("has_key"))
    if current["jwk"]["kid"] == run.body["jwk"]["kid"] or current["turn"] >= _MOST_TURNS:
        raise _refuse(cause("key_turns", most=_MOST_TURNS))
    if _turns(current, now).get(run.body["member"], 0) >= _MOST_OWN_TURNS:
        raise _refuse(cause("key_turns", most=_MOST_OWN_TURNS))


def _turns(current: Mapping[str, Any] | None, year: int) -> dict[str, int]:
    """How many of the group's keys of a year each member made."""
    return dict(current["turns"]) if current is not None and current["year"] == year else {}


def _make(run: Run) -> None:
    group, body = _group(run), run.body
    current, role = group.get("current"), group["role"]
    turn, turns = 1, _turns(current, run.today.year)
    if current is not None:
        turn += current["turn"] if current["year"] == run.today.year else 0
        replaced = {**current, "until": run.today.isoformat()}
        run.work.put(replaced_key(role, group["organisation"], current["jwk"]["kid"]), replaced)
    made = {
        "jwk": body["jwk"],
        "voucher": body["voucher"],
        "maker": body["member"],
        "year": run.today.year,
        "turn": turn,
        "turns": {**turns, body["member"]: turns.get(body["member"], 0) + 1},
        "made": run.today.isoformat(),
        "shares": {body["member"]: run.id},
    }
    members = {key: group["members"][key] for key in _active(run, role, group["members"])}
    _keep(run, {**group, "members": members, "current": made})


def _check_share(run: Run) -> None:
    group, body = _group(run), run.body
    current, receiver = group.get("current"), body["receiver"]
    if current is None or current["jwk"]["kid"] != body["kid"]:
        raise _refuse(cause("other_kid"))
    if not current["shares"].get(body["member"]):
        raise _refuse(cause("no_holder"))
    shares = current["shares"]
    if shares.get(receiver):
        raise _refuse(cause("is_holder", key=receiver))
    if receiver not in shares and len(shares) >= MOST_MEMBERS:
        # Holders that left stay holders: it is time for another key.
        raise ExecutionError("group_full", most=MOST_MEMBERS)
    _check_sealed(group, receiver, body["secret"], current["year"])


def _share(run: Run) -> None:
    group, body = _group(run), run.body
    current = group["current"]
    shares = {**current["shares"], body["receiver"]: run.id}
    _keep(run, {**group, "current": {**current, "shares": shares}})


# --- its end ------------------------------------------------------------------------------------------------


def _check_erased(run: Run) -> None:
    """The time alone is looked at here; which loans are kept still, who erases asks (query ``erasable``):
    a transaction that read every loan would conflict with all of them.
    """
    group, body, limits = _group(run), run.body, run.rules.lending
    year, current = body["year"], group.get("current")
    if year >= run.today.year or (current is not None and current["year"] <= year):
        raise _refuse(cause("key_in_use", year=year))
    first = kept_until(year, date(year, 12, 31), limits.limits.pending_days, limits.retention_years)
    if run.today < first:
        raise _refuse(cause("too_early", year=year, first=first.isoformat()))
    known = run.work.get(erased_key(body["role"], body["member"]))
    if known is not None and known["year"] >= year:
        raise _refuse(cause("erased_already", year=known["year"]))


def _erased(run: Run) -> None:
    word = {"year": run.body["year"], "event": run.id, "at": run.time}
    run.work.put(erased_key(run.body["role"], run.body["member"]), word)


GROUP_RULES: dict[str, Rule] = {
    "group.join": Rule(check=_check_join, apply=_join),
    "group.key": Rule(check=_check_key, apply=_make),
    "group.share": Rule(check=_check_share, apply=_share),
    "group.erased": Rule(check=_check_erased, apply=_erased),
}
