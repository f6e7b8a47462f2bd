"""The import of a file of applications: reading it, a problem for every bad cell, then applying."""

from __future__ import annotations

import csv
import hashlib
import io
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from loc_desktop.bank.model import Application, Customer
from loc_desktop.desk import made
from loc_desktop.desk.carry import chaincode
from loc_desktop.desk.checks import check_form, read_form, read_rate, read_yuan
from loc_desktop.desk.model import (
    ApplicationForm,
    Cancelled,
    FieldProblem,
    ImportPreview,
    ImportReport,
    ImportRow,
    Progress,
    RowFailure,
)
from loc_desktop.desk.pipeline import in_order
from loc_desktop.desk.trouble import trouble
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import ConnectError
from loc_desktop.script.canonical import encode
from loc_desktop.script.lock import sign_event

if TYPE_CHECKING:
    from loc_desktop.desk.applications import Applications
    from loc_desktop.desk.carry import Carrier

COLUMNS = (
    "id",
    "amount",
    "months",
    "rate_percent",
    "income",
    "asset",
    "debt",
    "flagged",
    "purpose",
    "installment",
)
NEEDED = COLUMNS[:8]
MOST_MB = 50
NAME_SEED = "1"
_KEEP_EVERY = 50
KIND = "loan.apply"


def read_file(file: Path, today: date) -> ImportPreview:
    """See :meth:`loc_desktop.desk.applications.Applications.read_file`."""
    try:
        size = file.stat().st_size
        if size > MOST_MB * 1024 * 1024:
            raise trouble("import.too_large", file=file.name, most=MOST_MB)
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise trouble("import.unreadable", file=file.name, why=error.strerror or str(error)) from error
    except UnicodeDecodeError as error:
        raise trouble(
            "import.unreadable", file=file.name, why=f"byte {error.start} is not UTF-8 text"
        ) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
    except (StopIteration, csv.Error) as error:
        raise trouble("import.unreadable", file=file.name, why="it has no first line of columns") from error
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise trouble(
            "import.columns", file=file.name, missing=", ".join(missing), expected=", ".join(COLUMNS)
        )
    rows = tuple(_rows(reader, header, today))
    good = [row for row in rows if row.form is not None]
    amount = sum(read_yuan(row.form.amount) or 0 for row in good if row.form)
    return ImportPreview(file.name, rows, len(good), len(rows) - len(good), amount)


def _rows(reader: Any, header: list[str], today: date) -> list[ImportRow]:
    rows: list[ImportRow] = []
    seen: dict[str, int] = {}
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error as error:
            problem = FieldProblem("row", "unreadable", {"why": str(error)})
            rows.append(ImportRow(reader.line_num, "", "", "", None, False, (problem,)))
            continue
        if not any(cell.strip() for cell in cells):
            continue
        rows.append(_row(reader.line_num, cells, header, seen, today))


def _row(line: int, cells: list[str], header: list[str], seen: dict[str, int], today: date) -> ImportRow:
    if len(cells) != len(header):
        params: dict[str, str | int] = {"found": len(cells), "expected": len(header)}
        return ImportRow(line, cells[0][:40], "", "", None, False, (FieldProblem("row", "columns", params),))
    values = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    source = values["id"]
    problems: list[FieldProblem] = []
    if not source:
        problems.append(FieldProblem("id", "missing"))
    elif len(source) > 40:
        problems.append(FieldProblem("id", "too_long", {"most": 40}))
    elif source in seen:
        problems.append(FieldProblem("id", "duplicate", {"id": source, "line": seen[source]}))
    else:
        seen[source] = line
    if values["flagged"] not in ("0", "1"):
        problems.append(FieldProblem("flagged", "flag"))
    if read_rate(values["rate_percent"]) is None:
        problems.append(FieldProblem("rate_percent", "rate"))
    form = form_of(source, values)
    problems.extend(one for one in check_form(form, today, counter=True) if one.field != "rate_percent")
    return ImportRow(
        line,
        source,
        form.name,
        form.identity_number,
        None if problems else form,
        values["flagged"] == "1",
        tuple(problems),
    )


