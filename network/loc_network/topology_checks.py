"""What a topology must be to run: each mistake is named, with what to do, before anything is started."""

from __future__ import annotations

import ipaddress
import re

from loc_desktop.loan.calendar import is_zone
from loc_network.endorsement import enough_roles, roles_of
from loc_network.errors import NetworkError
from loc_network.topology import Channel, Topology

ROLES = ("C", "B", "CAD", "FD", "R")
CONSENSUS = ("raft", "bft")
ENDORSEMENT = ("roles", "majority", "any", "all")
TIMES = ("transaction", "event")
LONGEST_DISPLAY = 60
_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,30}")
_CHANNEL = re.compile(r"[a-z][a-z0-9.-]{0,248}")
CONTRACTS = {"loc": "loc_desktop.contract.dispatch:invoke", "floor": "loc_desktop.bench.floor:invoke"}
"""What the contract service of this program runs: the loans, and the bench's bare key write."""

PORTS = {
    "ca": ("grpc", "operations"),
    "peer": ("grpc", "chaincode", "operations"),
    "orderer": ("grpc", "admin", "operations"),
    "contract": ("grpc",),
}
"""The ports a node may have, by the kind that its name begins with."""

_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._+-]{0,30}")
_HOST_NAME = re.compile(
    r"(?=.{1,253}$)[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*"
)
_PRINCIPAL = re.compile(r"'([^'.]*)\.(\w+)'")
_POLICY = re.compile(r"\s*(OR|AND|OutOf)\s*\(")
_KIND = re.compile(r"[a-z]+")
_KINDS = ("peer", "admin", "client", "member", "orderer")


def check(topology: Topology) -> Topology:
    """Refuse a topology that cannot run; returns it unchanged otherwise."""
    for kind, names in (
        ("organisation", [o.name for o in topology.participants]),
        ("channel", [c.name for c in topology.channels]),
        ("contract", [c.name for c in topology.contracts]),
    ):
        twice = sorted({name for name in names if names.count(name) > 1})
        if twice:
            raise NetworkError(
                "The {kind} {twice} is named twice.",
                "Give each its own name.",
                kind=kind,
                twice=repr(twice[0]),
            )
    _hosts(topology)
    _organisations(topology)
    if topology.consensus not in CONSENSUS:
        raise NetworkError(
            "The consensus {consensus} is not known.", "Use raft or bft.", consensus=repr(topology.consensus)
        )
    count = sum(o.orderers for o in topology.orderer_organisations)
    if topology.consensus == "bft" and count < 4:
        raise NetworkError(
            "BFT with {count} orderers tolerates no fault.", "Use 4 (one fault) or 7 (two).", count=count
        )
    for contract in topology.contracts:
        if contract.name not in CONTRACTS:
            raise NetworkError(
                "The contract {name} is none that this program runs.",
                "Choose from {names}.",
                name=repr(contract.name),
                names=", ".join(CONTRACTS),
            )
        if not _VERSION.fullmatch(contract.version):
            raise NetworkError(
                "{version} cannot name a version of {name}.",
                "Use letters, digits, '.', '_', '+' and '-', a letter or digit first, at most 31.",
                version=repr(contract.version),
                name=contract.name,
            )
    for channel in topology.channels:
        _channel(topology, channel)
    _ports(topology)
    return topology


def _hosts(topology: Topology) -> None:
    for host in topology.hosts:
        if not _HOST_NAME.fullmatch(host.address) and not _is_ip(host.address):
            raise NetworkError(
                "The host {name} has the address {address}.",
                "Give an IP address or a host name, without a port.",
                name=host.name,
                address=repr(host.address),
            )


