"""What runs while nobody asks: trouble is logged, a bug shown once, a ledger that is away logged once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from PySide6.QtWidgets import QApplication

from loc_desktop.app import background, log
from loc_desktop.app.asides import Asides
from loc_desktop.app.values import LedgerStatus
from loc_desktop.desk.values.work import Change
from loc_desktop.errors import KnownError
from loc_desktop.ui.shell.ledger_watch import Watch
from loc_desktop.ui.widgets.tasks import TaskRunner
from tests.ui.support import LONG_MS, Bot


class Troubled:
    """A workplace of which nothing can be had: what the watch asks of it raises ``error``."""

    def __init__(self, error: Exception) -> None:
        self.error = error
        self.asides = Asides()

    def _raise(self) -> NoReturn:
        raise self.error

    def status(self) -> LedgerStatus:
        self._raise()

    def send_waiting(self, _cancelled: Callable[[], bool]) -> int:
        self._raise()

    def catch_up(self, _progress: Callable[[int, int], None], _stopped: Callable[[], bool]) -> int:
        self._raise()

    def follow(self, _changed: Callable[[Change], None], _stopped: Callable[[], bool]) -> None:
        self._raise()


Watching = Callable[[Exception], Watch]


@pytest.fixture
def watching(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Watching]:
    monkeypatch.setattr(background, "FOLLOW_AGAIN_S", 0.01)
    log.set_up(tmp_path)
    made: list[tuple[Watch, TaskRunner]] = []

    def make(error: Exception) -> Watch:
        place: Any = Troubled(error)
        tasks = TaskRunner(qapp)
        made.append((Watch(place, tasks, qapp), tasks))
        return made[-1][0]

    yield make
    for watch, tasks in made:
        watch.stop()
        tasks.shut_down()


def _log(tmp_path: Path) -> str:
    return (log.folder_of(tmp_path) / "loc-desktop.log").read_text("utf-8")


def _asked(bot: Bot, watch: Watch, times: int) -> None:
    for _ in range(times):
        watch.ask_status()
        bot.waitUntil(lambda: not watch._asking, timeout=LONG_MS)


def test_a_bug_is_logged_each_time_and_shown_once(qtbot: Bot, watching: Watching, tmp_path: Path) -> None:
    watch = watching(ZeroDivisionError("a bug"))
    shown: list[Exception] = []
    watch.broken.connect(shown.append)
    _asked(qtbot, watch, 3)
    assert [str(error) for error in shown] == ["a bug"]
    # The runner logs it as well, as every bug of its work.
    assert _log(tmp_path).count("state of the ledger: ZeroDivisionError at test_ledger_watch.py:") == 3


def test_a_known_error_is_logged_and_not_shown(qtbot: Bot, watching: Watching, tmp_path: Path) -> None:
    watch = watching(KnownError("ledger.away"))
    shown: list[Exception] = []
    watch.broken.connect(shown.append)
    _asked(qtbot, watch, 2)
    assert shown == []
    assert _log(tmp_path).count("state of the ledger: ledger.away") == 2


def test_a_ledger_that_stays_away_is_logged_once(qtbot: Bot, watching: Watching, tmp_path: Path) -> None:
    watch = watching(KnownError("ledger.away"))
    away: list[KnownError] = []
    watch.away.connect(away.append)
    watch.start()
    qtbot.waitUntil(lambda: len(away) > 2, timeout=LONG_MS)
    assert _log(tmp_path).count("following the ledger: ledger.away") == 1
