"""What happened in the demonstration's lives of loans.

On a ledger for demonstrations events count at their own time: there two years are played day by day. A ledger
in the field follows the calendar: there the story is one day's, of what can live in a day. A few loans of all
are serviced; the others are left as they were paid out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loc_desktop.texts.words import yuan

SERVICED = 24
DAYS = 730

CALENDAR = (
    "This ledger follows the calendar, as in the field, so two years cannot be played on it: the loans lived "
    "through one day. No interest is subsidised on it: no period has ended."
)


@dataclass(slots=True)
class Life:
    """What happened. Counts, and fen where the name says so.

    ``expected``: what must have happened at least once. ``note``: why the story is a short one, "" if it is
    not.
    """

    serviced: int = 0
    days: int = 0
    repayments: int = 0
    repaid_fen: int = 0
    prepaid: int = 0
    collected: int = 0
    collected_fen: int = 0
    refunds: int = 0
    refunded_fen: int = 0
    expired: int = 0
    expired_fen: int = 0
    rescheduled: int = 0
    deposits: int = 0
    withdrawals: int = 0
    arrears: int = 0
    arrears_fen: int = 0
    tiers: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    challenges: int = 0
    upheld: int = 0
    reversed_fen: int = 0
    difference: int = 0
    reconciled: bool = True
    expected: tuple[str, ...] = ()
    note: str = ""

    @property
    def missing(self) -> tuple[str, ...]:
        """What was to happen and has not."""
        return tuple(name for name in self.expected if not getattr(self, name))

    @property
    def good(self) -> bool:
        """Books and ledger agree to the fen, and what was to happen has happened; only one loan is late."""
        return self.reconciled and not self.difference and not self.missing and self.arrears <= 1

    def to_json(self) -> dict[str, Any]:
        """What ``demo --headless --json`` prints of it."""
        return {
            "conservation_difference_fen": self.difference,
            "reconciled": self.reconciled,
            "serviced": self.serviced,
            "days": self.days,
            "repayments": self.repayments,
            "repaid_fen": self.repaid_fen,
            "prepayments": self.prepaid,
            "collections": self.collected,
            "collected_fen": self.collected_fen,
            "rescheduled": self.rescheduled,
            "deposits": self.deposits,
            "withdrawals": self.withdrawals,
            "refunds": self.refunds,
            "refunded_fen": self.refunded_fen,
            "expired": self.expired,
            "expired_fen": self.expired_fen,
            "arrears": self.arrears,
            "arrears_fen": self.arrears_fen,
            "tiers": {tier: count for tier, (count, _) in self.tiers.items()},
            "challenges": self.challenges,
            "challenges_upheld": self.upheld,
            "reversed_fen": self.reversed_fen,
            "missing": list(self.missing),
            **({"note": self.note} if self.note else {}),
        }

    def story(self) -> list[str]:
        """For a person, in English."""
        if not self.serviced:
            return ["No loan was paid out, so none was serviced."]
        return [
            self.note or f"{self.serviced:,} of the loans then lived through {self.days:,} days:",
            f"  paid by hand  {self.repayments:>7,}   {yuan(self.repaid_fen)} yuan",
            f"  collected     {self.collected:>7,}   {yuan(self.collected_fen)} yuan from linked accounts",
            f"  refunds       {self.refunds:>7,}   {yuan(self.refunded_fen)} yuan interest given back",
            f"  at expiry     {self.expired:>7,}   {yuan(self.expired_fen)} yuan interest paid to the bank",
            f"  in arrears    {self.arrears:>7,}   {yuan(self.arrears_fen)} yuan overdue",
            f"  challenges    {self.challenges:>7,}   {self.upheld} upheld, {yuan(self.reversed_fen)} yuan",
            *([f"What did not happen: {', '.join(self.missing)}."] if self.missing else []),
            f"Books and ledger differ by {self.difference} fen"
            f"{'' if self.reconciled else ': THEY DO NOT AGREE'}.",
        ]
