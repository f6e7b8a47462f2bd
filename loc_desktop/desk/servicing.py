"""Loans after their payout: what a customer sees and signs; the same view for the bank and the others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.desk.model import ToSign
from loc_desktop.desk.money_model import Asked, LoanDetail, LoanPage, Quote

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.desk.names import Names


class Loans:
    """Reading is for everyone who may (C its own customers', B its own, R all); ``prepare_…`` of payments is
    for C, of write-offs for B. A request is prepared, then signed and sent with :meth:`submit`."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        raise NotImplementedError

    def page(
        self, *, customer: str = "", status: str = "", text: str = "", start: int = 0, limit: int = 50
    ) -> LoanPage:
        """Loans, newest first; ``customer`` a key, ``text`` an id's beginning or part of a customer's name."""
        raise NotImplementedError

    def loan(self, loan: str, *, on: str = "") -> LoanDetail:
        """Everything about one loan on a day ("" = today). Raises KnownError ``contract.loan_unknown``,
        ``contract.denied``."""
        raise NotImplementedError

    def quote(self, loan: str, amount: int | None = None) -> Quote:
        """A payment today: penalty first, then interest, then principal. None: all that is due, or where
        nothing is, the current instalment. Raises KnownError ``loan.nothing_due``, ``loan.too_much``."""
        raise NotImplementedError

    def quote_prepay(self, loan: str, principal: int | None = None) -> Quote:
        """A prepayment today with the interest accrued so far; None: the whole payoff. Raises KnownError
        ``loan.due_first``, ``loan.no_prepay``, ``loan.too_much``."""
        raise NotImplementedError

    def quote_refund(self, loan: str) -> Quote:
        """The interest that may be given back now. Raises KnownError ``loan.no_refund``."""
        raise NotImplementedError

    def prepare(self, quote: Quote) -> ToSign:
        """The request of a quote (payment, prepayment, refund). Raises KnownError ``money.funds`` if the
        digital account does not hold it."""
        raise NotImplementedError

    def prepare_reschedule(self, loan: str, months: int, reason: str) -> ToSign:
        """What is outstanding over ``months`` from today. For C; the bank decides."""
        raise NotImplementedError

    def prepare_writeoff(self, loan: str, reason: str) -> ToSign:
        """For B; the regulator decides. Raises KnownError ``loan.status``."""
        raise NotImplementedError

    def prepare_writeback(self, loan: str, reason: str) -> ToSign:
        """For B: a write-off reversed; the regulator decides."""
        raise NotImplementedError

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> Asked:
        """As :meth:`loc_desktop.desk.money.Money.submit`."""
        raise NotImplementedError
