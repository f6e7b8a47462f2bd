"""The rows of an .xlsx workbook: values as they stand in the cells, and what a cell hides.

Only the visible sheet that has a line of columns is read. A number stays marked as one, because a
spreadsheet keeps fifteen digits; a formula gives the value that was computed when the file was saved.
"""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import IO, Any
from xml.etree import ElementTree

from loc_desktop import file_causes
from loc_desktop.desk.application.table import (
    HEADER_ROWS,
    KNOWN_ENOUGH,
    MOST_CELL,
    MOST_COLUMNS,
    MOST_MB,
    MOST_ROWS,
    Cell,
    Known,
    Table,
    TableError,
    TableRecord,
    find_header,
)

_MOST_UNPACKED = 3 * MOST_MB * 1024 * 1024
"""Bytes of the workbook's XML once unpacked."""

_MOST_PARTS = 2_000
_MOST_COVERED = 200_000
_LAST_ROW = 1_048_576
_REF = re.compile(r"([A-Z]{1,3})(\d{1,7})\Z")


def read_workbook(data: bytes, known: Known) -> Table:
    """See :func:`loc_desktop.desk.application.table_file.read_table`."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if part.filename.endswith((".xml", ".rels"))]
            # What is read from a part never exceeds the size that it declares.
            if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_UNPACKED:
                raise TableError("too_large", most=MOST_MB)
            return _read(data, archive, known)
    except TableError:
        raise
    except MemoryError:
        raise TableError("too_large", most=MOST_MB) from None
    except Exception as error:
        # The library names dozens of ways in which a foreign file can be wrong with as many exceptions.
        detail = f"{type(error).__name__}: {str(error)[:100]}"
        raise TableError("unreadable", why=file_causes.cause("workbook"), detail=detail) from error


def _read(data: bytes, archive: zipfile.ZipFile, known: Known) -> Table:
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and extensions that it does not know
        book: Any = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            sheets: list[tuple[Any, int]] = []
            seen: list[Any] = []
            for sheet in book.worksheets:
                if sheet.sheet_state != "visible":
                    continue
                begin = [record for _, record in zip(range(HEADER_ROWS), _cells(sheet), strict=False)]
                if not begin:
                    continue
                seen.append(sheet)
                header = find_header(begin, known)
                if known([cell.text for cell in begin[header].cells]) >= KNOWN_ENOUGH:
                    sheets.append((sheet, len(begin) - header))
            with_people = [sheet for sheet, below in sheets if below > 1]
            if len(with_people) > 1:
                names = ", ".join(str(sheet.title) for sheet in with_people)
                raise TableError("several_sheets", sheets=names)
            chosen = [*with_people, *(sheet for sheet, _ in sheets), *seen]
            if not chosen:
                raise TableError("empty")
            sheet = chosen[0]
            with archive.open(sheet._worksheet_path) as part:
                marks = _Marks(part)
            return Table(tuple(marks.put_on(_cells(sheet))), sheet=str(sheet.title)[:100])
        finally:
            book.close()


def _cells(sheet: Any) -> Iterator[TableRecord]:
    """The rows that are not blank, with the sheet's row numbers. Sizes that the sheet declares are ignored:
    many programs write wrong ones."""
    sheet.reset_dimensions()
    count, blank = 0, None
    for line, row in enumerate(sheet.iter_rows(max_row=_LAST_ROW, max_col=MOST_COLUMNS + 1), start=1):
        if row is blank:
            continue  # the library gives one and the same value for all rows that are left out
        last = next((number for number in range(len(row), 0, -1) if row[number - 1].value is not None), 0)
        if not last:
            blank = row
            continue
        if last > MOST_COLUMNS:
            raise TableError("too_many_columns", line=line, most=MOST_COLUMNS)
        struck = any(cell.value is not None and cell.font.strike for cell in row[:last])
        record = TableRecord(line, tuple(_cell(cell) for cell in row[:last]), struck=struck)
        if record.blank:
            continue
        count += 1
        if count > MOST_ROWS + HEADER_ROWS:
            raise TableError("too_many_rows", most=MOST_ROWS)
        yield record


def _cell(cell: Any) -> Cell:
    value = cell.value
    if value is None:
        return Cell("")
    if cell.data_type == "e":
        return Cell(str(value)[:MOST_CELL], "error")
    if isinstance(value, bool):
        return Cell("TRUE" if value else "FALSE")
    if isinstance(value, int | float):
        return Cell(number_text(value), "number")
    if isinstance(value, datetime) and value.time() == time(0):
        return Cell(value.date().isoformat(), "date")
    if isinstance(value, datetime | date | time):
        return Cell(value.isoformat(), "date")
    return Cell(str(value)[:MOST_CELL])


def number_text(value: int | float) -> str:
    """A spreadsheet's number as it shows it: at most fifteen digits, ``3.50881E+17`` where there are more."""
    if isinstance(value, int) and abs(value) < 10**15:
        return str(value)
    try:
        digits = Decimal(format(value, ".15g"))
    except (OverflowError, ArithmeticError):
        return str(value)[:40]
    if not digits.is_finite():
        return str(digits)
    if abs(digits) >= 10**15:
        return f"{digits:.5E}"
    plain = format(digits, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


class _Marks:
    """What the library's rows do not say, by row and column from 1."""

    def __init__(self, part: IO[bytes]) -> None:
        self.hidden: set[int] = set()
        self.covered: dict[int, dict[int, tuple[int, int]]] = {}
        """Row → column → the cell above whose merged cell covers it."""
        self.uncomputed: dict[int, set[int]] = {}
        """Formulas that have no value."""
        count = 0
        for _, element in ElementTree.iterparse(part):
            name = element.tag.rpartition("}")[2]
            if name == "row":
                number = element.get("r") or ""
                if element.get("hidden") in ("1", "true") and number.isdigit() and len(number) < 8:
                    self.hidden.add(int(number))
                element.clear()
            elif name == "c":
                self._formula(element)
            elif name == "mergeCell":
                count += self._merge(element.get("ref") or "")
                if count > _MOST_COVERED:
                    raise TableError("too_large", most=MOST_MB)

    def _formula(self, element: ElementTree.Element) -> None:
        children = {child.tag.rpartition("}")[2]: child for child in element}
        place, value = _place(element.get("r") or ""), children.get("v")
        if place and "f" in children and (value is None or not value.text):
            self.uncomputed.setdefault(place[0], set()).add(place[1])

    def _merge(self, ref: str) -> int:
        begin, _, end = ref.partition(":")
        first, last = _place(begin), _place(end)
        if first is None or last is None:
            return 0
        rows = range(first[0] + 1, min(last[0], first[0] + MOST_ROWS) + 1)
        for row in rows:
            self.covered.setdefault(row, {})[first[1]] = first
        return len(rows)

    def put_on(self, records: Iterator[TableRecord]) -> Iterator[TableRecord]:
        """The records with what they hide."""
        heads = {head for row in self.covered.values() for head in row.values()}
        above: dict[tuple[int, int], str] = {}
        for record in records:
            line, cells = record.line, list(record.cells)
            covered, uncomputed = self.covered.get(line, {}), self.uncomputed.get(line, set())
            width = max((*covered, *uncomputed, len(cells)))
            cells.extend(Cell("") for _ in range(len(cells), min(width, MOST_COLUMNS)))
            for number, cell in enumerate(cells, start=1):
                if (line, number) in heads:
                    above[line, number] = cell.text
                if number in uncomputed:
                    cells[number - 1] = Cell("", "formula")
                elif number in covered and not cell.text:
                    cells[number - 1] = Cell(above.get(covered[number], ""), "merged")
            yield replace(record, cells=tuple(cells), hidden=line in self.hidden)


def _place(ref: str) -> tuple[int, int] | None:
    """``C7`` → (7, 3)."""
    match = _REF.match(ref)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
