"""Channels: the genesis block, orderers and peers that join, and changes of the configuration.

A change is computed from the current configuration, signed by as many administrators as the channel's policy
asks for, and submitted as a transaction.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from fabric_protos.common import common_pb2, configtx_pb2
from fabric_protos.msp import msp_config_pb2

from loc_network import endorsement, exchange
from loc_network.errors import NetworkError
from loc_network.hosts.nodes import tls_root
from loc_network.hosts.programs import Programs
from loc_network.layout import Layout, write
from loc_network.topology import Channel, Organisation, Participant, Topology

_IMPLICIT = {"majority": "MAJORITY Endorsement", "any": "ANY Endorsement", "all": "ALL Endorsement"}

_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def run(
    command: list[str], *, env: Mapping[str, str] | None = None, what: str, timeout: float = 120.0
) -> str:
    """Run a Fabric program to its end; NetworkError with what it complained of when it fails."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith(("CORE_", "ORDERER_", "FABRIC_"))}
    try:
        process = subprocess.run(
            command,
            env={**clean, **(env or {})},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
            timeout=timeout,
        )
    except subprocess.TimeoutExpired as error:
        raise NetworkError(
            "Could not {what}: no answer after {number} s.",
            "Run `loc-network status`.",
            what=what,
            number=format(timeout, ".0f"),
        ) from error
    if process.returncode != 0:
        lines = [
            _COLOUR.sub("", line) for line in (process.stderr or process.stdout).splitlines() if line.strip()
        ]
        errors = [line for line in lines if "rror" in line] or lines
        # A log line begins with time, level and place; what is wrong stands after the arrow.
        said = errors[-1].rpartition(" -> ")[2] if errors else "no message"
        raise NetworkError("Could not {what}: {said}", "Run `loc-network doctor`.", what=what, said=said)
    return process.stdout


def peer_environment(layout: Layout, organisation: Organisation, peer: str | None = None) -> dict[str, str]:
    """Environment in which the `peer` command acts as the organisation's administrator, on one of its
    peers."""
    name = peer or organisation.peer_names()[0]
    return {
        "FABRIC_CFG_PATH": str(layout.node(organisation.name, name)),
        "CORE_PEER_MSPCONFIGPATH": str(layout.admin_msp(organisation.name)),
        "FABRIC_LOGGING_SPEC": "error",
    }


def orderer_arguments(layout: Layout, topology: Topology) -> list[str]:
    """-o, --tls and --cafile of the first orderer that takes connections: any of them may be down."""
    orderers = [
        (node, organisation.name)
        for organisation in topology.orderer_organisations
        for node in exchange.entry(layout, organisation.name)["nodes"]
    ]
    node, owner = next(
        ((node, owner) for node, owner in orderers if _listens(node["address"], node["port"])), orderers[0]
    )
    return ["-o", f"{node['address']}:{node['port']}", "--tls", "--cafile", str(tls_root(layout, owner))]


def _listens(address: str, port: int) -> bool:
    try:
        with socket.create_connection((address, port), timeout=2.0):
            return True
    except OSError:
        return False


# Making a channel


def make_genesis(
    layout: Layout, programs: Programs, topology: Topology, channel: Channel, block: Path
) -> None:
    """The channel's first block, from what every organisation has shown of itself, written to `block`."""
    with tempfile.TemporaryDirectory() as folder:
        config = genesis_config(layout, topology, channel, Path(folder))
        write(Path(folder) / "configtx.yaml", yaml.safe_dump(config))
        run(
            [
                programs["configtxgen"],
                "-configPath",
                folder,
                "-profile",
                "channel",
                "-channelID",
                channel.name,
                "-outputBlock",
                str(Path(folder) / "block"),
            ],
            env={"FABRIC_LOGGING_SPEC": "error"},
            what=f"make the genesis block of {channel.name}",
        )
        write(block, (Path(folder) / "block").read_bytes())


def config_of(block: bytes) -> Any:
    """The configuration (`common.Config`) in a configuration block."""
    envelope = common_pb2.Envelope.FromString(common_pb2.Block.FromString(block).data.data[0])
    payload = common_pb2.Payload.FromString(envelope.payload)
    return configtx_pb2.ConfigEnvelope.FromString(payload.data).config


