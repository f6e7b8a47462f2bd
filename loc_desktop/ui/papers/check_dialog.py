"""A paper's code, scanned or typed, against the ledger."""

from __future__ import annotations

from typing import Final

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.desk.papers.checking import AGREES, DIFFERS, PaperCheck
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import what_and_todo
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain, set_tone
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.view import Context

_TONES: Final = {AGREES: "good", DIFFERS: "bad"}


class PaperCheckDialog(Speaking, QDialog):
    """A scanner types the code and Enter. ``found`` is what became of the last one."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.found: PaperCheck | None = None
        sizes = theme.sizes()
        self.resize(min(1000, sizes.px(660)), min(640, sizes.px(400)))
        layout = QVBoxLayout(self)
        self.asked = plain(wrap=True)
        self.code = QLineEdit()
        self.check_button = button(primary=True)
        layout.addWidget(self.asked)
        layout.addLayout(row(self.code, self.check_button, stretch=0))
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        self.verdict = plain(name="section", wrap=True)
        inner.addWidget(self.verdict)
        self._facts = QFormLayout()
        inner.addLayout(self._facts)
        inner.addStretch(1)
        layout.addWidget(scrolled(inside), 1)
        self.close_button = button()
        layout.addLayout(row(None, self.close_button))
        self.code.returnPressed.connect(self.check)
        self.check_button.clicked.connect(self.check)
        self.close_button.clicked.connect(self.reject)
        self.say(self.setWindowTitle, lambda: self.tr("Check a paper"))
        self.say(
            self.asked.setText,
            lambda: self.tr("Scan the code on the paper, or type the small print beside it."),
        )
        self.say(self.code.setAccessibleName, lambda: self.tr("The paper's code"))
        self.say(self.code.setPlaceholderText, lambda: "LOC1:…")
        self.say(self.check_button.setText, lambda: self.tr("Check"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self.code.setFocus()

    def check(self) -> None:
        """Compare what was typed."""
        papers, language, text = self.context.desk.papers, self.context.words.language, self.code.text()
        self.context.tasks.run(
            lambda _job: papers.check(text, language), self._show, failed=self._failed, owner=self
        )

    def _clear(self) -> None:
        while self._facts.rowCount():
            self._facts.removeRow(0)

    def _show(self, found: PaperCheck) -> None:
        self.found = found
        self._clear()
        words = self.context.words
        self.verdict.setText("\n".join(words.say(sentence) for sentence in found.found))
        set_tone(self.verdict, _TONES.get(found.verdict, "warn"))
        for fact in found.facts:
            self._facts.addRow(plain(fact.label, tone="muted"), plain(fact.value, wrap=True))
        self.code.selectAll()

    def _failed(self, error: BaseException) -> None:
        if not isinstance(error, KnownError) or not error.code.startswith("paper."):
            self.context.shell.report(error)
            return
        self.found = None
        self._clear()
        self.verdict.setText("\n".join(what_and_todo(error, self.context.words.language)))
        set_tone(self.verdict, "bad")
