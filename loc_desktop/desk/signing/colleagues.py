"""Who of an office decides: the second person of a role, and who stands in for whom.

All is read from the ledger's index, so that it is the same while the ledger is away; the contract looks again
when the event is locked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from loc_desktop.contract.certificate import CertificateError, read_certificate
from loc_desktop.contract.flow_rules.substitutes import SUBSTITUTED
from loc_desktop.contract.members import same_person
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.contract.client import EventDraft
    from loc_desktop.ledger.index.index import Index
    from loc_desktop.ledger.index.rows import EventRow, MemberRow

NAMING, ENDING = "member.substitute", "member.substitute_end"
_PAGE = 500


@dataclass(frozen=True, slots=True)
class Substitution:
    """A member's substitute from ``begins`` to ``ends``, both counted. Keys."""

    role: str
    member: str
    substitute: str
    begins: date
    ends: date
    event: str

    def stands_on(self, day: date) -> bool:
        """Whether it counts on a day."""
        return self.begins <= day <= self.ends


def substitutions(index: Index) -> dict[str, Substitution]:
    """The latest substitution of each member that neither ended, by the member's key; also those whose days
    have passed or not come.
    """
    named = index.events(kind=NAMING, status="unlocked", limit=_PAGE).rows
    if not named:
        return {}
    ended = index.events(kind=ENDING, status="unlocked", limit=_PAGE).rows
    standing: dict[str, Substitution] = {}
    for row in sorted((*named, *ended), key=lambda row: row.cursor):
        member = str(row.body["member"])
        if row.kind == NAMING:
            standing[member] = _read(row)
        elif member in standing and standing[member].substitute == row.body["substitute"]:
            del standing[member]
    active = {row.key for row in index.members()}
    return {key: found for key, found in standing.items() if key in active and found.substitute in active}


def _read(row: EventRow) -> Substitution:
    body = row.body
    begins, ends = (date.fromisoformat(str(body[name])) for name in ("begins", "ends"))
    member, substitute = str(body["member"]), str(body["substitute"])
    return Substitution(str(body["role"]), member, substitute, begins, ends, row.id)


def standing_in(index: Index, kind: str, keys: Collection[str], day: date) -> dict[str, str]:
    """Who grants an event of ``kind`` instead of whom of ``keys`` on a day: key to key."""
    if kind not in SUBSTITUTED:
        return {}
    found = substitutions(index)
    instead = {key: found[key].substitute for key in keys if key in found and found[key].stands_on(day)}
    # Nobody grants in two places: the office's other member stays as it was asked.
    return {key: other for key, other in instead.items() if other not in keys}


def colleagues(index: Index, role: str, key: str) -> list[MemberRow]:
    """The other members of a member's organisation in a role, in the order of registration; of one person
    under several keys none that is the member's own.
    """
    members = index.members(role)
    own = next((row for row in members if row.key == key), None)
    if own is None:
        return []
    return [
        row
        for row in members
        if row.organisation == own.organisation and not same_person(_person(own), _person(row))
    ]


def second_of(index: Index, role: str, key: str, day: date, others: Collection[str] = ()) -> str:
    """The key of the second person beside a member: the first colleague who is not away on the day and not
    one of ``others``; "" where there is none.
    """
    away = {found.member for found in substitutions(index).values() if found.stands_on(day)}
    found = [row for row in colleagues(index, role, key) if row.key not in others]
    return next((row.key for row in found if row.key not in away), found[0].key if found else "")


def deciders(
    index: Index, kind: str, doubled: Collection[str], firsts: Mapping[str, str], day: date
) -> tuple[dict[str, str], dict[str, str]]:
    """The second persons by role, and who decides instead of whom, of an event that ``firsts`` (by role)
    sign or grant first. Raises KnownError ``form.no_second`` where an office has no second person.
    """
    instead = standing_in(index, kind, list(firsts.values()), day)
    taken = [*firsts.values(), *instead.values()]
    seconds = {}
    for role in doubled:
        first = firsts[role]
        seconds[role] = second_of(index, role, instead.get(first, first), day, taken)
        if not seconds[role]:
            office = index.member(first, role)
            raise desk_error("form.no_second", role=role, name=office.name if office is not None else "")
    return seconds, instead


def named_by(index: Index, draft: EventDraft, keys: Mapping[str, str], signer: str, day: date) -> EventDraft:
    """A draft with its grantors: ``keys`` by role, the second persons and the substitutes of the day.

    Raises KnownError ``form.no_second``, KeyError for a role that ``keys`` does not name.
    """
    firsts = {role: signer for role, _ in draft.signers}
    for place, (role, key) in reversed(list(enumerate(draft.grantors))):
        if place not in draft.seconds:
            firsts[role] = key or keys[role]
    seconds, instead = deciders(index, draft.event["kind"], draft.doubled, firsts, day)
    return draft.granted_by(keys, seconds, instead)


def _person(row: MemberRow) -> dict[str, Any]:
    """What :func:`same_person` compares: the key, the name in the certificate."""
    try:
        enrolled = read_certificate(str(row.record.get("certificate", ""))).common_name
    except CertificateError:
        enrolled = ""
    return {"key": row.key, "enrolled": enrolled}