def organisation_config(layout: Layout, organisation: Participant) -> dict[str, Any]:
    """An organisation in configtx.yaml: its MSP, who of it may read, write, endorse and administrate."""
    msp_id = organisation.msp_id
    shown = exchange.entry(layout, organisation.name)
    out: dict[str, Any] = {
        "Name": organisation.name,
        "ID": msp_id,
        "MSPDir": str(layout.org(organisation.name) / "msp"),
    }

    def rule(*kinds: str) -> dict[str, str]:
        who = ", ".join(f"'{msp_id}.{kind}'" for kind in kinds)
        return {"Type": "Signature", "Rule": f"OR({who})"}

    if isinstance(organisation, Organisation):
        out["Policies"] = {
            "Readers": rule("admin", "peer", "client"),
            "Writers": rule("admin", "client"),
            "Admins": rule("admin"),
            "Endorsement": rule("peer"),
        }
        out["AnchorPeers"] = [{"Host": n["address"], "Port": n["port"]} for n in shown["nodes"]]
    else:
        out["Policies"] = {
            "Readers": rule("member"),
            "Writers": rule("member"),
            "Admins": rule("admin"),
        }
        out["OrdererEndpoints"] = [f"{n['address']}:{n['port']}" for n in shown["nodes"]]
    return out


def genesis_config(layout: Layout, topology: Topology, channel: Channel, folder: Path) -> dict[str, Any]:
    """configtx.yaml of a channel; orderers' certificates are laid into `folder`."""
    orderers = []
    for organisation in topology.orderer_organisations:
        for node in exchange.entry(layout, organisation.name)["nodes"]:
            tls = write(folder / f"{node['name']}.tls.pem", node["tls_certificate"])
            sign = write(folder / f"{node['name']}.sign.pem", node["certificate"])
            orderers.append((organisation, node, str(tls), str(sign)))
    batch = topology.batch
    ordering: dict[str, Any] = {
        "BatchTimeout": f"{batch.timeout_ms}ms",
        "BatchSize": {
            "MaxMessageCount": batch.messages,
            # The largest dossier is in its lock twice: as argument and as what is written.
            "AbsoluteMaxBytes": "4 MB",
            "PreferredMaxBytes": "2 MB",
        },
        "Organizations": [organisation_config(layout, o) for o in topology.orderer_organisations],
        "Policies": {
            "Readers": _meta("ANY Readers"),
            "Writers": _meta("ANY Writers"),
            "Admins": _meta("MAJORITY Admins"),
            "BlockValidation": _meta("ANY Writers"),
        },
        "Capabilities": {"V2_0": True},
    }
    if topology.consensus == "bft":
        ordering["OrdererType"] = "BFT"
        ordering["ConsenterMapping"] = [
            {
                "ID": i + 1,
                "Host": node["address"],
                "Port": node["port"],
                "MSPID": organisation.msp_id,
                "Identity": sign,
                "ClientTLSCert": tls,
                "ServerTLSCert": tls,
            }
            for i, (organisation, node, tls, sign) in enumerate(orderers)
        ]
        # A dead leader is replaced after RequestForwardTimeout + RequestComplainTimeout.
        ordering["SmartBFT"] = {
            "RequestBatchMaxInterval": f"{batch.timeout_ms}ms",
            "RequestBatchMaxCount": batch.messages,
            "RequestForwardTimeout": "3s",
            "RequestComplainTimeout": "7s",
            "RequestAutoRemoveTimeout": "3m",
            "ViewChangeResendInterval": "3s",
            "ViewChangeTimeout": "10s",
            "LeaderHeartbeatTimeout": "15s",
            "LeaderHeartbeatCount": 10,
            "CollectTimeout": "1s",
            "IncomingMessageBufferSize": 200,
            "RequestPoolSize": 100000,
        }
    else:
        ordering["OrdererType"] = "etcdraft"
        ordering["EtcdRaft"] = {
            "Consenters": [
                {"Host": node["address"], "Port": node["port"], "ClientTLSCert": tls, "ServerTLSCert": tls}
                for _, node, tls, _ in orderers
            ],
            # A leader is elected 1-2 s after a start or a crash; Fabric's own figures make it 5-10 s.
            "Options": {
                "TickInterval": "100ms",
                "ElectionTick": 10,
                "HeartbeatTick": 1,
                "MaxInflightBlocks": 5,
                "SnapshotIntervalSize": "16 MB",
            },
        }
    members = [topology.organisation(name) for name in channel.members]
    standard = {
        "Readers": _meta("ANY Readers"),
        "Writers": _meta("ANY Writers"),
        "Admins": _meta("MAJORITY Admins"),
    }
    deciding = _deciding(topology, channel)
    return {
        "Profiles": {
            "channel": {
                "Policies": standard,
                "Capabilities": {"V3_0": True},
                "Orderer": ordering,
                "Application": {
                    "Organizations": [organisation_config(layout, o) for o in members],
                    "Policies": {**standard, **deciding},
                    "Capabilities": {"V2_5": True},
                },
            }
        }
    }


