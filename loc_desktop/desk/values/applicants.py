"""A list of applicants: its preview row by row, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.work import RowFailure
from loc_desktop.loan.money import AmountError, parse_yuan
from loc_desktop.texts.sentence import FieldProblem, FileProblem, Sentence


@dataclass(frozen=True, slots=True)
class FileCell:
    """A cell of a file: ``place`` as spreadsheets name it (``C7``), its column's header, its text."""

    place: str
    header: str
    text: str


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row of a file. ``row`` counts the people from 1, ``line`` is where it stands in the file.

    ``form`` has what could be read, empty texts for the rest; ``cells`` the cell of each of its fields.
    ``notes`` are for the person's eyes and do not stop the row. ``already``: an earlier import applied for
    exactly this row. ``flagged``: a row of the sample, whose person the sample's bank has evidence against.
    """

    row: int
    line: int
    form: ApplicationForm
    problems: tuple[FieldProblem, ...] = ()
    cells: Mapping[str, FileCell] = field(default_factory=dict)
    notes: tuple[FieldProblem, ...] = ()
    already: bool = False
    flagged: bool = False

    @property
    def name(self) -> str:
        return self.form.name

    @property
    def identity_number(self) -> str:
        return self.form.identity_number

    @property
    def good(self) -> bool:
        """Nothing is wrong with it."""
        return not self.problems

    @property
    def amount_fen(self) -> int | None:
        """None where no amount could be read."""
        try:
            return parse_yuan(self.form.amount)
        except AmountError:
            return None


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """A read file: every row with its problems, or the problems for which no row was taken from it.

    ``encoding`` and ``separator`` of a CSV, ``sheet`` of a workbook; ``ignored``: headers that mean nothing
    here. ``made``: people made up for the sample, which only a sample's ledger takes.
    """

    file: str
    rows: tuple[ImportRow, ...] = ()
    problems: tuple[FileProblem, ...] = ()
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    ignored: tuple[str, ...] = ()
    made: bool = False

    @property
    def told(self) -> tuple[Sentence, ...]:
        """The file's problems as sentences, columns that are missing in one."""
        missing = [problem for problem in self.problems if problem.code == "missing_column"]
        rest = [problem.sentence for problem in self.problems if problem not in missing]
        if len(missing) > 1:
            names = ", ".join(str(problem.params["column"]) for problem in missing)
            rest.append(
                Sentence("list.missing_columns", {"line": missing[0].params["line"], "columns": names})
            )
        else:
            rest += [problem.sentence for problem in missing]
        return tuple(rest)

    @property
    def to_import(self) -> tuple[ImportRow, ...]:
        """The good rows that are not on the ledger yet."""
        return tuple(row for row in self.rows if row.good and not row.already)

    @property
    def good(self) -> int:
        return sum(row.good for row in self.rows)

    @property
    def bad(self) -> int:
        return len(self.rows) - self.good

    @property
    def amount(self) -> int:
        """The sum of the good rows in fen."""
        return sum(row.amount_fen or 0 for row in self.rows if row.good)


@dataclass(frozen=True, slots=True)
class ImportReport:
    """``already`` rows were applied by an earlier import of the same file (ids are made from it).
    ``skipped``: who cannot open the dossiers, because nothing can be sealed to their keys."""

    sent: int
    already: int
    failed: tuple[RowFailure, ...]
    cancelled: bool
    events: tuple[str, ...]
    skipped: tuple[str, ...] = ()


RegisterWriter = Callable[[tuple[ImportRow, ...]], None]
"""Enters imported people into the registers of a sample, so that its oracles know them."""
