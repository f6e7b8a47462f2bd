"""A member and its network: entering a channel, a new certificate, leaving."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from loc_desktop.app.known_ledgers import Entry, profile_file
from loc_desktop.errors import KnownError
from loc_desktop.ledger.fabric.profile import load_profile
from loc_desktop.loan.calendar import DEFAULT_ZONE
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity

_GRANTORS = ("B", "CAD", "FD")
_BY = "set-up"


def renew(connections: Connections, identity: Identity, pin: str | None = None) -> Identity:
    """A new certificate for the same key, and with it on every channel.

    The key stays: it is the address of the digital account, the payee of loans and what dossiers are sealed
    to; another key would be another member. A network that is away gets the new member record later, from the
    outbox. Raises KnownError ``renew.expired``, ``renew.refused``, ``renew.nobody``, ``enrol.*``,
    ``certificate.*``, ``keyring.*``, ``pin.*``; the present certificate stays in place then.
    """
    stored = connections.identity(identity.id)
    entry = connections.settings.ledgers().get(stored.ledger, {})
    if entry.get("kind") == "fabric":
        certified = _renewed_by_network(connections, stored, entry, pin)
    elif entry.get("sample") == "yes":
        from loc_desktop.desk.join import this_computer as setup

        certified = setup.certify(connections, stored, stored.registrar)
    else:
        raise desk_error("renew.nobody", name=stored.name)
    for ledger in connections.settings.ledgers():
        for on_channel in connections.identities_on(ledger):
            if on_channel.id == certified.id:
                connections.reconnect(on_channel)
                _publish(connections, on_channel, pin)
    return next(
        renewed for renewed in connections.identities_on(identity.ledger) if renewed.id == certified.id
    )


def enter_channel(connections: Connections, identity: Identity) -> None:
    """Before an identity works on another channel of its network: its member record stands there too.

    Raises KnownError ``join.revoked`` and the ledger's.
    """
    entry = connections.settings.ledgers().get(identity.ledger, {})
    if entry.get("kind") == "fabric":
        register(connections, identity)
        connections.index(identity.ledger).catch_up(connections.ledger_of(identity))
        open_office(connections, identity)
        learn_time(connections, identity)


def serve(
    connections: Connections, identity: Identity, areas: Sequence[str], pin: str | None = None
) -> Identity:
    """An institution says which administrative divisions it serves (code and name, none: it does not say), on
    every channel that it works on. Raises the contract's refusal for what is no division, ``keyring.*``,
    ``pin.*``; where the ledger is away the record goes from the outbox later.
    """
    stored = connections.identity(identity.id)
    changed = replace(stored, areas="\n".join(" ".join(area.split()) for area in areas))
    for ledger in connections.settings.ledgers():
        for on_channel in connections.identities_on(ledger):
            if on_channel.id == changed.id:
                _publish(connections, replace(on_channel, areas=changed.areas), pin)
    connections.keystore().save(changed)
    return changed


def leave(connections: Connections, identity: Identity) -> None:
    """Revoke one's own membership on the channel: nobody is asked any more for what this key would sign.

    Raises the ledger's errors. What is on the ledger stays."""
    from loc_desktop.desk.signing.carrier import Carrier

    Carrier(connections, identity).send("revoke", [identity.role, identity.key], "", queue=False)


def register(connections: Connections, identity: Identity) -> None:
    """The member record on the channel, unless it stands there as it is."""
    if _on_channel(connections, identity):
        return
    from loc_desktop.desk.signing.carrier import Carrier

    Carrier(connections, identity).send("register", [identity.member_record()], "", queue=False)


def _on_channel(connections: Connections, identity: Identity) -> bool:
    """Raises KnownError ``join.revoked``."""
    from loc_desktop.desk.signing.carrier import Carrier

    try:
        record = Carrier(connections, identity).query("member", {"role": identity.role, "key": identity.key})
    except KnownError as error:
        if error.code == "contract.not_found":
            return False
        raise
    if record["status"] == "revoked":
        raise desk_error("join.revoked", channel=connections.ledger_of(identity).channel)
    return bool(record["certificate"] == identity.certificate)


def _publish(connections: Connections, identity: Identity, pin: str | None) -> None:
    """The member record with the new certificate; where the ledger is away, from the outbox later. A channel
    that this identity never worked on has no record of it to change."""
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.ledger.api import ConnectError

    carrier = Carrier(connections, identity)
    member = connections.index(identity.ledger).member(identity.key, identity.role)
    if member is None or member.status != "active":
        return
    carrier.send("register", [identity.member_record()], "", carrier.user(pin))
    with contextlib.suppress(ConnectError):
        carrier.catch_up()


def open_office(connections: Connections, identity: Identity) -> None:
    """A grantor begins with the terms that come with the program; changing them is the first thing to do."""
    from loc_desktop.desk.granting.office import default_limits

    if identity.role in _GRANTORS:
        office = connections.office(identity)
        if office.terms() is None:
            office.save_terms(
                identity.role, default_limits(identity.role), _BY, "the limits that come with the program"
            )


def learn_time(connections: Connections, identity: Identity) -> None:
    """Note whose time counts on the channel (on a demonstration's, that of the events) and in which zone its
    days begin.

    Raises the ledger's errors.
    """
    from loc_desktop.desk.signing.carrier import Carrier

    config = Carrier(connections, identity).query("config")
    learned = {"clock": str(config.get("clock", "ledger")), "zone": str(config.get("zone", DEFAULT_ZONE))}
    entry = connections.settings.ledgers()[identity.ledger]
    connections.settings.add_ledger(identity.ledger, {**entry, **learned})


def _renewed_by_network(
    connections: Connections, stored: Identity, entry: Entry, pin: str | None
) -> Identity:
    from loc_desktop.contract.certificate import read_certificate
    from loc_desktop.ledger.fabric import enrol

    until = read_certificate(stored.certificate).not_after
    if until < connections.calendar():
        raise desk_error("renew.expired", until=until)
    profile = load_profile(connections.home / profile_file(entry, stored.organisation))
    try:
        return enrol.renew(connections.keystore(), stored, profile, connections.calendar(), pin)
    except enrol.EnrolError as error:
        if error.code not in ("enrol.secret", "enrol.refused"):
            raise
        refused = desk_error("renew.refused", name=stored.name)
        refused.details = error.details
        raise refused from error
