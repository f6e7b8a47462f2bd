"""The regulator's numbers, out of the ledger alone."""

from __future__ import annotations

import csv
import io
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop import file_causes
from loc_desktop.contract.classes import CLASSES
from loc_desktop.desk.values.report import ReportRow
from loc_desktop.identity.files import write_private
from loc_desktop.loan.money import yuan_text
from loc_desktop.spreadsheet import harmless
from loc_desktop.texts.errors import desk_error

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
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        of_class = [f"{tier}_{what}" for tier in CLASSES for what in ("loans", "outstanding")]
        writer.writerow(["branch", "month", *_NUMBERS, *of_class])
        for row in self.rows(until):
            numbers = [row.loans, *(yuan_text(getattr(row, name)) for name in _NUMBERS[1:])]
            tiers = [cell for tier in CLASSES for cell in _cells(row.classes[tier])]
            writer.writerow([harmless(row.branch), row.month, *numbers, *tiers])
        try:
            write_private(file, out.getvalue().encode("utf-8-sig"))
        except OSError as error:
            raise desk_error("statement.file", file=file.name, why=file_causes.of_error(error)) from error


def _cells(counted: tuple[int, int]) -> tuple[int, str]:
    return counted[0], yuan_text(counted[1])
