"""The parts below the views: runner, models, errors, layout of the fund flow, plain text."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QModelIndex, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

import loc_desktop
from loc_desktop.app.values import Party
from loc_desktop.demo.gallery import settle
from loc_desktop.desk.values.fund_flow import FlowEdge, FundFlow
from loc_desktop.errors import KnownError, Money
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.granting.limit_field import parse
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.fund_flow_layout import place
from loc_desktop.ui.widgets.error_dialog import ErrorDialog
from loc_desktop.ui.widgets.i18n import I18N, Languages
from loc_desktop.ui.widgets.json_dialog import JsonTree
from loc_desktop.ui.widgets.labels import Elided, plain, tool_tip
from loc_desktop.ui.widgets.table_models import PAGE, LazyModel, TableColumn, TablePage
from loc_desktop.ui.widgets.tasks import Job, TaskRunner
from tests.ui.support import LONG_MS, Bot, become, key, press, shown, view_of

HEAVY = ("sqlalchemy", "alembic", "keyring", "joserfc", "hfc", "grpc", "watchfiles", "cryptography")
MARKUP = "<b>bold</b><img src='x'>"


@pytest.fixture
def tasks(qapp: QApplication, qtbot: Bot) -> TaskRunner:
    return TaskRunner(qapp)


def test_work_runs_elsewhere_and_its_result_comes_back_here(qtbot: Bot, tasks: TaskRunner) -> None:
    here = threading.get_ident()
    seen: list[tuple[int, int]] = []
    tasks.run(lambda _job: threading.get_ident(), lambda there: seen.append((there, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen), timeout=LONG_MS)
    assert seen[0][0] != here
    assert seen[0][1] == here


def test_an_error_goes_to_its_requester_or_else_to_everyone(qtbot: Bot, tasks: TaskRunner) -> None:
    mine: list[BaseException] = []
    all_: list[BaseException] = []
    tasks.failed.connect(all_.append)

    def fail(_job: Job) -> None:
        raise KnownError("a.b")

    tasks.run(fail, failed=mine.append)
    tasks.run(fail)
    qtbot.waitUntil(lambda: bool(mine) and bool(all_), timeout=LONG_MS)
    assert len(mine) == len(all_) == 1


def test_progress_arrives_and_the_last_always(qtbot: Bot, tasks: TaskRunner) -> None:
    seen: list[tuple[int, int]] = []
    results: list[object] = []

    def work(job: Job) -> None:
        for number in range(1001):
            job.progress(number, 1000)

    tasks.run(work, results.append, progress=lambda a, b: seen.append((a, b)))
    qtbot.waitUntil(lambda: bool(results), timeout=LONG_MS)
    assert seen[-1] == (1000, 1000)
    assert len(seen) < 1001


def test_a_cancelled_job_ends_and_delivers_what_it_has(qtbot: Bot, tasks: TaskRunner) -> None:
    begun = threading.Event()
    results: list[str] = []

    def work(job: Job) -> str:
        begun.set()
        while not job.cancelled():
            job.progress(1, 2)
        return "stopped"

    job = tasks.run(work, results.append)
    assert begun.wait(30)
    job.cancel()
    qtbot.waitUntil(lambda: results == ["stopped"], timeout=LONG_MS)


def test_a_dropped_job_or_one_whose_widget_is_gone_delivers_nothing(qtbot: Bot, tasks: TaskRunner) -> None:
    results: list[int] = []
    hold = threading.Event()
    owner = QWidget()
    tasks.run(lambda _job: hold.wait(30), lambda _r: results.append(1)).drop()
    tasks.run(lambda _job: hold.wait(30), lambda _r: results.append(2), owner=owner)
    shiboken6.delete(owner)
    hold.set()
    qtbot.waitUntil(lambda: tasks.busy == 0, timeout=LONG_MS)
    assert results == []


class Numbers:
    """Pages of numbers; counts how often it was asked."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.asked: list[tuple[object, int]] = []

    def __call__(self, cursor: object, limit: int) -> TablePage[int]:
        self.asked.append((cursor, limit))
        start = int(str(cursor or 0))
        end = min(self.total, start + limit)
        rows: Sequence[int] = range(start, end)
        return TablePage(rows, self.total, end if end < self.total else None)


