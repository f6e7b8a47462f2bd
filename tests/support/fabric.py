"""One real Fabric network for all tests of a session: the default topology and a second organisation of
customers, with `loc` and `floor` deployed.

Takes about ten seconds to bring up. LOC_TEST_NETWORK names the data directory of a running one to use
instead. Tests that stop nodes or change the network make one of their own with `small_network`.
"""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from loc_network import changes, health, topology_checks, topology_file
from loc_network.control import Network, with_contract
from loc_network.hosts import programs
from loc_network.membership.profiles import Invitation, invitations_of
from loc_network.topology import Batch, Channel, Contract, Host, OrdererOrganisation, Organisation, Topology

OTHER = Organisation("C2", "C", "local")
"""Another organisation of a role that has one: what its members may do to the first one's customers."""
HOUSES = (OTHER, *(Organisation(f"{role}2", role, "local") for role in ("B", "CAD", "FD")))
"""A second one of every role but R: more than most tests have memory for."""


@dataclass
class FabricNetwork:
    """A running network: its control, its data directory, one profile file an organisation."""

    network: Network
    data: Path
    topology: Topology
    first_pss: int = 0
    """What all processes took when the network was ready, before any test (proportional set size, bytes)."""

    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(os.getpid() * 1000))

    @property
    def profiles(self) -> dict[str, Path]:
        """Organisation -> connection profile file (JSON)."""
        return {o.name: self.network.layout.profile(o.name) for o in self.topology.organisations}

    def invite(self, organisation: str, *, registrar: bool = False) -> Invitation:
        """A new user of an organisation: enrolment id and a secret that has not been used."""
        name = f"test{next(self._numbers)}.{organisation}"
        return changes.add_user(self.network, organisation, name, registrar=registrar)

    def first_invitations(self) -> list[Invitation]:
        """The pairs that `up` wrote; each works once in the network's life."""
        return invitations_of(self.network.layout)


def why_no_programs() -> str:
    """Why Fabric tests cannot run here, empty when they can."""
    absent = programs.missing()
    return f"Fabric programs not found: {', '.join(absent)}" if absent else ""


@pytest.fixture(scope="session")
def fabric_programs() -> programs.Programs:
    """The Fabric programs; skips with the reason where they are not found."""
    reason = why_no_programs()
    if reason:
        pytest.skip(reason)
    return programs.find()


@pytest.fixture(scope="session")
def fabric_network(
    fabric_programs: programs.Programs, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FabricNetwork]:
    """The session's network. Tests must leave all its nodes running."""
    named = os.environ.get("LOC_TEST_NETWORK")
    if named:
        network = Network(Path(named))
        network.up()
        yield _as_found(network)
        return
    network = Network(tmp_path_factory.mktemp("fabric") / "network")
    # Blocks sooner than in the field: most tests wait for one transaction after the other.
    default = replace(topology_file.load(topology_file.find("default")), batch=Batch(timeout_ms=50))
    topology = with_contract(default, "floor").with_organisation(OTHER, ("loan",))
    try:
        network.up(topology)
        yield _as_found(network)
    finally:
        network.destroy()


@pytest.fixture(scope="session")
def fabric_houses(
    fabric_programs: programs.Programs, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FabricNetwork]:
    """A network of its own with :data:`HOUSES`. Tests must leave all its nodes running."""
    network = Network(tmp_path_factory.mktemp("houses") / "network")
    topology = replace(topology_file.load(topology_file.find("default")), batch=Batch(timeout_ms=50))
    for house in HOUSES:
        topology = topology.with_organisation(house, ("loan",))
    try:
        network.up(topology)
        yield _as_found(network)
    finally:
        network.destroy()


def _as_found(network: Network) -> FabricNetwork:
    pss = health.status(network).pss
    return FabricNetwork(network, network.layout.root, network.layout.topology(), pss)


def small_topology(
    *names: str, consensus: str = "raft", orderers: int = 1, channels: tuple[Channel, ...] = ()
) -> Topology:
    """A few organisations (names are roles) that run the floor contract, which is quick to start. A majority
    endorses, as few of the small ones have the roles."""
    return topology_checks.check(
        Topology(
            name="small",
            hosts=(Host("local", "127.0.0.1"),),
            organisations=tuple(Organisation(name, name, "local") for name in names),
            orderer_organisations=(OrdererOrganisation("Orderer", "local", orderers),),
            channels=channels or (Channel("loan", names, ("floor",), endorsement="majority"),),
            contracts=(Contract("floor"),),
            consensus=consensus,
        )
    )


@pytest.fixture
def small_network(
    fabric_programs: programs.Programs, tmp_path: Path
) -> Iterator[Callable[[Topology], Network]]:
    """Bring up a network of the test's own; it is destroyed afterwards, whatever the test did to it."""
    made: list[Network] = []

    def bring_up(topology: Topology) -> Network:
        network = Network(tmp_path / f"network{len(made)}")
        made.append(network)
        network.up(topology)
        return network

    yield bring_up
    for network in made:
        if network.layout.exists():
            network.destroy()


__all__ = ["FabricNetwork", "small_topology", "why_no_programs"]
