"""A bank's system: its books, connector, loan book and collections at one ledger, for program and tests."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Protocol

from loc_desktop.bank.books import day_end
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.loan_book import LoanBook
from loc_desktop.bank.books.loan_values import Collection, DayEnd
from loc_desktop.bank.connector.collecting import Collecting
from loc_desktop.bank.connector.connector import Connector
from loc_desktop.bank.connector.reconcile import Reconciliation, reconcile
from loc_desktop.bank.connector.values import Limits, Transfer
from loc_desktop.bank.ports import LedgerPort, ReadingPort, UserPort
from loc_desktop.errors import after_commit
from loc_desktop.loan.lending import LendingRules


class BankLedger(LedgerPort, ReadingPort, Protocol):
    """A ledger that the bank reads and submits to."""

    @property
    def channel(self) -> str: ...


class BankSystem:
    """Everything of one bank at one ledger. ``user`` is the bank's member, whose key signs its results.

    Raises ConnectorError for the books of another bank.
    """

    def __init__(
        self, books: Books, ledger: BankLedger, user: UserPort, limits: Limits | None = None
    ) -> None:
        self.books = books
        self.connector = Connector(books, ledger, user, limits)
        self.loans = LoanBook(books)
        self._collecting = Collecting(books, self.connector, ledger, user, ledger.channel)
        self._ledger = ledger
        self._user = user

    def work(self, pending: Iterable[str] = ()) -> list[Transfer]:
        """Finish what is open and carry the ``pending`` transfers of the bank's inbox: at start, and whenever
        a block brings some. Raises the ledger's errors if it cannot be read at all.
        """
        recovered = self.connector.recover()
        with after_commit():
            return [*recovered, *self.connector.process(list(pending))]

    def sync(self, loans: Iterable[str] | None = None) -> int:
        """Bring the loan book up to the ledger, all of it or these ``loans``; how many loans have changed.
        Raises the ledger's errors.
        """
        return self.loans.sync(self._ledger, self._user, loans)

    def end_day(
        self,
        day: date,
        progress: Callable[[int, int], None] | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        rules: LendingRules | None = None,
        sync: Callable[[], object] | None = None,
    ) -> tuple[DayEnd, tuple[Collection, ...]]:
        """The whole day's end: take over what the ledger has, run the day (and those that were missed), carry
        its collections; what the books say of it, and its collections as far as they came (``planned``: the
        ledger gave no answer yet).

        ``rules``: the ledger's lending rules (None: those that the program ships); ``sync`` in place of
        :meth:`sync`. Raises BooksError, the ledger's errors; run again, it goes on where it stopped.
        """
        sync = sync or self.sync
        sync()
        ended = day_end.run(self.books, day, progress, cancelled, rules)
        if ended.status == "cancelled":
            return ended, ()
        carried = tuple(self._collecting.carry(cancelled=cancelled))
        collected = [collection for collection in carried if collection.state == "collected"]
        if collected:
            with after_commit():
                sync()
                ended = day_end.look_again(
                    self.books, day, {collection.loan for collection in collected}, rules
                )
        return ended, carried

    def reconcile(self) -> Reconciliation:
        """The books against the ledger at its newest block."""
        return reconcile(self.books, self._ledger, self._user)
