"""The least time for which anything is kept."""

from __future__ import annotations

from loc_desktop.loan.retention import may_have_ended


def test_what_was_sealed_on_a_years_last_day_is_kept_for_five_years() -> None:
    assert not may_have_ended(2026, 2026)
    assert not may_have_ended(2026, 2031)
    assert may_have_ended(2026, 2032)
    assert not may_have_ended(9999, 2032)
