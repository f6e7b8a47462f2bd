"""A file of the demonstration: numbers of applications without people. The people are made up from each row's
id, so this is for the sample's ledgers only and refused on any other.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from loc_desktop import file_causes
from loc_desktop.desk.application import made_people
from loc_desktop.desk.values.applicants import ImportPreview, ImportRow
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.field_checks import MOST_MONTHS, check_money, check_months, check_text, read_rate
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import FieldProblem, Sentence

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


def read_file(file: Path) -> ImportPreview:
    """Read a CSV with the columns id, amount, months, rate_percent, income, asset, debt, flagged, purpose,
    installment (yuan). Every bad cell is a problem of its row. The bank's own terms judge amounts and terms.

    Raises KnownError ``import.unreadable``, ``import.columns``, ``import.too_large``.
    """
    try:
        if not file.is_file() and file.exists():
            raise desk_error("import.unreadable", file=file.name, why=file_causes.cause("not_a_file"))
        size = file.stat().st_size
        if size > MOST_MB * 1024 * 1024:
            raise desk_error("import.too_large", file=file.name, most=MOST_MB)
        text = file.read_bytes().decode("utf-8-sig")
    except (OSError, ValueError) as error:
        raise desk_error("import.unreadable", file=file.name, why=file_causes.of_error(error)) from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = [name.strip() for name in next(reader)]
    except (StopIteration, csv.Error) as error:
        raise desk_error("import.unreadable", file=file.name, why=Sentence("why.no_columns")) from error
    missing = [name for name in NEEDED if name not in header]
    if missing:
        raise desk_error(
            "import.columns", file=file.name, missing=", ".join(missing), expected=", ".join(COLUMNS)
        )
    return ImportPreview(file.name, tuple(_rows(reader, header)), ignored=("rate_percent",), made=True)


def _rows(reader: Any, header: list[str]) -> list[ImportRow]:
    rows: list[ImportRow] = []
    seen: dict[str, int] = {}
    while True:
        number = len(rows) + 1
        try:
            cells = next(reader)
        except StopIteration:
            return rows
        except csv.Error:
            problem = FieldProblem("row", "unreadable")
            rows.append(ImportRow(number, reader.line_num, ApplicationForm(), (problem,)))
            continue
        if any(cell.strip() for cell in cells):
            rows.append(_row(number, reader.line_num, cells, header, seen))


def _row(number: int, line: int, cells: list[str], header: list[str], seen: dict[str, int]) -> ImportRow:
    if len(cells) != len(header):
        params: dict[str, str | int] = {"found": len(cells), "expected": len(header)}
        return ImportRow(number, line, ApplicationForm(), (FieldProblem("row", "columns", params),))
    values = dict(zip(header, (cell.strip() for cell in cells), strict=True))
    source = values["id"]
    problems: list[FieldProblem] = []
    if not source:
        problems.append(FieldProblem("id", "missing"))
    elif len(source) > 40:
        problems.append(FieldProblem("id", "too_long", {"most": 40, "given": len(source)}))
    elif source in seen:
        problems.append(FieldProblem("id", "duplicate", {"id": source, "line": seen[source]}))
    else:
        seen[source] = line
    if values["flagged"] not in ("0", "1"):
        problems.append(FieldProblem("flagged", "flag"))
    if read_rate(values["rate_percent"]) is None:
        problems.append(FieldProblem("rate_percent", "rate"))
    form = form_of(source, values)
    problems += [
        *check_text("purpose", form.purpose, 200),
        *check_money("amount", form.amount, positive=True),
        *check_months("months", form.months, MOST_MONTHS),
        *(
            problem
            for name in ("income", "asset", "debt")
            for problem in check_money(name, getattr(form, name))
        ),
    ]
    return ImportRow(number, line, form, tuple(problems), flagged=values["flagged"] == "1")


def form_of(source: str, values: Mapping[str, str]) -> ApplicationForm:
    """The form of a row; identity number and name are made from the row's id.

    The file's rate is not taken over: it is another lender's, and the rules here cap it. The product's own
    applies.
    """
    return ApplicationForm(
        name=made_people.person_name(source, NAME_SEED),
        identity_number=made_people.identity_number(source),
        group=made_people.village(source),
        purpose=values.get("purpose", ""),
        amount=values["amount"],
        months=values["months"],
        income=values["income"],
        asset=values["asset"],
        debt=values["debt"],
    )
