"""Applying for the people of a list: each a customer of this counter, each row once."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loc_desktop.bank.office.values import Application, Customer
from loc_desktop.desk.application.application_request import application_request, readers_for
from loc_desktop.desk.application.form_checks import CheckedForm, checked_form
from loc_desktop.desk.signing.pipeline import in_order
from loc_desktop.desk.signing.readers import Readers
from loc_desktop.desk.signing.request import sign_and_lock
from loc_desktop.desk.values.applicants import ImportPreview, ImportReport, ImportRow
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import APPLICATION
from loc_desktop.desk.values.work import Cancelled, Progress, RowFailure
from loc_desktop.errors import KnownError
from loc_desktop.identity.model import Identity
from loc_desktop.ledger.api import ConnectError
from loc_desktop.loan.person_name import comparable
from loc_desktop.script.canonical import encode
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem

if TYPE_CHECKING:
    from loc_desktop.bank.office.counter import CounterFile
    from loc_desktop.desk.application.applicants import Applicants
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.identity.counter import Counter
    from loc_desktop.ledger.index.index import Index

_KEEP_EVERY = 50


def event_id(counter: Counter, ledger: str, form: ApplicationForm) -> str:
    """The id of a row's event: the same row at the same counter always has the same, so it executes once.
    Without the counter's seed nothing about the row can be found out from it."""
    checked = checked_form(form)
    what = [checked.name, checked.identity_number, checked.amount, checked.months]
    declared = [checked.income, checked.asset, checked.debt, form.rate, checked.product]
    texts = [checked.purpose, checked.group, checked.phone, checked.address]
    return counter.reference(encode(["application", ledger, what, declared, texts]).decode())


def label(counter: Counter, identity_number: str) -> str:
    """Under which label a person's key is derived: one key a person, whatever the file is called."""
    return f"person {counter.reference(f'person {identity_number}')}"


def counter_of(carrier: Carrier) -> Counter:
    """The seed of this counter. Raises KnownError ``import.no_counter`` if this identity is none."""
    try:
        return carrier.connections.keystore().counter(carrier.identity)
    except ValueError as error:
        raise desk_error("import.no_counter", name=carrier.identity.name) from error


# ------------------------------------------------------------------------------ what this counter knows


def compared(preview: ImportPreview, carrier: Carrier, kept: CounterFile, index: Index) -> ImportPreview:
    """The preview with what this counter knows of its people: rows that an earlier import applied for, people
    with an application that waits or a loan that runs, keys that need a PIN, other names."""
    known = kept.by_number([row.form.identity_number for row in preview.rows])
    if not known:
        return preview
    counter = counter_of(carrier)
    mine = kept.applications_of([customer.key for several in known.values() for customer in several])
    rows = []
    for row in preview.rows:
        customers = known.get(row.form.identity_number, [])
        if customers and row.good:
            row = _compared(row, customers, mine, counter, carrier.identity.ledger, index)
        rows.append(row)
    return replace(preview, rows=tuple(rows))


def _compared(
    row: ImportRow,
    customers: Sequence[Customer],
    mine: Mapping[str, list[str]],
    counter: Counter,
    ledger: str,
    index: Index,
) -> ImportRow:
    events = [event for customer in customers for event in mine.get(customer.key, ())]
    if event_id(counter, ledger, row.form) in events:
        return replace(row, already=True)
    problems: list[FieldProblem] = []
    for event in events:
        code = _going_on(index, event)
        if code:
            problems.append(FieldProblem("identity_number", code, {"event": event}))
            break
    living = next(
        (row_of_person for row_of_person in customers if not _succeeded(index, row_of_person.key)), None
    )
    if living is not None:
        if comparable(living.name) != comparable(row.form.name):
            problems.append(FieldProblem("name", "other_name", {"name": living.name}))
        if not living.salt:
            problems.append(FieldProblem("identity_number", "no_person"))
        elif '"protection": "pin"' in living.record:
            problems.append(FieldProblem("identity_number", "needs_pin"))
    return replace(row, problems=tuple(problems))


def _succeeded(index: Index, key: str) -> bool:
    """Whether a key is dead because another took its place."""
    member = index.member(key, "C")
    return member is not None and member.status == "succeeded"


def _going_on(index: Index, event: str) -> str:
    """``has_application``: the event waits for its grantors; ``has_loan``: its loan runs; else ""."""
    row = index.event(event)
    if row is None or row.status == "pending":
        return "has_application"
    loan = index.loan(event)
    return "has_loan" if loan is not None and loan.status == "active" else ""


# ------------------------------------------------------------------------------------------------ applying


