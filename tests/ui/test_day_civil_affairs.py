"""A civil affairs department's day by keyboard: cases and many at once, one refused, a register."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.workplace import Workplace
from tests.ui.conftest import OpenWindow
from tests.ui.hands import INBOX, Hands, audit_next, check_of, sign_ticked
from tests.ui.support import ALT, CONTROL, LONG_MS, Bot, no_error


@pytest.fixture(params=["zh", "en"])
def hands(qtbot: Bot, workplace: Workplace, open_window: OpenWindow, request: pytest.FixtureRequest) -> Hands:
    hands = Hands(qtbot, open_window(workplace, language=request.param, follow=True))
    hands.role("CAD")
    return hands


def test_a_day(hands: Hands) -> None:
    # Opened and left again: what the terms say of each row is there again.
    hands.go(*INBOX)
    hands.bot.waitUntil(lambda: all(map(check_of, hands.rows())), timeout=LONG_MS)
    hands.enter()
    hands.bot.waitUntil(lambda: hands.window.front == "audit", timeout=LONG_MS)
    hands.shortcut(Qt.Key.Key_Left, ALT)
    hands.go(*INBOX)
    hands.bot.waitUntil(lambda: all(map(check_of, hands.rows())), timeout=LONG_MS)
    first = audit_next(hands)
    # The next one waits under Enter, without going back to the list.
    assert hands.name() == hands.word("Next one waiting", "下一件待办")
    hands.enter()
    hands.bot.waitUntil(lambda: first[-1] not in hands.text(), timeout=LONG_MS)
    assert hands.window.front == "audit"
    refused = audit_next(hands, verdict=("Failed", "不通过"))
    sign_ticked(hands, 3)
    assert first[-1] not in {row[-1] for row in hands.rows()}
    assert refused[-1] not in {row[-1] for row in hands.rows()}
    add_person(hands)
    assert no_error(hands.window)


def add_person(hands: Hands) -> None:
    """Into the register; what is wrong is said at its field and nothing that was typed is lost."""
    hands.view("register")
    hands.press("Add a person…", "添加人员…")
    hands.type("350802197305170770")
    hands.go("Name", "姓名")
    hands.type("陈秀英")
    hands.go("Yearly income", "家庭年收入")
    hands.type("２００００")
    hands.enter()
    said = hands.reads("check character", "校验位")
    assert "350802197305170770" in said
    assert "陈秀英" in said
    hands.go("Identity number", "身份证号")
    hands.write("350802197305170771")
    hands.enter()
    hands.bot.waitUntil(lambda: hands.top is hands.window, timeout=LONG_MS)
    settle(hands.window)
    hands.key(Qt.Key.Key_F, CONTROL)
    hands.type("陈秀英")
    hands.go("Persons in your register", "本部门登记的人员")
    hands.bot.waitUntil(lambda: "350802197305170771" in " ".join(hands.rows()[0]), timeout=LONG_MS)
