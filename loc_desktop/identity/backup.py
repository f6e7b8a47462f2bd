"""An identity as one encrypted file, for another computer or a bad day; a counter's with the keys of its
customers who have a PIN.

The file is JSON: ``{"format":"loc-desktop-identity","version":1,"kdf":{…},"nonce":…,"box":…}``; the box is
AES-256-GCM under Argon2id of the passphrase, over the identity's public record, its keyring entry, those of
the others and what the desk keeps beside them. A key that is wrapped with a PIN stays so inside: importing it
does not need the PIN, using it does.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loc_desktop import file_causes
from loc_desktop.identity import entry
from loc_desktop.identity.errors import (
    BackupOfDerived,
    BackupUnreadable,
    BackupWrongPassphrase,
    EntryMissing,
    IdentityFileProblem,
    IdentityPresent,
)
from loc_desktop.identity.files import write_private
from loc_desktop.identity.keystore import Keystore, fits
from loc_desktop.identity.model import Identity
from loc_desktop.identity.strength import check_passphrase
from loc_desktop.small_file import read_small

FORMAT, VERSION = "loc-desktop-identity", 1
_MAX_FILE = 16 * 1024 * 1024
"""A counter with some thousand customers."""
_CONTEXT = f"{FORMAT}-{VERSION}".encode()


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup file holds. ``entry``: the keyring's; ``beside``: what the export was given beside;
    ``others``: further identities with their entries."""

    identity: Identity
    entry: str = field(repr=False)
    beside: Mapping[str, Any] = field(repr=False)
    others: tuple[tuple[Identity, str], ...] = field(default=(), repr=False)


def export_identity(
    keystore: Keystore,
    identity: Identity,
    path: Path,
    passphrase: str,
    beside: Mapping[str, Any] | None = None,
    others: Iterable[Identity] = (),
) -> None:
    """Write ``identity`` and ``others`` with their keys to ``path`` (mode 0600), encrypted with
    ``passphrase``; ``beside`` is JSON that is kept with them. A key that has a PIN stays wrapped with it. A
    crash leaves the file that was there before, or the new one.

    Raises KeyringProblem, WeakPassphrase, IdentityFileProblem, BackupOfDerived.
    """
    if identity.protection == "derived":
        raise BackupOfDerived(identity.name)
    check_passphrase(passphrase)
    content = {
        "identity": identity.to_json(),
        "entry": keystore.entry_text(identity),
        "beside": dict(beside or {}),
        "others": [{"identity": other.to_json(), "entry": keystore.entry_text(other)} for other in others],
    }
    kdf = entry.new_kdf()
    nonce, box = entry.seal_box(passphrase, kdf, json.dumps(content).encode(), _CONTEXT)
    file = {"format": FORMAT, "version": VERSION, "kdf": kdf, "nonce": nonce, "box": box}
    try:
        write_private(path, json.dumps(file, indent=1).encode())
    except OSError as error:
        raise IdentityFileProblem(str(path), file_causes.of_error(error)) from error


def open_backup(path: Path, passphrase: str) -> Backup:
    """What is in a backup file; nothing is put anywhere.

    Raises BackupUnreadable, BackupWrongPassphrase, IdentityFileProblem.
    """
    file = _read(path)
    try:
        content = json.loads(
            entry.open_box(passphrase, file.get("kdf"), file.get("nonce"), file.get("box"), _CONTEXT)
        )
        others = tuple((Identity.from_json(other["identity"]), other["entry"]) for other in content["others"])
        backup = Backup(Identity.from_json(content["identity"]), content["entry"], content["beside"], others)
        _check(backup)
    except entry.WrongSecret:
        raise BackupWrongPassphrase from None
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BackupUnreadable(str(error)) from error
    return backup


def import_identity(keystore: Keystore, backup: Backup) -> Identity:
    """Put the identities of a backup onto this computer. Those that are listed here and lost their keys get
    them back; the others that are here are not touched.

    Raises IdentityPresent where all are, KeyringProblem.
    """
    listed = {known.id for known in keystore.list()}
    missing = [
        (identity, text)
        for identity, text in ((backup.identity, backup.entry), *backup.others)
        if identity.id not in listed or not _has_keys(keystore, identity)
    ]
    if not missing:
        raise IdentityPresent(backup.identity.name)
    for identity, text in missing:
        keystore.put(identity, text)
    return backup.identity


def _check(backup: Backup) -> None:
    """That the parts belong together. Raises ValueError."""
    from loc_desktop.contract.certificate import CertificateError, read_certificate

    identity = backup.identity
    if not isinstance(backup.entry, str) or not isinstance(backup.beside, dict):
        raise ValueError("an entry or what is beside it is not of its type")
    if identity.protection == "derived":
        raise ValueError("a derived identity")
    for other, text in backup.others:
        if other.role != "C" or other.protection != "pin" or other.certificate or not isinstance(text, str):
            raise ValueError("another one that is no customer with a PIN")
    if identity.protection == "keyring" and not fits(entry.read(backup.entry, identity.id), identity):
        raise ValueError("the keys are not the identity's")
    if identity.certificate:
        try:
            info = read_certificate(identity.certificate)
        except CertificateError as error:
            raise ValueError(str(error)) from error
        if (info.key, info.role) != (identity.key, identity.role):
            raise ValueError("the certificate is not the identity's")


def _has_keys(keystore: Keystore, identity: Identity) -> bool:
    try:
        keystore.entry_text(identity)
    except EntryMissing:
        return False
    return True


def _read(path: Path) -> dict[str, Any]:
    try:
        data = read_small(path, _MAX_FILE)
    except OSError as error:
        raise IdentityFileProblem(str(path), file_causes.of_error(error)) from error
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BackupUnreadable("not JSON") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BackupUnreadable("another format")
    if value.get("version") != VERSION:
        raise BackupUnreadable(f"version {value.get('version')} is not known to this program")
    return value
