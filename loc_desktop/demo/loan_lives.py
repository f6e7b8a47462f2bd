"""What happened in the demonstration's lives of loans.

On a ledger for demonstrations events count at their own time: there two years are played day by day. A ledger
in the field follows the calendar: there the story is one day's, of what can live in a day. A few loans of all
are serviced; the others are left as they were paid out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from loc_desktop.texts.terminal.tongue import padded, tr
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
        """For a person at a terminal."""
        if not self.serviced:
            return [tr("No loan was paid out, so none was serviced.")]
        began = "{loans:count} of the loans then lived through {days:count} days:"
        upheld = tr("{count} upheld, {amount} yuan", count=self.upheld, amount=yuan(self.reversed_fen))
        rows = (
            ("paid by hand", self.repayments, tr("{amount} yuan", amount=yuan(self.repaid_fen))),
            (
                "collected",
                self.collected,
                tr("{amount} yuan from linked accounts", amount=yuan(self.collected_fen)),
            ),
            (
                "refunds",
                self.refunds,
                tr("{amount} yuan interest given back", amount=yuan(self.refunded_fen)),
            ),
            (
                "at expiry",
                self.expired,
                tr("{amount} yuan interest paid to the bank", amount=yuan(self.expired_fen)),
            ),
            ("in arrears", self.arrears, tr("{amount} yuan overdue", amount=yuan(self.arrears_fen))),
            ("challenges", self.challenges, upheld),
        )
        differ = (
            "Books and ledger differ by {fen} fen."
            if self.reconciled
            else "Books and ledger differ by {fen} fen: THEY DO NOT AGREE."
        )
        missing = ", ".join(tr(name) for name in self.missing)
        return [
            tr(self.note) if self.note else tr(began, loans=self.serviced, days=self.days),
            *(f"  {padded(tr(name), 13)} {count:>7,}   {text}" for name, count, text in rows),
            *([tr("What did not happen: {names}.", names=missing)] if self.missing else []),
            tr(differ, fen=self.difference),
        ]
