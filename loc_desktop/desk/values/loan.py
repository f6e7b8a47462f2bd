"""A loan after its payout: schedule, history, what is pending, what it would cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loc_desktop.app.values import Party
from loc_desktop.texts.sentence import Sentence

TIERS = ("normal", "special_mention", "substandard", "doubtful", "loss")
"""The five-tier classification, best first; ``say(Sentence("tier.<name>"))`` is its name."""


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
    """Some loans of a list: ``total`` of them all, ``next`` where the next page begins (None: at the end)."""

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
