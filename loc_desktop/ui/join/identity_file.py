"""The dialogs that back an identity up to a file, restore one, and change the PIN of a key."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QFileDialog, QWidget

from loc_desktop.app.values import IdentityInfo
from loc_desktop.desk.values.application import Applicant
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from loc_desktop.ui.widgets.i18n import filled, translate
from loc_desktop.ui.widgets.view import Context, Surroundings

if TYPE_CHECKING:
    from loc_desktop.app.folder_backup import FolderBackup
    from loc_desktop.desk.join.folder_file import FolderRestored

_AT_FIELD = {
    "backup.unreadable": "file",
    "backup.already_there": "file",
    "backup.other_ledger": "file",
    "backup.wrong_passphrase": "passphrase",
    "backup.no_pair": "file_2",
    "backup.half_passphrase": "passphrase_2",
    "identity.file": "file",
    "folder.unreadable": "file",
    "folder.cut_off": "file",
    "folder.occupied": "file",
    "folder.stopped": "file",
    "folder.wrong_passphrase": "passphrase",
    "pin.wrong": "old_pin",
    "pin.wrong_last": "old_pin",
    "pin.wait": "old_pin",
}
SUFFIX = ".loc-identity"
DATA_SUFFIX = ".loc-data"


def back_up_dialog(context: Context, identity: IdentityInfo, parent: QWidget) -> FieldsDialog:
    """Asks where to and for a passphrase, twice."""
    return _back_up(
        context,
        (identity.role, identity.id, identity.name),
        translate("IdentityFile", "Back up this identity"),
        translate(
            "IdentityFile",
            "The file holds this identity's keys, encrypted with the passphrase. Keep both, apart from each "
            "other: without the passphrase nobody can open it. Registers, customers and drafts are not in "
            "it: back up everything for those.",
        ),
        parent,
    )


def back_up_customer_dialog(context: Context, customer: Applicant, parent: QWidget) -> FieldsDialog:
    """For a customer whose key has a PIN."""
    return _back_up(
        context,
        ("C", customer.identity, customer.name),
        filled(translate("IdentityFile", "Back up the key of %1"), customer.name),
        translate(
            "IdentityFile",
            "The file holds this customer's key, encrypted with the passphrase and, within, still with the "
            "customer's PIN. It is restored at this counter or another one of the same ledger.",
        ),
        parent,
    )


def back_up_all_dialog(context: Context, counter: IdentityInfo, parent: QWidget) -> FieldsDialog:
    """For a counter with all its customers, by one passphrase."""
    return _back_up(
        context,
        (counter.role, counter.id, counter.name),
        translate("IdentityFile", "Back up this counter with its customers"),
        translate(
            "IdentityFile",
            "One file holds the keys of the counter and of all its customers, encrypted with the passphrase. "
            "A key that has a PIN stays behind the customer's own PIN within it: the passphrase alone signs "
            "for none of them. Keep file and passphrase apart from each other.",
        ),
        parent,
        customers=True,
    )


def _back_up(
    context: Context,
    whose: tuple[str, str, str],
    title: str,
    explanation: str,
    parent: QWidget,
    *,
    customers: bool = False,
) -> FieldsDialog:
    """``whose``: role, id and name of the identity."""
    role, identity, name = whose

    def told(file: Path) -> None:
        text = translate("IdentityFile", "%1 is backed up in %2.")
        context.shell.told(filled(text, name, str(file)))

    return FieldsDialog(
        context,
        title,
        ("file", "passphrase", "again"),
        {"file": str(Path.home() / f"{role}-{identity}-{context.workplace.today}{SUFFIX}")},
        lambda values: context.workplace.back_up(
            identity, values["file"], values["passphrase"], values["again"], customers=customers
        ),
        parent,
        done=told,
        secret=("passphrase", "again"),
        files={"file": _save_as},
        at=_AT_FIELD,
        action=translate("IdentityFile", "Back up"),
        explanation=explanation,
    )


def restore_dialog(
    surroundings: Surroundings,
    parent: QWidget,
    done: Callable[[IdentityInfo], None],
    report: Callable[[BaseException], None] | None = None,
) -> FieldsDialog:
    """Asks for the file and its passphrase; ``done(identity)`` once it is on this computer."""
    return FieldsDialog(
        surroundings,
        translate("IdentityFile", "Restore an identity"),
        ("file", "passphrase"),
        {},
        lambda values: surroundings.workplace.restore(values["file"], values["passphrase"]),
        parent,
        done=done,
        secret=("passphrase",),
        files={"file": _open},
        at=_AT_FIELD,
        report=report,
        action=translate("IdentityFile", "Restore"),
        explanation=translate(
            "IdentityFile",
            "The file that was written when the identity was backed up, and the passphrase that was chosen "
            "for it then. A key that had a PIN has it again.",
        ),
    )


def back_up_halves_dialog(context: Context, identity: IdentityInfo, parent: QWidget) -> FieldsDialog:
    """Asks each of two officers for a file and a passphrase."""

    def told(files: tuple[Path, Path]) -> None:
        text = translate("IdentityFile", "%1 is backed up in %2 and %3; it takes both.")
        context.shell.told(filled(text, identity.name, *(str(file) for file in files)))

    start = Path.home() / f"{identity.role}-{identity.id}-{context.workplace.today}"
    return FieldsDialog(
        context,
        translate("IdentityFile", "Back up for two officers"),
        ("file_1", "passphrase_1", "again_1", "file_2", "passphrase_2", "again_2"),
        {f"file_{number}": f"{start}-{number}{SUFFIX}" for number in (1, 2)},
        lambda values: context.workplace.back_up_halves(identity.id, values),
        parent,
        done=told,
        secret=("passphrase_1", "again_1", "passphrase_2", "again_2"),
        files={"file_1": _save_as, "file_2": _save_as},
        at=_AT_FIELD,
        action=translate("IdentityFile", "Back up"),
        explanation=translate(
            "IdentityFile",
            "Two officers each keep a file and a passphrase of their own. It takes both to restore the "
            "identity; one alone opens nothing. If either is lost, the backup is lost.",
        ),
    )


def restore_halves_dialog(
    surroundings: Surroundings,
    parent: QWidget,
    done: Callable[[IdentityInfo], None],
    report: Callable[[BaseException], None] | None = None,
) -> FieldsDialog:
    """Asks both officers for file and passphrase; ``done(identity)`` once it is on this computer."""
    return FieldsDialog(
        surroundings,
        translate("IdentityFile", "Restore with two officers"),
        ("file_1", "passphrase_1", "file_2", "passphrase_2"),
        {},
        surroundings.workplace.restore_halves,
        parent,
        done=done,
        secret=("passphrase_1", "passphrase_2"),
        files={"file_1": _open, "file_2": _open},
        at={
            **_AT_FIELD,
            "backup.unreadable": "file_1",
            "backup.already_there": "file_1",
            "identity.file": "file_1",
        },
        report=report,
        action=translate("IdentityFile", "Restore"),
        explanation=translate(
            "IdentityFile", "The files that were written together for two officers, each with its passphrase."
        ),
    )


def back_up_all_data_dialog(context: Context, parent: QWidget) -> FieldsDialog:
    """The whole data folder to one file."""

    def told(written: FolderBackup) -> None:
        said = [Sentence("whole.backed_up", {"file": str(written.path), "files": written.files})]
        if written.without:
            said.append(Sentence("whole.without", {"who": written.without}))
        context.shell.told(" ".join(context.words.say(sentence) for sentence in said))

    return FieldsDialog(
        context,
        translate("IdentityFile", "Back up everything"),
        ("file", "passphrase", "again"),
        {"file": str(Path.home() / f"loc-desktop-{context.workplace.today}{DATA_SUFFIX}")},
        None,
        parent,
        slow=lambda values, job: context.workplace.back_up_all(
            values["file"], values["passphrase"], values["again"], job.progress, job.cancelled
        ),
        done=told,
        secret=("passphrase", "again"),
        files={"file": _save_data_as},
        at=_AT_FIELD,
        action=translate("IdentityFile", "Back up"),
        explanation=translate(
            "IdentityFile",
            "One file holds ledger, registers, customers, books, drafts, settings and all keys of this "
            "computer, encrypted with the passphrase. It is restored at the first start of an empty "
            "computer. Work may go on meanwhile. Keep file and passphrase apart from each other.",
        ),
    )


def restore_all_data_dialog(
    surroundings: Surroundings,
    parent: QWidget,
    done: Callable[[FolderRestored], None],
    report: Callable[[BaseException], None],
) -> FieldsDialog:
    """Asks for a whole backup and its passphrase; ``done(restored)`` once it is on this computer."""
    return FieldsDialog(
        surroundings,
        translate("IdentityFile", "Restore everything"),
        ("file", "passphrase"),
        {},
        None,
        parent,
        slow=lambda values, job: surroundings.workplace.restore_all(
            values["file"], values["passphrase"], job.progress, job.cancelled
        ),
        done=done,
        secret=("passphrase",),
        files={"file": _open_data},
        at=_AT_FIELD,
        report=report,
        action=translate("IdentityFile", "Restore"),
        explanation=translate(
            "IdentityFile",
            "The file that “Back up everything” wrote, and its passphrase. The ledger is verified and the "
            "books are compared with it afterwards. Do not go on working on the old computer: two with the "
            "same ledger go apart.",
        ),
    )


def pin_dialog(context: Context, identity: str, name: str, parent: QWidget) -> FieldsDialog:
    """Asks for the present PIN of the key of ``name`` and for the new one, twice."""

    def told(_none: Any) -> None:
        text = translate("IdentityFile", "The PIN of %1 is changed.")
        context.shell.told(filled(text, name))

    return FieldsDialog(
        context,
        filled(translate("IdentityFile", "Change the PIN of %1"), name),
        ("old_pin", "new_pin", "again"),
        {},
        lambda values: context.workplace.change_pin(
            identity, values["old_pin"], values["new_pin"], values["again"]
        ),
        parent,
        done=told,
        secret=("old_pin", "new_pin", "again"),
        at=_AT_FIELD,
        action=translate("IdentityFile", "Change"),
        explanation=translate("IdentityFile", "A backup that was made before keeps the PIN of then."),
    )


def passphrase_dialog(context: Context, parent: QWidget) -> FieldsDialog:
    """Asks for the present passphrase of the file that holds the keys and for the new one, twice."""
    return FieldsDialog(
        context,
        translate("IdentityFile", "Change the passphrase of the keys"),
        ("old_passphrase", "new_passphrase", "again"),
        {},
        lambda values: context.workplace.change_passphrase(
            values["old_passphrase"], values["new_passphrase"], values["again"]
        ),
        parent,
        done=lambda _none: context.shell.told(context.words.say(Sentence("whole.passphrase_changed"))),
        secret=("old_passphrase", "new_passphrase", "again"),
        at={"keyring.wrong_passphrase": "old_passphrase"},
        action=translate("IdentityFile", "Change"),
        explanation=translate(
            "IdentityFile", "It opens the encrypted file with all keys of this computer. Backups keep theirs."
        ),
    )


def _save_as(parent: QWidget) -> str:
    """A file that is there is refused later, whether it was typed or chosen."""
    title = translate("IdentityFile", "Back up this identity")
    options = QFileDialog.Option.DontConfirmOverwrite
    name, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home()), _kinds(), options=options)
    return name if not name or Path(name).suffix else name + SUFFIX


def _open(parent: QWidget) -> str:
    title = translate("IdentityFile", "Restore an identity")
    return QFileDialog.getOpenFileName(parent, title, str(Path.home()), _kinds())[0]


def _save_data_as(parent: QWidget) -> str:
    title = translate("IdentityFile", "Back up everything")
    options = QFileDialog.Option.DontConfirmOverwrite
    name, _ = QFileDialog.getSaveFileName(parent, title, str(Path.home()), _data_kinds(), options=options)
    return name if not name or Path(name).suffix else name + DATA_SUFFIX


def _open_data(parent: QWidget) -> str:
    title = translate("IdentityFile", "Restore everything")
    return QFileDialog.getOpenFileName(parent, title, str(Path.home()), _data_kinds())[0]


def _data_kinds() -> str:
    backups = filled(translate("IdentityFile", "Backups of everything (*%1)"), DATA_SUFFIX)
    return backups + ";;" + translate("IdentityFile", "All files (*)")


def _kinds() -> str:
    backups = filled(translate("IdentityFile", "Backups of identities (*%1)"), SUFFIX)
    return backups + ";;" + translate("IdentityFile", "All files (*)")
