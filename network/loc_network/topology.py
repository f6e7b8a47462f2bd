"""The network as data: organisations, orderers, channels and contracts. `topology_file` reads and writes it.

A topology says who takes part and under which rules; it names no port and no path, those are found when the
network is first brought up and recorded in the data directory (see `network.layout`).

Every organisation lives on one host. Several machines are several hosts; orderers that are spread over
machines are several orderer organisations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from loc_network.errors import NetworkError


@dataclass(frozen=True)
class Host:
    """A machine: its name in the topology and the address the others reach it at."""

    name: str
    address: str


@dataclass(frozen=True)
class Organisation:
    """A member of the channels: its role in the loan business, its host, how many peers it runs.

    `name` stands in certificates and rules; `display` is what people read, the same where none is given.
    `areas` are the administrative divisions that it serves, code and name each.
    """

    name: str
    role: str
    host: str
    peers: int = 1
    display: str = ""
    areas: tuple[str, ...] = ()

    @property
    def msp_id(self) -> str:
        """Fabric's name of the organisation: the same as ours."""
        return self.name

    @property
    def title(self) -> str:
        """The name for people."""
        return self.display or self.name

    def peer_names(self) -> tuple[str, ...]:
        """Its peers, ``peer0.ORG`` first."""
        return tuple(f"peer{i}.{self.name}" for i in range(self.peers))


@dataclass(frozen=True)
class OrdererOrganisation:
    """An organisation that orders transactions and reads none."""

    name: str
    host: str
    orderers: int = 1

    @property
    def msp_id(self) -> str:
        """Fabric's name of the organisation: the same as ours."""
        return self.name

    def orderer_names(self) -> tuple[str, ...]:
        """Its orderers, ``orderer0.ORG`` first."""
        return tuple(f"orderer{i}.{self.name}" for i in range(self.orderers))


Participant = Organisation | OrdererOrganisation
"""Anyone with a CA and nodes of its own."""


@dataclass(frozen=True)
class Batch:
    """When a block is cut: after `timeout_ms` milliseconds or `messages` transactions, whichever is first.

    A lone transaction waits `timeout_ms`. A shorter time makes more and smaller blocks, each of which every
    peer verifies and writes to disk: on two cores from 30 in flight on that takes what it brings.
    """

    timeout_ms: int = 200
    messages: int = 100


@dataclass(frozen=True)
class Contract:
    """A contract (Fabric: chaincode): its name on the channel and the version of its code."""

    name: str
    version: str = "1.0"


@dataclass(frozen=True)
class Channel:
    """A ledger shared by `members`; `endorsement` is roles, majority, any, all, or a Fabric signature policy.

    `roles` (see `endorsement`) asks for a bank and two more roles, however many organisations one has.

    `time` says whose time counts for days and deadlines: the `transaction`'s, or the `event`'s own. The
    latter is for demonstrations, which play years in minutes; in the field it would let people date back.
    `zone` (IANA) is where its days begin; an event's own time lies at most `window` minutes from the ledger's
    when it is locked.
    """

    name: str
    members: tuple[str, ...]
    contracts: tuple[str, ...]
    endorsement: str = "roles"
    time: str = "transaction"
    zone: str = "Asia/Shanghai"
    window: int = 15

    @property
    def by_roles(self) -> bool:
        """Whether roles endorse, each once, not organisations."""
        return self.endorsement == "roles"

    @property
    def demonstration(self) -> bool:
        """Whether events may be dated by those who sign them: nothing on such a ledger is proof of a day."""
        return self.time == "event"


