"""First start: try it on this computer, join a network, or restore a member of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from loc_desktop.texts.errors import desk_error
from loc_desktop.ui.join.key_file_offer import KeyFileOffer
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import card
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Surroundings

if TYPE_CHECKING:
    from loc_desktop.desk.join.folder_file import FolderRestored
    from loc_desktop.ui.join.join_dialog import JoinDialog
    from loc_desktop.ui.widgets.fields_dialog import FieldsDialog


class FirstStart(Speaking, QWidget):
    """The ways to begin. Signal ``ready()`` once there is a ledger and identities."""

    ready = Signal()

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.setObjectName("page")
        self._surroundings = surroundings
        self._offer = KeyFileOffer(surroundings, self, self._failed)
        self.dialog: JoinDialog | None = None
        self.restoring: FieldsDialog | None = None
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
        self.restore_all = button(flat=True)
        self.restore = button(flat=True)
        self.restore_halves = button(flat=True)
        for layout, widgets in (
            (here_layout, (here_title, here_text)),
            (join_layout, (join_title, join_text)),
        ):
            for widget in widgets:
                layout.addWidget(widget)
            layout.addStretch(1)
        here_layout.addWidget(self.try_here, 0, Qt.AlignmentFlag.AlignLeft)
        here_layout.addWidget(self.restore_all, 0, Qt.AlignmentFlag.AlignLeft)
        join_layout.addWidget(self.join, 0, Qt.AlignmentFlag.AlignLeft)
        join_layout.addWidget(self.restore, 0, Qt.AlignmentFlag.AlignLeft)
        join_layout.addWidget(self.restore_halves, 0, Qt.AlignmentFlag.AlignLeft)
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
        self.restore_all.clicked.connect(self.restore_everything)
        self.restore.clicked.connect(self.restore_identity)
        self.restore_halves.clicked.connect(self.restore_with_officers)
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
        self.say(self.restore_all.setText, lambda: self.tr("Restore everything from a backup…"))
        self.say(self.restore.setText, lambda: self.tr("Restore an identity…"))
        self.say(self.restore_halves.setText, lambda: self.tr("Restore with two officers…"))
        self.say(self.progress.setAccessibleName, lambda: self.tr("Setting up"))

    def focus_first(self) -> None:
        self.try_here.setFocus()

    def join_network(self) -> None:
        """The dialog in which one joins."""
        from loc_desktop.ui.join.join_dialog import JoinDialog

        self.dialog = JoinDialog(self._surroundings, self)
        self.dialog.joined.connect(lambda _identity: self.ready.emit())
        self.dialog.open()

    def restore_identity(self) -> None:
        """The dialog in which one that was backed up comes back."""
        from loc_desktop.ui.join.identity_file import restore_dialog

        self.restoring = restore_dialog(
            self._surroundings, self, lambda _identity: self.ready.emit(), self._not_restored
        )
        self.restoring.open()

    def restore_everything(self) -> None:
        """The dialog in which a whole data folder comes back."""
        from loc_desktop.ui.join.identity_file import restore_all_data_dialog

        self.restoring = restore_all_data_dialog(
            self._surroundings, self, self._restored_all, self._not_restored
        )
        self.restoring.open()

    def _restored_all(self, restored: FolderRestored) -> None:
        """Say what was found; what does not agree is an error that a person has to read."""
        shell = self._surroundings.shell
        said = " ".join(self._surroundings.words.say(sentence) for sentence in restored.sentences)
        self.ready.emit()
        if restored.good:
            shell.told(said)
        else:
            shell.report(desk_error("folder.not_good", outcome=said))

    def restore_with_officers(self) -> None:
        """The same, from the files of two officers."""
        from loc_desktop.ui.join.identity_file import restore_halves_dialog

        self.restoring = restore_halves_dialog(
            self._surroundings, self, lambda _identity: self.ready.emit(), self._not_restored
        )
        self.restoring.open()

    def _not_restored(self, error: BaseException) -> None:
        """Keys may have to be kept in a file first; then the person restores once more."""
        if not self._offer.answers(error, lambda: None):
            self._surroundings.shell.report(error)

    def begin(self) -> None:
        """Make ledger and identities; a set-up that was interrupted goes on."""
        self._let_choose(False)
        self.progress.setRange(0, 0)
        self.progress.show()
        self.doing.setText(self.tr("Making the ledger, the keys and the five identities…"))

        def make(job: Job) -> None:
            self._surroundings.workplace.try_here(job.progress)

        self._surroundings.tasks.run(
            make, lambda _none: self.ready.emit(), failed=self._failed, progress=self._advance, owner=self
        )

    def _advance(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)

    def _let_choose(self, on: bool) -> None:
        for choice in (self.try_here, self.restore_all, self.join, self.restore, self.restore_halves):
            choice.setEnabled(on)

    def _failed(self, error: BaseException) -> None:
        self.progress.hide()
        self.doing.setText("")
        self._let_choose(True)
        if not self._offer.answers(error, self.begin):
            self._surroundings.shell.report(error)
