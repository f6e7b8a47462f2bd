"""How the network is: `status` says what runs and how high the ledgers are, `doctor` what is wrong and
what to do."""

from __future__ import annotations

import re
import shutil
import ssl
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from loc_network import channel as channels
from loc_network import exchange, lifecycle
from loc_network.control import Network
from loc_network.errors import NetworkError
from loc_network.hosts import nodes, processes, programs
from loc_network.membership import ca, identities, msp
from loc_network.topology import Channel, Organisation, Topology

EXPIRY_DAYS = 30.0
SKEW_SECONDS = 60.0
FREE_BYTES = 1_000_000_000
LAG_BLOCKS = 10


@dataclass(frozen=True)
class NodeStatus:
    """One process. `pss` is its proportional set size in bytes, None when it does not run or is foreign."""

    name: str
    kind: str
    organisation: str
    endpoint: str
    running: bool
    pid: int | None = None
    pss: int | None = None
    cpu_seconds: float | None = None


@dataclass(frozen=True)
class ContractStatus:
    """A contract that a channel's members have agreed on; ``sequence`` counts their agreements."""

    name: str
    version: str
    sequence: int


@dataclass(frozen=True)
class ChannelStatus:
    """A channel as the nodes here see it: blocks held by each peer, contracts agreed on.

    `demonstration`: the events' own time counts on it. `leader`: the orderer that leads, "" when none of
    this host does.
    """

    name: str
    members: tuple[str, ...]
    endorsement: str
    heights: dict[str, int]
    contracts: tuple[ContractStatus, ...]
    demonstration: bool = False
    leader: str = ""


@dataclass(frozen=True)
class Status:
    """The whole. `up`: every node of this host runs."""

    name: str
    data: str
    host: str | None
    consensus: str
    up: bool
    pss: int
    nodes: tuple[NodeStatus, ...]
    channels: tuple[ChannelStatus, ...]


@dataclass(frozen=True)
class Finding:
    """Something wrong: `severity` error or warning, what it is, what to do."""

    severity: str
    what: str
    todo: str


def expected(network: Network, topology: Topology) -> list[tuple[str, str, str]]:
    """Every node this host should run: (name, kind, organisation)."""
    host = network.layout.host
    out: list[tuple[str, str, str]] = []
    for ordering in topology.orderer_organisations:
        if host in (None, ordering.host):
            out.append((f"ca.{ordering.name}", "ca", ordering.name))
            out += [(n, "orderer", ordering.name) for n in ordering.orderer_names()]
    for member in topology.organisations:
        if host in (None, member.host):
            out.append((f"ca.{member.name}", "ca", member.name))
            out += [(n, "peer", member.name) for n in member.peer_names()]
            out += [
                (lifecycle.service_node(member.name, topology.contract(c)), "contract", member.name)
                for c in topology.contracts_of(member.name)
            ]
    return out


def status(network: Network) -> Status:
    """What runs here and how high the ledgers of the running peers are."""
    layout = network.layout
    topology = layout.topology()
    node_states = [_node(network, topology, *node) for node in expected(network, topology)]
    for node in node_states:
        processes.rotate(layout, node.name)
    running = {n.name for n in node_states if n.running}
    with ThreadPoolExecutor(max_workers=4) as pool:
        seen = list(
            pool.map(lambda c: _channel(network, topology, c, running), [c.name for c in topology.channels])
        )
    return Status(
        topology.name,
        str(layout.root),
        layout.host,
        topology.consensus,
        all(n.running for n in node_states),
        sum(n.pss or 0 for n in node_states),
        tuple(node_states),
        tuple(seen),
    )


def _node(network: Network, topology: Topology, name: str, kind: str, organisation: str) -> NodeStatus:
    ports = network.layout.ports().get(name, {})
    endpoint = f"{topology.listen_address(organisation)}:{ports['grpc']}" if ports else ""
    process = processes.running(network.layout, name)
    usage = processes.usage(process) if process else None
    if usage is None:
        return NodeStatus(name, kind, organisation, endpoint, False)
    return NodeStatus(
        name, kind, organisation, endpoint, True, usage.pid, usage.pss, round(usage.cpu_seconds, 2)
    )


