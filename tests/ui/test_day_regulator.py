"""A regulator's day by keyboard: an id by its beginning, a dossier inspected, a loan challenged, a member."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from tests.ui.conftest import OpenWindow
from tests.ui.hands import Hands
from tests.ui.support import CONTROL, LONG_MS, Bot, no_error


@pytest.fixture(params=["zh", "en"])
def hands(qtbot: Bot, workplace: Workplace, open_window: OpenWindow, request: pytest.FixtureRequest) -> Hands:
    hands = Hands(qtbot, open_window(workplace, language=request.param, follow=True))
    hands.role("R")
    return hands


def test_a_day(hands: Hands, workplace: Workplace) -> None:
    loan = workplace.desk_of("R").loans.page().rows[0].id
    find_by_prefix(hands, loan)
    challenge(hands, loan)
    answer_is_awaited(hands, loan)
    look_at_members(hands)
    assert no_error(hands.window)


def find_by_prefix(hands: Hands, event: str) -> None:
    """Six characters of an id find it; what was searched for before is replaced, not added to."""
    hands.view("ledger")
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.type("nothing of this name")
    hands.enter()
    settle(hands.window)
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.type(event[:6])
    hands.enter()
    hands.go("Transactions", "交易")
    hands.bot.waitUntil(lambda: 0 < len(hands.rows()) <= 8, timeout=LONG_MS)
    hands.bot.waitUntil(lambda: event in hands.text(), timeout=LONG_MS)


def challenge(hands: Hands, loan: str) -> None:
    """By the beginning of the loan's id; one that is no loan's is said at its field, and stays."""
    hands.view("challenges")
    hands.press("Challenge…", "提出质询…")
    hands.go("Its id (6 characters)", "编号（前 6 位）")
    hands.type("ffffff")
    hands.press("Go on…", "继续…")
    hands.reads("ffffff", "ffffff")
    hands.bot.waitUntil(lambda: hands.top is not hands.window, timeout=LONG_MS)
    hands.go("Its id (6 characters)", "编号（前 6 位）")
    hands.write(loan[:6])
    hands.press("Go on…", "继续…")
    said = hands.reads("Whom you ask", "被质询方")
    assert loan in said
    hands.go("Reason", "事由")
    hands.type("钱用在哪里？")
    # A dialog that is left by Escape raises nothing.
    hands.escape()
    assert hands.top is hands.window
    hands.press("Challenge…", "提出质询…")
    hands.go("Its id (6 characters)", "编号（前 6 位）")
    hands.write(loan[:6])
    hands.press("Go on…", "继续…")
    hands.reads("Whom you ask", "被质询方")
    hands.go("Reason", "事由")
    hands.type("钱用在哪里？")
    hands.press("Go on…", "继续…")
    hands.sign("钱用在哪里？", "钱用在哪里？")


def answer_is_awaited(hands: Hands, loan: str) -> None:
    """It stands in the list, the loan is frozen."""
    hands.bot.waitUntil(lambda: hands.window.front == "challenges", timeout=LONG_MS)
    settle(hands.window)
    hands.go("Challenges", "质询")
    hands.bot.waitUntil(lambda: len(hands.rows()) == 1, timeout=LONG_MS)
    hands.view("loans")
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.type(loan[:6])
    hands.go("Loans", "贷款")
    hands.bot.waitUntil(lambda: len(hands.rows()) == 1, timeout=LONG_MS)
    hands.reads("frozen", "冻结")


def look_at_members(hands: Hands) -> None:
    """Revoking asks for a reason first; Escape leaves everything as it was."""
    hands.view("members")
    hands.go("Members of the network", "账本成员")
    hands.line(lambda row: "新罗区民政局" in row[0])
    hands.press("Revoke the membership…", "撤销成员资格…")
    hands.press("Go on…", "继续…")
    hands.bot.waitUntil(lambda: hands.top is not hands.window, timeout=LONG_MS)
    hands.escape()
    hands.go("Members of the network", "账本成员")
    assert hands.word("active", "有效") in hands.row()
