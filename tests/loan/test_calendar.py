"""A day as people write it, and the civil day of a moment."""

from __future__ import annotations

from datetime import date

import pytest

from loc_desktop.loan.calendar import is_day, parse_day, typed_day


@pytest.mark.parametrize("day", ["2028-02-29", "0001-01-01", "9999-12-31", "2026-09-15"])
def test_a_day_is_read_as_it_is_written(day: str) -> None:
    assert parse_day(day) == date.fromisoformat(day)
    assert is_day(day)


@pytest.mark.parametrize(
    "text",
    ["", "2027-02-29", "2026-W05-1", "2026W051", "20260915", "2026-9-15", "2026-09-15 ", " 2026-09-15",
     "2026-09-15T00:00:00", "２０２６-09-15", "10000-01-01", "2026-00-01", "soon"],
)  # fmt: skip
def test_another_form_is_none_also_where_python_takes_it(text: str) -> None:
    assert not is_day(text)
    with pytest.raises(ValueError, match=r"Invalid|isoformat|YYYY-MM-DD|day|month"):
        parse_day(text)


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-01",
        "2026-1-1",
        "2026/1/1",
        "2026.01.1",
        "20260101",
        "2026年1月1日",
        "２０２６/１/１",
        " 2026／1／1 ",
    ],
)
def test_a_day_is_understood_as_people_type_it(text: str) -> None:
    assert typed_day(text) == date(2026, 1, 1)


@pytest.mark.parametrize(
    "text", ["", "1/1/2026", "2026-1/1", "2026-02-30", "20261301", "260101", "2026", "2026-W05-1", "2026 1 1"]
)
def test_what_is_no_day_or_could_be_two_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        typed_day(text)
