"""The counter's day by keyboard: a customer, an application, one too many, one withdrawn and sent again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.workplace import Workplace
from tests.ui.conftest import OpenWindow
from tests.ui.hands import Hands
from tests.ui.support import CONTROL, LONG_MS, Bot, no_error

PIN = "246810"
NAME, NUMBER = "陈秀英", identity_number("77")


@pytest.fixture(params=["zh", "en"])
def hands(qtbot: Bot, workplace: Workplace, open_window: OpenWindow, request: pytest.FixtureRequest) -> Hands:
    hands = Hands(qtbot, open_window(workplace, language=request.param, follow=True))
    hands.role("C")
    return hands


def add_customer(hands: Hands) -> None:
    """A weak PIN and two that differ are said at their fields; then the customer is there."""
    hands.view("customers")
    hands.press("New customer…", "新增客户…")
    hands.type(NAME)
    hands.go("Identity number", "身份证号")
    hands.type(NUMBER[:-1] + ("0" if NUMBER[-1] != "0" else "1"))
    hands.go("PIN", "PIN 码")
    hands.type("123456")
    hands.go("Once more", "再输一次")
    hands.type("123457")
    hands.enter()
    hands.reads("The two are not the same.", "两次输入不一样")
    assert hands.focus.isVisible()
    hands.go("Identity number", "身份证号")
    hands.write(NUMBER)
    hands.go("PIN", "PIN 码")
    hands.write(PIN)
    hands.go("Once more", "再输一次")
    hands.write(PIN)
    hands.enter()
    hands.bot.waitUntil(lambda: hands.top is hands.window, timeout=LONG_MS)
    settle(hands.window)


def apply_for(hands: Hands) -> None:
    """From the list of customers to the form; Enter goes from field to field; full-width digits."""
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.type("cxy")
    hands.go("Customers at this counter", "本柜台的客户")
    hands.bot.waitUntil(lambda: len(hands.rows()) == 1, timeout=LONG_MS)
    settle(hands.window)
    hands.press("Apply for this customer", "为该客户申请")
    assert hands.window.front == "form"
    hands.go("Purpose", "贷款用途")
    for text in ("种植茶叶", "３００００", "２４", "20000", "50000", "5000"):
        hands.type(text)
        hands.enter()


def confirm_with_pin(hands: Hands, english: str, chinese: str) -> str:
    """Cancel has the focus; Tab and Enter sign; the PIN is asked in the middle, and the signing goes on."""
    said = hands.sign(english, chinese)
    hands.reads(f"PIN of {NAME}", f"{NAME} 的 PIN 码")
    hands.type(PIN)
    hands.enter()
    settle(hands.window)
    return said


def test_a_day(hands: Hands, workplace: Workplace) -> None:
    add_customer(hands)
    apply_for(hands)
    hands.key(Qt.Key.Key_Return, CONTROL)
    # Enter on Cancel signs nothing; nothing that was typed is lost.
    hands.reads("You are about to sign:", "即将签署")
    hands.enter()
    assert hands.top is hands.window
    # A PIN that is not given: nothing is signed, and that is said.
    hands.key(Qt.Key.Key_Return, CONTROL)
    hands.sign("30,000.00", "30,000.00")
    hands.reads(f"PIN of {NAME}", f"{NAME} 的 PIN 码")
    hands.escape()
    hands.told("No PIN was given: nothing was signed.", "没有")
    # A wrong PIN is asked for again, and then the same signing goes on.
    hands.key(Qt.Key.Key_Return, CONTROL)
    hands.sign("30,000.00", "30,000.00")
    hands.reads(f"PIN of {NAME}", f"{NAME} 的 PIN 码")
    hands.type("975310")
    hands.enter()
    hands.reads("This is not the PIN", "这不是")
    hands.type(PIN)
    hands.enter()
    hands.bot.waitUntil(lambda: hands.window.front == "applications", timeout=LONG_MS)
    settle(hands.window)
    # The new row is the chosen one.
    hands.go("My applications", "我的申请")
    row = hands.row()
    assert any(NAME in cell for cell in row), row
    assert any("30,000.00" in cell for cell in row), row
    # The same again is told before it is signed.
    apply_again(hands)
    withdraw_and_send_again(hands)
    assert no_error(hands.window)


def apply_again(hands: Hands) -> None:
    hands.view("customers")
    apply_for(hands)
    hands.key(Qt.Key.Key_Return, CONTROL)
    hands.reads("Perhaps twice", "可能重复")
    hands.escape()
    assert hands.top is hands.window


def withdraw_and_send_again(hands: Hands) -> None:
    hands.view("applications")
    hands.go("My applications", "我的申请")
    hands.line(lambda row: NAME in " ".join(row))
    hands.press("Withdraw…", "撤回…")
    confirm_with_pin(hands, "You are about to sign:", "即将签署")
    hands.go("My applications", "我的申请")
    hands.bot.waitUntil(lambda: hands.word("withdrawn", "撤回") in " ".join(hands.rows()[0]), timeout=LONG_MS)
    # Corrected and sent again: what was sent is in the form, the PIN opens it.
    hands.press("Correct and send again…", "更正后重新申请…")
    hands.reads(f"PIN of {NAME}", f"{NAME} 的 PIN 码")
    hands.type(PIN)
    hands.enter()
    hands.bot.waitUntil(lambda: hands.window.front == "form", timeout=LONG_MS)
    settle(hands.window)
    hands.go("Amount", "贷款金额")
    hands.write("25000")
    hands.key(Qt.Key.Key_Return, CONTROL)
    confirm_with_pin(hands, "25,000.00", "25,000.00")
    hands.bot.waitUntil(lambda: hands.window.front == "applications", timeout=LONG_MS)
    settle(hands.window)
    hands.go("My applications", "我的申请")
    assert "25,000.00" in " ".join(hands.rows()[0])


def test_an_application_is_entered_and_signed_within_a_minute(hands: Hands) -> None:
    """Counted by the keystroke-level model (Card, Moran and Newell, 1980): 0.28 s a key for who types an
    average 40 words a minute, 1.35 s of thought before each field and each decision."""
    hands.view("applications")
    hands.steps = hands.typed = 0
    hands.key(Qt.Key.Key_N, CONTROL)
    settle(hands.window)
    hands.go("Applicant", "申请人", back=True)
    hands.type("ljg")
    hands.enter()
    hands.bot.waitUntil(lambda: "刘建国" in hands.text(), timeout=LONG_MS)
    thoughts = 1
    hands.go("Purpose", "贷款用途")
    for text in ("种植茶叶", "30000", "24", "20000", "50000", "5000"):
        hands.type(text)
        hands.enter()
        thoughts += 1
    hands.key(Qt.Key.Key_Return, CONTROL)
    hands.sign("30,000.00", "30,000.00")
    thoughts += 2  # reads what it costs, reads what is signed
    hands.bot.waitUntil(lambda: hands.window.front == "applications", timeout=LONG_MS)
    seconds = 0.28 * (hands.steps + hands.typed) + 1.35 * thoughts
    assert hands.steps <= 20, hands.steps
    assert seconds <= 30, seconds
    assert no_error(hands.window)
