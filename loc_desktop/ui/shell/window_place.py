"""Where the window stands: within the screen with its frame, as it was left."""

from __future__ import annotations

import json
from typing import Final

from PySide6.QtCore import QMargins, QRect, QSize, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow

_VERSION: Final = 1
_WANTED: Final = QSize(1366, 768)
_FRAME: Final = QMargins(4, 36, 4, 4)
"""A frame's borders before they are known."""


def place(window: QMainWindow, kept: str) -> None:
    """Before the window is shown: as it was left (``kept``, of :func:`place_of`), on a screen that is."""
    rect, whole = _read(kept)
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if not screens or _screenless():
        window.resize(_WANTED)
        return
    if rect is None:
        primary = QGuiApplication.primaryScreen().availableGeometry()
        rect = QRect(primary.topLeft(), _WANTED.grownBy(_FRAME))
        rect.moveCenter(primary.center())
    nearest = max(screens, key=lambda screen: _area(screen.intersected(rect)))
    fitted = fit(rect, nearest)
    inner = fitted.marginsRemoved(_FRAME)
    window.resize(inner.size())
    window.move(fitted.topLeft())
    if whole:
        window.setWindowState(Qt.WindowState.WindowMaximized)


def fit_frame(window: QMainWindow) -> None:
    """Once the frame is known: smaller and moved where it reaches out of its screen."""
    screen = window.screen()
    if screen is None or _screenless() or window.isMaximized() or window.isFullScreen():
        return
    outer, inner = window.frameGeometry(), window.geometry()
    fitted = fit(outer, screen.availableGeometry())
    if fitted != outer:
        window.resize(inner.size() - (outer.size() - fitted.size()))
        window.move(fitted.topLeft())


def _screenless() -> bool:
    """Qt draws into memory: its screen is none that anybody looks at."""
    return QGuiApplication.platformName() in ("offscreen", "minimal")


def fit(rect: QRect, screen: QRect) -> QRect:
    """``rect`` within ``screen``: no larger, and moved as little as it must."""
    size = rect.size().boundedTo(screen.size())
    left = min(max(rect.left(), screen.left()), screen.left() + screen.width() - size.width())
    top = min(max(rect.top(), screen.top()), screen.top() + screen.height() - size.height())
    return QRect(left, top, size.width(), size.height())


def place_of(window: QMainWindow) -> str:
    """To be kept: the frame's place where the window is not as large as the screen, and whether it is."""
    normal = window.normalGeometry() if window.isMaximized() else window.geometry()
    frame = QRect(normal.topLeft(), normal.size().grownBy(_FRAME))
    if not window.isMaximized():
        frame.moveTo(window.frameGeometry().topLeft())
    kept = {
        "version": _VERSION,
        "place": [frame.x(), frame.y(), frame.width(), frame.height()],
        "whole": window.isMaximized(),
    }
    return json.dumps(kept)


def _read(kept: str) -> tuple[QRect | None, bool]:
    try:
        said = json.loads(kept)
        if said["version"] != _VERSION:
            return None, False
        left, top, width, height = (int(number) for number in said["place"])
        rect = QRect(left, top, width, height)
    except (ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return None, False
    sane = 200 <= width <= 20_000 and 200 <= height <= 20_000 and max(abs(left), abs(top)) < 100_000
    return (rect if sane else None), said.get("whole") is True


def _area(rect: QRect) -> int:
    return max(0, rect.width()) * max(0, rect.height())
