"""The customer's accounts and loans as people use them, in Chinese: what moves, what is refused and why."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from loc_desktop.app.bank_books import books
from loc_desktop.demo.gallery import settle
from loc_desktop.demo.sample_later import HELD
from loc_desktop.desk.values.account import Accounts
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import ConnectError, User
from loc_desktop.loan.money import yuan_text
from loc_desktop.ui.granting.grant_view import GrantView
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.servicing.accounts_view import AccountsView
from loc_desktop.ui.servicing.loans_view import LoansView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import Months, OpenWindow
from tests.ui.support import (
    Bot,
    become,
    cells,
    fill,
    key,
    no_error,
    press,
    shown,
    sign,
    view_of,
)

CASH = 20_000_00
"""What the sample's own customer has at the bank."""

LIMIT = 100_000_00


@pytest.fixture
def window(later: Months, open_window: OpenWindow) -> MainWindow:
    """The customer's window, in Chinese, some months later."""
    opened = open_window(later.workplace, language="zh")
    become(opened, "C")
    return opened


def _accounts(window: MainWindow, customer: str = "") -> AccountsView:
    view = view_of(window, "accounts", customer or None)
    assert isinstance(view, AccountsView)
    assert view.accounts is not None
    return view


def _loan(window: MainWindow, loan: str) -> LoansView:
    view = view_of(window, "loans", loan)
    assert isinstance(view, LoansView)
    assert view.detail is not None
    assert view.detail.line.id == loan
    return view


def _said(view: AccountsView) -> list[str]:
    """The steps on the transfer's card."""
    marked = (label.text() for label in view.steps.findChildren(QLabel) if label.text())
    return [text for text in marked if text[0] in "✓●○✗?"]


