"""What every table does: sorted by a click on its head, copied from, exported, laid out as it was left."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QGuiApplication, QHelpEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QToolTip

from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, RowsModel, TableColumn, TablePage
from loc_desktop.ui.widgets.tables.memory import TableLayout, read_layout
from loc_desktop.ui.widgets.tables.order import ordered
from loc_desktop.ui.widgets.tasks import TaskRunner
from tests.ui.support import CONTROL, Bot

SHIFT = Qt.KeyboardModifier.ShiftModifier
NAMES = ("张三", "李四", "安娜", "赵六", "王五")


@dataclass(frozen=True)
class Money:
    name: str
    fen: int
    id: str


def _row(number: int) -> Money:
    return Money(f"{NAMES[number % 5]}{number}", (number * 7919) % 1000 * 1_000_000, f"{number:064x}")


ROWS = [_row(number) for number in range(1234)]


def _columns() -> list[TableColumn[Money]]:
    return [
        TableColumn(lambda: "Name", lambda r: r.name),
        TableColumn(lambda: "Amount", lambda r: f"{r.fen / 100:,.2f}", right=True),
        TableColumn(lambda: "Id", lambda r: r.id[:8] + "…", mono=True, full=lambda r: r.id),
        TableColumn(lambda: "Note", lambda _r: "=1+1"),
    ]


class HostWindow(QMainWindow):
    """A window as tables need one; what it keeps outlives it in ``kept``."""

    def __init__(self, kept: dict[str, str], tasks: TaskRunner) -> None:
        super().__init__()
        self.kept, self.tasks, self.said = kept, tasks, ""
        self.errors: list[BaseException] = []

    def setting(self, name: str) -> str:
        return self.kept.get(name, "")

    def keep(self, name: str, value: str) -> None:
        self.kept[name] = value

    def told(self, text: str) -> None:
        self.said = text

    def report(self, error: BaseException) -> None:
        self.errors.append(error)


Shown = Callable[..., tuple[HostWindow, RowTable]]


@pytest.fixture
def kept() -> dict[str, str]:
    return {}


@pytest.fixture
def tasks(qtbot: Bot) -> Any:
    runner = TaskRunner()
    yield runner
    runner.shut_down()


@pytest.fixture
def shown(qtbot: Any, kept: dict[str, str], tasks: TaskRunner) -> Shown:
    def show(rows: list[Money] | None = None) -> tuple[HostWindow, RowTable]:
        window = HostWindow(kept, tasks)
        qtbot.addWidget(window)
        table = RowTable()
        table.setAccessibleName("Money")
        model: RowsModel[Money]
        if rows is None:
            model = LazyModel(_columns(), lambda r: r.id, tasks, _fetch, table)
        else:
            model = RowsModel(_columns(), lambda r: r.id, table)
        table.setModel(model)
        table.set_widths((80, 60, 100))
        window.setCentralWidget(table)
        window.resize(600, 300)
        window.show()
        if isinstance(model, LazyModel):
            model.reload()
            qtbot.waitUntil(lambda: model.rowCount() == 100)
        else:
            model.set_rows(rows or [])
        return window, table

    return show


def _fetch(cursor: Any, limit: int) -> TablePage[Money]:
    start = int(cursor or 0)
    end = start + limit
    return TablePage(ROWS[start:end], len(ROWS), end if end < len(ROWS) else None)


def _model(table: RowTable) -> RowsModel[Money]:
    model = table.model()
    assert isinstance(model, RowsModel)
    return model


def _head(bot: Bot, table: RowTable, column: int) -> None:
    header = table.horizontalHeader()
    place = QPoint(header.sectionViewportPosition(column) + 20, header.height() // 2)
    bot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _texts(table: RowTable, column: int, count: int) -> list[str]:
    return [str(table.model().index(line, column).data()) for line in range(count)]


def test_numbers_are_numbers_names_go_by_pinyin_and_what_is_empty_stands_last() -> None:
    assert ordered(["赵六", "安娜", "–", "李四", ""], str, False) == ["安娜", "李四", "赵六", "–", ""]
    assert ordered(["第10期", "第9期"], str, False) == ["第9期", "第10期"]
    numbers = ["1,000.00", "–", "20.50", "-3.00", "+4.00"]
    assert ordered(numbers, str, False, numbers=True) == ["-3.00", "+4.00", "20.50", "1,000.00", "–"]
    assert ordered(numbers, str, True, numbers=True)[-1] == "–"
    assert ordered([3, 1, 2], lambda n: n, True) == [3, 2, 1]


def test_a_click_on_a_head_sorts_the_whole_question_and_keeps_the_chosen_row(
    qtbot: Bot, shown: Shown
) -> None:
    _, table = shown()
    model = _model(table)
    table.setCurrentIndex(model.index(7, 0))
    chosen = ROWS[7]
    _head(qtbot, table, 1)
    qtbot.waitUntil(lambda: model.rowCount() == len(ROWS))
    wanted = sorted(ROWS, key=lambda r: r.fen)
    assert _texts(table, 1, len(ROWS)) == [f"{r.fen / 100:,.2f}" for r in wanted]
    assert model.row_at(table.currentIndex()) == chosen
    _head(qtbot, table, 1)
    assert _texts(table, 1, 1) == ["9,990,000.00"]
    _head(qtbot, table, 1)  # a third time: as they came
    assert model.row_at(model.index(0, 0)) == ROWS[0]
    assert model.rows[:3] == ROWS[:3]


def test_rows_that_come_later_are_sorted_too(qtbot: Bot, shown: Shown) -> None:
    _, table = shown(ROWS[:5])
    _head(qtbot, table, 0)
    assert _texts(table, 0, 5) == ["安娜2", "李四1", "王五4", "张三0", "赵六3"]
    _model(table).set_rows(ROWS[:3])
    assert _texts(table, 0, 3) == ["安娜2", "李四1", "张三0"]


def test_an_amount_is_never_cut_whatever_the_column_is_drawn_to(qtbot: Bot, shown: Shown) -> None:
    _, table = shown([*ROWS[:3], Money("大", 123_456_789_012_345, "f" * 64)])
    longest = QFontMetrics(table.font()).horizontalAdvance("1,234,567,890,123.45")
    assert table.columnWidth(1) > longest
    table.horizontalHeader().resizeSection(1, 30)
    assert table.columnWidth(1) > longest


def test_copies_are_whole_numbers_and_full_ids(qtbot: Bot, shown: Shown) -> None:
    _, table = shown([Money("张三", 123_456_789, "a" * 64)])
    clipboard = QGuiApplication.clipboard()
    model = _model(table)
    for column, whole in ((0, "张三"), (1, "1234567.89"), (2, "a" * 64)):
        table.setCurrentIndex(model.index(0, column))
        qtbot.keyClick(table, Qt.Key.Key_C, CONTROL)
        assert clipboard.text() == whole
    qtbot.keyClick(table, Qt.Key.Key_C, CONTROL | SHIFT)
    assert clipboard.text() == f"张三\t1234567.89\t{'a' * 64}\t=1+1"


def test_the_menu_offers_what_the_row_can(qtbot: Any, shown: Shown) -> None:
    _, table = shown([Money("张三", 100, "a" * 64)])
    model = _model(table)
    done: list[str] = []

    def menu() -> dict[str, Any]:
        table.setCurrentIndex(model.index(0, 1))
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(1, 1), QPoint(1, 1))
        QApplication.sendEvent(table, event)
        assert table.menu is not None
        return {action.text(): action for action in table.menu.actions() if not action.isSeparator()}

    assert list(menu()) == ["Copy cell", "Copy row", "Copy full id", "Export…"]
    table.opened.connect(lambda index: done.append(f"open {index.row()}"))
    table.challenge_of = lambda r: lambda: done.append(f"challenge {r.name}")
    offered = menu()
    assert list(offered) == ["Copy cell", "Copy row", "Copy full id", "Open", "Challenge…", "Export…"]
    offered["Open"].trigger()
    offered["Challenge…"].trigger()
    assert done == ["open 0", "challenge 张三"]
    offered["Copy full id"].trigger()
    assert QGuiApplication.clipboard().text() == "a" * 64
    table.challenge_of = lambda _r: None
    assert "Challenge…" not in menu()


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_every_row_of_the_question_is_exported_and_stays_whole(
    qtbot: Bot, shown: Shown, tmp_path: Path, suffix: str
) -> None:
    window, table = shown()
    file = tmp_path / f"money.{suffix}"
    table.horizontalHeader().moveSection(3, 0)
    table.export_all()
    assert table.export is not None
    assert table.export.dialog is not None
    table.export.dialog.fileSelected.emit(str(file))
    table.export.dialog.close()
    qtbot.waitUntil(lambda: bool(window.said))
    assert window.said == f"Saved: {file}"
    assert _model(table).rowCount() == 100, "the table itself stays as it was"
    if suffix == "csv":
        assert file.read_bytes().startswith(b"\xef\xbb\xbf")
        with file.open(encoding="utf-8-sig", newline="") as opened:
            lines = list(csv.reader(opened))
        # Of an id of digits alone a spreadsheet would drop the end: an apostrophe makes it a text.
        assert lines[1] == ["'=1+1", "张三0", "0.00", f"'{'0' * 64}"]
        assert [line[2] for line in lines[1:]] == [f"{Decimal(r.fen) / 100:.2f}" for r in ROWS]
    else:
        sheet = load_workbook(file).active
        assert sheet is not None
        cells = list(sheet.iter_rows())
        lines = [[str(cell.value) for cell in line] for line in cells]
        first = cells[2]
        assert [first[place].value for place in (0, 1, 3)] == ["=1+1", "李四1", ROWS[1].id]
        assert [cell.data_type for cell in first] == ["s", "s", "n", "s"]
        assert first[2].value == ROWS[1].fen / 100
    assert lines[0] == ["Note", "Name", "Amount", "Id"]
    assert len(lines) == len(ROWS) + 1


def test_a_place_that_cannot_be_written_is_told(qtbot: Bot, shown: Shown, tmp_path: Path) -> None:
    window, table = shown(ROWS[:3])
    table.export_all()
    assert table.export is not None
    table.export.save(tmp_path / "no" / "such.csv")
    qtbot.waitUntil(lambda: bool(window.errors))
    assert getattr(window.errors[0], "code", "") == "statement.file"
    assert table.export.dialog is not None
    table.export.dialog.close()


def test_widths_order_and_sorting_are_as_they_were_left(
    qtbot: Bot, shown: Shown, kept: dict[str, str]
) -> None:
    window, table = shown(ROWS[:5])
    header = table.horizontalHeader()
    header.resizeSection(0, 222)
    header.moveSection(2, 0)
    _head(qtbot, table, 1)
    _head(qtbot, table, 1)
    qtbot.waitUntil(lambda: bool(kept))
    window.close()
    assert list(kept) == ["table.HostWindow.0"]
    _, again = shown(ROWS[:5])
    assert again.columnWidth(0) == 222
    assert again.horizontalHeader().logicalIndex(0) == 2
    assert _texts(again, 1, 1) == [f"{max(r.fen for r in ROWS[:5]) / 100:,.2f}"]


def test_a_layout_of_other_columns_or_of_nonsense_is_not_believed() -> None:
    layout = TableLayout(3, {0: 50}, (2, 0, 1), 1, True)
    assert read_layout(layout.text(), 3) == layout
    assert read_layout(layout.text(), 4) is None
    other = layout.text().replace('"version": 1', '"version": 2')
    for text in ("", "null", "[]", "{}", other, layout.text().replace("[2, 0, 1]", "[2, 0, 0]")):
        assert read_layout(text, 3) is None
    assert read_layout(TableLayout(3, {0: 10**9}).text(), 3) is None
    assert read_layout(TableLayout(3, {}, (), 3).text(), 3) is None


def test_what_is_cut_stands_in_the_tool_tip(qtbot: Bot, shown: Shown) -> None:
    long = "很长的名字" * 20
    _, table = shown([Money(long, 100, "a" * 64)])

    def tip(index: QModelIndex) -> str:
        QToolTip.hideText()
        place = table.visualRect(index).center()
        event = QHelpEvent(QEvent.Type.ToolTip, place, table.viewport().mapToGlobal(place))
        QApplication.sendEvent(table.viewport(), event)
        return QToolTip.text()

    assert tip(_model(table).index(0, 1)) == ""
    assert long in tip(_model(table).index(0, 0))


def test_a_button_that_cannot_show_its_words_says_them(qtbot: Any) -> None:
    words = button()
    qtbot.addWidget(words)
    words.setText("Sign those shown that meet every term")
    words.setMinimumWidth(10)
    words.show()

    def tip(width: int) -> str:
        words.resize(width, 30)
        event = QHelpEvent(QEvent.Type.ToolTip, QPoint(2, 2), words.mapToGlobal(QPoint(2, 2)))
        QApplication.sendEvent(words, event)
        return words.toolTip()

    assert tip(800) == ""
    assert words.text() in tip(60)
