"""``loc-desktop bench refused``: what a refused transaction costs the ledger, against an honest one.

Each kind of transaction is evaluated on a fresh embedded ledger: an honest one, and the worst shapes that a
member may send instead. Processor time of the thread, the median of the rounds; nothing is committed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from loc_desktop.bench.embedded import EmbeddedWorld
from loc_desktop.contract.client import code_of, new_id
from loc_desktop.errors import KnownError

MOST_RATIO: Final = 3.0
"""A refused transaction costs at most so many times an honest one."""

_COPIES: Final = 50_000
_WIDE: Final = 20_000
_DEEP: Final = 120
_LONG: Final = 2_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--json`` and how long to measure."""
    parser.add_argument("--json", action="store_true", help="one JSON object instead of sentences")
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="at least 3 (default 15)")


def run(args: argparse.Namespace) -> int:
    """Measure and print; 1 if something refused costs more than :data:`MOST_RATIO` times the honest."""
    with tempfile.TemporaryDirectory(prefix="loc-bench-") as folder:
        world = EmbeddedWorld(Path(folder))
        try:
            ratios = measure(world, max(3, args.rounds))
        finally:
            world.ledger.close()
    if args.json:
        print(json.dumps({name: round(ratio, 2) for name, ratio in ratios.items()}))
    else:
        for name, ratio in ratios.items():
            print(f"{name:<40} {ratio:>6.2f} times an honest one")
    return int(max(ratios.values()) > MOST_RATIO)


def measure(world: EmbeddedWorld, rounds: int) -> dict[str, float]:
    """Cost(refused) / cost(honest) by the kind of transaction and the shape that is refused."""
    cc, fresh = world.application(), world.application()
    world.submit("C", "lock", cc)
    results: list[Any] = world.results(cc)
    code, name = code_of(cc["event"], results), cc["event"]["id"]
    honest: Mapping[str, tuple[str, list[Any]]] = {
        "lock": ("C", [fresh]),
        "grant": ("B", [name, results[0]]),
        "unlock": ("B", [code, 0]),
    }
    costs = {fn: _cost(world, role, fn, args, rounds, refused=False) for fn, (role, args) in honest.items()}
    ratios = {}
    for what, (fn, args) in _shapes(fresh, code, results[0], name).items():
        ratios[f"{fn}: {what}"] = _cost(world, honest[fn][0], fn, args, rounds, refused=True) / costs[fn]
    return ratios


def _shapes(cc: Any, code: Any, result: Any, name: str) -> dict[str, tuple[str, list[Any]]]:
    wide: dict[str, Any] = {f"m{number}": number for number in range(_WIDE)}
    deep: Any = "x"
    for floor in range(_DEEP // 2):
        deep = {"d": [deep, deep] if floor < 12 else [deep]}

    def locked(**event: Any) -> list[Any]:
        return [{**cc, "event": {**cc["event"], "id": new_id(), **event}}]

    def unlocking(**event: Any) -> list[Any]:
        return [{**code, "event": {**code["event"], **event}}, 0]

    body, signatures = cc["event"]["body"], code["event"]["signatures"]
    return {
        "copies of the signer's signature": ("unlock", unlocking(signatures=signatures * _COPIES)),
        "copies of one result": ("unlock", [{**code, "results": [result] * _COPIES}, 0]),
        "a wide body": ("unlock", unlocking(body={**body, **wide})),
        "a deep body": ("unlock", unlocking(body={**body, "deep": deep})),
        "a long text in the body": ("unlock", unlocking(body={**body, "branch": "x" * _LONG})),
        "a long time in a result": ("unlock", [{**code, "results": [{**result, "at": "x" * _LONG}]}, 0]),
        "copies of a signature": ("lock", locked(signatures=signatures * _COPIES)),
        "a body of many members": ("lock", locked(body={**body, **wide})),
        "a body of many floors": ("lock", locked(body={**body, "deep": deep})),
        "a signature of another event": ("lock", locked()),
        "a result of many terms": ("grant", [name, {**result, "terms": dict.fromkeys(wide, 1)}]),
        "a result with a long reason": ("grant", [name, {**result, "reason": "x" * _LONG}]),
        "a result of another event": ("grant", [name, {**result, "event": "0" * 64}]),
    }


def _cost(world: EmbeddedWorld, role: str, fn: str, args: list[Any], rounds: int, *, refused: bool) -> float:
    user, spent = world.members[role].user, []
    for _ in range(rounds):
        start = time.thread_time()
        try:
            world.ledger.evaluate(fn, args, user)
            good = True
        except KnownError:
            good = False
        spent.append(time.thread_time() - start)
        if good == refused:
            raise AssertionError(f"{fn} was {'taken' if good else 'refused'}")
    return statistics.median(spent)
