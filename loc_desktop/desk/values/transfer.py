"""A transfer between books and ledger in its two phases."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.app.values import Party
from loc_desktop.errors import Trouble
from loc_desktop.texts.sentence import Sentence


@dataclass(frozen=True, slots=True)
class TransferStep:
    """A step of a transfer. ``name``: ``asked``, ``held``, ``executed``, ``settled``; ``refused``,
    ``reversed``; ``state``: ``done``, ``now``, ``ahead`` or ``unknown`` (only the bank's machine knows)."""

    name: str
    state: str
    sentence: Sentence


@dataclass(frozen=True, slots=True)
class TransferView:
    """A deposit or withdrawal with its two phases. ``inward``: traditional becomes digital. ``where`` is
    where the money is now; ``state`` the connector's (or ``waiting`` in the outbox, ``asked`` where the
    bank's machine is elsewhere); ``reason`` why it was refused; ``trouble`` why it stands still."""

    event: str
    key: str
    kind: str
    inward: bool
    amount: int
    at: str
    customer: Party
    bank: Party
    account: str
    state: str
    where: str
    final: bool
    steps: tuple[TransferStep, ...]
    sentence: Sentence
    reason: Sentence | None = None
    tx_id: str = ""
    tries: int = 0
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class TransferPage:
    """Newest first; ``next`` is the ``start`` of the following page (None: the end)."""

    rows: tuple[TransferView, ...]
    total: int
    next: int | None
