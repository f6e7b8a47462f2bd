"""The scene on one SQLite file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from loc_desktop.identity.authority import Authority
from loc_desktop.ledger import envelope
from loc_desktop.ledger.api import Ledger
from loc_desktop.ledger.embedded import EmbeddedLedger
from tests.scenarios.scene import CHANNEL, ROLES, Member, Scene, new_member


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
        authority = Authority.create(MemoryStore(), "scenario root")
        EmbeddedLedger.create(path, {"channel": CHANNEL, "slots": 64}, [authority.root_pem]).close()
        self._path = path
        self._ledger = EmbeddedLedger(path)
        self.people = {role: self._certified(authority, role) for role in ROLES}
        self.registrars = {role: self._certified(authority, role, registrar=True) for role in ROLES}
        self.found()

    def ledger(self, role: str) -> Ledger:
        return self._ledger

    def organisation(self, role: str) -> str:
        return f"organisation {role}"

    def settle(self) -> None:
        """One file: what is committed is there."""

    def restart(self) -> None:
        self._ledger.close()
        self._ledger = EmbeddedLedger(self._path)

    @contextmanager
    def days_later(self, days: int) -> Iterator[None]:
        later = (datetime.now(UTC) + timedelta(days=days)).strftime("%Y-%m-%dT%H:%M:%SZ")
        with patch.object(envelope, "now", lambda: later):
            yield

    def close(self) -> None:
        self._ledger.close()

    def _certified(self, authority: Authority, role: str, registrar: bool = False) -> Member:
        member = new_member(role, self.organisation(role), registrar)
        pem = authority.certify(
            role, member.key, member.identity.public_name, self.organisation(role), registrar=registrar
        )
        return replace(member, identity=replace(member.identity, certificate=pem))
