"""What the interface shows of an identity of this computer."""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from loc_desktop.app.values import IdentityInfo

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity


def info(connections: Connections, identity: Identity) -> IdentityInfo:
    """What the interface shows of an identity."""
    return IdentityInfo(
        identity.id,
        identity.role,
        connections.name_of(identity),
        identity.shown_organisation,
        identity.key,
        identity.ledger,
        identity.protection == "pin",
        _days_left(connections, identity),
    )


def _days_left(connections: Connections, identity: Identity) -> int | None:
    """Whole days until the certificate expires. When that is, is kept beside the settings: reading a
    certificate loads a library that the first window should not wait for."""
    if not identity.certificate:
        return None
    digest = hashlib.sha256(identity.certificate.encode()).hexdigest()
    name = f"expires {identity.id}"
    known, _, until = connections.settings.cached(name).partition(" ")
    if known != digest:
        from loc_desktop.contract.certificate import read_certificate

        until = read_certificate(identity.certificate).not_after
        connections.settings.cache(name, f"{digest} {until}")
    return (datetime.fromisoformat(until) - datetime.fromisoformat(connections.calendar())).days
