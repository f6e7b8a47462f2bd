"""A table as it is shown, as a file that spreadsheets keep whole: CSV or a workbook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.identity.files import write_private
from loc_desktop.spreadsheet import Cell, Progress, csv_file, workbook
from loc_desktop.texts.errors import desk_error


def save_table(file: Path, rows: Iterable[Sequence[Cell]], progress: Progress | None = None) -> None:
    """Numbers as numbers, texts so that none is a formula; .xlsx by the file's name, else CSV. The first row
    is the heads. Raises KnownError ``statement.file``."""
    lines = list(rows)
    made = workbook if file.suffix.lower() == ".xlsx" else csv_file
    try:
        write_private(file, made(lines, progress))
    except OSError as error:
        raise desk_error("statement.file", file=file.name, why=file_causes.of_error(error)) from error
