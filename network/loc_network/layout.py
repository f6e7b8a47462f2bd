"""Where everything lies in the data directory, and the few facts that are recorded there.

topology.yaml             the topology as it is now (peers and organisations added later included)
host                      the host of the topology this directory belongs to (several machines only)
ports.json                {"peer0.C": {"grpc": 7051, …}, …}, chosen once, kept for ever
state.json                steps that are done, so that they are not done again
run/NODE.json             process id and start time of a running node
logs/NODE.log             its log, NODE.log.1 … the older ones
orgs/ORG/ca/              the organisation's Fabric CA: configuration, database, keys, root certificate
orgs/ORG/msp/             the organisation as the others know it: root certificates, node OUs
orgs/ORG/registrar/msp/   the identity that registers others at the CA
orgs/ORG/admin/msp/       the identity that signs configuration and approvals
orgs/ORG/nodes/NODE/      a peer or orderer: msp/, tls/, data/ and its configuration
orgs/ORG/service/tls/     TLS of the contract service, orgs/ORG/service/client/ of the peers towards it
channels/NAME.block       genesis blocks
packages/                 contract packages, one an organisation
profiles/ORG.json         what a desktop needs to join (see `network.profiles`)
users/enrolment.json      one-time enrolment ids and secrets
exchange/                 what this host shows the others and reads from them (see `network.exchange`)
"""

from __future__ import annotations

import json
import os
import socket
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import platformdirs
import psutil

from loc_desktop.paths import HOME_VARIABLE
from loc_network import topology_file
from loc_network.errors import NetworkError
from loc_network.topology import Topology


def default_data() -> Path:
    """The data directory when none is named: in the desktop's data folder, which LOC_HOME may move."""
    chosen = os.environ.get(HOME_VARIABLE)
    home = Path(chosen).expanduser() if chosen else Path(platformdirs.user_data_dir("loc-desktop", False))
    return home.absolute() / "network"


def write(path: Path, content: str | bytes, *, private: bool = False) -> Path:
    """Write a file whole or not at all; `private` ones are readable by their owner only, from the first
    byte."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(path.name + ".new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if private else 0o644)
    with os.fdopen(handle, "wb") as stream:
        stream.write(content.encode() if isinstance(content, str) else content)
    beside.replace(path)
    return path


def write_json(path: Path, value: Any, *, private: bool = False) -> Path:
    """Write a value as JSON, whole or not at all; `private` files are for their owner only (0600)."""
    return write(path, json.dumps(value, indent=1, sort_keys=True, ensure_ascii=False), private=private)


def read_json(path: Path, default: Any) -> Any:
    """The JSON value of a file, `default` when there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return default
    except ValueError as error:
        raise NetworkError(
            "{path} is damaged: {why}.",
            "Restore it from a backup of the data directory, or `destroy` the network.",
            path=path,
            why=error,
        ) from error


