"""The report: until a day, in totals and lines that agree, saved as a file."""

from __future__ import annotations

import csv
from pathlib import Path

from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.report_view import ReportView
from tests.ui.conftest import Months, OpenWindow
from tests.ui.support import LONG_MS, Bot, become, key, type_into, view_of


def _report(window: MainWindow) -> ReportView:
    become(window, "R")
    view = view_of(window, "report")
    assert isinstance(view, ReportView)
    return view


def test_the_totals_are_those_of_the_lines(later: Months, open_window: OpenWindow) -> None:
    view = _report(open_window(later.workplace))
    rows = view.model.rows
    assert view.totals[0].text() == view.words.count(sum(row.loans for row in rows))
    assert view.totals[1].text() == view.words.number(sum(row.disbursed for row in rows))
    assert sum(row.loans for row in rows) > 0


def test_another_day_counts_anew_and_a_wrong_one_is_said(
    qtbot: Bot, later: Months, open_window: OpenWindow
) -> None:
    window = open_window(later.workplace)
    view = _report(window)
    today = [label.text() for label in view.totals]
    type_into(qtbot, view.until, "yesterday")
    key(qtbot, view.until, Qt.Key.Key_Return)
    settle(window)
    assert view.notice.isVisible()
    assert [label.text() for label in view.totals] == today
    type_into(qtbot, view.until, "2000-01-01")
    with qtbot.waitSignal(view.filled, timeout=LONG_MS):
        key(qtbot, view.until, Qt.Key.Key_Return)
    assert not view.notice.isVisible()
    assert {label.text() for label in view.totals} == {"0", "0.00"}
    assert "2000-01-01" in view.classes_title.text()
    assert view.model.rowCount() == 0


def test_it_is_saved_as_csv_with_a_line_for_each_row(
    qtbot: Bot, later: Months, open_window: OpenWindow, tmp_path: Path
) -> None:
    window = open_window(later.workplace)
    view = _report(window)
    file = tmp_path / "report.csv"
    view.save(file)
    qtbot.waitUntil(lambda: str(file) in view.notice.text(), timeout=LONG_MS)
    with file.open(encoding="utf-8-sig", newline="") as lines:
        written = list(csv.reader(lines))
    assert [(line[0], line[1]) for line in written[1:]] == [
        (row.branch, row.month) for row in view.model.rows
    ]
