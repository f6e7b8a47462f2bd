"""The ledgers known on this computer, from ``ledgers.json``: this machine's own, and channels of networks.

An entry is ``{"kind": "embedded", "where": file}`` or ``{"kind": "fabric", "network", "channel", "contract",
"profile <MSP id>": file of that organisation's connection profile}``, both with ``"setup": "done"`` once they
can be used, ``"clock": "events"`` where the events' own time counts: on demonstrations, and ``"zone"`` of the
ledger's civil days. A channel is a ledger of its own: its id comes from its first block.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from loc_desktop.loan.calendar import DEFAULT_ZONE
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.identity.model import Identity

Entry = Mapping[str, str]
BEGUN, DONE = "begun", "done"
"""What a ledger's entry says under ``setup``: DONE once it is complete."""

PROFILE = "profile "


@dataclass(frozen=True, slots=True)
class LedgerInfo:
    """A ledger to choose. ``kind``: "embedded" (this computer's own) or "fabric" (a network's channel).
    ``identities``: the ids of those on this computer who can work on it. ``current``: it is in use.
    ``demonstration``: days on it are those of the events, which their signers choose; nothing on it is proof.
    """

    id: str
    kind: str
    network: str
    channel: str
    identities: tuple[str, ...]
    current: bool
    demonstration: bool = False


def is_demonstration(entry: Entry) -> bool:
    """Whether the events' own time counts on the ledger of this entry."""
    return entry.get("clock") == "events"


def zone_of(entry: Entry) -> str:
    """The zone of the civil days of this entry's ledger (IANA)."""
    return entry.get("zone") or DEFAULT_ZONE


def is_on(identity: Identity, ledger: str, known: Mapping[str, Entry]) -> bool:
    """Whether an identity can work on a ledger: its own, or another channel of the same network by the same
    profile."""
    if identity.ledger == ledger:
        return True
    home, other = known.get(identity.ledger, {}), known.get(ledger, {})
    file = home.get(PROFILE + identity.organisation, "")
    return bool(file) and other.get(PROFILE + identity.organisation) == file


def profile_file(entry: Entry, organisation: str) -> str:
    """The file, in the data folder, of an organisation's connection profile.

    Raises KnownError ``join.no_profile``.
    """
    profile = entry.get(PROFILE + organisation)
    if not profile:
        raise desk_error("join.no_profile", organisation=organisation)
    return profile


def usable(known: Mapping[str, Entry]) -> tuple[str, ...]:
    """The ids of the ledgers to choose from, this computer's own first, then by network and channel. One of
    this computer whose set-up has not ended is not among them; a channel can be entered later."""
    usable = [pair for pair in known.items() if pair[1]["kind"] == "fabric" or pair[1].get("setup") == DONE]
    usable.sort(key=lambda pair: (pair[1]["kind"], pair[1].get("network", ""), pair[1].get("channel", "")))
    return tuple(ledger for ledger, _ in usable)
