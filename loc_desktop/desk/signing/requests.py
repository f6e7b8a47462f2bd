"""Requests of one kind of event: built, shown, signed exactly as shown, locked, and unlocked where nobody
else has to grant.

What was prepared is kept in memory until it is submitted; the same request submitted twice (a double click)
is sent once.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.signing.request import PreparedRequest, build_request, sign_and_lock
from loc_desktop.desk.signing.results import unlock_of
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus, Stage
from loc_desktop.desk.viewer.event_stage import reason_of, stage_of
from loc_desktop.script.unlock import sign_result
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier, Sent
    from loc_desktop.desk.viewer.party_names import Names
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.index.rows import EventRow
    from loc_desktop.script.items import Event, OracleResult
    from loc_desktop.script.keys import Signer

_KEPT = 50


class Requests:
    """The requests of one desk. Thread-safe."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._prepared: OrderedDict[str, PreparedRequest] = OrderedDict()
        self._done: OrderedDict[str, RequestStatus] = OrderedDict()
        self._lock = threading.Lock()
        self._submitting = threading.Lock()

    def prepare(
        self,
        kind: str,
        body: Mapping[str, Any],
        sentence: Sentence,
        signer: Identity | None = None,
        event: str = "",
        alone: bool = False,
        grantors: Mapping[str, str] | None = None,
    ) -> ToSign:
        """Build an event of ``kind`` for ``signer`` (None: the desk's own identity); ``alone``: without the
        grantors that the flow leaves to its rule. ``grantors``: by role, where they are not the network's.

        Raises KnownError ``form.no_grantor``, the contract's for a body that it would not take.
        """
        request = build_request(
            self._carrier, kind, body, signer=signer, event=event, grantors=grantors, alone=alone
        )
        with self._lock:
            self._prepared[request.event] = request
            _shorten(self._prepared)
        return request.to_sign(sentence, self._names)

    def submit(self, prepared: ToSign, pin: str | None = None) -> RequestStatus:
        """Sign, lock; unlock where the flow has no grantor or only oneself; let the bank's machine on this
        computer decide what is its to decide. Raises KnownError ``money.changed``, ``keyring.*``, the
        contract's refusal, the ledger's errors.
        """
        with self._submitting:
            done = self._done.get(prepared.event)
            if done is not None:
                return done
            with self._lock:
                found = self._prepared.get(prepared.event)
            if found is None:
                raise desk_error("money.changed")
            asked = self._submit(found, pin)
            with self._lock:
                self._prepared.pop(prepared.event, None)
                self._done[prepared.event] = asked
                _shorten(self._done)
            return asked

    def _submit(self, request: PreparedRequest, pin: str | None) -> RequestStatus:
        carrier = self._carrier
        signer = carrier.connections.signer(request.signer, pin)
        event, sent = sign_and_lock(carrier, request, signer)
        if sent.queued:
            return status_of(carrier, self._names, event["id"], event["kind"], sent)
        results = _own_results(carrier, request, event, signer)
        if results is not None:
            sent = carrier.unlock(event, results, carrier.user(pin))
            if not sent.queued and (failure := unlock_of(sent.result, sent.tx_id).failure):
                carrier.show_committed()
                raise desk_error("money.not_executed", tx_id=sent.tx_id, why=failure)
        with carrier.connections.asides.after_commit():
            carrier.connections.after_request(carrier.identity.ledger)
        return shown_status(carrier, self._names, event["id"], event["kind"], sent)


def _own_results(
    carrier: Carrier, request: PreparedRequest, event: Event, signer: Signer
) -> list[OracleResult] | None:
    """The results of a flow that nobody else grants; None where someone else does, or where money comes from
    the bank's books, which its connector has to hold first."""
    if event["kind"].startswith(("fund.", "asset.")):
        return None
    keys = request.draft.grantors
    if any(key != signer.key for _, key in keys):
        return None
    at = carrier.connections.clock()
    return [sign_result(event, role, signer, "Pass", at) for role, _ in keys]


def shown_status(carrier: Carrier, names: Names, event: str, kind: str, sent: Sent) -> RequestStatus:
    """What became of a request that was sent; where the index cannot take it in, only that it is on the
    ledger."""
    status = RequestStatus(event, kind, Stage.ON_LEDGER, sent.tx_id, Sentence("asked.stands"))
    if not sent.queued and not carrier.show_committed():
        return status
    with carrier.connections.asides.after_commit():
        status = status_of(carrier, names, event, kind, sent)
    return status


def status_of(carrier: Carrier, names: Names, event: str, kind: str, sent: Sent) -> RequestStatus:
    """What became of a request after it was sent: in the outbox, else as the index has its event."""
    if sent.queued:
        return RequestStatus(event, kind, Stage.WAITING, "", Sentence("asked.waiting"))
    row = carrier.connections.index(carrier.identity.ledger).event(event)
    if row is None:
        return RequestStatus(event, kind, Stage.SENT, sent.tx_id, Sentence("asked.sent"))
    return RequestStatus(event, kind, stage_of(row), row.changed_tx, outcome(row, names))


def outcome(row: EventRow, names: Names) -> Sentence:
    """A request's state in words, with whether money moved."""
    if row.status == "unlocked" and row.kind in ("principal.repay", "loan.prepay") and row.amount:
        return Sentence("asked.repaid", {"amount": row.amount})
    if row.status == "unlocked":
        return Sentence("asked.done", {"kind": row.kind})
    if row.status == "refused":
        who = next((seat for seat in row.grantors if seat.verdict == "Failed"), None)
        by = names.party(who.key, who.role).name if who else ""
        return Sentence("asked.refused", {"who": by, "reason": reason_of(row) or Sentence("reason.none")})
    if row.status == "withdrawn":
        return Sentence("asked.withdrawn")
    if row.next is not None:
        return Sentence("asked.on_ledger", {"who": names.party(row.next.key, row.next.role).name})
    if row.code:
        return Sentence("asked.held", {"reason": reason_of(row) or Sentence("reason.none")})
    return Sentence("asked.sent")


def _shorten(kept: OrderedDict[str, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
