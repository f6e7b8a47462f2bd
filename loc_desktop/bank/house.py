"""A bank's machine put together: its books, connector, loans and day's end at one ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Protocol

from loc_desktop.bank.books import day_end as dayend
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.loan_book import LoanBook
from loc_desktop.bank.books.loan_values import DayEnd
from loc_desktop.bank.connector.collecting import Collecting
from loc_desktop.bank.connector.connector import Connector
from loc_desktop.bank.connector.ports import LedgerPort, ReadingPort, UserPort
from loc_desktop.bank.connector.reconcile import Reconciliation, reconcile
from loc_desktop.bank.connector.values import Limits, Transfer
from loc_desktop.clock import now
from loc_desktop.loan.calendar import DEFAULT_ZONE


class BankLedger(LedgerPort, ReadingPort, Protocol):
    """A ledger that the bank reads and submits to."""

    @property
    def channel(self) -> str: ...


class BankHouse:
    """Everything of one bank at one ledger. Opening the books may migrate them; close it when done.

    ``path`` is the books' file (``books-<identity>.sqlite`` in the data folder), ``user`` the bank's member,
    ``name`` stands on statements. Raises BooksError, ConnectorError.
    """

    def __init__(
        self,
        path: Path,
        ledger: BankLedger,
        user: UserPort,
        name: str,
        *,
        institution: int = 1,
        limits: Limits | None = None,
        clock: Callable[[], str] = now,
        zone: str = DEFAULT_ZONE,
    ) -> None:
        self._ledger = ledger
        self._user = user
        self.books = Books(path, user.signer.key, name, institution, clock, zone)
        try:
            self.connector = Connector(self.books, ledger, user, limits)
        except BaseException:
            self.books.close()
            raise
        self.loans = LoanBook(self.books)
        self.collecting = Collecting(self.books, self.connector, ledger, user, ledger.channel)

    def close(self) -> None:
        self.books.close()

    def work(self, pending: Iterable[str] = ()) -> list[Transfer]:
        """Finish what is open and carry the ``pending`` transfers of the bank's inbox: at start, and whenever
        a block brings some. Raises the ledger's errors if it cannot be read at all.
        """
        open_ones = self.connector.recover()
        return [*open_ones, *self.connector.process(list(pending))]

    def end_day(
        self,
        day: date,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> DayEnd:
        """The whole day's end: take over what the ledger has, run the day (and those that were missed), carry
        its collections. Raises BooksError, the ledger's errors; run again, it goes on where it stopped.
        """
        self.loans.sync(self._ledger, self._user)
        done = dayend.run(self.books, day, progress, cancelled)
        if done.status == "finished" and self.collecting.carry(cancelled=cancelled):
            self.loans.sync(self._ledger, self._user)
        return done

    def reconcile(self) -> Reconciliation:
        """The books against the ledger at its newest block."""
        return reconcile(self.books, self._ledger, self._user)
