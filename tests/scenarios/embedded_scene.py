"""The scene on one SQLite file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from loc_desktop.identity.authority import Authority
from loc_desktop.ledger.api import Ledger, User
from loc_desktop.ledger.embedded import store
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger
from tests.scenarios.scene import CHANNEL, ROLES, Frail, Member, Scene, new_member

CERTIFIED_DAYS = 20 * 366
"""Scenarios go on from each other's days: longer than a certificate lasts in the field."""


class MemoryStore:
    """Where the authority of a test keeps its key: this process's memory."""

    description = "memory"

    def __init__(self) -> None:
        self._values: dict[tuple[str, str], str] = {}

    def get(self, name: str, part: str) -> str | None:
        return self._values.get((name, part))

    def set(self, name: str, part: str, value: str) -> None:
        self._values[name, part] = value

    def delete(self, name: str, part: str) -> None:
        self._values.pop((name, part), None)


class EmbeddedScene(Scene):
    """All desktops share one file."""

    kind = "embedded"

    def __init__(self, path: Path) -> None:
        authority = Authority.create(MemoryStore(), "scenario root", days=CERTIFIED_DAYS)
        config = {"channel": CHANNEL, "slots": 64}
        self._ledger = EmbeddedLedger.create(path, config, [authority.root_pem], clock=self.now)
        self._path = path
        self._authority = authority
        self.people = {role: self.certified(role) for role in ROLES}
        self.registrars = {role: self.certified(role, registrar=True) for role in ROLES}
        self.found()

    def ledger(self, role: str) -> Ledger:
        return self._ledger

    def organisation(self, role: str) -> str:
        return f"organisation {role}"

    def settle(self) -> None:
        """One file: what is committed is there."""

    def restart(self) -> None:
        self._ledger.close()
        self._ledger = EmbeddedLedger(self._path, clock=self.now)

    @contextmanager
    def days_later(self, days: int) -> Iterator[None]:
        """Its time never runs backwards: later scenarios go on from the last day that was reached."""
        try:
            with self.on_day(days):
                yield
        finally:
            self.base = self.days = self.reached

    @contextmanager
    def frail(self, role: str) -> Iterator[Frail]:
        """Cut: another program keeps the file to itself for writing."""
        with (
            patch.object(store, "BUSY_MS", 100),
            EmbeddedLedger(self._path, clock=self.now) as ledger,
            closing(sqlite3.connect(self._path, isolation_level=None, timeout=20)) as other,
        ):

            def cut() -> None:
                other.execute("BEGIN IMMEDIATE")

            def mend() -> None:
                if other.in_transaction:
                    other.execute("ROLLBACK")

            yield Frail(ledger, cut, mend)
            mend()

    def close(self) -> None:
        self._ledger.close()

    def certified(self, role: str, registrar: bool = False, organisation: str = "") -> Member:
        return self._certified(self._authority, role, registrar, organisation or self.organisation(role))

    def outside(self, role: str) -> str:
        return f"another organisation {role}"

    def nodes(self) -> Mapping[str, Sequence[tuple[str, User]]]:
        """There are none; an authority that the ledger does not know certifies one."""
        other = Authority.create(MemoryStore(), "another root")
        return {"forged": [("R", self._certified(other, "R", False, self.organisation("R")).user)]}

    def _certified(self, authority: Authority, role: str, registrar: bool, organisation: str) -> Member:
        member = new_member(role, organisation, registrar)
        name = f"{member.identity.public_name} {member.key[:8]}"  # each is another person
        pem = authority.certify(role, member.key, name, organisation, CERTIFIED_DAYS, registrar=registrar)
        return replace(member, identity=replace(member.identity, certificate=pem))
