"""The link between a traditional account and a digital one: ``account.link``, signed by the customer, granted
by the bank, shown on both sides; and its end, ``account.unlink``.

What is to come is promised in the books before the bank's result is sent; a link, or an end, whose answer did
not come is finished or forgotten by :meth:`Links.recover`, as the ledger says.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.link_book import LinkBook
from loc_desktop.bank.books.values import BankAccount
from loc_desktop.bank.connector.ledger_side import LedgerAnswers, LedgerCase, LedgerSide
from loc_desktop.bank.connector.values import ConnectorError
from loc_desktop.contract.flow_rules.links import reason_of
from loc_desktop.errors import KnownError, after_commit
from loc_desktop.script.items import Verdict

LINK = ("account.link", "fund.link")
UNLINK = ("account.unlink", "fund.unlink")
"""A customer's, and an institution's: the same in the books."""

_LOG = logging.getLogger(__name__)
_LOG.addHandler(logging.NullHandler())


@contextmanager
def _logged(work: str) -> Iterator[None]:
    """A known error of one link does not stop the others: its code goes into the log."""
    try:
        yield
    except KnownError as error:
        _LOG.warning("%s: %s", work, error.code)


class Links:
    """Account links of one bank."""

    def __init__(self, books: Books, side: LedgerSide) -> None:
        self._books = books
        self._book = LinkBook(books)
        self._side = side

    def decide(self, event: str, approved: bool, number: str = "") -> BankAccount | None:
        """Grant or refuse a link or its end; the account, None if a link was refused.

        ``approved``: the bank has checked that person and account belong together; ``number``: the account's,
        as it was sealed in a link's event (its end names the account by its tag). Raises ConnectorError,
        BooksError (nothing was granted then), the ledger's errors (:meth:`recover` then finishes it).
        """
        case = self._side.case(event)
        kind, body = case.event["kind"], case.event["body"]
        if kind not in (*LINK, *UNLINK) or body["bank"] != self._books.bank:
            raise ConnectorError(
                "connector.not_a_link",
                params={"event": event},
            )
        key = body["account"]
        verdict: Verdict = "Pass" if approved else "Failed"
        if kind in UNLINK:
            return self._end(event, case, self._books.tagged(body["link"]).number, key, verdict)
        if approved and case.status not in ("refused", "withdrawn", "expired"):
            self._book.promise(number, key, event)
        return self._finish(event, case, number, key, verdict)

    def recover(self) -> None:
        """Finish the promised links, as far as the ledger answers; what stays is looked at again."""
        for account in self._book.promised():
            with _logged("finishing an account link"):
                case = self._side.case(account.link_event)
                self._finish(account.link_event, case, account.number, account.digital_key, "Pass")

    def recover_ends(self) -> None:
        """Finish the promised ends, as far as the ledger answers and no transfer is on its way."""
        for account in self._book.ending():
            with _logged("ending an account link"):
                case = self._side.case(account.unlink_event)
                self._end(account.unlink_event, case, account.number, account.digital_key, "Pass")

    def _finish(
        self, event: str, case: LedgerCase, number: str, key: str, verdict: Verdict
    ) -> BankAccount | None:
        status = self._status(event, case, number, verdict)
        with after_commit():
            if status == "unlocked":
                return self._book.link(number, key, event)
            if any(account.link_event == event for account in self._book.promised()):
                self._book.unlink(number)
        return None

    def _end(self, event: str, case: LedgerCase, number: str, key: str, verdict: Verdict) -> BankAccount:
        account = self._books.account(number)
        linked = account.digital_key == key
        if (
            linked
            and verdict == "Pass"
            and case.status not in ("refused", "withdrawn", "expired")
            and not account.unlink_event
        ):
            # Before the bank signs: a transfer that is on its way needs the link until it is done.
            account = self._book.promise_end(account.number, event, case.status == "unlocked")
        status = self._status(event, case, number, verdict)
        if status == "unlocked" and linked:
            try:
                account = self._book.unlink(account.number)
            except BooksError:
                return account  # ends when the transfer is done, see recover_ends
        elif account.unlink_event == event:
            with after_commit():
                account = self._book.keep(account.number)
        return account

    def _status(self, event: str, case: LedgerCase, number: str, verdict: Verdict) -> str:
        """The event's status after the bank's result."""
        if case.status != "pending":
            return case.status
        answers = LedgerAnswers()
        tells = verdict == "Pass" and case.event["kind"] in LINK
        reason = reason_of(self._books.tag(number)) if tells else ""
        self._side.unlock({event: self._side.code(case, verdict, self._books.clock(), reason)}, answers)
        if event not in answers.known:
            raise ConnectorError(
                "connector.link_waits",
                params={"number": number},
                details={"why": str(answers.troubles[event])},
            )
        return answers.known[event].status
