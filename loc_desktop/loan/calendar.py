"""Days: months that end early, days that count as interest, days on which banks do not book.

Holidays are data (``resources/holidays.json``): a year that is listed has its own days off and its weekend
days that are worked; any other year has weekends and the holidays of fixed date.
"""

from __future__ import annotations

import json
import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final
from zoneinfo import ZoneInfo

from loc_desktop import resources

_DAY: Final = timedelta(days=1)
_TYPED_DAY: Final = re.compile(
    r"(\d{4})(?:(\d\d)(\d\d)|([-/.])(\d{1,2})\4(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)\Z", re.ASCII
)

DEFAULT_ZONE: Final = "Asia/Shanghai"
"""The zone of business days where a ledger's configuration names none (IANA)."""

LAST_ZONE: Final = "Etc/GMT-14"
"""Where a day begins first (IANA): no zone has a later one."""


@lru_cache(maxsize=1024)
def civil_day(time: str, zone: str = DEFAULT_ZONE) -> date:
    """The civil day on which an RFC 3339 UTC time falls in a zone: the one way from a time to a day.

    Raises ValueError for what is no time, ZoneInfoNotFoundError for an unknown zone.
    """
    return local_time(datetime.fromisoformat(time), zone).date()


def is_day(text: str) -> bool:
    """Whether ``text`` is a day as ``YYYY-MM-DD``."""
    try:
        parse_day(text)
    except ValueError:
        return False
    return True


def parse_day(text: str) -> date:
    """The day that is written ``YYYY-MM-DD``. Raises ValueError for every other form, also those of ISO 8601
    that Python takes (``2026-W05-1``, ``20260126``)."""
    day = date.fromisoformat(text)
    if day.isoformat() != text:
        raise ValueError(f"not YYYY-MM-DD: {text!r}")
    return day


def typed_day(text: str) -> date:
    """The day that a person typed, year first: ``2026-1-1``, ``2026/01/01``, ``2026.1.1``, ``20260101``,
    ``2026年1月1日``, also with digits in full width. Raises ValueError for everything else."""
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _TYPED_DAY.match(plain)
    if match is None:
        raise ValueError(f"not a day: {text[:40]!r}")
    year, month, day = (int(part) for part in match.groups() if part is not None and part.isdigit())
    return date(year, month, day)


def local_time(moment: datetime, zone: str) -> datetime:
    """A moment as the clocks of a zone show it. Raises ZoneInfoNotFoundError."""
    return moment.astimezone(_zone(zone))


def day_begins(day: date, zone: str = DEFAULT_ZONE) -> str:
    """The first second of a civil day in a zone, RFC 3339 UTC.

    Where a zone's clocks leave out midnight it is the second to which they jump.
    """
    begins = datetime(day.year, day.month, day.day, tzinfo=_zone(zone))
    return begins.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def day_ends(day: date, zone: str = DEFAULT_ZONE) -> str:
    """The last second of a civil day in a zone, RFC 3339 UTC."""
    following = datetime.fromisoformat(day_begins(day + _DAY, zone))
    return (following - timedelta(seconds=1)).strftime("%Y-%m-%dT%H:%M:%SZ")


def is_zone(name: str) -> bool:
    """Whether ``name`` is a time zone of the IANA database."""
    try:
        _zone(name)
    except (KeyError, ValueError, OSError):  # ZoneInfoNotFoundError is a KeyError
        return False
    return True


@lru_cache(maxsize=16)
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


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

    def __hash__(self) -> int:
        return hash(self.fixed)  # a mapping has none; equal holidays have equal ones

    def is_business_day(self, day: date) -> bool:
        text = day.isoformat()
        known = self.years.get(f"{day.year:04d}")
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


def of_json(table: Mapping[str, Any]) -> Holidays:
    """The holidays of a table such as ``resources/holidays.json``. Raises KeyError, TypeError."""
    years = {year: (frozenset(days["off"]), frozenset(days["work"])) for year, days in table["years"].items()}
    return Holidays(frozenset(table["fixed"]), MappingProxyType(years))


def shipped_table() -> Mapping[str, Any]:
    """The table of ``resources/holidays.json``."""
    table: Mapping[str, Any] = json.loads(resources.text("holidays.json"))
    return table


@lru_cache(maxsize=1)
def shipped() -> Holidays:
    """The shipped holidays, read once; immutable."""
    return of_json(shipped_table())
