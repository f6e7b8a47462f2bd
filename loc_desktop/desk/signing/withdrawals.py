"""Withdrawing: whoever signed an event ends it as long as it waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.signing.signers import Customers
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.model import Identity


class Withdrawals:
    """For everyone: one's own pending events; the counter those of its customers."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._requests = Requests(carrier, names)

    def can(self, event: str) -> bool:
        """Whether this desk could withdraw an event now."""
        return self._signer(event)[0] is not None

    def _signer(self, event: str) -> tuple[Identity | None, str]:
        """Who would sign, and the event's status."""
        row = self._carrier.connections.index(self._carrier.identity.ledger).event(event)
        if row is None or row.status not in ("pending", "expired") or not row.signers:
            return None, row.status if row is not None else "unknown"
        return Customers(self._carrier).answering_for(row.signers[0].key), row.status

    def prepare(self, event: str) -> ToSign:
        """Raises KnownError ``withdraw.cannot``."""
        signer, status = self._signer(event)
        row = self._carrier.connections.index(self._carrier.identity.ledger).event(event)
        if signer is None or row is None:
            raise desk_error("withdraw.cannot", status=status)
        body = {"event": event, "role": row.signers[0].role, "signer": signer.key}
        params: dict[str, str | int | Sentence] = {"kind": row.kind, "event": event}
        return self._requests.prepare("event.withdraw", body, Sentence("ask.event.withdraw", params), signer)

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """As :meth:`loc_desktop.desk.servicing.accounts.CustomerAccounts.submit`. It takes effect at once."""
        return self._requests.submit(prepared, pin)
