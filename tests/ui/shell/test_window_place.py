"""The window opens within the screen and where it was left."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QGuiApplication

from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.window_place import fit
from tests.ui.conftest import OpenWindow

SMALL = QRect(0, 0, 1024, 600)


@pytest.mark.parametrize(
    ("rect", "fitted"),
    [
        (QRect(10, 20, 500, 400), QRect(10, 20, 500, 400)),
        (QRect(0, 0, 1366, 768), SMALL),
        (QRect(900, 500, 400, 300), QRect(624, 300, 400, 300)),
        (QRect(-2000, -50, 400, 300), QRect(0, 0, 400, 300)),
    ],
)
def test_a_place_is_moved_into_the_screen_and_never_larger(rect: QRect, fitted: QRect) -> None:
    assert fit(rect, SMALL) == fitted


def test_a_second_screen_begins_where_it_does() -> None:
    assert fit(QRect(0, 0, 3000, 300), QRect(1920, 40, 1280, 984)) == QRect(1920, 40, 1280, 300)


def test_the_window_comes_back_where_it_was(workplace: Workplace, open_window: OpenWindow) -> None:
    window = open_window(workplace)
    window.setGeometry(60, 70, 1100, 650)
    window.close()
    again = open_window(workplace)
    assert (again.width(), again.height()) == (1100, 650)
    assert (again.x(), again.y()) == (60, 70)


@pytest.mark.parametrize(
    "kept",
    [
        {"version": 1, "place": [9000, 9000, 1400, 800], "whole": False},  # a screen that is gone
        {"version": 1, "place": [-5000, 0, 9000, 9000], "whole": False},
        {"version": 1, "place": [0, 0, 1, 1], "whole": False},
        {"version": 2, "place": [9000, 9000, 1400, 800]},
        {"version": 1, "place": "here"},
        [],
    ],
)
def test_a_screen_that_is_gone_or_nonsense_opens_within_what_is_there(
    workplace: Workplace, open_window: OpenWindow, kept: object
) -> None:
    workplace.set("window", json.dumps(kept))
    window = open_window(workplace)
    available = QGuiApplication.primaryScreen().availableGeometry()
    assert available.contains(window.frameGeometry())
    assert window.width() >= 800
