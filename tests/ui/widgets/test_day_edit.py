"""A day is typed as people write it, or picked."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from loc_desktop.ui.widgets.controls import DayEdit, find_key
from tests.ui.support import ALT, CONTROL, type_into


@pytest.fixture
def edit(qtbot: Any) -> DayEdit:
    made = DayEdit()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    "text", ["2026/1/1", "20260101", "２０２６－０１－０１", "2026年1月1日", "2026.01.01"]
)
def test_every_way_to_write_a_day_is_one_and_stands_there_plainly(
    qtbot: Any, edit: DayEdit, text: str
) -> None:
    type_into(qtbot, edit, text)
    assert edit.iso == "2026-01-01"
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edit.text() == "2026-01-01"


@pytest.mark.parametrize("text", ["2026-02-30", "2026-1", "1/1/2026", "0", "20261301"])
def test_what_is_no_day_stays_as_it_was_typed(qtbot: Any, edit: DayEdit, text: str) -> None:
    type_into(qtbot, edit, text)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert (edit.iso, edit.text()) == (None, text)


def test_ctrl_f_lets_what_is_typed_take_the_place_of_what_was_there(qtbot: Any) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    field = QLineEdit("old", owner)
    other = QLineEdit(owner)
    find_key(owner, field)
    owner.show()
    owner.activateWindow()
    qtbot.waitUntil(owner.isActiveWindow)
    other.setFocus()
    qtbot.keyClick(owner, Qt.Key.Key_F, CONTROL)
    assert field.hasFocus()
    qtbot.keyClicks(field, "new")
    assert field.text() == "new"


def test_a_day_is_picked_from_the_calendar_by_keys(qtbot: Any, edit: DayEdit) -> None:
    assert edit.iso == ""
    type_into(qtbot, edit, "2026/3/31")
    qtbot.keyClick(edit, Qt.Key.Key_Down, ALT)
    calendar = edit.calendar
    assert calendar is not None
    assert calendar.selectedDate() == QDate(2026, 3, 31)
    calendar.activated.emit(QDate(2026, 4, 2))
    assert edit.text() == "2026-04-02"
    assert edit.calendar is None
