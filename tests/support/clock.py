"""Times for tests, in the form that the program uses: a fixed day where the machine's date is not what is
tested, else times relative to now.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

TODAY: Final = date(2026, 9, 15)
"""A Tuesday in the middle of a month, of a quarter and of a year; no holiday is near."""


def later(days: float) -> str:
    """The time ``days`` from now (before now where negative), RFC 3339 UTC with whole seconds."""
    return (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
