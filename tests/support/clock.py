"""The clock of tests: a fixed day, on which time goes on.

``LOC_TEST_DAY`` names another one (``tests/support/on_day.sh`` sets it). Tests marked ``fabric`` or
``machine_clock`` have the machine's: peers and other processes go by it.
"""

from __future__ import annotations

import os
import time
from datetime import datetime, timedelta
from typing import Final

from loc_desktop import clock
from loc_desktop.loan.calendar import civil_day

BEGAN: Final = datetime.fromisoformat(os.environ.get("LOC_TEST_DAY", "2026-09-15T02:00:00Z"))
"""By default ten in the morning in Beijing of a Tuesday amid a month, with no holiday near."""

TODAY: Final = civil_day(BEGAN.isoformat())
_COUNTED_FROM: Final = time.monotonic()


def moment() -> datetime:
    """This moment of the fixed day, UTC."""
    return BEGAN + timedelta(seconds=time.monotonic() - _COUNTED_FROM)


def later(days: float) -> str:
    """The time ``days`` from now (before now where negative), RFC 3339 UTC with whole seconds."""
    return (clock.moment() + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")


clock.use(moment)  # also for what test modules work out while they are collected
