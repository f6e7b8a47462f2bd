"""First start: try it on this computer, or join a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import card
from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog
from loc_desktop.ui.widgets.tasks import Job, TaskRunner
from loc_desktop.ui.widgets.view import Shell
from loc_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from loc_desktop.ui.join.join_dialog import JoinDialog


class FirstStart(Speaking, QWidget):
    """Two ways to begin. Signal ``ready()`` once there is a ledger and identities."""

    ready = Signal()

    def __init__(self, workplace: Workplace, tasks: TaskRunner, words: Words, shell: Shell) -> None:
        super().__init__()
        self.setObjectName("page")
        self._workplace, self._tasks, self._words, self._shell = workplace, tasks, words, shell
        self.dialog: JoinDialog | None = None
        sizes = theme.sizes()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(sizes.space(32), sizes.space(20), sizes.space(32), sizes.space(20))
        whole.setSpacing(sizes.space(12))
        whole.addStretch(1)
        title = plain(name="title", wrap=True)
        lead = plain(wrap=True, tone="muted")
        whole.addWidget(title)
        whole.addWidget(lead)
        choices = QHBoxLayout()
        choices.setSpacing(sizes.space(16))
        whole.addLayout(choices)
        here, here_layout = card(margin=16, spacing=10)
        here_title, here_text = plain(name="section", wrap=True), plain(wrap=True)
        self.try_here = button(primary=True)
        self.primary = self.try_here
        join, join_layout = card(margin=16, spacing=10)
        join_title, join_text = plain(name="section", wrap=True), plain(wrap=True)
        self.join = button()
        for layout, widgets in (
            (here_layout, (here_title, here_text)),
            (join_layout, (join_title, join_text)),
        ):
            for widget in widgets:
                layout.addWidget(widget)
            layout.addStretch(1)
        here_layout.addWidget(self.try_here, 0, Qt.AlignmentFlag.AlignLeft)
        join_layout.addWidget(self.join, 0, Qt.AlignmentFlag.AlignLeft)
        choices.addWidget(here, 1)
        choices.addWidget(join, 1)
        self.progress = QProgressBar()
        self.progress.hide()
        self.doing = plain(wrap=True, tone="muted")
        whole.addWidget(self.progress)
        whole.addWidget(self.doing)
        whole.addStretch(2)
        self.try_here.clicked.connect(lambda: self.begin())
        self.join.clicked.connect(self.join_network)
        self.say(title.setText, lambda: self.tr("Loan on blockchain"))
        self.say(
            lead.setText,
            lambda: self.tr("Poverty-alleviation loans, signed, audited and unlocked on a shared ledger."),
        )
        self.say(here_title.setText, lambda: self.tr("On this computer"))
        self.say(
            here_text.setText,
            lambda: self.tr(
                "A ledger on this computer and five identities are made now: a customer, a bank, a civil "
                "affairs department, a finance department and a regulator. You can be each of them in turn."
            ),
        )
        self.say(self.try_here.setText, lambda: self.tr("Try it on this computer"))
        self.say(join_title.setText, lambda: self.tr("With others"))
        self.say(
            join_text.setText,
            lambda: self.tr("Your organisation belongs to a loan network, and you have been enrolled there."),
        )
        self.say(self.join.setText, lambda: self.tr("Join a network"))
        self.say(self.progress.setAccessibleName, lambda: self.tr("Setting up"))

    def focus_first(self) -> None:
        self.try_here.setFocus()

    def join_network(self) -> None:
        """The dialog in which one joins."""
        from loc_desktop.ui.join.join_dialog import JoinDialog

        self.dialog = JoinDialog(self._workplace, self._tasks, self._words, self._shell, self)
        self.dialog.joined.connect(lambda _identity: self.ready.emit())
        self.dialog.open()

    def begin(self) -> None:
        """Make ledger and identities; a set-up that was interrupted goes on."""
        self.try_here.setEnabled(False)
        self.join.setEnabled(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.doing.setText(self.tr("Making the ledger, the keys and the five identities…"))

        def make(job: Job) -> None:
            self._workplace.try_here(job.progress)

        self._tasks.run(
            make, lambda _none: self.ready.emit(), failed=self._failed, progress=self._advance, owner=self
        )

    def _advance(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _failed(self, error: BaseException) -> None:
        self.progress.hide()
        self.doing.setText("")
        self.try_here.setEnabled(True)
        self.join.setEnabled(True)
        if isinstance(error, KnownError) and error.code in ("keyring.missing", "keyring.wrong_passphrase"):
            self._offer_file(error)
        else:
            self._shell.report(error)

    def _offer_file(self, error: KnownError) -> None:
        from loc_desktop.texts.words import what_and_todo

        what, todo = what_and_todo(error, self._shell.language)
        dialog = PassphraseDialog(self, new=error.code == "keyring.missing", why=f"{what} {todo}".strip())
        dialog.accepted.connect(lambda: self._use_file(dialog.secret))
        dialog.open()

    def _use_file(self, passphrase: str) -> None:
        self._tasks.run(
            lambda _job: self._workplace.use_passphrase(passphrase),
            lambda _none: self.begin(),
            failed=self._failed,
            owner=self,
        )
