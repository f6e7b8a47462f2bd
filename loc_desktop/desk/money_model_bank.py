"""The bank's day, reconciliation, subsidy, challenges and the regulator's numbers, as values.

Part of :mod:`loc_desktop.desk.money_model`, which gives these names out as well.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loc_desktop.bank.book_model import BankAccount, Client
from loc_desktop.bank.transfer_model import Difference as Difference
from loc_desktop.desk.model import Party, RowFailure, Sentence
from loc_desktop.desk.money_model_transfers import TransferView

# --------------------------------------------------------------------------------------------- the bank's day


@dataclass(frozen=True, slots=True)
class DayReport:
    """A day's end. ``status``: ``finished``, ``cancelled`` (run it again to go on) or ``covered`` (a day
    before the first one that was run). ``again``: it was finished before, nothing changed. ``accrued``
    interest and ``penalty`` of the day; ``notices`` made out; ``collected`` payments taken from linked
    accounts onto the ledger; ``tiers``: loans and outstanding fen of each tier."""

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

    @property
    def late(self) -> int:
        """How many loans are late."""
        return sum(count for tier, (count, _) in self.tiers.items() if tier != "normal")


@dataclass(frozen=True, slots=True)
class ArrearsRow:
    """A loan that is late, after the last day's end, worst first. ``overdue`` is late principal and interest;
    ``due`` all that is to be paid now with penalty; ``account`` the linked account ("" none)."""

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


@dataclass(frozen=True, slots=True)
class ArrearsPage:
    """``tiers``: loans and outstanding fen of each tier, of all active loans."""

    rows: tuple[ArrearsRow, ...]
    total: int
    next: int | None
    tiers: Mapping[str, tuple[int, int]]


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


# -------------------------------------------------------------------------------------------------- subsidy


@dataclass(frozen=True, slots=True)
class BudgetView:
    """A department's subsidy budget of a year: the whole, what is left, and until when."""

    year: int
    amount: int
    left: int
    deadline: str
    event: str

    @property
    def used(self) -> int:
        return self.amount - self.left


@dataclass(frozen=True, slots=True)
class ExpiryRow:
    """An expired loan with unpaid interest that the department pays to the bank."""

    loan: str
    customer: Party
    bank: Party
    expired: str
    amount: int
    outstanding: int


@dataclass(frozen=True, slots=True)
class ExpiryReport:
    """An expiry run: how many loans were looked at, paid for, and the fen."""

    looked: int
    paid: int
    amount: int
    failed: tuple[RowFailure, ...]
    cancelled: bool


@dataclass(frozen=True, slots=True)
class SubsidyRow:
    """A month's subsidy, from the ledger."""

    month: str
    amount: int
    count: int


# ----------------------------------------------------------------------------------------------- challenges


@dataclass(frozen=True, slots=True)
class ChallengeLine:
    """A challenge in a list. ``status``: open, answered, dismissed, upheld, lifted. ``frozen``: the target is
    frozen now. ``late``: the deadline is over and nobody answered."""

    id: str
    target_kind: str
    target: str
    reason: str
    raised: str
    deadline: str
    respondent: Party
    status: str
    frozen: bool
    late: bool
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with its evidence; ``verdict`` is R's ("" none yet, Pass dismisses the challenge)."""

    event: str
    at: str
    text: str
    evidence: str
    verdict: str


@dataclass(frozen=True, slots=True)
class WaitingDecision:
    """A decision or reversal of R's that waits for a second authority; ``mine``: R may withdraw it."""

    event: str
    kind: str
    effect: Sentence
    waits_for: Party | None
    mine: bool


@dataclass(frozen=True, slots=True)
class ChallengeDetail:
    """``stops``: what the freeze stops, in words. ``effects``: what an upheld one can lead to. ``reversals``
    are the events whose money is to be taken back; ``paused`` the loans that stand still; ``waiting`` what R
    has signed and a second authority has not agreed to. ``can``: what I may do now: answer, accept, uphold,
    dismiss, lift, reverse; ``seconds`` who can agree where it takes two."""

    line: ChallengeLine
    raised_by: Party
    event: str
    stops: Sentence
    answers: tuple[Answer, ...]
    effects: tuple[str, ...]
    effect: str
    ruling: str
    decided: str
    reversals: tuple[str, ...]
    can: tuple[str, ...]
    paused: tuple[str, ...] = ()
    waiting: tuple[WaitingDecision, ...] = ()
    seconds: tuple[Party, ...] = ()
    raw: Mapping[str, Any] = dataclasses.field(default_factory=dict)


# --------------------------------------------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """What a reversal could not take: ``debtor`` owes ``creditor`` ``amount`` fen, ``left`` of it.
    ``status``: open, paid, waived. ``there`` is what is on the debtor's account now, None where one may not
    look. ``can``: what I may do now: pay, collect, waive."""

    id: str
    loan: str
    event: str
    challenge: str
    opened: str
    debtor: Party
    creditor: Party
    amount: int
    left: int
    status: str
    there: int | None
    can: tuple[str, ...]
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The regulator's numbers of a branch and month, from the ledger alone; fen but for ``loans``.

    ``classes``: of each class, normal first, how many loans have something outstanding at the month's end,
    and how much.
    """

    branch: str
    month: str
    loans: int
    disbursed: int
    principal: int
    interest: int
    penalty: int
    repaid: int
    subsidised: int
    written_off: int
    reversed: int
    outstanding: int
    arrears: int
    classes: Mapping[str, tuple[int, int]]
