"""A table as it is shown, as a CSV file that spreadsheets keep whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.identity.files import write_private
from loc_desktop.spreadsheet import harmless
from loc_desktop.texts.errors import desk_error


def save_table(file: Path, rows: Iterable[Sequence[object]]) -> None:
    """Numbers as they are, texts so that none is a formula. Raises KnownError ``statement.file``."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([harmless(cell) if isinstance(cell, str) else cell for cell in row])
    try:
        write_private(file, out.getvalue().encode("utf-8-sig"))
    except OSError as error:
        raise desk_error("statement.file", file=file.name, why=file_causes.of_error(error)) from error
