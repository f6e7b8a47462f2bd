"""A person's name in an identity's file: sealed with the data folder's key, AES-256-GCM, 12 bytes of nonce
before the rest as base64url, the identity's id as associated data.

It is read once the keyring is open anyway: listing identities asks no keyring.
"""

from __future__ import annotations

import os
from collections.abc import Callable

from loc_desktop.errors import KnownError
from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode

_NONCE = 12


class NameSeal:
    """``key`` gives the folder's key and may ask the keyring; ``ready``: whether it can without waiting."""

    def __init__(self, key: Callable[[], bytes], ready: Callable[[], bool]) -> None:
        self._key = key
        self._ready = ready

    def seal(self, identity: str, name: str) -> str:
        """Raises KnownError ``keyring.*``."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE)
        return b64u_encode(nonce + AESGCM(self._key()).encrypt(nonce, name.encode(), identity.encode()))

    def open(self, identity: str, sealed: str) -> str:
        """The name; "" while the key is not at hand, or where it is another one."""
        if not self._ready():
            return ""
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            data = b64u_decode(sealed)
            return AESGCM(self._key()).decrypt(data[:_NONCE], data[_NONCE:], identity.encode()).decode()
        except (KnownError, ScriptError, InvalidTag, ValueError):
            return ""
