"""``loc-desktop bench script``: what an evaluation costs beyond its signature verifications.

For every depth one chaincode and its unlocking code are made; the whole evaluation (shape, digest, checks,
trace) is timed against bare ECDSA verifications of the very same signatures over the very same messages. Keys
are loaded in both. Each round goes through all depths, so that a busy spell of the machine meets all of them;
the median over the rounds is reported.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import statistics
import time
from collections.abc import Callable, Sequence
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

# Both sides only compute: the processor time of this thread leaves out what other programs take meanwhile.
# Where that clock is coarse (Windows), the wall clock has to do.
_FINE: Final = time.get_clock_info("thread_time").resolution <= 1e-6
_CLOCK: Final = time.thread_time if _FINE else time.perf_counter

_ALGORITHM: Final = ec.ECDSA(SHA256())
_AT: Final = "2026-11-22T08:00:00Z"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """``--json`` and how long to measure."""
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument(
        "--rounds", type=int, default=25, metavar="N", help="rounds over all depths, at least 3 (default 25)"
    )


def run(args: argparse.Namespace) -> int:
    """Measure and print; always 0."""
    measured = measure(DEPTHS, max(3, args.rounds))
    far = [case for case in measured if case.depth >= FIT_FROM]
    slope = fit_slope([case.depth for case in far], [case.evaluate_s for case in far])
    if args.json:
        depths = [
            {
                "depth": case.depth,
                "ratio": round(case.ratio, 4),
                "evaluate_us": round(case.evaluate_s * 1e6, 1),
                "verify_us": round(case.verify_s * 1e6, 1),
            }
            for case in measured
        ]
        print(json.dumps({"depths": depths, "slope": round(slope, 4)}))
        return 0
    print("depth   evaluate   verifications alone   ratio")
    for case in measured:
        print(
            f"{case.depth:5}  {case.evaluate_s * 1e3:6.2f} ms  {case.verify_s * 1e3:16.2f} ms"
            f"  {case.ratio:6.3f}"
        )
    print(f"slope of log(time) over log(depth) from depth {FIT_FROM} on: {slope:.3f}")
    return 0


class Measured(NamedTuple):
    """Seconds for one evaluation and for its verifications alone, and the median of the rounds' ratios."""

    depth: int
    evaluate_s: float
    verify_s: float
    ratio: float


class MeasuredCase(NamedTuple):
    """One pair of codes that evaluates to 0, and the verifications in it: (key, DER signature, message)."""

    cc: Any
    uc: Any
    members: Members
    signatures: list[tuple[ec.EllipticCurvePublicKey, bytes, bytes]]

    def evaluate(self) -> None:
        """What is measured."""
        if evaluate(self.cc, self.uc, self.members).code != 0:
            raise AssertionError("the measured evaluation must succeed")

    def verify(self) -> None:
        """The floor: raises InvalidSignature if one does not verify."""
        for key, signature, message in self.signatures:
            key.verify(signature, message, _ALGORITHM)


def make_case(depth: int) -> MeasuredCase:
    """``depth`` grantors, each with a key of its own, one signer of the event, one operation."""
    customer = SoftwareSigner.generate()
    grantors = [SoftwareSigner.generate() for _ in range(depth)]
    body = {"amount": 5_000_000, "months": 24, "note": "春耕贷款"}
    event = sign_event(new_event("loan.apply", f"bench-{depth}", _AT, "loan", body), "C", customer)
    args = {"amount": 5_000_000, "from": grantors[0].key, "to": customer.key}
    cc = lock(
        [{"type": "operation", "op": "transfer", "args": args}],
        event,
        [("B", grantor.key) for grantor in grantors],
    )
    uc = unlocking_code(event, [sign_result(event, "B", grantor, "Pass", _AT) for grantor in grantors])
    members = Members([("C", customer.key), *(("B", grantor.key) for grantor in grantors)])
    texts = [(customer.key, event["signatures"][0]["value"], event_bytes(event))]
    texts += [(result["key"], result["value"], oracle_bytes(result)) for result in uc["results"]]
    signatures = [(load_key(key), b64u_decode(value), message) for key, value, message in texts]
    return MeasuredCase(cc, uc, members, signatures)


def measure(depths: Sequence[int], rounds: int) -> list[Measured]:
    """The medians for each depth. The first round only warms up and is not counted."""
    cases = [make_case(depth) for depth in depths]
    pairs: list[list[tuple[float, float]]] = [[] for _ in depths]
    for number in range(rounds + 1):
        gc.collect()
        for case, own in zip(cases, pairs, strict=True):
            # Small depths are repeated; which side comes first alternates, as the second finds warmer caches.
            repeats = max(1, 200 // len(case.signatures))
            if number % 2:
                mine, floor = _seconds(case.evaluate, repeats), _seconds(case.verify, repeats)
            else:
                floor, mine = _seconds(case.verify, repeats), _seconds(case.evaluate, repeats)
            if number:
                own.append((mine, floor))
    return [
        Measured(
            depth,
            statistics.median(mine for mine, _ in own),
            statistics.median(floor for _, floor in own),
            statistics.median(mine / floor for mine, floor in own),
        )
        for depth, own in zip(depths, pairs, strict=True)
    ]


def _seconds(work: Callable[[], None], repeats: int) -> float:
    if repeats > 1:
        work()  # What ran before was another depth: its code and data are in the caches now.
    start = _CLOCK()
    for _ in range(repeats):
        work()
    return (_CLOCK() - start) / repeats


def fit_slope(depths: list[int], seconds: list[float]) -> float:
    """The slope of the least-squares line through (log depth, log seconds): 1 for linear work."""
    return statistics.linear_regression([math.log(d) for d in depths], [math.log(s) for s in seconds]).slope
