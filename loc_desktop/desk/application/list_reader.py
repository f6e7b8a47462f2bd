"""A list of applicants as people write it: read, checked row by row, nothing invented and nothing dropped.

Every row of the file that is not blank becomes a row of the preview, with every problem of its cells; what
makes the whole file unusable is a problem of the file, and no row is then taken from it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

from loc_desktop.contract.rulebook import document as rulebook
from loc_desktop.contract.rulebook.document import Rulebook
from loc_desktop.desk.application.form_checks import check_form
from loc_desktop.desk.application.list_columns import HEADERS, MONEY, OPTIONAL, ListColumn, known, meaning
from loc_desktop.desk.application.table import MOST_ROWS, Cell, TableError, TableRecord, find_header
from loc_desktop.desk.application.table_file import read_table
from loc_desktop.desk.values.applicants import FileCell, ImportPreview, ImportRow
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.field_checks import not_money
from loc_desktop.loan.identity_number import is_valid, normalise
from loc_desktop.loan.money import FEN_PER_YUAN, MAX_FEN, is_point_grouped, yuan_text
from loc_desktop.loan.products import Product
from loc_desktop.texts.sentence import FieldProblem, FileProblem

NOTHING: Final = frozenset({"nan", "null", "none", "n/a", "#n/a", "nat", "<na>"})
"""What programs write for a cell that is empty."""

_TOTAL: Final = re.compile(
    r"(?:本页)?(?:合计|总计|小计|共计|总额|累计|total|sum|subtotal|grandtotal)[:：]?\Z"
)
_SCIENTIFIC: Final = re.compile(r"[+-]?\d+(?:\.\d*)?[eE][+-]?\d+\Z")
_SPREADSHEET_ERROR: Final = re.compile(
    r"#(?:REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|CALC!|#+)\Z", re.ASCII
)
_MONEY: Final = re.compile(
    r"(?:¥|rmb|cny|人民币)?(\d{1,3}(?:[, ]\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?)"
    r"(元|圆|万元|万|千元|yuan|rmb|cny)?整?\Z",
    re.ASCII,
)
_MONEY_SIGNS: Final = re.compile(r"\A(?:¥|rmb|cny|人民币)|(?:元|圆|yuan|rmb|cny)?整?\Z")
_CELL_UNITS: Final = {"万元": 1_000_000, "万": 1_000_000, "千元": 100_000}
_MONTH: Final = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_MONTHS: Final = re.compile(r"(\d{1,6})(?:\.0*)?(个月|月|期|months?|年|years?)?\Z")
_DATE: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T]\d\d:.*)?|\d{4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日"
    rf"|\d{{1,2}}-(?:{_MONTH})(?:-\d{{2,4}})?|(?:{_MONTH})-\d{{2}}",
    re.ASCII | re.IGNORECASE,
)
"""A whole cell that a spreadsheet made a date of (``3-2`` is saved as ``3月2日`` or ``2-Mar``)."""
_WHOLE: Final = re.compile(r"(\d+)\.0+\Z")
_NAME_SIGNS: Final = frozenset("·•・‧･᛫་.．'’‘-‐ ")
_REMARKS: Final = ("户主", "戶主", "配偶", "代办", "已故")
"""What lists add to a name; it is no part of it."""
_GUARDED: Final = re.compile(r"\A'(?=[=+\-@])")  # how this program saves a text that looks like a formula
_HAN_GAP: Final = re.compile(
    r"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])\s+(?=[\u3400-\u9fff\U00020000-\U0003ffff])"
)
_FILLED: Final = frozenset({"purpose", "group", "phone", "address", "product"})
"""Columns in which a merged cell stands for all rows that it covers: never a person, never an amount."""
_ORDER: Final = {name: number for number, name in enumerate(HEADERS)}


def read_file(file: Path, today: date, rules: Rulebook | None = None) -> ImportPreview:
    """The rows of a list with their problems, amounts and terms held against the products of ``rules``.

    Never raises for what a file holds: what is wrong is in the preview.
    """
    rules = rules or rulebook.shipped()
    try:
        table = read_table(file, known)
    except TableError as error:
        return ImportPreview(file.name, problems=(FileProblem(error.code, error.params),))
    number = find_header(table.records, known)
    header, records = table.records[number], table.records[number + 1 :]
    about = ImportPreview(file.name, encoding=table.encoding, separator=table.separator, sheet=table.sheet)
    columns, ignored, problems = _columns(header)
    if not problems and not records:
        problems = [FileProblem("no_rows", {"line": header.line})]
    if not problems and len(records) > MOST_ROWS:
        problems = [FileProblem("too_many_rows", {"most": MOST_ROWS})]
    if problems:
        return replace(about, problems=tuple(problems), ignored=tuple(ignored))
    reader = _RowReader(columns, header, table.separator, today, rules)
    rows = [reader.row(number, record) for number, record in enumerate(records, start=1)]
    return replace(about, rows=tuple(reader.last(rows)), ignored=tuple(ignored))


def _label(header: str) -> str:
    return " ".join(header.split())[:60]


def _columns(header: TableRecord) -> tuple[dict[int, ListColumn], list[str], list[FileProblem]]:
    """Place → column; headers that mean nothing here; what is wrong with the line of columns."""
    columns: dict[int, ListColumn] = {}
    ignored: list[str] = []
    problems: list[FileProblem] = []
    first: dict[str, int] = {}
    meant = [meaning(cell.text) for cell in header.cells]
    sure = {column.name for column in meant if column is not None and not column.weak}
    for at, (cell, column) in enumerate(zip(header.cells, meant, strict=True)):
        if column is None or (column.weak and column.name in sure) or (column.head and "name" in sure):
            if cell.text.strip():
                ignored.append(_label(cell.text))
            continue
        where: dict[str, str | int] = {
            "line": header.line,
            "cell": _place(at, header.line),
            "header": _label(cell.text),
        }
        if column.name in first:
            before = first[column.name]
            other: dict[str, str | int] = {
                "other": _place(before, header.line),
                "first": _label(header.cells[before].text),
            }
            problems.append(FileProblem("duplicate_column", {"column": column.name, **where, **other}))
            continue
        first[column.name] = at
        columns[at] = column
        if not column.unit:
            problems.append(
                FileProblem("unknown_unit", {"column": column.name, **where, "unit": column.unknown[:40]})
            )
    for name in HEADERS:
        if name not in first and name not in OPTIONAL:
            problems.append(FileProblem("missing_column", {"column": name, "line": header.line}))
    return columns, ignored, problems


def _place(at: int, line: int) -> str:
    """The place of a cell as spreadsheets name it: ``C7``."""
    letters, number = "", at + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{line}"


class _RowReader:
    """Reads the rows of one file in order; remembers who was in it."""

    def __init__(
        self,
        columns: Mapping[int, ListColumn],
        header: TableRecord,
        separator: str,
        today: date,
        rules: Rulebook,
    ) -> None:
        """``separator`` of a CSV, "" of a workbook."""
        self._columns = columns
        self._names = {at: _label(header.cells[at].text) for at in columns}
        self._width = max((at for at, cell in enumerate(header.cells, start=1) if cell.text.strip()))
        self._separator = separator
        self._today = today
        self._rules = rules
        self._seen: dict[str, int] = {}
        self._lost = False

    def row(self, number: int, record: TableRecord) -> ImportRow:
        """One record as a row of the preview."""
        cells = {
            column.name: record.cells[at] if at < len(record.cells) else Cell("")
            for at, column in self._columns.items()
        }
        row = ImportRow(number, record.line, ApplicationForm())
        texts = [cell.text for cell in record.cells]
        if _is_total(texts, cells["identity_number"].text):
            return replace(row, problems=(FieldProblem("row", "total_row"),))
        more = any(text.strip() for text in texts[self._width :])
        if self._separator and (len(texts) < self._width or more):
            params: dict[str, str | int] = {"found": len(texts), "expected": self._width}
            return replace(row, problems=(FieldProblem("row", "columns", params),))
        values: dict[str, Any] = {}
        problems: list[FieldProblem] = []
        for column in self._columns.values():
            cell = cells[column.name]
            problem = _cell_problem(column.name, cell) or self._lines_in(column.name, cell.text)
            value = "" if problem else self._value(column, cell)
            if column.name in MONEY and value and (problem := _not_money(column, value)) is None:
                value = yuan_text(read_money(value, column.unit) or 0).removesuffix(".00")
            values[column.name] = "" if problem else value
            if problem is not None:
                problems.append(problem)
        form = ApplicationForm(**values)
        wrong = {problem.field for problem in problems}
        problems += [
            problem for problem in check_form(form, self._today, self._rules) if problem.field not in wrong
        ]
        if not any(problem.field == "name" for problem in problems):
            problems += _name_problems(form.name)
        problems += self._twice(number, form.identity_number)
        if record.hidden:
            problems.append(FieldProblem("row", "hidden_row"))
        if record.struck:
            problems.append(FieldProblem("row", "struck_row"))
        self._lost = self._lost or any(problem.code == "lost_digits" for problem in problems)
        problems.sort(key=lambda problem: _ORDER.get(problem.field, len(_ORDER)))
        where = {
            column.name: FileCell(_place(at, record.line), self._names[at], _clean(cells[column.name].text))
            for at, column in self._columns.items()
        }
        return replace(row, form=form, problems=tuple(problems), cells=where)

    def last(self, rows: Sequence[ImportRow]) -> list[ImportRow]:
        """The rows once all are read: where some numbers lost their digits in a spreadsheet, one that ends in
        three zeros lost them too, even if its check character happens to fit."""
        if not self._lost:
            return list(rows)
        return [
            replace(row, problems=(*row.problems, FieldProblem("identity_number", "lost_digits")))
            if row.form.identity_number.endswith("000")
            and not any(problem.field == "identity_number" for problem in row.problems)
            else row
            for row in rows
        ]

    def _value(self, column: ListColumn, cell: Cell) -> str:
        """The cell's text as the form has it: amounts in yuan, the term in months."""
        text = " ".join(cell.text.split()).strip()
        if text.lower() in NOTHING:
            return ""
        if text.startswith('="') and text.endswith('"') and len(text) > 2:
            text = text[2:-1]  # how numbers are kept whole for spreadsheets
        text = _GUARDED.sub("", text)
        if column.name in ("name", "purpose", "group", "address"):
            return _HAN_GAP.sub("", text) if column.name == "name" else text
        text = _plain(text)
        if column.name == "months":
            return _months(text, column.unit)
        if column.name == "identity_number":
            return normalise(text)
        if column.name == "phone":
            whole = _WHOLE.match(text)
            return whole[1] if whole else text
        return self._product(text)

    def _lines_in(self, name: str, text: str) -> FieldProblem | None:
        """A cell in quotes that holds other people's lines: a quote is missing, and they must not vanish."""
        lines = "\n" in text or "\r" in text
        if lines and self._separator and text.count(self._separator) >= len(self._columns) - 2:
            return FieldProblem(name, "cell_lines")
        return None

    def _product(self, text: str) -> str:
        """A product's id, from its id or its name in either language; what is neither stays as it is."""
        plain = _folded(text)
        for product in self._rules.products.values():
            if plain in {_folded(product.id), *map(_folded, _names_of(product))}:
                return product.id
        return text

    def _twice(self, number: int, person: str) -> list[FieldProblem]:
        if not is_valid(person):
            return []
        before = self._seen.setdefault(person, number)
        return [] if before == number else [FieldProblem("identity_number", "same_person", {"row": before})]


