"""Endorsement by roles: a bank and two more roles, however many organisations one role has."""

from __future__ import annotations

import itertools
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from fabric_protos.common import policies_pb2
from loc_network import changes, endorsement, topology_file
from loc_network import channel as channels
from loc_network.control import Network
from loc_network.errors import NetworkError
from loc_network.hosts import programs
from loc_network.hosts.ready import ReadyCheck
from loc_network.membership import ca
from loc_network.topology import Channel, Organisation, Topology

from loc_desktop.errors import Money
from loc_desktop.ledger.api import EndorseError, User
from loc_desktop.ledger.fabric.client import FabricLedger
from loc_desktop.ledger.fabric.gateway import Deadlines
from loc_desktop.ledger.fabric.profile import load_profile
from loc_desktop.script.keys import SoftwareSigner
from tests.support.fabric import small_topology

ROLES = ("C", "B", "CAD", "FD", "R")


def by_roles(*more: str) -> Topology:
    """The five organisations and more of the role C, the floor contract, endorsed by roles."""
    topology = small_topology(*ROLES, channels=(Channel("loan", ROLES, ("floor",)),))
    for name in more:
        topology = topology.with_organisation(Organisation(name, "C", "local"), ("loan",))
    return topology


def test_the_policy_is_a_bank_and_two_more_roles_of_which_one_is_an_authority() -> None:
    topology = by_roles("C2")
    channel = topology.channel("loan")
    assert endorsement.policy(topology, channel) == (
        "AND('B.peer',OutOf(2,OR('C.peer','C2.peer'),'CAD.peer','FD.peer','R.peer'))"
    )
    names = ("C", "C2", "B", "CAD", "FD", "R")
    for count in range(len(names) + 1):
        for chosen in itertools.combinations(names, count):
            roles = {name.rstrip("2") for name in chosen}
            right = "B" in roles and bool(roles & {"CAD", "FD", "R"}) and len(roles) >= 3
            assert endorsement.agreed(topology, channel, chosen) == right, chosen


def test_what_a_new_member_changes_is_said_in_plain_words() -> None:
    topology = by_roles("C2")
    said = endorsement.what_joining_changes(topology, topology.channel("loan"), "C2")
    assert "C2 endorses for the role C (C and C2 count once together)" in said
    assert "still needs a bank and 2 more of the roles C, CAD, FD, R" in said
    other = small_topology("B", "C").with_organisation(Organisation("C2", "C", "local"), ("loan",))
    said = endorsement.what_joining_changes(other, other.channel("loan"), "C2")
    assert said.startswith("Of 3 organisations 2 must endorse now.")
    assert "several of one role (here C) may outweigh the others" in said


@pytest.fixture(scope="module")
def network(
    fabric_programs: programs.Programs, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Network]:
    """The five organisations, one more of C from the start, and one that joined later."""
    made = Network(tmp_path_factory.mktemp("endorsement") / "network")
    lines: list[str] = []
    made.report = lines.append
    try:
        made.up(by_roles("C2"))
        assert changes.add_organisation(made, "C3", "C") is None
        assert any("C and C2 and C3 count once together" in line for line in lines), lines
        yield made
    finally:
        made.destroy()


def write(network: Network, organisation: str, key: str, endorsers: tuple[str, ...] = ()) -> str:
    topology = network.layout.topology()
    member = topology.organisation(organisation)
    gateway = ReadyCheck(network.layout, topology, topology.channel("loan"), member, "floor").gateway()
    return gateway.submit("loan", "floor", "write", [json.dumps([key, "x"])], 10.0, endorsers)


@pytest.mark.fabric
@pytest.mark.parametrize(
    "endorsers",
    [("C", "C2", "C3"), ("C", "C2", "C3", "B"), ("C", "C2", "CAD", "FD", "R"), ("B", "C"), ("B", "CAD")],
    ids=" ".join,
)
def test_what_these_alone_endorse_is_void(network: Network, endorsers: tuple[str, ...]) -> None:
    with pytest.raises(NetworkError, match="ENDORSEMENT_POLICY_FAILURE"):
        write(network, endorsers[0], "shifted", endorsers)


