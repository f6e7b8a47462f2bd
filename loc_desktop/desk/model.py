"""The values that the desk hands to the interface: frozen, typed, free of Qt and SQL.

Money is an integer of fen, times are RFC 3339 UTC text, keys are member keys (base64url of the compressed
point), event ids are 32 hex characters. Text that a person reads comes as :class:`Sentence` (a code and its
parameters); :mod:`loc_desktop.desk.words` turns it into Chinese or English.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from loc_desktop.bank.model import BlacklistEntry as BlacklistEntry
from loc_desktop.bank.model import RegisterEntry as RegisterEntry
from loc_desktop.bank.model import Terms as Terms

Progress = Callable[[int, int], None]
"""Called with (done, total), from the thread that does the work."""

Cancelled = Callable[[], bool]
"""Asked between two items; True stops the work cleanly, what is done stays done."""


def no_progress(done: int, total: int) -> None:
    """Progress that nobody watches."""


def never_cancelled() -> bool:
    """Work that nobody cancels."""
    return False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in business words: ``code`` picks the template, ``params`` fill it.

    Params are plain values: fen for money, whole months, role letters, names, event ids; the template says
    how each is shown. A param may be a sentence itself.
    """

    code: str
    params: Mapping[str, str | int | Sentence] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of a form: ``field`` names it, ``code`` and ``params`` say why."""

    field: str
    code: str
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"field.{self.code}", {"field": self.field, **self.params})


@dataclass(frozen=True, slots=True)
class Party:
    """A member of the network. ``name`` is what this machine may show: a customer's real name only where the
    own role knows it, else the pseudonym that the ledger has."""

    role: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class IdentityInfo:
    """An identity on this computer. ``needs_pin``: signing asks for it. ``days_left`` of the certificate."""

    id: str
    role: str
    name: str
    organisation: str
    key: str
    ledger: str
    needs_pin: bool
    days_left: int | None


@dataclass(frozen=True, slots=True)
class LedgerStatus:
    """The status line: ``behind`` blocks are not yet in the local index (0 = in step)."""

    reachable: bool
    height: int
    behind: int
    last_block_at: str
    sentence: str
    outbox_waiting: int = 0
    outbox_oldest_at: str = ""
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Change:
    """New blocks are in the index: read again what is on the screen."""

    height: int
    events: tuple[str, ...]


# ---------------------------------------------------------------------------------------------- customers


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
class Attachment:
    """A document that goes sealed with the application. ``content`` in bytes, in all at most 1 MiB."""

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class ApplicationForm:
    """The form as typed, in the order of the paper form; amounts are yuan as a person writes them.

    ``applicant`` is the identity id of the customer who signs ("" = the desk's own), ``bank`` the key of
    the bank that is asked, ``rate`` percent a year ("" = the product's own).
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
    applicant: str = ""
    rate: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A form saved on this computer only."""

    id: str
    saved_at: str
    form: ApplicationForm


class Stage(Enum):
    """Where an application is, in the words of the strip."""

    DRAFT = "draft"  # on this computer, not signed
    WAITING = "waiting"  # signed, on this computer, in the outbox
    SENT = "sent"  # given to the ledger, not yet in a block
    ON_LEDGER = "on_ledger"  # in a block; waits for a grantor
    UNLOCKED = "unlocked"  # code 0: the money moved
    REFUSED = "refused"  # code 1: a grantor said Failed
    HELD = "held"  # on the ledger, the last unlock attempt failed (another code), still pending


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


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One line of the file; ``line`` counts from 2, below the header. A row with problems has no form."""

    line: int
    source_id: str
    name: str
    identity_number: str
    form: ApplicationForm | None
    flagged: bool
    problems: tuple[FieldProblem, ...]


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A read file: every row with its problems, ``amount`` the sum of the good rows in fen."""

    file: str
    rows: tuple[ImportRow, ...]
    good: int
    bad: int
    amount: int


@dataclass(frozen=True, slots=True)
class RowFailure:
    """A row or event of a batch that did not go through, and why."""

    line: int
    event: str
    sentence: str
    code: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``already`` rows were applied by an earlier import of the same file (ids are made from it)."""

    done: int
    already: int
    failed: tuple[RowFailure, ...]
    cancelled: bool
    events: tuple[str, ...]


# ----------------------------------------------------------------------------------------------- grantors


@dataclass(frozen=True, slots=True)
class Signed:
    """Who has signed an event, in order: the signers, then the grantors with their verdict."""

    party: Party
    at: str
    verdict: str | None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """An event that waits for me. ``age`` in seconds since it was put on the ledger."""

    event: str
    kind: str
    at: str
    age: int
    amount: int
    months: int
    customer: Party
    signed: tuple[Signed, ...]
    next: Party
    after: tuple[Party, ...]


@dataclass(frozen=True, slots=True)
class InboxPage:
    """A page of the inbox, oldest first (what waits longest stands first)."""

    rows: tuple[InboxRow, ...]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class TermRow:
    """One line of the audit: declared beside register beside limit.

    ``unit`` is "fen", "months", "identity" or "flag". ``difference`` is how far over (relation ``<=``) or
    short (``>=``) the declared value is, 0 when met. ``limit`` is None for identity and issue; of issue,
    ``register`` is 1 if a loan was issued before, else 0.
    """

    item: str
    unit: str
    declared: int | str | None
    register: int | str | None
    relation: str
    limit_name: str
    limit: int | None
    met: bool
    difference: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a grantor before me said. ``terms`` item → 1/0 as signed."""

    party: Party
    verdict: str
    at: str
    terms: Mapping[str, int]
    exception: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Dossier:
    """The opened dossier; amounts in fen."""

    name: str
    identity_number: str
    address: str
    phone: str
    group: str
    purpose: str
    income: int
    asset: int
    debt: int
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """An event opened for audit by one grantor.

    ``product`` is Π t mod 2, ``exception`` is ex; the verdict is "Pass" iff product × exception = 1. There is
    no way to choose another. ``commitment_ok`` False (dossier or body was changed) also makes the case
    unsignable: ``blocked`` then says why. ``dossier`` is None for kinds that carry none.
    """

    event: str
    kind: str
    at: str
    amount: int
    months: int
    customer: Party
    bank: Party
    role: str
    dossier: Dossier | None
    commitment_ok: bool
    register: RegisterEntry | None
    terms: tuple[TermRow, ...]
    exception: int
    evidence: tuple[BlacklistEntry, ...]
    product: int
    verdict: str
    formula: str
    reason: Sentence
    earlier: tuple[Earlier, ...]
    signed: tuple[Signed, ...]
    after: tuple[Party, ...]
    blocked: Sentence | None = None
    is_my_turn: bool = True


@dataclass(frozen=True, slots=True)
class ToSign:
    """Exactly what a signature will cover: the sentence for the person, the canonical text that is signed."""

    event: str
    sentence: Sentence
    canonical: str


@dataclass(frozen=True, slots=True)
class Unlock:
    """An unlock attempt as the ledger committed it. ``code`` 0 success … 4 execution failed."""

    event: str
    code: int
    failure: str
    tx_id: str


@dataclass(frozen=True, slots=True)
class SignOutcome:
    """``unlock`` is set when mine was the last signature and the unlocking code went to the ledger.

    ``queued`` True: the ledger is away, the signed result waits in the outbox.
    """

    event: str
    verdict: str
    tx_id: str
    block: int | None
    unlock: Unlock | None
    queued: bool = False


@dataclass(frozen=True, slots=True)
class SignManyReport:
    """``skipped`` events do not meet every term (or cannot be opened) and were not signed."""

    signed: tuple[SignOutcome, ...]
    skipped: tuple[str, ...]
    failed: tuple[RowFailure, ...]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The inbox under other limits: how many would pass, now and then, and which terms stop the others."""

    total: int
    passed_now: int
    passed_then: int
    failed_by_term_now: Mapping[str, int]
    failed_by_term_then: Mapping[str, int]
    unreadable: int = 0


# ----------------------------------------------------------------------------------------------- everyone


@dataclass(frozen=True, slots=True)
class Attempt:
    """One unlock attempt of an event that a block holds, oldest is number 1."""

    number: int
    tx_id: str
    block: int
    at: str
    code: int


@dataclass(frozen=True, slots=True)
class TraceView:
    """The trace of one attempt: ``trace`` is the evaluation's own value (script.evaluate.Trace)."""

    event: str
    sentence: Sentence
    attempt: Attempt
    attempts: tuple[Attempt, ...]
    trace: Any
    parties: Mapping[str, Party]


@dataclass(frozen=True, slots=True)
class Lot:
    """A piece of a balance: issued by ``issuer`` in event ``event``, with the bank's signature ``value``."""

    issuer: Party
    event: str
    amount: int
    value: str


@dataclass(frozen=True, slots=True)
class Account:
    """A digital account. ``by_issuer`` pairs (bank, fen); ``links`` the linked account numbers."""

    party: Party
    balance: int
    by_issuer: tuple[tuple[Party, int], ...]
    lots: tuple[Lot, ...]
    links: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class TransactionRow:
    """A line of the ledger viewer. ``sentence`` tells it in business words."""

    id: str
    block: int
    position: int
    at: str
    fn: str
    kind: str
    event: str
    code: int | None
    amount: int | None
    valid: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class BlockRow:
    """``transactions`` counts them."""

    number: int
    at: str
    hash: str
    transactions: int


@dataclass(frozen=True, slots=True)
class TransactionPage:
    """A page of transactions; ``next`` is the cursor of the following page (None: the end)."""

    rows: tuple[TransactionRow, ...]
    total: int
    next: Any


@dataclass(frozen=True, slots=True)
class BlockPage:
    """A page of blocks, newest first."""

    rows: tuple[BlockRow, ...]
    total: int
    next: Any


@dataclass(frozen=True, slots=True)
class SignatureLine:
    """A signature found in a transaction: whose, over what ("event", "oracle result"), its value."""

    party: Party
    over: str
    verdict: str
    at: str
    value: str


@dataclass(frozen=True, slots=True)
class TransactionDetail:
    """A transaction in full. ``raw`` is canonical JSON text, indented; ``traced`` events have a trace."""

    row: TransactionRow
    caller: Party
    signatures: tuple[SignatureLine, ...]
    endorsements: tuple[tuple[str, str], ...]
    traced: tuple[str, ...]
    raw: str
    validation: str


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What the search box and its filters ask for; empty fields do not filter.

    ``text`` is a name, an id prefix, a key, an amount in yuan or a date; dates are ``YYYY-MM-DD``, ``until``
    included; amounts fen.
    """

    text: str = ""
    kind: str = ""
    party: str = ""
    status: str = ""
    since: str = ""
    until: str = ""
    amount_from: int | None = None
    amount_to: int | None = None


@dataclass(frozen=True, slots=True)
class EventDetail:
    """An event as anyone on the ledger may see it. ``dossier_sealed``: it carries personal data, sealed."""

    event: str
    kind: str
    at: str
    status: str
    sentence: Sentence
    signed: tuple[Signed, ...]
    waits_for: Party | None
    grantors: tuple[Party, ...]
    transactions: tuple[TransactionRow, ...]
    attempts: tuple[Attempt, ...]
    dossier_sealed: bool
    raw: str


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """Executed payments from one party to another: their sum in fen, how many, one event to open."""

    source: Party
    target: Party
    amount: int
    count: int
    event: str


@dataclass(frozen=True, slots=True)
class FundFlow:
    """The graph of executed payments between parties, the largest first."""

    nodes: tuple[Party, ...]
    edges: tuple[FlowEdge, ...]


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A signed submission that waits on this computer."""

    id: str
    fn: str
    event: str
    at: str
    state: str
    attempts: int
    last_error: str