def _names_of(product: Product) -> Sequence[str]:
    return list(product.name.values())


def _not_money(column: ListColumn, text: str) -> FieldProblem | None:
    if read_money(text, column.unit) is not None:
        return None
    grouped = is_point_grouped(_MONEY_SIGNS.sub("", text.lower()))
    return not_money(column.name, text, grouped=grouped)


def _plain(text: str) -> str:
    """Half-width signs, without the mark that keeps a spreadsheet from reading a number."""
    return unicodedata.normalize("NFKC", text).strip().lstrip("'’").strip()


def _category(sign: str) -> str:
    """Unicode's general category; what was added to the planes of Chinese characters since this Python's
    tables is a letter too."""
    return "Lo" if "\U00020000" <= sign <= "\U0003fffd" else unicodedata.category(sign)


def _clean(text: str) -> str:
    """A cell's text to be shown: on one line, no replacement character."""
    return " ".join(text.replace("\ufffd", "").split())


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _is_total(texts: Sequence[str], person: str) -> bool:
    """A line of sums below the people: it says so in one of its first cells and has no identity number."""
    if person.strip().strip("-—/"):
        return False
    return any(_TOTAL.match("".join(text.split()).lower()) for text in texts[:4])


def _cell_problem(name: str, cell: Cell) -> FieldProblem | None:
    """What is wrong with how a cell is kept, before anybody asks what it says."""
    text = cell.text.strip()
    plain = _plain(text)
    if cell.kind in ("error", "formula"):
        return FieldProblem(name, f"cell_{cell.kind}", {"text": text[:20]} if cell.kind == "error" else {})
    if cell.kind == "merged" and name not in _FILLED:
        return FieldProblem(name, "cell_merged")
    if _SPREADSHEET_ERROR.match(text):
        return FieldProblem(name, "cell_error", {"text": text[:20]})
    if "\ufffd" in text or (name == "name" and any(sign in text for sign in "?？")):
        return FieldProblem(name, "replaced")
    if any(_category(sign) in ("Co", "Cn") for sign in text):
        return FieldProblem(name, "private")
    if any(_category(sign) in ("Cc", "Cf") and sign not in "\t\r\n" for sign in text):
        return FieldProblem(name, "control")
    if cell.kind == "date" or _DATE.fullmatch(plain):
        return FieldProblem(name, "cell_date", {"text": text[:20]})
    if name == "identity_number":
        if cell.kind == "number" or plain.endswith(".0"):
            digits = sum(sign.isdigit() for sign in plain)
            # Fifteen digits are whole in a spreadsheet; they are no identity number of today either.
            lost = cell.kind == "number" and (digits > 15 or "E" in plain)
            return FieldProblem(name, "lost_digits") if lost or plain.endswith(".0") else None
        if _SCIENTIFIC.match(plain):
            return FieldProblem(name, "scientific")
        number = normalise(plain)
        whole = is_valid(number) and not number.endswith("0000")  # nobody has the sequence 000
        if len(number) == 18 and number.isdigit() and number.endswith("000") and not whole:
            return FieldProblem(name, "lost_digits")
    elif name in (*MONEY, "months", "phone") and _SCIENTIFIC.match(plain):
        return FieldProblem(name, "scientific")
    return None


