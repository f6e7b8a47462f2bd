"""Days: months that end early, days that count as interest, days on which banks do not book.

Holidays are data (``resources/holidays.json``): a year that is listed has its own days off and its weekend
days that are worked; any other year has weekends and the holidays of fixed date.
"""

from __future__ import annotations

import json
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Final

_DAY: Final = timedelta(days=1)


def add_months(start: date, months: int, day: int = 0) -> date:
    """The same day ``months`` later (``day`` of that month if given), or the month's last day where it is
    shorter.
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day or start.day, monthrange(year, month)[1]))


def days_30e360(start: date, end: date) -> int:
    """Days from ``start`` to ``end`` where every month has 30 (30E/360, ISDA 2006 Definitions 4.16(g)): a
    31st counts as the 30th.
    """
    return (
        360 * (end.year - start.year) + 30 * (end.month - start.month) + min(end.day, 30) - min(start.day, 30)
    )


@dataclass(frozen=True, slots=True)
class Holidays:
    """Which days are no business days. ``years`` maps a year to (days off, weekend days worked)."""

    fixed: frozenset[str]
    years: Mapping[str, tuple[frozenset[str], frozenset[str]]]

    def is_business_day(self, day: date) -> bool:
        text = day.isoformat()
        known = self.years.get(text[:4])
        if known is None:
            return day.weekday() < 5 and text[5:] not in self.fixed
        off, work = known
        return text not in off and (day.weekday() < 5 or text in work)

    def adjust(self, day: date, rule: str) -> date:
        """``day``, or the ``next`` or ``previous`` business day where it is none; rule ``none`` leaves it."""
        step = {"next": _DAY, "previous": -_DAY}.get(rule)
        while step is not None and not self.is_business_day(day):
            day += step
        return day


@lru_cache(maxsize=1)
def shipped() -> Holidays:
    """The holidays of ``resources/holidays.json``, read once; immutable."""
    table = json.loads(resources.files("resources").joinpath("holidays.json").read_text("utf-8"))
    years = {year: (frozenset(days["off"]), frozenset(days["work"])) for year, days in table["years"].items()}
    return Holidays(frozenset(table["fixed"]), MappingProxyType(years))
