"""The regulator inspects from the views by keyboard; the record of readings is searched and saved."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.flow_inspecting import FindingDialog, FlowInspecting
from tests.ui.support import Bot, become, cells, key, no_error, shown, type_into, view_of


def inspect(bot: Bot, window: MainWindow, inspecting: FlowInspecting) -> FindingDialog:
    """The form that stands open: a complaint; sign; what was found."""
    values = shown(bot, lambda: inspecting.values)
    purpose = values.choices["purpose"]
    purpose.setFocus()
    key(bot, purpose, Qt.Key.Key_Down)
    assert purpose.currentData() == "complaint"
    values.next.setFocus()
    key(bot, values.next, Qt.Key.Key_Space)
    confirm = shown(bot, lambda: inspecting.confirm)
    assert confirm.cancel.isDefault()
    confirm.sign.setFocus()
    key(bot, confirm.sign, Qt.Key.Key_Space)
    found = shown(bot, lambda: inspecting.found)
    settle(window)
    return found


@pytest.mark.parametrize("name", ["ledger", "trace", "accounts", "loans", "members"])
def test_from_each_view_something_is_inspected_on_record(qtbot: Bot, window: MainWindow, name: str) -> None:
    become(window, "R")
    viewer = window.context.desk.viewer
    done = next(row for row in viewer.search(SearchQuery(kind="loan.apply")).rows if row.code == 0)
    view = view_of(window, name, {"ledger": done.id, "trace": done.event}.get(name))
    if name == "ledger":
        place = next(at for at, line in enumerate(view.model.rows) if line.code == 0)
        view.table.setCurrentIndex(view.model.index(place, 0))
        settle(window)
    holder = view.panel if name == "ledger" else view
    assert holder.inspect.isVisible()
    holder.inspect.setFocus()
    key(qtbot, holder.inspect, Qt.Key.Key_Space)
    dialog = inspect(qtbot, window, holder.inspecting)
    assert dialog.close_.isDefault()
    key(qtbot, dialog, Qt.Key.Key_Escape)
    assert no_error(window)
    (line, *_) = window.context.desk.reading_record.lines()
    assert (line.purpose, bool(line.inspection)) == ("complaint", True)
    readings = view_of(window, "readings")
    assert "a complaint" in cells(readings.table)


@pytest.mark.parametrize("role", ["C", "B"])
def test_others_are_not_offered_it(qtbot: Bot, window: MainWindow, role: str) -> None:
    become(window, role)
    viewer = window.context.desk.viewer
    done = next(row for row in viewer.search(SearchQuery(kind="loan.apply")).rows if row.code == 0)
    assert not view_of(window, "ledger", done.id).panel.inspect.isVisible()
    assert not view_of(window, "trace", done.event).inspect.isVisible()
    assert not view_of(window, "loans").inspect.isVisible()
    assert "members" not in window.listed


def test_an_office_finds_its_own_readings_and_saves_them(
    qtbot: Bot, window: MainWindow, tmp_path: Path
) -> None:
    become(window, "B")
    view_of(window, "inbox")  # it shows names: each is on record
    readings = view_of(window, "readings")
    assert len(readings.model.rows) > 1
    one = readings.model.rows[0]
    type_into(qtbot, readings.filter, one.event)
    key(qtbot, readings.filter, Qt.Key.Key_Return)
    settle(window)
    assert {line.event for line in readings.model.rows} == {one.event}
    file = tmp_path / "readings.csv"
    readings.save(file)
    settle(window)
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert len(rows) == 1 + len(readings.model.rows)
    assert one.event in rows[1]
    assert "Saved" in readings.notice.text()
    type_into(qtbot, readings.filter, "nobody")
    settle(window)
    assert readings.model.rows == []
    assert not readings.show_ledger.isEnabled()


def test_a_full_disk_is_told(qtbot: Bot, window: MainWindow, tmp_path: Path) -> None:
    become(window, "B")
    view_of(window, "inbox")
    readings = view_of(window, "readings")
    readings.save(tmp_path / "no folder" / "readings.csv")
    settle(window)
    assert not no_error(window)
