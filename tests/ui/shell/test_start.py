"""The window starts on files that are damaged, on a full disk and in a folder that cannot be written."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.error_dialog import details_text
from tests.support.full_disk import largest_file
from tests.ui.conftest import OpenWindow
from tests.ui.support import LONG_MS, Bot, become, error_of, no_error


def _notice(window: MainWindow) -> str:
    return window.frame.status_line.notice.accessibleName()


def test_a_damaged_file_is_named(workplace: Workplace, open_window: OpenWindow) -> None:
    file = workplace.home / "settings.json"
    file.write_bytes(b"{ not JSON")
    window = open_window(workplace)
    assert _notice(window) == "The file settings.json is damaged; it is kept, and the defaults are used."
    assert file.read_bytes() == b"{ not JSON"
    assert window.front


def _starts_and_says_what_is_wrong(bot: Bot, workplace: Workplace, open_window: OpenWindow) -> None:
    """The window is there and answers; what it cannot show it says, and nothing of it is called a bug."""
    window = open_window(workplace)
    settle(window)
    assert window.front
    bot.waitUntil(lambda: window.errors.open, timeout=LONG_MS)
    dialog = window.errors.dialog
    assert dialog is not None
    assert dialog.known, details_text(dialog.error)
    assert "No money has moved." in error_of(window)
    dialog.accept()
    window.keep("text_size", "100")
    bot.waitUntil(lambda: "The settings could not be saved" in _notice(window), timeout=LONG_MS)
    window.told("")
    window.keep("text_size", "100")
    settle(window)
    assert _notice(window) == ""
    assert no_error(window)
    for role in ("C", "B", "CAD", "FD", "R"):
        become(window, role)
        for name in window.listed:
            window.go(name)
            settle(window)
            shown = window.errors.dialog
            if shown is not None:
                assert shown.known, f"{role} {name}: {details_text(shown.error)}"
                shown.accept()  # the next error has a dialog again


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
def test_the_window_starts_on_a_full_disk(qtbot: Bot, workplace: Workplace, open_window: OpenWindow) -> None:
    with largest_file(0):
        _starts_and_says_what_is_wrong(qtbot, workplace, open_window)


@contextmanager
def _read_only(folder: Path) -> Iterator[None]:
    paths = (folder, *(path for path in folder.rglob("*") if not path.is_symlink()))
    modes = {path: path.stat().st_mode for path in paths}
    for path in paths:
        path.chmod(0o500 if path.is_dir() else 0o400)
    try:
        yield
    finally:
        for path, mode in modes.items():
            path.chmod(mode)


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX's")
def test_the_window_starts_in_a_folder_that_cannot_be_written(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow
) -> None:
    with _read_only(workplace.home):
        if os.access(workplace.home, os.W_OK):
            pytest.skip("nothing is read-only for this user")
        _starts_and_says_what_is_wrong(qtbot, workplace, open_window)
