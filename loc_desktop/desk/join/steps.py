"""The steps of joining a network: profile, key, certificate, channels, registration.

A joining is written down before it changes anything, step by step, so that one that was interrupted goes on
where it stopped when it is asked for again, and one that the authority refused leaves nothing behind. What
cannot be undone is the authority's own step: an enrolment secret works once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loc_desktop.app.known_ledgers import BEGUN, DONE, PROFILE, Entry
from loc_desktop.desk.join.membership import learn_time, open_office, register
from loc_desktop.desk.join.profiles import keep_profile, profile_of
from loc_desktop.desk.values.field_checks import check_pin, check_text, not_money, read_yuan
from loc_desktop.desk.values.work import Progress
from loc_desktop.errors import KnownError
from loc_desktop.identity.keystore import days_left
from loc_desktop.texts.errors import desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem

if TYPE_CHECKING:
    from pathlib import Path

    from loc_desktop.app.connections import Connections
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.fabric.profile import Profile

STEPS = ("profile", "key", "certificate", "channel", "register", "blocks")
"""What :class:`Join` does, in order; its progress counts them."""

LONGEST_NAME = 60
LONGEST_ID = 200
LONGEST_SECRET = 1000


@dataclass(frozen=True, slots=True)
class NetworkInfo:
    """What a connection profile says: whose it is, and where it leads. ``organisation`` is its name in
    certificates, ``display`` the one for people; ``authority``: where one enrols."""

    network: str
    organisation: str
    display: str
    role: str
    channels: tuple[str, ...]
    peer: str
    endpoint: str
    authority: str


@dataclass(frozen=True, slots=True)
class JoinRequest:
    """What a person gives to join. ``name`` is theirs, for the screen; ``channel`` "" is the profile's first;
    ``pin`` "" keeps the key without a PIN; ``funds``: yuan that a bank issues for lending right away."""

    profile: Path
    enrolment_id: str
    secret: str
    name: str
    channel: str = ""
    pin: str = ""
    funds: str = ""


@dataclass(frozen=True, slots=True)
class Joining:
    """A joining that was interrupted. ``certified``: the certificate is here, so no secret is needed."""

    profile: Path
    network: str
    organisation: str
    enrolment_id: str
    name: str
    channel: str
    certified: bool


class Join:
    """One joining. Every step looks first whether it was done."""

    def __init__(self, connections: Connections, asked: JoinRequest, progress: Progress) -> None:
        self._connections = connections
        self._asked = replace(
            asked,
            enrolment_id=asked.enrolment_id.strip(),
            secret=asked.secret.strip(),
            name=asked.name.strip(),
            channel=asked.channel.strip(),
            funds=asked.funds.strip(),
        )
        self._progress = progress
        self._done = 0
        self._name = ""

    def run(self) -> Identity:
        """Take the steps that are not yet done; the member's identity. Raises as :func:`network.join`."""
        self._progress(0, len(STEPS))
        profile = profile_of(self._asked.profile)
        self._name = f"{profile.name} {profile.msp_id} {self._asked.enrolment_id}"
        begun = dict(self._connections.settings.joining().get(self._name, {}))
        identity = self._known(begun, profile)
        certified = identity is not None and self._valid(identity)
        self._check(profile, certified=certified)
        begun |= {
            "profile": keep_profile(self._connections, self._asked.profile.read_bytes()),
            "network": profile.name,
            "organisation": profile.msp_id,
            "enrolment": self._asked.enrolment_id,
            "sealed_name": self._connections.seal_name(self._name, self._asked.name),
            "channel": self._asked.channel or profile.channels[0],
        }
        self._write(begun)
        self._step()
        identity = identity or self._key(profile)
        self._write(begun | {"identity": identity.id})
        self._step()
        if not certified:
            identity = self._certificate(identity, profile)
        if self._asked.pin and identity.protection == "pin":
            self._connections.use_pin(identity, self._asked.pin)
        self._step()
        identity = self._channels(identity, profile, begun)
        self._step()
        register(self._connections, identity)
        self._step()
        self._ready(identity)
        self._step()
        return identity

    def _write(self, entry: Mapping[str, str]) -> None:
        self._connections.settings.set_joining(self._name, entry)

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, len(STEPS))

    def _valid(self, identity: Identity) -> bool:
        left = days_left(identity, self._connections.calendar())
        return left is not None and left >= 0

    def _known(self, begun: Mapping[str, str], profile: Profile) -> Identity | None:
        """The identity of an interrupted joining, or the one to be certified again.

        Keys that an interrupted joining made without writing down whose they are, are removed."""
        connections = self._connections
        named = {entry.get("identity", "") for entry in connections.settings.joining().values()}
        renewed: Identity | None = None
        for identity in connections.identities():
            if identity.id == begun.get("identity"):
                renewed = identity
            elif not identity.ledger and not identity.certificate and identity.id not in named:
                drop(connections, identity.id)
            elif identity.certificate and not begun and self._is_me(identity, profile):
                if self._valid(identity):
                    raise desk_error("join.already", name=identity.name, enrolment=self._asked.enrolment_id)
                renewed = identity
        return renewed

    def _is_me(self, identity: Identity, profile: Profile) -> bool:
        from loc_desktop.contract.certificate import read_certificate

        entry = self._connections.settings.ledgers().get(identity.ledger, {})
        if (entry.get("network"), identity.organisation) != (profile.name, profile.msp_id):
            return False
        return read_certificate(identity.certificate).common_name == self._asked.enrolment_id

    def _check(self, profile: Profile, *, certified: bool) -> None:
        asked = self._asked
        problems = [
            *check_text("enrolment_id", asked.enrolment_id, LONGEST_ID, needed=True),
            *check_text("secret", asked.secret, LONGEST_SECRET, needed=not certified),
            *check_text("name", asked.name, LONGEST_NAME, needed=True),
        ]
        if asked.pin:
            problems += check_pin("pin", asked.pin)
        if asked.channel and asked.channel not in profile.channels:
            problems.append(
                FieldProblem("channel", "unknown_channel", {"channels": ", ".join(profile.channels)})
            )
        if asked.funds and (profile.role != "B" or not read_yuan(asked.funds)):
            bank = profile.role == "B"
            problems.append(not_money("funds", asked.funds) if bank else FieldProblem("funds", "not_bank"))
        if problems:
            raise invalid("join.invalid", problems)

    def _key(self, profile: Profile) -> Identity:
        """A new key. A desktop for customers may turn out to be their counter, which needs their seed."""
        return self._connections.keystore().create(
            profile.role,
            self._asked.name,
            profile.msp_id,
            "",
            "pin" if self._asked.pin else "keyring",
            self._asked.pin or None,
            counter=profile.role == "C",
        )

    def _certificate(self, identity: Identity, profile: Profile) -> Identity:
        from loc_desktop.ledger.fabric import enrol

        fresh = not identity.certificate
        try:
            return enrol.join(
                self._connections.keystore(),
                identity,
                profile,
                self._asked.enrolment_id,
                self._asked.secret,
                self._connections.calendar(),
                self._asked.pin or None,
            )
        except KnownError:
            if fresh:
                # A key that nobody vouches for is of no use; the person asks again with what is right.
                with contextlib.suppress(KnownError):
                    drop(self._connections, identity.id)
            self._connections.settings.set_joining(self._name, None)
            raise

    def _channels(self, identity: Identity, profile: Profile, begun: Entry) -> Identity:
        """Every channel of the profile becomes a ledger that can be chosen, the wanted one first."""
        connections = self._connections
        wanted = begun["channel"]
        chosen = ""
        for channel in (wanted, *(other for other in profile.channels if other != wanted)):
            try:
                ledger = _ledger_id(connections, identity, profile, channel)
            except KnownError:
                if channel == wanted:
                    raise
                continue  # another channel's peer is away, or does not know this member: it can wait
            _add(connections, ledger, profile, channel, begun["profile"])
            chosen = chosen or ledger
        title = "" if profile.display == profile.organisation else profile.display
        areas = identity.areas or "\n".join(profile.areas)
        if not identity.ledger or (identity.title, identity.areas) != (title, areas):
            identity = replace(identity, ledger=identity.ledger or chosen, title=title, areas=areas)
            connections.keystore().save(identity)
        return replace(identity, ledger=chosen)

    def _ready(self, identity: Identity) -> None:
        """Read the channel; terms and lending funds; from now on it can be used."""
        from loc_desktop.desk.join import funds
        from loc_desktop.desk.signing.carrier import Carrier
        from loc_desktop.desk.signing.group_keys import GroupKeys

        connections = self._connections
        connections.reconnect(identity)
        connections.index(identity.ledger).catch_up(connections.ledger_of(identity))
        open_office(connections, identity)
        learn_time(connections, identity)
        GroupKeys(Carrier(connections, identity), self._asked.pin or None).tend()
        if self._asked.funds:
            funds.issue(connections, identity, read_yuan(self._asked.funds) or 0, self._asked.pin or None)
            connections.index(identity.ledger).catch_up(connections.ledger_of(identity))
        entry = dict(connections.settings.ledgers()[identity.ledger])
        connections.settings.add_ledger(identity.ledger, {**entry, "setup": DONE})
        connections.settings.set("ledger", identity.ledger)
        connections.settings.set("last_identity", identity.id)
        connections.settings.set_joining(self._name, None)


def _add(connections: Connections, ledger: str, profile: Profile, channel: str, file: str) -> None:
    """Enter a channel among the ledgers, or a further organisation's way to it."""
    known = dict(connections.settings.ledgers().get(ledger, {"setup": BEGUN}))
    known |= {
        "kind": "fabric",
        "network": profile.name,
        "channel": channel,
        "contract": profile.contract,
        PROFILE + profile.msp_id: file,
    }
    connections.settings.add_ledger(ledger, known)


@contextmanager
def _connected(connections: Connections, identity: Identity, profile: Profile, channel: str) -> Iterator[Any]:
    from loc_desktop.ledger.fabric.client import FabricLedger

    opened = FabricLedger(profile, connections.user(identity), channel)
    try:
        yield opened
    finally:
        opened.close()


def _ledger_id(connections: Connections, identity: Identity, profile: Profile, channel: str) -> str:
    with _connected(connections, identity, profile, channel) as ledger:
        return str(ledger.id)


def drop(connections: Connections, identity: str) -> None:
    """Forget an identity that did not join, with its key."""
    for kept in connections.identities():
        if kept.id == identity:
            connections.keystore().delete(kept)
