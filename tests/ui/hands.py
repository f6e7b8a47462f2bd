"""Somebody with a keyboard and nothing else: keys go to what has the focus, words are those of the screen.

The only calls beside keys make a window active, which a window manager does where there is one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QWidget,
)

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.support import ALT, CONTROL, LONG_MS, NO_MODIFIER, Bot

SHIFT = Qt.KeyboardModifier.ShiftModifier
_MOST_TABS = 90

INBOX = ("Events that wait for you", "等待您处理的事件")
"""The table of waiting events."""


@dataclass
class Hands:
    """``steps`` counts the keys that are no text: Tab, Enter, shortcuts, arrows, Space."""

    bot: Bot
    window: MainWindow
    steps: int = 0
    typed: int = 0
    trail: list[str] = field(default_factory=list)

    # ------------------------------------------------------------------ what is on the screen

    @property
    def zh(self) -> bool:
        return self.window.language == "zh"

    def word(self, english: str, chinese: str) -> str:
        return chinese if self.zh else english

    @property
    def top(self) -> QWidget:
        """The dialog in front, else the window; active."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        modal = QApplication.activeModalWidget()
        top = modal if modal is not None and modal.isVisible() else self.window
        if not top.isActiveWindow():
            top.activateWindow()
            self.bot.waitUntil(top.isActiveWindow, timeout=LONG_MS)
        return top

    @property
    def focus(self) -> QWidget:
        """What the next key goes to."""
        top = self.top
        return top.focusWidget() or top

    def name(self, widget: QWidget | None = None) -> str:
        """What a screen reader says of the widget with the focus."""
        return names_of(widget or self.focus)[0]

    def text(self) -> str:
        """All that can be read in front."""
        parts = [label.text() for label in self.top.findChildren(QLabel) if label.isVisible()]
        parts += [b.text() for b in self.top.findChildren(QAbstractButton) if b.isVisible()]
        parts += [edit.text() for edit in self.top.findChildren(QLineEdit) if edit.isVisible()]
        parts += [edit.toPlainText() for edit in self.top.findChildren(QPlainTextEdit) if edit.isVisible()]
        return "\n".join(parts)

    def reads(self, english: str, chinese: str) -> str:
        """Wait until this is to be read in front; all of it."""
        wanted = self.word(english, chinese)
        try:
            self.bot.waitUntil(lambda: wanted in self.text(), timeout=LONG_MS)
        except Exception:
            raise AssertionError(f"{wanted!r} is not to be read in:\n{self.text()}") from None
        return self.text()

    def notice(self) -> str:
        return self.window.frame.status_line.notice.accessibleName()

    def told(self, english: str, chinese: str) -> str:
        """Wait for a sentence in the status line."""
        wanted = self.word(english, chinese)
        self.bot.waitUntil(lambda: wanted in self.notice(), timeout=LONG_MS)
        return self.notice()

    def rows(self) -> list[list[str]]:
        """The rows of the table with the focus."""
        table = self.focus
        assert isinstance(table, QTableView), self.name()
        model = table.model()
        return [
            [str(model.index(line, column).data() or "") for column in range(model.columnCount())]
            for line in range(model.rowCount())
        ]

    def row(self) -> list[str]:
        """The chosen row of the table with the focus."""
        table = self.focus
        assert isinstance(table, QTableView), self.name()
        return self.rows()[table.currentIndex().row()]

    # ------------------------------------------------------------------ keys

    def key(self, key: Qt.Key, modifier: Any = NO_MODIFIER, times: int = 1) -> None:
        for _ in range(times):
            self.steps += 1
            self.bot.keyClick(self.focus, key, modifier)

    def shortcut(self, key: Qt.Key, modifier: Any = CONTROL) -> None:
        """Of the window; what it brings is waited for."""
        self.key(key, modifier)
        settle(self.window)

    def enter(self) -> None:
        self.key(Qt.Key.Key_Return)

    def space(self) -> None:
        self.key(Qt.Key.Key_Space)

    def escape(self) -> None:
        self.key(Qt.Key.Key_Escape)

    def type(self, text: str) -> None:
        """Text in the field with the focus, Chinese as an input method commits it."""
        self.typed += len(text)
        if text.isascii():
            self.bot.keyClicks(self.focus, text)
            return
        composed = QInputMethodEvent()
        composed.setCommitString(text)
        QApplication.sendEvent(self.focus, composed)

    def write(self, text: str) -> None:
        """In place of what stands in the field."""
        self.key(Qt.Key.Key_A, CONTROL)
        self.type(text)

    def go(self, english: str, chinese: str, *, back: bool = False) -> QWidget:
        """Tab until a control of this name has the focus."""
        wanted, passed = self.word(english, chinese), []
        for _ in range(_MOST_TABS):
            if wanted in names_of(self.focus):
                return self.focus
            passed.append(self.name())
            self.key(Qt.Key.Key_Tab, SHIFT if back else NO_MODIFIER)
        raise AssertionError(f"Tab does not reach {wanted!r}, only {list(dict.fromkeys(passed))}")

    def press(self, english: str, chinese: str) -> None:
        """Tab to a button, and Enter."""
        button = self.go(english, chinese)
        assert button.isEnabled(), english
        self.enter()
        settle(self.window)

    def line(self, wanted: Callable[[list[str]], bool]) -> None:
        """In the table with the focus, down to the first row for which this is true."""
        table = self.focus
        assert isinstance(table, QTableView), self.name()
        self.key(Qt.Key.Key_Home, CONTROL)
        rows = self.rows()
        for _ in rows:
            if wanted(rows[table.currentIndex().row()]):
                settle(self.window)
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(f"no such row in {rows[:20]}")

    def choose(self, text: str) -> None:
        """In the choice with the focus, the entry of this text."""
        box = self.focus
        assert isinstance(box, QComboBox), self.name()
        self.key(Qt.Key.Key_Home)
        for _ in range(box.count()):
            if text in box.currentText():
                return
            self.key(Qt.Key.Key_Down)
        raise AssertionError(f"no entry {text!r}")

    def role(self, letter: str) -> None:
        """Work as the identity of a role: Alt and its number."""
        roles = [identity.role for identity in self.window.workplace.identities()]
        self.shortcut(Qt.Key(Qt.Key.Key_1.value + roles.index(letter)), ALT)

    def view(self, name: str) -> None:
        """Ctrl and the number of a view."""
        place = self.window.listed.index(name) + 1
        assert place <= 10
        self.shortcut(Qt.Key(Qt.Key.Key_0.value + place % 10))
        assert self.window.front == name

    def sign(self, english: str, chinese: str) -> str:
        """Read what is to be signed; Cancel has the focus; Tab to the sign button, Enter. What was read."""
        said = self.reads(english, chinese)
        assert self.name() == self.word("Cancel", "取消")
        self.key(Qt.Key.Key_Tab)
        assert self.name() == self.word("Sign", "签署"), self.name()
        self.enter()
        settle(self.window)
        return said


