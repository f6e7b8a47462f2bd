"""One identity at one ledger: what it can do, in four parts."""

from __future__ import annotations

from loc_desktop.desk.applications import Applications
from loc_desktop.desk.audit import Audit
from loc_desktop.desk.model import IdentityInfo, OutboxRow, Party
from loc_desktop.desk.office import Office
from loc_desktop.desk.viewer import Viewer


class Desk:
    """``applications`` is for role C, ``audit`` and ``office`` for B, CAD, FD, ``viewer`` for everyone.

    A part that the role does not have raises KnownError ``desk.role`` when used. A desk opens dossiers with its
    own identity only, whatever else is on this computer.
    """

    identity: IdentityInfo
    applications: Applications
    audit: Audit
    office: Office
    viewer: Viewer

    @property
    def me(self) -> Party:
        raise NotImplementedError

    def can(self, what: str) -> bool:
        """Capabilities for the interface: "apply", "audit", "office", "inspect"."""
        raise NotImplementedError

    def waiting(self) -> int:
        """How many events wait for me: the number beside "inbox"."""
        raise NotImplementedError

    def outbox(self) -> tuple[OutboxRow, ...]:
        """What waits on this computer for the ledger."""
        raise NotImplementedError

    def send_outbox(self) -> int:
        """Try to send what waits; returns how many went through."""
        raise NotImplementedError
