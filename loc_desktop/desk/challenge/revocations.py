"""The regulator takes a membership away, with a second authority's key: ``member.revoke``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.app.values import Party
from loc_desktop.contract.flow_rules.challenge import SECOND_ROLES
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.challenge import MemberLine
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.index.rows import EventRow

_MOST_TEXT = 2000
_MOST_WAITING = 500


class Revocations:
    """For R: the members, and the beginning of a revocation."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._requests = Requests(carrier, names)

    def members(self) -> tuple[MemberLine, ...]:
        """All members, institutions first, each role in the order of registration."""
        index = self._carrier.connections.index(self._carrier.identity.ledger)
        waiting = self._waiting()
        lines = []
        for role in ("B", "CAD", "FD", "R", "C"):
            frozen = {m["key"] for m in self._carrier.members(role) if m.get("frozen")}
            for row in index.members(role, revoked=True):
                event = waiting.get((row.role, row.key))
                state = "frozen" if row.status == "active" and row.key in frozen else row.status
                lines.append(
                    MemberLine(
                        party=self._names.party(row.key, row.role),
                        organisation=row.organisation,
                        registered=row.at,
                        state=state,
                        pending=event.id if event else "",
                        waits_for=self._waits_for(event),
                        mine=event is not None and event.signers[0].key == self._carrier.identity.key,
                    )
                )
        return tuple(lines)

    def _waits_for(self, event: EventRow | None) -> Party | None:
        if event is None or event.next is None:
            return None
        return self._names.party(event.next.key, event.next.role)

    def _waiting(self) -> Mapping[tuple[str, str], EventRow]:
        index = self._carrier.connections.index(self._carrier.identity.ledger)
        page = index.events(kind="member.revoke", status="pending", limit=_MOST_WAITING)
        return {(str(row.body["role"]), str(row.body["member"])): row for row in page.rows}

    def seconds(self, member: Party) -> tuple[Party, ...]:
        """Who may agree: another R, or a department of another organisation than the member's; the first is
        proposed."""
        own, house = self._carrier.identity.key, self._record(member)["organisation"]
        keys = [
            (record["key"], role)
            for role in SECOND_ROLES
            for record in self._carrier.members(role)
            if not record.get("frozen")
            and record["key"] not in (own, member.key)
            and (role == "R" or record["organisation"] != house)
        ]
        return tuple(self._names.party(key, role) for key, role in keys)

    def _record(self, member: Party) -> Any:
        return self._carrier.query("member", {"role": member.role, "key": member.key})

    def prepare(self, member: Party, reason: str, second: str = "") -> ToSign:
        """``second``: the key of one of :meth:`seconds`, "" the first. Raises KnownError
        ``revocation.text``, ``revocation.member``, ``revocation.waits``, ``revocation.second``."""
        plain = reason.strip()
        if not plain or len(plain) > _MOST_TEXT:
            raise desk_error("revocation.text", most=_MOST_TEXT)
        record = self._record(member)
        if record["status"] != "active":
            raise desk_error(
                "revocation.member", name=member.name, state=Sentence(f"member.{record['status']}")
            )
        waiting = self._waiting().get((member.role, member.key))
        if waiting is not None:
            who = self._waits_for(waiting)
            raise desk_error("revocation.waits", name=member.name, who=who.name if who else "")
        granting = next((party for party in self.seconds(member) if second in ("", party.key)), None)
        if granting is None:
            raise desk_error("revocation.second")
        body = {
            "role": member.role,
            "member": member.key,
            "reason": plain,
            "second_role": granting.role,
            "second": granting.key,
        }
        params: dict[str, str | int | Sentence] = {
            "name": member.name,
            "role": member.role,
            "organisation": record["organisation"],
            "reason": plain,
            "second": granting.name,
        }
        return self._requests.prepare("member.revoke", body, Sentence("ask.member.revoke", params))

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Sign and lock; the second authority grants it. Raises as ``Challenges.submit``."""
        return self._requests.submit(prepared, pin)
