"""A small form in a dialog: amounts in yuan, days, texts, choices; checked here, then by the desk."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtWidgets import QCheckBox, QComboBox, QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from loc_desktop.desk.values.field_checks import read_day, read_rate
from loc_desktop.errors import KnownError
from loc_desktop.loan.money import capitals, parse_yuan
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import error_sentences
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice
from loc_desktop.ui.widgets.form_fields import FormGrid, TextField
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.view import Context

YUAN, NUMBER, DAY, TEXT, LONG, CHOICE, RATE = "yuan", "number", "day", "text", "long", "choice", "rate"
MANY = "many"


@dataclass(frozen=True)
class Ask:
    """One field. ``kind`` decides its value: fen (int) for YUAN, int for NUMBER, hundredths of a percent
    (int) for RATE, ``YYYY-MM-DD`` for DAY, text for TEXT and LONG, the chosen value for CHOICE,
    the chosen values for MANY (``choices`` are value and label)."""

    name: str
    label: str
    kind: str = TEXT
    value: str = ""
    choices: Sequence[tuple[str, str]] = ()
    optional: bool = False


class ValuesDialog(Speaking, QDialog):
    """``go(values)`` runs on a worker thread when the person goes on; when it worked, the dialog closes and
    ``done(result)`` follows. What is wrong is said in the dialog, and it stays open."""

    def __init__(
        self,
        context: Context,
        title: str,
        asks: Sequence[Ask],
        go: Callable[[dict[str, Any]], Any],
        parent: QWidget,
        *,
        done: Callable[[Any], None],
        action: str = "",
        explanation: str = "",
    ) -> None:
        super().__init__(parent)
        self.context, self._go, self._done, self._asks = context, go, done, tuple(asks)
        sizes = theme.sizes()
        self.setWindowTitle(title)
        height = 110 + sum(_height(ask) for ask in asks) + (44 if explanation else 0)
        self._height = sizes.px(height)
        self.resize(min(1000, sizes.px(520)), min(640, self._height))
        layout = QVBoxLayout(self)
        layout.addWidget(plain(title, name="section", wrap=True))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        if explanation:
            box.addWidget(plain(explanation, wrap=True, tone="muted"))
        grid = FormGrid()
        box.addLayout(grid)
        self.fields: dict[str, TextField] = {}
        self.choices: dict[str, QComboBox] = {}
        self.many: dict[str, dict[str, QCheckBox]] = {}
        self.texts: dict[str, QPlainTextEdit] = {}
        for ask in asks:
            self._add(grid, ask)
        self.problem = plain(tone="bad", wrap=True)
        self.problem.hide()
        box.addWidget(self.problem)
        box.addStretch(1)
        layout.addWidget(scrolled(inside), 1)
        self.cancel = button()
        self.next = button(primary=True)
        self.next.setDefault(True)
        layout.addLayout(row(None, self.cancel, self.next))
        self.cancel.clicked.connect(self.reject)
        self.next.clicked.connect(self._next)
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.say(self.next.setText, lambda: action or self.tr("Go on…"))
        first = next(iter(self.fields.values()), None)
        if first is not None:
            first.edit.setFocus()
            first.edit.selectAll()

    def _add(self, grid: FormGrid, ask: Ask) -> None:
        label = plain(ask.label)
        if ask.kind == CHOICE:
            box = choice(16)
            for value, said in ask.choices:
                box.addItem(said, value)
            box.setCurrentIndex(max(0, box.findData(ask.value)))
            box.setAccessibleName(ask.label)
            self.choices[ask.name] = box
            grid.add_widget(box, label)
        elif ask.kind == MANY:
            held, self.many[ask.name] = QWidget(), {}
            column = QVBoxLayout(held)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(theme.sizes().space(2))
            for value, said in ask.choices:
                tick = self.many[ask.name][value] = QCheckBox(said)
                column.addWidget(tick)
            grid.add_widget(held, label)
        elif ask.kind == LONG:
            edit = QPlainTextEdit()
            edit.setPlainText(ask.value)
            edit.setTabChangesFocus(True)
            edit.setAccessibleName(ask.label)
            edit.setFixedHeight(theme.sizes().px(76))
            self.texts[ask.name] = edit
            grid.add_widget(edit, label)
        else:
            field = TextField(ask.name, day=ask.kind == DAY)
            field.edit.setText(ask.value)
            field.edit.setAccessibleName(ask.label)
            if ask.kind == YUAN:
                field.set_unit(self.tr("yuan"))
                field.edit.textChanged.connect(lambda text: field.show_note(_capitals(text)))
                field.show_note(_capitals(ask.value))
            if ask.kind == RATE:
                field.set_unit("%")
            self.fields[ask.name] = field
            grid.add_field(field, label)

    def values(self) -> dict[str, Any] | None:
        """The values, or None after what is wrong has been said beside the fields."""
        values: dict[str, Any] = {}
        good = True
        for ask in self._asks:
            if ask.kind == CHOICE:
                values[ask.name] = self.choices[ask.name].currentData()
                continue
            if ask.kind == MANY:
                values[ask.name] = [value for value, tick in self.many[ask.name].items() if tick.isChecked()]
                continue
            if ask.kind == LONG:
                values[ask.name] = self.texts[ask.name].toPlainText().strip()
                continue
            field = self.fields[ask.name]
            text = field.edit.text().strip()
            try:
                values[ask.name] = _value(ask, text)
                field.show_problem("")
            except ValueError:
                field.show_problem(self._wrong(ask.kind))
                good = False
        return values if good else None

    def _wrong(self, kind: str) -> str:
        return {
            YUAN: self.tr("Enter an amount in yuan above zero, with at most two decimals."),
            NUMBER: self.tr("Enter a whole number above zero."),
            RATE: self.tr("Enter percent a year from 0 to 100, with at most two decimals."),
            DAY: self.context.words.say(Sentence("field.date")),
        }.get(kind, self.tr("Fill this in."))

    def _next(self) -> None:
        values = self.values()
        if values is None:
            return
        self.problem.hide()
        self.next.setEnabled(False)
        self.context.tasks.run(lambda _job: self._go(values), self._finished, failed=self._failed, owner=self)

    def _finished(self, result: Any) -> None:
        self.accept()
        self._done(result)

    def _failed(self, error: BaseException) -> None:
        self.next.setEnabled(True)
        if not isinstance(error, KnownError):
            self.context.shell.report(error)
            return
        from loc_desktop.ui.widgets.fields_dialog import problems_of

        problems = problems_of(error)
        said = [self.context.words.say(problem.sentence) for problem in problems]
        told = said or error_sentences(error, self.context.words.language)
        self.problem.setText("✗ " + " ".join(part for part in told if part))
        self.problem.show()
        # Room for what is wrong, so that its last sentence, what to do, is read without scrolling.
        needed = self.problem.heightForWidth(self.width() - theme.sizes().px(60)) + theme.sizes().space(12)
        self.resize(self.width(), min(640, max(self.height(), self._height + needed)))


def _height(ask: Ask) -> int:
    if ask.kind == MANY:
        return 16 + 26 * len(ask.choices)
    return 92 if ask.kind == LONG else 46


def _value(ask: Ask, text: str) -> Any:
    if not text and ask.optional:
        return 0 if ask.kind in (YUAN, NUMBER) else ""
    if ask.kind == YUAN:
        amount = parse_yuan(text)
        if amount <= 0:
            raise ValueError(text)
        return amount
    if ask.kind == NUMBER:
        number = unicodedata.normalize("NFKC", text)
        if not number.isascii() or not number.isdigit() or not 0 < int(number[:9]) <= 1_000_000:
            raise ValueError(text)
        return int(number)
    if ask.kind == RATE:
        rate = read_rate(text)
        if rate is None:
            raise ValueError(text)
        return rate
    if ask.kind == DAY:
        day = read_day(text)
        if day is None:
            raise ValueError(text)
        return day.isoformat()
    if not text:
        raise ValueError("empty")
    return text


def _capitals(text: str) -> str:
    try:
        amount = parse_yuan(text.strip())
    except ValueError:
        return ""
    return capitals(amount) if amount > 0 else ""


__all__ = ["CHOICE", "DAY", "LONG", "MANY", "NUMBER", "RATE", "TEXT", "YUAN", "Ask", "ValuesDialog"]
