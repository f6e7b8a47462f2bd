"""The values of the money's part of the desk: accounts, transfers, loans, subsidy, challenges, bank's day.

Frozen and typed as those of :mod:`loc_desktop.desk.model`: money in fen, rates in hundredths of a percent a
year, days ``YYYY-MM-DD``, times RFC 3339 UTC, text for a person as :class:`~loc_desktop.desk.model.Sentence`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loc_desktop.bank.book_model import BankAccount as BankAccount
from loc_desktop.bank.book_model import Client as Client
from loc_desktop.bank.book_model import Line as Line
from loc_desktop.bank.book_model import Statement as Statement
from loc_desktop.desk.model import Party, RowFailure, Sentence, Stage, Trouble
from loc_desktop.desk.money_model_bank import Answer as Answer
from loc_desktop.desk.money_model_bank import ArrearsPage as ArrearsPage
from loc_desktop.desk.money_model_bank import ArrearsRow as ArrearsRow
from loc_desktop.desk.money_model_bank import BudgetView as BudgetView
from loc_desktop.desk.money_model_bank import ChallengeDetail as ChallengeDetail
from loc_desktop.desk.money_model_bank import ChallengeLine as ChallengeLine
from loc_desktop.desk.money_model_bank import ClaimLine as ClaimLine
from loc_desktop.desk.money_model_bank import ClientRow as ClientRow
from loc_desktop.desk.money_model_bank import DayReport as DayReport
from loc_desktop.desk.money_model_bank import Difference as Difference
from loc_desktop.desk.money_model_bank import ExpiryReport as ExpiryReport
from loc_desktop.desk.money_model_bank import ExpiryRow as ExpiryRow
from loc_desktop.desk.money_model_bank import NoticeRow as NoticeRow
from loc_desktop.desk.money_model_bank import ReconcileView as ReconcileView
from loc_desktop.desk.money_model_bank import ReportRow as ReportRow
from loc_desktop.desk.money_model_bank import SubsidyRow as SubsidyRow
from loc_desktop.desk.money_model_bank import WaitingDecision as WaitingDecision
from loc_desktop.desk.money_model_transfers import Step as Step
from loc_desktop.desk.money_model_transfers import TransferPage as TransferPage
from loc_desktop.desk.money_model_transfers import TransferView as TransferView
from loc_desktop.loan.products import Product as Product

TRADITIONAL = "traditional"
TRANSIT = "in_transit"
DIGITAL = "digital"
AT_BANK = "at_bank"
"""Where money is: on the traditional account, in transit in the bank's books, on the digital account, or with
the bank on one of the first two, which only the bank's own machine can tell."""

TIERS = ("normal", "special_mention", "substandard", "doubtful", "loss")
"""The five-tier classification, best first; ``say(Sentence("tier.<name>"))`` is its name."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a signed request. ``stage`` WAITING: in the outbox, the ledger is away; ON_LEDGER: it
    waits for a grantor; UNLOCKED: done (it needed no grantor, or the bank's clerk on this computer has
    decided already); REFUSED. ``sentence`` tells it, with where the money is."""

    event: str
    kind: str
    stage: Stage
    tx_id: str
    sentence: Sentence


# ----------------------------------------------------------------------------------------------- accounts


@dataclass(frozen=True, slots=True)
class TraditionalAccount:
    """An account at a bank. ``balance`` and ``name`` are known (not None) where the bank's books are on this
    computer. ``link``: ``none``, ``asked`` (the bank has not granted yet), ``linked``."""

    number: str
    bank: Party
    link: str
    link_event: str
    balance: int | None = None
    name: str = ""
    status: str = "open"


@dataclass(frozen=True, slots=True)
class TracedLot:
    """A piece of a digital balance and where it comes from. ``event`` issued it (of ``kind``, ``at``);
    ``value`` is the issuing bank's signature; ``verified``: it is genuine. ``sentence`` says it in words."""

    issuer: Party
    amount: int
    event: str
    kind: str
    at: str
    tx_id: str
    value: str
    verified: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Accounts:
    """A customer's accounts side by side. ``in_transit`` is what is on its way in either direction (asked for
    and not final); ``frozen`` names the challenge that freezes the customer, "" if none does."""

    customer: Party
    traditional: tuple[TraditionalAccount, ...]
    balance: int
    by_issuer: tuple[tuple[Party, int], ...]
    lots: tuple[TracedLot, ...]
    in_transit: int
    frozen: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """A change of a digital account: ``change`` fen with its sign, ``total`` after it."""

    tx_id: str
    at: str
    change: int
    total: int
    sentence: Sentence


# -------------------------------------------------------------------------------------------------- loans


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """A line of the schedule as it stands. ``state``: ``paid``, ``due`` (today or the current one),
    ``overdue`` or ``ahead``; ``refunded`` and ``by_finance`` are the subsidised part of its interest,
    ``days`` those that it is for, ``carried`` what of it is from before a reschedule. ``moved_from`` is the
    day on which it was due before a new calendar moved it, ``moved_by`` the digest of those rules."""

    number: int
    start: str
    end: str
    due: str
    principal: int
    interest: int
    paid_principal: int
    paid_interest: int
    refunded: int
    by_finance: int
    refundable: int
    state: str
    days: int
    carried: int
    moved_from: str = ""
    moved_by: str = ""

    @property
    def payment(self) -> int:
        return self.principal + self.interest

    @property
    def open(self) -> int:
        return self.payment - self.paid_principal - self.paid_interest