def _model(tasks: TaskRunner, total: int) -> tuple[LazyModel[int], Numbers]:
    numbers = Numbers(total)
    model: LazyModel[int] = LazyModel([TableColumn(lambda: "n", str)], lambda n: n, tasks, numbers)
    return model, numbers


def test_a_lazy_model_fetches_only_what_is_looked_at(qtbot: Bot, tasks: TaskRunner) -> None:
    model, numbers = _model(tasks, 100_000)
    model.reload()
    qtbot.waitUntil(lambda: model.rowCount() == PAGE, timeout=LONG_MS)
    assert model.total == 100_000
    assert model.canFetchMore(QModelIndex())
    model.fetchMore(QModelIndex())
    assert not model.canFetchMore(QModelIndex()), "one page at a time"
    qtbot.waitUntil(lambda: model.rowCount() == 2 * PAGE, timeout=LONG_MS)
    assert numbers.asked == [(None, PAGE), (PAGE, PAGE)]
    assert list(model.rows) == list(range(2 * PAGE))


def test_a_reload_keeps_what_was_loaded(qtbot: Bot, tasks: TaskRunner) -> None:
    model, numbers = _model(tasks, 1_000)
    model.reload()
    qtbot.waitUntil(lambda: model.rowCount() == PAGE, timeout=LONG_MS)
    model.fetchMore(QModelIndex())
    qtbot.waitUntil(lambda: model.rowCount() == 2 * PAGE, timeout=LONG_MS)
    with qtbot.waitSignal(model.loaded, timeout=LONG_MS):
        model.reload()
    assert numbers.asked[-1] == (None, 2 * PAGE)
    assert model.find(150).row() == 150


def test_a_new_question_forgets_the_answer_to_the_old_one(qtbot: Bot, tasks: TaskRunner) -> None:
    model, _ = _model(tasks, 1_000)
    hold = threading.Event()

    def slow(_cursor: object, _limit: int) -> TablePage[int]:
        hold.wait(30)
        return TablePage([1], 1)

    model.ask(slow)
    model.ask(lambda _c, _l: TablePage([2], 1))
    qtbot.waitUntil(lambda: list(model.rows) == [2], timeout=LONG_MS)
    hold.set()
    qtbot.waitUntil(lambda: tasks.busy == 0, timeout=LONG_MS)
    assert list(model.rows) == [2]


def test_a_page_that_cannot_come_is_said(qtbot: Bot, tasks: TaskRunner) -> None:
    model, _ = _model(tasks, 10)

    def broken(_cursor: object, _limit: int) -> TablePage[int]:
        raise KnownError("ledger.busy")

    with qtbot.waitSignal(model.failed, timeout=LONG_MS):
        model.ask(broken)
    assert not model.loading


def test_a_known_error_has_three_sentences_and_details_to_copy(qtbot: Bot, window: MainWindow) -> None:
    error = KnownError(
        "ledger.disk_full",
        money=Money.UNKNOWN,
        tx_id="ab" * 32,
        details={"peer": "peer0.b"},
    )
    window.report(error)
    dialog = shown(qtbot, lambda: window.errors.dialog)
    assert dialog.known
    assert [dialog.what.text(), dialog.money.text(), dialog.todo.text()] == [
        "The disk is full; the transaction was not written.",
        "It is not yet known whether the money has moved.",
        "Free some space, then send it again.",
    ]
    assert not dialog.details.isVisible()
    press(qtbot, dialog.details_button)
    assert "ab" * 32 in dialog.details.toPlainText()
    assert "peer0.b" in dialog.details.toPlainText()
    press(qtbot, dialog.copy_button)
    assert "Free some space" in QGuiApplication.clipboard().text()
    assert "ledger.disk_full" in QGuiApplication.clipboard().text()
    dialog.accept()


def test_a_bug_says_that_it_is_one_and_gives_a_report(qtbot: Bot, window: MainWindow) -> None:
    def work(_job: Job) -> None:
        raise ZeroDivisionError("an example")

    window.tasks.run(work)
    dialog = shown(qtbot, lambda: window.errors.dialog)
    assert not dialog.known
    assert "not your fault" in dialog.what.text()
    press(qtbot, dialog.copy_button)
    report = QGuiApplication.clipboard().text()
    assert "ZeroDivisionError: an example" in report
    assert "Traceback" in report
    dialog.accept()


