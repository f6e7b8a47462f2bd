"""The link between a traditional account and a digital one: ``account.link``, signed by the customer, granted
by the bank, shown on both sides.

The promise is kept in the books before the bank's Pass is sent; a link whose answer did not come is finished
or forgotten by :meth:`Links.recover`, as the ledger says.
"""

from __future__ import annotations

from loc_desktop.bank.book_model import BankAccount
from loc_desktop.bank.books import Books
from loc_desktop.bank.crash import point
from loc_desktop.bank.ledger_side import Answers, Case, LedgerSide
from loc_desktop.bank.transfer_model import ConnectorError
from loc_desktop.errors import KnownError
from loc_desktop.script.items import Verdict


class Links:
    """Account links of one bank."""

    def __init__(self, books: Books, side: LedgerSide) -> None:
        self._books = books
        self._side = side

    def decide(self, event: str, approved: bool) -> BankAccount | None:
        """Grant or refuse ``account.link`` or ``account.unlink``; the account, None if a link was refused.

        ``approved``: the bank has checked that person and account belong together. Raises ConnectorError,
        BooksError (nothing was granted then), the ledger's errors (:meth:`recover` then finishes it).
        """
        case = self._side.case(event)
        kind, body = case.event["kind"], case.event["body"]
        if kind not in ("account.link", "account.unlink") or body["bank"] != self._books.bank:
            raise ConnectorError(
                "connector.not_a_link",
                f"The event {event} links no account of this bank.",
                "Choose an account link at this bank.",
                params={"event": event},
            )
        verdict: Verdict = "Pass" if approved else "Failed"
        if kind == "account.unlink":
            status = self._status(event, case, body["number"], verdict)
            account = self._books.account(body["number"])
            linked = account.digital_key == body["account"]
            return self._books.unlink(account.number) if status == "unlocked" and linked else account
        if approved and case.status != "refused":
            self._books.promise_link(body["number"], body["account"], event)
            point("promised")
        return self._finish(event, case, body["number"], body["account"], verdict)

    def recover(self) -> None:
        """Finish the promised links, as far as the ledger answers."""
        for account in self._books.promised_links():
            try:
                case = self._side.case(account.link_event)
                self._finish(account.link_event, case, account.number, account.digital_key, "Pass")
            except KnownError:
                continue  # still away: the promise stays, and is looked at again

    def _finish(self, event: str, case: Case, number: str, key: str, verdict: Verdict) -> BankAccount | None:
        status = self._status(event, case, number, verdict)
        if status == "unlocked":
            account = self._books.link(number, key, event)
            point("linked")
            return account
        if any(account.link_event == event for account in self._books.promised_links()):
            self._books.unlink(number)
        return None

    def _status(self, event: str, case: Case, number: str, verdict: Verdict) -> str:
        """The event's status after the bank's result."""
        if case.status != "pending":
            return case.status
        answers = Answers()
        self._side.unlock({event: self._side.code(case, verdict, self._books.clock())}, answers)
        if event not in answers.known:
            raise ConnectorError(
                "connector.link_waits",
                f"The link of account {number} is not yet decided on the ledger.",
                "It is finished by itself when the ledger is back.",
                params={"number": number},
                details={"why": answers.troubles[event].what, "code": answers.troubles[event].code},
            )
        return answers.known[event].status
