"""Collections from the keyboard: a call, a promise, a letter of demand and its delivery; losses by class."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.branch.collections_view import CollectionsView
from loc_desktop.ui.branch.losses_view import LossesView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.values_dialog import ValuesDialog
from tests.ui.conftest import Months, OpenWindow
from tests.ui.support import Bot, become, cells, fill, key, no_error, page_of, press, shown


@pytest.fixture
def window(later: Months, open_window: OpenWindow) -> MainWindow:
    """The bank's window, in Chinese."""
    opened = open_window(later.workplace, language="zh")
    become(opened, "B")
    return opened


def _page(window: MainWindow) -> CollectionsView:
    page = page_of(window, "collections")
    assert isinstance(page, CollectionsView)
    return page


def _later(later: Months, days: int) -> str:
    return (date.fromisoformat(later.workplace.today) + timedelta(days=days)).isoformat()


def _done(page: CollectionsView, window: MainWindow) -> list[str]:
    settle(window)
    return [" ".join(cells(page.history_table, row)) for row in range(page.history.rowCount())]


def test_what_is_recorded_stands_below_the_loan_and_moves_it_in_the_list(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    page = _page(window)
    first, second = (row.loan for row in page.model.rows)
    assert page.history.rowCount() == 0
    assert not page.deliver.isEnabled()
    press(qtbot, page.call)
    # What the desk refuses is said in the dialog, and nothing is recorded.
    assert "联系人" in fill(qtbot, window, page, person="长" * 61)
    values = shown(qtbot, lambda: page.values)
    assert isinstance(values, ValuesDialog)
    values.reject()
    press(qtbot, page.call)
    planned = {"step": "visit", "step_day": _later(later, 4)}
    assert fill(qtbot, window, page, person="本人", result="will_pay", note="卖茶后还", **planned) == ""
    settle(window)
    steps = [(row.loan, row.step) for row in page.model.rows]
    assert steps == [(second, "first_contact"), (first, "visit")]
    assert page.table.choose(first)
    (told,) = _done(page, window)
    assert "电话 · 本人" in told
    assert "卖茶后还" in told
    assert "同意还款" in cells(page.table, 1)[10]

    press(qtbot, page.promise)
    assert fill(qtbot, window, page, amount="500", due=_later(later, 2)) == ""
    settle(window)
    assert page.table.choose(first)
    assert "承诺" in _done(page, window)[0]
    assert cells(page.table, 1)[9] == "待兑现"
    page.shown.setCurrentIndex(page.shown.findData("never"))
    page.shown.activated.emit(page.shown.currentIndex())
    settle(window)
    assert [row.loan for row in page.model.rows] == [second]
    assert no_error(window)


def test_a_letter_is_made_looked_at_and_its_delivery_recorded(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    page = _page(window)
    loan, due = page.model.rows[0].loan, page.model.rows[0].due
    press(qtbot, page.demand)
    assert fill(qtbot, window, page, deadline=_later(later, 10)) == ""
    paper = shown(qtbot, lambda: page.paper)
    assert paper.paper.title == "逾期贷款催收通知书"
    text = "\n".join(paper.paper.texts())
    (row,) = (row for row in page.model.rows if row.loan == loan)
    assert row.demand is not None
    assert page.words.number(row.demand.total) in text
    assert row.demand.total >= due
    assert row.customer.name in text
    paper.reject()
    settle(window)
    assert page.table.choose(loan)
    settle(window)
    press(qtbot, page.deliver)
    assert fill(qtbot, window, page, way="read_aloud", receiver="本人") == ""
    settle(window)
    assert page.table.choose(loan)
    (told,) = _done(page, window)
    assert "当面宣读" in told
    assert not page.deliver.isEnabled()
    # The letter again, by the keyboard, from its row.
    page.paper = None
    page.history_table.setFocus()
    page.history_table.choose()
    key(qtbot, page.history_table, Qt.Key.Key_Return)
    shown(qtbot, lambda: page.paper).reject()
    assert no_error(window)


def test_losses_show_non_accrual_provisions_and_memo_accounts_apart(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    page = page_of(window, "losses")
    assert isinstance(page, LossesView)
    settle(window)
    assert page.report is not None
    assert [row.loan for row in page.report.stopped] == [later.there.expired]
    assert cells(page.stopped_table)[1] == "次级"
    balances = {row.kind: row for row in page.balances.rows}
    memo = balances["memo_interest"].balance + balances["memo_penalty"].balance
    assert page.memo.text() == page.words.number(memo)
    assert balances["memo_contra"].balance == memo > 0
    shares = [cells(page.provisions_table, row)[3] for row in range(page.provisions.rowCount())]
    assert [share.rstrip(" %") for share in shares] == ["1.50", "3.00", "30.00", "60.00", "100.00"]
    assert page.provision.text() == page.words.number(sum(row.amount for row in page.provisions.rows))
    key(qtbot, page.stopped_table, Qt.Key.Key_Return)
    settle(window)
    assert window.front == "loans"
    assert no_error(window)
