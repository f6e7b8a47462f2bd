# ruff: noqa: N818  # the names say what happened; each class is caught by name
"""What can go wrong with keys, each its own error with its own sentence. None of them loses a key.

Every class has a stable ``code`` by which the interface translates it; ``params`` fill the sentence.
"""

from __future__ import annotations

from loc_desktop.errors import KnownError, Trouble


class IdentityError(KnownError):
    """Base of all errors of this room."""


class KeyringProblem(IdentityError):
    """The place where private keys are kept did not do what was asked. Keys stay where they are."""


class KeyringMissing(KeyringProblem):
    """This computer has no keyring service at all."""

    def __init__(self, install: str, reason: str = "") -> None:
        super().__init__(
            "keyring.missing",
            "This computer has no keyring service, the place where private keys are kept.",
            f"{install} Or use an encrypted keyring file with a passphrase of your own.",
            params={"install": install},
            details={"reason": reason} if reason else None,
        )


class KeyringInsecure(KeyringProblem):
    """A keyring backend is configured that is not known to encrypt."""

    def __init__(self, backend: str) -> None:
        super().__init__(
            "keyring.insecure",
            f"The keyring that is configured here, {backend}, is not known to encrypt what it keeps; "
            "private keys are not put there.",
            "Remove PYTHON_KEYRING_BACKEND or the entry in keyringrc.cfg, or use the encrypted keyring file.",
            params={"backend": backend},
        )


class KeyringLocked(KeyringProblem):
    """The keyring is locked and nobody has unlocked it (in time)."""

    def __init__(self) -> None:
        super().__init__(
            "keyring.locked",
            "The keyring is locked.",
            "Unlock it (usually with this computer's password), then try again. The keys are still in it.",
        )


class KeyringRefused(KeyringProblem):
    """The person, or the system on their behalf, said no to opening the keyring."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(
            "keyring.refused",
            "The keyring was not opened: the request was dismissed or denied.",
            "Try again and allow this program to use the keyring. The keys are still in it.",
            details={"reason": reason} if reason else None,
        )


class KeyringGone(KeyringProblem):
    """The keyring service was there, and no longer answers."""

    def __init__(self, reason: str = "") -> None:
        super().__init__(
            "keyring.gone",
            "The keyring service no longer answers.",
            "Log out and in again, or restart the keyring service, then try again. The keys are on disk.",
            details={"reason": reason} if reason else None,
        )


class KeyringFailed(KeyringProblem):
    """The keyring service reported an error of its own."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "keyring.failed",
            "The keyring service reported an error.",
            "Try again; the service's own words are under Details.",
            details={"reason": reason},
        )


class EntryMissing(KeyringProblem):
    """The keyring is open, but the identity's entry is not in it."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "keyring.entry_missing",
            f"The private key of {name} is not in the keyring: it was deleted, or is in another keyring.",
            "Restore the identity from its backup file, or make a new identity. "
            "What is on the ledger is not touched.",
            params={"name": name},
        )


class DataKeyMissing(KeyringProblem):
    """The keyring is open, but the key of this data folder's files is not in it."""

    def __init__(self) -> None:
        super().__init__(
            "keyring.data_key",
            "The key by which this data folder's files are encrypted is not in the keyring: the folder was "
            "copied from elsewhere, or the entry was deleted.",
            "Open the folder on the computer, and as the user, where it was made; or restore that keyring.",
        )


class EntryDamaged(KeyringProblem):
    """The identity's entry is there but is not what was put there."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "keyring.entry_damaged",
            f"The keyring's entry for {name} has been changed and cannot be used.",
            "Restore the identity from its backup file.",
            params={"name": name},
        )


class PassphraseNeeded(KeyringProblem):
    """The keys are in an encrypted keyring file and no passphrase was given."""

    def __init__(self) -> None:
        super().__init__(
            "keyring.passphrase_needed",
            "The private keys are in an encrypted keyring file.",
            "Enter its passphrase.",
        )


class WrongPassphrase(KeyringProblem):
    """The passphrase does not open the keyring file."""

    def __init__(self) -> None:
        super().__init__(
            "keyring.wrong_passphrase",
            "This passphrase does not open the keyring file.",
            "Try again. A forgotten passphrase cannot be recovered; a backup file has one of its own.",
        )


class WeakPassphrase(IdentityError):
    """A new passphrase or PIN is too short, or one that is tried first. ``kind``: ``pin`` or ``passphrase``;
    ``why``: ``short`` or ``simple``."""

    def __init__(self, kind: str, why: str, minimum: int) -> None:
        name = "PIN" if kind == "pin" else "passphrase"
        if why == "short":
            what, todo = f"The {name} is too short.", f"Use at least {minimum} characters."
        else:
            what = f"The {name} is too easy to guess."
            todo = (
                "Use no run and no pattern, such as 123456 or 121212."
                if kind == "pin"
                else "Use several words, or letters and digits that follow no pattern."
            )
        super().__init__(f"{kind}.too_{why}", what, todo, params={"minimum": minimum})


class KeyringFileDamaged(KeyringProblem):
    """The encrypted keyring file cannot be read or written."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "keyring.file_damaged",
            "The encrypted keyring file cannot be used.",
            "Restore the file, or the identities from their backup files. It was not changed.",
            details={"reason": reason},
        )


class KeyringFileFailed(KeyringProblem):
    """The operating system does not let the encrypted keyring file be read or written: nothing of it is
    damaged."""

    def __init__(self, file: str, why: Trouble) -> None:
        super().__init__(
            "keyring.file_disk",
            f"The encrypted keyring file {file} cannot be read or written: {why}.",
            "Check the free space and the folder's permissions, then try again. It was not changed.",
            params={"file": file, "why": why},
        )


