"""An application for a loan: people, form, drafts, rows of my applications."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.app.values import Party
from loc_desktop.desk.values.event import Stage
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class Applicant:
    """A customer served at this counter. ``identity`` is the id of its key on this computer."""

    identity: str
    key: str
    name: str
    identity_number: str
    needs_pin: bool
    address: str = ""
    phone: str = ""


@dataclass(frozen=True, slots=True)
class ApplicantPage:
    """Some of the customers that were found; ``next`` continues (None: the end)."""

    rows: tuple[Applicant, ...]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that goes sealed with the application. ``content`` in bytes, in all at most 1 MiB."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """The form as typed, in the order of the paper form; amounts are yuan as a person writes them.

    ``applicant`` is the identity id of the customer who signs ("" = the desk's own), ``bank`` the key of
    the bank that is asked, ``civil`` and ``finance`` those of the departments ("" = the usual ones), ``rate``
    percent a year ("" = the product's own), ``product`` its id ("" = the default one),
    ``former`` the application that this one corrects ("" none).
    """

    name: str = ""
    identity_number: str = ""
    address: str = ""
    phone: str = ""
    group: str = ""
    purpose: str = ""
    amount: str = ""
    months: str = ""
    income: str = ""
    asset: str = ""
    debt: str = ""
    bank: str = ""
    civil: str = ""
    finance: str = ""
    applicant: str = ""
    rate: str = ""
    product: str = ""
    former: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class FormDraft:
    """A form saved on this computer only."""

    id: str
    saved_at: str
    form: ApplicationForm


@dataclass(frozen=True, slots=True)
class ApplicationRow:
    """A line of "my applications". ``waits_for`` while pending; ``refused_by``, ``reason`` when refused."""

    event: str
    kind: str
    at: str
    amount: int
    months: int
    applicant: Party
    bank: Party
    stage: Stage
    block: int | None = None
    waits_for: Party | None = None
    granted: int = 0
    grantors: tuple[Party, ...] = ()
    refused_by: Party | None = None
    reason: Sentence | None = None
    code: int | None = None
    tx_id: str = ""


@dataclass(frozen=True, slots=True)
class ApplicationPage:
    """A page of applications, newest first; ``next`` continues (None: the end)."""

    rows: tuple[ApplicationRow, ...]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class Applied:
    """What became of an application: on the ledger, or in the outbox because the ledger is away."""

    event: str
    stage: Stage
    tx_id: str
    block: int | None
