"""Roles B, FD, R: requests of a loan's life that wait for me, checked on my own books and the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loc_desktop.desk.model import Cancelled, Progress, SignOutcome, ToSign, never_cancelled, no_progress
from loc_desktop.desk.money_model import GrantReport, ServiceCase

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.desk.names import Names


class Grants:
    """The grantor's work on everything but applications (those are :class:`~loc_desktop.desk.audit.Audit`'s).

    Deposits, withdrawals and links are the bank's clerk's (``by_clerk``); :meth:`run` lets it go on.
    """

    def __init__(self, carrier: Carrier, names: Names) -> None:
        raise NotImplementedError

    def waiting(self, kind: str = "") -> tuple[ServiceCase, ...]:
        """Everything that waits for me, oldest first, checked."""
        raise NotImplementedError

    def count(self, kind: str = "") -> int:
        """How many wait. Fast."""
        raise NotImplementedError

    def open(self, event: str) -> ServiceCase:
        """Raises KnownError ``case.unknown``."""
        raise NotImplementedError

    def prepare(self, case: ServiceCase, *, approve: bool = True, reason: str = "") -> ToSign:
        """What :meth:`sign` will sign. Where nothing is to be judged the verdict follows the checks, whatever
        ``approve`` says. A refusal by judgment needs a ``reason`` (it is public). Raises KnownError
        ``case.blocked``, ``grant.reason``."""
        raise NotImplementedError

    def sign(self, prepared: ToSign, *, pin: str | None = None) -> SignOutcome:
        """Check again, sign and send; the last grantor submits the unlocking code. Raises KnownError
        ``case.changed``, ``case.blocked``."""
        raise NotImplementedError

    def run(
        self,
        events: Sequence[str] | None = None,
        *,
        kind: str = "",
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> GrantReport:
        """Decide all that wait (or ``events``) where nothing is to be judged: Pass or Failed as checked."""
        raise NotImplementedError