def test_the_report_of_a_bug_is_saved_as_it_is_copied(qtbot: Bot, window: MainWindow, tmp_path: Path) -> None:
    window.report(ZeroDivisionError("an example"))
    dialog = shown(qtbot, lambda: window.errors.dialog)
    press(qtbot, dialog.save_button)
    chooser = shown(qtbot, lambda: dialog.findChild(QFileDialog))
    file = tmp_path / "report.txt"
    chooser.fileSelected.emit(str(file))
    chooser.close()
    press(qtbot, dialog.copy_button)
    assert "ZeroDivisionError: an example" in file.read_text("utf-8")
    assert file.read_text("utf-8") == QGuiApplication.clipboard().text()
    dialog.save(tmp_path / "no folder" / "report.txt")
    assert "cannot be written" in dialog.todo.text()
    dialog.accept()


def test_a_known_error_has_no_report_to_save(qtbot: Bot, window: MainWindow) -> None:
    window.report(KnownError("x.y"))
    dialog = shown(qtbot, lambda: window.errors.dialog)
    assert not dialog.save_button.isVisible()
    dialog.accept()


def test_the_error_dialog_says_its_language(qtbot: Bot, window: MainWindow) -> None:
    window.languages.switch("zh")
    dialog = ErrorDialog(KnownError("keyring.locked"), window.language, window)
    assert dialog.what.text() == "密钥环已锁定。"
    assert dialog.money.text() == "资金未动。"


def test_text_from_data_is_never_read_as_markup(qtbot: Bot, window: MainWindow) -> None:
    assert plain(MARKUP).text() == MARKUP
    assert plain(MARKUP).textFormat().name == "PlainText"
    elided = Elided(MARKUP)
    elided.resize(40, 20)
    assert "<b>" not in elided.toolTip().removeprefix("<qt>")
    assert tool_tip(MARKUP) == "<qt>&lt;b&gt;bold&lt;/b&gt;&lt;img src='x'&gt;</qt>"
    window.told(MARKUP)
    assert window.frame.status_line.notice.accessibleName() == MARKUP
    error = KnownError("file.unreadable", params={"file": MARKUP, "why": "x"})
    window.report(error)
    dialog = shown(qtbot, lambda: window.errors.dialog)
    assert all(label.textFormat().name == "PlainText" for label in dialog.findChildren(QLabel))
    dialog.accept()


def test_a_tree_of_json_shows_every_value_and_is_bounded(qapp: object) -> None:
    tree = JsonTree()
    tree.show_value({"a": [1, {"b": "中"}], "c": True})
    assert tree.topLevelItemCount() == 2
    assert tree.topLevelItem(0).child(1).child(0).text(1) == "中"  # type: ignore[union-attr]
    tree.show_value(list(range(20_000)))
    assert tree.topLevelItemCount() <= 5_001


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("loan_limit", "50 000", 5_000_000),
        ("loan_limit", "50\u202f000.5", 5_000_050),
        ("loan_limit", "-1", None),
        ("loan_limit", "", None),
        ("month_max", "36", 36),
        ("month_max", "3.5", None),
        ("month_max", "99999", None),
    ],
)
def test_limits_are_read_as_people_write_them(name: str, text: str, value: int | None) -> None:
    assert parse(name, text) == value


def test_every_payment_of_the_flow_is_drawn_between_its_parties(qapp: object) -> None:
    bank, other = Party("B", "b", "Bank"), Party("FD", "f", "Finance")
    customers = [Party("C", f"c{n}", f"C {n}") for n in range(30)]
    edges = [FlowEdge(bank, c, 100 * (n + 1), 1, f"e{n}") for n, c in enumerate(customers)]
    edges += [FlowEdge(customers[0], bank, 50, 2, "back"), FlowEdge(other, bank, 7, 1, "sub")]
    placed = place(FundFlow((bank, other, *customers), tuple(edges)), 900, 400, (150, 30))
    assert len(placed.edges) == len(edges)
    assert placed.height >= 30 * 30
    widths = {p.edge.event: p.width for p in placed.edges}
    assert widths["e29"] > widths["e0"] > 1
    for edge in placed.edges:
        assert edge.path.length() > 0
    rects = [area for _, area in placed.nodes.values()]
    assert not any(a is not b and a.intersects(b) for a in rects for b in rects)


