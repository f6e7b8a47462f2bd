"""``loc-desktop bench refused``: what a refused transaction costs the ledger, against an honest one.

Each kind of transaction is evaluated on a fresh embedded ledger, or with ``--network up`` on a Fabric
network: an honest one, and the worst shapes that a member may send instead. Processor time, the median of the
rounds; nothing is committed. On a network that is the time of all its processes, and most of it goes into
carrying bytes: there an honest one is at least as large, or the largest that there is.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from loc_desktop.bench.embedded import EmbeddedWorld
from loc_desktop.bench.refused_shapes import measure

MOST_RATIO: Final = 3.0
"""A refused transaction costs at most so many times an honest one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--json``, how long and on which ledger to measure."""
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="at least 3 (default 15)")
    parser.add_argument("--network", choices=["up"], help="on a Fabric network that is brought up for it")


def run(args: argparse.Namespace) -> int:
    """Measure and print; 1 if something refused costs more than :data:`MOST_RATIO` times the honest."""
    rounds = max(3, args.rounds)
    if args.network:
        from loc_desktop.bench.refused_network import measure_network

        ratios = measure_network(rounds)
    else:
        with tempfile.TemporaryDirectory(prefix="loc-bench-") as folder:
            world = EmbeddedWorld(Path(folder))
            try:
                ratios = measure_embedded(world, rounds)
            finally:
                world.ledger.close()
    if args.json:
        print(json.dumps({name: round(ratio, 2) for name, ratio in ratios.items()}))
    else:
        for name, ratio in ratios.items():
            print(f"{name:<40} {ratio:>6.2f} times an honest one")
    return int(max(ratios.values()) > MOST_RATIO)


@dataclass(frozen=True, slots=True)
class _Embedded:
    world: EmbeddedWorld

    def evaluate(self, role: str, fn: str, args: list[Any]) -> None:
        self.world.ledger.evaluate(fn, args, self.world.members[role].user)

    def spent(self) -> float:
        return time.thread_time()


def measure_embedded(world: EmbeddedWorld, rounds: int) -> dict[str, float]:
    """Cost(refused) / cost(honest) by the kind of transaction and the shape that is refused."""
    cc, fresh = world.application(), world.application()
    world.submit("C", "lock", cc)
    return measure(_Embedded(world), cc, fresh, world.results(cc), rounds)
