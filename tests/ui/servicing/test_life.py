"""The money as a new user would try it, in Chinese: deposit, loan, three repayments, refund, withdrawal."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.values.loan import LoanDetail
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.branch.branch_view import BranchView
from loc_desktop.ui.branch.customers_view import CustomersView
from loc_desktop.ui.branch.day_end_view import DayEndView
from loc_desktop.ui.branch.reconciliation_view import ReconciliationView
from loc_desktop.ui.servicing.accounts_view import AccountsView
from loc_desktop.ui.servicing.loans_view import LoansView
from loc_desktop.ui.servicing.subsidy_view import SubsidyView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.request_view import RequestView
from tests.ui.conftest import OpenWindow
from tests.ui.support import (
    LONG_MS,
    Bot,
    agree,
    become,
    close_receipt,
    key,
    no_error,
    press,
    shown,
    type_into,
)
from tests.ui.test_whole_loan import _fill_the_form, _sign_in

CASH_KEPT = 20_000_00
"""What the sample's customer has at the bank."""

CASH, DEPOSIT, WITHDRAWAL = 5_000_00, 3_000_00, 1_200_00


def _view(window: MainWindow, name: str) -> Any:
    window.go(name)
    settle(window)
    return window.views[name]


def _fill(bot: Bot, window: MainWindow, view: RequestView, **values: str) -> None:
    """Fill the dialog that stands open and go on."""
    dialog = shown(bot, lambda: view.values)
    for name, text in values.items():
        type_into(bot, dialog.fields[name].edit, text)
    press(bot, dialog.next)
    bot.waitUntil(lambda: not dialog.isVisible() or dialog.problem.isVisible(), timeout=LONG_MS)
    assert not dialog.problem.isVisible(), dialog.problem.text()
    settle(window)


def _sign(bot: Bot, window: MainWindow, view: RequestView, *said: str) -> None:
    """Read what is signed, see that Cancel is the default, sign."""
    confirm = shown(bot, lambda: view.confirm)
    assert confirm.cancel.isDefault()
    assert confirm.focusWidget() is confirm.cancel
    for part in said:
        assert part in confirm.sentence.text(), confirm.sentence.text()
    before = view.asked
    press(bot, confirm.sign)
    bot.waitUntil(lambda: view.asked is not before or not no_error(window), timeout=LONG_MS)
    assert no_error(window), (
        window.errors.dialog and window.errors.dialog.findChildren(type(view.title))[0].text()
    )
    settle(window)


def _paid_out(bot: Bot, window: MainWindow) -> None:
    form = _fill_the_form(bot, window)
    press(bot, form.sign)
    press(bot, shown(bot, lambda: form.confirm).sign)
    bot.waitUntil(lambda: window.front == "applications", timeout=LONG_MS)
    for role in ("B", "CAD", "FD"):
        _sign_in(bot, window, role)


