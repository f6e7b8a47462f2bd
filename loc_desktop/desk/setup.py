""" "Try it on this computer": everything that a network has, on one machine, with real keys.

Each step looks first whether it was done, so that a set-up that was interrupted goes on where it stopped.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loc_desktop.bank.model import BlacklistEntry, Customer, RegisterEntry
from loc_desktop.desk import made
from loc_desktop.desk.applications import Applications
from loc_desktop.desk.carry import Carrier
from loc_desktop.desk.model import ImportRow, Progress
from loc_desktop.desk.office import default_limits
from loc_desktop.desk.place import DONE, EMBEDDED_FILE, Place
from loc_desktop.script.lock import new_event, sign_event
from loc_desktop.script.unlock import sign_result

if TYPE_CHECKING:
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.embedded import EmbeddedLedger

BEGUN = "begun"
CHANNEL = "loc-try"
SLOTS = 64
BANK_FUNDS = 100_000_000_00
"""Fen that the bank issues for lending: 100 million yuan."""
FD_FUNDS = 5_000_000_00
"""Fen of the finance department's budget: 5 million yuan."""
BY = "set-up"
GRANTORS = ("B", "CAD", "FD")


@dataclass(frozen=True, slots=True)
class Person:
    """One of the five whom the set-up makes."""

    role: str
    name: str
    organisation: str


PEOPLE = (
    Person("C", "刘建国", "新罗区便民服务站"),
    Person("B", "林秀英", "龙岩农信社新罗支行"),
    Person("CAD", "陈志强", "新罗区民政局"),
    Person("FD", "黄丽华", "新罗区财政局"),
    Person("R", "吴明", "龙岩金融监管分局"),
)


def try_here(place: Place, progress: Progress) -> None:
    """Set up the ledger, identities, funds, terms and registers of the sample network."""
    from loc_desktop.identity.authority import Authority

    total = len(PEOPLE) + 4
    steps = _Steps(progress, total)
    store = place.keystore().store
    ledger = steps.run(lambda: _ledger(place))
    authority = Authority.open(store, ledger.genesis.roots[0])
    identities: dict[str, Identity] = {}
    for person in PEOPLE:
        identities[person.role] = steps.run(
            lambda person=person: _identity(place, ledger, authority, person)  # type: ignore[misc]
        )
    steps.run(lambda: _fund(place, ledger, identities))
    steps.run(lambda: _offices(place, identities))
    steps.run(lambda: place.index(ledger.id).catch_up(ledger))
    entry = dict(place.settings.ledgers()[ledger.id])
    place.settings.add_ledger(ledger.id, {**entry, "setup": DONE})
    place.settings.set("last_identity", identities["C"].id)


class _Steps:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0
        progress(0, total)

    def run(self, step: Callable[[], Any]) -> Any:
        result = step()
        self._done = min(self._done + 1, self._total)
        self._progress(self._done, self._total)
        return result


def _ledger(place: Place) -> EmbeddedLedger:
    """The ledger with its authority, whose key is in the keyring before the ledger names its root."""
    from loc_desktop.identity.authority import Authority
    from loc_desktop.ledger.embedded import EmbeddedLedger

    path = place.home / EMBEDDED_FILE
    if path.exists():
        with EmbeddedLedger(path) as found:
            ledger = found.id
    else:
        authority = Authority.create(place.keystore().store, "LoC sample authority", "LoC sample network")
        config = {"channel": CHANNEL, "slots": SLOTS}
        with EmbeddedLedger.create(path, config, [authority.root_pem]) as made_ledger:
            ledger = made_ledger.id
    if ledger not in place.settings.ledgers():
        entry = {"kind": "embedded", "where": EMBEDDED_FILE, "setup": BEGUN, "sample": "yes"}
        place.settings.add_ledger(ledger, entry)
    opened: Any = place.ledger(ledger)
    return opened  # type: ignore[no-any-return]


