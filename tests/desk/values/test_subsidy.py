"""A budget as a value: what is used is what is not left."""

from __future__ import annotations

from loc_desktop.desk.values.subsidy import BudgetView


def test_what_is_not_left_is_used() -> None:
    assert BudgetView(2026, 100, 30, "2026-12-31", "e").used == 70
    assert BudgetView(2026, 100, 100, "2026-12-31", "e").used == 0
    # A budget may be set below what is already used.
    assert BudgetView(2026, 100, -20, "2026-12-31", "e").used == 120
