"""The follower's thread: what it tells while it catches up, follows, loses the ledger and ends."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from loc_desktop.app import background
from loc_desktop.desk.values.work import Change
from loc_desktop.errors import KnownError
from loc_desktop.ui.shell.follower import Follower
from tests.ui.support import LONG_MS, Bot

HEIGHT = 7
AWAY = KnownError("ledger.away")


class Ledger:
    """A workplace of which only following is asked. ``errors`` are raised one after another by catching up,
    then it works; ``change`` tells of a block."""

    def __init__(self, *errors: Exception) -> None:
        self._errors = list(errors)
        self.followed = threading.Event()
        self.ended = threading.Event()
        self.change: Callable[[Change], None] = lambda _change: None
        self.thread = 0

    def catch_up(self, progress: Callable[[int, int], None], _stopped: Callable[[], bool]) -> int:
        self.thread = threading.get_ident()
        if self._errors:
            raise self._errors.pop(0)
        progress(HEIGHT, HEIGHT)
        return HEIGHT

    def follow(self, changed: Callable[[Change], None], stopped: Callable[[], bool]) -> None:
        self.change = changed
        self.followed.set()
        while not stopped():
            self.ended.wait(0.01)
        self.ended.set()


@pytest.fixture
def following(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Ledger], Follower]]:
    """Makes followers that are stopped after the test; a ledger that is away is asked again at once."""
    monkeypatch.setattr(background, "FOLLOW_AGAIN_S", 0.01)
    made: list[Follower] = []

    def make(ledger: Any) -> Follower:
        made.append(Follower(ledger, qapp))
        return made[-1]

    yield make
    for follower in made:
        follower.stop()


def _change(block: int) -> Change:
    return Change(height=block, events=())


def test_it_catches_up_then_tells_of_every_block_on_the_windows_thread(
    qtbot: Bot, following: Callable[[Ledger], Follower]
) -> None:
    ledger = Ledger()
    follower = following(ledger)
    told: list[tuple[Change, int]] = []
    steps: list[tuple[int, int]] = []
    follower.changed.connect(lambda change: told.append((change, threading.get_ident())))
    follower.progress.connect(lambda done, total: steps.append((done, total)))
    with qtbot.waitSignal(follower.caught_up, timeout=LONG_MS) as caught_up:
        follower.start()
    assert caught_up.args == [HEIGHT]
    assert steps == [(HEIGHT, HEIGHT)]
    assert ledger.followed.wait(LONG_MS / 1000)
    with qtbot.waitSignal(follower.changed, timeout=LONG_MS):
        ledger.change(_change(8))
    assert [change for change, _ in told] == [_change(8)]
    assert told[0][1] == threading.get_ident() != ledger.thread


def test_a_ledger_that_is_away_is_told_each_time_and_followed_when_it_is_back(
    qtbot: Bot, following: Callable[[Ledger], Follower]
) -> None:
    ledger = Ledger(AWAY, AWAY)
    follower = following(ledger)
    away: list[KnownError] = []
    follower.away.connect(away.append)
    with qtbot.waitSignal(follower.caught_up, timeout=LONG_MS):
        follower.start()
    assert away == [AWAY, AWAY]
    assert ledger.followed.wait(LONG_MS / 1000)


def test_a_bug_is_told_and_ends_the_thread(qtbot: Bot, following: Callable[[Ledger], Follower]) -> None:
    ledger = Ledger(RuntimeError("a bug"))
    follower = following(ledger)
    with qtbot.waitSignal(follower.broken, timeout=LONG_MS) as broken:
        follower.start()
    assert str(broken.args[0]) == "a bug"
    assert not ledger.followed.is_set()


def test_stopped_it_tells_nothing_more(qtbot: Bot, following: Callable[[Ledger], Follower]) -> None:
    ledger = Ledger()
    follower = following(ledger)
    with qtbot.waitSignal(follower.caught_up, timeout=LONG_MS):
        follower.start()
        follower.start()  # does nothing
    assert ledger.followed.wait(LONG_MS / 1000)
    follower.stop()
    assert ledger.ended.is_set()
    told: list[Change] = []
    follower.changed.connect(told.append)
    ledger.change(_change(8))
    QApplication.processEvents()
    assert told == []
    follower.stop()  # may be called twice
