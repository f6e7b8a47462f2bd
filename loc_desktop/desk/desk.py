"""One identity at one ledger: what it can do, in four parts."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from loc_desktop.desk.model import (
    Cancelled,
    IdentityInfo,
    ImportRow,
    OutboxRow,
    Party,
    never_cancelled,
)
from loc_desktop.desk.place import Place, info
from loc_desktop.desk.trouble import trouble

if TYPE_CHECKING:
    from loc_desktop.desk.applications import Applications
    from loc_desktop.desk.audit import Audit
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.desk.names import Names
    from loc_desktop.desk.office import Office
    from loc_desktop.desk.viewer import Viewer
    from loc_desktop.identity.model import Identity

CAN: dict[str, tuple[str, ...]] = {
    "apply": ("C",),
    "audit": ("B", "CAD", "FD", "R"),
    "office": ("B", "CAD", "FD"),
    "inspect": ("R",),
}
"""What each capability asks for. R grants answers to challenges, so it has an inbox too."""


class Desk:
    """``applications`` is for role C, ``audit`` and ``office`` for B, CAD, FD, ``viewer`` for everyone.

    A part that the role does not have raises KnownError ``desk.role``. A desk opens dossiers with its own
    identity only, whatever else is on this computer.
    """

    def __init__(
        self, place: Place, identity: Identity, enter: Callable[[tuple[ImportRow, ...]], None] | None = None
    ) -> None:
        self._place = place
        self._identity = identity
        self._enter = enter

    # The parts are imported when they are first used: the window opens before anything is signed.

    @cached_property
    def carrier(self) -> Carrier:
        """Sends and asks as this identity."""
        from loc_desktop.desk.carry import Carrier

        return Carrier(self._place, self._identity)

    @cached_property
    def names(self) -> Names:
        """Whose key is whose."""
        from loc_desktop.desk.names import Names

        return Names(self._place, self._identity)

    @cached_property
    def applications(self) -> Applications:
        from loc_desktop.desk.applications import Applications

        self._need("apply")
        return Applications(self.carrier, self.names, self._enter)

    @cached_property
    def audit(self) -> Audit:
        from loc_desktop.desk.audit import Audit
        from loc_desktop.desk.office import Office

        self._need("audit")
        return Audit(self.carrier, self.names, Office(self._place, self._identity))

    @cached_property
    def office(self) -> Office:
        from loc_desktop.desk.office import Office

        self._need("office")
        return Office(self._place, self._identity)

    @cached_property
    def viewer(self) -> Viewer:
        from loc_desktop.desk.viewer import Viewer

        return Viewer(self.carrier, self.names)

    @property
    def identity(self) -> IdentityInfo:
        return info(self._place, self._identity)

    def holds(self, identity: Identity) -> bool:
        """Whether this is the desk of exactly this identity (a renewed certificate makes another one)."""
        return self._identity == identity

    @property
    def me(self) -> Party:
        return Party(self._identity.role, self._identity.key, self._identity.name)

    def can(self, what: str) -> bool:
        """Capabilities for the interface: "apply", "audit", "office", "inspect"."""
        return self._identity.role in CAN.get(what, ())

    def _need(self, what: str) -> None:
        if not self.can(what):
            raise trouble("desk.role", role=self._identity.role, needed=", ".join(CAN[what]))

    def waiting(self) -> int:
        """How many events wait for me: the number beside "inbox"."""
        if not self.can("audit"):
            return 0
        index = self._place.index(self._identity.ledger)
        return index.inbox(self._identity.role, self._identity.key, limit=1).total

    def outbox(self) -> tuple[OutboxRow, ...]:
        """What waits on this computer for the ledger."""
        return tuple(
            OutboxRow(
                str(item.id), item.fn, item.event, item.created, item.state.value, item.attempts, item.error
            )
            for item in self._place.outbox_items(self._identity)
        )

    def send_outbox(self, cancelled: Cancelled = never_cancelled) -> int:
        """Try to send what waits for this ledger; returns how many went through.

        Where that was the last signature on an event, its unlocking code is sent too.
        """
        sent = self._place.outbox_send(self._identity.ledger, cancelled)
        if sent:
            self.carrier.catch_up()
            if self.can("audit"):
                self.audit.unlock_ready()
        return sent

    def drop_outbox(self, item: str) -> bool:
        """Forget an item that was refused or never tried. False: it may be on the ledger, so it stays."""
        return self._place.outbox().remove(int(item))