def form_of(source: str, values: Mapping[str, str]) -> ApplicationForm:
    """The form of a row; identity number and name are made from the row's id."""
    return ApplicationForm(
        name=made.person_name(source, NAME_SEED),
        identity_number=made.identity_number(source),
        group=made.village(source),
        purpose=values.get("purpose", ""),
        amount=values["amount"],
        months=values["months"],
        income=values["income"],
        asset=values["asset"],
        debt=values["debt"],
        rate=values["rate_percent"],
    )


def event_id(ledger: str, counter: str, row: ImportRow, bank: str) -> str:
    """The id of a row's event: the same row at the same counter always has the same, so it executes once."""
    form = row.form or ApplicationForm()
    parts = (form.amount, form.months, form.income, form.asset, form.debt, form.rate, form.purpose)
    what = encode([ledger, counter, bank, row.source_id, list(parts)])
    return hashlib.sha256(b"LoC-import-1\n" + what).hexdigest()[:32]


def import_rows(
    applications: Applications,
    carrier: Carrier,
    rows: tuple[ImportRow, ...],
    progress: Progress,
    cancelled: Cancelled,
) -> ImportReport:
    """See :meth:`loc_desktop.desk.applications.Applications.import_rows`; every row has its form and bank."""
    work = _Import(applications, carrier)
    done, already, failed = 0, 0, []
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
                done += 1
                events.append(outcome.kept.event)
    finally:
        work.keep()
    return ImportReport(done, already, tuple(failed), seen < len(rows), tuple(events))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row that is on the ledger; ``before``: since an earlier import."""

    kept: Application
    customer: Customer
    before: bool


class _Import:
    """What is read once for a file: the counter's seed, grantors, recipients. Rows run beside others."""

    def __init__(self, applications: Applications, carrier: Carrier) -> None:
        self._applications = applications
        self._carrier = carrier
        self._counter = carrier.place.keystore().counter(carrier.identity)
        self._lock = threading.Lock()
        self._parties: dict[str, tuple[list[Mapping[str, Any]], list[tuple[str, str]]]] = {}
        self._kept: list[_Row] = []
        self._user = carrier.user()
        self._rules = carrier.rulebook()
        self._index = carrier.place.index(carrier.identity.ledger)

    def row(self, row: ImportRow) -> tuple[int, _Row | KnownError]:
        """Apply for one row, unless that was done before. A ledger that is away stops the whole import: a
        file of thousands must not pile up in the outbox, and can be imported again."""
        try:
            return row.line, self._row(row)
        except ConnectError:
            raise
        except KnownError as error:
            return row.line, error

    def _row(self, row: ImportRow) -> _Row:
        form, carrier = row.form, self._carrier
        if form is None:
            raise ValueError("a row with problems")
        event = event_id(carrier.identity.ledger, carrier.identity.key, row, form.bank)
        label = f"import {row.source_id}"
        payee = self._counter.customer(label, row.name)
        self._applications.names.learn(payee.key, row.name)
        before = carrier.query("status", {"id": event})["status"] != "unknown"
        if not before:
            if self._index.member(payee.key, "C") is None:
                carrier.send("register", [payee.member_record()], "", self._user, queue=False)
            recipients, grantors = self._of_bank(form.bank, payee)
            unsigned = self._applications.build(form, payee, event, recipients)
            signed = sign_event(unsigned, "C", self._counter.signer(label))
            carrier.send("lock", [chaincode(signed, grantors, self._rules)], event, self._user, queue=False)
        checked = read_form(form)
        kept = Application(
            event, KIND, payee.key, carrier.place.clock(), checked.amount, checked.months, form.bank
        )
        # Also after an earlier import: it may have ended between the ledger and the counter's file.
        return _Row(kept, self._applications.customer_of(payee, row.name, row.identity_number), before)

    def remember(self, row: _Row) -> None:
        """Write down whose event it is, by the fifty."""
        self._kept.append(row)
        if len(self._kept) >= _KEEP_EVERY:
            self.keep()

    def keep(self) -> None:
        """Write down what is not written yet."""
        kept, self._kept = self._kept, []
        self._applications.counter_file.save_customers(row.customer for row in kept)
        self._applications.counter_file.save_applications(row.kept for row in kept)

    def _of_bank(self, bank: str, payee: Any) -> tuple[list[Mapping[str, Any]], list[tuple[str, str]]]:
        with self._lock:
            if bank not in self._parties:
                recipients = self._applications.recipients(bank, payee)
                self._parties[bank] = (recipients, self._applications.grantors(bank))
            return self._parties[bank]
