"""The day of business: today, and in a sample so many days ahead, never back."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loc_desktop.app.business_clock import MOST, SETTING, BusinessClock, later
from loc_desktop.app.settings import VERSION

NOW = "2028-02-28T16:30:00Z"


def _clock(home: Path) -> BusinessClock:
    return BusinessClock(home, lambda: NOW)


def test_without_a_setting_it_is_the_real_time(tmp_path: Path) -> None:
    clock = _clock(tmp_path)
    assert (clock(), clock.ahead) == (NOW, 0)
    clock.walk(0)
    assert clock() == NOW


def test_days_add_up_and_stay(tmp_path: Path) -> None:
    clock = _clock(tmp_path)
    clock.walk(1)
    assert clock() == "2028-02-29T16:30:00Z"
    clock.walk(1)
    assert clock() == _clock(tmp_path)() == "2028-03-01T16:30:00Z"


@pytest.mark.parametrize("days", [-1, MOST + 1])
def test_it_never_goes_back_nor_beyond_its_end(tmp_path: Path, days: int) -> None:
    clock = _clock(tmp_path)
    clock.walk(5)
    with pytest.raises(ValueError, match="days"):
        clock.walk(days)
    assert clock.ahead == _clock(tmp_path).ahead == 5


def test_walked_to_its_end_it_goes_no_further_and_a_new_start_finds_the_same_day(tmp_path: Path) -> None:
    clock = _clock(tmp_path)
    clock.walk(MOST - 1)
    with pytest.raises(ValueError, match="days"):
        clock.walk(2)
    clock.walk(1)
    assert clock.ahead == _clock(tmp_path).ahead == MOST


def _write(home: Path, text: str) -> None:
    whole = {"version": VERSION, "content": {SETTING: text}}
    (home / "settings.json").write_text(json.dumps(whole), encoding="utf-8")


@pytest.mark.parametrize("text", ["", "-3", "3.5", "soon", "٣", "9" * 5000])
def test_a_setting_that_is_no_number_is_today(tmp_path: Path, text: str) -> None:
    _write(tmp_path, text)
    assert _clock(tmp_path).ahead == 0


def test_a_number_beyond_the_end_is_the_end(tmp_path: Path) -> None:
    _write(tmp_path, "999999")
    assert (_clock(tmp_path).ahead, _clock(tmp_path).left) == (MOST, 0)


def test_a_time_so_many_days_later() -> None:
    assert later("2026-12-31T23:59:59Z", 1) == "2027-01-01T23:59:59Z"
    assert later("2028-02-28T00:00:00Z", 366) == "2029-02-28T00:00:00Z"
