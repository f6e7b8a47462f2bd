"""``bench refused --network up``: a whole network's processor time, against honest ones of every size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from loc_network import health
from loc_network.control import Network

from loc_desktop.bench.fabric_network import own_network, say, shipped
from loc_desktop.bench.fabric_world import NetworkWorld
from loc_desktop.bench.refused_shapes import measure
from loc_desktop.contract.fields import MAX_SEALED

_DOSSIERS: Final = (100_000, 400_000, MAX_SEALED)
"""Characters of the dossiers of the larger honest applications; the last is the largest that there is."""


@dataclass(frozen=True, slots=True)
class _OnNetwork:
    world: NetworkWorld
    processes: Sequence[int]

    def evaluate(self, role: str, fn: str, args: list[Any]) -> None:
        self.world.desktops[role].evaluate(fn, args, self.world.user(role))

    def spent(self) -> float:
        """Of all threads of the network's processes, as the scheduler counts them."""
        return sum(map(_spent, self.processes)) / 1e9


def _spent(process: int) -> int:
    total = 0
    for task in Path(f"/proc/{process}/task").iterdir():
        try:
            total += int((task / "schedstat").read_text("ascii").split()[0])
        except OSError:
            continue  # the thread ended
    return total


def measure_network(rounds: int) -> dict[str, float]:
    """The ratios on a default network of the measurement's own. Raises NetworkError."""
    with own_network(shipped("default")) as data:
        network = Network(data)
        world = NetworkWorld.open(network.layout.profile("B"), say)
        try:
            world.set_up()
            first, second = world.customers(2)
            (cc,) = world.applications([first])
            processes = [node.pid for node in health.status(network).nodes if node.pid]
            bench = _OnNetwork(world, processes)
            larger = [_with_dossier(world, second, size) for size in _DOSSIERS]
            return measure(bench, cc, world.application(second), world.results(cc), rounds, larger)
        finally:
            world.close()


def _with_dossier(world: NetworkWorld, customer: Any, size: int) -> Any:
    usual = world.sealed
    world.sealed = {**usual, "ciphertext": "A" * size}
    try:
        return world.application(customer)
    finally:
        world.sealed = usual
