"""Sealing an application's personal data to those who may read it, with a commitment that the event carries.

The sealed form is a JWE in general JSON serialisation (RFC 7516): ECDH-ES+A256KW to every recipient's P-256
key, A256GCM for the content; a member is named by its signing key (``kid``), a group, and a member's key of
a year, by year and thumbprint. Before sealing
the dossier gets a random member ``salt``, so that the commitment, which stands in clear in the event, does
not let anyone guess the content: SHA-256 over ``LoC-dossier-1``, LF, the dossier's canonical JSON.

What is encrypted is that JSON and spaces up to the next size class, so that the length tells nothing of
attachments or of how many live in a household.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any, cast

from joserfc import jwe as jose
from joserfc.errors import JoseError
from joserfc.jwk import ECKey

from loc_desktop.contract.flow_rules.groups import voucher_bytes
from loc_desktop.identity.causes import cause
from loc_desktop.identity.errors import (
    CommitmentMismatch,
    DossierDamaged,
    DossierTooLarge,
    NotRecipient,
    RecipientRefused,
)
from loc_desktop.identity.keys import Decryptor, jwk
from loc_desktop.identity.model import encryption_statement
from loc_desktop.script import canonical
from loc_desktop.script.keys import on_curve, thumbprint, verify

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


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom is sealed. ``key`` and ``role`` are of the member who vouches for the public key ``jwk`` (its
    members in order) by the signature ``voucher``: for its own (``purpose`` ""), its own of the year
    ("year"), or its group's ("group"). ``name`` is for messages.
    """

    name: str
    role: str
    key: str
    jwk: tuple[tuple[str, str], ...]
    voucher: str
    purpose: str = ""

    @property
    def kid(self) -> str:
        """What names the recipient in what is sealed to it."""
        return dict(self.jwk).get("kid", "")


def of_member(record: Mapping[str, Any]) -> Recipient:
    """A member's own key, by its record."""
    jwk, voucher = record.get("encryption"), record.get("encryption_signature")
    name, role, key = (str(record.get(part, "?")) for part in ("name", "role", "key"))
    return Recipient(name, role, key, _pairs(jwk), voucher if isinstance(voucher, str) else "")


def of_group(purpose: str, name: str, role: str, key: str, entry: Mapping[str, Any]) -> Recipient:
    """A group's key or a member's of a year, as the query ``groups`` says it."""
    voucher = entry.get("voucher")
    pairs = _pairs(entry.get("jwk"))
    return Recipient(name, role, key, pairs, voucher if isinstance(voucher, str) else "", purpose)


def _pairs(jwk: object) -> tuple[tuple[str, str], ...]:
    """The members of a JWK, nothing of what is none."""
    return tuple((str(name), str(value)) for name, value in jwk.items()) if isinstance(jwk, dict) else ()


@lru_cache(maxsize=256)
def _public(recipient: Recipient) -> ECKey:
    """The key to seal to, once its member is found to vouch for it. Raises RecipientRefused."""
    jwk = dict(recipient.jwk)
    if not jwk or not recipient.voucher:
        raise RecipientRefused(recipient.name, cause("no_encryption_key"))
    if (jwk.get("kty"), jwk.get("crv")) != ("EC", "P-256") or not on_curve(
        jwk.get("x", ""), jwk.get("y", "")
    ):
        raise RecipientRefused(recipient.name, cause("other_encryption_key"))
    kid = recipient.key
    if recipient.purpose:
        kid = f"{jwk.get('kid', '')[:4]}.{thumbprint(jwk['x'], jwk['y'])}"
    if jwk.get("kid") != kid:
        raise RecipientRefused(recipient.name, cause("other_encryption_key"))
    try:
        if recipient.purpose:
            statement = voucher_bytes(recipient.purpose, recipient.role, recipient.key, jwk)
        else:
            statement = encryption_statement(recipient.role, recipient.key, jwk)
    except canonical.CanonicalError:
        raise RecipientRefused(recipient.name, cause("other_encryption_key")) from None
    if not verify(recipient.key, recipient.voucher, statement):
        raise RecipientRefused(recipient.name, cause("not_vouched"))
    return ECKey.import_key(jwk)  # type: ignore[arg-type]


def usable(recipients: Iterable[Recipient]) -> tuple[list[Recipient], list[str]]:
    """Those whom one can seal to, and the names of the others."""
    good: list[Recipient] = []
    skipped: list[str] = []
    for recipient in recipients:
        try:
            _public(recipient)
        except RecipientRefused:
            skipped.append(recipient.name)
        else:
            good.append(recipient)
    return good, skipped


class KeyDecryptor:
    """Opens dossiers with a private key in memory; lives as long as the work it was made for."""

    __slots__ = ("_key", "_private")

    def __init__(self, key: str, private: ec.EllipticCurvePrivateKey) -> None:
        """``key``: the name of the key among recipients."""
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


def seal(
    dossier: Mapping[str, Any],
    recipients: Sequence[Recipient | Mapping[str, Any]],
    smallest: int = SMALLEST,
) -> tuple[dict[str, Any], str]:
    """Seal ``dossier`` to ``recipients`` (a mapping is a member's record): the JWE and the commitment.
    ``smallest``: bytes of the smallest size class.

    Each key must be vouched for by its member's signing key. Raises RecipientRefused, DossierTooLarge, and
    CanonicalError where the dossier is not of the canonical subset.
    """
    if not recipients:
        raise ValueError("nobody to seal to")
    if "salt" in dossier:
        raise ValueError("the dossier has a salt already")
    named = [
        recipient if isinstance(recipient, Recipient) else of_member(recipient) for recipient in recipients
    ]
    salted = {**dossier, "salt": canonical.b64u_encode(os.urandom(_SALT_BYTES))}
    plain = canonical.encode(salted)
    if len(plain) > MAX_DOSSIER:
        raise DossierTooLarge(len(plain), MAX_DOSSIER)
    sealed = jose.GeneralJSONEncryption({"enc": _CONTENT}, _padded(plain, smallest))
    # The customer may be the counter too, and a bank may be its own auditor: one copy each.
    for kid, recipient in {recipient.kid: recipient for recipient in named}.items():
        sealed.add_recipient({"alg": _KEY_WRAP, "kid": kid}, _public(recipient))
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


def _padded(plain: bytes, smallest: int) -> bytes:
    """``plain`` filled up to its size class: ``smallest`` bytes, or that doubled until it fits."""
    size = smallest
    while size < len(plain):
        size *= 2
    return plain.ljust(size, _PAD)


def _commitment(plain: bytes) -> str:
    return hashlib.sha256(b"LoC-dossier-1\n" + plain).hexdigest()


def recipients_of(jwe: Mapping[str, Any]) -> list[str]:
    """The names of the keys that something is sealed to. Raises DossierDamaged."""
    recipients = jwe.get("recipients")
    if not isinstance(recipients, list) or len(recipients) > _MAX_RECIPIENTS:
        raise DossierDamaged("no list of recipients")
    return [kid for kid in map(_kid, recipients) if isinstance(kid, str)]


def _kid(recipient: object) -> object:
    header = recipient.get("header") if isinstance(recipient, dict) else None
    return header.get("kid") if isinstance(header, dict) else None
