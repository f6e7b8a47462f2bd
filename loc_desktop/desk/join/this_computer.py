""" "Try it on this computer": everything that a network has, on one machine, with real keys.

Each step looks first whether it was done, so that a set-up that was interrupted goes on where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loc_desktop.app.connections import Connections
from loc_desktop.app.data_folder import EMBEDDED_FILE
from loc_desktop.app.known_ledgers import BEGUN, DONE
from loc_desktop.bank.office.values import BlacklistEntry, RegisterEntry
from loc_desktop.data_file import missing
from loc_desktop.desk.application import made_people
from loc_desktop.desk.application.applicants import Applicants
from loc_desktop.desk.granting.office import default_limits
from loc_desktop.desk.join import first_money
from loc_desktop.desk.signing.carrier import Carrier
from loc_desktop.desk.signing.group_keys import GroupKeys
from loc_desktop.desk.values.applicants import ImportRow
from loc_desktop.desk.values.work import Progress
from loc_desktop.identity.authority import Authority
from loc_desktop.identity.person import commitment, new_salt
from loc_desktop.loan.calendar import DEFAULT_ZONE

if TYPE_CHECKING:
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.embedded.ledger import EmbeddedLedger

CHANNEL = "loc-try"
SLOTS = 64
BANK_FUNDS = 100_000_000_00
"""Fen that the bank issues for lending: 100 million yuan."""
FD_FUNDS = 5_000_000_00
"""Fen of the finance department's budget: 5 million yuan."""
BY = "set-up"
ADDRESS = "龙岩市新罗区东肖镇"
GRANTORS = ("B", "CAD", "FD")


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """One of the five whom the set-up makes."""

    role: str
    name: str
    organisation: str
    areas: str = ""


PEOPLE = (
    SamplePerson("C", "刘建国", "新罗区便民服务站"),
    SamplePerson("B", "林秀英", "龙岩农信社新罗支行"),
    SamplePerson("CAD", "陈志强", "新罗区民政局", "350802 新罗区"),
    SamplePerson("FD", "黄丽华", "新罗区财政局", "350802 新罗区"),
    SamplePerson("R", "吴明", "龙岩金融监管分局"),
)


def try_here(connections: Connections, progress: Progress) -> None:
    """Set up the ledger, identities, funds, terms and registers of the sample network."""
    connections.data_key()  # a set-up that goes on knows its people by name
    total = len(PEOPLE) + 4
    steps = _Steps(progress, total)
    ledger = steps.run(lambda: _ledger(connections))
    identities: dict[str, Identity] = {}
    for person in PEOPLE:
        identities[person.role] = steps.run(
            lambda person=person: _identity(connections, ledger, person)  # type: ignore[misc]
        )
    steps.run(lambda: _fund(connections, ledger, identities))
    steps.run(lambda: offices(connections, identities))
    steps.run(lambda: connections.index(ledger.id).catch_up(ledger))
    entry = dict(connections.settings.ledgers()[ledger.id])
    connections.settings.add_ledger(ledger.id, {**entry, "setup": DONE})
    connections.settings.set("last_identity", identities["C"].id)


class _Steps:
    def __init__(self, progress: Progress, total: int) -> None:
        self._progress, self._total, self._done = progress, total, 0
        progress(0, total)

    def run(self, step: Callable[[], Any]) -> Any:
        result = step()
        self._done = min(self._done + 1, self._total)
        self._progress(self._done, self._total)
        return result


def _ledger(connections: Connections) -> EmbeddedLedger:
    """The ledger with its authority, whose key is in the keyring before the ledger names its root."""
    from loc_desktop.ledger.embedded.ledger import EmbeddedLedger

    path = connections.home / EMBEDDED_FILE
    if path.exists():
        with EmbeddedLedger(path) as embedded:
            ledger = embedded.id
    else:
        if any(entry["kind"] == "embedded" for entry in connections.settings.ledgers().values()):
            raise missing(path)
        authority = Authority.create(
            connections.keystore().store, "LoC sample authority", "LoC sample network"
        )
        # In the sample an event's own time counts, so that a person can walk through a loan's years.
        config = {"channel": CHANNEL, "slots": SLOTS, "clock": "events", "zone": DEFAULT_ZONE}
        with EmbeddedLedger.create(
            path, config, [authority.root_pem], clock=connections.calendar
        ) as made_ledger:
            ledger = made_ledger.id
    if ledger not in connections.settings.ledgers():
        entry = {
            "kind": "embedded",
            "where": EMBEDDED_FILE,
            "setup": BEGUN,
            "sample": "yes",
            "clock": "events",
            "zone": DEFAULT_ZONE,
        }
        connections.settings.add_ledger(ledger, entry)
    opened: Any = connections.ledger(ledger)
    return opened  # type: ignore[no-any-return]


