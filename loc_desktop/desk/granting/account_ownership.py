"""Whether a traditional account and a digital one are the same person's, from what the bank has itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.errors import KnownError

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.bank.books.books import Books
    from loc_desktop.bank.books.values import BankAccount
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.model import Identity


def account_in(books: Books, number: str) -> BankAccount | None:
    """The account with this number, None if these books have none. Raises BooksError for a file that cannot
    be read."""
    try:
        return books.account(number)
    except KnownError as error:
        if error.code in ("books.number", "books.no_account"):
            return None
        raise


def owner_of(books: Books, account: BankAccount) -> str:
    """The identity number of an account's owner, "" for the bank's own accounts."""
    if not account.client:
        return ""
    clients, _ = books.clients(account.client, 0, 10)
    return next((client.identity_number for client in clients if client.number == account.client), "")


def learn_owner(names: Names, books: Books, key: str, number: str) -> None:
    """Let the bank call a customer by the name on its linked account. Institutions have their own names."""
    if not key or not number or names.knows(key) or names.party(key, "C").role != "C":
        return
    account = account_in(books, number)
    if account is not None and account.client and account.linked:
        names.learn(key, account.name)


def belongs(connections: Connections, bank: Identity, books: Books, number: str, key: str) -> bool:
    """Evidence enough to grant a link without asking anyone: the bank has itself opened a dossier of this
    person that names this digital account, and all who grant passed it (a loan paid out). Without it a
    person decides.
    """
    account = account_in(books, number)
    owner = owner_of(books, account) if account else ""
    if not owner:
        return False
    index = connections.index(bank.ledger)
    for event in connections.office(bank).passed_before(owner):
        row = index.event(event)
        if row is not None and row.body.get("payee") == key and row.status == "unlocked":
            return True
    return False
