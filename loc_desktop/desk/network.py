"""Joining a network from this desktop: key, certificate, registration on the channel; and renewal.

A joining is written down before it changes anything, step by step, so that one that was interrupted goes on
where it stopped when it is asked for again, and one that the authority refused leaves nothing behind. What
cannot be undone is the authority's own step: an enrolment secret works once.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.checks import check_text, read_yuan
from loc_desktop.desk.ledgers import DONE, PROFILE, Entry, profile_file
from loc_desktop.desk.model import FieldProblem, Progress, no_progress
from loc_desktop.desk.trouble import invalid, trouble
from loc_desktop.errors import KnownError

if TYPE_CHECKING:
    from pathlib import Path

    from loc_desktop.desk.place import Place
    from loc_desktop.identity.model import Identity
    from loc_desktop.ledger.fabric.profile import Profile

BEGUN = "begun"
STEPS = ("profile", "key", "certificate", "channel", "register", "blocks")
"""What :func:`join` does, in order; its progress counts them."""

LONGEST_NAME = 60
LONGEST_ID = 200
LONGEST_SECRET = 1000
_GRANTORS = ("B", "CAD", "FD")
_BY = "set-up"


@dataclass(frozen=True, slots=True)
class NetworkInfo:
    """What a connection profile says: whose it is, and where it leads. ``authority``: where one enrols."""

    network: str
    organisation: str
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


def read(file: Path) -> NetworkInfo:
    """Look at a profile without joining. Raises KnownError ``profile.missing``, ``profile.format``,
    ``profile.field``, which name what is wrong."""
    return _told(_profile(file))


def join(place: Place, asked: JoinRequest, progress: Progress = no_progress) -> Identity:
    """Make a key in the keyring, have it certified, register it on the channel, and read the channel.

    Asked again with the same profile and enrolment id, it goes on where it was interrupted; with those of an
    identity whose certificate has expired, that one is certified again: key and account stay.
    Raises KnownError ``join.invalid`` (problems in params), ``join.already``, ``join.revoked``,
    ``profile.*``, ``keyring.*``, ``enrol.*``, ``certificate.*``, ``identity.certificate_key`` or ``_role``,
    and the ledger's. No money moves.
    """
    with place.joining:
        return _Join(place, asked, progress).run()


def unfinished(place: Place) -> tuple[Joining, ...]:
    """The joinings that were interrupted. Fast."""
    known = {one.id: one for one in place.identities()}
    found = []
    for entry in place.settings.joining().values():
        identity = known.get(entry.get("identity", ""))
        found.append(
            Joining(
                profile=place.home / entry.get("profile", ""),
                network=entry.get("network", ""),
                organisation=entry.get("organisation", ""),
                enrolment_id=entry.get("enrolment", ""),
                name=entry.get("name", ""),
                channel=entry.get("channel", ""),
                certified=identity is not None and bool(identity.certificate),
            )
        )
    return tuple(found)


def abandon(place: Place, joining: Joining) -> None:
    """Forget an interrupted joining with the key that it made. Raises KnownError ``keyring.*``."""
    with place.joining:
        for name, entry in place.settings.joining().items():
            if _same(entry, joining):
                _drop(place, entry.get("identity", ""))
                place.settings.set_joining(name, None)


def renew(place: Place, identity: Identity, pin: str | None = None) -> Identity:
    """A new certificate for the same key, and with it on every channel.

    The key stays: it is the address of the digital account, the payee of loans and what dossiers are sealed
    to; another key would be another member. A network that is away gets the new member record later, from the
    outbox. Raises KnownError ``renew.expired``, ``renew.refused``, ``renew.nobody``, ``enrol.*``,
    ``certificate.*``, ``keyring.*``, ``pin.*``; the present certificate stays in place then.
    """
    stored = place.identity(identity.id)
    entry = place.settings.ledgers().get(stored.ledger, {})
    if entry.get("kind") == "fabric":
        certified = _renewed_by_network(place, stored, entry, pin)
    elif entry.get("sample") == "yes":
        from loc_desktop.desk import setup

        certified = setup.certify(place, stored, stored.registrar)
    else:
        raise trouble("renew.nobody", name=stored.name)
    for ledger in place.settings.ledgers():
        for one in place.identities_on(ledger):
            if one.id == certified.id:
                place.reconnect(one)
                _publish(place, one, pin)
    return next(one for one in place.identities_on(identity.ledger) if one.id == certified.id)


def enter(place: Place, identity: Identity) -> None:
    """Before an identity works on another channel of its network: its member record stands there too.

    Raises KnownError ``join.revoked`` and the ledger's.
    """
    entry = place.settings.ledgers().get(identity.ledger, {})
    if entry.get("kind") == "fabric":
        _register(place, identity)
        place.index(identity.ledger).catch_up(place.ledger_of(identity))
        _office(place, identity)


def leave(place: Place, identity: Identity) -> None:
    """Revoke one's own membership on the channel: nobody is asked any more for what this key would sign.

    Raises the ledger's errors. What is on the ledger stays."""
    from loc_desktop.desk.carry import Carrier

    Carrier(place, identity).send("revoke", [identity.role, identity.key], "", queue=False)