def _channel(network: Network, topology: Topology, name: str, running: set[str]) -> ChannelStatus:
    channel = topology.channel(name)
    heights: dict[str, int] = {}
    agreed: list[ContractStatus] = []
    tools = programs.find()
    for organisation, peer in _peers(topology, channel.members):
        if peer not in running:
            continue
        try:
            heights[peer] = channels.height(network.layout, tools, organisation, peer, name)
            if not agreed:
                agreed += [
                    ContractStatus(contract, c.version, c.sequence)
                    for contract in channel.contracts
                    if (
                        c := lifecycle.committed(network.layout, tools, channel, organisation, contract, peer)
                    )
                ]
        except NetworkError:
            continue  # a peer that does not answer has no height; doctor says why
    return ChannelStatus(
        name,
        channel.members,
        channel.endorsement,
        heights,
        tuple(agreed),
        channel.demonstration,
        leader(network, topology, name),
    )


def leader(network: Network, topology: Topology, channel: str) -> str:
    """The orderer of this host that leads a channel (Raft and BFT alike), "" when none does.

    Orderers tell it in their metrics, on the loopback interface only and to the operations certificate.
    """
    sign = re.compile(rf'^consensus_\w+_is_leader{{channel="{re.escape(channel)}"}} 1$', re.MULTILINE)
    for name, kind, owner in expected(network, topology):
        if kind == "orderer" and processes.running(network.layout, name):
            url = f"https://127.0.0.1:{network.layout.port(name, 'operations')}/metrics"
            folder = ca.operations(network.layout, owner)
            own = ssl.create_default_context(cafile=str(folder / "ca.crt"))
            own.load_cert_chain(folder / "server.crt", folder / "server.key")
            try:
                with urllib.request.urlopen(url, timeout=3, context=own) as answer:
                    told = answer.read().decode()
            except OSError:
                continue
            if sign.search(told):
                return name
    return ""


def _peers(topology: Topology, members: tuple[str, ...]) -> list[tuple[Organisation, str]]:
    chosen = [topology.organisation(m) for m in members]
    return [(o, p) for o in chosen for p in o.peer_names()]


# doctor


def examine(network: Network) -> list[Finding]:
    """Everything that is wrong, or soon will be; an empty list when all is well."""
    findings = _programs()
    if not network.layout.exists():
        return [
            *findings,
            Finding(
                "error",
                f"There is no network in {network.layout.root}.",
                "Run `loc-network up`, or name the directory with --data.",
            ),
        ]
    topology = network.layout.topology()
    findings += _disk(network)
    dead = _processes(network, topology)
    findings += dead
    findings += _certificates(network, topology)
    findings += _clocks(network, topology)
    if not findings:
        findings += _heights(network)
        findings += _approvals(network, topology)
    return findings


def _programs() -> list[Finding]:
    absent = programs.missing()
    if absent:
        return [
            Finding(
                "error",
                f"Fabric programs are not found: {', '.join(absent)}.",
                f"Get Fabric's official release ({programs.RELEASE}) and put its `bin` on PATH or name it "
                "in LOC_FABRIC_BIN.",
            )
        ]
    return [
        Finding("error", sentence, f"Get a newer official release ({programs.RELEASE}).")
        for sentence in programs.too_old(programs.versions(programs.find()))
    ]


def _disk(network: Network) -> list[Finding]:
    free = shutil.disk_usage(network.layout.root).free
    if free >= FREE_BYTES:
        return []
    return [
        Finding(
            "error",
            f"{free / 1e6:.0f} MB are free on the disk of {network.layout.root}.",
            "Free at least 1 GB: a peer that cannot write its ledger stops.",
        )
    ]


def _processes(network: Network, topology: Topology) -> list[Finding]:
    layout = network.layout
    out = []
    names = expected(network, topology)
    started = set(processes.known(layout))
    for name, _, organisation in names:
        processes.rotate(layout, name)
        if processes.running(layout, name):
            continue
        out += [
            Finding(
                "error",
                f"Port {port} ({purpose} of {name}) is taken by another program.",
                f"End that program (`ss -ltnp 'sport = :{port}'` names it), then run `loc-network up`.",
            )
            for purpose, port in nodes.taken_ports(layout, topology, name)
        ]
        if name in started:
            out.append(
                Finding(
                    "error",
                    f"{name} has died. Its log ends: {processes.tail(layout, name, 2)}",
                    f"Read `loc-network logs {name}`, then run `loc-network up`.",
                )
            )
        else:
            out.append(Finding("error", f"{name} of {organisation} does not run.", "Run `loc-network up`."))
    return out