def test_the_accounts_of_each_customer_of_the_counter_stand_side_by_side(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    view = _accounts(window)
    assert view.accounts is not None
    assert (cells(view.traditional_table)[2], view.balance.text()) == ("20,000.00", "0.00 元")
    line = _loan(window, later.there.refunds[0]).detail
    assert line is not None
    view = _accounts(window)
    assert view.accounts is not None
    view.customer.setCurrentIndex(view.customer.findData(line.line.customer.key))
    view.customer.activated.emit(view.customer.currentIndex())
    settle(window)
    shown_now: Accounts = view.accounts
    assert shown_now.customer.name == line.line.customer.name
    own = shown_now.traditional[0]
    assert own.balance is not None
    assert cells(view.traditional_table)[2:] == [view.words.number(own.balance), "已关联"]
    # The loan's money is on the digital account, issued by the bank that lent it.
    assert [amount for _, amount in shown_now.by_issuer] == [line.line.amount]
    assert view.words.number(line.line.amount) in [label.text() for label in view.findChildren(QLabel)]
    assert view.capitals.text().endswith("元整")
    kinds = {row.kind for row in view.transfers.rows}
    assert kinds == {"loan.collect"}
    assert no_error(window)


def test_the_customer_in_the_list_is_the_one_whose_accounts_are_shown(
    later: Months, window: MainWindow
) -> None:
    view = _accounts(window)
    line = _loan(window, later.there.refunds[0]).detail
    assert line is not None
    customer = line.line.customer
    assert view.customer.currentText() != customer.name
    window.go("accounts", customer.key)  # as another view does
    settle(window)
    assert view.accounts is not None
    assert (view.accounts.customer.name, view.customer.currentText()) == (customer.name, customer.name)
    assert view.customer.currentData() == customer.key


def test_a_transfer_shows_both_phases_while_the_ledger_is_away_and_when_it_is_back(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The absent ledger is the one thing that is not real: its submission answers locks only."""
    window = open_window(workplace, language="zh")
    become(window, "C")
    view = _accounts(window)
    ledger = workplace.desk_of("B").carrier.ledger
    submit = ledger.submit

    def only_locks(fn: str, args: list[object], user: User) -> object:
        if fn != "lock":
            raise ConnectError("ledger.away")
        return submit(fn, args, user)

    monkeypatch.setattr(ledger, "submit", only_locks)
    press(qtbot, view.deposit)
    assert fill(qtbot, window, view, amount="300") == ""
    assert "叁佰元整" in sign(qtbot, window, view)
    assert _said(view) == ["✓ 已申请", "✓ 1 记账", "● 2 上链", "○ 结清"]
    assert "在途" in view.steps.where.text()
    assert view.steps.why.isVisible()
    assert view.transit.text() == "另有 300.00 元 在途。"
    assert cells(view.traditional_table)[2] == view.words.number(CASH - 300_00)
    assert view.balance.text() == "0.00 元"
    assert "。" in view.steps.accessibleName()
    monkeypatch.undo()
    workplace.serve()
    window._refresh()
    settle(window)
    assert _said(view) == ["✓ 已申请", "✓ 1 记账", "✓ 2 上链", "✓ 结清"]
    assert "在数字账户" in view.steps.where.text()
    assert (view.transit.text(), view.balance.text()) == ("", "300.00 元")
    assert no_error(window)


def test_what_is_not_there_is_not_moved_and_the_form_says_how_much_is_there(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    view = _accounts(window)
    assert not view.withdraw.isEnabled()  # nothing is on the digital account
    press(qtbot, view.deposit)
    said = fill(qtbot, window, view, amount="20000.01")
    assert "20,000.00 元" in said
    assert "资金未动" in said
    dialog = view.values
    assert dialog is not None
    assert dialog.isVisible()
    for wrong in ("0", "-5", "1.234", "abc", ""):
        dialog.fields["amount"].edit.setText(wrong)
        press(qtbot, dialog.next)
        assert dialog.fields["amount"].problem.isVisible(), wrong
    key(qtbot, dialog, Qt.Key.Key_Escape)
    customer = _loan(window, later.there.refunds[0]).detail
    assert customer is not None
    view = _accounts(window, customer.line.customer.key)
    assert view.accounts is not None
    held = view.accounts.balance
    press(qtbot, view.withdraw)
    said = fill(qtbot, window, view, amount=yuan_text(held + 1))
    assert view.words.money(held) in said
    assert "资金未动" in said
    view.values.reject()  # type: ignore[union-attr]
    settle(window)
    assert _accounts(window, customer.line.customer.key).accounts.balance == held  # type: ignore[union-attr]
    assert no_error(window)


def _cash(later: Months, number: str, amount: int) -> None:
    """More than one person of the bank may book alone."""
    bank = later.workplace.desk_of("B").carrier
    books(bank.connections, bank.identity).pay_in(number, amount, "much")


def test_above_the_banks_limit_the_refusal_says_why_and_where_the_money_is(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    view = _accounts(window)
    assert view.accounts is not None
    number = view.accounts.traditional[0].number
    _cash(later, number, 2 * LIMIT)
    press(qtbot, view.deposit)
    assert fill(qtbot, window, view, amount=yuan_text(LIMIT + 1)) == ""
    sign(qtbot, window, view)
    newest = view.transfers.rows[0]
    assert (newest.state, newest.where, newest.final) == ("refused", "traditional", True)
    assert _said(view) == ["✓ 已申请", "✗ 拒绝"]
    assert "在传统账户" in view.steps.where.text()
    assert "单笔" in view.steps.why.text()
    assert "100,000.00" in view.steps.why.text()
    assert view.notice.isVisible()
    assert view.balance.text() == "0.00 元"
    assert cells(view.traditional_table)[2] == view.words.number(CASH + 2 * LIMIT)
    assert no_error(window)


def test_a_withdrawal_above_the_limit_stays_on_the_digital_account(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    view = _accounts(window)
    assert view.accounts is not None
    number = view.accounts.traditional[0].number
    _cash(later, number, LIMIT)
    for amount in (LIMIT, 1_000_00):
        press(qtbot, view.deposit)
        assert fill(qtbot, window, view, amount=yuan_text(amount)) == ""
        sign(qtbot, window, view)
    assert view.balance.text() == view.words.money(LIMIT + 1_000_00)
    press(qtbot, view.withdraw)
    assert fill(qtbot, window, view, amount=yuan_text(LIMIT + 1)) == ""
    sign(qtbot, window, view)
    newest = view.transfers.rows[0]
    assert (newest.kind, newest.state, newest.where) == ("asset.withdraw", "refused", "digital")
    assert "在数字账户" in view.steps.where.text()
    assert "单笔" in view.steps.why.text()
    assert view.balance.text() == view.words.money(LIMIT + 1_000_00)
    assert cells(view.traditional_table)[2] == view.words.number(CASH - 1_000_00)
    assert no_error(window)


def test_a_frozen_customer_is_told_that_nothing_can_be_paid(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    view = _accounts(window, later.there.frozen)
    assert "冻结" in view.notice.text()
    assert view.transit.text() == f"另有 {view.words.money(HELD)} 在途。"
    assert view.transfers.rows[0].event == later.there.held
    assert _said(view) == ["✓ 已申请", "✓ 1 记账", "● 2 上链", "○ 结清"]
    view = _accounts(window, later.workplace.desk_of("C").carrier.identity.key)
    assert not view.notice.isVisible()  # another customer is not frozen


def test_a_loan_is_prepaid_in_part_and_then_whole(qtbot: Bot, later: Months, window: MainWindow) -> None:
    loans = _loan(window, later.there.refunds[0])
    before = loans.detail
    assert before is not None
    assert before.prepay is not None
    assert "已还" in {cells(loans.panel.schedule_table, line)[-1] for line in range(4)}
    press(qtbot, loans.prepay)
    assert loans.words.number(before.line.outstanding).removesuffix(".00") in fill(
        qtbot, window, loans, principal="999999"
    )
    assert fill(qtbot, window, loans, principal="5000") == ""
    assert "伍仟" in sign(qtbot, window, loans)
    after = loans.detail
    assert after is not None
    assert after.line.outstanding == before.line.outstanding - 5_000_00
    assert sum(row.principal for row in after.schedule) == after.line.amount
    loans.panel.tabs.setCurrentIndex(1)
    assert loans.panel.history.rows[0].kind == "loan.prepay"
    customer = after.line.customer.key
    accounts = _accounts(window, customer)
    press(qtbot, accounts.deposit)
    assert fill(qtbot, window, accounts, amount="10000") == ""
    sign(qtbot, window, accounts)
    loans = _loan(window, later.there.refunds[0])
    press(qtbot, loans.prepay)
    assert fill(qtbot, window, loans) == ""
    sign(qtbot, window, loans)
    assert loans.detail is not None
    assert (loans.detail.line.status, loans.detail.line.outstanding) == ("repaid", 0)
    assert not loans.pay.isEnabled()
    assert not loans.prepay.isEnabled()
    assert no_error(window)


def test_interest_that_was_paid_comes_back_in_one_click_and_not_twice(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    loans = _loan(window, later.there.longer)
    assert loans.detail is not None
    all_paid = sum(row.paid_interest for row in loans.detail.schedule)
    assert loans.detail.refund is not None
    amount = loans.detail.refund.amount  # the settled quarter's
    assert 0 < amount <= all_paid
    assert loans.refund.text() == f"申请贴息 {loans.words.money(amount)}…"
    press(qtbot, loans.refund)
    said = sign(qtbot, window, loans)
    assert loans.words.number(amount).removesuffix(".00") in said
    assert "2" in loans.panel.tabs.tabText(2)
    assert {row.kind for row in loans.panel.pending.rows} == {"loan.refund", "loan.reschedule"}
    finance = later.workplace.desk_of("FD")
    (case,) = [
        waiting for waiting in finance.subsidy.waiting(early=True) if waiting.loan == later.there.longer
    ]
    finance.grants.sign(finance.grants.prepare(case))
    window._refresh()
    settle(window)
    assert loans.detail is not None
    assert (loans.detail.subsidised, loans.detail.line.refundable) == (amount, all_paid - amount)
    assert loans.refund.isEnabled() == (all_paid > amount)
    assert cells(loans.panel.schedule_table)[7] == loans.words.number(loans.detail.schedule[0].paid_interest)
    assert no_error(window)


def _longest(loans: LoansView) -> int:
    """The most months from today that the rules let the loan run."""
    assert loans.detail is not None
    own = loans.desk.loans
    for months in range(36, 0, -1):
        try:
            own.prepare_reschedule(loans.detail.line.id, months, "x")
        except KnownError:
            continue
        return months
    raise AssertionError("it cannot be extended at all")


def test_a_longer_term_is_asked_for_judged_by_the_bank_and_changes_the_schedule(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    loan = later.there.refunds[1]
    loans = _loan(window, loan)
    before = loans.detail
    assert before is not None
    press(qtbot, loans.reschedule)
    assert fill(qtbot, window, loans, months="500", reason="遭受旱灾。") != ""
    months = str(_longest(loans))
    agreed = before.line.rate
    assert loans.values is not None
    assert loans.values.fields["rate"].edit.text() == yuan_text(agreed)
    assert fill(qtbot, window, loans, months=months, rate=yuan_text(agreed + 1), reason="遭受旱灾。") != ""
    lower = yuan_text(agreed - 50)
    assert fill(qtbot, window, loans, months=months, rate=lower, reason="遭受旱灾。") == ""
    told = sign(qtbot, window, loans)
    assert months in told
    assert f"{lower} %" in told
    assert "年利率" in told
    assert "贴息最多" in told
    assert loans.detail is not None
    (event,) = (request.event for request in loans.detail.pending if request.kind == "loan.reschedule")
    become(window, "B")
    inbox = view_of(window, "inbox")
    assert isinstance(inbox, InboxView)
    inbox.table.setCurrentIndex(inbox.model.find(event))
    key(qtbot, inbox.table, Qt.Key.Key_Return)
    settle(window)
    service = window.views["service"]
    assert isinstance(service, GrantView)
    assert service.case is not None
    assert "遭受旱灾。" in service.wants.text()
    assert service.sign.text() == "签署“通过”…"
    press(qtbot, service.sign)
    sign(qtbot, window, service)
    # The finance department grants it too: the subsidy changes.
    become(window, "FD")
    inbox = view_of(window, "inbox")
    assert isinstance(inbox, InboxView)
    inbox.table.setCurrentIndex(inbox.model.find(event))
    key(qtbot, inbox.table, Qt.Key.Key_Return)
    settle(window)
    service = window.views["service"]
    assert isinstance(service, GrantView)
    assert "贴息最多" in service.wants.text()
    press(qtbot, service.sign)
    sign(qtbot, window, service)
    assert "已执行" in service.notice.text()
    become(window, "C")
    after = _loan(window, loan).detail
    assert after is not None
    assert after.line.rate == agreed - 50
    assert after.schedule[0].start != before.schedule[-1].start
    assert (before.line.classification, after.line.classification) == ("normal", "special_mention")
    assert after.line.outstanding == before.line.outstanding
    assert no_error(window)


def test_another_amount_than_the_instalment_goes_first_to_what_is_late(
    qtbot: Bot, later: Months, window: MainWindow
) -> None:
    loans = _loan(window, later.there.late)
    before = loans.detail
    assert before is not None
    assert before.line.penalty > 0
    assert loans.pay.text() == f"还款 {loans.words.money(before.line.due)}…"
    press(qtbot, loans.other)
    said = fill(qtbot, window, loans, amount="30000")
    assert "30,000" in said or "30,000.00" in said
    assert fill(qtbot, window, loans, amount="1000") == ""
    said = sign(qtbot, window, loans)
    assert said.startswith(f"我（{before.line.customer.name}）向")
    assert loans.notice.text() == "已还款 1,000.00 元。"
    after = loans.detail
    assert after is not None
    assert (after.line.penalty, after.paid_penalty) == (0, before.line.penalty)
    assert after.line.due == before.line.due - 1_000_00
    assert no_error(window)


def test_a_link_is_ended_and_made_again(qtbot: Bot, later: Months, window: MainWindow) -> None:
    view = _accounts(window)
    number = view.accounts.traditional[0].number  # type: ignore[union-attr]
    press(qtbot, view.link)
    assert number[:4] in sign(qtbot, window, view)
    assert [row.link for row in view.traditional.rows] == ["none"]
    assert not view.deposit.isEnabled()
    assert not view.withdraw.isEnabled()
    press(qtbot, view.link)
    assert fill(qtbot, window, view, number="9156011000000000017") != ""  # its check digits are wrong
    assert fill(qtbot, window, view, number=f" {number[:4]} {number[4:]} ") == ""
    sign(qtbot, window, view)
    assert cells(view.traditional_table)[3] == "已申请关联"

    become(window, "B")  # without a dossier the bank has no evidence of its own: a person decides
    inbox = view_of(window, "inbox")
    line = next(row for row in inbox.model.rows if row.kind == "account.link")
    service = view_of(window, "service", line.event)
    assert isinstance(service, GrantView)
    press(qtbot, service.sign)
    sign(qtbot, window, service)
    become(window, "C")
    view = _accounts(window)
    assert cells(view.traditional_table)[3] == "已关联"
    press(qtbot, view.deposit)
    assert fill(qtbot, window, view, amount="10") == ""
    sign(qtbot, window, view)
    assert view.balance.text() == "10.00 元"
    assert no_error(window)


def test_a_payment_by_keyboard_alone(qtbot: Bot, later: Months, window: MainWindow) -> None:
    view = _accounts(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for _ in range(30):
        focus = window.focusWidget()
        assert focus is not None
        if focus is view.deposit:
            break
        key(qtbot, focus, Qt.Key.Key_Tab)
    assert window.focusWidget() is view.deposit
    key(qtbot, view.deposit, Qt.Key.Key_Space)
    dialog = shown(qtbot, lambda: view.values)
    edit = dialog.fields["amount"].edit
    assert dialog.focusWidget() is edit
    qtbot.keyClicks(edit, "25")
    key(qtbot, edit, Qt.Key.Key_Return)
    confirm = shown(qtbot, lambda: view.confirm)
    key(qtbot, confirm.cancel, Qt.Key.Key_Tab)
    assert confirm.focusWidget() is confirm.sign
    key(qtbot, confirm.sign, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.asked is not None)
    settle(window)
    assert view.balance.text() == "25.00 元"
    assert no_error(window)
