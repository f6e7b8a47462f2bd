"""New work is announced: in the window's title, on its icon where the desktop shows a number, and by a notice
in the tray. Only how much there is: no name, amount or id."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QSystemTrayIcon

from loc_desktop.texts.words import singular
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import filled

_SHOWN_MS = 8000


def _shows_badges(application: QGuiApplication) -> bool:
    """Whether the desktop can show a number on the icon. On Linux Qt makes an object path of the program's
    name as it is: one with a hyphen is none.
    """
    return sys.platform != "linux" or application.desktopFileName().isalnum()


class News(QObject):
    """``on``: whether the tray tells. What is new of one identity is not told again as another's."""

    def __init__(self, window: QMainWindow, on: bool) -> None:
        super().__init__(window)
        self._window = window
        self._number, self._whose = 0, ""
        self._tray: QSystemTrayIcon | None = None
        self._on = on
        self.told: list[str] = []
        """The notices given so far."""

    @property
    def on(self) -> bool:
        return self._on

    @on.setter
    def on(self, wanted: bool) -> None:
        self._on = wanted
        if not wanted:
            self.hide()

    def title(self, name: str) -> str:
        """The window's title with how much is new."""
        return f"({self._number}) {name}" if self._number else name

    def show(self, whose: str, number: int) -> None:
        """So many are new for the identity ``whose``. More than before are told, unless the window is in
        use."""
        more = whose == self._whose and number > self._number
        self._number, self._whose = number, whose
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication) and _shows_badges(application):
            application.setBadgeNumber(number if self._on else 0)
        if more and self._on and not self._window.isActiveWindow():
            self._tell(number)

    def _tell(self, number: int) -> None:
        text = singular(filled(self.tr("%1 events are new or changed."), str(number)))
        self.told.append(text)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(theme.icon("inbox", "muted"), self)
            self._tray.activated.connect(lambda _reason: self._come_forward())
            self._tray.messageClicked.connect(self._come_forward)
        self._tray.show()
        icon = QSystemTrayIcon.MessageIcon.Information
        self._tray.showMessage(self.tr("LoC Desktop"), text, icon, _SHOWN_MS)

    def _come_forward(self) -> None:
        self._window.raise_()
        self._window.activateWindow()

    def hide(self) -> None:
        """Take the icon away."""
        if self._tray is not None:
            self._tray.hide()
            self._tray = None
