"""The help by F1: every key of the role's views, and the words in the language that is on."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from loc_desktop.ui.shell.help_dialog import HelpDialog
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.support import ALT, CONTROL, LONG_MS, NO_MODIFIER, Bot, become, chord, key, shown


def test_f1_names_the_views_with_their_keys_and_escape_closes(qtbot: Bot, window: MainWindow) -> None:
    chord(qtbot, window, Qt.Key.Key_F1, NO_MODIFIER)
    dialog = shown(qtbot, lambda: window.findChild(HelpDialog))
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    views = [view for view in window.frame.stack.offered if view.listed]
    assert len(views) > 10
    for number, view in enumerate(views, start=1):
        keys = f"Ctrl+{number % 10}" if number <= 10 else f"Ctrl+Alt+{number - 10}"
        assert said[said.index(f"{view.title()}  {keys}") + 1], "each view says what is done there"
    assert str(window.workplace.home) in dialog.log_folder.text()
    window.speak("zh")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "帮助", timeout=LONG_MS)
    assert "审批方" in [label.text() for label in dialog.findChildren(QLabel)]
    key(qtbot, dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


@pytest.mark.parametrize("role", ["C", "B", "CAD", "FD", "R"])
def test_every_view_of_a_role_has_keys_and_an_icon_of_its_own(
    qtbot: Bot, window: MainWindow, role: str
) -> None:
    become(window, role)
    icons = [view.icon for view in window.frame.listed]
    assert len(set(icons)) == len(icons)
    for number, name in enumerate(window.listed, start=1):
        digit = Qt.Key(Qt.Key.Key_0.value + number % 10)
        chord(qtbot, window, digit, CONTROL if number <= 10 else CONTROL | ALT)
        assert window.front == name
