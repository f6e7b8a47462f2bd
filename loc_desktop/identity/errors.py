# ruff: noqa: N818  # the names say what happened; each class is caught by name
"""What can go wrong with keys, each its own error with its own code. None of them loses a key.

The sentences stand in ``loc_desktop/texts/errors_keys.py``; ``params`` fill them.
"""

from __future__ import annotations

from loc_desktop.errors import KnownError, Trouble


class IdentityError(KnownError):
    """Base of all errors of this room."""


class KeyringProblem(IdentityError):
    """The place where private keys are kept did not do what was asked. Keys stay where they are."""


class KeyringMissing(KeyringProblem):
    """This computer has no keyring service at all. ``system``: ``linux``, ``darwin``, ``win32``."""

    def __init__(self, system: str, reason: str = "") -> None:
        super().__init__(
            "keyring.missing",
            params={"system": system},
            details={"reason": reason} if reason else None,
        )


class KeyringInsecure(KeyringProblem):
    """A keyring backend is configured that is not known to encrypt."""

    def __init__(self, backend: str) -> None:
        super().__init__(
            "keyring.insecure",
            params={"backend": backend},
        )


class KeyringLocked(KeyringProblem):
    """The keyring is locked and nobody has unlocked it (in time)."""

    def __init__(self) -> None:
        super().__init__(
            "keyring.locked",
        )


class KeyringRefused(KeyringProblem):
    """The person, or the system on their behalf, said no to opening the keyring."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(
            "keyring.refused",
            details={"reason": reason} if reason else None,
        )


class KeyringGone(KeyringProblem):
    """The keyring service was there, and no longer answers."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(
            "keyring.gone",
            details={"reason": reason} if reason else None,
        )


class KeyringFailed(KeyringProblem):
    """The keyring service reported an error of its own."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "keyring.failed",
            details={"reason": reason},
        )


class EntryMissing(KeyringProblem):
    """The keyring is open, but the identity's entry is not in it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "keyring.entry_missing",
            params={"name": name},
        )


class DataKeyMissing(KeyringProblem):
    """The keyring is open, but the key of this data folder's files is not in it."""

    def __init__(self) -> None:
        super().__init__(
            "keyring.data_key",
        )


class EntryDamaged(KeyringProblem):
    """The identity's entry is there but is not what was put there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "keyring.entry_damaged",
            params={"name": name},
        )


class PassphraseNeeded(KeyringProblem):
    """The keys are in an encrypted keyring file and no passphrase was given."""

    def __init__(self) -> None:
        super().__init__(
            "keyring.passphrase_needed",
        )


class WrongPassphrase(KeyringProblem):
    """The passphrase does not open the keyring file."""

    def __init__(self) -> None:
        super().__init__(
            "keyring.wrong_passphrase",
        )


class WeakPassphrase(IdentityError):
    """A new passphrase or PIN is too short, or one that is tried first. ``kind``: ``pin`` or ``passphrase``;
    ``why``: ``short`` or ``simple``."""

    def __init__(self, kind: str, why: str, minimum: int) -> None:
        super().__init__(f"{kind}.too_{why}", params={"minimum": minimum})


class KeyringFileDamaged(KeyringProblem):
    """The encrypted keyring file cannot be read or written."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "keyring.file_damaged",
            params={"file": "keyring.cfg"},
            details={"reason": reason},
        )


class KeyringFileFailed(KeyringProblem):
    """The operating system does not let the encrypted keyring file be read or written: nothing of it is
    damaged."""

    def __init__(self, file: str, why: Trouble) -> None:
        super().__init__("keyring.file_disk", params={"file": file, "why": why})


class PinNeeded(IdentityError):
    """The key is wrapped with a PIN and none was given."""

    def __init__(self, name: str) -> None:
        super().__init__("pin.needed", params={"name": name})


class WrongPin(IdentityError):
    """The PIN is wrong.

    ``left``: tries before a waiting time starts; ``wait``: seconds it has started with.
    """

    def __init__(self, name: str, left: int, wait: int) -> None:
        self.left, self.wait = left, wait
        super().__init__(
            "pin.wrong" if left else "pin.wrong_last",
            params={"name": name, "left": left, "wait": wait},
        )