def _name_problems(name: str) -> list[FieldProblem]:
    """Signs that no name has: letters of any script, the dot between parts of a name, spaces and the like
    are fine."""
    remark = next((mark for mark in _REMARKS if mark in name), "")
    if remark:
        return [FieldProblem("name", "name_sign", {"sign": remark})]
    strange = next(
        (
            sign
            for sign in name
            if sign not in _NAME_SIGNS and _category(sign)[0] not in "LM" and sign != "〇"
        ),
        "",
    )
    if strange:
        return [FieldProblem("name", "name_sign", {"sign": strange})]
    if name and not any(_category(sign)[0] == "L" for sign in name):
        return [FieldProblem("name", "name_sign", {"sign": name[0]})]
    return []


def read_money(text: str, unit: int = 100) -> int | None:
    """Fen of an amount as it stands in a cell, whose column counts in ``unit`` fen (100: yuan); a unit in the
    cell itself (``3万元``) comes first. None if it is no amount, or finer than a fen."""
    match = _MONEY.match(text.strip().lower())
    if match is None or len(match[1]) > 30:
        return None
    if match[2]:
        unit = _CELL_UNITS.get(match[2], 100)
    if unit <= FEN_PER_YUAN and is_point_grouped(match[1]):
        return None  # thousands of yuan with three decimals (12.500万元) mean one thing only
    try:
        fen = Decimal(match[1].replace(",", "").replace(" ", "")) * unit
    except InvalidOperation:
        return None
    if fen != fen.to_integral_value() or fen > MAX_FEN:
        return None
    return int(fen)


def _months(text: str, unit: int) -> str:
    match = _MONTHS.match(text.lower().replace(" ", ""))
    if match is None:
        return text
    if match[2]:
        unit = 12 if match[2].startswith(("年", "y")) else 1
    return str(int(match[1]) * unit)