class PinNeeded(IdentityError):
    """The key is wrapped with a PIN and none was given."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "pin.needed", f"The key of {name} is protected by a PIN.", "Enter the PIN.", params={"name": name}
        )


class WrongPin(IdentityError):
    """The PIN is wrong.

    ``left``: tries before a waiting time starts; ``wait``: seconds it has started with.
    """

    def __init__(self, name: str, left: int, wait: int) -> None:
        self.left, self.wait = left, wait
        todo = (
            f"{left} more tries before a waiting time." if left else f"Wait {wait} seconds, then try again."
        )
        super().__init__(
            "pin.wrong",
            f"This is not the PIN of {name}.",
            todo,
            params={"name": name, "left": left, "wait": wait},
        )


class PinWait(IdentityError):
    """Too many wrong PINs: no try is taken for ``wait`` seconds."""

    def __init__(self, name: str, wait: int) -> None:
        self.wait = wait
        super().__init__(
            "pin.wait",
            f"Too many wrong PINs for {name}.",
            f"Wait {wait} seconds, then try again. The key is not lost.",
            params={"name": name, "wait": wait},
        )


class UnknownIdentity(IdentityError):
    """No identity with this id on this computer."""

    def __init__(self, identity_id: str) -> None:
        super().__init__(
            "identity.unknown",
            f"There is no identity {identity_id} on this computer.",
            "Choose one of those listed, or restore it from its backup file.",
            params={"id": identity_id},
        )


class IdentityFileDamaged(IdentityError):
    """The public record of an identity cannot be read."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(
            "identity.file_damaged",
            f"The file {file} in the data folder cannot be read as an identity.",
            "Restore it from a backup. The private key is in the keyring and not touched.",
            params={"file": file},
            details={"reason": reason},
        )


class CertificateNotOurs(IdentityError):
    """A certificate that is valid but not for this identity. ``params["field"]`` is ``key`` or ``role``."""

    def __init__(self, field: str, expected: str, found: str) -> None:
        super().__init__(
            f"identity.certificate_{field}",
            f"The certificate is for another {field} ({found}) than this identity's ({expected}).",
            "Ask for a certificate from this identity's own request.",
            params={"field": field, "expected": expected, "found": found},
        )


class DossierTooLarge(IdentityError):
    """A dossier with its attachments is larger than the ledger takes (sizes in bytes)."""

    def __init__(self, size: int, limit: int) -> None:
        self.size, self.limit = size, limit
        super().__init__(
            "dossier.too_large",
            f"The application with its attachments has {size} bytes; at most {limit} can be sent.",
            "Attach smaller files, for example photographs with fewer pixels.",
            params={"size": size, "limit": limit},
        )


class RecipientRefused(IdentityError):
    """A member's encryption key is missing or not vouched for by the member's signing key."""

    def __init__(self, name: str, why: Trouble) -> None:
        super().__init__(
            "dossier.recipient",
            f"The dossier cannot be sealed to {name}: {why}.",
            "Nothing was sent. Ask the member to register its encryption key again.",
            params={"name": name, "why": why},
        )


class NotRecipient(IdentityError):
    """The dossier is not sealed to this identity."""

    def __init__(self) -> None:
        super().__init__(
            "dossier.not_recipient",
            "This dossier is not sealed to you.",
            "Only the roles of the flow, the customer and the regulator can open it.",
        )


class DossierDamaged(IdentityError):
    """The sealed dossier has been changed or is not one."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "dossier.damaged",
            "The sealed dossier cannot be opened: it has been changed, or is not of the right form.",
            "Do not audit it; ask the customer to apply again.",
            details={"reason": reason},
        )


class CommitmentMismatch(IdentityError):
    """The dossier opens, but is not the one that the customer's signed event commits to."""

    def __init__(self) -> None:
        super().__init__(
            "dossier.commitment",
            "The dossier is not the one that the signed event commits to.",
            "Do not audit it; the event's sender has put in another dossier than was signed.",
        )


class NoPin(IdentityError):
    """The identity's key has no PIN that could be changed."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "pin.none",
            f"The key of {name} has no PIN.",
            "Nothing was changed. The key store guards it.",
            params={"name": name},
        )


class BackupOfDerived(IdentityError):
    """An identity whose keys are worked out from its counter's seed has none of its own to be written."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "backup.derived",
            f"The keys of {name} are made from the counter's and have no backup of their own.",
            "Back up the counter's identity.",
            params={"name": name},
        )


class BackupUnreadable(IdentityError):
    """The file is not a backup of an identity, or of a version that this program does not know."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            "backup.unreadable",
            "This file is not a backup of an identity.",
            "Choose the file that this program wrote when the identity was exported.",
            details={"reason": reason},
        )


class BackupWrongPassphrase(IdentityError):
    """The backup's passphrase is wrong, or the file was changed: the two cannot be told apart."""

    def __init__(self) -> None:
        super().__init__(
            "backup.wrong_passphrase",
            "The passphrase does not open this backup, or the file has been changed.",
            "Try again. Nothing was imported.",
        )


class IdentityPresent(IdentityError):
    """The identity that is to be imported is on this computer already, with its key."""

    def __init__(self, name: str) -> None:
        super().__init__(
            "backup.already_there",
            f"The identity {name} is already on this computer.",
            "Nothing was changed.",
            params={"name": name},
        )


class IdentityFileProblem(IdentityError):
    """A file of this room (a backup, a certificate) cannot be read or written."""

    def __init__(self, path: str, why: Trouble) -> None:
        super().__init__(
            "identity.file",
            f"{path}: {why}.",
            "Choose another place, or check the folder's permissions and free space.",
            params={"path": path, "why": why},
        )
