"""Lists of applicants written for spreadsheets: an empty one to fill in, and the rows that have problems."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from loc_desktop import file_causes
from loc_desktop.desk.application.list_columns import HEADERS
from loc_desktop.desk.values.applicants import ImportPreview
from loc_desktop.identity.files import write_private
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.words import say

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_UNWRITABLE: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""What no workbook may hold."""

_LONG_NUMBER: Final = re.compile(r"\d{12,}[\dXx]?\Z")


def save_template(file: Path, language: str = "zh") -> None:
    """The line of columns and nobody below it: .xlsx with every column kept as text, or CSV.

    Raises KnownError ``import.not_saved``.
    """
    _save(file, [[pair[0 if language == "zh" else 1] for pair in HEADERS.values()]])


def save_problems(file: Path, preview: ImportPreview, language: str = "zh") -> None:
    """The rows with problems as they stood in the file, a column before them that says what is wrong: correct
    them and import that file. Raises KnownError ``import.not_saved``."""
    bad = [row for row in preview.rows if row.problems]
    names = list(dict.fromkeys(name for row in bad for name in row.cells))
    headers = {name: cell.header for row in bad for name, cell in row.cells.items()}
    line, what = ("原行号", "问题") if language == "zh" else ("line", "problem")
    rows = [[line, what, *(headers[name] for name in names)]]
    for row in bad:
        said = " ".join(say(problem.sentence, language) for problem in row.problems)
        texts = [row.cells[name].text if name in row.cells else "" for name in names]
        rows.append([str(row.line), said, *texts])
    _save(file, rows)


def guarded(text: str) -> str:
    """A text that a spreadsheet takes neither for a formula nor for a number whose end it drops: with an
    apostrophe before it, which the import takes away again."""
    text = _UNWRITABLE.sub(" ", text)
    return f"'{text}" if text.startswith(_FORMULA) or _LONG_NUMBER.match(text) else text


def _save(file: Path, rows: Sequence[Sequence[str]]) -> None:
    try:
        write_private(file, _workbook(rows) if file.suffix.lower() == ".xlsx" else _csv(rows))
    except OSError as error:
        raise desk_error("import.not_saved", file=file.name, why=file_causes.of_error(error)) from error


def _csv(rows: Sequence[Sequence[str]]) -> bytes:
    """UTF-8 with a byte order mark, by which spreadsheets know the encoding."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _workbook(rows: Sequence[Sequence[str]]) -> bytes:
    from openpyxl import Workbook
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet: Any = book.active
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = sheet.cell(number, column)
            cell.value = _UNWRITABLE.sub(" ", text)
            cell.data_type = "s"  # never a formula
            cell.number_format = "@"
    for column, header in enumerate(rows[0], start=1):
        place = sheet.column_dimensions[get_column_letter(column)]
        place.width = max(12, 2 * len(header))
        place.number_format = "@"
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
