"""Joining a network: profile, enrolment id, secret and name; progress by steps; what came of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QProgressBar, QVBoxLayout, QWidget

from loc_desktop.app.values import IdentityInfo
from loc_desktop.desk.join.steps import STEPS, Joining
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import what_and_todo
from loc_desktop.ui.join.join_form import JoinForm
from loc_desktop.ui.join.key_file_offer import KeyFileOffer
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.fields_dialog import problems_of
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import clear, row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.view import Surroundings

AT_FIELD = {
    "enrol.secret": "secret",
    "pin.wrong": "pin",
    "pin.wrong_last": "pin",
    "pin.needed": "pin",
    "pin.wait": "pin",
}
"""Errors that belong to one field; those of the profile (``profile.…``) belong to its field."""


class JoinDialog(Speaking, QDialog):
    """Signal ``joined(IdentityInfo)`` when the person closes it after it worked."""

    joined = Signal(object)

    def __init__(self, surroundings: Surroundings, parent: QWidget) -> None:
        super().__init__(parent)
        self._surroundings = surroundings
        self._offer = KeyFileOffer(surroundings, self, self._failed)
        self.identity: IdentityInfo | None = None
        self._unfinished: Joining | None = None
        sizes = theme.sizes()
        self.resize(min(1180, sizes.px(640)), min(680, sizes.px(520)))
        whole = QVBoxLayout(self)
        whole.setSpacing(sizes.space(8))
        self.title = plain(name="section", wrap=True)
        whole.addWidget(self.title)
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self.lead = plain(wrap=True, tone="muted")
        self._box.addWidget(self.lead)
        self.form = JoinForm(surroundings)
        self._box.addWidget(self.form)
        self._box.addStretch(1)
        whole.addWidget(scrolled(inside), 1)
        self.doing = plain(wrap=True, tone="muted")
        self.doing.hide()
        self.progress = QProgressBar()
        self.progress.setRange(0, len(STEPS))
        self.progress.hide()
        self.problem = plain(wrap=True, tone="bad")
        self.problem.hide()
        for widget in (self.doing, self.progress, self.problem):
            whole.addWidget(widget)
        self.forget = button(flat=True)
        self.forget.hide()
        self.cancel = button()
        self.go = button(primary=True)
        self.go.setDefault(True)
        whole.addLayout(row(self.forget, None, self.cancel, self.go))
        self.form.unreadable.connect(self._failed)
        self.forget.clicked.connect(self._forget)
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._go)
        self._say_all()
        self.form.fields["profile"].edit.setFocus()
        for waiting in surroundings.workplace.unfinished()[:1]:
            self._take_up(waiting)

    # -- what it says

    def _say_all(self) -> None:
        self.say(self.setWindowTitle, lambda: self.tr("Join a network"))
        self.say(self.title.setText, self._title)
        self.say(self.lead.setText, self._lead)
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.say(self.go.setText, self._go_text)
        self.say(self.forget.setText, lambda: self.tr("Forget this joining"))
        self.say(self.progress.setAccessibleName, lambda: self.tr("Joining"))

    def _title(self) -> str:
        return self.tr("You are a member now") if self.identity else self.tr("Join a network")

    def _lead(self) -> str:
        if self._unfinished is not None:
            text = self.tr("Joining %1 as %2 was interrupted. It goes on where it stopped.")
            text = filled(text, self._unfinished.network, self._unfinished.enrolment_id)
            if self._unfinished.certified:
                text += " " + self.tr("The certificate is here; the secret is not needed any more.")
            return text
        return self.tr(
            "The connection profile (a file), an enrolment id and its secret come from your organisation. "
            "Your key is made here and stays on this computer."
        )

    def _go_text(self) -> str:
        return self.tr("Begin") if self.identity else self.tr("Join")

    # -- an interrupted joining

    def _take_up(self, waiting: Joining) -> None:
        """Fill in what is known of an interrupted joining."""
        self._unfinished = waiting
        self.forget.show()
        self.lead.setText(self._lead())
        self.form.fill(waiting)

    def _forget(self) -> None:
        waiting = self._unfinished
        if waiting is None:
            return
        self._unfinished = None
        self.forget.hide()
        self.lead.setText(self._lead())
        self.form.empty()
        self._surroundings.tasks.run(
            lambda _job: self._surroundings.workplace.abandon(waiting),
            failed=self._surroundings.shell.report,
            owner=self,
        )

    # -- joining

    def _go(self) -> None:
        if self.identity is not None:
            self._close(self.identity)
            return
        self.problem.hide()
        if not self.form.check():
            return
        asked = self.form.request()
        self._busy(True)
        self._advance(0, len(STEPS))
        self._surroundings.tasks.run(
            lambda job: self._surroundings.workplace.join(asked, job.progress),
            self._done,
            failed=self._failed,
            progress=self._advance,
            owner=self,
        )

    def _busy(self, on: bool) -> None:
        for widget in (self.go, self.cancel, self.forget):
            widget.setEnabled(not on)
        self.form.let_type(not on)
        self.progress.setVisible(on)
        self.doing.setVisible(on)

    def reject(self) -> None:
        """Not while it is under way: it ends by itself in seconds, or with an error."""
        if self.identity is not None:
            self._close(self.identity)
        elif self.go.isEnabled():
            super().reject()

    def _close(self, identity: IdentityInfo) -> None:
        self.accept()
        self.joined.emit(identity)

    def _advance(self, done: int, total: int) -> None:
        self.progress.setMaximum(total)
        self.progress.setValue(done)
        steps = {
            "profile": self.tr("Reading the profile…"),
            "key": self.tr("Making the key…"),
            "certificate": self.tr("The organisation's authority certifies the key…"),
            "channel": self.tr("Connecting to the peer…"),
            "register": self.tr("Registering on the channel…"),
            "blocks": self.tr("Reading the ledger…"),
        }
        if done < len(STEPS):
            self.doing.setText(steps[STEPS[done]])

    def _done(self, identity: IdentityInfo) -> None:
        self.identity = identity
        self._busy(False)
        clear(self._box)
        about = self.form.network
        result = self.tr(
            "%1 is on network %2 now, as %3 of organisation %4. The certificate is valid for %5 more days."
        )
        values = (
            identity.name,
            about.network if about is not None else "",
            self._surroundings.words.role(identity.role),
            identity.organisation,
            str(identity.days_left),
        )
        self.outcome = plain(filled(result, *values), wrap=True)
        self._box.addWidget(self.outcome)
        self._box.addWidget(plain(self.tr("Key (account address)"), tone="muted"))
        self._box.addWidget(plain(identity.key, wrap=True, name="mono"))
        self._box.addStretch(1)
        self.forget.hide()
        self.title.setText(self._title())
        self.cancel.hide()
        self.go.setText(self._go_text())
        self.go.setFocus()

    def _failed(self, error: BaseException) -> None:
        self._busy(False)
        if not isinstance(error, KnownError):
            self._surroundings.shell.report(error)
            return
        if self._offer.answers(error, self._go):
            return
        problems = problems_of(error)
        for problem in problems:
            if problem.field in self.form.fields:
                self.form.fields[problem.field].show_problem(self._surroundings.words.say(problem.sentence))
            else:
                self._show_problem(self._surroundings.words.say(problem.sentence))
        if problems:
            first = next((problem.field for problem in problems if problem.field in self.form.fields), "")
        else:
            what, todo = what_and_todo(error, self._surroundings.shell.language)
            first = "profile" if error.code.startswith("profile.") else AT_FIELD.get(error.code, "")
            text = f"{what} {todo}".strip()
            if first:
                self.form.fields[first].show_problem(text)
            else:
                self._show_problem(text)
        if first and self.go.isVisible():
            self.form.fields[first].edit.setFocus()

    def _show_problem(self, text: str) -> None:
        self.problem.setText(f"✗ {text}")
        self.problem.show()