def names_of(widget: QWidget) -> list[str]:
    """What a screen reader says of a widget: its name, else its label's; a button's visible text too."""
    interface = QAccessible.queryAccessibleInterface(widget)
    names = [interface.text(QAccessible.Text.Name)] if interface is not None else []
    names.append(widget.accessibleName())
    if isinstance(widget, QAbstractButton):
        names.append(widget.text())
    return [name for name in dict.fromkeys(names) if name] or [type(widget).__name__]


def audit_next(hands: Hands, *, verdict: tuple[str, str] = ("Pass", "通过")) -> list[str]:
    """From the inbox: the first case of this verdict is opened with Enter, read, signed; its row."""
    hands.view("inbox")
    hands.go(*INBOX)
    good = verdict[0] == "Pass"
    hands.bot.waitUntil(lambda: all(map(check_of, hands.rows())), timeout=LONG_MS)
    hands.line(lambda row: check_of(row).startswith("✓" if good else "✗"))
    row = hands.row()
    hands.enter()
    hands.bot.waitUntil(lambda: hands.window.front == "audit", timeout=LONG_MS)
    settle(hands.window)
    hands.press(f"Sign {verdict[0]}…", f"签署“{verdict[1]}”…")
    hands.sign("You are about to sign:", "您即将签署")
    hands.reads(f"{verdict[0]} is signed", f"已签署“{verdict[1]}”")
    return row


def check_of(row: list[str]) -> str:
    """What the terms say of a row of the inbox."""
    return next((cell for cell in row if cell.startswith(("✓", "✗"))), "")


def sign_ticked(hands: Hands, count: int) -> list[str]:
    """Tick rows that meet every term by Space, read the list, sign; the ids. What is not ticked stays."""
    hands.view("inbox")
    hands.go(*INBOX)
    hands.bot.waitUntil(lambda: all(map(check_of, hands.rows())), timeout=LONG_MS)
    before, ticked = hands.rows(), list[str]()
    hands.key(Qt.Key.Key_Home, CONTROL)
    for row in before:
        if len(ticked) < count and check_of(row).startswith("✓"):
            hands.space()
            ticked.append(row[-1])
        hands.key(Qt.Key.Key_Down)
    hands.press(f"Sign the {count} ticked…", f"签署勾选的 {count} 件…")
    hands.reads(f"I say Pass to {count} listed events", f"对以下 {count} 个事件逐一表示“通过”")
    assert hands.name() == hands.word("Cancel", "取消")
    hands.escape()  # nothing is signed
    hands.go(*INBOX)
    assert [row[-1] for row in hands.rows()] == [row[-1] for row in before]
    hands.press(f"Sign the {count} ticked…", f"签署勾选的 {count} 件…")
    hands.reads(f"I say Pass to {count} listed events", f"对以下 {count} 个事件逐一表示“通过”")
    hands.go("What will be signed", "将要签署的内容")
    assert sorted(row[-1] for row in hands.rows()) == sorted(ticked)
    hands.press(f"Sign Pass for {count}", f"签署 {count} 件“通过”")
    hands.reads("Close", "关闭")
    hands.bot.waitUntil(lambda: hands.name() == hands.word("Close", "关闭"), timeout=LONG_MS)
    hands.enter()
    settle(hands.window)
    hands.go(*INBOX)
    hands.bot.waitUntil(
        lambda: {row[-1] for row in hands.rows()} == {row[-1] for row in before} - set(ticked),
        timeout=LONG_MS,
    )
    return ticked