def _deciding(topology: Topology, channel: Channel) -> dict[str, dict[str, str]]:
    """Who endorses, who agrees on a contract, who changes the channel: the same roles, if it is by roles."""
    if channel.by_roles:
        endorsing = _signature(endorsement.policy(topology, channel))
        admins = _signature(endorsement.policy(topology, channel, "admin"))
        return {"Endorsement": endorsing, "LifecycleEndorsement": endorsing, "Admins": admins}
    rule = _IMPLICIT.get(channel.endorsement)
    return {
        "Endorsement": _meta(rule) if rule else _signature(channel.endorsement),
        "LifecycleEndorsement": _meta("MAJORITY Endorsement"),
        "Admins": _meta("MAJORITY Admins"),
    }


def _signature(rule: str) -> dict[str, str]:
    return {"Type": "Signature", "Rule": rule}


def _meta(rule: str) -> dict[str, str]:
    return {"Type": "ImplicitMeta", "Rule": rule}


def join_orderer(layout: Layout, programs: Programs, organisation: str, orderer: str, channel: str) -> None:
    """An orderer takes up a channel; nothing happens when it has it already."""
    admin = layout.org(organisation) / "admin" / "tls"
    common = [
        "-o",
        f"127.0.0.1:{layout.port(orderer, 'admin')}",
        "--ca-file",
        str(admin / "ca.crt"),
        "--client-cert",
        str(admin / "server.crt"),
        "--client-key",
        str(admin / "server.key"),
    ]
    answer = run(
        [
            programs["osnadmin"],
            "channel",
            "join",
            "--channelID",
            channel,
            "--config-block",
            str(layout.block(channel)),
            *common,
        ],
        what=f"let {orderer} join {channel}",
    )
    if "Status: 201" not in answer and "already exists" not in answer:
        raise NetworkError(
            "{orderer} did not join {channel}: {names}",
            "Run `loc-network doctor`.",
            orderer=orderer,
            channel=channel,
            names=" ".join(answer.split()),
        )


def join_peer(
    layout: Layout, programs: Programs, organisation: Organisation, peer: str, channel: str
) -> None:
    """A peer takes up a channel; nothing happens when it has it already."""
    try:
        run(
            [programs["peer"], "channel", "join", "-b", str(layout.block(channel))],
            env=peer_environment(layout, organisation, peer),
            what=f"let {peer} join {channel}",
        )
    except NetworkError as error:
        if "already exists" not in error.problem:
            raise


def height(layout: Layout, programs: Programs, organisation: Organisation, peer: str, channel: str) -> int:
    """The number of blocks a peer holds of a channel."""
    out = run(
        [programs["peer"], "channel", "getinfo", "-c", channel],
        env=peer_environment(layout, organisation, peer),
        what=f"ask {peer} for its height",
    )
    return int(json.loads(out.split("info:", 1)[1])["height"])


def newest(
    layout: Layout, programs: Programs, topology: Topology, channel: Channel, organisation: Organisation
) -> int:
    """The number of the newest block that the orderers have."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "newest.block"
        run(
            [programs["peer"], "channel", "fetch", "newest", str(path), "-c", channel.name,
             *orderer_arguments(layout, topology)],
            env=peer_environment(layout, organisation), what=f"ask the orderers for {channel.name}",
        )  # fmt: skip
        return int(common_pb2.Block.FromString(path.read_bytes()).header.number)


# Changing a channel


def current(layout: Layout, programs: Programs, topology: Topology, channel: Channel) -> Any:
    """The channel's configuration now (`common.Config`)."""
    organisation = _local_member(layout, topology, channel)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.block"
        run(
            [
                programs["peer"],
                "channel",
                "fetch",
                "config",
                str(path),
                "-c",
                channel.name,
                *orderer_arguments(layout, topology),
            ],
            env=peer_environment(layout, organisation),
            what=f"fetch the configuration of {channel.name}",
        )
        return config_of(path.read_bytes())


