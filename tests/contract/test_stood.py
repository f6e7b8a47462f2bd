"""The schedules that stood before a change: what was due and not paid on an earlier day."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.contract.stood import dues_on, unpaid, work_on
from tests.support.memory import NOBODY, MemoryLedger

DUES = [("2026-02-05", 100, 10), ("2026-03-05", 100, 9), ("2026-04-05", 100, 8)]


@pytest.mark.parametrize(
    ("day", "principal", "interest", "late"),
    [
        ("2026-02-05", 0, 0, (0, "")),
        ("2026-02-06", 0, 0, (110, "2026-02-05")),
        ("2026-02-06", 100, 10, (0, "")),
        ("2026-02-06", 100, 9, (1, "2026-02-05")),
        ("2026-03-06", 100, 10, (109, "2026-03-05")),
        ("2026-03-06", 150, 10, (59, "2026-03-05")),
        ("2026-03-06", 200, 0, (19, "2026-02-05")),
        ("2026-12-31", 300, 27, (0, "")),
        ("2026-12-31", 1_000, 1_000, (0, "")),
    ],
)
def test_what_is_paid_covers_the_oldest_first(
    day: str, principal: int, interest: int, late: tuple[int, str]
) -> None:
    assert unpaid(DUES, day, principal, interest) == late
    assert unpaid([], day, principal, interest) == (0, "")


def test_a_schedule_stood_until_the_day_of_its_change() -> None:
    earlier = [
        {"until": "2026-03-01", "dues": [["2026-02-05", 1, 1]]},
        {"until": "2026-06-01", "dues": [["2026-02-05", 2, 2]]},
    ]
    assert dues_on(earlier, DUES, "2026-02-28") == [("2026-02-05", 1, 1)]
    assert dues_on(earlier, DUES, "2026-03-01") == [("2026-02-05", 2, 2)]
    assert dues_on(earlier, DUES, "2026-05-31") == [("2026-02-05", 2, 2)]
    assert dues_on(earlier, DUES, "2026-06-01") == DUES
    assert dues_on([], DUES, "2001-01-01") == DUES


def test_a_record_is_read_as_of_a_day_from_its_history() -> None:
    ledger = MemoryLedger()
    opened: dict[str, Any] = {"id": "l", "paid": 0}
    for time, record in (
        ("2026-01-05T08:00:00Z", opened),
        ("2026-02-05T16:30:00Z", {**opened, "paid": 1}),
        ("2026-03-20T08:00:00Z", {**opened, "paid": 2, "changed": "2026-03-10"}),
        ("2026-04-01T08:00:00Z", {**opened, "paid": 2, "changed": "2026-03-10",
                                  "written_off": {"amount": 5, "at": "2026-03-31"}}),
    ):  # fmt: skip
        state = ledger.begin(NOBODY, time)
        state.put("loan/l", record)
        state.commit()

    def paid(day: str) -> Any:
        from datetime import date

        work = work_on(ledger.begin(), ["l", "unknown"], date.fromisoformat(day), "Asia/Shanghai")
        assert work.get("loan/unknown") is None
        record: Any = work.get("loan/l")
        return record["paid"], "written_off" in record

    assert paid("2025-12-31") == (0, False), "one that was paid out later stands as it was paid out"
    assert paid("2026-02-05") == (0, False), "half past midnight in Beijing is the next day"
    assert paid("2026-02-06") == (1, False)
    assert paid("2026-03-09") == (1, False)
    assert paid("2026-03-10") == (2, False), "a payment counts from the day of its lock"
    assert paid("2026-03-31") == (2, True)
