"""The values that the desk hands to the interface: frozen, typed, free of Qt and SQL.

Money is an integer of fen, times are RFC 3339 UTC text, keys are member keys (base64url of the compressed
point), event ids are 32 hex characters. Text that a person reads comes as :class:`Sentence` (a code and its
parameters); :mod:`loc_desktop.desk.words` turns it into Chinese or English.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from loc_desktop.bank.model import BlacklistEntry as BlacklistEntry
from loc_desktop.bank.model import RegisterEntry as RegisterEntry
from loc_desktop.bank.model import Terms as Terms
from loc_desktop.desk.model_base import (
    Cancelled as Cancelled,
)
from loc_desktop.desk.model_base import (
    Change as Change,
)
from loc_desktop.desk.model_base import (
    FieldProblem as FieldProblem,
)
from loc_desktop.desk.model_base import (
    FileProblem as FileProblem,
)
from loc_desktop.desk.model_base import (
    IdentityInfo as IdentityInfo,
)
from loc_desktop.desk.model_base import (
    LedgerStatus as LedgerStatus,
)
from loc_desktop.desk.model_base import (
    Party as Party,
)
from loc_desktop.desk.model_base import (
    Progress as Progress,
)
from loc_desktop.desk.model_base import (
    Sentence as Sentence,
)
from loc_desktop.desk.model_base import (
    Signed as Signed,
)
from loc_desktop.desk.model_base import (
    Trouble as Trouble,
)
from loc_desktop.desk.model_base import (
    never_cancelled as never_cancelled,
)
from loc_desktop.desk.model_base import (
    no_progress as no_progress,
)
from loc_desktop.desk.model_base import (
    trouble_of as trouble_of,
)
from loc_desktop.desk.model_ledger import (
    Account as Account,
)
from loc_desktop.desk.model_ledger import (
    Attempt as Attempt,
)
from loc_desktop.desk.model_ledger import (
    BlockPage as BlockPage,
)
from loc_desktop.desk.model_ledger import (
    BlockRow as BlockRow,
)
from loc_desktop.desk.model_ledger import (
    EventDetail as EventDetail,
)
from loc_desktop.desk.model_ledger import (
    FlowEdge as FlowEdge,
)
from loc_desktop.desk.model_ledger import (
    FundFlow as FundFlow,
)
from loc_desktop.desk.model_ledger import (
    Lot as Lot,
)
from loc_desktop.desk.model_ledger import (
    OutboxRow as OutboxRow,
)
from loc_desktop.desk.model_ledger import (
    SearchQuery as SearchQuery,
)
from loc_desktop.desk.model_ledger import (
    SignatureLine as SignatureLine,
)
from loc_desktop.desk.model_ledger import (
    TraceView as TraceView,
)
from loc_desktop.desk.model_ledger import (
    TransactionDetail as TransactionDetail,
)
from loc_desktop.desk.model_ledger import (
    TransactionPage as TransactionPage,
)
from loc_desktop.desk.model_ledger import (
    TransactionRow as TransactionRow,
)
from loc_desktop.errors import KnownError, Money
from loc_desktop.loan.money import AmountError, parse_yuan

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
    the bank that is asked, ``rate`` percent a year ("" = the product's own), ``product`` its id ("" = the
    default one).
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
    product: str = ""
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
    WITHDRAWN = "withdrawn"  # its signer ended it before it was executed
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
class FileCell:
    """A cell of a file: ``place`` as spreadsheets name it (``C7``), its column's header, its text."""

    place: str
    header: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a file. ``row`` counts the people from 1, ``line`` is where it stands in the file.

    ``form`` has what could be read, empty texts for the rest; ``cells`` the cell of each of its fields.
    ``notes`` are for the person's eyes and do not stop the row. ``already``: an earlier import applied for
    exactly this row. ``flagged``: a row of the sample, whose person the sample's bank has evidence against.
    """

    row: int
    line: int
    form: ApplicationForm
    problems: tuple[FieldProblem, ...] = ()
    cells: Mapping[str, FileCell] = field(default_factory=dict)
    notes: tuple[FieldProblem, ...] = ()
    already: bool = False
    flagged: bool = False

    @property
    def name(self) -> str:
        return self.form.name

    @property
    def identity_number(self) -> str:
        return self.form.identity_number

    @property
    def good(self) -> bool:
        """Nothing is wrong with it."""
        return not self.problems

    @property
    def amount_fen(self) -> int | None:
        """None where no amount could be read."""
        try:
            return parse_yuan(self.form.amount)
        except AmountError:
            return None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A read file: every row with its problems, or the problems for which no row was taken from it.

    ``encoding`` and ``separator`` of a CSV, ``sheet`` of a workbook; ``ignored``: headers that mean nothing
    here. ``made``: people made up for the sample, which only a sample's ledger takes.
    """

    file: str
    rows: tuple[ImportRow, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    ignored: tuple[str, ...] = ()
    made: bool = False

    @property
    def told(self) -> tuple[Sentence, ...]:
        """The file's problems as sentences, columns that are missing in one."""
        missing = [one for one in self.problems if one.code == "missing_column"]
        rest = [one.sentence for one in self.problems if one not in missing]
        if len(missing) > 1:
            names = ", ".join(str(one.params["column"]) for one in missing)
            rest.append(
                Sentence("list.missing_columns", {"line": missing[0].params["line"], "columns": names})
            )
        else:
            rest += [one.sentence for one in missing]
        return tuple(rest)

    @property
    def to_import(self) -> tuple[ImportRow, ...]:
        """The good rows that are not on the ledger yet."""
        return tuple(row for row in self.rows if row.good and not row.already)

    @property
    def good(self) -> int:
        return sum(row.good for row in self.rows)

    @property
    def bad(self) -> int:
        return len(self.rows) - self.good

    @property
    def amount(self) -> int:
        """The sum of the good rows in fen."""
        return sum(row.amount_fen or 0 for row in self.rows if row.good)


@dataclass(frozen=True, slots=True)
class RowFailure:
    """A row or event of a batch that did not go through, why, and whether money moved."""

    line: int
    event: str
    trouble: Trouble
    money: Money = Money.NOT_MOVED

    @classmethod
    def of(cls, line: int, event: str, error: KnownError) -> RowFailure:
        return cls(line, event, trouble_of(error), error.money)

    @property
    def code(self) -> str:
        return self.trouble.code


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

    ``unit`` is "fen", "months", "percent", "years", "identity", "holder", "use" or "loans". ``difference`` is
    how far over (relation ``<=``) or short (``>=``) the declared value is, or away from its range, 0 when
    met. ``register`` is what the role's register has, None where it has nothing; of issue, how many loans
    and applications of the person and its household are open; of in_all, what they owe, fen; of key, what
    speaks against it (:class:`~loc_desktop.desk.holders.Holder`), "own" if nothing does; of use, the refused
    one that the purpose names. ``limit`` is None for identity, key and use, of a range its text.
    """

    item: str
    unit: str
    declared: int | str | None
    register: int | str | None
    relation: str
    limit_name: str
    limit: int | str | None
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
    """The opened dossier; amounts in fen. ``person_salt`` opens the member record's commitment,
    ``former_salt`` that of a key which is to be succeeded."""

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
    person_salt: str = field(default="", repr=False)
    former_salt: str = field(default="", repr=False)


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
    tag: str = ""
    """Civil affairs' tag of the person, which its Pass carries."""
    cost: Mapping[str, int] = field(default_factory=dict)
    """Of an application: ``rate`` (hundredths of a percent a year), ``interest`` in all and what of it the
    ``subsidy`` may cost, fen."""


@dataclass(frozen=True, slots=True)
class ToSign:
    """Exactly what a signature will cover: the sentence for the person, the canonical text that is signed."""

    event: str
    sentence: Sentence
    canonical: str


@dataclass(frozen=True, slots=True)
class Unlock:
    """An unlock attempt as the ledger committed it. ``code`` 0 success … 4 execution failed; ``failure`` says
    why it did not execute (None: it did)."""

    event: str
    code: int
    failure: Trouble | None
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