def _at_the_counter(bot: Bot, window: MainWindow) -> CustomersView:
    """The bank's counter: the customer's account takes the cash."""
    become(window, "B")
    bank = _view(window, "bank")
    assert isinstance(bank, BranchView)
    customers = bank.page
    assert isinstance(customers, CustomersView)
    row = next(r for r in customers.model.rows if r.client.name == "刘建国")
    customers.table.setCurrentIndex(customers.model.find(row.client.number))
    press(bot, customers.pay_in)
    _fill(bot, window, customers, amount=str(CASH // 100))
    close_receipt(bot, window, customers)
    assert customers.account is not None
    assert customers.account.balance == CASH_KEPT + CASH
    return customers


def test_the_counter_opens_a_customer_and_an_account_and_the_customer_links_it(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow
) -> None:
    window = open_window(workplace, language="zh")
    become(window, "B")
    customers = _view(window, "bank").page
    assert isinstance(customers, CustomersView)
    press(qtbot, customers.new)
    _fill(qtbot, window, customers, name="王小明", identity_number=identity_number("7"))
    assert customers.client is not None
    assert customers.client.client.name == "王小明"
    press(qtbot, customers.open_account)
    press(qtbot, shown(qtbot, lambda: customers.question).do)
    qtbot.waitUntil(lambda: customers.account is not None, timeout=LONG_MS)
    press(qtbot, customers.pay_in)
    _fill(qtbot, window, customers, amount="12.34")
    close_receipt(qtbot, window, customers)
    assert customers.account is not None
    assert customers.account.balance == 12_34
    other = customers.account.number

    become(window, "C")
    accounts = _view(window, "accounts")
    assert isinstance(accounts, AccountsView)
    press(qtbot, accounts.link)  # the chosen account is linked: the button ends the link
    confirm = shown(qtbot, lambda: accounts.confirm)
    key(qtbot, confirm, Qt.Key.Key_Return)
    assert not confirm.isVisible()
    assert accounts.asked is None  # Enter is Cancel
    press(qtbot, accounts.link)
    _sign(qtbot, window, accounts)
    press(qtbot, accounts.link)
    dialog = shown(qtbot, lambda: accounts.values)
    type_into(qtbot, dialog.fields["number"].edit, other)
    press(qtbot, dialog.next)
    qtbot.waitUntil(lambda: dialog.problem.isVisible() or not dialog.isVisible(), timeout=LONG_MS)
    assert "不属于该客户" in dialog.problem.text()
    dialog.reject()
    assert no_error(window)


def _due_day_over(bot: Bot, window: MainWindow, number: int) -> None:
    """The sample's time goes on to the day after the loan's due day ``number``, and the bank runs its days'
    ends."""
    loans = window.workplace.desk_of("C").loans
    line = loans.loan(loans.page().rows[0].id).schedule[number - 1]
    days = (date.fromisoformat(line.due) - date.fromisoformat(window.workplace.today)).days + 1
    become(window, "B")
    bank = _view(window, "bank")
    day = bank.open_page("day")
    settle(window)
    assert isinstance(day, DayEndView)
    press(bot, day.walk)
    _fill(bot, window, day, days=str(days))
    press(bot, day.run)
    agree(bot, day)
    batch = shown(bot, lambda: day.batch)
    bot.waitUntil(lambda: not batch.running, timeout=LONG_MS)
    press(bot, batch.close_button)
    settle(window)


def _shown(loans: LoansView) -> LoanDetail:
    assert loans.detail is not None
    return loans.detail


def _repay(bot: Bot, window: MainWindow) -> tuple[LoansView, LoanDetail]:
    become(window, "C")
    loans = _view(window, "loans")
    assert isinstance(loans, LoansView)
    bot.waitUntil(lambda: loans.detail is not None, timeout=LONG_MS)
    settle(window)
    press(bot, loans.pay)
    _sign(bot, window, loans, "元")
    return loans, _shown(loans)


def test_deposit_loan_three_repayments_refund_withdrawal_in_chinese(
    qtbot: Bot, empty_workplace: Workplace, open_window: OpenWindow
) -> None:
    window = open_window(empty_workplace, language="zh")
    assert window.first is not None
    with qtbot.waitSignal(window.first.ready, timeout=4 * LONG_MS):
        key(qtbot, window.first.try_here, Qt.Key.Key_Space)
    settle(window)
    _paid_out(qtbot, window)
    _at_the_counter(qtbot, window)
    become(window, "C")
    accounts = _view(window, "accounts")
    assert isinstance(accounts, AccountsView)
    assert [a.link for a in accounts.traditional.rows] == ["linked"]
    press(qtbot, accounts.deposit)
    _fill(qtbot, window, accounts, amount=str(DEPOSIT // 100))
    _sign(qtbot, window, accounts, "3,000.00", "叁仟元整")
    newest = accounts.transfers.rows[0]
    assert (newest.state, newest.where, newest.final) == ("settled", "digital", True)
    assert "资金在数字账户" in accounts.steps.where.text()
    assert accounts.accounts is not None
    assert accounts.accounts.balance == 20_000_00 + DEPOSIT
    assert accounts.accounts.traditional[0].balance == CASH_KEPT + CASH - DEPOSIT

    for paid in (1, 2, 3):
        _due_day_over(qtbot, window, paid)
        loans, detail = _repay(qtbot, window)
        assert all(line.state == "paid" for line in detail.schedule[:paid])

    # The day's end collects from the linked account too: the paid interest of every period that has ended
    # comes back, once; that of the running one was paid ahead.
    interest = sum(line.paid_interest for line in detail.schedule if line.end <= empty_workplace.today)
    assert detail.line.refundable == interest > 0
    press(qtbot, loans.refund)
    _sign(qtbot, window, loans)
    assert len(_shown(loans).pending) == 1

    become(window, "FD")
    subsidy = _view(window, "subsidy")
    assert isinstance(subsidy, SubsidyView)
    subsidy.early.click()
    settle(window)
    assert [case.verdict for case in subsidy.waiting.rows] == ["Pass"]
    press(qtbot, subsidy.run)
    press(qtbot, shown(qtbot, lambda: subsidy.question).do)
    batch = shown(qtbot, lambda: subsidy.batch)
    qtbot.waitUntil(lambda: not batch.running, timeout=LONG_MS)
    press(qtbot, batch.close_button)
    settle(window)
    assert subsidy.waiting.rowCount() == 0

    become(window, "C")
    accounts = _view(window, "accounts")
    assert accounts.accounts is not None
    before, at_bank = accounts.accounts.balance, accounts.accounts.traditional[0].balance
    assert at_bank is not None
    press(qtbot, accounts.withdraw)
    _fill(qtbot, window, accounts, amount=str(WITHDRAWAL // 100))
    _sign(qtbot, window, accounts, "1,200.00")
    assert accounts.accounts.balance == before - WITHDRAWAL
    assert accounts.accounts.traditional[0].balance == at_bank + WITHDRAWAL
    press(qtbot, accounts.lots)
    provenance = shown(qtbot, lambda: accounts.provenance)
    settle(window)
    assert sum(lot.amount for lot in provenance.lots.rows) == before - WITHDRAWAL
    assert all(lot.verified for lot in provenance.lots.rows)
    provenance.accept()

    become(window, "B")
    bank = _view(window, "bank")
    page = bank.open_page("reconcile")
    settle(window)
    assert isinstance(page, ReconciliationView)
    assert page.result is not None
    assert page.result.good
    assert page.result.difference == 0
    assert no_error(window)
