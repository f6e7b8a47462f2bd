"""A bank's day by keyboard: cases one by one and many at once, a customer, an account, cash."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from tests.ui.conftest import OpenWindow
from tests.ui.hands import INBOX, Hands, audit_next, sign_ticked
from tests.ui.support import CONTROL, LONG_MS, Bot, no_error

NUMBER = "350802197305170771"


@pytest.fixture(params=["zh", "en"])
def hands(qtbot: Bot, workplace: Workplace, open_window: OpenWindow, request: pytest.FixtureRequest) -> Hands:
    hands = Hands(qtbot, open_window(workplace, language=request.param, follow=True))
    hands.role("B")
    return hands


def test_a_day(hands: Hands) -> None:
    audit_next(hands)
    audit_next(hands, verdict=("Failed", "不通过"))
    filtered_many(hands)
    sign_ticked(hands, 2)
    open_account(hands)
    cash(hands)
    assert no_error(hands.window)


def filtered_many(hands: Hands) -> None:
    """With a filter only what it shows is signed: never a hidden row."""
    hands.view("inbox")
    hands.go(*INBOX)
    before = hands.rows()
    name = before[0][0]
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.type(name)
    hands.go(*INBOX)
    hands.bot.waitUntil(lambda: 0 < len(hands.rows()) < len(before), timeout=LONG_MS)
    shown = hands.rows()
    hands.press("Sign those shown that meet every term…", "签署所列满足全部条款的…")
    hands.bot.waitUntil(lambda: hands.name() == hands.word("Cancel", "取消"), timeout=LONG_MS)
    read = hands.text()
    assert all(row[0] not in read for row in before if row[0] != name)
    hands.escape()
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.write("")
    hands.key(Qt.Key.Key_Delete)
    hands.go(*INBOX)
    hands.bot.waitUntil(lambda: len(hands.rows()) == len(before), timeout=LONG_MS)
    assert shown[0][-1] in {row[-1] for row in hands.rows()}


def open_account(hands: Hands) -> None:
    """A new customer of the bank and an account."""
    hands.view("bank")
    hands.press("New customer…", "新增客户…")
    hands.type("陈秀英")
    hands.go("Identity number", "身份证号")
    hands.type(NUMBER)
    hands.enter()
    hands.bot.waitUntil(lambda: hands.top is hands.window, timeout=LONG_MS)
    settle(hands.window)
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.write("陈秀英")
    hands.go("Customers of the bank", "银行的客户")
    hands.bot.waitUntil(lambda: len(hands.rows()) == 1 and NUMBER in hands.rows()[0], timeout=LONG_MS)
    settle(hands.window)
    hands.press("Open an account…", "开户…")
    hands.reads("陈秀英", "陈秀英")
    hands.key(Qt.Key.Key_Tab)
    hands.enter()
    hands.bot.waitUntil(lambda: hands.top is hands.window, timeout=LONG_MS)
    settle(hands.window)
    hands.go("Accounts of this customer", "该客户的账户")
    hands.bot.waitUntil(lambda: len(hands.rows()) == 1, timeout=LONG_MS)
    assert hands.row()[2] == "0.00"


def cash(hands: Hands) -> None:
    """An amount that is none is said at its field; the right one is booked."""
    hands.press("Cash in…", "现金存入…")
    hands.type("many")
    hands.enter()
    hands.reads("many", "many")
    assert hands.top is not hands.window
    hands.go("Amount", "金额")
    hands.write("１，２３４．５０")
    hands.press("Book", "记账")
    # The receipt is read, then closed; the balance is there.
    assert "陈秀英" in hands.reads("1,234.50 yuan", "壹仟贰佰叁拾肆元伍角整")
    hands.press("Close", "关闭")
    hands.bot.waitUntil(lambda: hands.top is hands.window, timeout=LONG_MS)
    hands.go("Accounts of this customer", "该客户的账户")
    hands.bot.waitUntil(lambda: hands.rows()[0][2] == "1,234.50", timeout=LONG_MS)
