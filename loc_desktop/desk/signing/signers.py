"""A counter's customers by their key: who signs, with which identity; and the same for the desk's own."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from loc_desktop.identity.model import Identity
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier


class Customers:
    """The customers whose keys the desk of role C holds."""

    def __init__(self, carrier: Carrier) -> None:
        self._connections = carrier.connections
        self._identity = carrier.identity

    def key(self, customer: str) -> str:
        """``customer``, or the desk's own key for ""."""
        return customer or self._identity.key

    def identity(self, customer: str) -> Identity:
        """The identity that signs for a customer's key. Raises KnownError ``money.no_customer``."""
        if self.key(customer) == self._identity.key:
            return self._identity
        row = self._connections.counter(self._identity).customer(key=customer)
        if row is None:
            raise desk_error("money.no_customer")
        return Identity.from_json(json.loads(row.record))

    def answering_for(self, key: str) -> Identity | None:
        """The identity of this desk that answers for a key: its own, or a customer's of this counter; None
        where it is somebody else's."""
        if key == self._identity.key:
            return self._identity
        if self._identity.role != "C" or self._connections.counter(self._identity).customer(key=key) is None:
            return None
        return self.identity(key)

    def identity_number(self, customer: str) -> str:
        """The customer's identity number as this counter knows it, "" if it does not."""
        row = self._connections.counter(self._identity).customer(key=self.key(customer))
        return row.identity_number if row else ""

    def keys(self) -> tuple[str, ...]:
        """All of them, the desk's own first."""
        rows = self._connections.counter(self._identity).customers("", 0, 1_000_000)
        return tuple(dict.fromkeys((self._identity.key, *(row.key for row in rows))))
