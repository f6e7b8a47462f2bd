"""The contract's way onto a channel: package, install, approve, commit; and its service, one an organisation.

The contract runs as a service of its organisation (Fabric: chaincode as a service). A package therefore
holds no
code, only where the service is and how to trust it: peer and service show each other certificates of their
CA. Packages differ from organisation to organisation, so each approves its own package id.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import json
import os
import sys
import tarfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from loc_network import exchange
from loc_network.channel import orderer_arguments, peer_environment, run
from loc_network.errors import NetworkError
from loc_network.hosts import processes
from loc_network.hosts.nodes import tls_root
from loc_network.hosts.programs import Programs
from loc_network.layout import Layout, write
from loc_network.topology import Channel, Contract, Organisation, Topology
from loc_network.topology_checks import CONTRACTS

SERVICE = (sys.executable, "-P", "-m", "loc_desktop.ledger.fabric.service")
_HERE = str(Path(__file__).parent.parent)


@dataclass(frozen=True)
class CommittedDefinition:
    """What a channel has agreed on for a contract."""

    version: str
    sequence: int


def service_node(organisation: str, contract: Contract) -> str:
    """The name of the process that runs an organisation's contract service."""
    return f"contract-{contract.name}-{contract.version}.{organisation}"


def package(layout: Layout, topology: Topology, organisation: str, contract: Contract) -> tuple[Path, str]:
    """The organisation's package of a contract and its id; the same input gives the same bytes."""
    node = service_node(organisation, contract)
    label = f"{contract.name}_{contract.version}"
    connection = {
        "address": f"{topology.listen_address(organisation)}:{layout.port(node)}",
        "dial_timeout": "10s",
        "tls_required": True,
        "client_auth_required": True,
        # Filled in by the peer's builder from the peer's environment (see `nodes.start_peer`): a package with
        # a certificate inside would have to be approved anew with every renewal.
        "client_key": "{{.client_key}}",
        "client_cert": "{{.client_cert}}",
        "root_cert": "{{.root_cert}}",
    }
    code = _tar({"connection.json": json.dumps(connection, sort_keys=True).encode()})
    metadata = json.dumps({"type": "ccaas", "label": label, "path": ""}, sort_keys=True).encode()
    path = layout.root / "packages" / f"{label}.{organisation}.tar.gz"
    content = _tar({"metadata.json": metadata, "code.tar.gz": code})
    if not path.is_file() or path.read_bytes() != content:
        write(path, content)
    return path, f"{label}:{hashlib.sha256(content).hexdigest()}"