class Layout:
    """The paths of one data directory, and its recorded facts (topology, ports, steps done)."""

    def __init__(self, root: Path) -> None:
        self.root = root.absolute()
        self._lock = threading.RLock()

    @property
    def topology_file(self) -> Path:
        """The description of the network."""
        return self.root / "topology.yaml"

    def exists(self) -> bool:
        """Whether a network has been made here."""
        return self.topology_file.is_file()

    def topology(self) -> Topology:
        """The topology as it is now; NetworkError when there is no network here."""
        if not self.exists():
            raise NetworkError(
                "There is no network in {root}.",
                "Run `loc-network up`, or name the directory with --data.",
                root=self.root,
            )
        return topology_file.load(self.topology_file)

    def save_topology(self, topology: Topology) -> None:
        """Write the topology as it is from now on."""
        write(self.topology_file, topology_file.dump(topology))

    @property
    def host(self) -> str | None:
        """The host this directory belongs to, None when it holds the whole network."""
        path = self.root / "host"
        return path.read_text(encoding="utf-8").strip() if path.is_file() else None

    def is_here(self, organisation: str) -> bool:
        """Whether that organisation lives on this machine."""
        return self.host is None or self.topology().host_of(organisation) == self.host

    def org(self, organisation: str) -> Path:
        """The folder of an organisation."""
        return self.root / "orgs" / organisation

    def node(self, organisation: str, node: str) -> Path:
        """The folder of one of its nodes."""
        return self.org(organisation) / "nodes" / node

    def admin_msp(self, organisation: str) -> Path:
        """The MSP folder of its administrator."""
        return self.org(organisation) / "admin" / "msp"

    def log(self, node: str) -> Path:
        """A node's log."""
        return self.root / "logs" / f"{node}.log"

    def block(self, channel: str) -> Path:
        """A channel's genesis block."""
        return self.root / "channels" / f"{channel}.block"

    def profile(self, organisation: str) -> Path:
        """The connection profile of an organisation's users."""
        return self.root / "profiles" / f"{organisation}.json"

    @property
    def enrolment_file(self) -> Path:
        """The enrolment ids and secrets of those who were invited."""
        return self.root / "users" / "enrolment.json"

    @property
    def exchange(self) -> Path:
        """The folder exchanged with the other machines; `up --exchange` may put it elsewhere."""
        path = self.root / "exchange.path"
        return Path(path.read_text(encoding="utf-8").strip()) if path.is_file() else self.root / "exchange"

    # Steps done

    def done(self, step: str) -> bool:
        """Whether a step was done."""
        return step in read_json(self.root / "state.json", {})

    def value(self, step: str) -> Any:
        """What was recorded with a step, None when it was not done."""
        return read_json(self.root / "state.json", {}).get(step)

    def mark(self, step: str, value: Any = True) -> None:
        """Record that a step was done, with a value to be kept."""
        with self._lock:
            state = read_json(self.root / "state.json", {})
            state[step] = value
            write_json(self.root / "state.json", state)

    def unmark(self, chosen: Callable[[str], bool]) -> None:
        """Forget the steps that are `chosen`."""
        with self._lock:
            state = read_json(self.root / "state.json", {})
            write_json(self.root / "state.json", {k: v for k, v in state.items() if not chosen(k)})

    # Ports

    def ports(self) -> dict[str, dict[str, int]]:
        """Every node's ports by their purpose."""
        ports: dict[str, dict[str, int]] = read_json(self.root / "ports.json", {})
        return ports

    def port(self, node: str, purpose: str = "grpc") -> int:
        """One port of a node. Raises KeyError for a node that has none yet."""
        return self.ports()[node][purpose]

    def base_port(self) -> int:
        """Where the search for free ports begins: 7050 (Fabric's habit) for the default data directory.

        Other directories begin elsewhere, each at its own place: a network that is down must not lose its
        ports to another one on the same machine. All stay below the ports that systems give to clients.
        """
        if self.root == default_data():
            return 7050
        return 10_000 + zlib.crc32(str(self.root).encode()) % 220 * 100

    def allocate(
        self,
        wanted: Mapping[str, tuple[str, ...]],
        base: int | None = None,
        fixed: Mapping[str, Mapping[str, int]] | None = None,
    ) -> None:
        """Give every node of `wanted` (its purposes) a port, unless it has one: a `fixed` one, or a free one.

        Free ones are looked for from `base` up. NetworkError when a fixed one is given twice.
        """
        base = base or self.base_port()
        fixed = fixed or {}
        with self._lock:
            ports = self.ports()
            taken = {p for of in ports.values() for p in of.values()}
            candidates = _free_ports(base, taken | {p for of in fixed.values() for p in of.values()})
            for node, purposes in wanted.items():
                have = ports.setdefault(node, {})
                for purpose in purposes:
                    if purpose in have:
                        continue
                    port = fixed.get(node, {}).get(purpose)
                    if port in taken:
                        raise NetworkError(
                            "Port {port} ({purpose} of {node}) has another node already.",
                            "Give each its own in the topology's `ports`.",
                            port=port,
                            purpose=purpose,
                            node=node,
                        )
                    have[purpose] = port or next(candidates)
                    taken.add(have[purpose])
            write_json(self.root / "ports.json", ports)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Only one command at a time changes a network; NetworkError names the one at work."""
        if not self.root.is_dir():
            self.topology()  # says that there is no network
        path = self.root / "lock"
        for _ in range(2):
            try:
                handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                break
            except FileExistsError:
                owner = path.read_text(encoding="utf-8").strip()
                if owner.isdigit() and _alive(int(owner)):
                    raise NetworkError(
                        "Another command (process {owner}) is at work in {root}.",
                        "Wait for it to end.",
                        owner=owner,
                        root=self.root,
                    ) from None
                path.unlink(missing_ok=True)  # its process is gone: it was killed
        else:
            raise NetworkError("{path} cannot be taken.", "Try again.", path=path)
        try:
            os.write(handle, str(os.getpid()).encode())
            os.close(handle)
            yield
        finally:
            path.unlink(missing_ok=True)


def _alive(pid: int) -> bool:
    return bool(psutil.pid_exists(pid))


def _free_ports(base: int, taken: set[int]) -> Iterator[int]:
    for port in range(base, 65_536):
        if port not in taken and is_free(port):
            yield port
    raise NetworkError(
        "No port from {base} up is free.", "Choose another base_port in the topology.", base=base
    )


def is_free(port: int, address: str = "") -> bool:
    """Whether nothing listens on that TCP port of this machine (or of one of its addresses)."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as probe:
        # Fabric listens with SO_REUSEADDR, as Go does; a port in TIME_WAIT is free for it.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
        return True
