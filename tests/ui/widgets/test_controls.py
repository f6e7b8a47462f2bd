"""Buttons, boxes to choose from, and the pause of a search."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QDir, Qt
from PySide6.QtWidgets import QComboBox, QDialog, QFileDialog, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.ui.widgets.controls import button, choice, file_start, typing_pause
from tests.ui.support import LONG_MS, Bot, key


def test_enter_presses_the_button_with_the_focus_whatever_the_default_is(qtbot: Bot, qapp: object) -> None:
    dialog = QDialog()
    layout = QVBoxLayout(dialog)
    first, second = button(), button(primary=True)
    second.setDefault(True)
    pressed: list[str] = []
    first.clicked.connect(lambda: pressed.append("first"))
    second.clicked.connect(lambda: pressed.append("second"))
    layout.addWidget(first)
    layout.addWidget(second)
    dialog.show()
    for name in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
        key(qtbot, first, name)
    assert pressed == ["first"] * 3
    dialog.close()


def test_a_button_has_the_dress_that_it_is_given(qapp: object) -> None:
    assert [button(**{name: True}).property(name) for name in ("primary", "danger", "flat")] == [True] * 3
    assert button().property("primary") is None
    assert not button().autoDefault()


def test_a_long_choice_does_not_widen_its_box(qapp: object) -> None:
    short, long = choice(), choice()
    short.addItem("a")
    long.addItem("a" * 300)
    assert long.sizeHint().width() == short.sizeHint().width()
    plain = QComboBox()
    plain.addItem("a" * 300)
    assert plain.sizeHint().width() > long.sizeHint().width()


def test_a_search_waits_for_a_pause_and_enter_does_not(qtbot: Bot, qapp: object) -> None:
    owner, searched = QWidget(), []
    fields = [QLineEdit(owner), QLineEdit(owner)]
    pause = typing_pause(owner, lambda: searched.append(fields[0].text()), *fields, pause_ms=60)
    for text in "abc":
        fields[0].setText(fields[0].text() + text)
    assert searched == []
    qtbot.waitUntil(lambda: searched == ["abc"], timeout=LONG_MS)
    fields[1].setText("x")
    assert pause.isActive()
    pause.stop()
    key(qtbot, fields[1], Qt.Key.Key_Return)
    assert searched == ["abc", "abc"]


def test_a_file_dialog_begins_where_one_was_last_chosen(
    tmp_path: Path, qapp: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert file_start("report.csv").endswith("/report.csv")
    assert Path(file_start()) != Path(QDir.currentPath())
    chosen = tmp_path / "chosen"
    chosen.mkdir()
    monkeypatch.setattr(QFileDialog, "directory", lambda _dialog: QDir(str(chosen)))
    assert file_start("report.csv") == str(chosen / "report.csv")
