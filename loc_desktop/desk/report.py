"""The regulator's numbers, out of the ledger alone."""

from __future__ import annotations

import csv
import io
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.desk.money_model import ReportRow
from loc_desktop.desk.money_trouble import refused
from loc_desktop.identity.files import write_private
from loc_desktop.loan.money import yuan_text

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier

_STANDS = ("outstanding", "arrears")
"""What stands at a month's end; everything else happened in the month."""


class Report:
    """Outstanding, disbursed, repaid, subsidised, arrears by branch and month. R sees all loans; B, CAD and
    FD those that they have a part in."""

    def __init__(self, carrier: Carrier) -> None:
        self._carrier = carrier

    def rows(self, until: str = "") -> tuple[ReportRow, ...]:
        """By branch and month until a day ("" = today), newest month first."""
        day = until or self._carrier.today.isoformat()
        names = [field.name for field in fields(ReportRow)]
        found = [
            ReportRow(**{name: row[name] for name in names})
            for row in self._carrier.query("report", {"until": day})
        ]
        return tuple(sorted(found, key=lambda row: (row.month, row.branch), reverse=True))

    def totals(self, until: str = "") -> ReportRow:
        """All branches and months summed; outstanding and arrears at the end."""
        rows = self.rows(until)
        total = ReportRow("", rows[0].month if rows else "", *(0,) * (len(fields(ReportRow)) - 2))
        for row in rows:
            total = replace(
                total,
                **{
                    name: getattr(total, name) + getattr(row, name)
                    for name in (field.name for field in fields(ReportRow)[2:])
                    if name not in _STANDS or row.month == rows[0].month
                },
            )
        return total

    def save(self, file: Path, until: str = "") -> None:
        """As CSV, in yuan with two decimals. Raises KnownError ``statement.file``."""
        names = [field.name for field in fields(ReportRow)]
        out = io.StringIO(newline="")
        writer = csv.writer(out)
        writer.writerow(names)
        for row in self.rows(until):
            head = [_harmless(row.branch), row.month, row.loans]
            writer.writerow([*head, *(yuan_text(getattr(row, name)) for name in names[3:])])
        try:
            write_private(file, out.getvalue().encode("utf-8-sig"))
        except OSError as error:
            raise refused("statement.file", file=file.name, why=error.strerror or str(error)) from error


def _harmless(cell: str) -> str:
    """A text that a spreadsheet does not take for a formula: branches come from the network."""
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
