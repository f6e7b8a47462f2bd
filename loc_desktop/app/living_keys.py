"""A bank's books follow the keys that civil affairs let succeed lost ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.app.bank_books import books, has_books

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity

KIND = "identity.succeed"
_PAGE = 200


def follow(connections: Connections, bank: Identity) -> int:
    """Let a bank's books name the living keys, as the successions on the ledger say; how many accounts
    changed. Fast where nothing is new."""
    if not has_books(connections, bank):
        return 0
    followed: dict[str, int] = connections.once(f"successions {bank.id}", dict)
    index = connections.index(bank.ledger)
    page = index.events(kind=KIND, status="unlocked", limit=_PAGE)
    total = page.total
    if total == followed.get("total", 0):
        return 0
    pairs = [(str(row.body["old"]), str(row.body["new"])) for row in page.rows]
    while page.next is not None:
        page = index.events(kind=KIND, status="unlocked", before=page.next, limit=_PAGE)
        pairs += [(str(row.body["old"]), str(row.body["new"])) for row in page.rows]
    from loc_desktop.bank.books.link_book import LinkBook

    changed = LinkBook(books(connections, bank)).succeed(list(reversed(pairs)))
    followed["total"] = total
    return changed
