"""A day's end as a value: who is late is everybody who is not in the first tier."""

from __future__ import annotations

from loc_desktop.desk.values.branch import DayReport


def test_late_are_all_but_the_normal_ones() -> None:
    tiers = {"normal": (5, 500), "special_mention": (2, 20), "loss": (1, 10)}
    report = DayReport("2026-09-15", "finished", 8, 1, 0, 0, 0, 0, tiers)
    assert report.late == 3
    assert DayReport("2026-09-15", "finished", 0, 0, 0, 0, 0, 0, {}).late == 0