# ---------------------------------------------------------------------------------- the steps of joining


class _Join:
    """One joining. Every step looks first whether it was done."""

    def __init__(self, place: Place, asked: JoinRequest, progress: Progress) -> None:
        self._place = place
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
        self._progress(0, len(STEPS))
        profile = _profile(self._asked.profile)
        self._name = f"{profile.name} {profile.msp_id} {self._asked.enrolment_id}"
        begun = dict(self._place.settings.joining().get(self._name, {}))
        identity = self._known(begun, profile)
        certified = identity is not None and self._valid(identity)
        self._check(profile, certified=certified)
        begun |= {
            "profile": _keep(self._place, self._asked.profile),
            "network": profile.name,
            "organisation": profile.msp_id,
            "enrolment": self._asked.enrolment_id,
            "name": self._asked.name,
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
            self._place.use_pin(identity, self._asked.pin)
        self._step()
        identity = self._channels(identity, profile, begun)
        self._step()
        _register(self._place, identity)
        self._step()
        self._ready(identity)
        self._step()
        return identity

    def _write(self, entry: Mapping[str, str]) -> None:
        self._place.settings.set_joining(self._name, entry)

    def _step(self) -> None:
        self._done += 1
        self._progress(self._done, len(STEPS))

    def _valid(self, identity: Identity) -> bool:
        from loc_desktop.identity.keystore import days_left

        left = days_left(identity, self._place.calendar())
        return left is not None and left >= 0

    def _known(self, begun: Mapping[str, str], profile: Profile) -> Identity | None:
        """The identity of an interrupted joining, or the one to be certified again.

        Keys that an interrupted joining made without writing down whose they are, are removed."""
        place = self._place
        named = {entry.get("identity", "") for entry in place.settings.joining().values()}
        found: Identity | None = None
        for one in place.identities():
            if one.id == begun.get("identity"):
                found = one
            elif not one.ledger and not one.certificate and one.id not in named:
                _drop(place, one.id)
            elif one.certificate and not begun and self._is_me(one, profile):
                if self._valid(one):
                    raise trouble("join.already", name=one.name, enrolment=self._asked.enrolment_id)
                found = one
        return found

    def _is_me(self, identity: Identity, profile: Profile) -> bool:
        from loc_desktop.contract.certificate import read_certificate

        entry = self._place.settings.ledgers().get(identity.ledger, {})
        if (entry.get("network"), identity.organisation) != (profile.name, profile.msp_id):
            return False
        return read_certificate(identity.certificate).common_name == self._asked.enrolment_id

    def _check(self, profile: Profile, *, certified: bool) -> None:
        from loc_desktop.identity.entry import MIN_PIN

        asked = self._asked
        problems = [
            *check_text("enrolment_id", asked.enrolment_id, LONGEST_ID, needed=True),
            *check_text("secret", asked.secret, LONGEST_SECRET, needed=not certified),
            *check_text("name", asked.name, LONGEST_NAME, needed=True),
        ]
        if asked.pin and len(asked.pin) < MIN_PIN:
            problems.append(FieldProblem("pin", "pin_short", {"least": MIN_PIN}))
        if asked.channel and asked.channel not in profile.channels:
            problems.append(
                FieldProblem("channel", "unknown_channel", {"channels": ", ".join(profile.channels)})
            )
        if asked.funds and (profile.role != "B" or not read_yuan(asked.funds)):
            problems.append(FieldProblem("funds", "not_money" if profile.role == "B" else "not_bank"))
        if problems:
            raise invalid("join.invalid", "Nothing was sent", problems)

    def _key(self, profile: Profile) -> Identity:
        """A new key. A desktop for customers may turn out to be their counter, which needs their seed."""
        return self._place.keystore().create(
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
                self._place.keystore(),
                identity,
                profile,
                self._asked.enrolment_id,
                self._asked.secret,
                self._place.calendar(),
                self._asked.pin or None,
            )
        except KnownError:
            if fresh:
                # A key that nobody vouches for is of no use; the person asks again with what is right.
                with contextlib.suppress(KnownError):
                    _drop(self._place, identity.id)
            self._place.settings.set_joining(self._name, None)
            raise

    def _channels(self, identity: Identity, profile: Profile, begun: Entry) -> Identity:
        """Every channel of the profile becomes a ledger that can be chosen, the wanted one first."""
        place = self._place
        wanted = begun["channel"]
        chosen = ""
        for channel in (wanted, *(one for one in profile.channels if one != wanted)):
            try:
                ledger = _ledger_id(place, identity, profile, channel)
            except KnownError:
                if channel == wanted:
                    raise
                continue  # another channel's peer is away, or does not know this member: it can wait
            _add(place, ledger, profile, channel, begun["profile"])
            chosen = chosen or ledger
        if not identity.ledger:
            identity = replace(identity, ledger=chosen)
            place.keystore().save(identity)
        return replace(identity, ledger=chosen)

    def _ready(self, identity: Identity) -> None:
        """Read the channel; terms and lending funds; from now on it can be used."""
        from loc_desktop.desk import funds

        place = self._place
        place.reconnect(identity)
        place.index(identity.ledger).catch_up(place.ledger_of(identity))
        _office(place, identity)
        if self._asked.funds:
            funds.issue(place, identity, read_yuan(self._asked.funds) or 0, self._asked.pin or None)
            place.index(identity.ledger).catch_up(place.ledger_of(identity))
        entry = dict(place.settings.ledgers()[identity.ledger])
        place.settings.add_ledger(identity.ledger, {**entry, "setup": DONE})
        place.settings.set("ledger", identity.ledger)
        place.settings.set("last_identity", identity.id)
        place.settings.set_joining(self._name, None)


# ------------------------------------------------------------------------------------------------- pieces


def _profile(file: Path) -> Profile:
    from loc_desktop.ledger.fabric.profile import ProfileError, load_profile

    profile = load_profile(file)
    for field, value in (("ca.url", profile.ca.url), ("msp_root_pems", profile.msp_root_pems)):
        if not value:
            raise ProfileError(
                "profile.field",
                f"In the connection profile {file.name}, {field} is wrong: missing.",
                "Ask the network's operator for a new profile.",
                params={"file": file.name, "field": field, "why": "missing"},
            )
    return profile


def _told(profile: Profile) -> NetworkInfo:
    return NetworkInfo(
        profile.name,
        profile.organisation,
        profile.role,
        profile.channels,
        profile.peers[0].name,
        profile.peers[0].endpoint,
        profile.ca.url,
    )


def _keep(place: Place, file: Path) -> str:
    """A copy of the profile in the data folder; its name there. It holds nothing secret."""
    from loc_desktop.identity.files import write_private

    raw = file.read_bytes()
    name = f"profiles/{hashlib.sha256(raw).hexdigest()[:16]}.json"
    (place.home / "profiles").mkdir(mode=0o700, parents=True, exist_ok=True)
    if not (place.home / name).exists():
        write_private(place.home / name, raw)
    return name


def _add(place: Place, ledger: str, profile: Profile, channel: str, file: str) -> None:
    """Enter a channel among the ledgers, or a further organisation's way to it."""
    known = dict(place.settings.ledgers().get(ledger, {"setup": BEGUN}))
    known |= {
        "kind": "fabric",
        "network": profile.name,
        "channel": channel,
        "contract": profile.contract,
        PROFILE + profile.msp_id: file,
    }
    place.settings.add_ledger(ledger, known)


@contextmanager
def _connected(place: Place, identity: Identity, profile: Profile, channel: str) -> Iterator[Any]:
    from loc_desktop.ledger.fabric.client import FabricLedger

    opened = FabricLedger(profile, place.user(identity), channel)
    try:
        yield opened
    finally:
        opened.close()


def _ledger_id(place: Place, identity: Identity, profile: Profile, channel: str) -> str:
    with _connected(place, identity, profile, channel) as ledger:
        return str(ledger.id)


def _register(place: Place, identity: Identity) -> None:
    """The member record on the channel, unless it stands there as it is."""
    if _on_channel(place, identity):
        return
    from loc_desktop.desk.carry import Carrier

    Carrier(place, identity).send("register", [identity.member_record()], "", queue=False)


def _on_channel(place: Place, identity: Identity) -> bool:
    """Raises KnownError ``join.revoked``."""
    from loc_desktop.desk.carry import Carrier

    try:
        found = Carrier(place, identity).query("member", {"role": identity.role, "key": identity.key})
    except KnownError as error:
        if error.code == "contract.not_found":
            return False
        raise
    if found["status"] == "revoked":
        raise trouble("join.revoked", channel=place.ledger_of(identity).channel)
    return bool(found["certificate"] == identity.certificate)


def _publish(place: Place, identity: Identity, pin: str | None) -> None:
    """The member record with the new certificate; where the ledger is away, from the outbox later. A channel
    that this identity never worked on has no record of it to change."""
    from loc_desktop.desk.carry import Carrier
    from loc_desktop.ledger.api import ConnectError

    carrier = Carrier(place, identity)
    member = place.index(identity.ledger).member(identity.key, identity.role)
    if member is None or member.status != "active":
        return
    carrier.send("register", [identity.member_record()], "", carrier.user(pin))
    with contextlib.suppress(ConnectError):
        carrier.catch_up()


def _office(place: Place, identity: Identity) -> None:
    """A grantor begins with the terms that come with the program; changing them is the first thing to do."""
    from loc_desktop.desk.office import default_limits

    if identity.role in _GRANTORS:
        office = place.office(identity)
        if office.terms() is None:
            office.save_terms(
                identity.role, default_limits(identity.role), _BY, "the limits that come with the program"
            )


def _renewed_by_network(place: Place, stored: Identity, entry: Entry, pin: str | None) -> Identity:
    from loc_desktop.contract.certificate import read_certificate
    from loc_desktop.ledger.fabric import enrol
    from loc_desktop.ledger.fabric.profile import load_profile

    until = read_certificate(stored.certificate).not_after
    if until < place.calendar():
        raise trouble("renew.expired", until=until)
    profile = load_profile(place.home / profile_file(entry, stored.organisation))
    try:
        return enrol.renew(place.keystore(), stored, profile, place.calendar(), pin)
    except enrol.EnrolError as error:
        if error.code not in ("enrol.secret", "enrol.refused"):
            raise
        refused = trouble("renew.refused", name=stored.name)
        refused.details = error.details
        raise refused from error


def _drop(place: Place, identity: str) -> None:
    for one in place.identities():
        if one.id == identity:
            place.keystore().delete(one)


def _same(entry: Entry, joining: Joining) -> bool:
    return (entry.get("network"), entry.get("organisation"), entry.get("enrolment")) == (
        joining.network,
        joining.organisation,
        joining.enrolment_id,
    )
