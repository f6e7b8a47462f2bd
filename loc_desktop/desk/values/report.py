"""The regulator's numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReportRow:
    """The regulator's numbers of a branch and month, from the ledger alone; fen but for ``loans``.

    ``classes``: of each class, normal first, how many loans have something outstanding at the month's end,
    and how much.
    """

    branch: str
    month: str
    loans: int
    disbursed: int
    principal: int
    interest: int
    penalty: int
    repaid: int
    subsidised: int
    written_off: int
    reversed: int
    outstanding: int
    arrears: int
    classes: Mapping[str, tuple[int, int]]
