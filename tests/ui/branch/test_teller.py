"""The bank's counter by keyboard, in Chinese: receipts, reversals, what a second person releases."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from loc_desktop.app.values import IdentityInfo
from loc_desktop.bank.books.slip_values import LIMIT, Deed, SlipState
from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from loc_desktop.loan.money import yuan_text
from loc_desktop.ui.branch.branch_view import BranchView
from loc_desktop.ui.branch.customers_view import CustomersView
from loc_desktop.ui.branch.receipt_dialog import ReceiptDialog
from loc_desktop.ui.branch.second_person_dialog import SecondPersonDialog
from loc_desktop.ui.branch.slips_view import SlipsView
from loc_desktop.ui.branch.teller_view import TellerView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.support import (
    LONG_MS,
    Bot,
    become,
    cells,
    close_receipt,
    error_of,
    key,
    no_error,
    page_of,
    press,
    shown,
    type_into,
    view_of,
)

PIN = "739164"


@pytest.fixture
def window(workplace: Workplace, open_window: OpenWindow) -> MainWindow:
    """The bank's window on the sample, in Chinese."""
    opened = open_window(workplace, language="zh")
    become(opened, "B")
    return opened


@pytest.fixture
def other(workplace: Workplace) -> IdentityInfo:
    """A second person of the sample's bank."""
    return workplace.desk_of("B").branch.counter.add_colleague("王芳", PIN, PIN)


