"""Fifty people from a spreadsheet by keyboard: they arrive as typed, are audited at once, are paid out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number, person_name
from loc_desktop.desk.workplace import Workplace
from loc_desktop.spreadsheet import workbook
from tests.ui.conftest import OpenWindow
from tests.ui.hands import INBOX, Hands, check_of
from tests.ui.support import LONG_MS, Bot, no_error

COUNT = 50
HEAD = (
    "姓名",
    "身份证号",
    "金额（元）",
    "期限（月）",
    "用途",
    "年收入（元）",
    "资产（元）",
    "负债（元）",
    "村组",
    "电话",
    "住址",
)
FIRST = 4200


def spreadsheet(file: Path) -> list[str]:
    """Amounts as people type them: with commas, in full width, with 元; the names in order."""
    rows, names = [list(HEAD)], []
    for number in range(COUNT):
        name = person_name(str(FIRST + number))
        names.append(name)
        amount = ("20,000", "２００００", "20000元", "20000.00")[number % 4]
        card = identity_number(str(FIRST + number))
        rows.append(
            [name, card, amount, "24", "种植茶叶", "9000", "8000", "1000", "一组", "13800000000", "东肖镇"]
        )
    file.write_bytes(workbook(rows))
    return names


def type_into_file_dialog(path: Path) -> None:
    """The system's own file dialog takes its keys in a loop of its own."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QFileDialog):
            edit = dialog.focusWidget()
            assert edit is not None
            QTest.keyClicks(edit, str(path))
            QTest.keyClick(edit, Qt.Key.Key_Return)
        else:
            QTimer.singleShot(100, look)

    QTimer.singleShot(100, look)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_fifty_people_are_applied_for_audited_and_paid(
    qtbot: Bot, empty_workplace: Workplace, open_window: OpenWindow, tmp_path: Path, language: str
) -> None:
    window = open_window(empty_workplace, language=language, follow=True)
    hands = Hands(qtbot, window)
    assert hands.name() == hands.word("Try it on this computer", "在本机试用")
    hands.space()
    qtbot.waitUntil(lambda: window.first is None, timeout=4 * LONG_MS)
    settle(window)
    names = spreadsheet(tmp_path / "list.xlsx")
    hands.steps = hands.typed = 0
    bring_in(hands, tmp_path / "list.xlsx", names)
    steps = hands.steps
    for role in ("B", "CAD", "FD"):
        hands.role(role)
        audit_all(hands)
    assert steps <= 20, steps
    hands.role("R")
    hands.view("loans")
    hands.go("Loans", "贷款")
    qtbot.waitUntil(lambda: len(hands.rows()) == COUNT, timeout=LONG_MS)
    assert {row[1] for row in hands.rows()} == {"20,000.00"}
    bank = empty_workplace.desk_of("B")
    assert bank.branch.reconcile().good
    assert no_error(window)


def bring_in(hands: Hands, file: Path, names: list[str]) -> None:
    """What was read is seen before it is signed: as many, the sum."""
    hands.view("applications")
    hands.go("Import a file…", "导入文件…")
    hands.enter()
    settle(hands.window)
    hands.go("Choose a file…", "选择文件…")
    type_into_file_dialog(file)
    hands.enter()
    hands.reads(f"Sign and import {COUNT}", f"签署并导入 {COUNT} 件")
    hands.press(f"Sign and import {COUNT}", f"签署并导入 {COUNT} 件")
    said = hands.reads("1,000,000.00", "1,000,000.00")
    assert str(COUNT) in said
    assert hands.name() == hands.word("Cancel", "取消")
    hands.key(Qt.Key.Key_Tab)
    hands.enter()
    hands.bot.waitUntil(
        lambda: (
            hands.word(f"{COUNT} applications are on the ledger.", f"{COUNT} 件申请已上链。") in hands.text()
        ),
        timeout=4 * LONG_MS,
    )
    close_all(hands)
    hands.go("My applications", "我的申请")
    hands.bot.waitUntil(lambda: len(hands.rows()) == COUNT, timeout=LONG_MS)
    assert sorted(row[0] for row in hands.rows()) == sorted(names)
    assert {row[1] for row in hands.rows()} == {"20,000.00"}


def audit_all(hands: Hands) -> None:
    """All that meet every term, with the list and the sum before."""
    hands.view("inbox")
    hands.go(*INBOX)
    hands.bot.waitUntil(
        lambda: len(hands.rows()) == COUNT and all(map(check_of, hands.rows())), timeout=4 * LONG_MS
    )
    assert all(check_of(row).startswith("✓") for row in hands.rows())
    hands.press("Sign all that meet every term…", "批量签署全部达标的…")
    said = hands.reads(f"I say Pass to {COUNT} listed events", f"对以下 {COUNT} 个事件逐一表示“通过”")
    assert "1,000,000.00" in said
    hands.press(f"Sign Pass for {COUNT}", f"签署 {COUNT} 件“通过”")
    hands.bot.waitUntil(
        lambda: hands.name() == hands.word("Close", "关闭") and hands.focus.isEnabled(), timeout=4 * LONG_MS
    )
    close_all(hands)


def close_all(hands: Hands) -> None:
    """Escape until the window is in front."""
    for _ in range(4):
        if hands.top is hands.window:
            break
        hands.escape()
        settle(hands.window)
    assert hands.top is hands.window
