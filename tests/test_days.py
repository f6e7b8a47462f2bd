"""The day of a time is made in one place: :func:`loc_desktop.loan.calendar.civil_day`.

Times are text in UTC everywhere; their first ten characters are the day at Greenwich, which in Beijing is
another one for a third of every day. So no source of the program cuts a text where a date, a month or a year
would end, and none asks the machine for a date.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from loc_desktop.loan.calendar import civil_day, day_begins, day_ends

ROOT = Path(__file__).parents[1]
CUTS = (4, 7, 10)
"""Where a year, a month and a day end in an RFC 3339 text."""

ALLOWED = {
    (
        "loc_desktop/app/data_folder.py",
        "hmac.digest(key, b'LoC-reference-stamp-1', 'sha256')[:4]",
    ): "32 bits of a digest",
    ("loc_desktop/loan/identity_number.py", "number[:4]"): "an identity number is shown by its first figures",
    (
        "loc_desktop/bank/books/account_numbers.py",
        "number[:4]",
    ): "an account number is shown by its first figures",
    ("loc_desktop/desk/application/list_reader.py", "texts[:4]"): "the first four cells of a row",
    ("loc_desktop/identity/sealing.py", "jwk.get('kid', '')[:4]"): "the year that a key's id begins with",
    ("loc_desktop/loan/servicing.py", "value[:4]"): "the first four values of a period",
}
DATES = {
    ("loc_desktop/loan/calendar.py", "local_time(datetime.fromisoformat(time), zone).date()"): "civil_day",
    (
        "loc_desktop/desk/application/workbook.py",
        "value.date()",
    ): "a spreadsheet's cell, a day without a zone",
}


LIKELY = re.compile(r":\s*(?:4|7|10)\s*\]|\.(?:date|today|utcnow|utcfromtimestamp)\b|[\"']T[\"']")
"""What a file must hold to be looked at closely."""


def _sources() -> Iterator[tuple[str, ast.AST]]:
    for folder in ("loc_desktop", "network"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            text = file.read_text("utf-8")
            for node in ast.walk(ast.parse(text)) if LIKELY.search(text) else ():
                yield file.relative_to(ROOT).as_posix(), node


def _cuts(node: ast.AST) -> bool:
    """Whether ``node`` is a slice from the beginning to where a year, a month or a day ends."""
    if not (isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Slice)):
        return False
    lower, upper = node.slice.lower, node.slice.upper
    from_start = lower is None or (isinstance(lower, ast.Constant) and lower.value == 0)
    return from_start and isinstance(upper, ast.Constant) and upper.value in CUTS


def _asks(node: ast.AST) -> bool:
    """Whether ``node`` takes the date of a moment, or the machine's, or cuts a time at its T."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
        return False
    if node.func.attr in ("split", "partition"):
        return any(isinstance(arg, ast.Constant) and arg.value == "T" for arg in node.args)
    return node.func.attr in ("date", "today", "utcnow", "utcfromtimestamp") and not node.args


def test_no_text_is_cut_where_a_day_ends() -> None:
    cuts = [(file, ast.unparse(node)) for file, node in _sources() if _cuts(node)]
    assert sorted(set(cuts) - set(ALLOWED)) == []


def test_the_date_of_a_moment_is_taken_in_one_place() -> None:
    places = [(file, ast.unparse(node)) for file, node in _sources() if _asks(node)]
    assert sorted(places) == sorted(DATES)


@pytest.mark.parametrize(
    ("source", "is_found"),
    [
        ("at[:10]", True),
        ("at[0:10]", True),
        ("row.at[:7]", True),
        ("f()[:4]", True),
        ("at[:16]", False),
        ("key[:8]", False),
        ("at[5:10]", False),
        ("datetime.now(UTC).date()", True),
        ("date.today()", True),
        ("at.split('T')[0]", True),
        ("at.partition('T')", True),
        ("QDate.fromString(text)", False),
    ],
)
def test_what_counts_as_cutting_a_day(source: str, is_found: bool) -> None:
    nodes = list(ast.walk(ast.parse(source)))
    assert any(_cuts(node) or _asks(node) for node in nodes) == is_found


@pytest.mark.parametrize(
    ("at", "zone", "day"),
    [
        ("2027-02-28T15:59:59Z", "Asia/Shanghai", date(2027, 2, 28)),
        ("2027-02-28T16:00:00Z", "Asia/Shanghai", date(2027, 3, 1)),
        ("2026-12-31T17:00:00Z", "Asia/Shanghai", date(2027, 1, 1)),
        ("2028-02-28T16:30:00Z", "Asia/Shanghai", date(2028, 2, 29)),
        ("2027-03-14T09:59:59Z", "America/Los_Angeles", date(2027, 3, 14)),
        ("2027-03-14T07:59:59Z", "America/Los_Angeles", date(2027, 3, 13)),
        ("2027-03-15T06:59:59Z", "America/Los_Angeles", date(2027, 3, 14)),
        ("2027-01-01T00:00:00Z", "UTC", date(2027, 1, 1)),
    ],
)
def test_a_time_has_the_civil_day_of_its_zone(at: str, zone: str, day: date) -> None:
    assert civil_day(at, zone) == day
    assert day_begins(day, zone) <= at <= day_ends(day, zone)


@pytest.mark.parametrize(
    "zone", ["Asia/Shanghai", "America/Los_Angeles", "Africa/Cairo", "Atlantic/Azores", "UTC"]
)
def test_days_follow_one_another_without_a_gap(zone: str) -> None:
    """Also where the clocks change, at midnight (Cairo) or just after it (the Azores)."""
    days = [
        date.fromordinal(number)
        for number in range(date(2027, 1, 1).toordinal(), date(2028, 3, 2).toordinal())
    ]
    for day in days:
        assert civil_day(day_begins(day, zone), zone) == civil_day(day_ends(day, zone), zone) == day
    assert day_begins(date(2027, 3, 1), "Asia/Shanghai") == "2027-02-28T16:00:00Z"
    assert day_ends(date(2027, 2, 28), "Asia/Shanghai") == "2027-02-28T15:59:59Z"