def test_the_ledger_is_searched_by_id_kind_amount_and_date(qtbot: Bot, window: MainWindow) -> None:
    become(window, "R")
    view = window.views["ledger"]
    everything = view.model.total  # type: ignore[attr-defined]
    search = view.search  # type: ignore[attr-defined]
    row = next(r for r in view.model.rows if r.kind == "loan.apply" and r.amount)  # type: ignore[attr-defined]
    for text in (row.event, row.id):
        search.set_text(text)
        search.ask()
        settle(window)
        rows = view.model.rows  # type: ignore[attr-defined]
        assert rows, text
        assert all(text in (r.event, r.id) for r in rows)
    search.clear()
    search.kind.setCurrentIndex(search.kind.findData("fund.issue"))
    settle(window)
    assert {r.kind for r in view.model.rows} == {"fund.issue"}  # type: ignore[attr-defined]
    search.clear()
    search.least.setText("abc")
    search.ask()
    assert search.least.property("problem")
    search.least.setText(str(row.amount // 100))
    search.most.setText(str(row.amount // 100))
    search.ask()
    settle(window)
    assert {r.amount for r in view.model.rows} == {row.amount}  # type: ignore[attr-defined]
    search.clear()
    search.since.setText("2999-01-01")
    search.ask()
    settle(window)
    assert view.model.total == 0  # type: ignore[attr-defined]
    view.show_all()  # type: ignore[attr-defined]
    settle(window)
    assert view.model.total == everything  # type: ignore[attr-defined]


def test_the_start_of_the_window_loads_nothing_heavy() -> None:
    """In a process of its own: what is imported before the window can be made."""
    code = f"import sys, loc_desktop.ui.shell.app; print([m for m in {HEAVY!r} if m in sys.modules])"
    completed = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(loc_desktop.__file__).parents[1],
    )
    assert completed.stdout.strip() == "[]"


def test_calls_that_return_nothing_keep_the_references_to_none(qapp: object) -> None:
    """PySide6 6.12 with Python 3.11 loses one at each call, until Python aborts."""
    label = QLabel()
    keeper = QObject()
    label.setText("x")
    before = sys.getrefcount(None)
    for _ in range(300):
        label.setText("x")
        label.update()
        keeper.parent()
    assert sys.getrefcount(None) > before - 250


def test_the_compiled_words_may_be_compiled_anew_while_the_program_runs(
    qapp: QApplication, tmp_path: Path
) -> None:
    """Qt maps a translation file: cut off under a running program, it would end the process."""
    file = tmp_path / "loc_zh.qm"
    file.write_bytes((I18N / "loc_zh.qm").read_bytes())
    languages = Languages(qapp, tmp_path)
    assert languages.switch("zh")
    file.write_bytes(b"")
    assert QCoreApplication.translate("Money", "The money is %1.") == "资金%1。"
    assert languages.switch("en")
    assert QCoreApplication.translate("Money", "The money is %1.") == "The money is %1."


def test_a_notice_goes_with_its_row_and_moves_nothing_above_it(qtbot: Bot, window: MainWindow) -> None:
    become(window, "C")
    view = view_of(window, "applications")
    assert isinstance(view, ApplicationsView)
    assert view.model.rowCount() > 1
    view.table.setCurrentIndex(view.model.index(0, 0))
    before = view.table.mapTo(window, view.table.rect().topLeft())
    button = view.new.mapTo(window, view.new.rect().topLeft())
    view.tell("said of the first row")
    settle(window)
    assert view.table.mapTo(window, view.table.rect().topLeft()) == before
    assert view.new.mapTo(window, view.new.rect().topLeft()) == button
    view.model.reload()
    settle(window)
    assert view.notice.isVisible()  # the same row came again
    key(qtbot, view.table, Qt.Key.Key_Down)
    assert not view.notice.isVisible()
