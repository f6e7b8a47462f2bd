"""Errors as a person sees them: three sentences and details behind a button; a bug says that it is one."""

from __future__ import annotations

import json
import platform
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from loc_desktop import file_causes
from loc_desktop.errors import KnownError, Money
from loc_desktop.identity.files import write_private
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import error_sentences, say, what_and_todo
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row


def details_text(error: BaseException) -> str:
    """Everything that helps whoever is asked for help; for a known error its code, ids and details."""
    if not isinstance(error, KnownError):
        lines = traceback.format_exception(error)
        return f"{platform.platform()} · Python {platform.python_version()}\n" + "".join(lines)
    parts = [f"code: {error.code}"]
    if error.tx_id:
        parts.append(f"transaction: {error.tx_id}")
    for title, values in (("params", error.params), ("details", error.details)):
        if values:
            text = json.dumps(values, ensure_ascii=False, indent=2, sort_keys=True, default=str)
            parts.append(f"{title}: {text}")
    parts.append(str(error))
    return "\n".join(parts)


@dataclass(frozen=True)
class ErrorAction:
    """What may be done about an error: the word on its button, and what that does in the dialog."""

    word: Callable[[], str]
    do: Callable[[ErrorDialog], None]


class ErrorDialog(Speaking, QDialog):
    """One error. ``language`` is a function, since it may be switched while the dialog is open."""

    def __init__(
        self,
        error: BaseException,
        language: str,
        parent: QWidget | None = None,
        actions: Sequence[ErrorAction] = (),
    ) -> None:
        super().__init__(parent)
        self.error = error
        self._language = language
        sizes = theme.sizes()
        self.setMinimumWidth(min(900, sizes.px(460)))
        layout = QVBoxLayout(self)
        layout.setSpacing(sizes.space(10))
        self.what = plain(name="section", wrap=True)
        self.money = plain(wrap=True)
        self.todo = plain(wrap=True)
        self.problem = plain(wrap=True, tone="bad")
        self.problem.hide()
        for label in (self.what, self.money, self.todo, self.problem):
            layout.addWidget(label)
        self.details = QPlainTextEdit()
        self.details.setReadOnly(True)
        self.details.setProperty("mono", True)
        self.details.setPlainText(details_text(error))
        self.details.setMinimumHeight(sizes.space(140))
        self.details.hide()
        layout.addWidget(self.details, 1)
        self.details_button = button()
        self.copy_button = button()
        self.save_button = button()
        self.save_button.setVisible(not self.known)
        self.close_button = button(primary=True)
        self.close_button.setDefault(True)
        self.action_buttons: list[QPushButton] = [self._action(action) for action in actions]
        if self.action_buttons:
            layout.addLayout(row(*self.action_buttons, None))
        layout.addLayout(
            row(self.details_button, self.copy_button, self.save_button, None, self.close_button)
        )
        self.details_button.clicked.connect(self._toggle)
        self.copy_button.clicked.connect(self._copy)
        self.save_button.clicked.connect(self._choose_file)
        self.close_button.clicked.connect(self.accept)
        self.say(self.details.setAccessibleName, lambda: self.tr("Details of the error"))
        self.say(self.copy_button.setText, lambda: self.tr("Copy"))
        self.say(self.save_button.setText, lambda: self.tr("Save report…"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self.say(self.details_button.setText, self._details_word)
        self._fill()
        self.close_button.setFocus()

    def _action(self, action: ErrorAction) -> QPushButton:
        there = button()
        there.clicked.connect(lambda: action.do(self))
        self.say(there.setText, action.word)
        return there

    def show_problem(self, text: str) -> None:
        """Why an action did not work; the dialog stays open."""
        self.problem.setText(text)
        self.problem.show()
        self.adjustSize()

    @property
    def known(self) -> bool:
        """False for a bug."""
        return isinstance(self.error, KnownError)

    def _fill(self) -> None:
        if isinstance(self.error, KnownError):
            what, money, todo = error_sentences(self.error, self._language)
            stands = self.error.money is Money.STANDS
            self.setWindowTitle(
                self.tr("On the ledger; trouble on this computer") if stands else self.tr("That did not work")
            )
        else:
            self.setWindowTitle(self.tr("A fault in the program"))
            what, todo = what_and_todo(KnownError("bug"), self._language)
            money = say(Sentence("money.bug"), self._language)
        self.what.setText(what)
        self.money.setText(money)
        self.money.setVisible(bool(money))
        self.todo.setText(todo)
        self.todo.setVisible(bool(todo))

    def _details_word(self) -> str:
        return self.tr("Hide details") if self.details.isVisible() else self.tr("Details")

    def _toggle(self) -> None:
        self.details.setVisible(not self.details.isVisible())
        self.details_button.setText(self._details_word())
        self.adjustSize()

    def _report(self) -> str:
        texts = (self.what.text(), self.money.text(), self.todo.text(), self.details.toPlainText())
        return "\n".join(text for text in texts if text)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report())

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save report"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("txt")
        dialog.selectFile("loc-desktop-report.txt")
        dialog.fileSelected.connect(lambda file: self.save(Path(file)))
        dialog.open()

    def save(self, file: Path) -> None:
        """Write the report; a file that cannot be written is said in the dialog."""
        try:
            write_private(file, self._report().encode())
        except OSError as error:
            params = {"file": file.name, "why": file_causes.of_error(error)}
            unwritable = what_and_todo(KnownError("file.unwritable", params=params), self._language)
            self.todo.setText(" ".join(unwritable))
            self.todo.show()
