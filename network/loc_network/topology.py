"""The network as data: organisations, orderers, channels and contracts, read from YAML.

A topology says who takes part and under which rules; it names no port and no path, those are found when the
network is first brought up and recorded in the data directory (see `network.layout`).

Every organisation lives on one host. Several machines are several hosts; orderers that are spread over
machines are several orderer organisations.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import yaml

from loc_network.errors import NetworkError
from loc_network.topology_checks import ROLES, TIMES, check

SHIPPED = Path(__file__).parent / "topologies"
DEFAULT = SHIPPED / "default.yaml"
_FILE = "the file"


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
    """A ledger shared by `members`; `endorsement` is majority, any, all, or a Fabric signature policy.

    `time` says whose time counts for days and deadlines: the `transaction`'s, or the `event`'s own. The
    latter is for demonstrations, which play years in minutes; in the field it would let people date back.
    `zone` (IANA) is where its days begin; an event's own time lies at most `window` minutes from the ledger's
    when it is locked.
    """

    name: str
    members: tuple[str, ...]
    contracts: tuple[str, ...]
    endorsement: str = "majority"
    time: str = "transaction"
    zone: str = "Asia/Shanghai"
    window: int = 15

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
        return check(replace(self, contracts=changed))


def load(path: Path) -> Topology:
    """Read a topology; NetworkError says which member of which file is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise NetworkError(
            f"The topology {path} cannot be read: {why}.",
            "Shipped ones are: " + ", ".join(sorted(p.stem for p in SHIPPED.glob("*.yaml"))) + ".",
        ) from error
    try:
        data = yaml.load(text, _Reader)
    except yaml.YAMLError as error:
        raise NetworkError(
            f"The topology {path} is not YAML: {error}.",
            "Correct it; the shipped topologies show how one is written.",
        ) from error
    try:
        return check(parse(data))
    except NetworkError as error:
        raise NetworkError(f"In the topology {path}: {error.problem}", error.remedy) from error


class _Reader(yaml.SafeLoader):
    """YAML in which a name may stand once only: of two, the first would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        names = [self.construct_object(key) for key, _ in node.value]
        for number, name in enumerate(names):
            if name in names[:number]:
                raise yaml.constructor.ConstructorError(
                    None, None, f"{name!r} stands twice in one mapping", node.value[number][0].start_mark
                )
        return super().construct_mapping(node, deep)


def find(name_or_path: str) -> Path:
    """A shipped topology by its name (`raft3`), else the path as given."""
    shipped = SHIPPED / f"{name_or_path}.yaml"
    return shipped if shipped.is_file() else Path(name_or_path)


def parse(data: Any) -> Topology:
    """Build a topology from what YAML holds; NetworkError names the member that is missing or wrong."""
    root = _mapping(data, _FILE)
    _only(
        root,
        _FILE,
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
            zone=_text(entry, "zone", where, Channel.zone),
            window=_count(entry, "window", where, Channel.window, 1440),
        )
        for where, entry in _entries(
            root, "channels", {"name", "members", "contracts", "endorsement", "time", "zone", "window"}
        )
    )
    batch = _mapping(root.get("batch", {}), "batch")
    _only(batch, "batch", {"timeout_ms", "messages"})
    return Topology(
        name=_text(root, "name", _FILE, "loan"),
        hosts=hosts,
        organisations=organisations,
        orderer_organisations=orderers,
        channels=channels,
        contracts=contracts,
        consensus=_text(root, "consensus", _FILE, "raft"),
        batch=Batch(
            _count(batch, "timeout_ms", "batch", Batch().timeout_ms),
            _count(batch, "messages", "batch", Batch().messages),
        ),
        base_port=_count(root, "base_port", _FILE, 1) if "base_port" in root else None,
        ports={
            node: {purpose: _count(given, purpose, f"ports.{node}", 1) for purpose in given}
            for node, entry in _mapping(root.get("ports", {}), "ports").items()
            for given in [_mapping(entry, f"ports.{node}")]
        },
    )


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
                **({"zone": c.zone} if c.zone != Channel.zone else {}),
                **({"window": c.window} if c.window != Channel.window else {}),
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
        raise NetworkError(
            f"{name!r} is missing or is not a list.", f"Give at least one entry, in the form: {name}: [{{…}}]"
        )
    entries = [(f"{name}[{i}]", _mapping(entry, f"{name}[{i}]")) for i, entry in enumerate(value)]
    for where, entry in entries:
        _only(entry, where, known)
    return entries


def _text(entry: dict[str, Any], name: str, where: str, default: str | None = None) -> str:
    value = entry.get(name, default)
    if isinstance(value, str) and value:
        return value
    if value is None:
        raise NetworkError(f"{_at(where, name)} is missing.", "Give it as text.")
    raise NetworkError(
        f"{_at(where, name)} is not text but {value!r}.", f'Write it in quotes: {name}: "{value}"'
    )


def _texts(entry: dict[str, Any], name: str, where: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value = entry.get(name, list(default))
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise NetworkError(
        f"{_at(where, name)} is not a list of names but {value!r}.", "Write [A, B], with at least one name."
    )


def _count(entry: dict[str, Any], name: str, where: str, default: int, most: int = 65_535) -> int:
    value = entry.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
        return value
    raise NetworkError(
        f"{_at(where, name)} is not a whole number from 1 to {most} but {value!r}.", "Write it in digits."
    )


def _at(where: str, name: str) -> str:
    return name if where == _FILE else f"{where}.{name}"


__all__ = [
    "DEFAULT",
    "ROLES",
    "SHIPPED",
    "Batch",
    "Channel",
    "Contract",
    "Host",
    "OrdererOrganisation",
    "Organisation",
    "Participant",
    "Topology",
    "check",
    "dump",
    "find",
    "load",
    "parse",
]
