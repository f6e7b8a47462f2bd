"""To whom something is sealed: the groups of the members that it names, and of the regulator.

A group is one recipient however many members it has. Where a group has no key yet, or one that somebody holds
who is no member any more, its members' own keys take its place; a grantor or one of the regulator's whom its
group's key has not reached is sealed to by its own besides. A key that cannot be sealed to is left out and
named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.identity.sealing import Recipient

REGULATORS = 4
"""The regulator's organisations, and members without a group, that are sealed to at most."""


@dataclass(frozen=True, slots=True)
class Readers:
    """``recipients`` can be sealed to; ``skipped`` are the names of those who cannot."""

    recipients: tuple[Recipient, ...]
    skipped: tuple[str, ...]

    def said(self, sentence: Sentence) -> Sentence:
        """What is signed, with those who will not be able to open it."""
        if not self.skipped:
            return sentence
        return Sentence("sign.skipped", {"signed": sentence, "who": self.skipped})


def readers_of(
    carrier: Carrier, named: Mapping[str, str], besides: Iterable[tuple[str, str]] = ()
) -> Readers:
    """Who opens something that goes to the members ``named`` (key by role) and to the regulator;
    ``besides``: others of their houses who decide as well (role and key).

    Raises KnownError ``form.no_grantor``, ``form.no_reader`` where nobody of a named member's house could.
    """
    from loc_desktop.identity.sealing import usable

    groups = {(group["role"], group["organisation"]): group for group in carrier.groups()}
    recipients: list[Recipient] = []
    skipped: list[str] = []
    others = [(role, key) for role, key in besides if named.get(role) != key]
    for role, key in named.items():
        members = carrier.members(role)
        record = next((member for member in members if member["key"] == key), None)
        if record is None:
            raise desk_error("form.no_grantor", role=role)
        house = _House(role, members, groups.get((role, record["organisation"])))
        keys = {other for of, other in others if of == role}
        good, bad = usable(house.recipients([record, *(one for one in members if one["key"] in keys)]))
        if not good:
            raise desk_error("form.no_reader", name=record["name"])
        recipients += good
        skipped += bad
    good, bad = usable(_regulators(carrier, groups))
    return Readers((*recipients, *good), tuple(dict.fromkeys((*skipped, *bad))))


def _regulators(carrier: Carrier, groups: Mapping[tuple[str, str], Any]) -> Iterator[Recipient]:
    """The regulator's organisations in the order of their first members; of one without a key its members."""
    from loc_desktop.desk.signing.carrier import in_order_of_registration

    members = in_order_of_registration(carrier.members("R"))
    places, alone = REGULATORS, REGULATORS
    for organisation in dict.fromkeys(member["organisation"] for member in members):
        house = _House("R", members, groups.get(("R", organisation)))
        own = [member for member in members if member["organisation"] == organisation]
        if house.has_key and places:
            # Who makes a key and keeps it from its colleagues is not the only one who reads.
            waiting = house.waiting(own)[:alone]
            places, alone = places - 1, alone - len(waiting)
            yield from house.recipients(waiting)
        elif alone:
            chosen = own[:alone]
            alone -= len(chosen)
            yield from house.recipients(chosen)


class _House:
    """An organisation in a role: its group as the ledger has it, its active members' records."""

    def __init__(self, role: str, members: list[dict[str, Any]], group: Any) -> None:
        self._role = role
        self._group = group or {}
        self._names = {
            member["key"]: str(member["name"])
            for member in members
            if not self._group or member["organisation"] == self._group["organisation"]
        }

    @property
    def has_key(self) -> bool:
        """Whether the group's key is for members only: made by one, and held by nobody who is none."""
        current = self._group.get("current")
        return (
            current is not None
            and any(current["shares"].values())
            and self._names.keys() >= {current["maker"], *current["shares"]}
        )

    def waiting(self, records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        """Those who have a key of the year and not the group's yet."""
        shares, joined = self._group["current"]["shares"], self._group["members"]
        return [one for one in records if one["key"] in joined and not shares.get(one["key"])]

    def recipients(self, records: list[dict[str, Any]]) -> Iterator[Recipient]:
        """The group, and of the members in ``records`` those who do not hold its key: each by its key of the
        year, or by its lasting one where it has none."""
        from loc_desktop.identity.sealing import of_group, of_member

        current = self._group["current"] if self.has_key else None
        if current is not None:
            name = self._names[current["maker"]]
            yield of_group("group", name, self._role, current["maker"], current)
        for record in records:
            key, name = record["key"], str(record["name"])
            if current is not None and current["shares"].get(key):
                continue
            joined = self._group.get("members", {}).get(key)
            if joined is not None:
                yield of_group("year", name, self._role, key, joined)
            else:
                yield of_member(record)
