"""A member's part in its group: its key of the year, the group's key where one is needed, the group's secret
for colleagues who have not got it.

Looked after whenever the member signs: a new year, a colleague who came or whose membership ended. What goes
wrong is logged and tried again the next time; it never stops what the member was doing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loc_desktop.app import log
from loc_desktop.contract.flow_rules.groups import year_of
from loc_desktop.desk.signing.request import build_request, sign_and_lock
from loc_desktop.errors import KnownError
from loc_desktop.script.unlock import unlocking_code

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.identity.group_keys import GroupDecryptor

_KINDS = ("group.join", "group.key", "group.share")


class GroupKeys:
    """One member's. Made for a piece of work."""

    def __init__(self, carrier: Carrier, pin: str | None = None) -> None:
        self._carrier = carrier
        self._connections = carrier.connections
        self._own = carrier.identity
        self._pin = pin

    def tend(self) -> None:
        """Do what the group lacks. Where nothing has changed since all was in order, no ledger is asked."""
        if self._own.role == "C" or not self._own.certificate:
            return
        try:
            seen: dict[str, Any] = self._connections.once(
                f"groups in order {self._own.ledger} {self._own.id}", dict
            )
            if seen.get("mark") == (before := self._mark()):
                return
            self._tend()
            seen["mark"] = before
        except KnownError as error:
            log.failed("looking after a group's keys", error)

    def _mark(self) -> tuple[Any, ...]:
        """What the index knows of the year, the colleagues and the events about keys."""
        index = self._connections.index(self._own.ledger)
        colleagues = tuple(
            row.key
            for row in index.members(self._own.role)
            if row.record["organisation"] == self._own.organisation
        )
        newest = (index.events(kind=kind, status="unlocked", limit=1).rows for kind in _KINDS)
        return (self._carrier.today.year, colleagues, *(rows[0].id if rows else "" for rows in newest))

    def _tend(self) -> None:
        group, year = self._group(), self._carrier.today.year
        jwk = self._connections.keystore().year_key(self._own, year, self._pin)
        if jwk is None:
            return
        joined = group.get("members", {}).get(self._own.key)
        if joined is None or joined["jwk"] != jwk or not self._opens(group):
            self._join(dict(jwk))
            group = self._group()
        active = {
            member["key"]
            for member in self._carrier.members(self._own.role)
            if member["organisation"] == self._own.organisation
        }
        current = group.get("current")
        if (
            current is None
            or current["year"] < year
            or not current["shares"].keys() <= active
            or not any(current["shares"].values())
        ):
            self._make(group, year)
            group = self._group()
        self._share(group, active)

    def _group(self) -> dict[str, Any]:
        own = (self._own.role, self._own.organisation)
        rows = self._carrier.query("groups", pin=self._pin)
        return next((row for row in rows if (row["role"], row["organisation"]) == own), {})

    def _opens(self, group: dict[str, Any]) -> bool:
        """Whether what this member was given of the present key is its secret; true where it was given
        nothing."""
        current = group.get("current")
        if current is None or not current["shares"].get(self._own.key):
            return True
        try:
            self._secret(current)
        except KnownError as error:
            if error.code.startswith("dossier."):
                log.failed("opening what was given of a group's key", error)
                return False
            raise
        return True

    def _secret(self, current: dict[str, Any]) -> bytes:
        """The secret of the present key, as it was given to this member."""
        from loc_desktop.identity.group_keys import GroupDecryptor

        view = self._carrier.query("event", {"id": current["shares"][self._own.key]}, self._pin)
        opener: GroupDecryptor | object = self._connections.decryptor(self._own, self._pin)
        assert isinstance(opener, GroupDecryptor), "a member has keys of the years"
        return opener.secret(current["jwk"]["kid"], view["cc"]["event"]["body"]["secret"])

    def _join(self, jwk: dict[str, str]) -> None:
        from loc_desktop.identity.group_keys import vouched

        signer = self._connections.signer(self._own, self._pin)
        self._send("group.join", jwk=jwk, voucher=vouched("year", self._own.role, signer, jwk))

    def _make(self, group: dict[str, Any], year: int) -> None:
        from loc_desktop.identity.group_keys import new_group_key, seal_secret, vouched
        from loc_desktop.identity.sealing import of_group

        own = self._own
        signer = self._connections.signer(own, self._pin)
        secret, jwk = new_group_key(year)
        receiver = of_group("year", own.name, own.role, own.key, group["members"][own.key])
        voucher = vouched("group", own.role, signer, jwk)
        self._send("group.key", jwk=jwk, voucher=voucher, secret=seal_secret(secret, receiver))

    def _share(self, group: dict[str, Any], active: set[str]) -> None:
        """Give the present key to every colleague who has a key of the year and not the group's. What goes
        wrong with one does not stop the others."""
        from loc_desktop.identity.group_keys import seal_secret
        from loc_desktop.identity.sealing import of_group

        current = group.get("current")
        if current is None or not current["shares"].get(self._own.key):
            return
        waiting = [
            (key, entry)
            for key, entry in group["members"].items()
            if key in active
            and not current["shares"].get(key)
            and year_of(entry["jwk"]["kid"]) == current["year"]
        ]
        if not waiting:
            return
        secret, kid = self._secret(current), current["jwk"]["kid"]
        for key, entry in waiting:
            try:
                sealed = seal_secret(secret, of_group("year", key, self._own.role, key, entry))
                self._send("group.share", receiver=key, kid=kid, secret=sealed)
            except KnownError as error:
                log.failed("sharing a group's key", error)

    def _send(self, kind: str, **body: Any) -> None:
        """Sign, lock and execute an event that nobody grants. Nothing of it waits in the outbox."""
        own, carrier = self._own, self._carrier
        request = build_request(carrier, kind, {"role": own.role, "member": own.key, **body})
        user = carrier.user(self._pin)
        event, _ = sign_and_lock(carrier, request, pin=self._pin, user=user, queue=False)
        carrier.send("unlock", [unlocking_code(event, ()), 0], event["id"], user, queue=False)
