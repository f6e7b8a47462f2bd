"""Keys for many customers at one counter, derived from one seed, so that 3,000 applicants need one keyring
entry.

The private scalar for a purpose and a customer's label is FIPS 186-5's A.2.1 (extra random bits) over
HKDF-SHA-256 (RFC 5869): 48 bytes, seed as input key, ``LoC-counter-1`` LF purpose LF label as info, reduced
to 1 … n - 1. Whoever holds the seed holds every customer's key of this counter, as a counter that keeps the
keys of its customers does anyway; a customer who wants a key that the counter cannot use gets one with a
PIN.
"""

from __future__ import annotations

import hmac
from dataclasses import replace
from typing import TYPE_CHECKING

from loc_desktop.identity.entry import Secrets
from loc_desktop.identity.person import commitment

if TYPE_CHECKING:
    from loc_desktop.identity.keys import Decryptor
    from loc_desktop.identity.model import Identity
    from loc_desktop.script.keys import Signer


class Counter:
    """A counter's seed, read from the keyring once. Drop it when the work is done."""

    def __init__(self, identity: Identity, seed: bytes) -> None:
        self._identity = identity
        self._seed = seed

    def customer(self, label: str, name: str, identity_number: str = "") -> Identity:
        """The identity of the customer whom this counter knows as ``label``: always the same one.

        ``label`` is any text that is the counter's own, for example its customer number; it is only an input
        of the derivation. The identity has no certificate yet. With ``identity_number`` its member record
        says whose it is, under the salt :meth:`salt`.
        """
        from loc_desktop.identity.keys import new_identity

        identity = new_identity(
            self.secrets(label),
            role="C",
            name=name,
            organisation=self._identity.organisation,
            ledger=self._identity.ledger,
            protection="derived",
            counter=self._identity.id,
            label=label,
        )
        if not identity_number:
            return identity
        return replace(identity, person=commitment(identity_number, name, self.salt(label), identity.key))

    def salt(self, label: str) -> str:
        """The salt of the customer's commitment, 64 hex digits."""
        return self._expanded("person", label, 32).hex()

    def signer(self, label: str) -> Signer:
        """The signer of the customer ``label``."""
        from loc_desktop.script.keys import SoftwareSigner

        return SoftwareSigner.from_scalar(self._scalar("sign", label))

    def decryptor(self, label: str) -> Decryptor:
        """What opens the dossiers of the customer ``label``."""
        from loc_desktop.identity.group_keys import decryptor_of

        return decryptor_of(self.secrets(label))

    def secrets(self, label: str) -> Secrets:
        """The customer's private scalars."""
        return Secrets(self._scalar("sign", label), self._scalar("decrypt", label))

    def reference(self, text: str) -> str:
        """32 hex characters that stand for ``text``, always the same: HMAC-SHA-256 with a key derived from
        the seed. Nobody without it can compute them or test a guess. For ids on a ledger."""
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"LoC-counter-1\nreference")
        return hmac.digest(key.derive(self._seed), text.encode(), "sha256").hex()[:32]

    def _scalar(self, purpose: str, label: str) -> bytes:
        from loc_desktop.script.keys import ORDER

        wide = self._expanded(purpose, label, 48)
        return (int.from_bytes(wide, "big") % (ORDER - 1) + 1).to_bytes(32, "big")

    def _expanded(self, purpose: str, label: str, length: int) -> bytes:
        from cryptography.hazmat.primitives.hashes import SHA256
        from cryptography.hazmat.primitives.kdf.hkdf import HKDF

        info = f"LoC-counter-1\n{purpose}\n{label}".encode()
        return HKDF(algorithm=SHA256(), length=length, salt=None, info=info).derive(self._seed)
