"""What to look for on the ledger: text, kind, status, dates, amounts."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.loan.money import AmountError, parse_yuan
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import DayEdit, button, choice, typing_pause
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.words import Words

TYPING_MS = 250
KINDS = (
    "loan.apply",
    "loan.refund",
    "interest.repay",
    "principal.repay",
    "asset.deposit",
    "asset.withdraw",
    "fund.issue",
    "fund.deposit",
    "account.link",
    "challenge.raise",
    "challenge.answer",
)
STATUSES = ("pending", "unlocked", "refused", "returned", "withdrawn", "expired")


class SearchBar(Speaking, QWidget):
    """One line; the rest of the filters behind a button. Signal ``asked(SearchQuery)``."""

    asked = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes().space(6))
        first = QHBoxLayout()
        self.text = QLineEdit()
        self.text.setClearButtonEnabled(True)
        self.kind = choice(12)
        self.status = choice(8)
        self.more = button()
        self.more.setCheckable(True)
        self.filters = QWidget()
        second = QHBoxLayout(self.filters)
        second.setContentsMargins(0, 0, 0, 0)
        # With large text all filters wait behind the button: the search box needs the line.
        with_text = first if not theme.sizes().large else second
        first.addWidget(self.text, 1)
        with_text.addWidget(self.kind)
        with_text.addWidget(self.status)
        first.addWidget(self.more)
        layout.addLayout(first)
        self.since, self.until = DayEdit(), DayEdit()
        self.least, self.most = QLineEdit(), QLineEdit()
        for edit in (self.since, self.until, self.least, self.most):
            second.addWidget(edit)
        layout.addWidget(self.filters)
        self.filters.hide()
        fields = (self.text, self.since, self.until, self.least, self.most)
        self._typing = typing_pause(self, self.ask, *fields, pause_ms=TYPING_MS)
        self.kind.currentIndexChanged.connect(lambda _index: self.ask())
        self.status.currentIndexChanged.connect(lambda _index: self.ask())
        self.more.toggled.connect(self.filters.setVisible)
        self._fill()
        self.say(self.text.setPlaceholderText, lambda: self.tr("Name, id, amount or date (Ctrl+F)"))
        self.say(self.text.setAccessibleName, lambda: self.tr("Search the ledger"))
        self.say(self.kind.setAccessibleName, lambda: self.tr("Kind of event"))
        self.say(self.status.setAccessibleName, lambda: self.tr("State of the event"))
        self.say(self.more.setText, lambda: self.tr("Filters"))
        for edit, text in (
            (self.since, lambda: self.tr("from date, 2026-01-31")),
            (self.until, lambda: self.tr("to date, 2026-01-31")),
            (self.least, lambda: self.tr("from amount, yuan")),
            (self.most, lambda: self.tr("to amount, yuan")),
        ):
            self.say(edit.setPlaceholderText, text)
            self.say(edit.setAccessibleName, text)

    def _fill(self) -> None:
        for box, values, word, every in (
            (self.kind, KINDS, self._words.kind, self.tr("every kind")),
            (self.status, STATUSES, lambda name: self._words.show(name, "status"), self.tr("every state")),
        ):
            chosen = box.currentData()
            box.blockSignals(True)
            box.clear()
            box.addItem(every, "")
            for value in values:
                box.addItem(word(value), value)
            box.setCurrentIndex(max(0, box.findData(chosen)))
            box.blockSignals(False)

    def retranslate(self) -> None:
        self._fill()
        super().retranslate()

    def set_text(self, text: str) -> None:
        """Put a text there without asking yet; other filters are cleared."""
        self.clear()
        self.text.blockSignals(True)
        self.text.setText(text)
        self.text.blockSignals(False)

    def clear(self) -> None:
        """Empty every filter without asking."""
        for widget in (self.text, self.since, self.until, self.least, self.most, self.kind, self.status):
            widget.blockSignals(True)
            if isinstance(widget, QLineEdit):
                widget.clear()
            else:
                widget.setCurrentIndex(0)
            widget.blockSignals(False)
        self._typing.stop()

    def query(self) -> SearchQuery | None:
        """What is asked; None while a date or amount is not complete."""
        dates = []
        for day in (self.since, self.until):
            dates.append(day.iso)
            self._mark(day, day.iso is None)
        amounts: list[int | None] = []
        wrong = None in dates
        for edit in (self.least, self.most):
            text = edit.text().strip()
            try:
                amounts.append(parse_yuan(text) if text else None)
                self._mark(edit, False)
            except AmountError:
                wrong = True
                amounts.append(None)
                self._mark(edit, True)
        if wrong:
            return None
        return SearchQuery(
            text=self.text.text().strip(),
            kind=str(self.kind.currentData() or ""),
            status=str(self.status.currentData() or ""),
            since=dates[0] or "",
            until=dates[1] or "",
            amount_from=amounts[0],
            amount_to=amounts[1],
        )

    def ask(self) -> None:
        """Ask now."""
        self._typing.stop()
        query = self.query()
        if query is not None:
            self.asked.emit(query)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.ask()
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _mark(edit: QLineEdit, wrong: bool) -> None:
        if bool(edit.property("problem")) != wrong:
            edit.setProperty("problem", wrong)
            edit.style().unpolish(edit)
            edit.style().polish(edit)
