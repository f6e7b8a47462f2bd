"""The day of business of a data folder.

On every real ledger it is today. The sample's ledger is made with ``clock: events``, which the contract takes
to mean that an event's own time counts: on it, and only on it, a person can walk through a loan's years in
minutes. How far the sample is ahead of the calendar is kept in the settings; the ledger's own record of its
transactions keeps the real times beside.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from loc_desktop.app.settings import Settings

SETTING = "sample_days_ahead"
MOST = 366 * 40
"""Days: longer than any loan runs."""
_NUMBER = re.compile("[0-9]{1,6}")


class BusinessClock:
    """This second of the business day, RFC 3339 UTC. Thread-safe."""

    def __init__(self, home: Path, real: Callable[[], str]) -> None:
        self._settings = Settings(home)
        self.real = real
        self._lock = threading.Lock()
        self._ahead: int | None = None

    @property
    def ahead(self) -> int:
        """Days that business is ahead of the calendar; 0 everywhere but in a sample."""
        with self._lock:
            if self._ahead is None:
                text = self._settings.all().get(SETTING, "0")
                self._ahead = min(int(text), MOST) if _NUMBER.fullmatch(text) else 0
            return self._ahead

    def read_again(self) -> None:
        """The settings may be others: a folder was restored."""
        with self._lock:
            self._ahead = None

    @property
    def left(self) -> int:
        """By how many days it can go on."""
        return MOST - self.ahead

    def __call__(self) -> str:
        real = self.real()
        ahead = self.ahead
        return later(real, ahead) if ahead else real

    def walk(self, days: int) -> None:
        """Go on by ``days``, :attr:`left` at most (never back: events have happened). Raises ValueError."""
        if not 0 <= days <= self.left:
            raise ValueError(f"days from 0 to {self.left}")
        ahead = self.ahead + days
        with self._lock:
            self._settings.set(SETTING, str(ahead))
            self._ahead = ahead


def later(at: str, days: int) -> str:
    """The time ``days`` after ``at``, both RFC 3339 UTC."""
    moved = datetime.fromisoformat(at) + timedelta(days=days)
    return moved.strftime("%Y-%m-%dT%H:%M:%SZ")
