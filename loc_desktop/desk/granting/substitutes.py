"""A substitute for a time: a member of an office names a colleague; either of the two ends it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from loc_desktop.app.values import Party
from loc_desktop.desk.signing.colleagues import ENDING, NAMING, colleagues, substitutions
from loc_desktop.desk.signing.party_names import offices_on
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.case import Colleague
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.values.case import ToSign
    from loc_desktop.desk.values.event import RequestStatus


class Substitutes:
    """For the members of an office."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._requests = Requests(carrier, names)

    def office(self) -> tuple[Colleague, ...]:
        """The members of the own office in the order of their registration, with who stands in for them."""
        own, today = self._carrier.identity, self._carrier.today
        index = self._carrier.connections.index(own.ledger)
        found = substitutions(index)
        shown = {party.key: party for party in offices_on(index, own.role)}
        rows = []
        for member in index.members(own.role):
            if member.organisation != own.organisation:
                continue
            one = found.get(member.key)
            if one is not None and one.ends < today:
                one = None
            rows.append(
                Colleague(shown[member.key], member.key == own.key)
                if one is None
                else Colleague(
                    shown[member.key], member.key == own.key, shown.get(one.substitute),
                    one.begins.isoformat(), one.ends.isoformat(), one.stands_on(today),
                )
            )  # fmt: skip
        return tuple(rows)

    def candidates(self) -> tuple[Party, ...]:
        """Who can stand in: the office's other persons."""
        own = self._carrier.identity
        index = self._carrier.connections.index(own.ledger)
        others = {row.key for row in colleagues(index, own.role, own.key)}
        return tuple(party for party in offices_on(index, own.role) if party.key in others)

    def most_days(self) -> int:
        """For how long at most, by the rules."""
        return self._carrier.rulebook().lending.limits.substitute_days

    def prepare(self, substitute: str, begins: str, ends: str) -> ToSign:
        """What naming a colleague (key) from one day to another (ISO) will sign. Raises KnownError
        ``substitute.nobody``, ``substitute.days``; the contract has the last word.
        """
        own, today = self._carrier.identity, self._carrier.today
        if substitute not in {party.key for party in self.candidates()}:
            raise desk_error("substitute.nobody")
        first, last, most = date.fromisoformat(begins), date.fromisoformat(ends), self.most_days()
        if not today <= first <= last or (last - first).days >= most:
            raise desk_error("substitute.days", most=most)
        body = {
            "role": own.role, "member": own.key, "substitute": substitute, "begins": begins, "ends": ends,
        }  # fmt: skip
        other = self._names.party(substitute).name
        said = {"name": self._carrier.name, "other": other, "begins": begins, "ends": ends}
        return self._requests.prepare(NAMING, body, Sentence("sign.substitute", said))

    def prepare_end(self, member: str) -> ToSign:
        """What ending a member's substitution will sign. Raises KnownError ``substitute.none``."""
        own = self._carrier.identity
        found = substitutions(self._carrier.connections.index(own.ledger)).get(member)
        if found is None or own.key not in (found.member, found.substitute):
            raise desk_error("substitute.none")
        body = {
            "role": own.role, "member": member, "substitute": found.substitute, "signer": own.key,
        }  # fmt: skip
        names = {"name": self._names.party(member).name, "other": self._names.party(found.substitute).name}
        return self._requests.prepare(ENDING, body, Sentence("sign.substitute_end", names))

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Sign and send; it takes effect at once. Raises the contract's refusal, ``pin.*``, ``keyring.*``."""
        return self._requests.submit(prepared, pin)
