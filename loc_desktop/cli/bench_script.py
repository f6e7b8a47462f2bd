"""``loc-desktop bench script``: what an evaluation costs beyond its signature verifications.

For every depth one chaincode and its unlocking code are made; in rounds that alternate, the whole evaluation
(shape, digest, checks, trace) is timed against bare ECDSA verifications of the very same signatures over the
very same messages. Keys are loaded in both. The median over the rounds is reported.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import statistics
import time
from collections.abc import Callable
from typing import Any, Final, NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256

from loc_desktop.script.canonical import b64u_decode
from loc_desktop.script.evaluate import Members, evaluate
from loc_desktop.script.items import event_bytes, oracle_bytes
from loc_desktop.script.keys import SoftwareSigner, load_key
from loc_desktop.script.lock import lock, new_event, sign_event
from loc_desktop.script.unlock import sign_result, unlocking_code

DEPTHS: Final = (1, 2, 3, 5, 10, 20, 50, 100, 200, 500, 1000)
FIT_FROM: Final = 10
"""The slope is fitted from this depth on: below it the event's own cost is a large part."""

_AT: Final = "2026-11-22T08:00:00Z"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--json`` and how long to measure."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--rounds", type=int, default=15, metavar="N", help="rounds for each depth, at least 3 (default 15)"
    )


def run(args: argparse.Namespace) -> int:
    """Measure and print; always 0."""
    measured = [measure(depth, max(3, args.rounds)) for depth in DEPTHS]
    far = [one for one in measured if one.depth >= FIT_FROM]
    slope = fit_slope([one.depth for one in far], [one.evaluate_s for one in far])
    if args.json:
        depths = [
            {
                "depth": one.depth,
                "ratio": round(one.ratio, 4),
                "evaluate_us": round(one.evaluate_s * 1e6, 1),
                "verify_us": round(one.verify_s * 1e6, 1),
            }
            for one in measured
        ]
        print(json.dumps({"depths": depths, "slope": round(slope, 4)}))
        return 0
    print("depth   evaluate   verifications alone   ratio")
    for one in measured:
        print(
            f"{one.depth:5}  {one.evaluate_s * 1e3:6.2f} ms  {one.verify_s * 1e3:16.2f} ms  {one.ratio:6.3f}"
        )
    print(f"slope of log(time) over log(depth) from depth {FIT_FROM} on: {slope:.3f}")
    return 0


class Measured(NamedTuple):
    """Seconds for one evaluation and for its verifications alone, and the median of the rounds' ratios."""

    depth: int
    evaluate_s: float
    verify_s: float
    ratio: float


class Case(NamedTuple):
    """One pair of codes that evaluates to 0, and the verifications in it: (key, DER signature, message)."""

    cc: Any
    uc: Any
    members: Members
    signatures: list[tuple[ec.EllipticCurvePublicKey, bytes, bytes]]


def make_case(depth: int) -> Case:
    """``depth`` grantors, each with a key of its own, one signer of the event, one operation."""
    customer = SoftwareSigner.generate()
    grantors = [SoftwareSigner.generate() for _ in range(depth)]
    body = {"amount": 5_000_000, "months": 24, "note": "春耕贷款"}
    event = sign_event(new_event("loan.apply", f"bench-{depth}", _AT, "loan", body), "C", customer)
    args = {"amount": 5_000_000, "from": grantors[0].key, "to": customer.key}
    cc = lock(
        [{"type": "operation", "op": "transfer", "args": args}], event, [("B", one.key) for one in grantors]
    )
    uc = unlocking_code(event, [sign_result(event, "B", one, "Pass", _AT) for one in grantors])
    members = Members([("C", customer.key), *(("B", one.key) for one in grantors)])
    texts = [(customer.key, event["signatures"][0]["value"], event_bytes(event))]
    texts += [(result["key"], result["value"], oracle_bytes(result)) for result in uc["results"]]
    signatures = [(load_key(key), b64u_decode(value), message) for key, value, message in texts]
    return Case(cc, uc, members, signatures)


def measure(depth: int, rounds: int) -> Measured:
    """Alternating rounds; small depths are repeated so that a round lasts some milliseconds."""
    case = make_case(depth)
    algorithm = ec.ECDSA(SHA256())

    def whole() -> None:
        if evaluate(case.cc, case.uc, case.members).code != 0:
            raise AssertionError("the measured evaluation must succeed")

    def bare() -> None:
        for key, signature, message in case.signatures:
            key.verify(signature, message, algorithm)

    repeats = max(1, 100 // depth)
    pairs = []
    for number in range(rounds + 1):
        # Which of the two comes first alternates: the second finds the machine in another state.
        if number % 2:
            mine, floor = _seconds(whole, repeats), _seconds(bare, repeats)
        else:
            floor, mine = _seconds(bare, repeats), _seconds(whole, repeats)
        if number:  # The first round only warms up.
            pairs.append((mine, floor))
    return Measured(
        depth,
        statistics.median(mine for mine, _ in pairs),
        statistics.median(floor for _, floor in pairs),
        statistics.median(mine / floor for mine, floor in pairs),
    )


def _seconds(work: Callable[[], None], repeats: int) -> float:
    gc.collect()
    start = time.perf_counter()
    for _ in range(repeats):
        work()
    return (time.perf_counter() - start) / repeats


def fit_slope(depths: list[int], seconds: list[float]) -> float:
    """The slope of the least-squares line through (log depth, log seconds): 1 for linear work."""
    return statistics.linear_regression([math.log(d) for d in depths], [math.log(s) for s in seconds]).slope
