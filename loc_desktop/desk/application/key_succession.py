"""Whose key it is, asked of civil affairs without a loan: a key attested, a lost key replaced."""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from loc_desktop.desk.application import dossier
from loc_desktop.desk.signing.readers import readers_of
from loc_desktop.desk.signing.requests import Requests
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.desk.values.field_checks import check_pin, check_same
from loc_desktop.identity.model import Identity
from loc_desktop.identity.person import commitment, new_salt
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.office.values import Customer
    from loc_desktop.desk.application.applicants import Applicants
    from loc_desktop.desk.signing.carrier import Carrier

KIND = "identity.succeed"
ATTEST = "identity.attest"


class Successions:
    """The counter's part. An attestation is signed by the customer, a succession by the counter; both are
    granted by civil affairs."""

    def __init__(self, carrier: Carrier, applicants: Applicants) -> None:
        self._carrier = carrier
        self._applicants = applicants
        self._requests = Requests(carrier, applicants.names)
        self._new: dict[str, Customer] = {}
        self._lock = threading.Lock()

    def prepare(self, customer: str, new_pin: str, again: str | None = None) -> ToSign:
        """A new key under ``new_pin`` for a customer of this counter (identity id), and what the counter will
        sign. ``again``: the PIN typed a second time (None: asked for once). Nothing is sent yet.

        Raises KnownError ``applicant.invalid``, ``form.no_grantor``, ``keyring.*``, the ledger's errors.
        """
        from loc_desktop.identity.sealing import seal

        counter = self._carrier.identity
        known = self._applicants.counter.customer(identity=customer)
        if known is None or known.identity == counter.id:
            raise desk_error("money.no_customer")
        if problems := (*check_pin("pin", new_pin), *check_same(new_pin, again)):
            raise invalid("applicant.invalid", problems)
        civil = readers_of(self._carrier, {"CAD": self._carrier.grantor("CAD")})
        salt = new_salt()
        keystore = self._carrier.connections.keystore()
        identity = keystore.create("C", known.name, counter.organisation, counter.ledger, "pin", new_pin)
        identity = replace(identity, person=commitment(known.identity_number, known.name, salt, identity.key))
        keystore.save(identity)
        content = dossier.write_identity(known.name, known.identity_number, salt, known.salt)
        sealed, committed = seal(content, [*civil.recipients, identity.member_record()])
        body = {
            "counter": counter.key,
            "old": known.key,
            "new": identity.key,
            "dossier": sealed,
            "commitment": committed,
        }
        sentence = Sentence("sign.replace", {"counter": counter.name, "name": known.name})
        prepared = self._requests.prepare(KIND, body, sentence)
        with self._lock:
            self._new[prepared.event] = self._applicants.customer_of(
                identity, known.name, known.identity_number, known.address, known.phone, salt
            )
        return prepared

    def prepare_attestation(self, customer: str = "") -> ToSign:
        """What a customer of this counter (identity id; "" = the desk's own) signs to have its key attested.

        Raises KnownError ``form.invalid`` for one whose number is not entered, ``form.no_grantor``, the
        ledger's errors.
        """
        from loc_desktop.identity.sealing import seal

        identity = self._applicants.identity_of(customer)
        known = self._applicants.counter.customer(identity=identity.id)
        if known is None or not known.salt:
            problem = FieldProblem("applicant", "no_person")
            raise invalid("form.invalid", [problem])
        civil = readers_of(self._carrier, {"CAD": self._carrier.grantor("CAD")})
        content = dossier.write_identity(known.name, known.identity_number, known.salt)
        sealed, committed = seal(content, [*civil.recipients, identity.member_record()])
        body = {"member": known.key, "dossier": sealed, "commitment": committed}
        return self._requests.prepare(ATTEST, body, Sentence("sign.attest", {"name": known.name}), identity)

    def submit(self, prepared: ToSign, *, pin: str | None = None) -> RequestStatus:
        """Register the new key, if there is one, and lock the request; civil affairs grants it in its inbox.
        ``pin``: of whoever signs. Raises as :meth:`Requests.submit`."""
        with self._lock:
            row = self._new.get(prepared.event)
        if row is not None:
            # The salt first: a record that nobody can open would be of no use.
            self._applicants.counter.save_customers([row])
            self._applicants.names.learn(row.key, row.name)
            self._applicants.register(Identity.from_json(json.loads(row.record)))
        asked = self._requests.submit(prepared, pin)
        with self._lock:
            self._new.pop(prepared.event, None)
        return asked
