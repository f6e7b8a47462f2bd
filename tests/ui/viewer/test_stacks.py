"""The parts of the trace view: items in words, stacks as lists, the steps in a line."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from loc_desktop.app.values import Party
from loc_desktop.script.canonical import pretty
from loc_desktop.ui.viewer.item_describer import ItemDescriber
from loc_desktop.ui.viewer.stack_list import BadgeRole, PoppedRole, StackList
from loc_desktop.ui.viewer.step_strip import StepStrip
from loc_desktop.ui.widgets.i18n import Languages
from loc_desktop.ui.widgets.words import Words
from tests.ui.support import Bot, key

KEY, RESULT = {"type": "key", "role": "B", "key": "kb"}, {"type": "oracle", "role": "CAD", "verdict": "Pass"}


@pytest.fixture
def describer(qapp: QApplication) -> ItemDescriber:
    describer = ItemDescriber(Words(Languages(qapp)))
    describer.parties = {"kb": Party("B", "kb", "龙岩农信社"), "kc": Party("C", "kc", "")}
    return describer


@pytest.mark.parametrize(
    ("item", "text", "badge"),
    [
        (KEY, "key 龙岩农信社", "B"),
        ({"type": "key", "role": "C", "key": "kc"}, "key kc", "C"),
        ({"type": "key"}, "key ", ""),
        ({**RESULT, "at": "2026-09-15T02:00:00Z"}, "oracle result: ", "CAD"),
        ({"type": "event", "kind": "loan.apply", "id": "0123456789abcdef" * 2}, "event: ", ""),
        ({"type": "operation", "op": "transfer", "args": {"amount": 5_00, "from": "kb", "to": "kc"}},
         "transfer 5.00", ""),
        ({"type": "operation", "op": "issue", "args": {"amount": 5_00, "issuer": "kb", "to": "kb"}},
         "issue 5.00", ""),
        ({"type": "operation", "op": "query", "args": {"loan": "0123456789abcdef"}}, "query 0123", ""),
        ({"type": "operation", "op": "new one", "args": None}, "new one", ""),
        ({"type": "operation"}, "", ""),
        ({"type": "something"}, "something", ""),
        ({}, "None", ""),
    ],
)  # fmt: skip
def test_an_item_is_said_in_a_few_words_whatever_is_in_it(
    describer: ItemDescriber, item: dict[str, Any], text: str, badge: str
) -> None:
    assert describer.text(item).startswith(text)
    assert describer.badge(item) == badge


def test_an_operation_says_between_which_roles(describer: ItemDescriber) -> None:
    told = describer.text(
        {"type": "operation", "op": "transfer", "args": {"from": "kb", "to": "unknown key"}}
    )
    assert "→" in told
    assert describer.role_of("kb") != describer.role_of("unknown key")


def test_a_stack_stands_top_first_and_opens_and_copies(describer: ItemDescriber, qtbot: Bot) -> None:
    stack = StackList(describer)
    opened: list[object] = []
    stack.opened.connect(opened.append)
    stack.show()
    stack.show_items([KEY, RESULT], popped=True)
    model = stack.stack
    assert model.rowCount() == 2
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.data(model.index(0, 0)) == "key 龙岩农信社"
    assert [model.data(model.index(place, 0), PoppedRole) for place in range(2)] == [True, False]
    assert [model.data(model.index(place, 0), BadgeRole) for place in range(2)] == ["B", "CAD"]
    assert model.data(QModelIndex()) is None
    assert stack.currentIndex().row() == 0
    key(qtbot, stack, Qt.Key.Key_Return)
    key(qtbot, stack, Qt.Key.Key_Down)
    key(qtbot, stack, Qt.Key.Key_Enter)
    assert opened == [KEY, RESULT]
    key(qtbot, stack, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == pretty(RESULT)
    stack.show_items([], popped=False)
    key(qtbot, stack, Qt.Key.Key_Return)
    assert (model.rowCount(), opened) == (0, [KEY, RESULT])
    stack.close()


def test_a_click_chooses_the_step_under_it_and_beside_them_none(qtbot: Bot, qapp: QApplication) -> None:
    strip = StepStrip()
    chosen: list[int] = []
    strip.chosen.connect(chosen.append)
    strip.resize(1000, 30)
    strip.show()
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
    assert chosen == []
    strip.show_steps((True, True, False), 0)
    cell = strip._cell()
    for step in range(3):
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(int((step + 0.5) * cell), 5))
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(int(3.5 * cell), 5))
    assert chosen == [0, 1, 2]
    strip.show_steps((True,) * 500, 499)
    strip.grab()  # paints
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(998, 5))
    assert chosen[-1] == 499
    strip.close()
