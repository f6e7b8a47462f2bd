"""The whole data folder out to an encrypted file, and back onto an empty computer, where the ledger is then
verified and the banks' books are compared with it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from loc_desktop.app.bank_books import bank_system, banks_here
from loc_desktop.app.folder_backup import BackupStopped, FolderBackup, back_up_folder, restore_folder
from loc_desktop.app.known_ledgers import DONE
from loc_desktop.desk.values.field_checks import check_passphrase, check_same
from loc_desktop.errors import KnownError
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence, trouble_of

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.desk.values.work import Cancelled, Progress


@dataclass(frozen=True, slots=True)
class FolderRestored:
    """What came back: a sentence each for the folder, its ledger and each bank's books. ``good``: the ledger
    is as it was written and no books differ from it."""

    identities: int
    sentences: tuple[Sentence, ...]
    good: bool


def back_up_all(
    connections: Connections, file: str, passphrase: str, again: str, progress: Progress, cancelled: Cancelled
) -> FolderBackup:
    """Write the folder with its keys to a new file, encrypted with ``passphrase``.

    Raises KnownError ``backup.invalid`` (problems in params), ``identity.file``, ``files.*``, ``keyring.*``,
    ``folder.stopped``.
    """
    problems = [*_missing(file=file), *check_passphrase("passphrase", passphrase)]
    problems += check_same(passphrase, again)
    path = Path(file).expanduser().absolute()
    if file.strip() and path.exists():
        problems.append(FieldProblem("file", "file_exists", {"file": path.name}))
    if problems:
        raise invalid("backup.invalid", problems)
    try:
        return back_up_folder(connections, path, passphrase, progress, cancelled)
    except BackupStopped:
        raise desk_error("folder.stopped") from None


def restore_all(
    connections: Connections, file: str, passphrase: str, progress: Progress, cancelled: Cancelled
) -> FolderRestored:
    """Put a backup's folder in the place of this one, which must be empty; verify its ledger and compare the
    books. A network's ledger is its peers': its banks' books are compared where they answer.

    Raises KnownError ``backup.invalid`` (problems in params), ``folder.*``, ``identity.file``,
    ``files.disk``, ``keyring.*``; nothing is changed then.
    """
    if problems := _missing(file=file, passphrase=passphrase):
        raise invalid("backup.invalid", problems)
    path = Path(file).expanduser().absolute()
    try:
        identities = restore_folder(connections, path, passphrase, progress, cancelled)
    except BackupStopped:
        raise desk_error("folder.stopped") from None
    said = [Sentence("whole.restored", {"count": len(identities), "folder": str(connections.home)})]
    good = True
    for ledger, entry in connections.settings.ledgers().items():
        if entry.get("setup") != DONE:
            continue
        if entry["kind"] == "embedded":
            verified = _verified(connections.home / entry["where"], progress)
            good = good and verified.code == "whole.verified"
            said.append(verified)
        compared = _compared(connections, ledger)
        good = good and all(sentence.code != "whole.differs" for sentence in compared)
        said += compared
    return FolderRestored(len(identities), tuple(said), good)


def _verified(ledger: Path, progress: Progress) -> Sentence:
    from loc_desktop.ledger.embedded.verify import verify

    report = verify(ledger, progress=progress)
    if report.good:
        return Sentence("whole.verified", {"blocks": report.blocks})
    return Sentence("whole.damaged", {"count": len(report.findings), "why": report.findings[0].why})


def _compared(connections: Connections, ledger: str) -> list[Sentence]:
    """The books of each bank of this computer against the ledger."""
    said = []
    for bank in banks_here(connections, ledger):
        name = bank.shown_organisation
        try:
            found = bank_system(connections, bank).reconcile()
        except KnownError as error:
            said.append(Sentence("whole.not_compared", {"bank": name, "why": trouble_of(error)}))
            continue
        code = "whole.agrees" if found.good else "whole.differs"
        said.append(Sentence(code, {"bank": name, "difference": found.difference_fen}))
    return said


def _missing(**fields: str) -> list[FieldProblem]:
    return [FieldProblem(name, "missing") for name, text in fields.items() if not text.strip()]
