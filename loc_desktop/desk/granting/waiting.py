"""The events that wait for one grantor, as the ledger's index knows them: whom they are about, how long."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
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


def customer_key(event: EventRow) -> str:
    """Whom an event is about: its payee, else the account, else its first signer."""
    for name in ("payee", "account", "payer", "member", "new"):
        value = event.body.get(name)
        if isinstance(value, str):
            return value
    return event.signers[0].key if event.signers else ""


def seconds_between(earlier: str, later: str) -> int:
    """Seconds from one RFC 3339 time to another, not below zero."""
    try:
        passed = datetime.fromisoformat(later) - datetime.fromisoformat(earlier)
    except ValueError:
        return 0
    return max(0, int(passed.total_seconds()))
