"""The bank's work with money as its people do it, in Chinese: arrears, days' ends, connector, statements."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel

from loc_desktop.demo.gallery import settle
from loc_desktop.demo.sample_later import HELD, past_the_connector
from loc_desktop.desk.values.grant import AutomationReport
from loc_desktop.ledger.api import ConnectError, User
from loc_desktop.loan.money import yuan_text
from loc_desktop.ui.branch.collections_view import CollectionsView
from loc_desktop.ui.branch.connector_view import ConnectorView
from loc_desktop.ui.branch.customers_view import CustomersView
from loc_desktop.ui.branch.day_end_view import DayEndView
from loc_desktop.ui.branch.products_view import ProductsView
from loc_desktop.ui.branch.reconciliation_view import ReconciliationView
from loc_desktop.ui.papers.paper_dialog import PaperDialog
from loc_desktop.ui.servicing.loans_view import LoansView
from loc_desktop.ui.servicing.statement_dialog import StatementDialog
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import Months, OpenWindow
from tests.ui.support import (
    LONG_MS,
    Bot,
    agree,
    become,
    cells,
    chord,
    close_receipt,
    error_of,
    fill,
    key,
    no_error,
    page_of,
    press,
    shown,
    sign,
    type_into,
    view_of,
    wait_for_batch,
)

PLANTED = 1_000_00
MANY_DAYS = 90
"""So many that a run can be stopped long before its end."""


@pytest.fixture
def window(later: Months, open_window: OpenWindow) -> MainWindow:
    """The bank's window, in Chinese."""
    opened = open_window(later.workplace, language="zh")
    become(opened, "B")
    return opened


def _collections(window: MainWindow) -> CollectionsView:
    page = page_of(window, "collections")
    assert isinstance(page, CollectionsView)
    return page


