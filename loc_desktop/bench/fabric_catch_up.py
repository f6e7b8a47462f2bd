"""``loc-desktop bench fabric --catch-up N``: how fast a desktop that was away reads N missed blocks.

With ``--network up`` the blocks are made first, one transaction each: the network cuts a block for every
message, and any organisation endorses. With ``--profile`` a running network is read as it is, and only what
it lacks is written. Measured are the stream alone, decoded, and the stream with the index taking it in.
"""

from __future__ import annotations

import argparse
import json
import tempfile
import time
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Any

from loc_desktop.bench.fabric_load import drive
from loc_desktop.bench.fabric_network import profile_of, say, with_floor
from loc_desktop.bench.fabric_world import NetworkWorld, Request
from loc_desktop.bench.world import ROLES
from loc_desktop.contract.client import new_id
from loc_desktop.ledger.fabric.client import FabricLedger
from loc_desktop.ledger.index.index import Index

IN_FLIGHT = 50
_ROUND = 500


def run_catch_up(args: argparse.Namespace) -> int:
    """Make the blocks that are missing, read ``args.catch_up`` of them, print the figures."""
    topology = with_floor("any1")
    one_a_block = replace(topology, batch=replace(topology.batch, messages=1))
    with profile_of(args.profile, one_a_block) as profile:
        world = NetworkWorld.open(profile, say)
        try:
            fill(world, args.catch_up)
            report = {"catch_up": read_back(world.desktops["R"], args.catch_up)}
        finally:
            world.close()
    print(json.dumps(report) if args.json else table(report["catch_up"]))
    return 0


def fill(world: NetworkWorld, blocks: int) -> None:
    """Write with the floor contract until the channel has ``blocks`` blocks."""
    ledger = world.desktops["R"]
    if ledger.height() < blocks:
        world.need_floor()
    while (height := ledger.height()) < blocks:
        say(f"{height} of {blocks} blocks")
        count = min(_ROUND, max(blocks - height, IN_FLIGHT))
        jobs = [
            Request("write", ROLES[number % len(ROLES)], "write", [new_id(), "x"]) for number in range(count)
        ]
        drive(world, world.floors, jobs, IN_FLIGHT, dict)
    world.wait_for_same_height()


def read_back(ledger: FabricLedger, blocks: int = 0) -> dict[str, float]:
    """The last ``blocks`` blocks (0: all) followed and decoded; then all there are, into an empty index."""
    height = ledger.height()
    count = min(blocks or height, height)
    begun, transactions = time.perf_counter(), 0
    for block in islice(ledger.follow(height - count, lambda: False), count):
        transactions += len(block.transactions)
    seconds = time.perf_counter() - begun
    with tempfile.TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index.sqlite", ledger.id)
        try:
            begun = time.perf_counter()
            index.catch_up(ledger)
            indexed = time.perf_counter() - begun
            taken = index.height
        finally:
            index.close()
    return {
        "blocks": count,
        "transactions": transactions,
        "seconds": round(seconds, 3),
        "blocks_per_s": round(count / seconds, 1),
        "indexed_blocks": taken,
        "indexed_seconds": round(indexed, 3),
    }


def table(measured: dict[str, Any]) -> str:
    """The figures in words."""
    return (
        f"{measured['blocks']} missed blocks with {measured['transactions']} transactions read in "
        f"{measured['seconds']:.1f} s ({measured['blocks_per_s']:.0f} a second); wanted: 10,000 in 10 s\n"
        f"{measured['indexed_blocks']} blocks read and taken in by the index in "
        f"{measured['indexed_seconds']:.1f} s"
    )
