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
            raise NetworkError(f"The {kind} {twice[0]!r} is named twice.", "Give each its own name.")
    _hosts(topology)
    _organisations(topology)
    if topology.consensus not in CONSENSUS:
        raise NetworkError(f"The consensus {topology.consensus!r} is not known.", "Use raft or bft.")
    count = sum(o.orderers for o in topology.orderer_organisations)
    if topology.consensus == "bft" and count < 4:
        raise NetworkError(f"BFT with {count} orderers tolerates no fault.", "Use 4 (one fault) or 7 (two).")
    for contract in topology.contracts:
        if contract.name not in CONTRACTS:
            raise NetworkError(
                f"The contract {contract.name!r} is none that this program runs.",
                f"Choose from {', '.join(CONTRACTS)}.",
            )
        if not _VERSION.fullmatch(contract.version):
            raise NetworkError(
                f"{contract.version!r} cannot name a version of {contract.name}.",
                "Use letters, digits, '.', '_', '+' and '-', a letter or digit first, at most 31.",
            )
    for channel in topology.channels:
        _channel(topology, channel)
    _ports(topology)
    return topology


def _hosts(topology: Topology) -> None:
    for host in topology.hosts:
        if not _HOST_NAME.fullmatch(host.address) and not _is_ip(host.address):
            raise NetworkError(
                f"The host {host.name} has the address {host.address!r}.",
                "Give an IP address or a host name, without a port.",
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


def _channel(topology: Topology, channel: Channel) -> None:
    members = {o.name for o in topology.organisations}
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
        if name not in {c.name for c in topology.contracts}:
            raise NetworkError(
                f"The channel {channel.name} has the contract {name!r}, which is not under 'contracts'.",
                "Add it there, with its version.",
            )
    if channel.endorsement not in ENDORSEMENT:
        _policy(channel)
    if channel.by_roles and not enough_roles(roles_of(topology, channel.members)):
        raise NetworkError(
            f"The channel {channel.name} endorses by roles, and its members are not enough of them: "
            f"{', '.join(sorted(roles_of(topology, channel.members)))}.",
            "It takes B and two more, or write endorsement: majority.",
        )
    if channel.time not in TIMES:
        raise NetworkError(
            f"The channel {channel.name} has the time {channel.time!r}.",
            "Use transaction, or event for a demonstration.",
        )
    if not is_zone(channel.zone):
        raise NetworkError(
            f"The channel {channel.name} has the zone {channel.zone!r}, which is no time zone.",
            "Use a name such as Asia/Shanghai.",
        )


def _policy(channel: Channel) -> None:
    """A signature policy may name members only: a stranger's endorsement would be waited for in vain."""
    text = channel.endorsement
    example = "Use roles, majority, any, all, or a policy such as OR('B.peer','FD.peer')."
    principals = _PRINCIPAL.findall(text)
    if not _POLICY.match(text) or not principals or text.count("(") != text.count(")"):
        raise NetworkError(f"The channel {channel.name} has the endorsement {text!r}.", example)
    for name, kind in principals:
        if name not in channel.members:
            raise NetworkError(
                f"The endorsement of the channel {channel.name} names {name!r}, which is no member of it.",
                f"Choose from {', '.join(channel.members)}.",
            )
        if kind not in _KINDS:
            raise NetworkError(f"The endorsement of the channel {channel.name} names {name}.{kind}.", example)


def _ports(topology: Topology) -> None:
    hosts = {o.name: o.host for o in topology.participants}
    given: dict[tuple[str, int], str] = {}
    for node, purposes in topology.ports.items():
        kind = (_KIND.match(node) or [""])[0]
        owner = node.rpartition(".")[2]
        if kind not in PORTS or owner not in hosts:
            raise NetworkError(
                f"'ports' names {node!r}, which is no node of this network.",
                "Nodes are called ca.ORG, peer0.ORG, orderer0.ORG and contract-NAME-VERSION.ORG.",
            )
        for purpose, port in purposes.items():
            if purpose not in PORTS[kind]:
                raise NetworkError(
                    f"'ports' gives {node} a port for {purpose!r}.",
                    f"It may have one for: {', '.join(PORTS[kind])}.",
                )
            other = given.setdefault((hosts[owner], port), node)
            if other != node or list(purposes.values()).count(port) > 1:
                raise NetworkError(
                    f"'ports' gives the port {port} twice on one host ({other}, {node}).",
                    "Give each its own.",
                )