def import_rows(
    applicants: Applicants,
    carrier: Carrier,
    rows: tuple[ImportRow, ...],
    grantors: Mapping[str, Mapping[str, str]],
    progress: Progress,
    cancelled: Cancelled,
) -> ImportReport:
    """As :meth:`~loc_desktop.desk.application.applications.Applications.import_rows`; rows are good.
    ``grantors``: the departments by role, by the applicant's address.
    """
    work = _Import(applicants, carrier, rows, grantors)
    applied, already, failed = 0, 0, []
    events: list[str] = []
    seen = 0
    try:
        for line, outcome in in_order(rows, work.row, progress, cancelled):
            seen += 1
            if isinstance(outcome, KnownError):
                failed.append(RowFailure.of(line, "", outcome))
                continue
            work.remember(outcome)
            if outcome.before:
                already += 1
            else:
                applied += 1
                events.append(outcome.kept.event)
    finally:
        work.keep()
    return ImportReport(applied, already, tuple(failed), seen < len(rows), tuple(events), work.skipped)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is on the ledger; ``before``: since an earlier import."""

    kept: Application
    customer: Customer
    before: bool


class _Import:
    """What is read once for a file: the counter's seed, recipients. Rows run beside others."""

    def __init__(
        self,
        applicants: Applicants,
        carrier: Carrier,
        rows: Sequence[ImportRow],
        grantors: Mapping[str, Mapping[str, str]],
    ) -> None:
        self._grantors = grantors
        self._applicants = applicants
        self._carrier = carrier
        self._counter = counter_of(carrier)
        self._lock = threading.Lock()
        self._readers: dict[tuple[str, ...], Readers] = {}
        self._kept: list[_Row] = []
        self._user = carrier.user()
        self._rules = carrier.rulebook()
        self._index = carrier.connections.index(carrier.identity.ledger)
        self._known = applicants.counter.by_number([row.form.identity_number for row in rows])

    def row(self, row: ImportRow) -> tuple[int, _Row | KnownError]:
        """Apply for one row, unless that was done before. A ledger that is away stops the whole import: a
        file of thousands must not pile up in the outbox, and can be imported again."""
        try:
            return row.line, self._row(row.form)
        except ConnectError:
            raise
        except KnownError as error:
            return row.line, error

    def _row(self, form: ApplicationForm) -> _Row:
        carrier, checked = self._carrier, checked_form(form)
        event = event_id(self._counter, carrier.identity.ledger, form)
        payee, salt = self._customer(checked.identity_number, checked.name)
        self._applicants.names.learn(payee.key, checked.name)
        before = carrier.query("status", {"id": event})["status"] != "unknown"
        if not before:
            if self._index.member(payee.key, "C") is None:
                self._applicants.register(payee, self._user)
            request = application_request(
                carrier,
                self._applicants.names,
                checked,
                payee,
                salt,
                self._grantors[form.address],
                event=event,
                readers=self._readers_of(checked, self._grantors[form.address]),
                rulebook=self._rules,
            )
            sign_and_lock(carrier, request, self._signer(payee), user=self._user, queue=False)
        kept = Application(
            event,
            APPLICATION,
            payee.key,
            carrier.connections.clock(),
            checked.amount,
            checked.months,
            form.bank,
        )
        customer = self._applicants.customer_of(
            payee, checked.name, checked.identity_number, checked.address, checked.phone, salt
        )
        # Also after an earlier import: it may have ended between the ledger and the counter's file.
        return _Row(kept, customer, before)

    def _customer(self, number: str, name: str) -> tuple[Identity, str]:
        """The key of a person with the salt of its commitment: the living one that this counter has for the
        number, else one derived from it."""
        for row in self._known.get(number, ()):
            if _succeeded(self._index, row.key):
                continue
            if not row.salt:
                raise invalid("form.invalid", [FieldProblem("applicant", "no_person")])
            if comparable(row.name) != comparable(name):
                raise invalid("form.invalid", [FieldProblem("name", "other_person", {"name": row.name})])
            return Identity.from_json(json.loads(row.record)), row.salt
        name_of = label(self._counter, number)
        return self._counter.customer(name_of, name, number), self._counter.salt(name_of)

    def _signer(self, payee: Identity) -> Any:
        if payee.protection == "derived" and payee.counter == self._carrier.identity.id:
            return self._counter.signer(payee.label)
        return self._carrier.connections.signer(payee, None)

    def remember(self, row: _Row) -> None:
        """Write down whose event it is, by the fifty."""
        self._kept.append(row)
        if len(self._kept) % _KEEP_EVERY == 0:
            self.keep()

    def keep(self) -> None:
        """Write down what is not written yet. What cannot be written is tried again with the next; after
        that a second import of the same list writes it."""
        kept = self._kept
        with self._carrier.connections.asides.after_commit() as followed:
            self._applicants.counter.save_customers(row.customer for row in kept)
            self._applicants.counter.save_applications(row.kept for row in kept)
        if followed.whole:
            self._kept = []

    @property
    def skipped(self) -> tuple[str, ...]:
        """Who cannot open the dossiers."""
        return tuple(dict.fromkeys(name for readers in self._readers.values() for name in readers.skipped))

    def _readers_of(self, checked: CheckedForm, grantors: Mapping[str, str]) -> Readers:
        """Who may open a dossier: looked up once for the same offices."""
        doubled = self._rules.lending.doubled(APPLICATION, checked.amount)
        place = (checked.bank, *grantors.values(), *doubled)
        with self._lock:
            if place not in self._readers:
                self._readers[place] = readers_for(self._carrier, checked, grantors, self._rules)
            return self._readers[place]