@dataclass(frozen=True)
class Topology:
    """The whole network. `consensus` is raft (crash faults) or bft (SmartBFT, byzantine faults).

    Ports are looked for from `base_port` up; None leaves the choice to `network.layout`. `ports` fixes
    single ones: node -> purpose (grpc, admin, chaincode, operations) -> port.
    """

    name: str
    hosts: tuple[Host, ...]
    organisations: tuple[Organisation, ...]
    orderer_organisations: tuple[OrdererOrganisation, ...]
    channels: tuple[Channel, ...]
    contracts: tuple[Contract, ...]
    consensus: str = "raft"
    batch: Batch = field(default_factory=Batch)
    base_port: int | None = None
    ports: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def participants(self) -> tuple[Participant, ...]:
        """The orderers' organisations and the members, in that order."""
        return (*self.orderer_organisations, *self.organisations)

    def organisation(self, name: str) -> Organisation:
        """The member organisation of that name; NetworkError with the known names otherwise."""
        for organisation in self.organisations:
            if organisation.name == name:
                return organisation
        known = ", ".join(o.name for o in self.organisations)
        raise NetworkError(
            "There is no organisation {name} in this network.",
            "It has: {known}.",
            name=repr(name),
            known=known,
        )

    def channel(self, name: str) -> Channel:
        """The channel of that name; NetworkError with the known names otherwise."""
        for channel in self.channels:
            if channel.name == name:
                return channel
        known = ", ".join(c.name for c in self.channels)
        raise NetworkError(
            "There is no channel {name} in this network.", "It has: {known}.", name=repr(name), known=known
        )

    def contract(self, name: str) -> Contract:
        """The contract of that name; NetworkError with the known names otherwise."""
        for contract in self.contracts:
            if contract.name == name:
                return contract
        known = ", ".join(c.name for c in self.contracts)
        raise NetworkError(
            "There is no contract {name} in this network.", "It has: {known}.", name=repr(name), known=known
        )

    def address(self, host: str) -> str:
        """The address of the host of that name."""
        return next(h.address for h in self.hosts if h.name == host)

    def host_of(self, organisation: str) -> str:
        """The name of the host on which an organisation (member or orderer) lives."""
        return next(o.host for o in self.participants if o.name == organisation)

    def listen_address(self, organisation: str) -> str:
        """The address an organisation's nodes listen on: their host's, and no other."""
        return self.address(self.host_of(organisation))

    def contracts_of(self, organisation: str) -> tuple[str, ...]:
        """The contracts an organisation must run a service of, in the topology's order."""
        used = {c for ch in self.channels if organisation in ch.members for c in ch.contracts}
        return tuple(c.name for c in self.contracts if c.name in used)

    def with_peer(self, organisation: str) -> Topology:
        """The same network with one more peer of that organisation."""
        self.organisation(organisation)
        grown = tuple(
            replace(o, peers=o.peers + 1) if o.name == organisation else o for o in self.organisations
        )
        return replace(self, organisations=grown)

    def with_organisation(self, organisation: Organisation, channels: tuple[str, ...]) -> Topology:
        """The same network with that organisation a member of `channels`, whether it was known before or
        not."""
        known = any(o.name == organisation.name for o in self.organisations)
        grown = tuple(
            replace(c, members=(*c.members, organisation.name))
            if c.name in channels and organisation.name not in c.members
            else c
            for c in self.channels
        )
        organisations = self.organisations if known else (*self.organisations, organisation)
        return replace(self, organisations=organisations, channels=grown)

    def with_display(self, organisation: str, display: str) -> Topology:
        """The same network with another name for people of that organisation."""
        self.organisation(organisation)
        named = (replace(o, display=display) if o.name == organisation else o for o in self.organisations)
        return replace(self, organisations=tuple(named))

    def as_demonstration(self) -> Topology:
        """The same network with ledgers on which the events' own time counts."""
        return replace(self, channels=tuple(replace(c, time="event") for c in self.channels))

    def with_version(self, contract: str, version: str) -> Topology:
        """The same network with that contract at another version."""
        self.contract(contract)
        changed = tuple(replace(c, version=version) if c.name == contract else c for c in self.contracts)
        return replace(self, contracts=changed)
