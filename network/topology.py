"""The network as data: organisations, orderers, channels and contracts, read from YAML.

A topology says who takes part and under which rules; it names no port and no path, those are found when the
network is first brought up and recorded in the data directory (see `network.layout`).

Every organisation lives on one host. Several machines are several hosts; orderers that are spread over
machines are several orderer organisations.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from network.errors import NetworkError

SHIPPED = Path(__file__).parent / "topologies"
DEFAULT = SHIPPED / "default.yaml"
ROLES = ("C", "B", "CAD", "FD", "R")
CONSENSUS = ("raft", "bft")
ENDORSEMENT = ("majority", "any", "all")
TIMES = ("transaction", "event")
LONGEST_DISPLAY = 60
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,30}")
_CHANNEL = re.compile(r"[a-z][a-z0-9.-]{0,248}")


@dataclass(frozen=True)
class Host:
    """A machine: its name in the topology and the address the others reach it at."""

    name: str
    address: str


@dataclass(frozen=True)
class Organisation:
    """A member of the channels: its role in the loan business, its host, how many peers it runs.

    `name` stands in certificates and rules; `display` is what people read, the same where none is given.
    """

    name: str
    role: str
    host: str
    peers: int = 1
    display: str = ""

    @property
    def msp_id(self) -> str:
        """Fabric's name of the organisation: the same as ours."""
        return self.name

    @property
    def title(self) -> str:
        """The name for people."""
        return self.display or self.name

    def peer_names(self) -> tuple[str, ...]:
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
        return tuple(f"orderer{i}.{self.name}" for i in range(self.orderers))


Participant = Organisation | OrdererOrganisation
"""Anyone with a CA and nodes of its own."""


@dataclass(frozen=True)
class Batch:
    """When a block is cut: after `timeout_ms` milliseconds or `messages` transactions, whichever is first."""

    timeout_ms: int = 100
    messages: int = 100


@dataclass(frozen=True)
class Contract:
    """A contract (Fabric: chaincode): its name on the channel and the version of its code."""

    name: str
    version: str = "1.0"


@dataclass(frozen=True)
class Channel:
    """A ledger shared by `members`; `endorsement` is majority, any, all, or a Fabric signature policy.

    `time` says whose time counts for days and deadlines: the `transaction`'s, or the `event`'s own. The
    latter is for demonstrations, which play years in minutes; in the field it would let people date back.
    """

    name: str
    members: tuple[str, ...]
    contracts: tuple[str, ...]
    endorsement: str = "majority"
    time: str = "transaction"

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
        raise NetworkError(f"There is no organisation {name!r} in this network.", f"It has: {known}.")

    def channel(self, name: str) -> Channel:
        """The channel of that name; NetworkError with the known names otherwise."""
        for channel in self.channels:
            if channel.name == name:
                return channel
        known = ", ".join(c.name for c in self.channels)
        raise NetworkError(f"There is no channel {name!r} in this network.", f"It has: {known}.")

    def contract(self, name: str) -> Contract:
        """The contract of that name; NetworkError with the known names otherwise."""
        for contract in self.contracts:
            if contract.name == name:
                return contract
        known = ", ".join(c.name for c in self.contracts)
        raise NetworkError(f"There is no contract {name!r} in this network.", f"It has: {known}.")

    def address(self, host: str) -> str:
        """The address of the host of that name."""
        return next(h.address for h in self.hosts if h.name == host)

    def host_of(self, organisation: str) -> str:
        """The name of the host on which an organisation (member or orderer) lives."""
        return next(o.host for o in self.participants if o.name == organisation)

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
        return check(replace(self, organisations=organisations, channels=grown))

    def as_demonstration(self) -> Topology:
        """The same network with ledgers on which the events' own time counts."""
        return replace(self, channels=tuple(replace(c, time="event") for c in self.channels))

    def with_version(self, contract: str, version: str) -> Topology:
        """The same network with that contract at another version."""
        self.contract(contract)
        changed = tuple(replace(c, version=version) if c.name == contract else c for c in self.contracts)
        return replace(self, contracts=changed)


