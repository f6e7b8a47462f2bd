"""Fields of a form: label, line edit, unit or button, and the problem right below it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import DayEdit, button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row

Choose = Callable[[QWidget], str]
"""Asks for a file in the system's dialog over a widget; "" if none was chosen."""


class TextField(QWidget):
    """A line edit with its unit and its problem; the problem is also the field's accessible description."""

    def __init__(self, name: str, *, day: bool = False) -> None:
        super().__init__()
        self.name = name
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.edit = DayEdit() if day else QLineEdit()
        self.unit = plain(tone="muted")
        self.unit.hide()
        layout.addLayout(row(self.edit, self.unit, stretch=0))
        self.note = plain(tone="capitals", wrap=True)
        self.note.hide()
        layout.addWidget(self.note)
        self.problem = plain(tone="bad", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self.setFocusProxy(self.edit)

    def set_unit(self, unit: str) -> None:
        self.unit.setText(unit)
        self.unit.setVisible(bool(unit))

    def show_note(self, text: str) -> None:
        """A line under the field that helps reading it (the amount in capitals); "" takes it away."""
        self.note.setText(text)
        self.note.setVisible(bool(text))

    def show_problem(self, text: str) -> None:
        """Say what is wrong here; "" takes it away."""
        self.problem.setText(f"✗ {text}" if text else "")
        self.problem.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)
        if bool(self.edit.property("problem")) != bool(text):
            self.edit.setProperty("problem", bool(text))
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)


class FileField(Speaking, QWidget):
    """``field`` holds the path, ``browse`` opens the dialog. Signal ``chosen()``: one was chosen there."""

    chosen = Signal()

    def __init__(self, field: TextField, choose: Choose) -> None:
        super().__init__()
        self.field, self._choose = field, choose
        self.browse = button()
        inner = row(field, stretch=0)
        inner.addWidget(self.browse, 0, Qt.AlignmentFlag.AlignTop)
        inner.setContentsMargins(0, 0, 0, 0)
        self.setLayout(inner)
        self.setFocusProxy(field.edit)
        self.browse.clicked.connect(self._browse)
        self.say(self.browse.setText, lambda: self.tr("Choose file…"))

    def _browse(self) -> None:
        name = self._choose(self)
        if name:
            self.field.edit.setText(name)
            self.chosen.emit()


class FormGrid(QGridLayout):
    """Labels left, fields right, in reading order; at large text the labels stand above."""

    def __init__(self) -> None:
        super().__init__()
        sizes = theme.sizes()
        self.setHorizontalSpacing(sizes.space(12))
        self.setVerticalSpacing(sizes.space(6))
        self._line = 0
        self._stacked = sizes.large
        self.setColumnStretch(1, 1)
        self.setColumnMinimumWidth(0, 0 if self._stacked else sizes.px(110))

    def add_section(self, label: QLabel) -> None:
        self.addWidget(label, self._line, 0, 1, 2)
        self._line += 1

    def add_field(self, field: TextField, label: QLabel) -> None:
        label.setBuddy(field.edit)
        self._place(field, label)

    def add_widget(self, widget: QWidget, label: QLabel) -> None:
        label.setBuddy(widget)
        self._place(widget, label)

    def _place(self, widget: QWidget, label: QLabel) -> None:
        if self._stacked:
            self.addWidget(label, self._line, 0, 1, 2)
            self.addWidget(widget, self._line + 1, 0, 1, 2)
            self._line += 2
        else:
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            label.setContentsMargins(0, theme.sizes().space(5), 0, 0)
            self.addWidget(label, self._line, 0, top)
            self.addWidget(widget, self._line, 1)
            self._line += 1
