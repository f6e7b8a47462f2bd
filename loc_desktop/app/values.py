"""Values of a data folder: who signs here, whom one deals with, how far the ledger is."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from loc_desktop.errors import Trouble


@dataclass(frozen=True, slots=True)
class Party:
    """A member of the network. ``name`` is what this machine may show: a customer's real name only where the
    own role knows it, else the pseudonym that the ledger has."""

    role: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class IdentityInfo:
    """An identity on this computer. ``needs_pin``: signing asks for it. ``days_left`` of the certificate."""

    id: str
    role: str
    name: str
    organisation: str
    key: str
    ledger: str
    needs_pin: bool
    days_left: int | None


@dataclass(frozen=True, slots=True)
class LedgerStatus:
    """The status line: ``behind`` blocks are not yet in the local index (0 = in step). ``outbox_refused``:
    what the ledger would not take, for a person to look at."""

    reachable: bool
    height: int
    behind: int
    last_block_at: str
    outbox_waiting: int = 0
    outbox_oldest_at: str = ""
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    outbox_refused: int = 0


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """A signed submission that waits on this computer; ``trouble`` is the last answer to it."""

    id: str
    fn: str
    event: str
    at: str
    state: str
    attempts: int
    trouble: Trouble | None
