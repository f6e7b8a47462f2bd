"""A topology's YAML file: read into a checked `Topology`, written from one; the shipped ones by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from loc_desktop.small_file import read_small
from loc_network.errors import NetworkError
from loc_network.topology import (
    Batch,
    Channel,
    Contract,
    Host,
    OrdererOrganisation,
    Organisation,
    Topology,
)
from loc_network.topology_checks import TIMES, check

SHIPPED = Path(__file__).parent / "topologies"
_FILE = "the file"
_MOST_BYTES = 128 * 1024


def load(path: Path) -> Topology:
    """Read a topology; NetworkError says which member of which file is wrong."""
    try:
        text = read_small(path, _MOST_BYTES).decode()
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise NetworkError(
            "The topology {path} cannot be read: {why}.",
            "Shipped ones are: {names}.",
            path=path,
            why=why,
            names=", ".join(sorted(p.stem for p in SHIPPED.glob("*.yaml"))),
        ) from error
    try:
        if len(text) > _MOST_BYTES:
            raise ValueError("it is too large")
        data = yaml.load(text, _TopologyLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # also of a date or a number that is none
        raise NetworkError(
            "The topology {path} is not YAML: {why}.",
            "Correct it; the shipped topologies show how one is written.",
            path=path,
            why=error,
        ) from error
    try:
        return check(parse(data))
    except NetworkError as error:
        raise NetworkError("In the topology {path}: {why}", path=path, why=error) from error


class _TopologyLoader(yaml.SafeLoader):
    """YAML in which a name may stand once only: of two, the first would be lost without a word. Without
    aliases: a few lines of them stand for more than there is memory.
    """

    def compose_node(self, parent: yaml.Node | None, index: Any) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.composer.ComposerError(problem="an alias stands for nothing here")
        return super().compose_node(parent, index)

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
            areas=_texts(entry, "areas", where, ()) if "areas" in entry else (),
        )
        for where, entry in _entries(
            root, "organisations", {"name", "role", "host", "peers", "display", "areas"}
        )
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
            endorsement=_text(entry, "endorsement", where, Channel.endorsement),
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
                **({"areas": list(o.areas)} if o.areas else {}),
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
        raise NetworkError("{where} is not a mapping.", "Write 'name: value' lines.", where=where)
    return {str(k): v for k, v in value.items()}


def _only(entry: dict[str, Any], where: str, known: set[str]) -> None:
    for name in entry:
        if name not in known:
            raise NetworkError(
                "{where} has the unknown member {name}.",
                "It may have: {names}.",
                where=where,
                name=repr(name),
                names=", ".join(sorted(known)),
            )


def _entries(root: dict[str, Any], name: str, known: set[str]) -> list[tuple[str, dict[str, Any]]]:
    value = root.get(name)
    if not isinstance(value, list) or not value:
        raise NetworkError(
            "{name} is missing or is not a list.",
            "Give at least one entry, in the form: {name2}: [{{…}}]",
            name=repr(name),
            name2=name,
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
        raise NetworkError("{name} is missing.", "Give it as text.", name=_at(where, name))
    raise NetworkError(
        "{name} is not text but {value}.",
        'Write it in quotes: {name2}: "{value2}"',
        name=_at(where, name),
        value=repr(value),
        name2=name,
        value2=value,
    )


def _texts(entry: dict[str, Any], name: str, where: str, default: tuple[str, ...]) -> tuple[str, ...]:
    value = entry.get(name, list(default))
    if isinstance(value, list) and value and all(isinstance(v, str) for v in value):
        return tuple(value)
    raise NetworkError(
        "{name} is not a list of names but {value}.",
        "Write [A, B], with at least one name.",
        name=_at(where, name),
        value=repr(value),
    )


def _count(entry: dict[str, Any], name: str, where: str, default: int, most: int = 65_535) -> int:
    value = entry.get(name, default)
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= most:
        return value
    raise NetworkError(
        "{name} is not a whole number from 1 to {most} but {value}.",
        "Write it in digits.",
        name=_at(where, name),
        most=most,
        value=repr(value),
    )


def _at(where: str, name: str) -> str:
    return name if where == _FILE else f"{where}.{name}"
