"""Configuration and start of the nodes: certificate authorities, orderers, peers.

The configuration is written anew at every start, from the topology and the recorded ports. Log level warning:
debug halves the throughput.
"""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path
from typing import Any

import yaml

from loc_network.errors import NetworkError
from loc_network.hosts import processes
from loc_network.hosts.programs import Programs
from loc_network.layout import Layout, is_free, write
from loc_network.membership import ca
from loc_network.topology import OrdererOrganisation, Organisation, Participant, Topology

_LOG_FORMAT = "%{time:2006-01-02 15:04:05.000 MST} %{level:.4s} [%{module}] %{shortfunc} -> %{message}"
BUILDER_VARIABLE = "CHAINCODE_AS_A_SERVICE_BUILDER_CONFIG"
PEER_PORTS = ("grpc", "chaincode", "operations")
ORDERER_PORTS = ("grpc", "admin", "operations")
CA_PORTS = ("grpc", "operations")
MOST_RECEIVED = 5 * 1024 * 1024
"""Bytes of a message to a node: a block and what is around it. More is not read, whoever sends it."""
MOST_SENT = 100 * 1024 * 1024
"""Answers may be larger: a report of many loans."""


def ports_wanted(organisation: Participant) -> dict[str, tuple[str, ...]]:
    """The ports an organisation's nodes need: node -> purposes."""
    wanted: dict[str, tuple[str, ...]] = {f"ca.{organisation.name}": CA_PORTS}
    if isinstance(organisation, Organisation):
        wanted |= dict.fromkeys(organisation.peer_names(), PEER_PORTS)
    else:
        wanted |= dict.fromkeys(organisation.orderer_names(), ORDERER_PORTS)
    return wanted


