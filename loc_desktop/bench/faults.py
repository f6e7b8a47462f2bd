"""``loc-desktop bench faults``: what kills, disks, corruptions and attacks do to a ledger and a bank's books.

Four parts, each on files of its own: processes that are killed at random moments of a random walk; disks that
are full and files that are locked; flipped bits; forged and repeated codes. Counts what was lost, done twice
or told wrongly: all must be 0. Network faults are those of ``bench fabric --faults``.
"""

from __future__ import annotations

import argparse
import json
import secrets
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from random import Random
from typing import Any, Final

from loc_desktop.bench.harm import attacks, corruptions, disks
from loc_desktop.bench.harm.bank_world import BankWorld
from loc_desktop.bench.harm.count import Count
from loc_desktop.bench.harm.judge import judge
from loc_desktop.bench.harm.walk import Walk, give_budget
from loc_desktop.errors import UsageError

DEFAULT_MINUTES: Final = 1.0
SHARES: Final = {"kills": 0.4, "disks": 0.2, "corruptions": 0.2, "attacks": 0.2}
"""What part of the time each of them gets."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """How long, from which seed, and JSON."""
    parser.description = (
        "Kills processes, fills disks, flips bits and forges codes on a ledger and a bank's books of their "
        "own, and counts what was lost, done twice or told wrongly. Exit 1 unless all of these are 0."
    )
    parser.add_argument(
        "--minutes", type=float, default=DEFAULT_MINUTES, help="how long (default: %(default)s)"
    )
    parser.add_argument("--seed", default="", help="that of another run, to do the same again")
    parser.add_argument("--json", action="store_true", help="print the counts as JSON")


def run(args: argparse.Namespace) -> int:
    """Do harm for so long and print what came of it; 1 if anything was lost, done twice or told wrongly."""
    if not 0 < args.minutes <= 24 * 60:
        raise UsageError("--minutes takes a number above 0, a day's at most")
    seed = args.seed or secrets.token_hex(4)
    counts = measure(args.minutes * 60, seed, quiet=args.json)
    if args.json:
        whole = {
            name: sum(count.to_json()[name] for count in counts.values())
            for name in ("lost", "twice", "wrongly_told")
        }
        print(
            json.dumps({"seed": seed, **{name: count.to_json() for name, count in counts.items()}, **whole})
        )
    else:
        for name, count in counts.items():
            print(
                f"{name:<12} {count.tried:>7,} tried   lost {count.lost}   twice {count.twice}   "
                f"wrongly told {count.wrongly}"
            )
        print(f"seed {seed}")
    return 0 if all(count.good for count in counts.values()) else 1


def measure(seconds: float, seed: str, quiet: bool = True) -> dict[str, Count]:
    """The counts by part, after about so many seconds."""
    parts: dict[str, Callable[[Path, str, float, Count], None]] = {
        "kills": _kills,
        "disks": _disks,
        "corruptions": _corruptions,
        "attacks": _attacks,
    }
    counts = {name: Count() for name in parts}
    for name, part in parts.items():
        with tempfile.TemporaryDirectory(prefix="loc-bench-") as folder:
            part(Path(folder), f"{seed}/{name}", time.monotonic() + SHARES[name] * seconds, counts[name])
        if not quiet:
            print(f"{name}: {counts[name].tried} done", file=sys.stderr)
    return counts


def _kills(folder: Path, seed: str, end: float, count: Count) -> None:
    # The events' own times count, so that loans are as old as it takes for interest to be given back.
    with closing(BankWorld.create(folder, customers=6, config={"clock": "events"})) as made:
        give_budget(made)
    walk = Walk(folder, seed)
    walk.run(lambda: time.monotonic() > end)
    with closing(BankWorld(folder)) as world:
        world.connector.recover()
        judge(world, count)
    count.tried += walk.killed + walk.crashed


def _disks(folder: Path, seed: str, end: float, count: Count) -> None:
    BankWorld.create(folder).close()
    _again(end, lambda number: disks.run(folder, f"{seed}/{number}", count))


def _corruptions(folder: Path, seed: str, end: float, count: Count) -> None:
    with closing(BankWorld.create(folder)) as world:
        for _ in range(3):
            world.connector.process([world.ask("asset.deposit", 1_000)])
    chance: Any = Random(seed)
    _again(end, lambda _number: corruptions.run(folder / "ledger.sqlite", chance, count))


def _attacks(folder: Path, seed: str, end: float, count: Count) -> None:
    BankWorld.create(folder).close()
    chance: Any = Random(seed)
    _again(end, lambda _number: attacks.run(folder, chance, count))


def _again(end: float, work: Callable[[int], None]) -> None:
    """Once at least, and until the time is up."""
    number = 0
    while number == 0 or time.monotonic() < end:
        work(number)
        number += 1
