"""Joining a network from this desktop: what a profile says, joining, and what became of one that stopped.

The steps are in :mod:`loc_desktop.desk.join.steps`; what a member does with its membership later in
:mod:`loc_desktop.desk.join.membership`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.app.known_ledgers import Entry
from loc_desktop.desk.join.profiles import profile_of
from loc_desktop.desk.join.steps import Join, Joining, JoinRequest, NetworkInfo, drop
from loc_desktop.desk.values.work import Progress, no_progress

if TYPE_CHECKING:
    from pathlib import Path

    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity


def read(file: Path) -> NetworkInfo:
    """Look at a profile without joining. Raises KnownError ``profile.missing``, ``profile.format``,
    ``profile.field``, which name what is wrong."""
    profile = profile_of(file)
    return NetworkInfo(
        profile.name,
        profile.organisation,
        profile.display,
        profile.role,
        profile.channels,
        profile.peers[0].name,
        profile.peers[0].endpoint,
        profile.ca.url,
    )


def join(connections: Connections, asked: JoinRequest, progress: Progress = no_progress) -> Identity:
    """Make a key in the keyring, have it certified, register it on the channel, and read the channel.

    Asked again with the same profile and enrolment id, it goes on where it was interrupted; with those of an
    identity whose certificate has expired, that one is certified again: key and account stay.
    Raises KnownError ``join.invalid`` (problems in params), ``join.already``, ``join.revoked``,
    ``profile.*``, ``keyring.*``, ``enrol.*``, ``certificate.*``, ``identity.certificate_key`` or ``_role``,
    and the ledger's. No money moves.
    """
    with connections.folder.joining:
        return Join(connections, asked, progress).run()


def unfinished(connections: Connections) -> tuple[Joining, ...]:
    """The joinings that were interrupted. Fast."""
    known = {kept.id: kept for kept in connections.identities()}
    channels = []
    for whose, entry in connections.settings.joining().items():
        identity = known.get(entry.get("identity", ""))
        channels.append(
            Joining(
                profile=connections.home / entry.get("profile", ""),
                network=entry.get("network", ""),
                organisation=entry.get("organisation", ""),
                enrolment_id=entry.get("enrolment", ""),
                name=connections.open_name(whose, entry.get("sealed_name", "")),
                channel=entry.get("channel", ""),
                certified=identity is not None and bool(identity.certificate),
            )
        )
    return tuple(channels)


def abandon(connections: Connections, joining: Joining) -> None:
    """Forget an interrupted joining with the key that it made. Raises KnownError ``keyring.*``."""
    with connections.folder.joining:
        for name, entry in connections.settings.joining().items():
            if _same(entry, joining):
                drop(connections, entry.get("identity", ""))
                connections.settings.set_joining(name, None)


def _same(entry: Entry, joining: Joining) -> bool:
    return (entry.get("network"), entry.get("organisation"), entry.get("enrolment")) == (
        joining.network,
        joining.organisation,
        joining.enrolment_id,
    )