def check_address(topology: Topology, organisation: Participant) -> None:
    """Refuse to start an organisation on a machine that does not have its host's address."""
    address = topology.listen_address(organisation.name)
    try:
        family, kind, protocol, _, end = socket.getaddrinfo(address, 0, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.bind(end)
    except OSError as error:
        raise NetworkError(
            "The host {host} has the address {address}, which this machine has not ({why}).",
            "Correct it under 'hosts' in the topology, or say with --host which host this machine is.",
            host=organisation.host,
            address=address,
            why=error.strerror,
        ) from error


def taken_ports(layout: Layout, topology: Topology, node: str) -> list[tuple[str, int]]:
    """The ports of a node that another program listens on: (purpose, port). None while the node runs."""
    ports = layout.ports().get(node, {})
    if not ports or processes.running(layout, node):
        return []
    address = topology.listen_address(node.rpartition(".")[2])
    return [
        (purpose, port)
        for purpose, port in ports.items()
        if not is_free(port, address if purpose == "grpc" else "127.0.0.1")
    ]


def start_ca(layout: Layout, programs: Programs, topology: Topology, organisation: str) -> str:
    """Start an organisation's CA; returns the bootstrap secret. Ready when it listens."""
    address = topology.listen_address(organisation)
    secret = ca.configure(layout, organisation, address)
    node = f"ca.{organisation}"
    home = layout.org(organisation) / "ca"
    processes.start(
        layout,
        node,
        [programs["fabric-ca-server"], "start"],
        env={"FABRIC_CA_SERVER_HOME": str(home), "GOGC": "50"},
        cwd=home,
    )
    processes.wait_listening(layout, node, layout.port(node), address)
    return secret


def start_peer(
    layout: Layout, programs: Programs, topology: Topology, organisation: Organisation, peer: str
) -> None:
    """Start a peer; ready when `processes.wait_listening` says so."""
    home = layout.node(organisation.name, peer)
    write(home / "core.yaml", yaml.safe_dump(peer_config(layout, programs, topology, organisation, peer)))
    processes.start(
        layout,
        peer,
        [programs["peer"], "node", "start"],
        env={
            "FABRIC_CFG_PATH": str(home),
            **_logging(),
            BUILDER_VARIABLE: _link(layout, organisation.name),
        },
        cwd=home,
    )


def _link(layout: Layout, organisation: str) -> str:
    """How the organisation's peers show themselves to its contract service, for the ccaas builder's
    templates."""
    home = layout.org(organisation) / "service"
    return json.dumps(
        {
            "client_key": (home / "client" / "server.key").read_text("utf-8"),
            "client_cert": (home / "client" / "server.crt").read_text("utf-8"),
            "root_cert": (home / "tls" / "ca.crt").read_text("utf-8"),
        }
    )


def start_orderer(
    layout: Layout, programs: Programs, topology: Topology, organisation: OrdererOrganisation, orderer: str
) -> None:
    """Start an orderer; ready when `processes.wait_listening` says so."""
    home = layout.node(organisation.name, orderer)
    write(home / "orderer.yaml", yaml.safe_dump(orderer_config(layout, topology, organisation, orderer)))
    processes.start(
        layout,
        orderer,
        [programs["orderer"]],
        env={"FABRIC_CFG_PATH": str(home), **_logging()},
        cwd=home,
    )


def _logging() -> dict[str, str]:
    return {
        "FABRIC_LOGGING_SPEC": os.environ.get("LOC_NETWORK_LOG", "warning"),
        "FABRIC_LOGGING_FORMAT": _LOG_FORMAT,
    }


def peer_config(
    layout: Layout, programs: Programs, topology: Topology, organisation: Organisation, peer: str
) -> dict[str, Any]:
    """core.yaml of a peer (also read by the `peer` command line that acts for its organisation)."""
    home = layout.node(organisation.name, peer)
    address = topology.listen_address(organisation.name)
    endpoint = f"{address}:{layout.port(peer)}"
    siblings = [
        f"{address}:{layout.port(name)}"
        for name in organisation.peer_names()
        if name != peer and name in layout.ports()
    ]
    return {
        "peer": {
            "id": peer,
            "networkId": topology.name,
            "listenAddress": endpoint,
            "address": endpoint,
            "chaincodeListenAddress": f"127.0.0.1:{layout.port(peer, 'chaincode')}",
            "localMspId": organisation.msp_id,
            "localMspType": "bccsp",
            "mspConfigPath": str(home / "msp"),
            "fileSystemPath": str(home / "data"),
            "BCCSP": {"Default": "SW", "SW": {"Hash": "SHA2", "Security": 256}},
            "gateway": {
                "enabled": True,
                "endorsementTimeout": "30s",
                "broadcastTimeout": "30s",
                "dialTimeout": "10s",
            },
            "gossip": {
                "bootstrap": siblings or [endpoint],
                "endpoint": endpoint,
                "externalEndpoint": endpoint,
                # Every peer takes blocks from the orderers itself: no election, no single leader to lose.
                "useLeaderElection": False,
                "orgLeader": True,
                # Peers tell each other what they hold and run; short intervals here are what makes the
                # network ready seconds earlier after a start, at no cost worth measuring.
                "publishStateInfoInterval": "1s",
                "requestStateInfoInterval": "1s",
                "reconnectInterval": "3s",
                "aliveTimeInterval": "2s",
                "aliveExpirationTimeout": "20s",
                "publishCertPeriod": "3s",
                "pullInterval": "2s",
                "pullPeerNum": 3,
                "propagateIterations": 1,
                "propagatePeerNum": 3,
                "maxBlockCountToStore": 10,
                "maxPropagationBurstLatency": "10ms",
                "maxPropagationBurstSize": 10,
                "membershipTrackerInterval": "5s",
                "dialTimeout": "3s",
                "connTimeout": "2s",
                "recvBuffSize": 20,
                "sendBuffSize": 200,
                "digestWaitTime": "1s",
                "requestWaitTime": "1500ms",
                "responseWaitTime": "2s",
                "maxConnectionAttempts": 120,
                "msgExpirationFactor": 20,
                "state": {"enabled": False},
                # An organisation's approvals are private data of its own peers.
                "pvtData": {
                    "pullRetryThreshold": "3s",
                    "transientstoreMaxBlockRetention": 20000,
                    "pushAckTimeout": "3s",
                    "btlPullMargin": 10,
                    "reconcileBatchSize": 10,
                    "reconcileSleepInterval": "10s",
                    "reconciliationEnabled": True,
                    "skipPullingInvalidTransactionsDuringCommit": False,
                    "implicitCollectionDisseminationPolicy": {"requiredPeerCount": 0, "maxPeerCount": 1},
                },
            },
            "tls": {
                "enabled": True,
                "clientAuthRequired": False,
                "cert": {"file": str(home / "tls" / "server.crt")},
                "key": {"file": str(home / "tls" / "server.key")},
                "rootcert": {"file": str(home / "tls" / "ca.crt")},
            },
            "authentication": {"timewindow": "15m"},
            "keepalive": {
                "interval": "7200s",
                "timeout": "20s",
                "minInterval": "10s",
                "client": {"interval": "20s", "timeout": "10s"},
                "deliveryClient": {"interval": "20s", "timeout": "10s"},
            },
            "client": {"connTimeout": "10s"},
            "deliveryclient": {
                "blockGossipEnabled": False,
                # For ever, in effect: a host that was cut off for a day must find back by itself.
                "reconnectTotalTimeThreshold": "87600h",
                "connTimeout": "3s",
                "reConnectBackoffThreshold": "5s",
                "minimalReconnectInterval": "100ms",
                "blockCensorshipTimeoutKey": "30s",
                "policy": "cluster" if topology.consensus == "bft" else "simple",
            },
            "discovery": {
                "enabled": True,
                "authCacheEnabled": True,
                "authCacheMaxSize": 1000,
                "authCachePurgeRetentionRatio": 0.75,
                "orgMembersAllowedAccess": True,
            },
            "handlers": {
                "authFilters": [
                    {"name": "DefaultAuth"},
                    {"name": "ExpirationCheck"},
                    {"name": "TimeWindowCheck"},
                ],
                "decorators": [{"name": "DefaultDecorator"}],
                "endorsers": {"escc": {"name": "DefaultEndorsement"}},
                "validators": {"vscc": {"name": "DefaultValidation"}},
            },
            "limits": {
                "concurrency": {"endorserService": 2500, "deliverService": 2500, "gatewayService": 500}
            },
            "maxRecvMsgSize": MOST_RECEIVED,
            "maxSendMsgSize": MOST_SENT,
            "validatorPoolSize": 0,
        },
        "vm": {"endpoint": ""},
        "chaincode": {
            "mode": "net",
            "executetimeout": "30s",
            "startuptimeout": "60s",
            "installTimeout": "60s",
            "keepalive": 0,
            "system": {"_lifecycle": "enable", "cscc": "enable", "lscc": "enable", "qscc": "enable"},
            "externalBuilders": [
                {"name": "ccaas", "path": str(programs.builder), "propagateEnvironment": [BUILDER_VARIABLE]}
            ],
            "runtimeParams": {
                "useWriteBatch": True,
                "maxSizeWriteBatch": 1000,
                "useGetMultipleKeys": True,
                "maxSizeGetMultipleKeys": 1000,
            },
            "logging": {"level": "warning", "shim": "warning"},
        },
        "ledger": {
            "state": {"stateDatabase": "goleveldb", "totalQueryLimit": 100000},
            "history": {"enableHistoryDatabase": True},
            "pvtdataStore": {
                "collElgProcMaxDbBatchSize": 5000,
                "collElgProcDbBatchesInterval": 1000,
                "deprioritizedDataReconcilerInterval": "60m",
                "purgeInterval": 100,
            },
            "snapshots": {"rootDir": str(home / "data" / "snapshots")},
        },
        "operations": {
            "listenAddress": f"127.0.0.1:{layout.port(peer, 'operations')}",
            "tls": ca.operations_tls(layout, organisation.name),
        },
        "metrics": {"provider": "disabled"},
    }


def orderer_config(
    layout: Layout, topology: Topology, organisation: OrdererOrganisation, orderer: str
) -> dict[str, Any]:
    """orderer.yaml of an orderer: no system channel, channels by the participation API on loopback only."""
    home = layout.node(organisation.name, orderer)
    address = topology.listen_address(organisation.name)
    certificate, key = str(home / "tls" / "server.crt"), str(home / "tls" / "server.key")
    root = [str(home / "tls" / "ca.crt")]
    operations = ca.operations(layout, organisation.name)
    tls = {"Enabled": True, "Certificate": certificate, "PrivateKey": key, "RootCAs": root}
    return {
        "General": {
            "ListenAddress": address,
            "ListenPort": layout.port(orderer),
            "TLS": {**tls, "ClientAuthRequired": False},
            "Keepalive": {"ServerMinInterval": "10s", "ServerInterval": "7200s", "ServerTimeout": "20s"},
            "Backoff": {"BaseDelay": "500ms", "Multiplier": 1.6, "MaxDelay": "5s"},
            "MaxRecvMsgSize": MOST_RECEIVED,
            "MaxSendMsgSize": MOST_SENT,
            "Cluster": {
                "SendBufferSize": 100,
                "ClientCertificate": certificate,
                "ClientPrivateKey": key,
                "ReplicationPolicy": "consensus" if topology.consensus == "bft" else "simple",
            },
            "BootstrapMethod": "none",
            "LocalMSPDir": str(home / "msp"),
            "LocalMSPID": organisation.msp_id,
            "BCCSP": {"Default": "SW", "SW": {"Hash": "SHA2", "Security": 256}},
            "Authentication": {"TimeWindow": "15m"},
        },
        "FileLedger": {"Location": str(home / "data")},
        "Consensus": {
            "WALDir": str(home / "data" / "consensus" / "wal"),
            "SnapDir": str(home / "data" / "consensus" / "snapshot"),
        },
        "Operations": {
            "ListenAddress": f"127.0.0.1:{layout.port(orderer, 'operations')}",
            "TLS": {
                "Enabled": True,
                "Certificate": str(operations / "server.crt"),
                "PrivateKey": str(operations / "server.key"),
                "ClientAuthRequired": True,
                "ClientRootCAs": [str(operations / "ca.crt")],
            },
        },
        "Metrics": {"Provider": "prometheus"},
        "Admin": {
            "ListenAddress": f"127.0.0.1:{layout.port(orderer, 'admin')}",
            "TLS": {**tls, "ClientAuthRequired": True, "ClientRootCAs": root},
        },
        "ChannelParticipation": {"Enabled": True, "MaxRequestBodySize": "16 MB"},
    }


def tls_root(layout: Layout, organisation: str) -> Path:
    """The file with an organisation's TLS root, as the others know it."""
    return layout.org(organisation) / "msp" / "tlscacerts" / "ca-cert.pem"
