"""The list as it was when a case was opened: its order and filter, and where one is in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from loc_desktop.desk.values.case import InboxRow

if TYPE_CHECKING:
    from loc_desktop.desk.desk import Desk


@dataclass(frozen=True, slots=True)
class CaseRound:
    """The cases that one goes through, in the order in which they were listed."""

    rows: tuple[InboxRow, ...] = ()

    def place(self, event: str) -> int:
        """The how many-th it is, from 1; 0 where it is none of them."""
        return next((number for number, row in enumerate(self.rows, 1) if row.event == event), 0)

    def step(self, event: str, by: int) -> InboxRow | None:
        """The case ``by`` places after ``event``, None beyond the ends."""
        place = self.place(event)
        wanted = place - 1 + by
        return self.rows[wanted] if place and 0 <= wanted < len(self.rows) else None

    def following(self, event: str, waiting: Collection[str]) -> InboxRow | None:
        """The next one after ``event`` that still waits; from the beginning again after the last."""
        place = self.place(event)
        turned = (*self.rows[place:], *self.rows[:place])
        return next((row for row in turned if row.event != event and row.event in waiting), None)


_ROUNDS: WeakKeyDictionary[Desk, CaseRound] = WeakKeyDictionary()


def begin(desk: Desk, rows: Sequence[InboxRow]) -> None:
    """From now on one goes through these."""
    _ROUNDS[desk] = CaseRound(tuple(rows))


def of(desk: Desk) -> CaseRound:
    """What was begun last."""
    return _ROUNDS.get(desk, CaseRound())