def load(path: Path) -> Topology:
    """Read a topology; NetworkError says which member of which file is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise NetworkError(
            f"The topology {path} cannot be read: {error.strerror}.",
            "Shipped ones are: " + ", ".join(sorted(p.stem for p in SHIPPED.glob("*.yaml"))) + ".",
        ) from error
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise NetworkError(f"The topology {path} is not YAML: {error}.") from error
    try:
        return check(parse(data))
    except NetworkError as error:
        raise NetworkError(f"In the topology {path}: {error.problem}", error.remedy) from error


def find(name_or_path: str) -> Path:
    """A shipped topology by its name (`raft3`), else the path as given."""
    shipped = SHIPPED / f"{name_or_path}.yaml"
    return shipped if shipped.is_file() else Path(name_or_path)


def parse(data: Any) -> Topology:
    """Build a topology from what YAML holds; NetworkError names the member that is missing or wrong."""
    root = _mapping(data, "the file")
    _only(
        root,
        "the file",
        {
            "name",
            "base_port",
            "ports",
            "hosts",
            "consensus",
            "batch",
            "organisations",
            "orderers",
            "contracts",
            "channels",
        },
    )
    hosts = tuple(
        Host(str(name), _text(_mapping(entry, f"hosts.{name}"), "address", f"hosts.{name}"))
        for name, entry in _mapping(root.get("hosts", {"local": {"address": "127.0.0.1"}}), "hosts").items()
    )
    if not hosts:
        raise NetworkError("'hosts' is empty.", "Name at least one, or leave 'hosts' out for one machine.")
    here = hosts[0].name
    organisations = tuple(
        Organisation(
            name=_text(entry, "name", where),
            role=_text(entry, "role", where, str(entry.get("name", ""))),
            host=_text(entry, "host", where, here),
            peers=_count(entry, "peers", where, 1),
            display=_text(entry, "display", where) if "display" in entry else "",
        )
        for where, entry in _entries(root, "organisations", {"name", "role", "host", "peers", "display"})
    )
    orderers = tuple(
        OrdererOrganisation(
            name=_text(entry, "organisation", where, "Orderer"),
            host=_text(entry, "host", where, here),
            orderers=_count(entry, "count", where, 1),
        )
        for where, entry in _entries(root, "orderers", {"organisation", "host", "count"})
    )
    contracts = tuple(
        Contract(_text(entry, "name", where), _text(entry, "version", where, "1.0"))
        for where, entry in _entries(root, "contracts", {"name", "version"})
    )
    everyone = tuple(o.name for o in organisations)
    channels = tuple(
        Channel(
            name=_text(entry, "name", where),
            members=_texts(entry, "members", where, everyone),
            contracts=_texts(entry, "contracts", where, tuple(c.name for c in contracts)),
            endorsement=_text(entry, "endorsement", where, "majority"),
            time=_text(entry, "time", where, TIMES[0]),
        )
        for where, entry in _entries(
            root, "channels", {"name", "members", "contracts", "endorsement", "time"}
        )
    )
    batch = _mapping(root.get("batch", {}), "batch")
    _only(batch, "batch", {"timeout_ms", "messages"})
    return Topology(
        name=_text(root, "name", "the file", "loan"),
        hosts=hosts,
        organisations=organisations,
        orderer_organisations=orderers,
        channels=channels,
        contracts=contracts,
        consensus=_text(root, "consensus", "the file", "raft"),
        batch=Batch(
            _count(batch, "timeout_ms", "batch", Batch().timeout_ms),
            _count(batch, "messages", "batch", Batch().messages),
        ),
        base_port=_count(root, "base_port", "the file", 1) if "base_port" in root else None,
        ports={
            node: {purpose: _count(given, purpose, f"ports.{node}", 1) for purpose in given}
            for node, entry in _mapping(root.get("ports", {}), "ports").items()
            for given in [_mapping(entry, f"ports.{node}")]
        },
    )


def check(topology: Topology) -> Topology:
    """Refuse a topology that cannot run; returns it unchanged otherwise."""
    hosts = {h.name for h in topology.hosts}
    names = [o.name for o in topology.participants]
    for kind, found in (
        ("organisation", names),
        ("channel", [c.name for c in topology.channels]),
        ("contract", [c.name for c in topology.contracts]),
    ):
        twice = sorted({n for n in found if found.count(n) > 1})
        if twice:
            raise NetworkError(f"The {kind} {twice[0]!r} is named twice.", "Give each its own name.")
    for organisation in topology.participants:
        if not _NAME.fullmatch(organisation.name):
            raise NetworkError(
                f"{organisation.name!r} cannot name an organisation.",
                "Use letters, digits and '-', a letter first, at most 31.",
            )
        if organisation.host not in hosts:
            raise NetworkError(
                f"The organisation {organisation.name} is on the host {organisation.host!r}, "
                "which is not under 'hosts'.",
                "Add it there, with its address.",
            )
    for member in topology.organisations:
        if member.role not in ROLES:
            raise NetworkError(
                f"The organisation {member.name} has the role {member.role!r}.",
                f"A role is one of {', '.join(ROLES)}.",
            )
        if len(member.display) > LONGEST_DISPLAY or not member.display.isprintable():
            raise NetworkError(
                f"The organisation {member.name} has the display name {member.display[:80]!r}.",
                f"Use one line of at most {LONGEST_DISPLAY} characters.",
            )
    if topology.consensus not in CONSENSUS:
        raise NetworkError(f"The consensus {topology.consensus!r} is not known.", "Use raft or bft.")
    count = sum(o.orderers for o in topology.orderer_organisations)
    if topology.consensus == "bft" and count < 4:
        raise NetworkError(f"BFT with {count} orderers tolerates no fault.", "Use 4 (one fault) or 7 (two).")
    members = {o.name for o in topology.organisations}
    known = {c.name for c in topology.contracts}
    for channel in topology.channels:
        if not _CHANNEL.fullmatch(channel.name):
            raise NetworkError(
                f"{channel.name!r} cannot name a channel.",
                "Use small letters, digits, '.' and '-', a letter first.",
            )
        for name in channel.members:
            if name not in members:
                raise NetworkError(
                    f"The channel {channel.name} has the member {name!r}, which is no organisation.",
                    f"Choose from {', '.join(sorted(members))}.",
                )
        for name in channel.contracts:
            if name not in known:
                raise NetworkError(
                    f"The channel {channel.name} has the contract {name!r}, which is not under 'contracts'.",
                    "Add it there, with its version.",
                )
        if channel.endorsement not in ENDORSEMENT and "(" not in channel.endorsement:
            raise NetworkError(
                f"The channel {channel.name} has the endorsement {channel.endorsement!r}.",
                "Use majority, any, all, or a policy such as OR('B.peer','FD.peer').",
            )
        if channel.time not in TIMES:
            raise NetworkError(
                f"The channel {channel.name} has the time {channel.time!r}.",
                "Use transaction, or event for a demonstration.",
            )
    return topology


def dump(topology: Topology) -> str:
    """The topology as YAML; `parse` of it gives the same topology."""
    data = {
        "name": topology.name,
        **({} if topology.base_port is None else {"base_port": topology.base_port}),
        **({"ports": {n: dict(p) for n, p in topology.ports.items()}} if topology.ports else {}),
        "hosts": {h.name: {"address": h.address} for h in topology.hosts},
        "consensus": topology.consensus,
        "batch": {"timeout_ms": topology.batch.timeout_ms, "messages": topology.batch.messages},
        "organisations": [
            {
                "name": o.name,
                "role": o.role,
                "host": o.host,
                "peers": o.peers,
                **({"display": o.display} if o.display else {}),
            }
            for o in topology.organisations
        ],
        "orderers": [
            {"organisation": o.name, "host": o.host, "count": o.orderers}
            for o in topology.orderer_organisations
        ],
        "contracts": [{"name": c.name, "version": c.version} for c in topology.contracts],
        "channels": [
            {
                "name": c.name,
                "members": list(c.members),
                "contracts": list(c.contracts),
                "endorsement": c.endorsement,
                **({"time": c.time} if c.demonstration else {}),
            }
            for c in topology.channels
        ],
    }
    return str(yaml.safe_dump(data, sort_keys=False, allow_unicode=True))


def _mapping(value: Any, where: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise NetworkError(f"{where} is not a mapping.", "Write 'name: value' lines.")
    return {str(k): v for k, v in value.items()}


def _only(entry: dict[str, Any], where: str, known: set[str]) -> None:
    for name in entry:
        if name not in known:
            raise NetworkError(
                f"{where} has the unknown member {name!r}.", f"It may have: {', '.join(sorted(known))}."
            )


def _entries(root: dict[str, Any], name: str, known: set[str]) -> list[tuple[str, dict[str, Any]]]:
    value = root.get(name)
    if not isinstance(value, list) or not value:
        raise NetworkError(f"{name!r} is missing or is not a list.", "Give at least one entry.")
    entries = [(f"{name}[{i}]", _mapping(entry, f"{name}[{i}]")) for i, entry in enumerate(value)]
    for where, entry in entries:
        _only(entry, where, known)
    return entries


def _text(entry: dict[str, Any], name: str, where: str, default: str | None = None) -> str:
    value = entry.get(name, default)
    if isinstance(value, str) and value:
        return value
    raise NetworkError(f"{where}.{name} is missing or is not text.", "Give it as text, in quotes if need be.")


def _texts(entry: dict[str, Any], name: str, where: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value = entry.get(name, list(default))
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise NetworkError(f"{where}.{name} is not a list of names.", "Write [A, B].")


def _count(entry: dict[str, Any], name: str, where: str, default: int) -> int:
    value = entry.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= 65_000:
        return value
    raise NetworkError(f"{where}.{name} is not a whole number of at least 1.")
