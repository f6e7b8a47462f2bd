"""Known errors of keys, identities, dossiers and certificates: what happened, what to do."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

KEYS: dict[str, tuple[object, object]] = {
    "keyring.missing": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "This computer has no keyring service, the place where private keys are kept.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Install one, or use an encrypted keyring file with a passphrase of your own.",
        ),
    ),
    "keyring.insecure": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The keyring that is configured here, {backend}, is not known to encrypt what it keeps; "
            "private keys are not put there.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Choose another keyring, or use the encrypted keyring file."),
    ),
    "keyring.locked": (
        QT_TRANSLATE_NOOP("Errors", "The keyring is locked."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Unlock it (usually with this computer's password), then try again. The keys are still in it.",
        ),
    ),
    "keyring.refused": (
        QT_TRANSLATE_NOOP("Errors", "The keyring was not opened: the request was dismissed or denied."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Try again and allow this program to use the keyring. The keys are still in it.",
        ),
    ),
    "keyring.gone": (
        QT_TRANSLATE_NOOP("Errors", "The keyring service no longer answers."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Log out and in again, or restart the keyring service, then try again. The keys are on disk.",
        ),
    ),
    "keyring.failed": (
        QT_TRANSLATE_NOOP("Errors", "The keyring service reported an error."),
        QT_TRANSLATE_NOOP("Errors", "Try again; the service's own words are under Details."),
    ),
    "keyring.entry_missing": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The private key of {name} is not in the keyring: it was deleted, or is in another keyring.",
        ),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Restore the identity from its backup file, or make a new identity. What is on the ledger "
            "is not touched.",
        ),
    ),
    "keyring.entry_damaged": (
        QT_TRANSLATE_NOOP("Errors", "The keyring's entry for {name} has been changed and cannot be used."),
        QT_TRANSLATE_NOOP("Errors", "Restore the identity from its backup file."),
    ),
    "keyring.passphrase_needed": (
        QT_TRANSLATE_NOOP("Errors", "The private keys are in an encrypted keyring file."),
        QT_TRANSLATE_NOOP("Errors", "Enter its passphrase."),
    ),
    "keyring.wrong_passphrase": (
        QT_TRANSLATE_NOOP("Errors", "This passphrase does not open the keyring file."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Try again. A forgotten passphrase cannot be recovered; a backup file has one of its own.",
        ),
    ),
    "keyring.file_damaged": (
        QT_TRANSLATE_NOOP("Errors", "The encrypted keyring file cannot be used."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Restore the file, or the identities from their backup files. It was not changed.",
        ),
    ),
    "passphrase.too_short": (
        QT_TRANSLATE_NOOP("Errors", "The passphrase is too short."),
        QT_TRANSLATE_NOOP("Errors", "Use at least {minimum} characters."),
    ),
    "keyring.too_short": (
        QT_TRANSLATE_NOOP("Errors", "The passphrase is too short."),
        QT_TRANSLATE_NOOP("Errors", "Use at least {minimum} characters."),
    ),
    "backup.too_short": (
        QT_TRANSLATE_NOOP("Errors", "The passphrase is too short."),
        QT_TRANSLATE_NOOP("Errors", "Use at least {minimum} characters."),
    ),
    "pin.too_short": (
        QT_TRANSLATE_NOOP("Errors", "The PIN is too short."),
        QT_TRANSLATE_NOOP("Errors", "Use at least {minimum} digits."),
    ),
    "pin.needed": (
        QT_TRANSLATE_NOOP("Errors", "The key of {name} is protected by a PIN."),
        QT_TRANSLATE_NOOP("Errors", "Enter the PIN."),
    ),
    "pin.wrong": (
        QT_TRANSLATE_NOOP("Errors", "This is not the PIN of {name}."),
        QT_TRANSLATE_NOOP("Errors", "{left} more tries before a waiting time."),
    ),
    "pin.wait": (
        QT_TRANSLATE_NOOP("Errors", "Too many wrong PINs for {name}."),
        QT_TRANSLATE_NOOP("Errors", "Wait {wait} seconds, then try again. The key is not lost."),
    ),
    "identity.unknown": (
        QT_TRANSLATE_NOOP("Errors", "There is no identity {id} on this computer."),
        QT_TRANSLATE_NOOP("Errors", "Choose one of those listed, or restore it from its backup file."),
    ),
    "identity.file_damaged": (
        QT_TRANSLATE_NOOP("Errors", "The file {file} in the data folder cannot be read as an identity."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Restore it from a backup. The private key is in the keyring and not touched.",
        ),
    ),
    "identity.file": (
        QT_TRANSLATE_NOOP("Errors", "The file {path} cannot be read or written."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Choose another place, or check the folder's permissions and free space.",
        ),
    ),
    "identity.certificate_key": (
        QT_TRANSLATE_NOOP("Errors", "The certificate is for another key than this identity's."),
        QT_TRANSLATE_NOOP("Errors", "Ask for a certificate from this identity's own request."),
    ),
    "identity.certificate_role": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The certificate is for another role ({found}) than this identity's ({expected}).",
        ),
        QT_TRANSLATE_NOOP("Errors", "Ask for a certificate from this identity's own request."),
    ),
    "dossier.too_large": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The application with its attachments has {size} bytes; at most {limit} can be sent.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Attach smaller files, for example photographs with fewer pixels."),
    ),
    "dossier.recipient": (
        QT_TRANSLATE_NOOP("Errors", "The dossier cannot be sealed to {name}."),
        QT_TRANSLATE_NOOP("Errors", "Nothing was sent. Ask the member to register its encryption key again."),
    ),
    "dossier.not_recipient": (
        QT_TRANSLATE_NOOP("Errors", "This dossier is not sealed to you."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Only the roles of the flow, the customer and the regulator can open it.",
        ),
    ),
    "dossier.damaged": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The sealed dossier cannot be opened: it has been changed, or is not of the right form.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Do not audit it; ask the customer to apply again."),
    ),
    "dossier.commitment": (
        QT_TRANSLATE_NOOP("Errors", "The dossier is not the one that the signed event commits to."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Do not audit it; the event's sender has put in another dossier than was signed.",
        ),
    ),
    "backup.unreadable": (
        QT_TRANSLATE_NOOP("Errors", "This file is not a backup of an identity."),
        QT_TRANSLATE_NOOP(
            "Errors",
            "Choose the file that this program wrote when the identity was exported.",
        ),
    ),
    "backup.wrong_passphrase": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The passphrase does not open this backup, or the file has been changed.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Try again. Nothing was imported."),
    ),
    "backup.already_there": (
        QT_TRANSLATE_NOOP("Errors", "The identity {name} is already on this computer."),
        QT_TRANSLATE_NOOP("Errors", "Nothing was changed."),
    ),
    "certificate.unreadable": (
        QT_TRANSLATE_NOOP("Errors", "This is not an X.509 certificate in PEM form."),
        QT_TRANSLATE_NOOP(
            "Errors",
            'Give the whole file, from "BEGIN CERTIFICATE" to "END CERTIFICATE".',
        ),
    ),
    "certificate.key_type": (
        QT_TRANSLATE_NOOP("Errors", "The certificate's key is not an ECDSA P-256 key."),
        QT_TRANSLATE_NOOP("Errors", "Ask for a certificate for the key that this program made."),
    ),
    "certificate.role": (
        QT_TRANSLATE_NOOP("Errors", "The certificate names a role that does not exist."),
        QT_TRANSLATE_NOOP("Errors", "Ask for another certificate."),
    ),
    "certificate.extension": (
        QT_TRANSLATE_NOOP("Errors", "The certificate's attributes cannot be read."),
        QT_TRANSLATE_NOOP("Errors", "Ask for another certificate."),
    ),
    "certificate.untrusted": (
        QT_TRANSLATE_NOOP(
            "Errors",
            "The certificate of {name} is not issued by an authority of this ledger.",
        ),
        QT_TRANSLATE_NOOP("Errors", "Use the certificate that this ledger's membership authority issued."),
    ),
    "certificate.not_authority": (
        QT_TRANSLATE_NOOP("Errors", "The certificate may not issue others."),
        QT_TRANSLATE_NOOP("Errors", "Ask the network's operator for the authority's own certificate."),
    ),
    "certificate.not_yet_valid": (
        QT_TRANSLATE_NOOP("Errors", "The certificate of {name} is valid only from {from} on; it is {at}."),
        QT_TRANSLATE_NOOP("Errors", "Check this computer's clock."),
    ),
    "certificate.expired": (
        QT_TRANSLATE_NOOP("Errors", "The certificate of {name} expired at {until}; it is {at}."),
        QT_TRANSLATE_NOOP("Errors", "Renew the certificate; the key stays the same."),
    ),
}
