"""Role C: drafts, the application form's checks, applying, my applications, the import of a file."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.app.values import Party
from loc_desktop.bank.office.values import Application, Customer
from loc_desktop.contract.rulebook import document as rulebook
from loc_desktop.desk.application import bulk_import as importing
from loc_desktop.desk.application import dossier
from loc_desktop.desk.application import list_reader as applicants_file
from loc_desktop.desk.application import sample_list as sample_file
from loc_desktop.desk.application.cost import cost_of
from loc_desktop.desk.values.applicants import ImportPreview, ImportReport, RegisterWriter
from loc_desktop.desk.values.application import (
    Applicant,
    ApplicationForm,
    ApplicationPage,
    ApplicationRow,
    Applied,
    Attachment,
    Draft,
)
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.values.field_checks import check_form, check_identity_number, check_text, read_form
from loc_desktop.desk.values.work import Cancelled, Progress, never_cancelled, no_progress
from loc_desktop.desk.viewer.event_stage import application_row
from loc_desktop.desk.viewer.party_names import Names, banks_on
from loc_desktop.loan.identity_number import normalise
from loc_desktop.loan.money import capitals
from loc_desktop.loan.person_name import comparable
from loc_desktop.loan.products import DEFAULT_PRODUCT, Product
from loc_desktop.script.canonical import encode
from loc_desktop.script.items import Event
from loc_desktop.script.lock import new_event, sign_event
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.office.counter import CounterFile
    from loc_desktop.contract.rulebook.document import Rulebook
    from loc_desktop.desk.signing.carrier import Carrier, Sent
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.api import User
    from loc_desktop.ledger.outbox import Item
    from loc_desktop.script.keys import Signer

KIND = "loan.apply"
_PREPARED = 20
_CHUNK = 500

REGULATORS = 4
"""Members of R to whom a dossier is sealed: those that registered first."""


class Applications:
    """What a customer, or the counter that serves customers, does."""

    def __init__(
        self,
        carrier: Carrier,
        names: Names,
        add_to_registers: RegisterWriter | None = None,
    ) -> None:
        """``add_to_registers`` takes an import's rows before they are sent: on a sample's ledger only."""
        self._carrier = carrier
        self._connections = carrier.connections
        self._identity = carrier.identity
        self._names = names
        self._add_to_registers = add_to_registers
        self._final: dict[str, ApplicationRow] = {}
        self._prepared: OrderedDict[str, tuple[ApplicationForm, Event]] = OrderedDict()

    # ------------------------------------------------------------------ who applies, where

    def banks(self) -> tuple[Party, ...]:
        """The banks that an application can go to."""
        return banks_on(self._connections.index(self._identity.ledger))

    def products(self) -> tuple[Product, ...]:
        """What can be applied for by the rules in force, the usual one first."""
        found = self._carrier.rulebook().products.values()
        return tuple(sorted(found, key=lambda one: one.id != DEFAULT_PRODUCT))

    def applicants(self, *, text: str = "") -> tuple[Applicant, ...]:
        """The customers with a key at this counter; the desk's own identity first."""
        rows = self._counter.customers(text)
        own = [row for row in rows if row.identity == self._identity.id]
        if not own and not text:
            own = [Customer(self._identity.id, self._identity.key, "", self._identity.name)]
        index = self._connections.index(self._identity.ledger)
        dead = {
            row.key
            for row in rows
            if (member := index.member(row.key, "C")) is not None and member.status == "succeeded"
        }
        others = [row for row in rows if row.identity != self._identity.id and row.key not in dead]
        return tuple(self._applicant(row) for row in (*own, *others))

    def add_applicant(
        self, name: str, identity_number: str, pin: str, address: str = "", phone: str = ""
    ) -> Applicant:
        """A new customer at the counter: own key wrapped with the PIN, registered by the counter.

        Raises KnownError ``applicant.invalid`` (problems in params), ``keyring.*``, ledger errors.
        """
        from loc_desktop.identity.entry import MIN_PIN

        problems = [
            *check_text("name", name, 60, needed=True),
            *check_identity_number(identity_number, self._carrier.today),
            *check_text("address", address, 200),
        ]
        if len(pin) < MIN_PIN:
            problems.append(FieldProblem("pin", "pin_short", {"least": MIN_PIN}))
        number = normalise(identity_number)
        if not problems and (known := self._living(number)) is not None:
            problems.append(FieldProblem("identity_number", "known_customer", {"name": known.name}))
        if problems:
            raise invalid("applicant.invalid", problems)
        customer = self.new_customer(name.strip(), number, pin, address, phone)
        self._carrier.catch_up()
        return self._applicant(customer)

    def new_customer(self, name: str, number: str, pin: str, address: str = "", phone: str = "") -> Customer:
        """A key wrapped with the PIN, its member record with the person's commitment, the counter's row."""
        from loc_desktop.identity.person import commitment, new_salt

        salt = new_salt()
        keystore = self._connections.keystore()
        identity = keystore.create("C", name, self._identity.organisation, self._identity.ledger, "pin", pin)
        identity = replace(identity, person=commitment(number, name, salt))
        keystore.save(identity)
        self._names.learn(identity.key, name)
        self.register(identity)
        customer = self.customer_of(identity, name, number, address, phone, salt)
        self._counter.save_customers([customer])
        return customer

    def register(self, identity: Identity, user: User | None = None) -> None:
        """Bring a customer's member record on the ledger, carried by this counter."""
        self._carrier.send("register", [identity.member_record()], "", user, queue=False)

    def enter_self(self, identity_number: str, address: str = "", phone: str = "") -> None:
        """The desk's own identity as a customer with this number: the member record then says whose it is.

        Raises the ledger's errors, ``contract.person_fixed`` where it is attested to be another person.
        """
        from loc_desktop.identity.person import commitment, new_salt, opens

        number, name = normalise(identity_number), self._identity.name
        self._names.learn(self._identity.key, name)
        before = self._customer(self._identity.id)
        identity = self._connections.keystore().get(self._identity.id)
        salt = before.salt if before else ""
        if not salt or not opens(identity.person, number, name, salt):
            salt = new_salt()
            identity = replace(identity, person=commitment(number, name, salt))
        at_ledger = replace(identity, ledger=self._identity.ledger)
        # The salt first: a record that nobody can open would be of no use.
        self._counter.save_customers([self.customer_of(at_ledger, name, number, address, phone, salt)])
        self._carrier.send("register", [at_ledger.member_record()], "", queue=False)
        self._connections.keystore().save(identity)
        self._carrier.catch_up()

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

    def _living(self, identity_number: str) -> Customer | None:
        """The customer of this counter with this number whose key lives."""
        index = self._connections.index(self._identity.ledger)
        for row in self._counter.by_number([identity_number]).get(identity_number, ()):
            member = index.member(row.key, "C")
            if member is None or member.status == "active":
                return row
        return None

    # ------------------------------------------------------------------ drafts

    def drafts(self) -> tuple[Draft, ...]:
        """Newest first. A draft that cannot be read any more is left out."""
        found = []
        for row in self._connections.office(self._identity).drafts():
            try:
                found.append(Draft(row.id, row.saved_at, _form(json.loads(row.content))))
            except (ValueError, TypeError, KeyError, AttributeError):
                continue
        return tuple(found)

    def save_draft(self, form: ApplicationForm, draft: str = "") -> Draft:
        """Save under ``draft`` (id; "" = a new one). Cheap enough to call at every change."""
        content = asdict(form)
        content["attachments"] = [
            {**one, "content": b64encode(one["content"]).decode()} for one in content["attachments"]
        ]
        text = json.dumps(content, ensure_ascii=False)
        row = self._connections.office(self._identity).save_draft(draft or secrets.token_hex(16), text)
        return Draft(row.id, row.saved_at, form)

    def delete_draft(self, draft: str) -> None:
        self._connections.office(self._identity).delete_draft(draft)

    # ------------------------------------------------------------------ applying

    def check(self, form: ApplicationForm, *, complete: bool = True) -> tuple[FieldProblem, ...]:
        """Problems by field. ``complete`` False: empty fields are not yet problems (while typing). Fast."""
        problems = check_form(form, self._carrier.today, self._rules)
        if not complete:
            wrong = tuple(one for one in problems if one.code != "missing")
            return (*wrong, *self._not_the_applicant(form)) if form.applicant else wrong
        if not form.bank:
            problems = (*problems, FieldProblem("bank", "missing"))
        elif form.bank not in {bank.key for bank in self.banks()}:
            problems = (*problems, FieldProblem("bank", "unknown_bank"))
        return (*problems, *self._not_the_applicant(form))

    def _not_the_applicant(self, form: ApplicationForm) -> tuple[FieldProblem, ...]:
        """A form says name and number of whoever signs it: a key belongs to a person."""
        own = form.applicant in ("", self._identity.id)
        row = self._customer(form.applicant or self._identity.id)
        if row is None and not own:
            return (FieldProblem("applicant", "unknown_applicant"),)
        if row is None or not row.salt:
            return (FieldProblem("applicant", "no_person"),)
        found = []
        if form.name.strip() and comparable(form.name) != comparable(row.name):
            found.append(FieldProblem("name", "other_person", {"name": row.name}))
        number = normalise(form.identity_number)
        if number and number != row.identity_number:
            found.append(FieldProblem("identity_number", "other_person", {"name": row.name}))
        return tuple(found)

    def prepare(self, form: ApplicationForm) -> ToSign:
        """The sentence and canonical text that :meth:`apply` will sign (with the sealed dossier in it).

        Raises KnownError ``form.invalid`` with the problems in params.
        """
        problems = self.check(form)
        if problems:
            raise invalid("form.invalid", problems)
        payee = self.identity_of(form.applicant)
        customer = self._customer(payee.id)
        salt = customer.salt if customer else ""
        event = self.build(form, payee, secrets.token_hex(16), self.recipients(form.bank, payee), salt)
        self._prepared[event["id"]] = (form, event)
        while len(self._prepared) > _PREPARED:
            self._prepared.popitem(last=False)
        checked = read_form(form)
        params: dict[str, str | int] = {
            "name": checked.name,
            "bank": self._names.party(form.bank, "B").name,
            "amount": checked.amount,
            "capitals": capitals(checked.amount),
            "months": checked.months,
            "purpose": form.purpose.strip(),
            **cost_of(event["body"], self._carrier.rulebook(), self._carrier.today).params(),
        }
        unsigned = {name: value for name, value in event.items() if name != "signatures"}
        return ToSign(event["id"], Sentence("sign.apply", params), encode(unsigned).decode())

    def apply(
        self,
        form: ApplicationForm,
        *,
        pin: str | None = None,
        draft: str = "",
        prepared: ToSign | None = None,
    ) -> Applied:
        """Sign exactly what was prepared (prepared here if None), lock it on the ledger, drop the draft.

        A ledger that is away: the signed application waits in the outbox (stage WAITING). Raises KnownError
        ``form.changed`` if the form is not the one that ``prepared`` was made from.
        """
        prepared = prepared or self.prepare(form)
        shown = self._prepared.get(prepared.event)
        if shown is None or shown[0] != form:
            raise desk_error("form.changed")
        payee = self.identity_of(form.applicant)
        signed = sign_event(shown[1], "C", self.signer_of(payee, pin))
        sent = self._carrier.lock(signed, self.grantors(form.bank))
        self._prepared.pop(prepared.event, None)
        self.keep([signed])
        if draft:
            self.delete_draft(draft)
        if not sent.queued:
            self._carrier.catch_up()
        return _applied(signed["id"], sent)

    def build(
        self,
        form: ApplicationForm,
        payee: Identity,
        event: str,
        recipients: list[Mapping[str, Any]],
        salt: str,
    ) -> Event:
        """The unsigned event of a form without problems, sealed to ``recipients`` (member records). ``salt``:
        that of the payee's commitment."""
        from loc_desktop.identity.sealing import seal

        checked = read_form(form)
        jwe, commitment = seal(dossier.write(form, salt), [*recipients, payee.member_record()])
        body: dict[str, Any] = {
            "amount": checked.amount,
            "months": checked.months,
            "product": form.product or DEFAULT_PRODUCT,
            "bank": form.bank,
            "payee": payee.key,
            "dossier": jwe,
            "commitment": commitment,
        }
        if checked.rate is not None:
            body["rate"] = checked.rate
        branch = self._names.party(form.bank, "B").name
        if branch:
            body["branch"] = branch  # what the regulator's numbers are by
        return new_event(KIND, event, self._connections.clock(), self._carrier.ledger.channel, body)

    def recipients(self, bank: str, payee: Identity) -> list[Mapping[str, Any]]:
        """Who may open the dossier besides the customer: the bank, CAD, FD and the regulator's first members:
        however many register, an application can be sealed.
        """
        found = [record for record in self._carrier.members("B") if record["key"] == bank]
        if not found:
            raise desk_error("form.no_grantor", role="B")
        regulators = sorted(
            self._carrier.members("R"), key=lambda record: (record.get("registered", ""), record["key"])
        )
        others = [self._carrier.member("CAD"), self._carrier.member("FD"), *regulators[:REGULATORS]]
        return [*found, *others]

    def grantors(self, bank: str) -> list[tuple[str, str]]:
        """RO2 of an application, in the order of the flow."""
        return [("B", bank), *((role, self._carrier.member(role)["key"]) for role in ("CAD", "FD"))]

    # ------------------------------------------------------------------ my applications

    def mine(
        self, *, text: str = "", stage: Stage | None = None, start: int = 0, limit: int = 100
    ) -> ApplicationPage:
        """My applications (of all customers of this counter), newest first, outbox included."""
        self._adopt()
        waiting = self._in_outbox()
        if stage is None:
            kept, total = self._counter.applications(text.strip(), None, start, limit)
            rows = [self._row(one, waiting) for one in kept]
        else:
            every, _ = self._counter.applications(text.strip(), None, 0, 10**9)
            fitting = [row for row in (self._row(one, waiting) for one in every) if row.stage is stage]
            total = len(fitting)
            rows = fitting[start : start + limit]
        following = start + len(rows)
        return ApplicationPage(tuple(rows), total, following if following < total else None)

    def one(self, event: str) -> ApplicationRow:
        """One of them. Raises KnownError ``ledger.unknown_event``."""
        kept, _ = self._counter.applications("", [event], 0, 1)
        if not kept:
            raise desk_error("ledger.unknown_event", id=event)
        return self._row(kept[0], self._in_outbox())

    def keep(self, events: list[Event]) -> None:
        """Remember whose events these are."""
        self._counter.save_applications(
            Application(
                event["id"],
                event["kind"],
                event["body"]["payee"],
                event["at"],
                event["body"]["amount"],
                event["body"]["months"],
                event["body"]["bank"],
            )
            for event in events
        )

    # ------------------------------------------------------------------ import

    def read_file(self, file: Path) -> ImportPreview:
        """Read a list of applicants (:mod:`loc_desktop.desk.application.list_reader`) and compare it with
        what this counter knows. What is wrong with file or rows is in the preview, never an exception.

        Raises KnownError ``keyring.*``, ``import.no_counter``.
        """
        preview = applicants_file.read_file(file, self._carrier.today, self._carrier.rulebook())
        index = self._connections.index(self._identity.ledger)
        return importing.compared(preview, self._carrier, self._counter, index)

    def read_sample(self, file: Path) -> ImportPreview:
        """Read a file of the demonstration, whose people are made up here: on a sample's ledger only.

        Raises KnownError ``import.sample_only``, ``import.unreadable``, ``import.columns``,
        ``import.too_large``.
        """
        if self._add_to_registers is None:
            raise desk_error("import.sample_only")
        return sample_file.read_file(file)

    def import_rows(
        self,
        preview: ImportPreview,
        bank: str,
        *,
        progress: Progress = no_progress,
        cancelled: Cancelled = never_cancelled,
    ) -> ImportReport:
        """Apply for every good row: the person becomes a customer of this counter with a derived key, is
        registered, and the application is signed and locked. Again: nothing is applied twice.

        On the ledger of "Try it on this computer" the applicants first enter the sample registers; people who
        are made up are refused on every other. Raises KnownError ``import.sample_only``,
        ``import.no_counter``.
        """
        if preview.made and self._add_to_registers is None:
            raise desk_error("import.sample_only")
        rows = tuple(replace(row, form=replace(row.form, bank=bank)) for row in preview.rows if row.good)
        if self._add_to_registers is not None:
            self._add_to_registers(rows)
        report = importing.import_rows(self, self._carrier, rows, progress, cancelled)
        self._carrier.catch_up()
        return report

    # ------------------------------------------------------------------ inside and for the import

    @property
    def _rules(self) -> Rulebook:
        """The ledger's rules as last seen, for checks while a person types."""
        return self._connections.rules_seen.get(self._identity.ledger) or rulebook.shipped()

    @property
    def _counter(self) -> CounterFile:
        return self._connections.counter(self._identity)

    @property
    def names(self) -> Names:
        return self._names

    @property
    def counter_file(self) -> CounterFile:
        return self._counter

    def identity_of(self, applicant: str) -> Identity:
        """The identity that signs for an applicant ("" = the desk's own)."""
        from loc_desktop.identity.model import Identity

        if applicant in ("", self._identity.id):
            return self._identity
        row = self._customer(applicant)
        if row is None:
            raise invalid("form.invalid", [FieldProblem("applicant", "unknown_applicant")])
        return Identity.from_json(json.loads(row.record))

    def signer_of(self, payee: Identity, pin: str | None) -> Signer:
        return self._connections.signer(payee, pin)

    def _customer(self, identity: str) -> Customer | None:
        return self._counter.customer(identity=identity)

    def _applicant(self, row: Customer) -> Applicant:
        needs_pin = '"protection": "pin"' in row.record
        return Applicant(
            row.identity, row.key, row.name, row.identity_number, needs_pin, row.address, row.phone
        )

    def _adopt(self) -> None:
        """Events of the own key that this file does not know (made elsewhere, or before it was lost)."""
        from loc_desktop.ledger.index.rows import Part

        index = self._connections.index(self._identity.ledger)
        before: int | None = None
        while True:
            page = index.events(
                party=self._identity.key, part=Part.SIGNER, kind=KIND, before=before, limit=_CHUNK
            )
            known = self._counter.known([row.id for row in page.rows])
            new = [row for row in page.rows if row.id not in known]
            self._counter.save_applications(
                Application(
                    row.id,
                    row.kind,
                    self._identity.key,
                    row.at,
                    row.amount or 0,
                    int(row.body.get("months", 0)),
                    str(row.body.get("bank", "")),
                )
                for row in reversed(new)
            )
            if not new or page.next is None:
                return
            before = page.next

    def _in_outbox(self) -> dict[str, Item]:
        """The applications that are not on the ledger yet, by event."""
        return {
            item.event: item for item in self._connections.outbox_items(self._identity) if item.fn == "lock"
        }

    def _row(self, one: Application, waiting: Mapping[str, Item]) -> ApplicationRow:
        final = self._final.get(one.event)
        if final is not None:
            return final
        event = self._connections.index(self._identity.ledger).event(one.event)
        row = application_row(one, event, waiting.get(one.event), self._names)
        if event is not None and event.status in ("unlocked", "refused", "withdrawn"):
            # Final: nothing about it changes any more.
            self._final[one.event] = row
        return row


def _applied(event: str, sent: Sent) -> Applied:
    if sent.queued:
        return Applied(event, Stage.WAITING, "", None)
    return Applied(event, Stage.ON_LEDGER if sent.block is not None else Stage.SENT, sent.tx_id, sent.block)


def _form(content: Mapping[str, Any]) -> ApplicationForm:
    """A saved draft's form; members that this version does not know are left out."""
    known = {one.name for one in fields(ApplicationForm)}
    texts = {name: str(value) for name, value in content.items() if name in known and name != "attachments"}
    attachments = tuple(
        Attachment(one["name"], one["media_type"], b64decode(one["content"]))
        for one in content.get("attachments", ())
    )
    return ApplicationForm(**texts, attachments=attachments)