def _by_keyboard(bot: Bot, dialog: QWidget, *texts: str) -> None:
    """Type into a dialog's fields one after the other; Enter does what the default button says."""
    bot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    for place, text in enumerate(texts):
        if place:
            key(bot, QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        type_into(bot, focused, text)  # type: ignore[arg-type]
    key(bot, QApplication.focusWidget() or dialog, Qt.Key.Key_Return)


def _to(bot: Bot, dialog: QWidget, wanted: QPushButton) -> None:
    """Go to a button with Tab and press it with Enter."""
    bot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    for _ in range(12):
        if QApplication.focusWidget() is wanted:
            key(bot, wanted, Qt.Key.Key_Return)
            return
        key(bot, QApplication.focusWidget() or dialog, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.text()}")


def _cash_in(bot: Bot, window: MainWindow, amount: int, text: str = "售鸡款") -> CustomersView:
    customers = page_of(window, "customers")
    assert isinstance(customers, CustomersView)
    press(bot, customers.pay_in)
    _by_keyboard(bot, shown(bot, lambda: customers.values), yuan_text(amount), text)
    settle(window)
    return customers


def _ask_second(bot: Bot, window: MainWindow, view: SlipsView) -> SecondPersonDialog:
    """Agree to asking a second person, from the keyboard."""
    question = shown(bot, lambda: view.question)
    assert question.cancel.isDefault()
    _to(bot, question, question.do)
    settle(window)
    return shown(bot, lambda: view.second)


def _counter(window: MainWindow) -> TellerView:
    page = page_of(window, "counter")
    assert isinstance(page, TellerView)
    return page


def test_cash_gives_a_receipt_and_a_wrong_one_is_reversed_in_the_list(qtbot: Bot, window: MainWindow) -> None:
    customers = _cash_in(qtbot, window, 300_00)
    receipt = close_receipt(qtbot, window, customers)
    assert (receipt["金额"], receipt["大写"], receipt["摘要"]) == ("300.00 元", "叁佰元整", "售鸡款")
    assert receipt["经办"] == "林秀英"
    assert "复核" not in receipt
    assert receipt["回单号"].endswith("-00001")
    page = _counter(window)
    assert cells(page.table)[1:5] == [receipt["回单号"], "现金存入", "已记账", "300.00"]
    press(qtbot, page.reverse)
    dialog = shown(qtbot, lambda: page.values)
    _by_keyboard(qtbot, dialog, "")
    assert dialog.isVisible()
    assert dialog.fields["reason"].problem.isVisible()
    _by_keyboard(qtbot, dialog, "记错户")
    question = shown(qtbot, lambda: page.question)
    key(qtbot, question, Qt.Key.Key_Return)  # Enter is Cancel
    settle(window)
    assert page.model.rowCount() == 1
    press(qtbot, page.reverse)
    _by_keyboard(qtbot, shown(qtbot, lambda: page.values), "记错户")
    question = shown(qtbot, lambda: page.question)
    _to(qtbot, question, question.do)
    settle(window)
    undone = close_receipt(qtbot, window, page)
    assert undone["冲正凭证"] == receipt["凭证号"]
    assert [row.deed for row in page.model.rows][:2] == [Deed.REVERSE, Deed.CASH_IN]
    assert f"已由凭证 {undone['凭证号']} 冲正" in cells(page.table, 1)[3]
    page.table.setCurrentIndex(page.model.index(1, 0))
    assert not page.reverse.isEnabled()
    customers = page_of(window, "customers")
    press(qtbot, customers.statement_of)
    told = shown(qtbot, lambda: customers.statement)
    settle(window)
    texts = [cells(told.table, line)[2] for line in range(told.model.rowCount())]
    assert f"售鸡款 (已由凭证冲正 {undone['凭证号']})" in texts
    assert f"记错户 (冲正凭证 {receipt['凭证号']})" in texts
    told.reject()
    assert no_error(window), error_of(window)


def test_a_receipt_is_read_in_the_language_that_is_on(qtbot: Bot, window: MainWindow) -> None:
    customers = _cash_in(qtbot, window, 300_00, "")
    dialog = shown(qtbot, lambda: customers.receipt)
    assert isinstance(dialog, ReceiptDialog)
    assert dict(dialog.facts)["摘要"] == "现金存入"
    window.speak("en")
    settle(window)
    told = dict(dialog.facts)
    assert (told["Amount"], told["Text"], told["Entered by"]) == ("300.00 yuan", "cash paid in", "林秀英")
    assert "In words" not in told
    dialog.accept()


def test_above_the_limit_another_person_releases_in_the_same_window(
    qtbot: Bot, window: MainWindow, other: IdentityInfo
) -> None:
    customers = _cash_in(qtbot, window, LIMIT + 1)
    dialog = _ask_second(qtbot, window, customers)
    assert "50,000.01 元" in dialog.sentence.text()
    assert customers.account is not None
    assert customers.account.name in dialog.sentence.text()
    assert dialog.who.currentText() == "王芳"
    _by_keyboard(qtbot, dialog, "000000")
    qtbot.waitUntil(dialog.problem.isVisible, timeout=LONG_MS)
    assert "PIN" in dialog.problem.text()
    assert dialog.isVisible()
    before = customers.account.balance
    _by_keyboard(qtbot, dialog, PIN)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    settle(window)
    receipt = close_receipt(qtbot, window, customers)
    assert (receipt["经办"], receipt["复核"]) == ("林秀英", "王芳")
    assert customers.account.balance == before + LIMIT + 1
    assert no_error(window), error_of(window)


def test_what_waits_is_released_from_the_other_persons_own_window(
    qtbot: Bot, window: MainWindow, other: IdentityInfo
) -> None:
    dialog = _ask_second(qtbot, window, _cash_in(qtbot, window, LIMIT + 1))
    _to(qtbot, dialog, dialog.later)
    page = _counter(window)
    assert (cells(page.table)[3], page.release_one.isEnabled()) == ("待复核", True)
    assert "待复核：1 笔" in page.limit.text()
    window.become(other.id)
    settle(window)
    bank = view_of(window, "bank")
    assert isinstance(bank, BranchView)
    page = _counter(window)
    key(qtbot, page.table, Qt.Key.Key_Return)
    settle(window)
    dialog = shown(qtbot, lambda: page.second)
    _by_keyboard(qtbot, dialog, PIN)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    settle(window)
    assert close_receipt(qtbot, window, page)["复核"] == "王芳"
    assert "待复核：0 笔" in page.limit.text()
    assert no_error(window), error_of(window)


def test_what_waits_can_be_withdrawn_and_without_a_colleague_it_waits(qtbot: Bot, window: MainWindow) -> None:
    customers = _cash_in(qtbot, window, LIMIT + 1)
    dialog = _ask_second(qtbot, window, customers)
    assert not dialog.release.isVisible()
    assert "没有本行其他人" in dialog.explanation.text()
    key(qtbot, dialog, Qt.Key.Key_Escape)
    page = _counter(window)
    press(qtbot, page.withdraw)
    question = shown(qtbot, lambda: page.question)
    _to(qtbot, question, question.do)
    settle(window)
    assert cells(page.table)[3] == "经办已撤回"
    assert page.slip is not None
    assert page.slip.state is SlipState.WITHDRAWN
    assert not page.withdraw.isEnabled()
    assert no_error(window), error_of(window)


def test_a_colleague_is_made_in_the_sample_and_the_limit_is_changed_by_two(
    qtbot: Bot, window: MainWindow
) -> None:
    page = _counter(window)
    press(qtbot, page.new_colleague)
    made = shown(qtbot, lambda: page.colleague)
    _by_keyboard(qtbot, made, "王芳", PIN, PIN)
    qtbot.waitUntil(lambda: not made.isVisible(), timeout=LONG_MS)
    settle(window)
    assert "王芳" in page.notice.text()
    press(qtbot, page.new_limit)
    _by_keyboard(qtbot, shown(qtbot, lambda: page.values), "2000", "年底检查")
    dialog = _ask_second(qtbot, window, page)
    _by_keyboard(qtbot, dialog, PIN)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    settle(window)
    assert "2,000.00 元" in page.limit.text()
    customers = _cash_in(qtbot, window, 2_000_01)
    assert shown(qtbot, lambda: customers.question).isVisible()
    assert no_error(window), error_of(window)


def test_an_account_with_money_is_closed_with_its_holder_and_sum_named(
    qtbot: Bot, window: MainWindow
) -> None:
    customers = page_of(window, "customers")
    assert isinstance(customers, CustomersView)
    for _ in range(2):
        press(qtbot, customers.open_account)
        press(qtbot, shown(qtbot, lambda: customers.question).do)
        settle(window)
    number = [account.number for account in customers.accounts.rows if not account.balance][-1]
    customers.accounts_table.setCurrentIndex(customers.accounts.find(number))
    press(qtbot, customers.pay_in)
    _by_keyboard(qtbot, shown(qtbot, lambda: customers.values), "12.50")
    settle(window)
    close_receipt(qtbot, window, customers)
    assert customers.account is not None
    assert (customers.account.number, customers.account.balance) == (number, 12_50)
    press(qtbot, customers.close_account)
    settle(window)
    question = shown(qtbot, lambda: customers.question)
    assert question.do.text() == "销户"
    said = " ".join(label.text() for label in question.findChildren(type(customers.title)))
    assert customers.account.name in said
    assert "12.50 元" in said
    _to(qtbot, question, question.do)
    settle(window)
    assert close_receipt(qtbot, window, customers)["业务后余额"] == "0.00 元"
    assert customers.account.status == "closed"
    assert no_error(window), error_of(window)