def _tar(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with (
        gzip.GzipFile(fileobj=out, mode="wb", mtime=0) as packed,
        tarfile.open(fileobj=packed, mode="w") as tar,
    ):
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size, info.mode = len(content), 0o600
            tar.addfile(info, io.BytesIO(content))
    return out.getvalue()


def start_service(
    layout: Layout,
    topology: Topology,
    organisation: Organisation,
    contract: Contract,
    command: tuple[str, ...],
) -> None:
    """Start an organisation's service of a contract; ready when it listens."""
    node = service_node(organisation.name, contract)
    _, package_id = package(layout, topology, organisation.name, contract)
    tls = layout.org(organisation.name) / "service" / "tls"
    # Who may speak for which role: an organisation's CA could put any role into a certificate.
    speaks = [part for o in topology.organisations for part in ("--speaks", f"{o.msp_id}={o.role}")]
    processes.start(
        layout,
        node,
        [
            *command,
            "--address",
            f"{topology.listen_address(organisation.name)}:{layout.port(node)}",
            "--id",
            package_id,
            "--tls-key",
            str(tls / "server.key"),
            "--tls-cert",
            str(tls / "server.crt"),
            "--client-ca",
            str(tls / "ca.crt"),
            # Of all whom that root knows, only the holder of this key: the organisation's own peers.
            "--client",
            str(tls.with_name("client") / "server.crt"),
            "--contract",
            CONTRACTS[contract.name],
            *speaks,
        ],
        # From a checkout the program is found beside this package, wherever the service's own directory is.
        env={"PYTHONPATH": os.pathsep.join([_HERE, *filter(None, [os.environ.get("PYTHONPATH")])])},
        cwd=layout.root,
    )


def install(
    layout: Layout,
    programs: Programs,
    topology: Topology,
    organisation: Organisation,
    peer: str,
    contracts: Iterable[Contract],
) -> None:
    """Install the packages that a peer does not have: it may be new, or restored from an old backup."""
    environment = peer_environment(layout, organisation, peer)
    out = run(
        [programs["peer"], "lifecycle", "chaincode", "queryinstalled", "--output", "json"],
        env=environment,
        what=f"ask {peer} what is installed",
    )
    have = {entry["package_id"] for entry in json.loads(out).get("installed_chaincodes", [])}
    for contract in contracts:
        path, package_id = package(layout, topology, organisation.name, contract)
        if package_id not in have:
            run(
                [programs["peer"], "lifecycle", "chaincode", "install", str(path)],
                env=environment,
                what=f"install {contract.name} on {peer}",
            )


def _definition(channel: Channel, contract: Contract, sequence: int) -> list[str]:
    # The endorsement policy is the channel's own (Application/Endorsement), set at genesis and by `add-org`.
    return [
        "--channelID",
        channel.name,
        "--name",
        contract.name,
        "--version",
        contract.version,
        "--sequence",
        str(sequence),
    ]


def approval(
    layout: Layout,
    topology: Topology,
    channel: Channel,
    organisation: Organisation,
    contract: Contract,
    sequence: int,
) -> str:
    """The step by which an organisation's approval of a definition is recorded."""
    _, package_id = package(layout, topology, organisation.name, contract)
    return f"approved {channel.name} {contract.name} {sequence} by {organisation.name} {package_id}"


def approve(
    layout: Layout,
    programs: Programs,
    topology: Topology,
    channel: Channel,
    organisation: Organisation,
    contract: Contract,
    sequence: int,
) -> None:
    """The organisation's vote for this version of the contract, with its own package."""
    _, package_id = package(layout, topology, organisation.name, contract)
    try:
        run(
            [programs["peer"], "lifecycle", "chaincode", "approveformyorg",
             *orderer_arguments(layout, topology), *_definition(channel, contract, sequence),
             "--package-id", package_id],
            env=peer_environment(layout, organisation),
            what=f"approve {contract.name} {contract.version} as {organisation.name}",
        )  # fmt: skip
    except NetworkError as error:
        if "unchanged content" not in error.problem:
            raise


def committed(
    layout: Layout,
    programs: Programs,
    channel: Channel,
    organisation: Organisation,
    contract: str,
    peer: str | None = None,
) -> CommittedDefinition | None:
    """What the channel has agreed on, as the organisation's peer sees it; None when nothing yet."""
    try:
        out = run(
            [
                programs["peer"],
                "lifecycle",
                "chaincode",
                "querycommitted",
                "--channelID",
                channel.name,
                "--name",
                contract,
                "--output",
                "json",
            ],
            env=peer_environment(layout, organisation, peer),
            what=f"ask for {contract} on {channel.name}",
        )
    except NetworkError as error:
        if "not defined" in error.problem or "namespace" in error.problem:
            return None
        raise
    definition = json.loads(out)
    return CommittedDefinition(str(definition["version"]), int(definition["sequence"]))


def has_approved(
    layout: Layout, programs: Programs, channel: Channel, organisation: Organisation, contract: str
) -> bool:
    """Whether the organisation's first peer knows of an approval by its organisation, which it needs to
    endorse."""
    try:
        run(
            [programs["peer"], "lifecycle", "chaincode", "queryapproved", "--channelID", channel.name,
             "--name", contract, "--output", "json"],
            env=peer_environment(layout, organisation),
            what=f"ask {organisation.name} for its approval of {contract}",
        )  # fmt: skip
    except NetworkError as error:
        # It stands in the blocks as a hash only; what was approved is the organisation's private data.
        if "private data matching public hash version is not available" in error.problem:
            return False
        raise
    return True


def approvals(
    layout: Layout,
    programs: Programs,
    channel: Channel,
    organisation: Organisation,
    contract: Contract,
    sequence: int,
) -> dict[str, bool]:
    """Who has approved that definition so far: organisation -> yes or no."""
    out = run(
        [
            programs["peer"],
            "lifecycle",
            "chaincode",
            "checkcommitreadiness",
            *_definition(channel, contract, sequence),
            "--output",
            "json",
        ],
        env=peer_environment(layout, organisation),
        what=f"ask who approved {contract.name}",
    )
    return {str(k): bool(v) for k, v in json.loads(out)["approvals"].items()}


def commit(
    layout: Layout,
    programs: Programs,
    topology: Topology,
    channel: Channel,
    organisation: Organisation,
    contract: Contract,
    sequence: int,
    agreed: tuple[str, ...],
) -> None:
    """Make an approved definition the channel's, endorsed by the first peers of those who `agreed` to it."""
    peers: list[str] = []
    for name in agreed:
        node = exchange.entry(layout, name)["nodes"][0]
        peers += [
            "--peerAddresses",
            f"{node['address']}:{node['port']}",
            "--tlsRootCertFiles",
            str(tls_root(layout, name)),
        ]
    run(
        [
            programs["peer"],
            "lifecycle",
            "chaincode",
            "commit",
            *orderer_arguments(layout, topology),
            *_definition(channel, contract, sequence),
            *peers,
        ],
        env=peer_environment(layout, organisation),
        what=f"commit {contract.name} {contract.version}",
    )