def _certificates(network: Network, topology: Topology) -> list[Finding]:
    out = []
    for organisation in topology.participants:
        if network.layout.host not in (None, organisation.host):
            continue
        for owner, path in identities.renewables(network.layout, organisation.name):
            if not path.is_file():
                out.append(
                    Finding(
                        "error",
                        f"The certificate of {owner} is missing ({path}).",
                        "Restore it from a backup, or run `loc-network up` again.",
                    )
                )
                continue
            days = msp.days_left(path)
            if days < 0:
                out.append(
                    Finding(
                        "error",
                        f"The certificate of {owner} expired {-days:.0f} days ago.",
                        "Run `loc-network renew`; see the runbook on renewing certificates.",
                    )
                )
            elif days < EXPIRY_DAYS:
                out.append(
                    Finding(
                        "warning",
                        f"The certificate of {owner} expires in {days:.0f} days.",
                        "Run `loc-network renew`.",
                    )
                )
    return out


def _clocks(network: Network, topology: Topology) -> list[Finding]:
    """Compare this clock with those of the CAs, which write the time into every answer."""
    everyone = [o.name for o in topology.participants]

    def skew(organisation: str) -> Finding | None:
        try:
            shown = exchange.entry(network.layout, organisation)
            apart = clock_difference(shown["ca_url"], shown["root"])
        except (NetworkError, OSError):
            here = network.layout.host in (None, topology.host_of(organisation))
            # Here, the dead process has been reported already.
            return (
                None
                if here
                else Finding(
                    "warning",
                    f"The CA of {organisation} does not answer.",
                    "Its host may be down or cut off; the others go on if the roles that endorse are there.",
                )
            )
        if abs(apart) <= SKEW_SECONDS:
            return None
        return Finding(
            "error",
            f"The clock of {organisation}'s host differs by {apart:+.0f} s from this one.",
            "Set both by a time service (NTP); peers refuse transactions too far in time.",
        )

    with ThreadPoolExecutor(max_workers=8) as pool:
        return [f for f in pool.map(skew, everyone) if f is not None]


def clock_difference(url: str, root_pem: str) -> float:
    """Seconds by which the clock of the CA at `url` is ahead of ours. Raises OSError when it does not
    answer."""
    context = ssl.create_default_context(cadata=root_pem)
    with urllib.request.urlopen(f"{url}/cainfo", timeout=3, context=context) as answer:
        told = parsedate_to_datetime(answer.headers["Date"])
    return (told - datetime.now(UTC)).total_seconds()


def _heights(network: Network) -> list[Finding]:
    out = []
    host, ordering = network.layout.host, network.layout.topology().orderer_organisations
    for channel in status(network).channels:
        if not channel.leader and all(host in (None, o.host) for o in ordering):
            out.append(
                Finding(
                    "error",
                    f"No orderer leads the channel {channel.name}.",
                    "After a start or a crash an election takes some seconds; a majority of the orderers "
                    "must run (BFT: more than two thirds).",
                )
            )
        highest = max(channel.heights.values(), default=0)
        out += [
            Finding(
                "warning",
                f"{peer} is {highest - height} blocks behind on {channel.name}.",
                f"It catches up by itself; if the gap grows, read `loc-network logs {peer}`.",
            )
            for peer, height in channel.heights.items()
            if highest - height > LAG_BLOCKS
        ]
    return out


def _approvals(network: Network, topology: Topology) -> list[Finding]:
    """A peer that lost its ledger lost its organisation's approvals with it, and endorses nothing."""
    tools = programs.find()

    def missing(item: tuple[Organisation, Channel, str]) -> Finding | None:
        organisation, channel, contract = item
        try:
            if lifecycle.has_approved(network.layout, tools, channel, organisation, contract):
                return None
        except NetworkError:
            return None  # what does not answer has been reported already
        return Finding(
            "warning",
            f"{organisation.name} does not know that it approved {contract} on {channel.name}: "
            "its peer endorses nothing.",
            f"Run `loc-network upgrade {contract} VERSION` with a new version (runbook: backups).",
        )

    asked = [
        (organisation, channel, contract)
        for channel in topology.channels
        for contract in channel.contracts
        for organisation in topology.organisations
        if organisation.name in channel.members and network.layout.host in (None, organisation.host)
    ]
    with ThreadPoolExecutor(max_workers=4) as pool:
        return [f for f in pool.map(missing, asked) if f is not None]