@pytest.mark.fabric
@pytest.mark.parametrize("endorsers", [("B", "C3", "CAD"), ("B", "FD", "R"), ("B", "CAD", "R")], ids=" ".join)
def test_a_bank_and_two_more_roles_are_enough(network: Network, endorsers: tuple[str, ...]) -> None:
    assert json.loads(write(network, endorsers[0], "right", endorsers)) == {"written": "right"}


@pytest.mark.fabric
def test_the_members_and_the_contract_are_decided_by_the_same_roles(network: Network) -> None:
    layout, topology = network.layout, network.layout.topology()
    channel = topology.channel("loan")
    config = channels.current(layout, programs.find(), topology, channel)
    application = config.channel_group.groups["Application"]
    named = {}
    for name in ("Endorsement", "LifecycleEndorsement", "Admins"):
        policy = application.policies[name].policy
        assert policy.type == policies_pb2.Policy.SIGNATURE
        named[name] = {o.name for o in topology.organisations if o.name.encode() in policy.value}
    assert set(map(frozenset, named.values())) == {frozenset((*ROLES, "C2", "C3"))}
    # Administrators of C alone, more than half of those who could sign for somebody, change nothing.
    alone = [topology.organisation(name) for name in ("C", "C2", "C3")]

    def weaker(config: object) -> None:
        policies = config.channel_group.groups["Application"].policies  # type: ignore[attr-defined]
        policies["Endorsement"].policy.CopyFrom(policies["Readers"].policy)

    with pytest.raises(NetworkError, match="policy"):
        channels.apply(layout, programs.find(), topology, channel, weaker, alone)


@pytest.mark.fabric
def test_an_authority_may_be_down_and_without_a_bank_it_is_said(network: Network) -> None:
    for down in ("CAD", "R"):
        network.down([f"peer0.{down}"])
        until_written(network, "C2", f"without {down}")
        network.up()
    with desktop(network, "C2") as (ledger, user):
        committed = ledger.submit("write", ["by a desktop", "x"], user).wait(timeout=30)
        assert committed is not None
        # As few as it takes, the bank among them.
        assert len(committed.endorsements) == 3
        assert "B" in {endorser.organisation for endorser in committed.endorsements}
        network.down(["peer0.B"])
        with pytest.raises(EndorseError) as caught:
            ledger.submit("write", ["without a bank", "x"], user)
        assert caught.value.code == "fabric.policy"
        assert caught.value.money is Money.NOT_MOVED
    network.up()


@contextmanager
def desktop(network: Network, organisation: str) -> Iterator[tuple[FabricLedger, User]]:
    """A desktop's client through the peer of an organisation, with its administrator's key."""
    shown = ca.load(network.layout.admin_msp(organisation))
    user = User(organisation, shown.certificate.decode(), SoftwareSigner(shown.key))
    profile = load_profile(network.layout.profile(organisation))
    ledger = FabricLedger(profile, user, "loan", contract="floor", deadlines=Deadlines(endorse=5))
    try:
        yield ledger, user
    finally:
        ledger.close()


def until_written(network: Network, organisation: str, key: str) -> None:
    """Again and again while the peers find out who is away."""
    end = time.monotonic() + 60
    while True:
        try:
            write(network, organisation, key)
            return
        except NetworkError:
            if time.monotonic() > end:
                raise


def test_every_shipped_network_but_the_measurements_endorses_by_roles() -> None:
    shipped = {path.stem: topology_file.load(path) for path in topology_file.SHIPPED.glob("*.yaml")}
    assert {name for name, topology in shipped.items() if not all(c.by_roles for c in topology.channels)} == {
        "any1"
    }
