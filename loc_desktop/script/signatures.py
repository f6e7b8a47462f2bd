"""Signatures over events and results: what this process has found good is not worked out again.

A signature is looked at when its event is locked or its result is granted, and by the evaluation of each
unlocking code. Whether it is good follows from key, signature and message alone, and only by these is it
remembered, so that no result depends on it. What is not good is not remembered.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import Final

from loc_desktop.script.keys import signature_bytes, verify_digest

_MOST: Final = 20_000
"""Some 9 MB; five thousand loans on their way."""


class _NotGoodError(Exception):
    """Keeps a bad signature out of what is remembered."""


def verify(key: str, value: str, message: bytes) -> bool:
    """As :func:`loc_desktop.script.keys.verify`."""
    der = signature_bytes(value)
    return der is not None and verify_bytes(key, der, message)


def verify_bytes(key: str, der: bytes, message: bytes) -> bool:
    """As :func:`loc_desktop.script.keys.verify_bytes`."""
    try:
        _found_good(key, der, sha256(message).digest())
    except _NotGoodError:
        return False
    return True


@lru_cache(maxsize=_MOST)
def _found_good(key: str, der: bytes, digest: bytes) -> None:
    if not verify_digest(key, der, digest):
        raise _NotGoodError
