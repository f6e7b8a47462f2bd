"""The interest subsidy: budget, refunds, expiry."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.app.values import Party
from loc_desktop.desk.values.work import RowFailure


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
