"""Role C: drafts, the application form's checks, applying, my applications, the import of a file."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections import OrderedDict
from collections.abc import Collection, Mapping
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.app.values import Party
from loc_desktop.bank.office.values import Application
from loc_desktop.contract.rulebook import document as rulebook
from loc_desktop.desk.application import bulk_import, dossier, list_reader, sample_list
from loc_desktop.desk.application.applicants import Applicants
from loc_desktop.desk.application.application_request import GRANTORS, application_request, readers_for
from loc_desktop.desk.application.areas import fits
from loc_desktop.desk.application.cost import Cost, cost_of
from loc_desktop.desk.application.form_checks import check_form, checked_form
from loc_desktop.desk.signing import explanations
from loc_desktop.desk.signing.colleagues import second_of, standing_in
from loc_desktop.desk.signing.event_stage import application_row
from loc_desktop.desk.signing.party_names import Names, banks_on, offices_on
from loc_desktop.desk.signing.request import PreparedRequest, sign_and_lock
from loc_desktop.desk.values.applicants import ImportPreview, ImportReport, RegisterWriter
from loc_desktop.desk.values.application import (
    ApplicationForm,
    ApplicationPage,
    ApplicationRow,
    Applied,
    Attachment,
    FormDraft,
)
from loc_desktop.desk.values.case import Explanation, ToSign
from loc_desktop.desk.values.event import APPLICATION, Stage
from loc_desktop.desk.values.field_checks import read_rate, read_whole, read_yuan
from loc_desktop.desk.values.work import Cancelled, Progress, never_cancelled, no_progress
from loc_desktop.errors import KnownError
from loc_desktop.ledger.index.rows import Part
from loc_desktop.loan.calendar import civil_day
from loc_desktop.loan.identity_number import normalise
from loc_desktop.loan.money import capitals, yuan_text
from loc_desktop.loan.person_name import comparable
from loc_desktop.loan.products import DEFAULT_PRODUCT, Product
from loc_desktop.script.items import Event
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.office.counter import CounterFile
    from loc_desktop.contract.rulebook.document import Rulebook
    from loc_desktop.desk.signing.carrier import Carrier, Sent
    from loc_desktop.ledger.outbox import Item

_PREPARED = 20
_CHUNK = 500
_SAID = ("name", "identity_number", "address", "phone", "group", "purpose")


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
        self.applicants = Applicants(carrier, names)
        self._add_to_registers = add_to_registers
        self._final: dict[str, ApplicationRow] = {}
        self._prepared: OrderedDict[str, tuple[ApplicationForm, PreparedRequest]] = OrderedDict()

    # ------------------------------------------------------------------ who applies, where

    def banks(self) -> tuple[Party, ...]:
        """The banks that an application can go to."""
        return banks_on(self._connections.index(self._identity.ledger))

    def departments(self, place: str = "") -> dict[str, tuple[Party, ...]]:
        """The departments that grant applications, by role, the usual one first: the one whose area fits the
        applicant's ``place`` longest, else that of this counter's last application, else the one on this
        computer, else the one that registered first."""
        index = self._connections.index(self._identity.ledger)
        closely = {row.key: fits(place, row) for role in GRANTORS for row in index.members(role)}
        here = {identity.key for identity in self._connections.identities_on(self._identity.ledger)}
        last = self._last_asked()
        return {
            role: tuple(
                sorted(
                    offices_on(index, role),
                    key=lambda party: (
                        -closely.get(party.key, 0),
                        party.key not in last,
                        party.key not in here,
                    ),
                )
            )
            for role in GRANTORS
        }

    def _last_asked(self) -> set[str]:
        """The keys of those who were asked to grant this counter's last application on the ledger."""
        kept, _ = self._counter.applications("", None, 0, 1)
        row = self._connections.index(self._identity.ledger).event(kept[0].event) if kept else None
        return {seat.key for seat in row.grantors} if row is not None else set()

    def grantors_of(self, form: ApplicationForm) -> dict[str, str]:
        """The departments that a form goes to, by role: those chosen, else by the applicant's address. Raises
        KnownError ``form.no_grantor``.
        """
        offered = self.departments(form.address)
        chosen = {}
        for role, field in GRANTORS.items():
            keys = [party.key for party in offered[role]]
            if not keys:
                raise desk_error("form.no_grantor", role=role)
            chosen[role] = getattr(form, field) or keys[0]
        return chosen

    def who_decides(self, form: ApplicationForm) -> tuple[Sentence, ...]:
        """What is to be said about who decides: how a department came to be proposed, second persons, who
        stands in for whom. Fast.
        """
        index = self._connections.index(self._identity.ledger)
        said = []
        for role, key in self._chosen(form).items():
            members = {row.key: row for row in index.members(role)}
            if len(members) > 1 and key in members:
                fitting = fits(form.address, members[key])
                best = max(fits(form.address, row) for row in members.values())
                code = "by_area" if fitting and fitting == best else "by_hand" if best else "by_habit"
                name = self._names.party(key, role).name
                said.append(Sentence(f"applying.{code}", {"role": role, "name": name}))
        return (*said, *self._second_and_substitutes(form))

    def _second_and_substitutes(self, form: ApplicationForm) -> tuple[Sentence, ...]:
        index = self._connections.index(self._identity.ledger)
        firsts = {"B": form.bank, **self._chosen(form)}
        today, said = self._carrier.today, []
        named = {key: role for role, key in firsts.items() if key}
        for key, other in standing_in(index, APPLICATION, list(named), today).items():
            params = {"name": self._names.party(key).name, "other": self._names.party(other).name}
            said.append(Sentence("applying.substitute", params))
        doubled = self._rules.lending.doubled(APPLICATION, read_yuan(form.amount) or 0)
        if doubled and all(firsts.values()):
            said.append(Sentence("applying.two_persons", {"roles": ", ".join(doubled)}))
        return tuple(said)

    def products(self) -> tuple[Product, ...]:
        """What can be applied for by the rules in force, the usual one first."""
        products = self._carrier.rulebook().products.values()
        return tuple(sorted(products, key=lambda product: product.id != DEFAULT_PRODUCT))

    # ------------------------------------------------------------------ drafts

    def drafts(self) -> tuple[FormDraft, ...]:
        """Newest first. A draft that cannot be read any more is left out, and one that was sent and that
        another window saved again."""
        drafts = []
        rows = self._connections.office(self._identity).drafts()
        sent = self._counter.known([self._event_of(row.id) for row in rows])
        for row in rows:
            if self._event_of(row.id) in sent:
                continue
            try:
                drafts.append(FormDraft(row.id, row.saved_at, _form(json.loads(row.content))))
            except (ValueError, TypeError, KeyError, AttributeError):
                continue
        return tuple(drafts)

    def save_draft(self, form: ApplicationForm, draft: str = "") -> FormDraft:
        """Save under ``draft`` (id; "" = a new one). Cheap enough to call at every change."""
        content = asdict(form)
        content["attachments"] = [
            {**attachment, "content": b64encode(attachment["content"]).decode()}
            for attachment in content["attachments"]
        ]
        text = json.dumps(content, ensure_ascii=False)
        row = self._connections.office(self._identity).save_draft(draft or secrets.token_hex(16), text)
        return FormDraft(row.id, row.saved_at, form)

    def delete_draft(self, draft: str) -> None:
        self._connections.office(self._identity).delete_draft(draft)

    # ------------------------------------------------------------------ applying

    def check(self, form: ApplicationForm, *, complete: bool = True) -> tuple[FieldProblem, ...]:
        """Problems by field. ``complete`` False: empty fields are not yet problems (while typing). Fast."""
        problems = check_form(form, self._carrier.today, self._rules)
        if not complete:
            wrong = tuple(problem for problem in problems if problem.code != "missing")
            return (*wrong, *self._not_the_applicant(form)) if form.applicant else wrong
        if not form.bank:
            problems = (*problems, FieldProblem("bank", "missing"))
        elif form.bank not in {bank.key for bank in self.banks()}:
            problems = (*problems, FieldProblem("bank", "unknown_bank"))
        index = self._connections.index(self._identity.ledger)
        for role, field in GRANTORS.items():
            chosen = getattr(form, field)
            if chosen and chosen not in {party.key for party in offices_on(index, role)}:
                problems = (*problems, FieldProblem(field, "unknown_department"))
        return (*problems, *self._alone(form), *self._not_the_applicant(form))

    def _alone(self, form: ApplicationForm) -> tuple[FieldProblem, ...]:
        """An office that has not the second person whom the rules ask for from this amount on."""
        doubled = self._rules.lending.doubled(APPLICATION, read_yuan(form.amount) or 0)
        if not doubled or not form.bank:
            return ()
        index, today = self._connections.index(self._identity.ledger), self._carrier.today
        firsts = {"B": form.bank, **{role: key for role, key in self._chosen(form).items() if key}}
        instead = standing_in(index, APPLICATION, list(firsts.values()), today)
        taken = [*firsts.values(), *instead.values()]
        return tuple(
            FieldProblem({"B": "bank", **GRANTORS}[role], "no_second", {"name": self._names.party(key).name})
            for role, key in firsts.items()
            if role in doubled and not second_of(index, role, instead.get(key, key), today, taken)
        )

    def _chosen(self, form: ApplicationForm) -> dict[str, str]:
        """The departments of a form by role, "" where the ledger has none."""
        offered = self.departments(form.address)
        return {
            role: getattr(form, field) or (offered[role][0].key if offered[role] else "")
            for role, field in GRANTORS.items()
        }

    def _not_the_applicant(self, form: ApplicationForm) -> tuple[FieldProblem, ...]:
        """A form says name and number of whoever signs it: a key belongs to a person."""
        own = form.applicant in ("", self._identity.id)
        row = self.applicants.customer(form.applicant or self._identity.id)
        if row is None and not own:
            return (FieldProblem("applicant", "unknown_applicant"),)
        if row is None or not row.salt:
            return (FieldProblem("applicant", "no_person"),)
        problems = []
        if form.name.strip() and comparable(form.name) != comparable(row.name):
            problems.append(FieldProblem("name", "other_person", {"name": row.name}))
        number = normalise(form.identity_number)
        if number and number != row.identity_number:
            problems.append(FieldProblem("identity_number", "other_person", {"name": row.name}))
        return tuple(problems)

    def cost(self, form: ApplicationForm) -> Cost | None:
        """What the loan costs that is being typed, if it is paid out today; None while amount, term, rate or
        product are not good. Fast: for every key."""
        amount, months = read_yuan(form.amount), read_whole(form.months)
        rate = read_rate(form.rate) if form.rate else None
        if not amount or not months or (form.rate and rate is None):
            return None
        body = {"product": form.product or DEFAULT_PRODUCT, "amount": amount, "months": months}
        cost = cost_of(body if rate is None else {**body, "rate": rate}, self._rules, self._carrier.today)
        return cost if cost.payments else None

    def going_on(self, form: ApplicationForm) -> tuple[Sentence, ...]:
        """What this counter knows of the applicant that may make the application one too many: applications
        that wait (told apart where the amount is the same), loans that run. To be shown before signing."""
        keys = self.applicants.keys_of(form.applicant or self._identity.id)
        index, amount = self._connections.index(self._identity.ledger), read_yuan(form.amount)
        mine = {event for several in self._counter.applications_of(keys).values() for event in several}
        warnings = []
        for application in self._counter.applications("", tuple(mine), 0, len(mine))[0]:
            row, loan = index.event(application.event), index.loan(application.event)
            params: dict[str, str | int] = {
                "event": application.event,
                "amount": application.amount,
                "months": application.months,
                "day": civil_day(application.at, self._carrier.zone).isoformat(),
            }
            if row is None or row.status == "pending":
                same = application.amount == amount
                warnings.append(Sentence("applying.waits_same" if same else "applying.waits", params))
            elif loan is not None and loan.status == "active":
                warnings.append(Sentence("applying.runs", {**params, "outstanding": loan.outstanding}))
        return tuple(warnings)

    def prepare(self, form: ApplicationForm, *, draft: str = "") -> ToSign:
        """The sentence and canonical text that :meth:`apply` will sign (with the sealed dossier in it).
        ``draft``: the one that is sent; it makes one application, whichever window sends it.

        Raises KnownError ``form.invalid`` with the problems in params, ``form.draft_sent``.
        """
        problems = self.check(form)
        if problems:
            raise invalid("form.invalid", problems)
        self._not_sent(draft)
        payee = self.applicants.identity_of(form.applicant)
        customer = self.applicants.customer(payee.id)
        checked = replace(checked_form(form), former=self._former(form.former, payee.key))
        grantors = self.grantors_of(form)
        rules = self._carrier.rulebook()
        readers = readers_for(self._carrier, checked, grantors, rules)
        request = application_request(
            self._carrier,
            self._names,
            checked,
            payee,
            customer.salt if customer else "",
            grantors,
            readers=readers,
            event=self._event_of(draft),
            rulebook=rules,
        )
        self._prepared[request.event] = (form, request)
        while len(self._prepared) > _PREPARED:
            self._prepared.popitem(last=False)
        params: dict[str, str | int] = {
            "name": checked.name,
            "bank": self._names.party(form.bank, "B").name,
            "amount": checked.amount,
            "capitals": capitals(checked.amount),
            "months": checked.months,
            "purpose": checked.purpose,
        }
        cost = cost_of(request.draft.event["body"], rules, self._carrier.today)
        names = rules.products[checked.product].name
        product = (names["zh"], names["en"])
        said = {**params, **cost.params(), **cost.payments_params(), "product": product}
        return request.to_sign(readers.said(Sentence("sign.apply", said)), self._names)

    def _former(self, event: str, payee: str) -> str:
        """``event`` where it was returned to this very key, so that the new application names it; else ""."""
        row = self._connections.index(self._identity.ledger).event(event) if event else None
        returned = row is not None and row.status == "returned" and row.signers[0].key == payee
        return event if returned else ""

    def _event_of(self, draft: str) -> str:
        """The id of the event that a draft becomes, always the same: the ledger takes it once, from whichever
        window. "" for what is no draft."""
        if not draft:
            return ""
        return self._connections.folder.reference(f"draft\n{self._identity.ledger}\n{draft}")

    def _not_sent(self, draft: str) -> None:
        """Raises KnownError ``form.draft_sent`` where an application was made of this draft already, and
        drops the draft."""
        if not draft:
            return
        event = self._event_of(draft)
        kept, _ = self._counter.applications("", (event,), 0, 1)
        row = self._connections.index(self._identity.ledger).event(event)
        waiting = self._in_outbox().get(event)
        if not kept and row is None and waiting is None:
            return
        self.delete_draft(draft)
        amount = kept[0].amount if kept else (row.amount if row is not None else 0) or 0
        raise desk_error("form.draft_sent", event=event, amount=amount)

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
        ``form.changed`` if the form is not the one that ``prepared`` was made from, ``form.draft_sent`` if
        another window has sent the draft meanwhile.
        """
        prepared = prepared or self.prepare(form, draft=draft)
        shown = self._prepared.get(prepared.event)
        if shown is None or shown[0] != form:
            raise desk_error("form.changed")
        self._not_sent(draft)
        try:
            signed, sent = sign_and_lock(self._carrier, shown[1], pin=pin)
        except KnownError as error:
            if error.code == "contract.duplicate":
                self._not_sent(draft)  # another window was faster
            raise
        self._prepared.pop(prepared.event, None)
        with self._connections.asides.beside(signed["id"]):
            with self._connections.asides.after_commit():
                self.keep([signed])
                if draft:
                    self.delete_draft(draft)
            if not sent.queued:
                self._carrier.show_committed()
        return _applied(signed["id"], sent)

    # ------------------------------------------------------------------ my applications

    def mine(
        self, *, text: str = "", stage: Stage | None = None, start: int = 0, limit: int = 100
    ) -> ApplicationPage:
        """My applications (of all customers of this counter), newest first, outbox included."""
        self._adopt()
        waiting = self._in_outbox()
        if stage is None:
            kept, total = self._counter.applications(text.strip(), None, start, limit)
            rows = [self._row(application, waiting) for application in kept]
        else:
            every, _ = self._counter.applications(text.strip(), None, 0, 10**9)
            fitting = [
                row
                for row in (self._row(application, waiting) for application in every)
                if row.stage is stage
            ]
            total = len(fitting)
            rows = fitting[start : start + limit]
        following = start + len(rows)
        return ApplicationPage(tuple(rows), total, following if following < total else None)

    def of_customer(self, identity: str) -> tuple[ApplicationRow, ...]:
        """The applications of one customer (identity id), of its former keys too, newest first."""
        self._adopt()
        mine = self._counter.applications_of(self.applicants.keys_of(identity))
        events = [event for several in mine.values() for event in several]
        kept, _ = self._counter.applications("", events, 0, len(events))
        waiting = self._in_outbox()
        return tuple(self._row(application, waiting) for application in kept)

    def corrected(self, event: str, *, pin: str | None = None) -> FormDraft:
        """A new draft, filled in from the dossier of an application of this counter that came to nothing;
        that one stays as it is. ``pin``: of the customer's key, which opens the dossier.

        Raises KnownError ``pin.*``, ``keyring.*``, ``dossier.*``, ``form.no_dossier`` where this computer has
        not the key.
        """
        from loc_desktop.identity.sealing import check_commitment, open_dossier

        locked = self._carrier.query("event", {"id": event})["cc"]["event"]
        body = locked["body"]
        signer = self._counter.customer(key=body["payee"])
        mine = signer.identity if signer is not None else ""
        if signer is None and body["payee"] != self._identity.key:
            raise desk_error("form.no_dossier", event=event)
        decryptor = self._connections.decryptor(self.applicants.identity_of(mine), pin)
        try:
            content = open_dossier(body["dossier"], decryptor)
            check_commitment(content, body["commitment"])
            said = dossier.read(content)
        except dossier.DossierError as error:
            raise desk_error("form.no_dossier", event=event) from error
        living = self.applicants.living(said.identity_number)
        row = self._connections.index(self._identity.ledger).event(event)
        granted = {seat.role: seat.key for seat in row.grantors} if row is not None else {}
        form = ApplicationForm(
            **{name: getattr(said, name) for name in _SAID},
            **{name: yuan_text(getattr(said, name)) for name in ("income", "asset", "debt")},
            amount=yuan_text(body["amount"]),
            months=str(body["months"]),
            rate=yuan_text(body["rate"]) if "rate" in body else "",
            product=body["product"],
            bank=body["bank"],
            **{field: granted.get(role, "") for role, field in GRANTORS.items()},
            applicant=living.identity if living is not None else mine,
            former=event,
            attachments=said.attachments,
        )
        return self.save_draft(form)

    def explanations(self, event: str, *, pin: str | None = None) -> tuple[Explanation, ...]:
        """What grantors said beside their verdict on an application of this counter, opened with the
        customer's key (``pin``: of that key). Raises KnownError ``pin.*``, ``keyring.*``,
        ``form.no_dossier`` where this computer has not the key."""
        row = self._connections.index(self._identity.ledger).event(event)
        given = explanations.of_row(row, self._names) if row is not None else ()
        if row is None or not given:
            return ()
        signer = self._counter.customer(key=row.signers[0].key)
        if signer is None and row.signers[0].key != self._identity.key:
            raise desk_error("form.no_dossier", event=event)
        identity = self.applicants.identity_of(signer.identity if signer is not None else "")
        decryptor = self._connections.decryptor(identity, pin)
        return tuple(explanations.opened(self._carrier, one, decryptor) for one in given)

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
        preview = list_reader.read_file(file, self._carrier.today, self._carrier.rulebook())
        index = self._connections.index(self._identity.ledger)
        return bulk_import.compared(preview, self._carrier, self._counter, index)

    def read_sample(self, file: Path) -> ImportPreview:
        """Read a file of the demonstration, whose people are made up here: on a sample's ledger only.

        Raises KnownError ``import.sample_only``, ``import.unreadable``, ``import.columns``,
        ``import.too_large``.
        """
        if self._add_to_registers is None:
            raise desk_error("import.sample_only")
        return sample_list.read_file(file)

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
        grantors = self._by_address({row.form.address for row in rows})
        report = bulk_import.import_rows(self.applicants, self._carrier, rows, grantors, progress, cancelled)
        self._carrier.show_committed()
        return report

    # ------------------------------------------------------------------ inside and for the import

    def _by_address(self, places: Collection[str]) -> dict[str, dict[str, str]]:
        """The departments by role for each of these addresses, as :meth:`grantors_of` finds them. Raises
        KnownError ``form.no_grantor``.
        """
        usual, index = self.departments(), self._connections.index(self._identity.ledger)
        for role, offered in usual.items():
            if places and not offered:
                raise desk_error("form.no_grantor", role=role)
        records = {role: {row.key: row for row in index.members(role)} for role in GRANTORS}
        return {
            place: {
                role: max(offered, key=lambda party: fits(place, records[role][party.key])).key
                for role, offered in usual.items()
            }
            for place in places
        }

    @property
    def _rules(self) -> Rulebook:
        """The ledger's rules as last seen, for checks while a person types."""
        return self._connections.rules_seen.get(self._identity.ledger) or rulebook.shipped()

    @property
    def _counter(self) -> CounterFile:
        return self.applicants.counter

    def _adopt(self) -> None:
        """Events of the own key that this file does not know (made elsewhere, or before it was lost)."""
        index = self._connections.index(self._identity.ledger)
        before: int | None = None
        while True:
            page = index.events(
                party=self._identity.key, part=Part.SIGNER, kind=APPLICATION, before=before, limit=_CHUNK
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

    def _row(self, application: Application, waiting: Mapping[str, Item]) -> ApplicationRow:
        final = self._final.get(application.event)
        if final is not None:
            return final
        event = self._connections.index(self._identity.ledger).event(application.event)
        row = application_row(application, event, waiting.get(application.event), self._names)
        if event is not None and event.status in ("unlocked", "refused", "withdrawn", "returned", "expired"):
            # Final: nothing about it changes any more.
            self._final[application.event] = row
        return row


def _applied(event: str, sent: Sent) -> Applied:
    if sent.queued:
        return Applied(event, Stage.WAITING, "", None)
    return Applied(event, Stage.ON_LEDGER if sent.block is not None else Stage.SENT, sent.tx_id, sent.block)


def _form(content: Mapping[str, Any]) -> ApplicationForm:
    """A saved draft's form; members that this version does not know are left out."""
    known = {member.name for member in fields(ApplicationForm)}
    texts = {name: str(value) for name, value in content.items() if name in known and name != "attachments"}
    attachments = tuple(
        Attachment(attachment["name"], attachment["media_type"], b64decode(attachment["content"]))
        for attachment in content.get("attachments", ())
    )
    return ApplicationForm(**texts, attachments=attachments)
