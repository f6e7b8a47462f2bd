"""The links between traditional and digital accounts, in the books.

A link, and its end, is promised before the bank's result is sent to the ledger, and is in effect or forgotten
when the ledger has decided. An account whose link is about to end takes part in no new transfer, so that the
end never waits for one that came after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from loc_desktop.bank.books.books import Books, accounts_where, check_still, find_account
from loc_desktop.bank.books.errors import refused
from loc_desktop.bank.books.values import BankAccount


class LinkBook:
    """Account links in a bank's books. Raises BooksError."""

    def __init__(self, books: Books) -> None:
        self._books = books

    def promise(self, number: str, digital_key: str, event: str) -> BankAccount:
        """Keep that ``event`` is to link this account to a digital account, before the bank grants it.

        The same again changes nothing. Raises BooksError ``books.linked`` (this account to another digital
        account, or that one to another account), ``books.closed``, ``books.internal``, ``books.no_account``.
        """

        def work(connection: Connection) -> BankAccount:
            account = find_account(connection, number)
            if account.status != "open":
                raise refused("closed", number=number)
            if not account.client:
                raise refused("internal", number=number)
            other = connection.exec_driver_sql(
                "SELECT number FROM account WHERE digital_key = ?", (digital_key,)
            ).scalar()
            if (
                other not in (None, number)
                or account.digital_key not in ("", digital_key)
                or account.unlink_event
            ):
                raise refused("linked", number=number)
            if not account.digital_key:
                connection.exec_driver_sql(
                    "UPDATE account SET digital_key = ?, link_event = ? WHERE number = ?",
                    (digital_key, event, number),
                )
            return find_account(connection, number)

        return self._books.db.write(work)

    def link(self, number: str, digital_key: str, event: str) -> BankAccount:
        """The link is in effect: ``event`` was unlocked. The same again changes nothing. Raises BooksError as
        :meth:`promise`.
        """
        self.promise(number, digital_key, event)

        def work(connection: Connection) -> BankAccount:
            connection.exec_driver_sql(
                "UPDATE account SET linked_at = ? WHERE number = ? AND digital_key = ? AND linked_at = ''",
                (self._books.clock(), number, digital_key),
            )
            return find_account(connection, number)

        return self._books.db.write(work)

    def promise_end(self, number: str, event: str, decided: bool = False) -> BankAccount:
        """Keep that ``event`` is to end the account's link, before the bank grants it.

        Raises BooksError ``books.in_transit`` while a transfer is on its way, unless the ledger has
        ``decided`` already: then the link ends when that transfer is done.
        """

        def work(connection: Connection) -> BankAccount:
            if not decided:
                check_still(connection, number)
            connection.exec_driver_sql(
                "UPDATE account SET unlink_event = ? WHERE number = ? AND digital_key <> ''", (event, number)
            )
            return find_account(connection, number)

        return self._books.db.write(work)

    def keep(self, number: str) -> BankAccount:
        """The end of the link was refused: it stays in effect."""

        def work(connection: Connection) -> BankAccount:
            connection.exec_driver_sql("UPDATE account SET unlink_event = '' WHERE number = ?", (number,))
            return find_account(connection, number)

        return self._books.db.write(work)

    def unlink(self, number: str) -> BankAccount:
        """End the link, or forget one that was refused. Raises BooksError ``books.in_transit`` while a
        transfer is on its way.
        """

        def work(connection: Connection) -> BankAccount:
            check_still(connection, number)
            connection.exec_driver_sql(
                "UPDATE account SET digital_key = '', link_event = '', linked_at = '', unlink_event = ''"
                " WHERE number = ?",
                (number,),
            )
            return find_account(connection, number)

        return self._books.db.write(work)

    def succeed(self, pairs: Sequence[tuple[str, str]]) -> int:
        """Lost keys and the ones that took their place, oldest first: accounts and loans name the living key
        from now on. Returns how many accounts changed; the same again changes nothing.
        """

        def work(connection: Connection) -> int:
            changed = 0
            for old, new in pairs:
                updated = connection.exec_driver_sql(
                    "UPDATE account SET digital_key = ?1 WHERE digital_key = ?2"
                    " AND NOT EXISTS (SELECT 1 FROM account WHERE digital_key = ?1)",
                    (new, old),
                )
                changed += updated.rowcount
                connection.exec_driver_sql("UPDATE loan SET payee = ? WHERE payee = ?", (new, old))
            return changed

        return self._books.db.write(work)

    def promised(self) -> list[BankAccount]:
        """Accounts whose link waits for its event."""
        return self._books.db.read(
            lambda connection: accounts_where(connection, "digital_key <> '' AND linked_at = ''")
        )

    def ending(self) -> list[BankAccount]:
        """Accounts whose link is about to end."""
        return self._books.db.read(lambda connection: accounts_where(connection, "unlink_event <> ''"))