class PinWait(IdentityError):
    """Too many wrong PINs: no try is taken for ``wait`` seconds."""

    def __init__(self, name: str, wait: int) -> None:
        self.wait = wait
        super().__init__(
            "pin.wait",
            params={"name": name, "wait": wait},
        )


class UnknownIdentity(IdentityError):
    """No identity with this id on this computer."""

    def __init__(self, identity_id: str) -> None:
        super().__init__(
            "identity.unknown",
            params={"id": identity_id},
        )


class IdentityFileDamaged(IdentityError):
    """The public record of an identity cannot be read."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            "identity.file_damaged",
            params={"file": file},
            details={"reason": reason},
        )


class CertificateNotOurs(IdentityError):
    """A certificate that is valid but not for this identity. ``params["field"]`` is ``key`` or ``role``."""

    def __init__(self, field: str, expected: str, found: str) -> None:
        super().__init__(
            f"identity.certificate_{field}",
            params={"field": field, "expected": expected, "found": found},
        )


class DossierTooLarge(IdentityError):
    """A dossier with its attachments is larger than the ledger takes (sizes in bytes)."""

    def __init__(self, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(
            "dossier.too_large",
            params={"size": size, "limit": limit},
        )


class RecipientRefused(IdentityError):
    """A member's encryption key is missing or not vouched for by the member's signing key."""

    def __init__(self, name: str, why: Trouble) -> None:
        super().__init__(
            "dossier.recipient",
            params={"name": name, "why": why},
        )


class NotRecipient(IdentityError):
    """The dossier is not sealed to this identity."""

    def __init__(self) -> None:
        super().__init__(
            "dossier.not_recipient",
        )


class DossierDamaged(IdentityError):
    """The sealed dossier has been changed or is not one."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "dossier.damaged",
            details={"reason": reason},
        )


class CommitmentMismatch(IdentityError):
    """The dossier opens, but is not the one that the customer's signed event commits to."""

    def __init__(self) -> None:
        super().__init__(
            "dossier.commitment",
        )


class NoPin(IdentityError):
    """The identity's key has no PIN that could be changed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "pin.none",
            params={"name": name},
        )


class BackupOfDerived(IdentityError):
    """An identity whose keys are worked out from its counter's seed has none of its own to be written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "backup.derived",
            params={"name": name},
        )


class BackupUnreadable(IdentityError):
    """The file is not a backup of an identity, or of a version that this program does not know."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "backup.unreadable",
            details={"reason": reason},
        )


class BackupWrongPassphrase(IdentityError):
    """The backup's passphrase is wrong, or the file was changed: the two cannot be told apart."""

    def __init__(self) -> None:
        super().__init__(
            "backup.wrong_passphrase",
        )


class BackupNoPair(IdentityError):
    """Two files that are not the two halves of one backup."""

    def __init__(self) -> None:
        super().__init__(
            "backup.no_pair",
        )


class HalfWrongPassphrase(IdentityError):
    """An officer's passphrase is wrong, or the file was changed."""

    def __init__(self, file: str) -> None:
        super().__init__(
            "backup.half_passphrase",
            params={"file": file},
        )


class IdentityPresent(IdentityError):
    """The identity that is to be imported is on this computer already, with its key."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "backup.already_there",
            params={"name": name},
        )


class IdentityFileProblem(IdentityError):
    """A file of this room (a backup, a certificate) cannot be read or written."""

    def __init__(self, path: str, why: Trouble) -> None:
        super().__init__(
            "identity.file",
            params={"path": path, "why": why},
        )


class FolderFileUnreadable(IdentityError):
    """The file is no backup of a data folder, or of a version that this program does not know."""

    def __init__(self, reason: str) -> None:
        super().__init__("folder.unreadable", details={"reason": reason})


class FolderWrongPassphrase(IdentityError):
    """The passphrase of a folder's backup is wrong, or its beginning was changed."""

    def __init__(self) -> None:
        super().__init__("folder.wrong_passphrase")


class FolderFileCutOff(IdentityError):
    """A folder's backup is not whole: a piece is changed, or its end is missing."""

    def __init__(self) -> None:
        super().__init__("folder.cut_off")
