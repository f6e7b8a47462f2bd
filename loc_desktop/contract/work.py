"""The changes of one transaction, item by item: read once, apply all or nothing, write each key once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from loc_desktop.contract.state import Json, State

_DELETED: Final = object()


class Work:
    """A buffer over a State. Values read from it are shared and must not be changed in place.

    ``keep`` accepts the changes made since the last ``keep`` or ``drop``; ``flush`` writes what was kept,
    each key once, in the order of first change (the same on every peer).
    """

    __slots__ = ("_kept", "_open", "_read", "state")

    def __init__(self, state: State) -> None:
        self.state = state
        self._read: dict[str, Json | None] = {}
        self._kept: dict[str, Json] = {}
        self._open: dict[str, Json] = {}

    def load(self, keys: Sequence[str]) -> None:
        """Fetch ``keys`` in one round trip; a later ``get`` of them costs nothing."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._read]
        if missing:
            self._read.update(zip(missing, self.state.get_many(missing), strict=True))

    def get(self, key: str) -> Json | None:
        """The value as this transaction sees it, None if there is none."""
        for layer in (self._open, self._kept):
            if key in layer:
                value = layer[key]
                return None if value is _DELETED else value
        if key not in self._read:
            self._read[key] = self.state.get(key)
        return self._read[key]

    def put(self, key: str, value: Json) -> None:
        """Write a value, as a change of the current item."""
        self._open[key] = value

    def delete(self, key: str) -> None:
        """Remove a key, as a change of the current item."""
        self._open[key] = _DELETED

    def keep(self) -> None:
        """Accept the changes of the current item."""
        self._kept.update(self._open)
        self._open = {}

    def drop(self) -> None:
        """Forget the changes of the current item."""
        self._open = {}

    def flush(self) -> None:
        """Write what was kept to the state."""
        for key, value in self._kept.items():
            if value is _DELETED:
                self.state.delete(key)
            else:
                self.state.put(key, value)
        self._kept = {}
