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

from loc_desktop.desk.signing.group_keys import GroupKeys
from loc_desktop.desk.signing.request import PreparedRequest, build_request, sign_and_lock
from loc_desktop.desk.signing.request_status import shown_status, status_of
from loc_desktop.desk.signing.result import unlock_own
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.identity.model import Identity

_KEPT = 50


class Requests:
    """The requests of one desk. Thread-safe."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names
        self._prepared: OrderedDict[str, PreparedRequest] = OrderedDict()
        self._submitted: OrderedDict[str, RequestStatus] = OrderedDict()
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
            before = self._submitted.get(prepared.event)
            if before is not None:
                return before
            with self._lock:
                request = self._prepared.get(prepared.event)
            if request is None:
                raise desk_error("money.changed")
            with self._carrier.connections.asides.beside(request.event):
                status = self._submit(request, pin)
            with self._lock:
                self._prepared.pop(prepared.event, None)
                self._submitted[prepared.event] = status
                _shorten(self._submitted)
            return status

    def _submit(self, request: PreparedRequest, pin: str | None) -> RequestStatus:
        carrier = self._carrier
        signer = carrier.connections.signer(request.signer, pin)
        event, sent = sign_and_lock(carrier, request, signer)
        if sent.queued:
            return status_of(carrier, self._names, event["id"], event["kind"], sent)
        unlock = unlock_own(carrier, event, request.draft.grantors, signer, carrier.user(pin))
        if unlock is not None and unlock.failure is not None:
            carrier.show_committed()
            raise desk_error("money.not_executed", tx_id=unlock.tx_id, why=unlock.failure)
        with carrier.connections.asides.after_commit():
            carrier.connections.after_request(carrier.identity.ledger)
        GroupKeys(carrier, pin).tend()
        return shown_status(carrier, self._names, event["id"], event["kind"], sent)


def _shorten(kept: OrderedDict[str, Any]) -> None:
    while len(kept) > _KEPT:
        kept.popitem(last=False)