def test_late_loans_are_listed_worst_first_with_penalty_and_class(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    page = _collections(window)
    assert [row.loan for row in page.model.rows] == [later.there.expired, later.there.late]
    worst, late = page.model.rows
    assert (cells(page.table)[3], cells(page.table, 1)[3]) == ("次级", "关注")
    assert cells(page.table)[1] == "首次联系"
    assert worst.days_past_due > late.days_past_due > 30
    assert 0 < late.penalty < worst.penalty
    assert all(row.due == row.overdue + row.penalty for row in page.model.rows)
    assert page.tiers["substandard"].text() == f"1 · {page.words.money(worst.outstanding)}"
    assert page.arrears is not None
    count, amount = page.arrears.tiers["normal"]
    assert page.tiers["normal"].text() == f"{count} · {page.words.money(amount)}"

    page.tier.setCurrentIndex(page.tier.findData("special_mention"))
    page.tier.activated.emit(page.tier.currentIndex())
    settle(window)
    assert [row.loan for row in page.model.rows] == [later.there.late]
    page.tier.setCurrentIndex(0)
    page.tier.activated.emit(0)
    type_into(qtbot, page.filter, worst.customer.name)
    settle(window)
    assert [row.loan for row in page.model.rows] == [later.there.expired]

    key(qtbot, page.table, Qt.Key.Key_Return)
    settle(window)
    loans = window.views["loans"]
    assert isinstance(loans, LoansView)
    assert window.front == "loans"
    assert loans.detail is not None
    assert loans.detail.line.id == later.there.expired
    assert "逾期 " in loans.panel.parts.text()
    assert cells(loans.panel.schedule_table)[-1] == "逾期"
    assert no_error(window)


def test_cash_on_the_linked_account_is_collected_and_ends_the_arrears(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    late = next(row for row in _collections(window).model.rows if row.loan == later.there.late)
    customers = page_of(window, "customers")
    assert isinstance(customers, CustomersView)
    type_into(qtbot, customers.filter, late.customer.name)
    settle(window)
    assert customers.account is not None
    assert customers.account.number == late.account
    press(qtbot, customers.pay_in)
    assert fill(qtbot, window, customers, amount=yuan_text(late.due + 1_000_00)) == ""
    close_receipt(qtbot, window, customers)
    day = page_of(window, "day")
    assert isinstance(day, DayEndView)
    press(qtbot, day.walk)
    assert fill(qtbot, window, day, days="1") == ""
    press(qtbot, day.run)
    agree(qtbot, day)
    said = wait_for_batch(qtbot, window, shown(qtbot, lambda: day.batch))
    report = day.reports.rows[0]
    assert report.day == later.workplace.today
    assert report.collected == 1
    assert report.collected_fen >= late.due
    assert day.words.number(report.collected_fen) in said
    assert [row.loan for row in _collections(window).model.rows] == [later.there.expired]
    loans = view_of(window, "loans", later.there.late)
    assert loans.detail is not None
    assert loans.detail.line.days_past_due == 0
    assert loans.detail.paid_penalty >= late.penalty
    assert no_error(window)


def test_a_run_over_many_days_shows_how_far_it_is_can_be_stopped_and_goes_on(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    day = page_of(window, "day")
    assert isinstance(day, DayEndView)
    before = day.last.text()
    press(qtbot, day.walk)
    assert fill(qtbot, window, day, days=str(MANY_DAYS)) == ""
    assert day.open_days.text() == str(MANY_DAYS - 1)
    press(qtbot, day.run)
    agree(qtbot, day)
    batch = shown(qtbot, lambda: day.batch)
    qtbot.waitUntil(lambda: batch.bar.maximum() == MANY_DAYS and batch.bar.value() > 0, timeout=LONG_MS)
    key(qtbot, batch, Qt.Key.Key_Escape)  # as the Stop button: first the work ends, then the dialog can close
    assert batch.isVisible()
    assert not batch.stop.isEnabled()
    said = wait_for_batch(qtbot, window, batch)
    assert "已由您停止" in said
    stopped = day.last.text()
    assert before < stopped < later.workplace.today
    finished = [report for report in day.reports.rows if report.status == "finished"]
    assert len(finished) == (date.fromisoformat(stopped) - date.fromisoformat(before)).days
    assert int(day.open_days.text()) > 0
    press(qtbot, day.run)
    agree(qtbot, day)
    said = wait_for_batch(qtbot, window, shown(qtbot, lambda: day.batch))
    assert "已由您停止" not in said
    assert (day.last.text(), day.open_days.text()) == (later.workplace.today, "0")
    days = [report.day for report in day.reports.rows]
    assert days == sorted(set(days), reverse=True)
    assert len(days) == MANY_DAYS
    assert no_error(window)


def test_a_run_says_first_what_it_would_do_and_that_nothing_is_left(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    day = page_of(window, "day")
    assert isinstance(day, DayEndView)
    last = day.last.text()
    press(qtbot, day.run)
    settle(window)
    assert last in day.notice.text()
    assert day.question is None
    press(qtbot, day.walk)
    assert fill(qtbot, window, day, days="2") == ""
    press(qtbot, day.run)
    question = shown(qtbot, lambda: day.question)
    said = " ".join(label.text() for label in question.findChildren(QLabel))
    assert f"最近一次日终是 {last}" in said
    assert "将运行 2 天" in said
    assert "划转 1 笔" in said  # the one that the freeze holds
    key(qtbot, question, Qt.Key.Key_Return)  # Enter is Cancel
    settle(window)
    assert day.last.text() == last
    press(qtbot, day.run_until)
    assert fill(qtbot, window, day, day="2025-01-05") == ""
    qtbot.waitUntil(lambda: not no_error(window), timeout=LONG_MS)
    assert "2025-01-05" in error_of(window)
    assert last in error_of(window)
    assert "逐日补到今天" in error_of(window)


def test_a_day_can_be_run_late_again_and_not_before_it_is_over(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    day = page_of(window, "day")
    assert isinstance(day, DayEndView)
    last = date.fromisoformat(day.last.text())
    press(qtbot, day.walk)
    assert fill(qtbot, window, day, days="3") == ""

    def run_until(wanted: date) -> None:
        press(qtbot, day.run_until)
        assert fill(qtbot, window, day, day=wanted.isoformat()) == ""
        if wanted.isoformat() <= later.workplace.today:
            agree(qtbot, day)

    run_until(last + timedelta(days=2))  # two days late, with the day before that was missed
    wait_for_batch(qtbot, window, shown(qtbot, lambda: day.batch))
    assert day.last.text() == (last + timedelta(days=2)).isoformat()
    first = day.reports.rows[0]
    assert (first.again, first.status) == (False, "finished")
    run_until(last + timedelta(days=2))
    wait_for_batch(qtbot, window, shown(qtbot, lambda: day.batch))
    assert cells(day.reports_table)[1] == "此前已运行，未作更改"
    assert day.reports.rows[0].collected == 0
    run_until(last + timedelta(days=30))
    qtbot.waitUntil(lambda: not no_error(window), timeout=LONG_MS)
    assert "尚未结束" in error_of(window)
    assert window.errors.dialog is not None
    window.errors.dialog.accept()
    press(qtbot, day.run_until)
    dialog = shown(qtbot, lambda: day.values)
    type_into(qtbot, dialog.fields["day"].edit, "31.12.2026")
    press(qtbot, dialog.next)
    assert dialog.isVisible()
    assert "日期" in dialog.fields["day"].problem.text()
    dialog.reject()


def test_an_open_transfer_is_seen_retried_and_settled_when_the_freeze_ends(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    page = page_of(window, "connector")
    assert isinstance(page, ConnectorView)
    page.state.setCurrentIndex(1)  # under way
    page.state.activated.emit(page.state.currentIndex())
    settle(window)
    (held,) = page.model.rows
    assert (held.event, held.amount, held.where) == (later.there.held, HELD, "in_transit")
    assert "在途" in page.steps.where.text()
    press(qtbot, page.recover)
    settle(window)
    assert page.report is not None
    assert page.report.transfers == 0
    assert len(page.report.troubles) == 1
    assert page.notice.isVisible()
    tries = held.tries
    (held,) = page.model.rows
    assert (held.state, held.tries > tries) == ("held", True)

    regulator = later.workplace.desk_of("R").challenges
    challenge = next(opened for opened in regulator.all(status="open") if opened.target == later.there.frozen)
    regulator.submit(regulator.prepare_decide(challenge.id, "dismissed", "none", "资金来源清楚。"))
    chord(qtbot, window, Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier)  # the automation went on by itself
    assert page.model.rowCount() == 0
    assert page.empty.isVisible()
    press(qtbot, page.recover)
    settle(window)
    assert page.report == AutomationReport()
    page.state.setCurrentIndex(0)
    page.state.activated.emit(0)
    settle(window)
    line = next(row for row in page.model.rows if row.event == later.there.held)
    page.table.setCurrentIndex(page.model.find(line.event))
    assert (line.state, line.where, line.final) == ("settled", "digital", True)
    assert "在数字账户" in page.steps.where.text()
    assert no_error(window)


def test_lending_money_is_issued_while_the_ledger_is_away_and_arrives_once(
    qtbot: Bot, later: Months, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The absent ledger is the one thing that is not real: its submission answers locks only."""
    ledger = later.workplace.desk_of("B").carrier.ledger
    submit = ledger.submit

    def only_locks(fn: str, args: list[object], user: User) -> object:
        if fn != "lock":
            raise ConnectError("ledger.away")
        return submit(fn, args, user)

    page = page_of(window, "connector")
    assert isinstance(page, ConnectorView)
    monkeypatch.setattr(ledger, "submit", only_locks)
    press(qtbot, page.issue)
    assert fill(qtbot, window, page, amount="2500") == ""
    assert "贰仟伍佰元整" in sign(qtbot, window, page)
    event = page.asked.event
    line = next(row for row in page.model.rows if row.event == event)
    assert (line.state, line.where, line.final) == ("held", "in_transit", False)
    assert line.trouble
    checked = page_of(window, "reconcile")
    assert isinstance(checked, ReconciliationView)
    assert checked.result is not None
    assert checked.result.good
    assert event in {request.event for request in checked.result.open}
    monkeypatch.undo()
    page = page_of(window, "connector")
    press(qtbot, page.recover)
    settle(window)
    assert page.report.transfers == 1
    line = next(row for row in page.model.rows if row.event == event)
    assert (line.state, line.where) == ("settled", "digital")
    press(qtbot, page.recover)
    settle(window)
    assert page.report.transfers == 0
    assert no_error(window)


def test_a_difference_is_named_by_its_transfer_and_opens_on_the_ledger(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    page = page_of(window, "reconcile")
    assert isinstance(page, ReconciliationView)
    assert page.result is not None
    assert page.result.good
    assert page.verdict.text().startswith("✓")
    assert [row.event for row in page.open.rows] == [later.there.held]
    event = past_the_connector(later.workplace, PLANTED)
    press(qtbot, page.again)
    settle(window)
    assert (page.result.good, page.result.difference) == (False, PLANTED)
    assert page.verdict.text().startswith("✗")
    assert page.figures["difference"].text() == page.words.number(PLANTED)
    (line,) = page.model.rows
    assert (line.event, line.ledger - line.books) == (event, PLANTED)
    assert event in cells(page.table)
    page.table.setCurrentIndex(page.model.index(0, 0))
    key(qtbot, page.table, Qt.Key.Key_Return)
    settle(window)
    assert window.front == "ledger"
    assert no_error(window)


def test_the_products_say_how_they_are_repaid(qtbot: Bot, window: MainWindow) -> None:
    page = page_of(window, "products")
    assert isinstance(page, ProductsView)
    assert page.model.rowCount() >= 4
    methods = {cells(page.table, line)[4] for line in range(page.model.rowCount())}
    assert {"等额本息", "等额本金", "按月付息、到期还本", "到期一次还本付息"} <= methods
    said = set()
    for line in range(page.model.rowCount()):
        page.table.setCurrentIndex(page.model.index(line, 0))
        said.add(page.rules.text())
        assert "宽限" in page.rules.text()
        assert "%" + "1" not in page.rules.text()
    assert len(said) > 1


@pytest.fixture
def statement(qtbot: Bot, later: Months, window: MainWindow) -> StatementDialog:
    """The statement of the late customer's account over all its time."""
    late = next(row for row in _collections(window).model.rows if row.loan == later.there.late)
    customers = page_of(window, "customers")
    type_into(qtbot, customers.filter, late.customer.name)
    settle(window)
    press(qtbot, customers.statement_of)
    dialog: StatementDialog = shown(qtbot, lambda: customers.statement)
    settle(window)
    type_into(qtbot, dialog.start, "2020-01-01")
    press(qtbot, dialog.show_button)
    settle(window)
    assert dialog.statement is not None
    assert len(dialog.model.rows) >= 4
    return dialog


def _save(bot: Bot, window: MainWindow, dialog: StatementDialog, ending: str, folder: Path) -> Path:
    """Through the file dialog, as a person would."""
    file = folder / f"对账单.{ending}"
    opener: StatementDialog | PaperDialog = dialog
    if ending == "pdf":
        press(bot, dialog.pdf)
        opener = shown(bot, lambda: dialog.paper)
        press(bot, opener.save_button)
    else:
        press(bot, dialog.csv)
    chooser = shown(bot, lambda: opener.findChild(QFileDialog))
    chooser.setDirectory(str(folder))
    chooser.selectFile(str(file))
    chooser.accept()
    told = opener.told if isinstance(opener, PaperDialog) else opener.sums
    bot.waitUntil(lambda: str(file) in told.text() or not no_error(window), timeout=LONG_MS)
    assert no_error(window), error_of(window)
    return file


def test_a_statement_saved_as_csv_reads_as_on_the_screen(
    qtbot: Bot, window: MainWindow, statement: StatementDialog, tmp_path: Path
) -> None:
    file = _save(qtbot, window, statement, "csv", tmp_path)
    assert file.read_bytes().startswith("\ufeff".encode())
    with file.open(encoding="utf-8-sig", newline="") as read:
        head, opening, *lines, closing = list(csv.reader(read))
    told = statement.statement
    assert told is not None
    assert head == ["记账日", "起息日", "凭证号", "摘要", "对方账号", "转入", "转出", "余额"]
    assert (opening[3], opening[-1]) == ("期初余额", yuan_text(told.opening))
    assert (closing[3], closing[-1]) == ("期末余额", yuan_text(told.closing))
    assert len(lines) == len(told.lines)
    for row, line in zip(lines, told.lines, strict=True):
        moved = row[5] if line.amount > 0 else f"-{row[6]}"
        assert (row[0], moved, row[7]) == (
            line.booking_date,
            yuan_text(line.amount),
            yuan_text(line.balance),
        )
    assert any("贷款" in row[3] for row in lines)
    assert "Saved" not in statement.sums.text()


def test_a_statement_saved_as_pdf_can_be_read_back(
    qtbot: Bot, window: MainWindow, statement: StatementDialog, tmp_path: Path
) -> None:
    from pypdf import PdfReader

    file = _save(qtbot, window, statement, "pdf", tmp_path)
    read = PdfReader(file)
    text = "\n".join(page.extract_text() for page in read.pages)
    told = statement.statement
    assert told is not None
    assert "账户对账单" in text
    assert told.account.name in text
    assert told.account.number in text.replace(" ", "")
    assert yuan_text(told.closing, ",") in text
    days = {date.fromisoformat(line.booking_date) for line in told.lines}
    assert all(f"{day.year}年{day.month}月{day.day}日" in text for day in days)


def test_a_statement_that_cannot_be_written_says_so_and_wrong_days_are_refused(
    qtbot: Bot, window: MainWindow, statement: StatementDialog, tmp_path: Path
) -> None:
    statement.save(tmp_path / "none" / "statement.csv")
    qtbot.waitUntil(lambda: not no_error(window), timeout=LONG_MS)
    assert "statement.csv" in error_of(window)
    assert window.errors.dialog is not None
    window.errors.dialog.accept()
    type_into(qtbot, statement.end, "2019-12-31")
    press(qtbot, statement.show_button)
    assert "两个日期" in statement.sums.text()