def propose(
    layout: Layout, programs: Programs, topology: Topology, channel: Channel, change: Callable[[Any], None]
) -> bytes | None:
    """The update (an unsigned envelope) that makes `change` on the configuration; None when it changes
    nothing."""
    before = current(layout, programs, topology, channel)
    after = configtx_pb2.Config.FromString(before.SerializeToString())
    change(after)
    if after == before:
        return None
    with tempfile.TemporaryDirectory() as folder:
        old, new, out = (Path(folder) / name for name in ("old.pb", "new.pb", "update.pb"))
        old.write_bytes(before.SerializeToString())
        new.write_bytes(after.SerializeToString())
        run(
            [
                programs["configtxlator"],
                "compute_update",
                "--channel_id",
                channel.name,
                "--original",
                str(old),
                "--updated",
                str(new),
                "--output",
                str(out),
            ],
            what=f"compute the update of {channel.name}",
        )
        update = configtx_pb2.ConfigUpdateEnvelope(config_update=out.read_bytes())
    header = common_pb2.ChannelHeader(type=common_pb2.HeaderType.CONFIG_UPDATE, channel_id=channel.name)
    payload = common_pb2.Payload(
        header=common_pb2.Header(channel_header=header.SerializeToString()), data=update.SerializeToString()
    )
    return bytes(common_pb2.Envelope(payload=payload.SerializeToString()).SerializeToString())


def sign(layout: Layout, programs: Programs, organisation: Organisation, update: Path) -> None:
    """Add an organisation's administrator's signature to an update, in place."""
    run(
        [programs["peer"], "channel", "signconfigtx", "-f", str(update)],
        env=peer_environment(layout, organisation),
        what=f"sign the update as {organisation.name}",
    )


def submit(
    layout: Layout,
    programs: Programs,
    topology: Topology,
    channel: Channel,
    organisation: Organisation,
    update: Path,
) -> None:
    """Submit an update, signed by `organisation` and by whoever signed it before."""
    run(
        [
            programs["peer"],
            "channel",
            "update",
            "-f",
            str(update),
            "-c",
            channel.name,
            *orderer_arguments(layout, topology),
        ],
        env=peer_environment(layout, organisation),
        what=f"update the configuration of {channel.name}",
    )


def apply(
    layout: Layout,
    programs: Programs,
    topology: Topology,
    channel: Channel,
    change: Callable[[Any], None],
    signers: Iterable[Organisation],
) -> bool:
    """Propose, sign by all `signers`, submit by the last of them. False when there was nothing to change."""
    update = propose(layout, programs, topology, channel, change)
    if update is None:
        return False
    *others, last = signers
    with tempfile.TemporaryDirectory() as folder:
        path = write(Path(folder) / "update.pb", update)
        for organisation in others:
            sign(layout, programs, organisation, path)
        submit(layout, programs, topology, channel, last, path)
    return True


def joining(
    layout: Layout, programs: Programs, after: Topology, channel: Channel, name: str
) -> Callable[[Any], None]:
    """The change of a channel's configuration by which organisation `name` becomes a member.

    Its group, and where roles endorse the policies that name it, are taken from a block that would begin the
    channel as it is `after`wards.
    """
    with tempfile.TemporaryDirectory() as folder:
        make_genesis(layout, programs, after, channel, Path(folder) / "block")
        wanted = config_of((Path(folder) / "block").read_bytes()).channel_group.groups["Application"]

    def change(config: Any) -> None:
        application = config.channel_group.groups["Application"]
        application.groups[name].CopyFrom(wanted.groups[name])
        for policy in _deciding(after, channel) if channel.by_roles else ():
            application.policies[policy].policy.CopyFrom(wanted.policies[policy].policy)

    return change


def set_revocations(config: Any, organisation: str, crl: bytes) -> None:
    """Put an organisation's revocation list (PEM) into its MSP in a configuration."""
    for section in ("Application", "Orderer"):
        groups = config.channel_group.groups[section].groups
        if organisation in groups:
            value = groups[organisation].values["MSP"]
            outer = msp_config_pb2.MSPConfig.FromString(value.value)
            inner = msp_config_pb2.FabricMSPConfig.FromString(outer.config)
            if list(inner.revocation_list) == [crl]:
                continue
            del inner.revocation_list[:]
            inner.revocation_list.append(crl)
            outer.config = inner.SerializeToString()
            value.value = outer.SerializeToString()


def _local_member(layout: Layout, topology: Topology, channel: Channel) -> Organisation:
    for name in channel.members:
        if layout.is_here(name) and layout.admin_msp(name).is_dir():
            return topology.organisation(name)
    raise NetworkError(
        "No member of {name} is on this machine.", "Run this on a member's host.", name=channel.name
    )
