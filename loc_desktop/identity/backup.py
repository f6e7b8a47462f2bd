"""An identity as one encrypted file, for another computer or a bad day.

The file is JSON: ``{"format":"loc-desktop-identity","version":1,"kdf":{…},"nonce":…,"box":…}``; the box is
AES-256-GCM under Argon2id of the passphrase, over the identity's public record and its keyring entry. A key
that is wrapped with a PIN stays so inside: importing it does not need the PIN, using it does.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from loc_desktop.identity import entry
from loc_desktop.identity.errors import (
    BackupUnreadable,
    BackupWrongPassphrase,
    EntryMissing,
    FileProblem,
    IdentityPresent,
    WeakPassphrase,
)
from loc_desktop.identity.files import write_private
from loc_desktop.identity.keystore import Keystore
from loc_desktop.identity.model import Identity

FORMAT, VERSION = "loc-desktop-identity", 1
MIN_PASSPHRASE = 8
_MAX_FILE = 64 * 1024
_CONTEXT = f"{FORMAT}-{VERSION}".encode()


def export_identity(keystore: Keystore, identity: Identity, path: Path, passphrase: str) -> None:
    """Write ``identity`` with its keys to ``path``, encrypted with ``passphrase``.

    Raises KeyringProblem, WeakPassphrase, FileProblem; ValueError for a derived identity, whose counter has
    the keys.
    """
    if identity.protection == "derived":
        raise ValueError("export the counter that derives this identity")
    if len(passphrase.strip()) < MIN_PASSPHRASE:
        raise WeakPassphrase("passphrase", MIN_PASSPHRASE)
    content = {"identity": identity.to_json(), "entry": keystore.entry_text(identity)}
    kdf = entry.new_kdf()
    nonce, box = entry.seal_box(passphrase, kdf, json.dumps(content).encode(), _CONTEXT)
    file = {"format": FORMAT, "version": VERSION, "kdf": kdf, "nonce": nonce, "box": box}
    try:
        write_private(path, json.dumps(file, indent=1).encode())
    except OSError as error:
        raise FileProblem(str(path), error.strerror or str(error)) from error


def import_identity(keystore: Keystore, path: Path, passphrase: str) -> Identity:
    """Put the identity of a backup file onto this computer.

    Raises BackupUnreadable, BackupWrongPassphrase, IdentityPresent, FileProblem, KeyringProblem. An
    identity that is listed here and lost its key gets it back.
    """
    file = _read(path)
    try:
        content = json.loads(
            entry.open_box(passphrase, file.get("kdf"), file.get("nonce"), file.get("box"), _CONTEXT)
        )
        identity, text = Identity.from_json(content["identity"]), content["entry"]
    except entry.WrongSecret:
        raise BackupWrongPassphrase from None
    except (ValueError, KeyError, TypeError) as error:
        raise BackupUnreadable(str(error)) from error
    if identity.id in {known.id for known in keystore.list()} and _has_keys(keystore, identity):
        raise IdentityPresent(identity.name)
    keystore.put(identity, text)
    return identity


def _has_keys(keystore: Keystore, identity: Identity) -> bool:
    try:
        keystore.entry_text(identity)
    except EntryMissing:
        return False
    return True


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as stream:
            data = stream.read(_MAX_FILE + 1)
    except OSError as error:
        raise FileProblem(str(path), error.strerror or str(error)) from error
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BackupUnreadable("not JSON") from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise BackupUnreadable("another format")
    if value.get("version") != VERSION:
        raise BackupUnreadable(f"version {value.get('version')} is not known to this program")
    return value
