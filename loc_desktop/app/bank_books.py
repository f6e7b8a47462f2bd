"""Where a bank's books and system are opened, once for each bank identity of this computer.

The books are the bank's own. A customer of this computer sees in them its own accounts only, as a bank's
customer service would show them; on a computer without the bank's books that part is simply not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loc_desktop.bank.books.unfinished import has_unfinished
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from pathlib import Path

    from loc_desktop.app.connections import Connections
    from loc_desktop.bank.books.books import Books
    from loc_desktop.bank.system import BankSystem
    from loc_desktop.data_file import Access
    from loc_desktop.identity.model import Identity


def books_file(connections: Connections, identity: Identity) -> Path:
    """The name is what ``loc-desktop reconcile`` looks for."""
    return connections.home / f"books-{identity.id}.sqlite"


def has_books(connections: Connections, identity: Identity) -> bool:
    """Whether a bank's books are kept in this folder; they are not opened."""
    return connections.is_kept(books_file(connections, identity).name)


def unfinished(connections: Connections, identity: Identity) -> bool:
    """Whether a bank's books have something to go on with, without the libraries of the books. Raises
    FilesError, KnownError ``keyring.*``."""
    path = books_file(connections, identity)
    return has_unfinished(path, connections.access(path.name))


def books(connections: Connections, identity: Identity, *, create: bool = False) -> Books:
    """The books of a bank. Raises KnownError ``bank.no_books``, ``books.*``, ``files.*``."""
    path = books_file(connections, identity)
    if not create and not has_books(connections, identity):
        raise desk_error("bank.no_books")

    def make(access: Access) -> Books:
        from loc_desktop.bank.books.books import Books

        name, zone = identity.organisation or identity.name, connections.zone(identity.ledger)
        return Books(path, identity.key, name, clock=connections.clock, zone=zone, access=access)

    return connections.kept(path.name, make)


def house_books(connections: Connections, identity: Identity) -> Books:
    """The books at whose counter ``identity`` works: its own, else those of a colleague of the same
    organisation on this computer. Raises as :func:`books`."""
    return books(connections, keeper_of(connections, identity) or identity)


def keeper_of(connections: Connections, identity: Identity) -> Identity | None:
    """Whose books :func:`house_books` are; None where the house has none on this computer."""
    if has_books(connections, identity):
        return identity
    return next(
        (
            keeper
            for keeper in banks_here(connections, identity.ledger)
            if identity.role == "B" and keeper.organisation == identity.organisation
        ),
        None,
    )


def bank_system(connections: Connections, identity: Identity, pin: str | None = None) -> BankSystem:
    """The system of a bank, signing with its key. Raises as :func:`books`."""
    from loc_desktop.bank.system import BankSystem

    def make() -> BankSystem:
        ledger: Any = connections.ledger_of(identity)
        return BankSystem(books(connections, identity), ledger, connections.user(identity, pin))

    if pin is not None:
        return make()
    return connections.once(f"bank system {identity.id}", make)


def banks_here(connections: Connections, ledger: str) -> tuple[Identity, ...]:
    """The bank identities of this computer that have their books here."""
    return tuple(
        identity
        for identity in connections.identities()
        if identity.role == "B" and identity.ledger == ledger and has_books(connections, identity)
    )


def books_of(connections: Connections, ledger: str, bank: str) -> Books | None:
    """The books of the bank with this key, None where they are not on this computer."""
    for identity in banks_here(connections, ledger):
        if identity.key == bank:
            return books(connections, identity)
    return None