def _is_ip(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return False
    return True


def _organisations(topology: Topology) -> None:
    hosts = {h.name for h in topology.hosts}
    for organisation in topology.participants:
        if not _NAME.fullmatch(organisation.name):
            raise NetworkError(
                "{name} cannot name an organisation.",
                "Use letters, digits and '-', a letter first, at most 31.",
                name=repr(organisation.name),
            )
        if organisation.host not in hosts:
            raise NetworkError(
                "The organisation {name} is on the host {host}, which is not under 'hosts'.",
                "Add it there, with its address.",
                name=organisation.name,
                host=repr(organisation.host),
            )
    for member in topology.organisations:
        if member.role not in ROLES:
            raise NetworkError(
                "The organisation {name} has the role {role}.",
                "A role is one of {names}.",
                name=member.name,
                role=repr(member.role),
                names=", ".join(ROLES),
            )
        if len(member.display) > LONGEST_DISPLAY or not member.display.isprintable():
            raise NetworkError(
                "The organisation {name} has the display name {display}.",
                "Use one line of at most {longest_display} characters.",
                name=member.name,
                display=repr(member.display[:80]),
                longest_display=LONGEST_DISPLAY,
            )


def _channel(topology: Topology, channel: Channel) -> None:
    members = {o.name for o in topology.organisations}
    if not _CHANNEL.fullmatch(channel.name):
        raise NetworkError(
            "{name} cannot name a channel.",
            "Use small letters, digits, '.' and '-', a letter first.",
            name=repr(channel.name),
        )
    for name in channel.members:
        if name not in members:
            raise NetworkError(
                "The channel {name} has the member {name2}, which is no organisation.",
                "Choose from {names}.",
                name=channel.name,
                name2=repr(name),
                names=", ".join(sorted(members)),
            )
    for name in channel.contracts:
        if name not in {c.name for c in topology.contracts}:
            raise NetworkError(
                "The channel {name} has the contract {name2}, which is not under 'contracts'.",
                "Add it there, with its version.",
                name=channel.name,
                name2=repr(name),
            )
    if channel.endorsement not in ENDORSEMENT:
        _policy(channel)
    if channel.by_roles and not enough_roles(roles_of(topology, channel.members)):
        raise NetworkError(
            "The channel {name} endorses by roles, and its members are not enough of them: {names}.",
            "It takes B and two more, or write endorsement: majority.",
            name=channel.name,
            names=", ".join(sorted(roles_of(topology, channel.members))),
        )
    if channel.time not in TIMES:
        raise NetworkError(
            "The channel {name} has the time {time}.",
            "Use transaction, or event for a demonstration.",
            name=channel.name,
            time=repr(channel.time),
        )
    if not is_zone(channel.zone):
        raise NetworkError(
            "The channel {name} has the zone {zone}, which is no time zone.",
            "Use a name such as Asia/Shanghai.",
            name=channel.name,
            zone=repr(channel.zone),
        )


_EXAMPLE = "Use roles, majority, any, all, or a policy such as OR('B.peer','FD.peer')."


def _policy(channel: Channel) -> None:
    """A signature policy may name members only: a stranger's endorsement would be waited for in vain."""
    text = channel.endorsement
    principals = _PRINCIPAL.findall(text)
    if not _POLICY.match(text) or not principals or text.count("(") != text.count(")"):
        raise NetworkError(
            "The channel {name} has the endorsement {text}.", _EXAMPLE, name=channel.name, text=repr(text)
        )
    for name, kind in principals:
        if name not in channel.members:
            raise NetworkError(
                "The endorsement of the channel {name} names {name2}, which is no member of it.",
                "Choose from {names}.",
                name=channel.name,
                name2=repr(name),
                names=", ".join(channel.members),
            )
        if kind not in _KINDS:
            raise NetworkError(
                "The endorsement of the channel {name} names {principal}.",
                _EXAMPLE,
                name=channel.name,
                principal=f"{name}.{kind}",
            )


def _ports(topology: Topology) -> None:
    hosts = {o.name: o.host for o in topology.participants}
    given: dict[tuple[str, int], str] = {}
    for node, purposes in topology.ports.items():
        kind = (_KIND.match(node) or [""])[0]
        owner = node.rpartition(".")[2]
        if kind not in PORTS or owner not in hosts:
            raise NetworkError(
                "'ports' names {node}, which is no node of this network.",
                "Nodes are called ca.ORG, peer0.ORG, orderer0.ORG and contract-NAME-VERSION.ORG.",
                node=repr(node),
            )
        for purpose, port in purposes.items():
            if purpose not in PORTS[kind]:
                raise NetworkError(
                    "'ports' gives {node} a port for {purpose}.",
                    "It may have one for: {names}.",
                    node=node,
                    purpose=repr(purpose),
                    names=", ".join(PORTS[kind]),
                )
            other = given.setdefault((hosts[owner], port), node)
            if other != node or list(purposes.values()).count(port) > 1:
                raise NetworkError(
                    "'ports' gives the port {port} twice on one host ({other}, {node}).",
                    "Give each its own.",
                    port=port,
                    other=other,
                    node=node,
                )
