"""The regulator's numbers, out of the ledger alone."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.contract.classes import CLASSES
from loc_desktop.desk.values.report import ReportRow
from loc_desktop.desk.viewer.table_file import save_table
from loc_desktop.loan.money import yuan_text
from loc_desktop.spreadsheet import Cell

if TYPE_CHECKING:
    from loc_desktop.desk.signing.carrier import Carrier

_NUMBERS = tuple(
    number.name for number in fields(ReportRow) if number.name not in ("branch", "month", "classes")
)
"""What a row counts; the first is how many loans were paid out, the others are fen."""
_STANDS = ("outstanding", "arrears")
"""What stands at a month's end; everything else happened in the month."""


class RegulatorReport:
    """Outstanding, disbursed, repaid, subsidised, arrears and classes by branch and month. R sees all loans;
    B, CAD and FD those that they have a part in."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    def rows(self, until: str = "") -> tuple[ReportRow, ...]:
        """By branch and month until a day ("" = today), newest month first."""
        day = until or self._carrier.today.isoformat()
        rows = [
            ReportRow(
                **{name: row[name] for name in ("branch", "month", *_NUMBERS)},
                classes={tier: (count, fen) for tier, (count, fen) in row["classes"].items()},
            )
            for row in self._carrier.query("report", {"until": day})
        ]
        return tuple(sorted(rows, key=lambda row: (row.month, row.branch), reverse=True))

    def totals(self, until: str = "") -> ReportRow:
        """All branches and months summed; outstanding, arrears and classes at the end."""
        rows = self.rows(until)
        month = rows[0].month if rows else ""
        last = [row for row in rows if row.month == month]
        sums = {
            name: sum(getattr(row, name) for row in (last if name in _STANDS else rows)) for name in _NUMBERS
        }
        classes = {
            tier: (sum(row.classes[tier][0] for row in last), sum(row.classes[tier][1] for row in last))
            for tier in CLASSES
        }
        return ReportRow("", month, **sums, classes=classes)

    def save(self, file: Path, until: str = "") -> None:
        """As CSV, in yuan with two decimals. Raises KnownError ``statement.file``."""
        of_class = [f"{tier}_{what}" for tier in CLASSES for what in ("loans", "outstanding")]
        table: list[list[Cell]] = [["branch", "month", *_NUMBERS, *of_class]]
        for row in self.rows(until):
            numbers: list[Cell] = [row.loans, *(yuan_text(getattr(row, name)) for name in _NUMBERS[1:])]
            tiers: list[Cell] = [cell for tier in CLASSES for cell in _cells(row.classes[tier])]
            table.append([row.branch, row.month, *numbers, *tiers])
        save_table(file, table)


def _cells(counted: tuple[int, int]) -> tuple[int, str]:
    return counted[0], yuan_text(counted[1])
