"""A finance day by keyboard: the last signature moves the money, its trace, many at once, a budget."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from tests.ui.conftest import OpenWindow
from tests.ui.hands import INBOX, Hands, check_of, sign_ticked
from tests.ui.support import LONG_MS, Bot, no_error


@pytest.fixture(params=["zh", "en"])
def hands(qtbot: Bot, workplace: Workplace, open_window: OpenWindow, request: pytest.FixtureRequest) -> Hands:
    hands = Hands(qtbot, open_window(workplace, language=request.param, follow=True))
    hands.role("FD")
    return hands


def test_a_day(hands: Hands) -> None:
    last_signature(hands)
    step_through(hands)
    sign_ticked(hands, 2)
    set_budget(hands)
    assert no_error(hands.window)


def last_signature(hands: Hands) -> None:
    """That mine is the last one, and what follows, is read before; Enter on Cancel signs nothing."""
    hands.go(*INBOX)
    hands.bot.waitUntil(lambda: all(map(check_of, hands.rows())), timeout=LONG_MS)
    hands.line(
        lambda row: check_of(row).startswith("✓") and "✗" not in "".join(row).replace(check_of(row), "")
    )
    hands.enter()
    hands.bot.waitUntil(lambda: hands.window.front == "audit", timeout=LONG_MS)
    settle(hands.window)
    hands.press("Sign Pass…", "签署“通过”…")
    hands.reads("and the money moves.", "资金即行划转")
    hands.enter()
    assert hands.top is hands.window
    assert hands.word("The money has moved.", "资金已划转") not in hands.text()
    hands.press("Sign Pass…", "签署“通过”…")
    hands.sign("and the money moves.", "资金即行划转")
    hands.reads("The money has moved.", "资金已划转。")


def step_through(hands: Hands) -> None:
    """The trace of that very event: the first step, one further, the last one."""
    hands.press("Trace", "放款核验过程")
    hands.bot.waitUntil(lambda: hands.window.front == "trace", timeout=LONG_MS)
    settle(hands.window)
    hands.go("All steps", "所有步骤")
    hands.key(Qt.Key.Key_Home)
    first = hands.text()
    hands.key(Qt.Key.Key_Right)
    hands.bot.waitUntil(lambda: hands.text() != first, timeout=LONG_MS)
    second = hands.text()
    hands.key(Qt.Key.Key_End)
    hands.bot.waitUntil(lambda: hands.text() not in (first, second), timeout=LONG_MS)
    hands.key(Qt.Key.Key_Home)
    hands.bot.waitUntil(lambda: hands.text() == first, timeout=LONG_MS)


def set_budget(hands: Hands) -> None:
    """The amount in full-width digits; what is signed says it in capitals."""
    hands.view("subsidy")
    hands.press("Set the budget…", "设定预算…")
    hands.go("Amount", "金额")
    hands.write("６０００００")
    hands.press("Go on…", "继续…")
    said = hands.sign("600,000.00", "600,000.00")
    assert "陆拾万元整" in said or not hands.zh
    settle(hands.window)
