"""The regulator's numbers, out of the ledger alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.desk.money_model import ReportRow

if TYPE_CHECKING:
    from loc_desktop.desk.carry import Carrier


class Report:
    """Outstanding, disbursed, repaid, subsidised, arrears by branch and month. R sees all loans, B, CAD and FD
    those that they have a part in."""

    def __init__(self, carrier: Carrier) -> None:
        raise NotImplementedError

    def rows(self, until: str = "") -> tuple[ReportRow, ...]:
        """By branch and month until a day ("" = today), newest month first."""
        raise NotImplementedError

    def totals(self, until: str = "") -> ReportRow:
        """All branches and months summed; outstanding and arrears at the end."""
        raise NotImplementedError

    def save(self, file: Path, until: str = "") -> None:
        """As CSV, in yuan with two decimals."""
        raise NotImplementedError
