"""Submitting an unlocking code once more: after return code 4 the event is still pending, and what stood
against it (funds, a freeze, a paused rule) may be over; or the code never reached the ledger.

The code is the one that the grantors signed; nobody signs anew. Whoever has a part in the flow may submit it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from loc_desktop.contract.client import code_of
from loc_desktop.desk.signing.requests import shown_status
from loc_desktop.desk.values.case import ToSign
from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import encode
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.values.event import RequestStatus
    from loc_desktop.desk.viewer.party_names import Names


class SecondUnlock:
    """The last step of a fully granted event, again."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names

    def can(self, event: str) -> bool:
        """Whether an event waits for nothing but a successful unlock. Fast: from the index."""
        row = self._carrier.connections.index(self._carrier.identity.ledger).event(event)
        return row is not None and row.status == "pending" and row.next is None

    def prepare(self, event: str, pin: str | None = None) -> ToSign:
        """What :meth:`submit` will send. Raises KnownError ``case.unknown``, ``case.not_complete``, the
        ledger's errors.
        """
        found = self._granted(event, pin)
        locked = found["cc"]["event"]
        params: dict[str, str | int | Sentence] = {"kind": locked["kind"], "event": event}
        code = code_of(locked, found["grants"])
        return ToSign(event, Sentence("ask.unlock", params), encode(code).decode())

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Submit the unlocking code; what became of the event. Raises as :meth:`prepare`, and the contract's
        refusal of what is decided or frozen.
        """
        carrier = self._carrier
        found = self._granted(prepared.event, pin)
        locked = found["cc"]["event"]
        sent = carrier.unlock(locked, found["grants"], carrier.user(pin))
        return shown_status(carrier, self._names, prepared.event, locked["kind"], sent)

    def _granted(self, event: str, pin: str | None) -> Any:
        """The event's chaincode with the results of all its grantors."""
        try:
            found = self._carrier.query("event", {"id": event}, pin)
        except KnownError as error:
            if error.code == "contract.not_found":
                raise desk_error("case.unknown", event=event) from error
            raise
        if len(found["grants"]) < len(found["cc"]["keys"]):
            raise desk_error("case.not_complete")
        return found
