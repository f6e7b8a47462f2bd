"""The key that encrypts a data folder's files: 32 random bytes in the keyring under the folder's id."""

from __future__ import annotations

import json
import os

from loc_desktop.identity.errors import DataKeyMissing
from loc_desktop.identity.store import Store
from loc_desktop.script.canonical import ScriptError, b64u_decode, b64u_encode

_PART = "data"
DATA_KEY_BYTES = 32


def data_key(store: Store, folder: str, *, make: bool) -> bytes:
    """The key of the folder with this id. ``make``: there is none yet. Raises KeyringProblem; DataKeyMissing
    where the keyring has not got it and must not make another, or what it has is no key."""
    text = store.get(_entry(folder), _PART)
    if text is None:
        if not make:
            raise DataKeyMissing
        text = json.dumps({"v": 1, "key": b64u_encode(os.urandom(DATA_KEY_BYTES))})
        store.set(_entry(folder), _PART, text)
    try:
        key = b64u_decode(json.loads(text)["key"])
    except (ValueError, KeyError, TypeError, AttributeError, ScriptError):
        raise DataKeyMissing from None
    if len(key) != DATA_KEY_BYTES:
        raise DataKeyMissing
    return key


def has_data_key(store: Store, folder: str) -> bool:
    """Whether the keyring has the folder's key. Raises KeyringProblem."""
    return store.get(_entry(folder), _PART) is not None


def restore_data_key(store: Store, folder: str, key: bytes) -> None:
    """Put the key of a folder back where the keyring has lost it; one that is there stays.

    Raises KeyringProblem; ValueError if it is no key.
    """
    if len(key) != DATA_KEY_BYTES:
        raise ValueError("no key of a data folder")
    if not has_data_key(store, folder):
        store.set(_entry(folder), _PART, json.dumps({"v": 1, "key": b64u_encode(key)}))


def forget_data_key(store: Store, folder: str) -> None:
    """Remove it: nobody reads the folder's files any more."""
    store.delete(_entry(folder), _PART)


def _entry(folder: str) -> str:
    return f"folder-{folder}"
