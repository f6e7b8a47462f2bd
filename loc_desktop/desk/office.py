"""Roles B, CAD, FD: the role's own register of persons, blacklist, and terms with their history."""

from __future__ import annotations

from collections.abc import Mapping

from loc_desktop.desk.model import BlacklistEntry, FieldProblem, RegisterEntry, Terms


class Office:
    """This role's own files on this computer. Nothing here is on the ledger."""

    def register(
        self, *, text: str = "", start: int = 0, limit: int = 100
    ) -> tuple[tuple[RegisterEntry, ...], int]:
        """Persons whose number or name contains ``text``, by number, and how many there are in all."""
        raise NotImplementedError

    def person(self, identity_number: str) -> RegisterEntry | None:
        raise NotImplementedError

    def save_person(self, entry: RegisterEntry) -> RegisterEntry:
        """Add or change. Raises KnownError ``register.invalid`` with the problems in params."""
        raise NotImplementedError

    def remove_person(self, identity_number: str) -> None:
        raise NotImplementedError

    def blacklist(
        self, *, text: str = "", lifted: bool = False, start: int = 0, limit: int = 100
    ) -> tuple[tuple[BlacklistEntry, ...], int]:
        """Standing entries (with ``lifted``: those no longer standing too), newest first, and how many in all."""
        raise NotImplementedError

    def add_evidence(self, identity_number: str, reason: str, source: str, date: str) -> BlacklistEntry:
        """Raises KnownError ``blacklist.invalid``."""
        raise NotImplementedError

    def lift(self, entry: int) -> None:
        """The entry no longer stands; it stays on record."""
        raise NotImplementedError

    def terms(self) -> Terms:
        raise NotImplementedError

    def check_terms(self, limits: Mapping[str, int]) -> tuple[FieldProblem, ...]:
        raise NotImplementedError

    def save_terms(self, limits: Mapping[str, int], note: str) -> Terms:
        """A new version. Raises KnownError ``terms.invalid``."""
        raise NotImplementedError

    def terms_history(self) -> tuple[Terms, ...]:
        """Every version, newest first."""
        raise NotImplementedError
