"""A second person releases what waits at the counter: who it is, and the PIN of its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.app.values import IdentityInfo
from loc_desktop.bank.books.slip_values import Slip
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import error_sentences
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.view import Context


class SecondPersonDialog(Speaking, QDialog):
    """``people`` may release ``slip``; ``done(slip)`` follows a release. Closing it leaves the slip waiting.
    What is wrong with a PIN is said here, and the dialog stays."""

    def __init__(
        self,
        context: Context,
        slip: Slip,
        said: str,
        people: tuple[IdentityInfo, ...],
        parent: QWidget,
        *,
        done: Callable[[Slip], None],
    ) -> None:
        super().__init__(parent)
        self.context, self.slip, self._done = context, slip, done
        self.setMinimumWidth(min(900, theme.sizes().px(460)))
        layout = QVBoxLayout(self)
        layout.setSpacing(theme.sizes().space(8))
        self.heading = plain(name="section", wrap=True)
        self.sentence = plain(said, wrap=True, name="signed")
        self.explanation = plain(wrap=True, tone="muted")
        for label in (self.heading, self.sentence, self.explanation):
            layout.addWidget(label)
        self.who = choice(16)
        for person in people:
            self.who.addItem(person.name, person.id)
        self.pin = QLineEdit()
        self.pin.setEchoMode(QLineEdit.EchoMode.Password)
        self.who_label, self.pin_label = plain(), plain()
        self.who_label.setBuddy(self.who)
        self.pin_label.setBuddy(self.pin)
        grid = QGridLayout()
        grid.setColumnStretch(1, 1)
        grid.addWidget(self.who_label, 0, 0)
        grid.addWidget(self.who, 0, 1)
        grid.addWidget(self.pin_label, 1, 0)
        grid.addWidget(self.pin, 1, 1)
        layout.addLayout(grid)
        self.problem = plain(tone="bad", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self.later = button()
        self.release = button(primary=True)
        layout.addLayout(row(None, self.later, self.release))
        for widget in (self.who, self.who_label, self.pin, self.pin_label, self.release):
            widget.setVisible(bool(people))
        self.release.setEnabled(False)
        self.pin.textChanged.connect(lambda text: self.release.setEnabled(bool(text)))
        self.later.clicked.connect(self.reject)
        self.release.clicked.connect(self._release)
        self.release.setDefault(bool(people))
        self.say(self.setWindowTitle, lambda: self.tr("Second person"))
        self.say(self.heading.setText, lambda: self.tr("Another person has to release this"))
        self.say(self.explanation.setText, lambda: self._explain(bool(people)))
        self.say(self.who_label.setText, lambda: self.tr("Released by"))
        self.say(self.who.setAccessibleName, lambda: self.tr("Released by"))
        self.say(self.pin_label.setText, lambda: self.tr("PIN of who releases"))
        self.say(self.pin.setAccessibleName, lambda: self.tr("PIN of who releases"))
        self.say(self.later.setText, lambda: self.tr("Let it wait"))
        self.say(self.release.setText, lambda: self.tr("Release"))
        (self.pin if len(people) == 1 else self.who if people else self.later).setFocus()

    def _explain(self, somebody: bool) -> str:
        if somebody:
            return self.tr(
                "Here with the PIN, or in the window of that person. What waits ends with the day."
            )
        return self.tr(
            "Nobody else of this bank has a key with a PIN on this computer. It waits until the day ends."
        )

    def _release(self) -> None:
        self.problem.hide()
        self.release.setEnabled(False)
        counter, who, pin = self.context.desk.branch.counter, self.who.currentData(), self.pin.text()
        self.context.tasks.run(
            lambda _job: counter.release(self.slip.id, who, pin),
            self._released,
            failed=self._failed,
            owner=self,
        )

    def _released(self, slip: Slip) -> None:
        self.accept()
        self._done(slip)

    def _failed(self, error: BaseException) -> None:
        self.pin.clear()
        self.pin.setFocus()
        if not isinstance(error, KnownError):
            self.context.shell.report(error)
            return
        told = error_sentences(error, self.context.words.language)
        self.problem.setText("✗ " + " ".join(part for part in told if part))
        self.problem.show()
