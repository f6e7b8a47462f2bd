"""Roles B, CAD, FD: what waits for me, the opened case, signing, many at once, what if."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from loc_desktop.desk.model import (
    Cancelled,
    Case,
    InboxPage,
    Progress,
    SignManyReport,
    SignOutcome,
    ToSign,
    WhatIf,
    never_cancelled,
    no_progress,
)


class Audit:
    """The grantor's work. The verdict follows the terms; nothing here overrides it."""

    def inbox(self, *, text: str = "", kind: str = "", start: int = 0, limit: int = 100) -> InboxPage:
        """What waits for me, oldest first."""
        raise NotImplementedError

    def open(self, event: str, *, pin: str | None = None) -> Case:
        """Open the dossier with my own key, check the commitment, audit by my terms and register.

        Raises KnownError ``case.unknown``, ``keyring.*``. A dossier that does not fit gives a blocked case.
        """
        raise NotImplementedError

    def prepare(self, case: Case) -> ToSign:
        """What :meth:`sign` will sign. Raises KnownError ``case.blocked`` / ``case.not_my_turn``."""
        raise NotImplementedError

    def sign(self, prepared: ToSign, *, pin: str | None = None) -> SignOutcome:
        """Sign exactly ``prepared`` and put it on the ledger; the last grantor also submits the unlocking code.

        The terms are evaluated again first: if the case has changed since, KnownError ``case.changed`` and
        nothing is signed.
        """
        raise NotImplementedError

    def sign_many(
        self,
        events: Sequence[str] | None = None,
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> SignManyReport:
        """Sign Pass for those of ``events`` (None: the whole inbox) that meet every term; the others are left."""
        raise NotImplementedError

    def passing(
        self,
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> tuple[str, ...]:
        """The events of my inbox that meet every term: what :meth:`sign_many` would sign."""
        raise NotImplementedError

    def what_if(
        self,
        limits: Mapping[str, int],
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> WhatIf:
        """The whole inbox under other limits; changes nothing."""
        raise NotImplementedError

    def unlock(self, event: str, *, pin: str | None = None) -> SignOutcome:
        """Submit the unlocking code again for an event that every grantor has signed (after code 4, or a lost send)."""
        raise NotImplementedError