def _identity(place: Place, ledger: EmbeddedLedger, authority: Any, person: Person) -> Identity:
    """Key, certificate and member record of one person."""
    keystore = place.keystore()
    identity = next(
        (
            one
            for one in place.identities()
            if (one.role, one.ledger, one.name) == (person.role, ledger.id, person.name)
        ),
        None,
    )
    counter = person.role == "C"
    if identity is None:
        identity = keystore.create(
            person.role,
            person.name,
            person.organisation,
            ledger.id,
            registrar=counter,
            counter=counter,
        )
    if not identity.certificate:
        # A counter registers customers, so its certificate says that it may.
        pem = authority.certify(
            identity.role,
            identity.key,
            replace(identity, registrar=counter).public_name,
            identity.organisation,
            registrar=counter,
        )
        identity = keystore.install_certificate(identity, pem, ledger.genesis.roots, place.clock())
    carrier = Carrier(place, identity)
    index = place.index(ledger.id)
    index.catch_up(ledger)
    if index.member(identity.key, identity.role) is None:
        carrier.send("register", [identity.member_record()], "", queue=False)
    return identity


def _fund(place: Place, ledger: EmbeddedLedger, identities: Mapping[str, Identity]) -> None:
    """The bank issues what it lends; the finance department's budget becomes digital assets."""
    bank, finance = identities["B"], identities["FD"]
    _run_flow(place, ledger, "fund.issue", bank, bank, {"amount": BANK_FUNDS, "bank": bank.key})
    body = {"amount": FD_FUNDS, "bank": bank.key, "account": finance.key}
    _run_flow(place, ledger, "fund.deposit", finance, bank, body)


def _run_flow(
    place: Place,
    ledger: EmbeddedLedger,
    kind: str,
    signer: Identity,
    grantor: Identity,
    body: dict[str, Any],
) -> None:
    """Lock, grant, unlock of an event with one signer and one grantor; its id is fixed, so it runs once."""
    event_id = hashlib.sha256(f"LoC-setup-1\n{ledger.id}\n{kind}".encode()).hexdigest()[:32]
    mine, theirs = Carrier(place, signer), Carrier(place, grantor)
    status = mine.query("status", {"id": event_id})
    if status["status"] in ("unlocked", "refused"):
        return
    if status["status"] == "unknown":
        event = new_event(kind, event_id, place.clock(), ledger.channel, {**body, "transfer": event_id})
        signed = sign_event(event, signer.role, place.signer(signer, None))
        mine.lock(signed, [(grantor.role, grantor.key)], queue=False)
    found = theirs.query("event", {"id": event_id})
    grants = found["grants"]
    if not grants:
        result = sign_result(
            found["cc"]["event"], grantor.role, place.signer(grantor, None), "Pass", place.clock()
        )
        theirs.send("grant", [event_id, result], event_id, queue=False)
        grants = [result]
    theirs.unlock(found["cc"]["event"], grants)


def _offices(place: Place, identities: Mapping[str, Identity]) -> None:
    """Default terms, and the customer of the sample in every register."""
    customer = identities["C"]
    number = made.identity_number("0")
    address = "龙岩市新罗区东肖镇"
    row: Customer = Applications.customer_of(customer, customer.name, number, address, made.phone("0"))
    place.counter(customer).save_customers([row])
    entry = RegisterEntry(number, customer.name, address, made.phone("0"), made.village("0"))
    for role in GRANTORS:
        office = place.office(identities[role])
        if office.terms() is None:
            office.save_terms(role, default_limits(role), BY, "the limits that come with the program")
        office.save_people([entry], BY)


def forget_authority(place: Place) -> None:
    """Remove the sample authority's private key from the keyring: nobody can be certified any more."""
    from loc_desktop.identity.authority import Authority

    for ledger, entry in place.settings.ledgers().items():
        if entry.get("sample") == "yes":
            opened: Any = place.ledger(ledger)
            Authority.forget(place.keystore().store, opened.genesis.roots[0])


def enter(place: Place, ledger: str, rows: tuple[ImportRow, ...]) -> None:
    """Enter imported applicants into the sample's registers; a flagged row becomes evidence at the bank."""
    people = [
        RegisterEntry(row.identity_number, row.name, group=row.form.group if row.form else "") for row in rows
    ]
    flagged = [row.identity_number for row in rows if row.flagged]
    for identity in place.identities():
        if identity.ledger != ledger or identity.role not in GRANTORS:
            continue
        office = place.office(identity)
        office.save_people(people, BY)
        if identity.role == "B":
            day = place.clock()[:10]
            office.add_evidence(
                (
                    BlacklistEntry(0, number, "bankruptcy or tax lien on record", "imported file", day)
                    for number in flagged
                    if not office.evidence(number)
                ),
                BY,
            )
