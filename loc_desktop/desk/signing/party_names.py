"""Whose key is it, with the name that this identity may see.

The ledger knows customers by a pseudonym. A counter knows its own customers by name; a grantor learns a name
by opening a dossier, and this class remembers it while the program runs, in memory only.
"""

from __future__ import annotations

import threading
from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from loc_desktop.app.values import Party
from loc_desktop.contract.certificate import pseudonym

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.index.index import Index

_REMEMBERED = 20_000


def banks_on(index: Index) -> tuple[Party, ...]:
    """The banks of a ledger, as :func:`offices_on`."""
    return offices_on(index, "B")


def offices_on(index: Index, role: str) -> tuple[Party, ...]:
    """The institutions of a role on a ledger, in the order of their registration. Where two have one name
    (branches of one organisation whose profiles say no name of their own), a piece of the key's digest tells
    them apart."""
    rows = index.members(role)
    count = Counter(row.name for row in rows)
    return tuple(
        Party(
            row.role,
            row.key,
            row.name if count[row.name] == 1 else f"{row.name} · {pseudonym(row.key).rpartition('-')[2]}",
        )
        for row in rows
    )


class Names:
    """Key → party for one identity. Thread-safe."""

    def __init__(self, connections: Connections, identity: Identity) -> None:
        self._connections = connections
        self._identity = identity
        self._lock = threading.Lock()
        self._parties: OrderedDict[str, Party] = OrderedDict()
        self._learned: OrderedDict[str, str] = OrderedDict()

    def learn(self, key: str, name: str) -> None:
        """A customer's name, from a dossier that this identity opened."""
        with self._lock:
            self._learned[key] = name
            self._parties.pop(key, None)
            while len(self._learned) > _REMEMBERED:
                self._learned.popitem(last=False)

    def knows(self, key: str) -> bool:
        """Whether the key's name was learned on this computer."""
        with self._lock:
            return key in self._learned

    def named(self, text: str) -> list[str]:
        """The keys of those whose learned name contains ``text``."""
        with self._lock:
            return [key for key, name in self._learned.items() if text in name]

    def party(self, key: str, role: str = "") -> Party:
        """``role`` is used where the ledger does not (yet) know the key."""
        return self.parties([key], {key: role})[key]

    def parties(self, keys: Iterable[str], roles: dict[str, str] | None = None) -> dict[str, Party]:
        """Several at once."""
        wanted = list(dict.fromkeys(keys))
        with self._lock:
            parties = {key: self._parties[key] for key in wanted if key in self._parties}
        missing = [key for key in wanted if key not in parties]
        if missing:
            parties.update(self._look_up(missing, roles or {}))
        return parties

    def _look_up(self, keys: list[str], roles: dict[str, str]) -> dict[str, Party]:
        index = self._connections.index(self._identity.ledger)
        own = self._own_names(keys)
        parties: dict[str, Party] = {}
        for key in keys:
            member = index.member(key) if key else None
            role = member.role if member else roles.get(key, "")
            with self._lock:
                name = own.get(key) or self._learned.get(key, "")
            party = Party(role, key, name or (member.name if member else pseudonym(key) if key else ""))
            parties[key] = party
            if member:
                with self._lock:
                    self._parties[key] = party
                    while len(self._parties) > _REMEMBERED:
                        self._parties.popitem(last=False)
        return parties

    def _own_names(self, keys: list[str]) -> dict[str, str]:
        """The names of a counter's own customers."""
        if self._identity.role != "C":
            return {}
        return self._connections.counter(self._identity).names(keys)
