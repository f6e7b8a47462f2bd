"""What is wrong on this computer beside an outcome that stands on the ledger, until a person has seen it."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QVBoxLayout

from loc_desktop.app.asides import Asides
from loc_desktop.texts.words import error_sentences
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.words import Words

MARK = "⚠"


class AsideMark(Speaking, QFrame):
    """Hidden where there is nothing. ``seen`` takes the mark away for good."""

    def __init__(self, asides: Asides, words: Words) -> None:
        super().__init__()
        self.setObjectName("card")
        self._asides, self._words = asides, words
        self._chosen: tuple[str, ...] = ()
        self._kept: tuple[str, ...] = ()
        layout = QVBoxLayout(self)
        self.text = plain(wrap=True, tone="warn")
        self.seen = button()
        layout.addLayout(row(self.text, self.seen, stretch=0))
        self.seen.clicked.connect(self._seen)
        self.say(self.seen.setText, lambda: self.tr("Seen"))
        self.say(self.text.setText, self._told)
        self.hide()

    def show_for(self, *events: str) -> None:
        """The marks of these events' outcomes, beside those that were added and not seen yet."""
        self._chosen = events
        self._fill()

    def add(self, event: str) -> None:
        """The marks of the outcome of what was just done, whatever is chosen."""
        self._kept = (*self._kept, event)
        self._fill()

    def _fill(self) -> None:
        said = self._told()
        self.text.setText(said)
        self.setVisible(bool(said))

    def _told(self) -> str:
        errors = {
            str(error): error for event in (*self._kept, *self._chosen) for error in self._asides.of(event)
        }
        if not errors:
            return ""
        parts = [
            " ".join(part for part in error_sentences(error, self._words.language) if part)
            for error in errors.values()
        ]
        return "\n".join([f"{MARK} {self.tr('On the ledger; trouble on this computer')}", *parts])

    def _seen(self) -> None:
        for event in (*self._kept, *self._chosen):
            self._asides.seen(event)
        self._kept = ()
        self._fill()
