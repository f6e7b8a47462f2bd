"""Lists of applicants written for spreadsheets: an empty one to fill in, and the rows that have problems."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.desk.application.list_columns import HEADERS
from loc_desktop.desk.values.applicants import ImportPreview
from loc_desktop.identity.files import write_private
from loc_desktop.spreadsheet import csv_file, workbook
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.words import say


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


def _save(file: Path, rows: Sequence[Sequence[str]]) -> None:
    try:
        write_private(file, workbook(rows) if file.suffix.lower() == ".xlsx" else csv_file(rows))
    except OSError as error:
        raise desk_error("import.not_saved", file=file.name, why=file_causes.of_error(error)) from error
