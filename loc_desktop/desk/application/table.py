"""A table of rows and cells as a file had it, its bounds, and which row names the columns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from loc_desktop.errors import Trouble

MOST_MB = 16
MOST_ROWS = 20_000
MOST_COLUMNS = 100
MOST_CELL = 2_000
"""Characters of a cell; more is cut, and too long for every column anyway."""

HEADER_ROWS = 20
"""The line of columns is looked for in that many rows: lists often have a title above it."""

KNOWN_ENOUGH = 2
"""Columns that must be known for a row to be the line of columns."""


class TableError(Exception):
    """The file cannot be read as a table. ``code`` and ``params`` are those of a file's problem."""

    def __init__(self, code: str, **params: str | int | Trouble) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


@dataclass(frozen=True, slots=True)
class Cell:
    """``kind``: ``text``; in a workbook also ``number``, ``date``, ``error`` (#N/A and the like), ``formula``
    (without a computed value) and ``merged`` (covered by the cell above, whose text it has)."""

    text: str
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class TableRecord:
    """A row; ``line`` is where it begins in the file, from 1 (in a workbook the sheet's row)."""

    line: int
    cells: tuple[Cell, ...]
    hidden: bool = False
    struck: bool = False
    """Whether something in it is struck out."""

    @property
    def blank(self) -> bool:
        return not any(cell.text.strip() or cell.kind in ("error", "formula") for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """``records`` without blank ones. ``encoding`` and ``separator`` of a CSV, ``sheet`` of a workbook."""

    records: tuple[TableRecord, ...]
    encoding: str = ""
    separator: str = ""
    sheet: str = ""


Known = Callable[[Sequence[str]], int]
"""How many of a row's texts name a column: what decides between encodings, separators and sheets."""


def find_header(records: Sequence[TableRecord], known: Known) -> int:
    """Which record names the columns: the first of the first :data:`HEADER_ROWS` in which enough are known,
    else the first."""
    for number, record in enumerate(records[:HEADER_ROWS]):
        if known([cell.text for cell in record.cells]) >= KNOWN_ENOUGH:
            return number
    return 0
