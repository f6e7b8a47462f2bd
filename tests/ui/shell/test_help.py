"""The help by F1: every key of the role's views, and the words in the language that is on."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from loc_desktop.ui.shell.help_dialog import HelpDialog
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.support import LONG_MS, NO_MODIFIER, Bot, chord, key, shown


def test_f1_names_the_views_with_their_keys_and_escape_closes(qtbot: Bot, window: MainWindow) -> None:
    chord(qtbot, window, Qt.Key.Key_F1, NO_MODIFIER)
    dialog = shown(qtbot, lambda: window.findChild(HelpDialog))
    said = [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]
    titles = [view.title() for view in window.frame.stack.offered if view.listed]
    for number, title in enumerate(titles[:9], start=1):
        assert said[said.index(f"Ctrl+{number}") + 1] == title
    assert str(window.workplace.home) in dialog.log_folder.text()
    window.speak("zh")
    qtbot.waitUntil(lambda: dialog.windowTitle() == "帮助", timeout=LONG_MS)
    assert "审批方" in [label.text() for label in dialog.findChildren(QLabel)]
    key(qtbot, dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
