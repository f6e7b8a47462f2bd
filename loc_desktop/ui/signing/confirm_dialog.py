"""The confirmation before a signature: exactly what will be signed; Cancel is the default."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QVBoxLayout, QWidget

from loc_desktop.desk.values.case import ToSign
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.view import Context
from loc_desktop.ui.widgets.words import Words


class ConfirmDialog(Speaking, QDialog):
    """Shows the sentence and, on demand, the very bytes that get the signature.

    ``accepted`` means: sign. Enter and Escape both cancel unless the person has moved to the sign button.
    """

    def __init__(
        self, to_sign: ToSign, words: Words, parent: QWidget | None = None, *, consequence: str = ""
    ) -> None:
        super().__init__(parent)
        self.to_sign = to_sign
        self._words = words
        sizes = theme.sizes()
        self.resize(min(1000, sizes.px(620)), min(640, sizes.px(320 if consequence else 240)))
        layout = QVBoxLayout(self)
        layout.setSpacing(sizes.space(10))
        self.lead = plain(wrap=True)
        self.sentence = plain(wrap=True, name="signed")
        self.granted_by = plain(wrap=True)
        self.granted_by.setVisible(to_sign.granted_by is not None)
        self.consequence = plain(consequence, wrap=True)
        self.consequence.setVisible(bool(consequence))
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        for label in (self.lead, self.sentence, self.granted_by, self.consequence):
            inner.addWidget(label)
        self.exact = QPlainTextEdit()
        self.exact.setReadOnly(True)
        self.exact.setProperty("mono", True)
        self.exact.setPlainText(to_sign.canonical)
        self.exact.setMinimumHeight(sizes.space(160))
        self.exact.hide()
        inner.addWidget(self.exact, 1)
        inner.addStretch(0)
        layout.addWidget(scrolled(inside), 1)
        self.show_exact = button(flat=True)
        self.copy = button(flat=True)
        self.cancel = button()
        self.cancel.setAutoDefault(True)
        self.cancel.setDefault(True)
        self.sign = button()
        layout.addLayout(row(self.show_exact, self.copy, None, self.cancel, self.sign))
        self.show_exact.clicked.connect(self._toggle)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(to_sign.canonical))
        self.cancel.clicked.connect(self.reject)
        self.sign.clicked.connect(self.accept)
        self.say(self.setWindowTitle, lambda: self.tr("Sign"))
        self.say(self.lead.setText, lambda: self.tr("You are about to sign:"))
        self.say(self.sentence.setText, lambda: words.say(to_sign.sentence))
        if (asked := to_sign.granted_by) is not None:
            self.say(self.granted_by.setText, lambda: words.say(asked))
        self.say(self.exact.setAccessibleName, lambda: self.tr("The exact text that is signed"))
        self.say(self.show_exact.setText, self._exact_word)
        self.say(self.copy.setText, lambda: self.tr("Copy exact text"))
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.say(self.sign.setText, lambda: self.tr("Sign"))
        self.cancel.setFocus()

    def _exact_word(self) -> str:
        return self.tr("Hide exact text") if self.exact.isVisible() else self.tr("Show exact text")

    def _toggle(self) -> None:
        self.exact.setVisible(not self.exact.isVisible())
        self.show_exact.setText(self._exact_word())
        if self.exact.isVisible():
            self.resize(self.width(), min(680, max(self.height(), theme.sizes().px(480))))
            self.exact.setFocus()


def confirm(
    context: Context,
    to_sign: ToSign,
    parent: QWidget,
    then: Callable[[str | None], None],
    consequence: str = "",
) -> ConfirmDialog:
    """Show what will be signed with the key of who works here; once that is agreed ``then(pin)``, with its
    PIN if it has one."""
    dialog = ConfirmDialog(to_sign, context.words, parent, consequence=consequence)
    dialog.accepted.connect(lambda: context.shell.with_pin(parent, then))
    dialog.open()
    return dialog


class QuestionDialog(Speaking, QDialog):
    """A question with a named action; Cancel is the default. ``accepted`` means: do it."""

    def __init__(
        self, title: str, text: str, action: str, parent: QWidget | None = None, *, danger: bool = False
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(min(900, theme.sizes().px(420)))
        layout = QVBoxLayout(self)
        layout.addWidget(plain(title, name="section", wrap=True))
        layout.addWidget(plain(text, wrap=True))
        self.cancel = button()
        self.cancel.setDefault(True)
        self.do = button(danger=danger)
        self.do.setText(action)
        layout.addLayout(row(None, self.cancel, self.do))
        self.cancel.clicked.connect(self.reject)
        self.do.clicked.connect(self.accept)
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.cancel.setFocus()
