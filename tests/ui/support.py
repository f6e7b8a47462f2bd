"""What a person does with a window: keys, clicks, waiting until something is seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QWidget

from loc_desktop.ui.gallery import settle
from loc_desktop.ui.main_window import MainWindow

LONG_MS = 30_000
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
T = TypeVar("T", bound=QWidget)


class Bot(Protocol):
    """The part of pytest-qt's ``qtbot`` that the tests use."""

    def keyClick(self, widget: QWidget, key: Any, modifier: Any = ...) -> None: ...
    def keyClicks(self, widget: QWidget, text: str) -> None: ...
    def mouseClick(self, widget: QWidget, button: Qt.MouseButton) -> None: ...
    def waitUntil(self, condition: Callable[[], bool], *, timeout: int = ...) -> None: ...
    def waitSignal(self, signal: Any, *, timeout: int = ...) -> Any: ...


def press(bot: Bot, button: QPushButton) -> None:
    """Click a button that can be seen and used."""
    assert button.isVisible(), f"{button.text()} cannot be seen"
    assert button.isEnabled(), f"{button.text()} cannot be used"
    bot.mouseClick(button, Qt.MouseButton.LeftButton)


def type_into(bot: Bot, edit: QLineEdit, text: str) -> None:
    """Replace what is in a field by typing."""
    edit.setFocus()
    edit.selectAll()
    bot.keyClick(edit, Qt.Key.Key_Delete)
    if text.isascii():
        bot.keyClicks(edit, text)
    else:  # as an input method commits what was composed
        composed = QInputMethodEvent()
        composed.setCommitString(text)
        QApplication.sendEvent(edit, composed)


def key(bot: Bot, widget: QWidget, name: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
    bot.keyClick(widget, name, modifier)


def chord(bot: Bot, window: MainWindow, name: Qt.Key, modifier: Any = CONTROL) -> None:
    """A shortcut of the window. Without a window manager the window must be made active by hand."""
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    bot.keyClick(window, name, modifier)
    settle(window)


def shown(bot: Bot, find: Callable[[], T | None]) -> T:
    """Wait until a widget is there and can be seen."""
    found: list[T] = []

    def there() -> bool:
        widget = find()
        if widget is None or not widget.isVisible():
            return False
        found.append(widget)
        return True

    bot.waitUntil(there, timeout=LONG_MS)
    return found[-1]


def become(window: MainWindow, role: str) -> None:
    """Change to the identity of a role, as the switcher does."""
    identity = next(one.id for one in window.workplace.identities() if one.role == role)
    window.become(identity)
    settle(window)


def no_error(window: MainWindow) -> bool:
    """No error dialog stands open."""
    return window.dialog is None or not window.dialog.isVisible()
