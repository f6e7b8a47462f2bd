"""What a person may do in the window about a file of the data folder that is missing, damaged or another one:
put a copy back, begin anew, or make the lost list of files anew. The work goes on without a restart.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QWidget

from loc_desktop.app.values import IdentityInfo
from loc_desktop.errors import KnownError
from loc_desktop.identity.keystore import KEYRING_FILE
from loc_desktop.texts.words import one_sentence
from loc_desktop.ui.signing.confirm_dialog import QuestionDialog
from loc_desktop.ui.widgets.error_dialog import ErrorAction, ErrorDialog
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from loc_desktop.ui.widgets.i18n import Languages, filled, translate
from loc_desktop.ui.widgets.secret_dialog import PassphraseDialog
from loc_desktop.ui.widgets.view import Surroundings

_FILE = ("files.missing", "files.other", "office.unreadable", "books.unreadable")
_LIST = "files.register"
_KEYS = "keyring.file_damaged"
_IDENTITY = "identity.file_damaged"


class FileRemedies:
    """Of one window. ``question`` is the last one asked; ``done(text)`` follows a deed with what to say."""

    def __init__(
        self,
        surroundings: Surroundings,
        window: QWidget,
        languages: Languages,
        done: Callable[[str], None],
    ) -> None:
        self._surroundings, self._window = surroundings, window
        self._workplace, self._tasks = surroundings.workplace, surroundings.tasks
        self._languages, self._done = languages, done
        self.question: QuestionDialog | None = None
        self.restoring: FieldsDialog | None = None
        self.passphrase: PassphraseDialog | None = None

    def actions(self, error: BaseException) -> tuple[ErrorAction, ...]:
        """What may be done about an error, for its dialog."""
        if not isinstance(error, KnownError):
            return ()
        if error.code == _LIST:
            return (ErrorAction(lambda: translate("FileRemedies", "Make the list anew…"), self._ask_adopt),)
        if error.code == _IDENTITY:
            said = translate("FileRemedies", "Restore from a backup…")
            return (ErrorAction(lambda: said, self._restore_identity),)
        name = str(error.params.get("file", ""))
        if error.code not in (*_FILE, _KEYS) or not self._workplace.files.knows(name):
            return ()
        return (
            ErrorAction(
                lambda: translate("FileRemedies", "Restore from a backup…"), partial(self._choose, name)
            ),
            ErrorAction(lambda: translate("FileRemedies", "Begin anew…"), partial(self._ask_anew, name)),
        )

    def _restore_identity(self, dialog: ErrorDialog) -> None:
        """The identity whose file is damaged, from its backup; then the window goes on."""
        from loc_desktop.ui.join.identity_file import restore_dialog

        def done(identity: IdentityInfo) -> None:
            dialog.accept()
            self._done(filled(translate("FileRemedies", "%1 is put back."), identity.name))

        def failed(error: BaseException) -> None:
            dialog.show_problem(one_sentence(error, self._languages.current))

        self.restoring = restore_dialog(self._surroundings, dialog, done, failed)
        self.restoring.open()

    def _choose(self, name: str, dialog: ErrorDialog) -> None:
        choosing = QFileDialog(dialog, filled(translate("FileRemedies", "The backup of %1"), name))
        choosing.setFileMode(QFileDialog.FileMode.ExistingFile)
        choosing.fileSelected.connect(lambda file: self.restore(name, Path(file), dialog))
        choosing.open()

    def restore(self, name: str, copy: Path, dialog: ErrorDialog) -> None:
        """Put a copy back; what is wrong with it is said in the dialog, which stays open."""
        said = filled(translate("FileRemedies", "%1 is put back."), name)
        self._do(lambda: self._workplace.files.restore(name, copy), said, dialog)

    def _ask_anew(self, name: str, dialog: ErrorDialog) -> None:
        if name == KEYRING_FILE:
            self._ask_keys(dialog)
            return
        title = filled(translate("FileRemedies", "Begin %1 anew?"), name)
        said = filled(translate("FileRemedies", "A new %1 is made."), name)
        self._ask(
            title,
            meaning(name),
            translate("FileRemedies", "Begin anew"),
            lambda: self._do(lambda: self._workplace.files.anew(name), said, dialog),
            dialog,
        )

    def _ask_keys(self, dialog: ErrorDialog) -> None:
        """A new file for the keys, under a passphrase that is asked for first."""

        def begin(passphrase: str) -> None:
            self._workplace.files.anew(KEYRING_FILE)
            self._workplace.use_passphrase(passphrase)

        said = filled(translate("FileRemedies", "A new %1 is made."), KEYRING_FILE)
        asking = self.passphrase = PassphraseDialog(dialog, new=True, why=meaning(KEYRING_FILE))
        asking.accepted.connect(lambda: self._do(lambda: begin(asking.secret), said, dialog))
        asking.open()

    def _ask_adopt(self, dialog: ErrorDialog) -> None:
        self._ask(
            translate("FileRemedies", "Make the list anew?"),
            translate(
                "FileRemedies",
                "The list is made from the files that are here now. Do it only when none is missing: one "
                "that is missing would be made anew, empty, without a word.",
            ),
            translate("FileRemedies", "Make the list"),
            lambda: self._do(
                self._workplace.files.adopt, translate("FileRemedies", "The list is made anew."), dialog
            ),
            dialog,
        )

    def _ask(self, title: str, text: str, action: str, then: Callable[[], None], dialog: ErrorDialog) -> None:
        self.question = QuestionDialog(title, text, action, dialog, danger=True)
        self.question.accepted.connect(then)
        self.question.open()

    def _do(self, deed: Callable[[], Any], said: str, dialog: ErrorDialog) -> None:
        def done(_result: Any) -> None:
            dialog.accept()
            self._done(said)

        def failed(error: BaseException) -> None:
            dialog.show_problem(one_sentence(error, self._languages.current))

        self._tasks.run(lambda _job: deed(), done, failed=failed, owner=self._window)


def meaning(name: str) -> str:
    """What a new file in the place of this one means."""
    kept = translate("FileRemedies", "What is there now is kept aside. What is on the ledger stands.")
    if name.startswith("office-C-"):
        lost = translate(
            "FileRemedies",
            "The counter's customers, drafts and the list of its applications begin empty. A customer is "
            "added anew under another key; civil affairs then has to agree that it is the same person.",
        )
    elif name.startswith("office-"):
        lost = translate(
            "FileRemedies",
            "Register, blacklist, terms, decisions and the record of readings of this office begin empty, "
            "with the program's own terms. Nobody is known: enter the register before anything is audited.",
        )
    elif name.startswith("books-"):
        lost = translate(
            "FileRemedies",
            "The bank's customers, accounts, balances and postings begin empty. The links to the ledger have "
            "to be ended and made again, and nothing reconciles with what was executed before.",
        )
    elif name == KEYRING_FILE:
        lost = translate(
            "FileRemedies",
            "The new file has no keys: restore each identity from its backup afterwards. Until then nobody "
            "here can sign, and offices and books stay closed.",
        )
    elif name.startswith("outbox"):
        lost = translate(
            "FileRemedies",
            "What was signed and waited for the ledger is forgotten. Some of it may be on the ledger: look "
            "there before anything is signed again.",
        )
    else:
        lost = translate(
            "FileRemedies",
            "Ids of events are made with another secret: what was sent before could be done once more. Look "
            "at the ledger before a list is imported or a day is ended again.",
        )
    return f"{lost} {kept}"