@dataclass(frozen=True, slots=True)
class LoanLine:
    """A loan in a list. ``status``: active, repaid, written_off, reversed. ``due`` is what is to be paid
    today with penalty; ``next_due`` the day ("" none) and ``next_amount`` of the next payment; ``refundable``
    the interest that the finance department gives back on request; ``frozen`` the challenge, "" if none;
    ``paused`` the day since when the loan stands still, "" if it does not."""

    id: str
    customer: Party
    bank: Party
    amount: int
    months: int
    rate: int
    product: str
    branch: str
    opened: str
    status: str
    outstanding: int
    due: int
    penalty: int
    next_due: str
    next_amount: int
    days_past_due: int
    classification: str
    refundable: int
    frozen: str = ""
    paused: str = ""


@dataclass(frozen=True, slots=True)
class LoanPage:
    rows: tuple[LoanLine, ...]
    total: int
    next: int | None


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """What happened to a loan. ``amounts``: principal, interest, penalty, subsidy, written_off … in fen."""

    at: str
    event: str
    kind: str
    amounts: Mapping[str, int]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class PendingRow:
    """A request that is not decided yet; ``mine``: this desk signed it and may withdraw it."""

    event: str
    kind: str
    at: str
    amount: int
    waits_for: Party | None
    sentence: Sentence
    mine: bool = False


@dataclass(frozen=True, slots=True)
class LoanDetail:
    """A loan on the day ``on``. ``paid_*`` are sums, ``subsidised`` what the finance department has paid,
    ``payable_*`` what may be paid today without being a prepayment, ``accrued`` the current period's
    interest so far. ``prepay`` is the whole payoff today (None: forbidden, or something is due first)."""

    line: LoanLine
    on: str
    schedule: tuple[ScheduleRow, ...]
    paid_principal: int
    paid_interest: int
    paid_penalty: int
    subsidised: int
    due_principal: int
    due_interest: int
    payable_principal: int
    payable_interest: int
    accrued: int
    finance_due: int
    prepay: Quote | None
    refund: Quote | None
    history: tuple[HistoryRow, ...]
    pending: tuple[PendingRow, ...]
    late_terms: Mapping[str, int] = field(default_factory=dict)
    written_off: int = 0
    """What of it is written off and not recovered, fen."""
    """What the product says of late payments: ``grace_days``, ``penalty_factor`` (percent of the rate),
    ``compound`` (1: penalty on unpaid interest as well)."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What a payment or refund would be today. ``kind`` is the event's; ``periods`` those of a refund;
    ``capitals`` the amount in Chinese capitals; ``held`` what is on the digital account and ``missing`` what
    is not there yet (0: it can be paid)."""

    loan: str
    kind: str
    on: str
    amount: int
    principal: int
    interest: int
    penalty: int
    capitals: str
    periods: tuple[int, ...] = ()
    held: int = 0
    missing: int = 0
    settled_on: str = ""
    """Of a refund: the settlement day (a quarter's) by which the interest was paid, or will be settled."""


# ------------------------------------------------------------------------------------ what a grantor checks


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that the oracle looked at. ``item`` names it (``say(Sentence("check.<item>"))``);
    ``claimed`` is what the event says, ``found`` what the own books or the ledger say. ``unit``: fen, day,
    text."""

    item: str
    claimed: int | str
    found: int | str
    unit: str
    ok: bool


@dataclass(frozen=True, slots=True)
class ServiceCase:
    """A request of the loan's life that waits for me. ``checks`` decide where ``judged`` is False: the
    verdict is Pass iff all are ok, there is no override. ``judged`` True (reschedule, write-off, an answer to
    a challenge): a person decides, but never Pass against a failed check. ``by_clerk``: the bank's clerk
    does it through the connector; it is not signed here."""

    event: str
    kind: str
    at: str
    age: int
    amount: int
    customer: Party
    loan: str
    role: str
    checks: tuple[Check, ...]
    judged: bool
    verdict: str
    reason: str
    sentence: Sentence
    by_clerk: bool = False
    blocked: Sentence | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class GrantReport:
    """What a run over the waiting requests did. ``executed``: unlocked with code 0."""

    passed: int
    refused: int
    executed: int
    left: int
    failed: tuple[RowFailure, ...]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class ClerkReport:
    """What the bank's clerk did in one round; ``troubles``: what stands still, and why."""

    transfers: int = 0
    links: int = 0
    granted: int = 0
    refused: int = 0
    troubles: tuple[Trouble, ...] = ()

    @property
    def worked(self) -> bool:
        return bool(self.transfers or self.links or self.granted or self.refused)
