"""Sealing an application's personal data to those who may read it, with a commitment that the event carries.

The sealed form is a JWE in general JSON serialisation (RFC 7516): ECDH-ES+A256KW to every recipient's P-256
encryption key, A256GCM for the content; a recipient is named by its signing key (``kid``). Before sealing
the dossier gets a random member ``salt``, so that the commitment, which stands in clear in the event, does
not let anyone guess the content: SHA-256 over ``LoC-dossier-1``, LF, the dossier's canonical JSON.

What is encrypted is that JSON and spaces up to the next size class, so that the length tells nothing of
attachments or of how many live in a household.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from joserfc import jwe as jose
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from loc_desktop.identity.causes import cause
from loc_desktop.identity.entry import Secrets
from loc_desktop.identity.errors import (
    CommitmentMismatch,
    DossierDamaged,
    DossierTooLarge,
    NotRecipient,
    RecipientRefused,
)
from loc_desktop.identity.keys import Decryptor, jwk, private_key
from loc_desktop.identity.model import encryption_statement
from loc_desktop.script import canonical
from loc_desktop.script.keys import key_text, verify

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric import ec

MAX_DOSSIER = 1024 * 1024
"""Bytes of a dossier's canonical JSON with its attachments, base64 in it: about 768 KiB of files."""

SMALLEST = 4096
"""Bytes of the smallest size class of a dossier; each further one is twice as large, up to MAX_DOSSIER."""

_PAD = b" "
_KEY_WRAP, _CONTENT = "ECDH-ES+A256KW", "A256GCM"
_SALT_BYTES = 32
_MAX_RECIPIENTS = 16


class _Registry(jose.JWERegistry):
    """Only the two algorithms above; as much ciphertext as the largest dossier has in base64."""

    max_ciphertext_length = MAX_DOSSIER * 4 // 3 + 16


_REGISTRY = _Registry(algorithms=[_KEY_WRAP, _CONTENT])


class KeyDecryptor:
    """Opens dossiers with a private key in memory; lives as long as the work it was made for."""

    __slots__ = ("_key", "_private")

    def __init__(self, key: str, private: ec.EllipticCurvePrivateKey) -> None:
        public = jwk(private.public_key(), key)
        scalar = private.private_numbers().private_value.to_bytes(32, "big")
        self._key = key
        self._private = ECKey.import_key({**public, "d": canonical.b64u_encode(scalar)})

    @property
    def key(self) -> str:
        return self._key

    def open(self, jwe: Mapping[str, Any]) -> bytes:
        """The plaintext. Raises NotRecipient, DossierDamaged."""
        recipients = jwe.get("recipients")
        if not isinstance(recipients, list) or len(recipients) > _MAX_RECIPIENTS:
            raise DossierDamaged("no list of recipients")
        mine = [recipient for recipient in recipients if _kid(recipient) == self._key]
        if not mine:
            raise NotRecipient
        try:
            # One recipient's copy is enough, and joserfc would want a key for every copy it is shown.
            copy = cast(jose.GeneralJSONSerialization, {**jwe, "recipients": mine[:1]})
            opened = jose.decrypt_json(copy, self._private, registry=_REGISTRY)
        except (JoseError, ValueError, TypeError, KeyError, AttributeError) as error:
            raise DossierDamaged(f"{type(error).__name__}: {error}") from error
        if opened.plaintext is None:
            raise DossierDamaged("empty")
        return opened.plaintext


def decryptor_of(secrets: Secrets) -> Decryptor:
    """The decryptor of an identity's secrets."""
    return KeyDecryptor(key_text(private_key(secrets.sign).public_key()), private_key(secrets.decrypt))


def seal(
    dossier: Mapping[str, Any], recipients: Sequence[Mapping[str, Any]], smallest: int = SMALLEST
) -> tuple[dict[str, Any], str]:
    """Seal ``dossier`` to the members whose records are ``recipients``: the JWE and the commitment.
    ``smallest``: bytes of the smallest size class.

    Each record's encryption key must be vouched for by its signing key. Raises RecipientRefused,
    DossierTooLarge, and CanonicalError where the dossier is not of the canonical subset.
    """
    if not recipients:
        raise ValueError("nobody to seal to")
    if "salt" in dossier:
        raise ValueError("the dossier has a salt already")
    salted = {**dossier, "salt": canonical.b64u_encode(os.urandom(_SALT_BYTES))}
    plain = canonical.encode(salted)
    if len(plain) > MAX_DOSSIER:
        raise DossierTooLarge(len(plain), MAX_DOSSIER)
    sealed = jose.GeneralJSONEncryption({"enc": _CONTENT}, _padded(plain, smallest))
    # The customer may be the counter too, and a bank may be its own auditor: one copy each.
    for record in {record["key"]: record for record in recipients}.values():
        header = {"alg": _KEY_WRAP, "kid": record["key"]}
        sealed.add_recipient(header, ECKey.import_key(check_encryption_key(record)))  # type: ignore[arg-type]
    value = jose.encrypt_json(sealed, None, registry=_REGISTRY)
    return dict(value), _commitment(plain)


def open_dossier(jwe: Mapping[str, Any], decryptor: Decryptor) -> dict[str, Any]:
    """The dossier, salt included. Raises NotRecipient, DossierDamaged."""
    try:
        dossier = canonical.decode(decryptor.open(jwe).rstrip(_PAD), MAX_DOSSIER)
    except canonical.CanonicalError as error:
        raise DossierDamaged(str(error)) from error
    if not isinstance(dossier, dict) or len(str(dossier.get("salt", ""))) != 43:
        raise DossierDamaged("not an object with a salt")
    return dossier


def check_commitment(dossier: Mapping[str, Any], commitment: str) -> None:
    """Assert that ``dossier`` (salt included) is what the event commits to. Raises CommitmentMismatch."""
    if not hmac.compare_digest(_commitment(canonical.encode(dict(dossier))), commitment):
        raise CommitmentMismatch


def check_encryption_key(record: Mapping[str, Any]) -> dict[str, str]:
    """A member record's encryption key, once its signing key is found to vouch for it.

    Raises RecipientRefused.
    """
    name = str(record.get("name", "?"))
    encryption, signature = record.get("encryption"), record.get("encryption_signature")
    if not isinstance(encryption, dict) or not isinstance(signature, str):
        raise RecipientRefused(name, cause("no_encryption_key"))
    if encryption.get("kid") != record["key"] or (encryption.get("kty"), encryption.get("crv")) != (
        "EC",
        "P-256",
    ):
        raise RecipientRefused(name, cause("other_encryption_key"))
    try:
        statement = encryption_statement(record["role"], record["key"], encryption)
    except canonical.CanonicalError:
        raise RecipientRefused(name, cause("other_encryption_key")) from None
    if not verify(record["key"], signature, statement):
        raise RecipientRefused(name, cause("not_vouched"))
    return encryption


def _padded(plain: bytes, smallest: int) -> bytes:
    """``plain`` filled up to its size class: ``smallest`` bytes, or that doubled until it fits."""
    size = smallest
    while size < len(plain):
        size *= 2
    return plain.ljust(size, _PAD)


def _commitment(plain: bytes) -> str:
    return hashlib.sha256(b"LoC-dossier-1\n" + plain).hexdigest()


def _kid(recipient: object) -> object:
    header = recipient.get("header") if isinstance(recipient, dict) else None
    return header.get("kid") if isinstance(header, dict) else None
