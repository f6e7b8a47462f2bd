"""Without input the window locks itself: nothing is readable until the secret is given again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.auto_lock import USUAL
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.support import LONG_MS, Bot, chord, press, settings_of, type_into, view_of

PASSPHRASE = "a passphrase for the lock"


@pytest.fixture
def guarded(tmp_path: Path, open_window: OpenWindow) -> Iterator[MainWindow]:
    """A window on an office whose keys are in a file with a passphrase."""
    place = Workplace(tmp_path / "guarded")
    place.use_passphrase(PASSPHRASE)
    place.try_here()
    window = open_window(place)
    yield window
    window.close()
    place.close()


def _readable(window: MainWindow) -> list[str]:
    texts = [label.text() for label in window.findChildren(QLabel) if label.isVisible()]
    return texts + [edit.text() for edit in window.findChildren(QLineEdit) if edit.isVisible()]


def test_a_locked_window_shows_nothing_takes_no_keys_and_comes_back_as_it_was(
    qtbot: Bot, guarded: MainWindow
) -> None:
    window = guarded
    view = view_of(window, "form")
    type_into(qtbot, view.fields["purpose"].edit, "seedlings")
    assert window.desk is not None
    name = window.desk.identity.name
    window.show_help()
    assert any(name in text for text in _readable(window))
    window.lock.timer.timeout.emit()
    assert window.lock.locked
    page = window.lock.page
    assert page is not None
    said = " ".join(_readable(window))
    assert "Locked" in said
    assert name not in said
    assert "seedlings" not in said
    front = window.front
    for name_of_key in (Qt.Key.Key_1, Qt.Key.Key_Plus, Qt.Key.Key_F1):
        chord(qtbot, window, name_of_key)
    assert window.front == front
    assert window.centralWidget() is page
    type_into(qtbot, page.field, "wrong")
    press(qtbot, page.unlock)
    qtbot.waitUntil(lambda: bool(page.problem.text()), timeout=LONG_MS)
    assert window.lock.locked
    assert page.field.text() == ""
    type_into(qtbot, page.field, PASSPHRASE)
    press(qtbot, page.unlock)
    qtbot.waitUntil(lambda: not window.lock.locked, timeout=LONG_MS)
    assert window.frame.isVisible()
    assert view.fields["purpose"].edit.text() == "seedlings"


def test_a_key_without_a_secret_is_not_locked_and_the_setting_says_so(window: MainWindow) -> None:
    if window.lock.by:
        pytest.skip("no keyring here: the sample's keys are in a file with a passphrase")
    settings = settings_of(window)
    assert not settings.lock.isEnabled()
    assert "PIN" in settings.lock_note.text()
    window.lock.lock()
    assert not window.lock.locked


def test_the_time_is_chosen_and_kept(qtbot: Any, guarded: MainWindow) -> None:
    settings = settings_of(guarded)
    assert settings.lock.currentData() == guarded.lock.minutes == USUAL
    settings.lock.setCurrentIndex(settings.lock.findData(1))
    settings.lock.activated.emit(settings.lock.currentIndex())
    assert guarded.lock.timer.interval() == 60_000
    qtbot.waitUntil(lambda: guarded.workplace.settings().get("lock_minutes") == "1", timeout=LONG_MS)
    guarded.set_lock_minutes(0)
    assert not guarded.lock.timer.isActive()


def test_a_sample_and_a_second_window_say_so_on_every_view(
    workplace: Workplace, open_window: OpenWindow
) -> None:
    first = open_window(workplace)
    for name in first.listed[:4]:
        view_of(first, name)
        assert "sample" in first.frame.top.warning.text()
        assert "second" not in first.frame.top.warning.text()
        assert first.frame.top.warning.isVisible()
    second = open_window(workplace)
    assert "second window" in second.frame.top.warning.text()
    second.close()
    first.close()
    third = open_window(workplace)
    assert "second" not in third.frame.top.warning.text()
