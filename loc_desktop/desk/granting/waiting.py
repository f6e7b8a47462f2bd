"""The events that wait for one grantor, as the ledger's index knows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.index.rows import EventRow

_PAGE = 200


def waiting_rows(connections: Connections, identity: Identity) -> Iterator[EventRow]:
    """The pending events whose next grantor is this identity, oldest first."""
    index = connections.index(identity.ledger)
    after: int | None = None
    while True:
        page = index.inbox(identity.role, identity.key, after=after, limit=_PAGE)
        yield from page.rows
        if page.next is None:
            return
        after = page.next
