"""Keys that are read from the keyring when they are first needed, not before.

A window opens, and a ledger is asked, without a keyring that may first have to be unlocked by a person.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from loc_desktop.identity.errors import PassphraseNeeded, WrongPassphrase
from loc_desktop.identity.keyfile import FileStore
from loc_desktop.identity.keystore import open_keystore

if TYPE_CHECKING:
    from loc_desktop.identity.store import Store
    from loc_desktop.script.keys import Signer

T = TypeVar("T")


class LateStore:
    """The key store of a data folder, opened at the first key that is asked for."""

    def __init__(self, home: Path) -> None:
        self._home = home
        self._lock = threading.RLock()
        self._opened: Store | None = None

    @property
    def opened(self) -> bool:
        return self._opened is not None

    def open_file(self, passphrase: str) -> None:
        with self._lock:
            self._opened = open_keystore(self._home, passphrase, create_file=True).store

    def forget(self) -> None:
        """Open it anew at the next key."""
        with self._lock:
            self._opened = None

    def change_passphrase(self, old: str, new: str) -> None:
        """Of the encrypted file. Raises WrongPassphrase, WeakPassphrase, KeyringProblem."""

        with self._lock:
            opened = open_keystore(self._home, old).store
            if isinstance(opened, FileStore):
                opened.change_passphrase(new)
                self._opened = opened

    def _do(self, action: Callable[[Store], T]) -> T:
        """Where another program changed the passphrase, it is asked for."""
        try:
            return action(self._store())
        except WrongPassphrase:
            self.forget()
            raise PassphraseNeeded from None

    def _store(self) -> Store:
        with self._lock:
            if self._opened is None:
                self._opened = open_keystore(self._home).store
            return self._opened

    @property
    def description(self) -> str:
        return self._store().description

    def get(self, entry: str, part: str) -> str | None:
        return self._do(lambda store: store.get(entry, part))

    def set(self, entry: str, part: str, text: str) -> None:
        self._do(lambda store: store.set(entry, part, text))

    def delete(self, entry: str, part: str) -> None:
        self._do(lambda store: store.delete(entry, part))


class LateSigner:
    """A signer whose key is read from the keyring at its first signature."""

    def __init__(self, key: str, opened: Callable[[], Signer]) -> None:
        self._key = key
        self._make = opened
        self._signer: Signer | None = None

    @property
    def key(self) -> str:
        return self._key

    def sign(self, message: bytes) -> str:
        if self._signer is None:
            self._signer = self._make()
        return self._signer.sign(message)