def _identity(connections: Connections, ledger: EmbeddedLedger, person: SamplePerson) -> Identity:
    """Key, certificate and member record of one person."""
    keystore = connections.keystore()
    identity = next(
        (
            kept
            for kept in connections.identities()
            if (kept.role, kept.ledger, kept.name) == (person.role, ledger.id, person.name)
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
        if person.areas:
            identity = replace(identity, areas=person.areas)
            keystore.save(identity)
    if not identity.certificate:
        # A counter registers customers, so its certificate says that it may.
        identity = certify(connections, identity, counter)
    carrier = Carrier(connections, identity)
    index = connections.index(ledger.id)
    index.catch_up(ledger)
    if person.role == "C":
        identity = _customer(connections, identity)
    if index.member(identity.key, identity.role) is None:
        carrier.send("register", [identity.member_record()], "", queue=False)
        carrier.catch_up()
    GroupKeys(carrier).tend()
    return identity


def _customer(connections: Connections, identity: Identity) -> Identity:
    """The sample's counter is a customer too: its own row with the salt of its commitment, and the identity
    that says so."""
    counter, number = connections.counter(identity), made_people.identity_number("0")
    row = counter.customer(identity=identity.id)
    salt = row.salt if row else new_salt()
    identity = replace(identity, person=commitment(number, identity.name, salt, identity.key))
    connections.keystore().save(identity)
    phone = made_people.phone("0")
    counter.save_customers([Applicants.customer_of(identity, identity.name, number, ADDRESS, phone, salt)])
    return identity


def certify(connections: Connections, identity: Identity, registrar: bool) -> Identity:
    """A certificate of the sample's own authority, kept with the identity. Raises ``keyring.*``."""

    opened: Any = connections.ledger(identity.ledger)
    roots = opened.genesis.roots
    authority = Authority.open(connections.keystore().store, roots[0])
    name = replace(identity, registrar=registrar).public_name
    if identity.role != "C":
        # Members of one institution are told apart by what stands for the person's name in this folder.
        person = connections.folder.reference(f"person\n{identity.ledger}\n{connections.name_of(identity)}")
        name = f"{name} {person[:8]}"
    at = connections.calendar()
    pem = authority.certify(
        identity.role, identity.key, name, identity.organisation, registrar=registrar, at=at
    )
    return connections.keystore().install_certificate(identity, pem, roots, at)


def _fund(connections: Connections, ledger: EmbeddedLedger, identities: Mapping[str, Identity]) -> None:
    """The bank's books; what it lends and the finance department's budget become digital assets; the sample's
    customer has an account with some cash, linked by a signed event."""
    first_money.fund(connections, ledger.id, identities, BANK_FUNDS, FD_FUNDS)
    this_year = connections.today(ledger.id).year
    for year in (this_year, this_year + 1):
        first_money.set_budget(connections, identities["FD"], year, FD_FUNDS)
    customer, number = identities["C"], made_people.identity_number("0")
    first_money.open_customer(
        connections, identities["B"], customer, customer.name, number, phone=made_people.phone("0")
    )


def offices(connections: Connections, identities: Mapping[str, Identity]) -> None:
    """Default terms, and the customer of the sample in every register."""
    customer = identities["C"]
    number = made_people.identity_number("0")
    entry = RegisterEntry(number, customer.name, ADDRESS, made_people.phone("0"), made_people.village("0"))
    for role in GRANTORS:
        office = connections.office(identities[role])
        if office.terms() is None:
            office.save_terms(role, default_limits(role), BY, "the limits that come with the program")
        office.save_people([entry], BY)


def forget_authority(connections: Connections) -> None:
    """Remove the sample authority's private key from the keyring: nobody can be certified any more."""

    for ledger, entry in connections.settings.ledgers().items():
        if entry.get("sample") == "yes" and entry["kind"] == "embedded":
            opened: Any = connections.ledger(ledger)
            Authority.forget(connections.keystore().store, opened.genesis.roots[0])


def add_to_registers(connections: Connections, ledger: str, rows: tuple[ImportRow, ...]) -> None:
    """Enter imported applicants into the sample's registers; a flagged row becomes evidence at the bank."""
    people = [RegisterEntry(row.form.identity_number, row.form.name, group=row.form.group) for row in rows]
    flagged = [row.form.identity_number for row in rows if row.flagged]
    for identity in connections.identities():
        if identity.ledger != ledger or identity.role not in GRANTORS:
            continue
        office = connections.office(identity)
        office.save_people(people, BY)
        if identity.role == "B":
            day = connections.today(ledger).isoformat()
            office.add_evidence(
                (
                    BlacklistEntry(0, number, "bankruptcy or tax lien on record", "imported file", day)
                    for number in flagged
                    if not office.evidence(number)
                ),
                BY,
            )
