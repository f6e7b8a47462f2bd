"""The network that is measured: a running one, or one of the measurement's own, gone afterwards."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from loc_network import topology_file
from loc_network.control import Network, with_contract
from loc_network.topology import Topology


def say(line: str) -> None:
    """A line of progress, beside the report."""
    print(line, file=sys.stderr, flush=True)


def shipped(name: str) -> Topology:
    """The shipped topology of that name."""
    return topology_file.load(topology_file.find(name))


def with_floor(name: str) -> Topology:
    """The shipped topology of that name, the contract ``floor`` on its channels."""
    return with_contract(shipped(name), "floor")


@contextmanager
def own_network(topology: Topology) -> Iterator[Path]:
    """The data directory of a network that is brought up now, taken down afterwards. Raises NetworkError."""
    with tempfile.TemporaryDirectory(prefix="loc-bench-") as folder:
        network = Network(Path(folder) / "network", say)
        network.up(topology)
        try:
            yield network.layout.root
        finally:
            network.down()


@contextmanager
def profile_of(running: Path | None, topology: Topology) -> Iterator[Path]:
    """The profile ``running``, or without one the bank's on an own network of ``topology``."""
    if running is not None:
        yield running
        return
    with own_network(topology) as data:
        yield Network(data).layout.profile("B")
