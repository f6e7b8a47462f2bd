"""What is pressed, chosen or typed into: buttons, boxes to choose from, the pause of a search."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QDir, QEvent, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget

from loc_desktop.ui.widgets.labels import tool_tip


class Button(QPushButton):
    """A push button that Enter presses when it has the focus, whatever the dialog's default is: what is
    visibly chosen is what happens."""

    def __init__(self) -> None:
        super().__init__()
        self.setAutoDefault(False)
        self._said = ""

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and self._said == self.toolTip():
            # Words that do not fit stand in the tool tip, unless it says something else.
            self._said = tool_tip(self.text()) if self.width() < self.sizeHint().width() else ""
            self.setToolTip(self._said)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            return
        super().keyPressEvent(event)


def button(*, primary: bool = False, danger: bool = False, flat: bool = False) -> Button:
    """A push button of ours in one of its dresses."""
    made = Button()
    for name, value in (("primary", primary), ("danger", danger), ("flat", flat)):
        if value:
            made.setProperty(name, True)
    return made


def choice(characters: int = 8) -> QComboBox:
    """A box to choose from that gives way: its texts do not dictate its width."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(characters)
    return box


def file_start(name: str = "") -> str:
    """Where a file dialog begins, with a file's ``name``: the folder that was last chosen from, else the
    user's documents.
    """
    folder = QFileDialog().directory()
    if folder == QDir.current():
        folder = QDir(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return str(Path(folder.path()) / name)


def typing_pause(
    owner: QWidget, search: Callable[[], None], *fields: QLineEdit, pause_ms: int = 200
) -> QTimer:
    """``search`` runs when nothing was typed into ``fields`` for ``pause_ms``, or at once on Enter.

    A search that was begun in another way stops the timer that this returns.
    """
    pause = QTimer(owner)
    pause.setSingleShot(True)
    pause.setInterval(pause_ms)
    pause.timeout.connect(search)
    for field in fields:
        field.textChanged.connect(lambda _text: pause.start())
        field.returnPressed.connect(search)
    return pause
