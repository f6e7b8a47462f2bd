"""An identity as one encrypted file, for another computer or a bad day; a counter's with the keys of its
customers who have a PIN.

The file is JSON: ``{"format":"loc-desktop-identity","version":1,"kdf":{…},"nonce":…,"box":…}``; the box is
AES-256-GCM under Argon2id of the passphrase, over the identity's public record, its keyring entry, those of
the others and what the desk keeps beside them. A key that is wrapped with a PIN stays so inside: importing it
does not need the PIN, using it does.

A backup for two officers is two files, ``{"format":"loc-desktop-identity-half","version":1,"pair":…,
"half":1|2,"kdf":{…},"nonce":…,"box":…,"backup":{…}}``: each has the same backup, whose passphrase is a random
secret of 32 bytes; ``box`` is a half of that secret under the officer's own passphrase. The first half is
random, the second the secret XOR the first: one alone, with its passphrase, says nothing about the secret.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from loc_desktop import file_causes
from loc_desktop.identity import entry
from loc_desktop.identity.errors import (
    BackupNoPair,
    BackupOfDerived,
    BackupUnreadable,
    BackupWrongPassphrase,
    EntryMissing,
    HalfWrongPassphrase,
    IdentityFileProblem,
    IdentityPresent,
)
from loc_desktop.identity.files import write_private
from loc_desktop.identity.keystore import Keystore, fits
from loc_desktop.identity.model import Identity
from loc_desktop.identity.strength import check_passphrase
from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode
from loc_desktop.small_file import read_small

FORMAT, VERSION = "loc-desktop-identity", 1
_MAX_FILE = 16 * 1024 * 1024
"""A counter with some thousand customers."""
_CONTEXT = f"{FORMAT}-{VERSION}".encode()
HALF_FORMAT = f"{FORMAT}-half"
_SECRET_BYTES = 32


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
    check_passphrase(passphrase)
    _write(path, _sealed(keystore, identity, passphrase, beside, others))


def export_halves(
    keystore: Keystore,
    identity: Identity,
    paths: tuple[Path, Path],
    passphrases: tuple[str, str],
    beside: Mapping[str, Any] | None = None,
    others: Iterable[Identity] = (),
) -> None:
    """As :func:`export_identity`, for two officers: a file each, with its own passphrase; it takes both."""
    for passphrase in passphrases:
        check_passphrase(passphrase)
    secret, first = os.urandom(_SECRET_BYTES), os.urandom(_SECRET_BYTES)
    second = bytes(a ^ b for a, b in zip(secret, first, strict=True))
    sealed = _sealed(keystore, identity, b64u_encode(secret), beside, others)
    pair = os.urandom(16).hex()
    for number, (path, passphrase, half) in enumerate(
        zip(paths, passphrases, (first, second), strict=True), 1
    ):
        kdf = entry.new_kdf()
        nonce, box = entry.seal_box(passphrase, kdf, b64u_encode(half).encode(), _half_context(pair, number))
        _write(
            path,
            {
                "format": HALF_FORMAT,
                "version": VERSION,
                "pair": pair,
                "half": number,
                "kdf": kdf,
                "nonce": nonce,
                "box": box,
                "backup": sealed,
            },
        )


def _half_context(pair: str, number: int) -> bytes:
    return f"{HALF_FORMAT}-{VERSION} {pair} {number}".encode()


def _sealed(
    keystore: Keystore,
    identity: Identity,
    passphrase: str,
    beside: Mapping[str, Any] | None,
    others: Iterable[Identity],
) -> dict[str, Any]:
    if identity.protection == "derived":
        raise BackupOfDerived(identity.name)
    content = {
        "identity": identity.to_json(),
        "entry": keystore.entry_text(identity),
        "beside": dict(beside or {}),
        "others": [{"identity": other.to_json(), "entry": keystore.entry_text(other)} for other in others],
    }
    kdf = entry.new_kdf()
    nonce, box = entry.seal_box(passphrase, kdf, json.dumps(content).encode(), _CONTEXT)
    return {"format": FORMAT, "version": VERSION, "kdf": kdf, "nonce": nonce, "box": box}


def _write(path: Path, file: Mapping[str, Any]) -> None:
    try:
        write_private(path, json.dumps(file, indent=1).encode())
    except OSError as error:
        raise IdentityFileProblem(str(path), file_causes.of_error(error)) from error


def open_backup(path: Path, passphrase: str) -> Backup:
    """What is in a backup file; nothing is put anywhere.

    Raises BackupUnreadable, BackupWrongPassphrase, IdentityFileProblem.
    """
    return _opened(_read(path, FORMAT), passphrase)


def open_halves(paths: tuple[Path, Path], passphrases: tuple[str, str]) -> Backup:
    """What is in a backup of two officers; nothing is put anywhere.

    Raises BackupUnreadable, BackupNoPair, HalfWrongPassphrase, IdentityFileProblem.
    """
    files = [_read(path, HALF_FORMAT) for path in paths]
    for file in files:
        pair, half = file.get("pair"), file.get("half")
        if not isinstance(pair, str) or not pair.isascii() or type(half) is not int:
            raise BackupUnreadable("not a half")
    if files[0]["pair"] != files[1]["pair"] or {file["half"] for file in files} != {1, 2}:
        raise BackupNoPair
    halves = []
    for path, file, passphrase in zip(paths, files, passphrases, strict=True):
        context = _half_context(file["pair"], file["half"])
        try:
            text = entry.open_box(passphrase, file.get("kdf"), file.get("nonce"), file.get("box"), context)
            half = b64u_decode(text)
        except entry.WrongSecret:
            raise HalfWrongPassphrase(path.name) from None
        except (ValueError, ScriptError) as error:
            raise BackupUnreadable(str(error)) from error
        halves.append(half)
    if any(len(half) != _SECRET_BYTES for half in halves) or not isinstance(files[0].get("backup"), dict):
        raise BackupUnreadable("a half of the wrong length")
    secret = bytes(a ^ b for a, b in zip(*halves, strict=True))
    return _opened(files[0]["backup"], b64u_encode(secret))


def _opened(file: Mapping[str, Any], passphrase: str) -> Backup:
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


def _read(path: Path, form: str) -> dict[str, Any]:
    try:
        data = read_small(path, _MAX_FILE)
    except OSError as error:
        raise IdentityFileProblem(str(path), file_causes.of_error(error)) from error
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise BackupUnreadable("not JSON") from error
    if not isinstance(value, dict) or value.get("format") != form:
        raise BackupUnreadable("another format")
    if value.get("version") != VERSION:
        raise BackupUnreadable(f"version {value.get('version')} is not known to this program")
    return value
