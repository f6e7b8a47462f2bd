"""What is pressed, chosen or typed into: buttons, boxes to choose from, the pause of a search."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QDate, QDir, QEvent, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCalendarWidget, QComboBox, QFileDialog, QLineEdit, QPushButton, QWidget

from loc_desktop.desk.values.field_checks import read_day
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import translate
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


class DayEdit(QLineEdit):
    """A day, typed in any form that people write or picked from a calendar (the button, or Alt+Down). Once it
    is left it stands there as YYYY-MM-DD."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.calendar: QCalendarWidget | None = None
        self._button = self.addAction(
            theme.icon("calendar", "muted"), QLineEdit.ActionPosition.TrailingPosition
        )
        self._button.triggered.connect(self.pick)
        self._button.setToolTip(translate("DayEdit", "Pick a day (Alt+Down)"))
        self.editingFinished.connect(self._tidy)

    @property
    def day(self) -> date | None:
        """None while nothing or no day stands there."""
        return read_day(self.text())

    @property
    def iso(self) -> str | None:
        """``YYYY-MM-DD``, "" for an empty field, None for what is no day."""
        if not self.text().strip():
            return ""
        return self.day.isoformat() if self.day is not None else None

    def pick(self) -> None:
        """Open the calendar below the field."""
        popup = self.calendar = QCalendarWidget(self)
        popup.setWindowFlag(Qt.WindowType.Popup)
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        popup.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        if self.day is not None:
            popup.setSelectedDate(QDate(self.day.year, self.day.month, self.day.day))
        popup.clicked.connect(self._picked)
        popup.activated.connect(self._picked)
        popup.move(self.mapToGlobal(self.rect().bottomLeft()))
        popup.show()
        popup.setFocus()

    def _picked(self, day: QDate) -> None:
        popup, self.calendar = self.calendar, None
        if popup is not None:
            popup.close()
            self.setText(day.toString(Qt.DateFormat.ISODate))
            self.setFocus()

    def _tidy(self) -> None:
        if self.day is not None and self.text() != self.day.isoformat():
            self.setText(self.day.isoformat())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.pick()
            return
        super().keyPressEvent(event)


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


def find_key(owner: QWidget, field: QLineEdit) -> None:
    """Ctrl+F goes to a search field; what is typed then takes the place of what was there."""

    def find() -> None:
        field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        field.selectAll()

    QShortcut(QKeySequence("Ctrl+F"), owner).activated.connect(find)


def ask_where_to_save(parent: QWidget, title: str, name: str, chosen: Callable[[Path], None]) -> QFileDialog:
    """Ask for a file to write, ``name`` offered, then ``chosen(file)``; where no ending is typed it has that
    of ``name``."""
    dialog = QFileDialog(parent, title, file_start())
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(Path(name).suffix[1:])
    dialog.selectFile(name)
    dialog.fileSelected.connect(lambda file: chosen(Path(file)))
    dialog.open()
    return dialog


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
