"""Returning an application to its customer with what is missing: it ends without a verdict."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from loc_desktop.contract.fields import MISSING
from loc_desktop.desk.granting.waiting import customer_key
from loc_desktop.desk.signing.explanations import explained_body
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names


class Returns:
    """Of the grantor whose turn it is."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._requests = Requests(carrier, names)

    def prepare(self, event: str, missing: Sequence[str], text: str = "") -> ToSign:
        """What :meth:`submit` will sign. ``missing``: of ``contract.fields.MISSING``, "other" only with a
        ``text``. Raises KnownError ``case.unknown``, ``explanation.invalid``, ``form.no_reader``."""
        row = self._carrier.connections.index(self._carrier.identity.ledger).event(event)
        if row is None:
            raise desk_error("case.unknown", event=event)
        codes = [code for code in MISSING if code in missing]
        if not codes:
            raise invalid("explanation.invalid", [FieldProblem("missing", "missing")])
        body = explained_body(self._carrier, row, {"missing": codes}, text, needed="other" in codes)
        said: dict[str, str | int | tuple[str, ...] | Sentence] = {
            "customer": self._names.party(customer_key(row), "C").name,
            "event": event,
            "amount": row.amount or 0,
            "missing": ",".join(codes),
            "text": text.strip() or Sentence("explain.none"),
        }
        return self._requests.prepare("event.return", body, Sentence("ask.event.return", said))

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Sign and send: the application ends at once. Raises the contract's refusal (``contract.return``
        where it is no longer one's turn), the ledger's errors."""
        return self._requests.submit(prepared, pin)
