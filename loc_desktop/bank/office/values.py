"""What an office's files hold, as frozen values. No SQLAlchemy here: the desk builds on these."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegisterEntry:
    """A person in one role's own register. ``changed_at`` RFC 3339 UTC, ``changed_by`` a person's name.

    ``household``: the same text for everyone of one household, "" where it is not known. ``income``,
    ``asset``, ``debt`` in fen as the register has them, None where it does not.
    """

    identity_number: str
    name: str
    address: str = ""
    phone: str = ""
    group: str = ""
    note: str = ""
    changed_at: str = ""
    changed_by: str = ""
    household: str = ""
    income: int | None = None
    asset: int | None = None
    debt: int | None = None


@dataclass(frozen=True, slots=True)
class BlacklistEntry:
    """Evidence against a loan: while it stands (``lifted_at`` empty), ex = 0 for this person.

    ``date`` is the day of the evidence, ``YYYY-MM-DD``; ``id`` 0 = not yet kept.
    """

    id: int
    identity_number: str
    reason: str
    source: str
    date: str
    entered_at: str = ""
    entered_by: str = ""
    lifted_at: str = ""
    lifted_by: str = ""


@dataclass(frozen=True, slots=True)
class OfficeKnowledge:
    """What an office knows about one person: ``household`` are the identity numbers of the others of its
    household, ``passed`` the applications of all of them that the office passed before."""

    person: RegisterEntry | None
    evidence: tuple[BlacklistEntry, ...]
    passed: tuple[str, ...]
    household: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficeTerms:
    """A role's limits: name → fen or months. ``version`` counts from 1; ``note`` says why it was changed."""

    role: str
    version: int
    limits: Mapping[str, int]
    at: str
    by: str
    note: str


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """A form saved on this computer, ``content`` its JSON text."""

    id: str
    saved_at: str
    content: str


@dataclass(frozen=True, slots=True)
class Decision:
    """What this role signed, under which version of its terms. No personal data."""

    event: str
    verdict: str
    terms_version: int
    at: str
    tx_id: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A dossier that was read: of which event, by whom (key, name), when, for which ``purpose``, with a
    ``note`` in words. ``value``: the reader's signature, base64url."""

    event: str
    key: str
    name: str
    at: str
    purpose: str
    note: str = ""
    value: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer served at a counter. ``record`` is the identity's public half as JSON text, ``salt`` that of
    the commitment in its member record (64 hex digits)."""

    identity: str
    key: str
    identity_number: str
    name: str
    address: str = ""
    phone: str = ""
    record: str = "{}"
    salt: str = ""


@dataclass(frozen=True, slots=True)
class Application:
    """An event that a customer of this counter signed. ``number`` counts up; 0 = not kept yet."""

    event: str
    kind: str
    key: str
    at: str
    amount: int
    months: int
    bank: str
    number: int = 0
    name: str = ""
