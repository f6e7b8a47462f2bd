"""Who applies at a counter: its customers with their keys, and the counter's own identity."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from loc_desktop.bank.office.values import Customer
from loc_desktop.desk.application.name_initials import has_initials, in_order
from loc_desktop.desk.values.application import Applicant, ApplicantPage
from loc_desktop.desk.values.field_checks import (
    check_identity_number,
    check_phone,
    check_pin,
    check_same,
    check_text,
    read_phone,
)
from loc_desktop.identity.model import Identity
from loc_desktop.identity.person import commitment, new_salt, opens
from loc_desktop.ledger.api import EndorseError
from loc_desktop.loan.identity_number import normalise
from loc_desktop.loan.person_name import comparable
from loc_desktop.texts.errors import invalid
from loc_desktop.texts.sentence import FieldProblem

if TYPE_CHECKING:
    from loc_desktop.bank.office.counter import CounterFile
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.ledger.api import User


class Applicants:
    """The people whose keys a counter keeps. Role C."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self.names = names
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity

    @property
    def counter(self) -> CounterFile:
        """What the counter keeps of its customers and their applications."""
        return self._connections.counter(self._identity)

    def all(self, *, text: str = "") -> tuple[Applicant, ...]:
        """The customers with a key at this counter; the desk's own identity first."""
        rows = self.counter.customers(text)
        own = [row for row in rows if row.identity == self._identity.id]
        if not own and not text:
            own = [Customer(self._identity.id, self._identity.key, "", self._own().name)]
        index = self._connections.index(self._identity.ledger)
        dead = {
            row.key
            for row in rows
            if (member := index.member(row.key, "C")) is not None and member.status == "succeeded"
        }
        others = [row for row in rows if row.identity != self._identity.id and row.key not in dead]
        return tuple(self._applicant(row) for row in (*own, *others))

    def find(self, text: str = "", *, start: int = 0, limit: int = 50) -> ApplicantPage:
        """The customers whose name, identity number, telephone number or initials in pinyin contain ``text``:
        the desk's own identity first, then those whose name begins with it, each by their names in pinyin."""
        wanted = text.strip()
        part, digits = comparable(wanted), normalise(wanted)
        fitting = [applicant for applicant in self.all() if not wanted or _fits(applicant, part, digits)]
        own = [applicant for applicant in fitting if applicant.identity == self._identity.id]
        others = [applicant for applicant in fitting if applicant.identity != self._identity.id]
        others.sort(
            key=lambda applicant: (
                not _begins(applicant, part),
                in_order(applicant.name),
                applicant.identity_number,
            )
        )
        ordered = (*own, *others)
        end = start + limit
        return ApplicantPage(ordered[start:end], len(ordered), end if end < len(ordered) else None)

    def one(self, identity: str) -> Applicant | None:
        """A customer of this counter by the id of its key ("" = the desk's own identity)."""
        row = self.customer(identity or self._identity.id)
        if row is None and identity in ("", self._identity.id):
            row = Customer(self._identity.id, self._identity.key, "", self._own().name)
        return self._applicant(row) if row is not None else None

    def change(self, identity: str, address: str, phone: str) -> None:
        """Another address and telephone number of a customer. Name and number are the key's for ever.

        Raises KnownError ``applicant.invalid`` (problems in params).
        """
        problems = [*check_text("address", address, 200), *check_phone(phone)]
        if problems:
            raise invalid("applicant.invalid", problems)
        self.counter.change_customer(identity, address.strip(), read_phone(phone))

    def keys_of(self, identity: str) -> tuple[str, ...]:
        """The keys of a customer at this counter, its former ones too."""
        row = self.customer(identity)
        if row is None:
            return (self._identity.key,) if identity == self._identity.id else ()
        if not row.identity_number:
            return (row.key,)
        return tuple(
            other.key for other in self.counter.by_number([row.identity_number])[row.identity_number]
        )

    def add(
        self,
        name: str,
        identity_number: str,
        pin: str,
        address: str = "",
        phone: str = "",
        again: str | None = None,
    ) -> Applicant:
        """A new customer at the counter: own key wrapped with the PIN, registered by the counter. ``again``:
        the PIN typed a second time (None: it was not asked for twice).

        Raises KnownError ``applicant.invalid`` (problems in params), ``keyring.*``, ledger errors.
        """
        problems = [
            *check_text("name", name, 60, needed=True),
            *check_identity_number(identity_number, self._carrier.today),
            *check_text("address", address, 200),
            *check_phone(phone),
            *check_pin("pin", pin),
            *check_same(pin, again),
        ]
        number = normalise(identity_number)
        if not problems and (known := self.living(number)) is not None:
            problems.append(FieldProblem("identity_number", "known_customer", {"name": known.name}))
        if problems:
            raise invalid("applicant.invalid", problems)
        customer = self.create(name.strip(), number, pin, address.strip(), read_phone(phone))
        self._carrier.show_committed()
        return self._applicant(customer)

    def create(self, name: str, number: str, pin: str, address: str = "", phone: str = "") -> Customer:
        """A key wrapped with the PIN, its member record with the person's commitment, the counter's row. None
        of them stays where the ledger refuses the record."""
        salt = new_salt()
        keystore = self._connections.keystore()
        identity = keystore.create("C", name, self._identity.organisation, self._identity.ledger, "pin", pin)
        identity = replace(identity, person=commitment(number, name, salt, identity.key))
        keystore.save(identity)
        self.names.learn(identity.key, name)
        customer = self.customer_of(identity, name, number, address, phone, salt)
        # The salt first: a record that nobody can open would be of no use.
        self.counter.save_customers([customer])
        try:
            self.register(identity)
        except EndorseError:
            self.counter.remove_customer(identity.id)
            keystore.delete(identity)
            raise
        return customer

    def _own(self) -> Identity:
        """The desk's identity with its name, which the keyring opens."""
        self._connections.data_key()
        return self._connections.keystore().get(self._identity.id)

    def register(self, identity: Identity, user: User | None = None) -> None:
        """Bring a customer's member record on the ledger, carried by this counter."""
        self._carrier.send("register", [identity.member_record()], "", user, queue=False)

    def enter_self(self, identity_number: str, address: str = "", phone: str = "") -> None:
        """The desk's own identity as a customer with this number: the member record then says whose it is.

        Raises the ledger's errors, ``contract.person_fixed`` where it is attested to be another person.
        """
        number, name = normalise(identity_number), self._own().name
        self.names.learn(self._identity.key, name)
        before = self.customer(self._identity.id)
        identity = self._connections.keystore().get(self._identity.id)
        salt = before.salt if before else ""
        if not salt or not opens(identity.member_record(), number, name, salt):
            salt = new_salt()
            identity = replace(identity, person=commitment(number, name, salt, identity.key))
        at_ledger = replace(identity, ledger=self._identity.ledger)
        # The salt first: a record that nobody can open would be of no use.
        self.counter.save_customers([self.customer_of(at_ledger, name, number, address, phone, salt)])
        self._carrier.send("register", [at_ledger.member_record()], "", queue=False)
        self._connections.keystore().save(identity)
        self._carrier.show_committed()

    @staticmethod
    def customer_of(
        identity: Identity,
        name: str,
        identity_number: str,
        address: str = "",
        phone: str = "",
        salt: str = "",
    ) -> Customer:
        """A row of the counter's file for a customer's identity; ``salt``: of its commitment."""
        record = json.dumps(identity.to_json(), ensure_ascii=False)
        return Customer(identity.id, identity.key, identity_number, name, address, phone, record, salt)

    def living(self, identity_number: str) -> Customer | None:
        """The customer of this counter with this number whose key lives."""
        index = self._connections.index(self._identity.ledger)
        for row in self.counter.by_number([identity_number]).get(identity_number, ()):
            member = index.member(row.key, "C")
            if member is None or member.status == "active":
                return row
        return None

    def identity_of(self, applicant: str) -> Identity:
        """The identity that signs for an applicant ("" = the desk's own)."""
        if applicant in ("", self._identity.id):
            return self._identity
        row = self.customer(applicant)
        if row is None:
            raise invalid("form.invalid", [FieldProblem("applicant", "unknown_applicant")])
        return Identity.from_json(json.loads(row.record))

    def customer(self, identity: str) -> Customer | None:
        """The counter's row of an identity on this computer."""
        return self.counter.customer(identity=identity)

    def _applicant(self, row: Customer) -> Applicant:
        needs_pin = '"protection": "pin"' in row.record
        return Applicant(
            row.identity, row.key, row.name, row.identity_number, needs_pin, row.address, row.phone
        )


def _begins(applicant: Applicant, part: str) -> bool:
    return comparable(applicant.name).startswith(part) or has_initials(applicant.name, part, begins=True)


def _fits(applicant: Applicant, part: str, digits: str) -> bool:
    """``part``: what was typed as names are compared, ``digits``: as numbers are."""
    return (
        bool(part and part in comparable(applicant.name))
        or bool(digits and (digits in applicant.identity_number or digits in read_phone(applicant.phone)))
        or has_initials(applicant.name, part)
    )
