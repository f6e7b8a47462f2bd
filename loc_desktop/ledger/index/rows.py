"""What the index answers with: frozen rows. Amounts are fen, times RFC 3339 UTC, keys member keys."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntFlag
from typing import Generic, TypeVar

from loc_desktop.contract.state import Json

Row = TypeVar("Row")


class Part(IntFlag):
    """How a party has to do with an event."""

    SIGNER = 1
    GRANTOR = 2
    PAYER = 4
    PAYEE = 8


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """``total`` counts all that match; ``next`` continues after the last row (None: the end)."""

    rows: tuple[Row, ...]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class IndexedBlock:
    """``transactions`` counts them."""

    number: int
    hash: str
    previous_hash: str
    data_hash: str
    at: str
    transactions: int


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One event in one transaction; one without events (a registration) is one entry with ``event`` "".

    ``cursor`` orders entries over the whole ledger. ``status`` is the event's today; ``code`` the unlock's
    return code, ``check`` the failing check of it. ``subject`` is the member that a registration is about.
    """

    cursor: int
    tx: str
    block: int
    position: int
    at: str
    fn: str
    validation: str
    caller_role: str
    caller_key: str
    event: str = ""
    kind: str = ""
    status: str = ""
    code: int | None = None
    check: str = ""
    amount: int | None = None
    source: str = ""
    target: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A place in an event's flow: who signs or grants. ``verdict`` is "" until a grantor has spoken."""

    role: str
    key: str
    verdict: str = ""
    at: str = ""
    reason: str = ""
    exception: int | None = None
    terms: Mapping[str, int] = field(default_factory=dict)
    tx: str = ""


@dataclass(frozen=True, slots=True)
class EventRow:
    """An event as it stands. ``at`` is the event's own time, ``seen`` when the ledger took it.

    ``body`` is the event's body without what is sealed (``sealed`` says that there was something).
    ``status``: pending, unlocked or refused; ``code`` and ``check`` of the last unlock attempt. ``next``
    is the grantor whose turn it is; None when all have granted (then an unlock is due) or when it is final.
    """

    id: str
    cursor: int
    kind: str
    at: str
    seen: str
    status: str
    code: int | None
    check: str
    failure: Json
    amount: int | None
    source: str
    target: str
    loan: str
    body: Mapping[str, Json]
    sealed: bool
    operations: tuple[Json, ...]
    signers: tuple[Seat, ...]
    grantors: tuple[Seat, ...]
    granted: int
    next: Seat | None
    attempts: int
    block: int
    tx: str
    changed: str
    changed_block: int
    changed_tx: str


@dataclass(frozen=True, slots=True)
class MemberRow:
    """``record`` is the member record as registered; ``status`` active or revoked."""

    role: str
    key: str
    name: str
    organisation: str
    status: str
    at: str
    block: int
    record: Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class LoanRow:
    """A loan opened by an executed loan.apply; the sums (fen) are those of executed events.

    ``status``: active, repaid, written_off or reversed.
    """

    id: str
    customer: str
    bank: str
    amount: int
    months: int
    product: str
    branch: str
    opened: str
    principal: int
    interest: int
    penalty: int
    subsidised: int
    status: str

    @property
    def outstanding(self) -> int:
        return 0 if self.status == "reversed" else self.amount - self.principal


@dataclass(frozen=True, slots=True)
class FlowRow:
    """Executed payments from one party to another: sum, count, and the newest event among them."""

    source: str
    target: str
    amount: int
    count: int
    event: str


@dataclass(frozen=True, slots=True)
class KindTotal:
    """How many events of a kind stand in a status, and their amounts' sum."""

    kind: str
    status: str
    count: int
    amount: int


@dataclass(frozen=True, slots=True)
class Totals:
    """``codes``: unlock attempts by return code; ``disbursed`` the amounts of executed loan.apply events."""

    blocks: int
    transactions: int
    entries: int
    events: tuple[KindTotal, ...]
    codes: Mapping[int, int]
    members: int
    disbursed: int
    outstanding: int
    subsidised: int


@dataclass(frozen=True, slots=True)
class Query:
    """What is searched for; an empty field does not filter, all given ones must hold.

    ``text`` matches the start of an event's or transaction's id or of a party's key, or a part of a member's
    name. ``parties``: keys, any of which takes part. ``since`` (inclusive) and ``until`` (exclusive) are
    RFC 3339 times or their beginnings, such as a date. ``status`` is the event's.
    """

    text: str = ""
    parties: tuple[str, ...] = ()
    kind: str = ""
    fn: str = ""
    status: str = ""
    code: int | None = None
    amount_from: int | None = None
    amount_to: int | None = None
    since: str = ""
    until: str = ""
