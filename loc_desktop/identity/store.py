"""What a store of private keys is: entries of text by name, in the keyring or in an encrypted file."""

from __future__ import annotations

from typing import Protocol

SERVICE = "loc-desktop"
MAX_ENTRY = 2_560
"""Bytes that Windows' credential store holds in an entry; it stores text as UTF-16."""


class Store(Protocol):
    """Entries of text by name.

    Every method raises a :class:`KeyringProblem` where the store does not answer.
    """

    @property
    def description(self) -> str:
        """What and where this store is, for a person."""
        ...

    def get(self, entry: str, part: str) -> str | None:
        """The text under ``entry`` and ``part``, None if there is none."""
        ...

    def set(self, entry: str, part: str, text: str) -> None: ...

    def delete(self, entry: str, part: str) -> None:
        """Remove the text; nothing happens if there is none."""
        ...


def check_size(text: str) -> None:
    """Assert that ``text`` fits every system's keyring. Raises ValueError: a fault of this program."""
    size = len(text.encode("utf-16-le"))
    if size >= MAX_ENTRY:
        raise ValueError(f"a keyring entry of {size} bytes, the smallest keyring holds {MAX_ENTRY}")
