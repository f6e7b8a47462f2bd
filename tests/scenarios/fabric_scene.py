"""The scene on a real Fabric network: a desktop for each organisation, through its own peer."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from google.protobuf.timestamp_pb2 import Timestamp
from loc_network.hosts import nodes
from loc_network.membership import ca, identities, msp

from loc_desktop.identity.keys import signing_request
from loc_desktop.identity.keystore import check_certificate
from loc_desktop.identity.model import Identity
from loc_desktop.ledger.api import User
from loc_desktop.ledger.fabric import sdk
from loc_desktop.ledger.fabric.client import FabricLedger
from loc_desktop.ledger.fabric.enrol import join
from loc_desktop.ledger.fabric.gateway import Deadlines
from loc_desktop.ledger.fabric.profile import load_profile
from loc_desktop.script.keys import Signer, SoftwareSigner
from tests.ledger.fabric.proxy import Proxy
from tests.scenarios.scene import CHANNEL, ROLES, Frail, Member, Scene, new_member, now
from tests.support.fabric import FabricNetwork

CONTRACTS = "contract-loc-1.0."


class Desk:
    """A key store that holds one member and keeps nothing: as ``enrol.join`` needs it."""

    def __init__(self, member: Member) -> None:
        self._member = member

    def csr(self, identity: Identity, common_name: str = "", pin: str | None = None) -> Any:
        return signing_request(self._member.secrets, common_name)

    def signer(self, identity: Identity, pin: str | None = None) -> Signer:
        return self._member.signer

    def install_certificate(self, identity: Identity, pem: str, roots: Sequence[str], at: str) -> Identity:
        return check_certificate(identity, pem, roots, at)


class FabricScene(Scene):
    """The default topology: one organisation a role, named as the role; and another of customers."""

    kind = "fabric"

    def __init__(self, network: FabricNetwork) -> None:
        self.network = network
        self.profiles = {role: load_profile(network.profiles[role]) for role in ROLES}
        self.people = {role: self.certified(role) for role in ROLES}
        self.registrars = {role: self.certified(role, registrar=True) for role in ROLES}
        self._ledgers: dict[str, FabricLedger] = {}
        self._connect()
        self.found()

    def ledger(self, role: str) -> FabricLedger:
        return self._ledgers[role]

    def organisation(self, role: str) -> str:
        return self.profiles[role].msp_id

    def settle(self) -> None:
        ledgers = self._ledgers.values()
        highest = max(ledger.height() for ledger in ledgers)
        end = time.monotonic() + 30
        while min(ledger.height() for ledger in ledgers) < highest:
            assert time.monotonic() < end, "the peers do not come to the same height"

    def restart(self) -> None:
        """The peers and the contract services, not the orderer: what a desktop depends on."""
        self.close()
        network = self.network.network
        names = [organisation.name for organisation in self.network.topology.organisations]
        network.down([*(f"peer0.{name}" for name in names), *(f"{CONTRACTS}{name}" for name in names)])
        network.up()
        self._connect()

    @contextmanager
    def days_later(self, days: int) -> Iterator[None]:
        """With peers that accept a time far from their clock, which in the field they refuse."""
        seconds = days * 86_400

        def later() -> Timestamp:
            return Timestamp(seconds=int(datetime.fromisoformat(self.now()).timestamp()))

        plain = nodes.peer_config

        def patient(*args: Any) -> dict[str, Any]:
            config = plain(*args)
            config["peer"]["authentication"]["timewindow"] = f"{2 * seconds}s"
            return config

        with patch.object(nodes, "peer_config", patient):
            self.restart()
        try:
            with self.on_day(days), patch.object(sdk, "current_timestamp", later):
                yield
        finally:
            self.restart()

    def close(self) -> None:
        for ledger in self._ledgers.values():
            ledger.close()

    @contextmanager
    def as_user(self, role: str, member: Member) -> Iterator[FabricLedger]:
        """The ledger as a member's own desktop reads its blocks through a role's peer."""
        ledger = FabricLedger(self.profiles[role], member.user, CHANNEL)
        try:
            yield ledger
        finally:
            ledger.close()

    @contextmanager
    def frail(self, role: str) -> Iterator[Frail]:
        """Cut: the way to the role's peer is broken."""
        profile = self.profiles[role]
        with Proxy(profile.peers[0].endpoint) as proxy:
            peer = replace(profile.peers[0], endpoint=proxy.endpoint)
            ledger = FabricLedger(
                replace(profile, peers=(peer,)),
                self.people[role].user,
                CHANNEL,
                deadlines=Deadlines(evaluate=2, endorse=4, submit=2, commit=10),
            )
            yield Frail(ledger, proxy.cut, proxy.mend)
            ledger.close()

    def outside(self, role: str) -> str:
        known = self.network.topology.organisations
        return next((member.name for member in known if member.role == role and member.name != role), "")

    def nodes(self) -> Mapping[str, Sequence[tuple[str, User]]]:
        layout = self.network.network.layout

        def user(organisation: str, folder: Path) -> User:
            shown = ca.load(folder)
            return User(organisation, shown.certificate.decode(), SoftwareSigner(shown.key))

        return {
            "administrator": [(role, user(role, layout.admin_msp(role))) for role in ROLES],
            "peer": [(role, user(role, layout.node(role, f"peer0.{role}") / "msp")) for role in ROLES],
            "orderer": [("R", user("Orderer", layout.node("Orderer", "orderer0.Orderer") / "msp"))],
            "forged": [("R", self._forged("B", "R", "B")), ("R", self._forged("B", "R", "R"))],
        }

    def _forged(self, authority: str, role: str, claimed: str) -> User:
        """A certificate for ``role`` by another organisation's authority, shown as one of ``claimed``."""
        own = identities.authority(self.network.network.layout, self.network.topology, authority)
        name, key = f"forged-{secrets.token_hex(4)}", msp.new_key()
        attributes = [ca.Attribute("loc.role", role), ca.Attribute("loc.registrar", "true")]
        secret = own.register(own.registrar(), name, "client", attributes)
        enrolled = own.enrol(name, secret, key)
        return User(claimed, enrolled.certificate.decode(), SoftwareSigner(key))

    def certified(self, role: str, registrar: bool = False, organisation: str = "") -> Member:
        """A member with a certificate of its organisation's authority, for a key made here."""
        name = organisation or role
        invitation = self.network.invite(name, registrar=registrar)
        profile = self.profiles[name] if name in self.profiles else load_profile(self.network.profiles[name])
        member = new_member(role, profile.msp_id, registrar)
        identity = join(Desk(member), member.identity, profile, invitation.id, invitation.secret, now())
        return replace(member, identity=identity)

    def _connect(self) -> None:
        self._ledgers = {
            role: FabricLedger(self.profiles[role], self.people[role].user, CHANNEL) for role in ROLES
        }
