"""The bank's day: clients, arrears, notices, reconciliation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from loc_desktop.app.values import Party
from loc_desktop.bank.arrears.values import Contact, Demand, Promise
from loc_desktop.bank.books.slip_values import Deed
from loc_desktop.bank.books.values import BankAccount, Client
from loc_desktop.bank.connector.values import Difference
from loc_desktop.desk.values.transfer import TransferView
from loc_desktop.errors import Trouble
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What a run of days' ends would do. ``last`` is the last day that was run, "" if none; the ``days`` from
    ``first`` to ``until`` are to be run over ``loans`` loans. What waits: ``transfers`` with the connector,
    ``collections`` of earlier days that are not on the ledger yet, ``slips`` at the counter, which end with
    today's run."""

    last: str
    first: str
    until: str
    days: int
    loans: int
    transfers: int
    collections: int
    slips: int


@dataclass(frozen=True, slots=True)
class Uncollected:
    """A collection that did not take place: ``amount`` fen of a loan. ``void``: refused for good; else it is
    tried again with the next day's end."""

    loan: str
    customer: Party
    amount: int
    void: bool
    why: Trouble | None


@dataclass(frozen=True, slots=True)
class DayReport:
    """A day's end. ``status``: ``finished``, ``cancelled`` (run it again to go on) or ``covered`` (a day
    before the first one that was run). ``again``: it was finished before, nothing changed. ``accrued``
    interest and ``penalty`` of the day; ``notices`` made out; ``collected`` payments taken from linked
    accounts onto the ledger; ``tiers``: loans and outstanding fen of each tier. ``erased``: up to which year
    the bank's keys were destroyed by rule, 0 if none were. ``uncollected`` is what was to be taken and was
    not. ``status`` ``failed``: the run ended with ``trouble`` on this day."""

    day: str
    status: str
    loans: int
    accrued: int
    penalty: int
    notices: int
    collected: int
    collected_fen: int
    tiers: Mapping[str, tuple[int, int]]
    again: bool = False
    erased: int = 0
    uncollected: tuple[Uncollected, ...] = ()
    trouble: Trouble | None = None

    @property
    def late(self) -> int:
        """How many loans are late."""
        return sum(count for tier, (count, _) in self.tiers.items() if tier != "normal")


@dataclass(frozen=True, slots=True)
class ArrearsRow:
    """A loan that is late, after the last day's end. ``overdue`` is late principal and interest; ``due`` all
    that is to be paid now with penalty; ``account`` the linked account ("" none); ``stopped`` since when it
    is in non-accrual. ``step`` is to be done next, on ``step_day``; ``contact``, ``promise`` and ``demand``
    are the newest of each."""

    loan: str
    customer: Party
    account: str
    amount: int
    opened: str
    day: str
    days_past_due: int
    overdue: int
    due: int
    penalty: int
    outstanding: int
    classification: str
    principal: int = 0
    interest: int = 0
    stopped: str = ""
    step: str = ""
    step_day: str = ""
    contact: Contact | None = None
    promise: Promise | None = None
    demand: Demand | None = None


@dataclass(frozen=True, slots=True)
class ArrearsPage:
    """``tiers``: loans and outstanding fen of each tier, of all active loans."""

    rows: tuple[ArrearsRow, ...]
    total: int
    next: int | None
    tiers: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class DemandLetter:
    """A letter of demand with what is written in it, line by line, and how it was delivered."""

    demand: Demand
    customer: Party
    lines: tuple[Sentence, ...]
    delivery: Sentence


@dataclass(frozen=True, slots=True)
class BookBalance:
    """One of the bank's own accounts; ``memo``: off the balance sheet."""

    kind: str
    zh: str
    en: str
    number: str
    balance: int
    memo: bool


@dataclass(frozen=True, slots=True)
class TierProvision:
    """Of a class: ``loans`` with ``base`` fen of principal, ``percent`` of it (hundredths) is ``amount``."""

    tier: str
    loans: int
    base: int
    percent: int
    amount: int


@dataclass(frozen=True, slots=True)
class LossReport:
    """Non-accrual and provisions. ``day``: of the last day's end; ``provided``: of the last provisions, ""
    before the first; ``stopped``: loans in non-accrual; ``balances``: the loan book's accounts."""

    day: str
    provided: str
    provisions: tuple[TierProvision, ...]
    stopped: tuple[ArrearsRow, ...]
    balances: tuple[BookBalance, ...]


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice that a day's end made. ``kind``: ``soon``, ``due`` (today) or ``overdue``."""

    day: str
    loan: str
    customer: Party
    period: int
    kind: str
    due: str
    amount: int


@dataclass(frozen=True, slots=True)
class ClientRow:
    """A customer of the bank (CIF) with the accounts."""

    client: Client
    accounts: tuple[BankAccount, ...]


@dataclass(frozen=True, slots=True)
class IssueCap:
    """Fen: the most that the bank may have issued and not redeemed, and what it has."""

    cap: int
    outstanding: int


@dataclass(frozen=True, slots=True)
class CashReceipt:
    """What a customer gets for a deed at the counter. ``number`` is unique in the bank's books, ``at`` when
    it was booked (RFC 3339 UTC), ``day`` the civil day; ``amount`` and ``balance`` (afterwards) are fen;
    ``entry`` the journal entry (0: none, an empty account was closed); ``reverses`` and ``reversed_by`` other
    entries, 0 none. ``maker`` and ``checker`` are persons' names, the second "" where one was enough."""

    number: str
    bank: str
    deed: Deed
    day: str
    at: str
    account: str
    holder: str
    amount: int
    balance: int
    text: str
    entry: int
    reverses: int
    reversed_by: int
    maker: str
    checker: str


@dataclass(frozen=True, slots=True)
class ReconcileView:
    """Traditional + in transit + digital against what came from outside; ``difference`` 0 if all agrees.
    ``between`` is counted on both sides while it is on its way. ``block`` is the ledger's newest."""

    bank: Party
    block: int
    outside: int
    traditional: int
    in_transit: int
    digital_books: int
    digital_ledger: int
    between: int
    difference: int
    good: bool
    moving: bool
    open: tuple[TransferView, ...]
    differences: tuple[Difference, ...]
