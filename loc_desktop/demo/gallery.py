"""The window of a prepared sample, led from view to view: for pictures and for tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from loc_desktop.ui.shell.main_window import MainWindow

PATIENCE_MS = 60_000
"""A scene that is not ready after this long is a fault."""

Scene = tuple[str, QWidget]
"""A name for the file, and what is to be seen."""


class UnreadyError(RuntimeError):
    """A scene did not settle in time."""


def settle(window: MainWindow) -> None:
    """Let everything that was begun end: jobs, typing pauses, pending repaints."""
    ended = QEventLoop()
    late: list[bool] = []
    guard = QTimer()
    guard.setSingleShot(True)
    guard.timeout.connect(lambda: late.append(True))
    guard.start(PATIENCE_MS)
    look = QTimer()
    look.setInterval(15)

    def calm() -> None:
        waiting = any(t.isActive() and t.isSingleShot() for t in window.findChildren(QTimer))
        if late or not (window.tasks.busy or waiting):
            ended.quit()

    look.timeout.connect(calm)
    look.start()
    ended.exec()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    if late:
        raise UnreadyError(f"{window.tasks.busy} jobs did not end in time")


class Gallery:
    """Leads the window of a prepared sample. ``folder`` is for the files that scenes need."""

    def __init__(self, window: MainWindow, folder: Path) -> None:
        self.window = window
        self.folder = folder
        self.identities = {identity.role: identity.id for identity in window.workplace.identities()}

    def become(self, role: str) -> None:
        self.window.become(self.identities[role])
        settle(self.window)

    def show(self, name: str, target: object = None) -> Any:
        """Bring a view to the front and wait for its contents."""
        self.window.go(name, target)
        settle(self.window)
        return self.window.views[name]

    def dialog(self, name: str, dialog: QDialog | None) -> Iterator[Scene]:
        if dialog is None:
            raise UnreadyError(f"{name} has not opened")
        settle(self.window)
        yield name, dialog
        dialog.reject()
        settle(self.window)

    def found(self, kind: type[QDialog]) -> QDialog | None:
        """The dialog of a kind that was opened last and can be seen."""
        shown = [d for d in self.window.findChildren(kind) if d.isVisible()]
        return shown[-1] if shown else None

    def last_dialog(self) -> QDialog | None:
        """Of whatever kind."""
        return self.found(QDialog)
