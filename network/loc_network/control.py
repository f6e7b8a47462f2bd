"""A network under control: what the command line, the benchmark and the tests use.

network = Network(data)
network.up(topology_file.load(topology_file.find("default")))
network.status().channels
network.down()
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from loc_network.errors import NetworkError
from loc_network.hosts import processes, programs
from loc_network.layout import Layout, default_data, write
from loc_network.lifecycle import SERVICE
from loc_network.topology import Contract, Topology
from loc_network.up import Up


def _silent(_: str) -> None:
    """Says nothing."""


@dataclass
class Network:
    """The network, or this host's part of it, in one data directory."""

    data: Path = field(default_factory=default_data)
    report: Callable[[str], None] = _silent
    seconds: float = 120.0
    service: tuple[str, ...] = SERVICE

    def __post_init__(self) -> None:
        self.layout = Layout(self.data)

    def bringing_up(self, topology: Topology | None = None) -> Up:
        """The steps of `up` for this network as it is, or for another topology of it."""
        return Up(
            self.layout,
            programs.find(),
            topology or self.layout.topology(),
            self.report,
            self.seconds,
            self.service,
        )

    def up(
        self, topology: Topology | None = None, *, host: str | None = None, exchange: Path | None = None
    ) -> float:
        """Bring the network up and return the seconds it took.

        `topology`, `host` and `exchange` matter the first time only; a network that exists keeps its own.
        """
        programs.find()
        self.layout.root.mkdir(parents=True, exist_ok=True)
        self.layout.root.chmod(0o700)
        with self.layout.locked():
            if not self.layout.exists():
                if topology is None:
                    raise NetworkError(
                        "There is no network in {root}.", "Name a topology.", root=self.layout.root
                    )
                self._make(topology, host, exchange)
            elif topology is not None and topology != self.layout.topology():
                self._keep()
            return self.bringing_up().run()

    def _keep(self) -> None:
        if not self.layout.done("ready"):
            raise NetworkError(
                "A network with another topology was begun in {root} and never became ready.",
                "Delete it with `destroy`, then run `up` again.",
                root=self.layout.root,
            )
        self.report(
            f"the network in {self.layout.root} exists and keeps its own topology, which `add-peer`, "
            "`add-org` and `upgrade` change"
        )

    def _make(self, topology: Topology, host: str | None, exchange: Path | None) -> None:
        several = len(topology.hosts) > 1
        if several and host not in {h.name for h in topology.hosts}:
            raise NetworkError(
                "This topology spreads over {names}.",
                "Say with --host which of them this machine is.",
                names=", ".join(h.name for h in topology.hosts),
            )
        if several:
            write(self.layout.root / "host", f"{host}\n")
        if exchange is not None:
            write(self.layout.root / "exchange.path", f"{exchange.absolute()}\n")
        self.layout.save_topology(topology)

    def down(self, nodes: Iterable[str] = ()) -> list[str]:
        """Stop the named nodes, or everything; returns who ran."""
        chosen = list(nodes)
        with self.layout.locked():
            known = processes.known(self.layout)
            for node in chosen:
                self._must_know(node)
            return processes.stop(self.layout, chosen or known)

    def kill(self, node: str) -> bool:
        """SIGKILL a node, as a crash would; False when it did not run."""
        self._must_know(node)
        return processes.kill(self.layout, node)

    def running(self, node: str) -> bool:
        """Whether the node's process runs on this host."""
        return processes.running(self.layout, node) is not None

    def destroy(self) -> None:
        """Stop everything and delete the data directory: ledgers, certificates and keys of the nodes are
        gone."""
        if not self.layout.exists():
            raise NetworkError(
                "There is no network in {root}.", "Nothing was deleted.", root=self.layout.root
            )
        self.down()
        shutil.rmtree(self.layout.root)

    def _must_know(self, node: str) -> None:
        known = processes.known(self.layout)
        if node not in known:
            raise NetworkError(
                "There is no node {node}.",
                "This network has: {names}.",
                node=repr(node),
                names=", ".join(known),
            )


def with_contract(topology: Topology, name: str, version: str = "1.0") -> Topology:
    """The same network with one more contract on every channel (the bench's `floor` beside `loc`)."""
    if any(c.name == name for c in topology.contracts):
        return topology
    return replace(
        topology,
        contracts=(*topology.contracts, Contract(name, version)),
        channels=tuple(replace(c, contracts=(*c.contracts, name)) for c in topology.channels),
    )
