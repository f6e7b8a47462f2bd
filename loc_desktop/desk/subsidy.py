"""Role FD: the subsidy budget, refunds that wait, and the run at expiry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.desk.model import Cancelled, Progress, ToSign, never_cancelled, no_progress
from loc_desktop.desk.money_model import (
    Asked,
    BudgetView,
    ExpiryReport,
    ExpiryRow,
    GrantReport,
    ServiceCase,
    SubsidyRow,
)

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.desk.grants import Grants
    from loc_desktop.desk.names import Names


class Subsidy:
    """What a finance department does with interest."""

    def __init__(self, carrier: Carrier, names: Names, grants: Grants) -> None:
        raise NotImplementedError

    def balance(self) -> int:
        """Fen on the department's digital account."""
        raise NotImplementedError

    def budget(self, year: int = 0) -> BudgetView | None:
        """Of a year (0 = this one); None where none was set: then only the account's balance is the limit."""
        raise NotImplementedError

    def prepare_budget(self, year: int, amount: int, deadline: str) -> ToSign:
        """Set or change a year's budget. Raises KnownError ``subsidy.year``, ``subsidy.deadline``,
        ``subsidy.amount``."""
        raise NotImplementedError

    def prepare_deposit(self, amount: int, bank: str = "") -> ToSign:
        """``fund.deposit``: money of the budget account at ``bank`` ("" = the only one) becomes digital."""
        raise NotImplementedError

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> Asked:
        raise NotImplementedError

    def waiting(self) -> tuple[ServiceCase, ...]:
        """Refunds that wait for the department, oldest first, checked."""
        raise NotImplementedError

    def grant_all(
        self,
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> GrantReport:
        """Decide all refunds that wait, as checked."""
        raise NotImplementedError

    def expiring(self, *, on: str = "") -> tuple[ExpiryRow, ...]:
        """Loans that have expired by a day ("" = today) with interest for the department to pay."""
        raise NotImplementedError

    def run_expiry(
        self,
        *,
        pin: str | None = None,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> ExpiryReport:
        """``interest.repay`` for each of them: query the loan, repay. Again: what is paid is not paid twice."""
        raise NotImplementedError

    def paid(self) -> tuple[SubsidyRow, ...]:
        """What was subsidised by month, newest first."""
        raise NotImplementedError
