"""Long work: its progress, its end before the end, rows that failed, what changed meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from loc_desktop.errors import KnownError, Money, Trouble
from loc_desktop.texts.sentence import trouble_of

Progress = Callable[[int, int], None]
"""Called with (finished, total), from the thread that does the work."""


Cancelled = Callable[[], bool]
"""Asked between two items; True stops the work cleanly, what is done stays done."""


def no_progress(finished: int, total: int) -> None:
    """Progress that nobody watches."""


def never_cancelled() -> bool:
    """Work that nobody cancels."""
    return False


@dataclass(frozen=True, slots=True)
class Change:
    """New blocks are in the index: read again what is on the screen."""

    height: int
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowFailure:
    """A row or event of a batch that did not go through, why, and whether money moved."""

    line: int
    event: str
    trouble: Trouble
    money: Money = Money.NOT_MOVED

    @classmethod
    def of(cls, line: int, event: str, error: KnownError) -> RowFailure:
        return cls(line, event, trouble_of(error), error.money)

    @property
    def code(self) -> str:
        return self.trouble.code
