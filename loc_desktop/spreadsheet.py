"""Tables that a person may open with a spreadsheet program: no formula, no number whose end is dropped."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no workbook may hold."""

_LONG_NUMBER: Final = re.compile(r"\d{12,}[\dXx]?\Z")
_MOST_DIGITS: Final = 15
"""A spreadsheet keeps so many digits of a number."""

Cell = str | int | Decimal
Progress = Callable[[int], None]


def harmless(cell: str) -> str:
    """``cell`` so that a spreadsheet does not take it for a formula: a text from the network or of another
    program may begin like one. A number, also a negative one or one with a point and commas, stays."""
    number = cell.removeprefix("-").replace(",", "").replace(".", "", 1)
    return f"'{cell}" if cell.startswith(_FORMULA) and not number.isdigit() else cell


def guarded(text: str) -> str:
    """A text that a spreadsheet takes neither for a formula nor for a number whose end it drops: with an
    apostrophe before it, which the import takes away again."""
    text = _UNWRITABLE.sub(" ", text)
    return f"'{text}" if _LONG_NUMBER.match(text) else harmless(text)


def csv_file(rows: Sequence[Sequence[Cell]], progress: Progress | None = None) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheets know the encoding. Texts are guarded, numbers are
    numbers. ``progress(rows written)``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for number, row in enumerate(rows, start=1):
        writer.writerow([guarded(cell) if isinstance(cell, str) else _numeric(cell) for cell in row])
        if progress is not None:
            progress(number)
    return out.getvalue().encode("utf-8-sig")


def workbook(rows: Sequence[Sequence[Cell]], progress: Progress | None = None) -> bytes:
    """An .xlsx workbook: the first row is the heads, texts are never formulas, each column is kept as text
    where somebody types into it."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.utils import get_column_letter

    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet()
    heads = rows[0] if rows else ()
    for column, head in enumerate(heads, start=1):
        place = sheet.column_dimensions[get_column_letter(column)]
        place.width = max(12, 2 * len(str(head)))
        place.number_format = "@"
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, start=1):
        cells = []
        for value in row:
            kept: Any = _numeric(value) if not isinstance(value, str) else _UNWRITABLE.sub(" ", value)
            cell: Any = WriteOnlyCell(sheet, kept)
            if isinstance(kept, str):
                cell.data_type = "s"  # never a formula
                cell.number_format = "@"
            elif isinstance(kept, Decimal):
                cell.number_format = "#,##0.00"
            cells.append(cell)
        sheet.append(cells)
        if progress is not None:
            progress(number)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _numeric(value: int | Decimal) -> Cell:
    """A number that a spreadsheet keeps whole, else its text."""
    digits = len(str(value).lstrip("-").replace(".", ""))
    return value if digits <= _MOST_DIGITS else str(value)
