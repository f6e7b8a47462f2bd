"""What the contract sees of a ledger: a small key-value interface and who is calling.

Two implementations: the embedded ledger's SQLite and the Fabric shim's stub. The contract must be
deterministic: it takes time, transaction id and caller from here and nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Protocol

import orjson

Json = Any
"""A canonical JSON value (spec section 1): object, array, string, boolean or integer."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who submitted the transaction, read from the certificate by the ledger, never from arguments.

    ``registrar`` is the certificate attribute ``loc.registrar``: the counter of the caller's
    organisation, which may register members of its own role and carry their signed events. ``name`` is the
    certificate's common name, by which its authority enrolled the person.
    """

    organisation: str
    role: str
    key: str
    registrar: bool = False
    name: str = ""


RULES_KEY: Final = "rules"
"""The record of the rules, some 20 KB: see :mod:`loc_desktop.contract.rulebook.adopted`."""


def decoded(key: str, data: bytes) -> Json:
    """The value of a state key's bytes, made anew for every caller.

    Only the rules, which each lock and unlock reads, are one value for all who read the same bytes: nobody
    may change it. It is known by the bytes that were read, so it changes neither what is read nor any result.
    """
    return _rules(data) if key == RULES_KEY else orjson.loads(data)


@lru_cache(maxsize=4)
def _rules(data: bytes) -> Json:
    return orjson.loads(data)


class State(Protocol):
    """The world state as one transaction sees it. Its own writes are visible to its reads."""

    @property
    def tx_id(self) -> str:
        """The transaction's id."""
        ...

    @property
    def time(self) -> str:
        """The transaction's time, RFC 3339 UTC, whole seconds."""
        ...

    @property
    def channel(self) -> str:
        """The channel whose state this is."""
        ...

    @property
    def caller(self) -> Caller:
        """Who submitted the transaction, by certificate."""
        ...

    def get(self, key: str) -> Json | None:
        """The value, None if there is none."""
        ...

    def get_many(self, keys: Sequence[str]) -> list[Json | None]:
        """Values in the order of ``keys``, in one round trip where the ledger has one."""
        ...

    def put(self, key: str, value: Json) -> None:
        """Write a value."""
        ...

    def delete(self, key: str) -> None:
        """Remove a key; one that is not there is no error."""
        ...

    def range(self, start: str, end: str) -> Iterator[tuple[str, Json]]:
        """Committed pairs with ``start <= key < end``, in key order. For queries, not for transactions."""
        ...

    def history(self, key: str) -> Iterator[tuple[str, str, Json | None]]:
        """``(transaction id, time, value or None if deleted)``, oldest first. For queries only."""
        ...
