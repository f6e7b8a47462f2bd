"""``loc-desktop bench fabric``: the measurement of the paper's section 5 on a Fabric network.

Chaincodes and unlocking codes are locked in advance. Then, with 10 to 50 requests in flight: event 1 (unlock
a loan.apply), event 2 (unlock a loan.refund), event 3 (a loan.query), at 40, 40 and 20 percent. In the same
run, with the same mix of writes and queries, a contract that only writes one key of 100 bytes: the floor,
which no contract on this network can beat. Requests go round robin through the five desktops.
"""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from typing import Any

from loc_network.control import Network
from loc_network.errors import NetworkError
from loc_network.health import status

from loc_desktop.bench.fabric_catch_up import read_back, run_catch_up
from loc_desktop.bench.fabric_faults import run_faults
from loc_desktop.bench.fabric_load import Load, Response, drive, median_ms
from loc_desktop.bench.fabric_network import profile_of, say, with_floor
from loc_desktop.bench.fabric_report import table, write_csv, write_html
from loc_desktop.bench.fabric_world import NetworkWorld, Request
from loc_desktop.bench.world import ROLES
from loc_desktop.contract.client import new_id
from loc_desktop.contract.state import Json
from loc_desktop.errors import KnownError
from loc_desktop.script.keys import SoftwareSigner, verify

PAPER_TPS = 50.676
"""The paper's 40/40/20 mix at 30 requests in flight, on its one server."""

FLOOR_VALUE = "x" * 98
"""With its two quotation marks 100 bytes."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which network, how much load, which reports."""
    parser.description = __doc__
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--network", choices=["up"], help="bring a default network up for this run")
    where.add_argument("--profile", type=Path, metavar="FILE", help="use the running network of this profile")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="also write the runs as CSV")
    parser.add_argument("--html", type=Path, metavar="FILE", help="also write a page with plots")
    parser.add_argument(
        "--in-flight",
        type=_numbers,
        default=(10, 20, 30, 40, 50),
        metavar="N,N",
        help="default 10,20,30,40,50",
    )
    parser.add_argument("--requests", type=int, default=400, metavar="N", help="requests a run (default 400)")
    parser.add_argument(
        "--many", type=int, default=600, metavar="N", help="events for unlock_many (default 600)"
    )
    parser.add_argument(
        "--batch", type=int, default=50, metavar="N", help="events a transaction (default 50)"
    )
    parser.add_argument(
        "--lone", type=int, default=20, metavar="N", help="lone locks and unlocks (default 20)"
    )
    parser.add_argument(
        "--catch-up",
        type=int,
        default=0,
        metavar="N",
        help="measure only how fast N missed blocks are read (10000: made first, which takes minutes)",
    )
    parser.add_argument("--faults", action="store_true", help="measure faults instead: kill nodes under load")


def run(args: argparse.Namespace) -> int:
    """Measure and report; 1 if a request failed that the client did not resolve.

    Raises KnownError ``network.trouble``: programs that are missing, a network that does not start.
    """
    try:
        return _run(args)
    except NetworkError as error:
        raise KnownError(
            "bench.trouble", params={"problem": error.problem, "remedy": error.remedy}
        ) from error


def _run(args: argparse.Namespace) -> int:
    if args.faults:
        return run_faults(args)
    if args.catch_up:
        return run_catch_up(args)
    topology = with_floor("default").as_demonstration()
    with profile_of(args.profile, topology) as profile:
        world = NetworkWorld.open(profile, say)
        try:
            report = measure(world, args)
        finally:
            world.close()
    if args.csv:
        write_csv(args.csv, report)
    if args.html:
        write_html(args.html, report)
    print(json.dumps(report) if args.json else table(report))
    return 1 if any(run["failed"] for run in report["runs"]) else 0


def measure(world: NetworkWorld, args: argparse.Namespace) -> dict[str, Any]:
    """The whole measurement as one JSON object."""
    world.need_floor()
    world.need_days()
    nodes = _nodes(world)
    say("members and funds")
    world.set_up()
    report: dict[str, Any] = {"verify_us": verification_us(), "paper_tps": PAPER_TPS}
    say(f"{args.lone} lone locks and unlocks")
    report.update(_lone(world, args.lone))
    runs: list[dict[str, Any]] = []
    floors: list[float] = []
    for in_flight in args.in_flight:
        requests = _loan_requests(world, args.requests)
        say(f"floor, {in_flight} in flight")
        before = drive(world, world.floors, _floor_requests(args.requests), in_flight, nodes)
        say(f"loans, {in_flight} in flight")
        load = drive(world, world.desktops, requests, in_flight, nodes)
        # The machine is shared and warms up: the floor is taken on both sides of the run.
        after = drive(world, world.floors, _floor_requests(args.requests), in_flight, nodes)
        floor = (before.tps + after.tps) / 2
        world.wait_for_same_height()
        runs.append({**load.to_json(), "floor_tps": round(floor, 3), "ratio": round(load.tps / floor, 3)})
        floors.append(floor)
    report["runs"] = runs
    chosen = min(range(len(runs)), key=lambda index: abs(runs[index]["in_flight"] - 30))
    report["floor_tps"] = round(floors[chosen], 3)
    report["floor_in_flight"] = runs[chosen]["in_flight"]
    report["ratio"] = runs[chosen]["ratio"]
    say(f"unlock_many of {args.batch}")
    report.update(_many(world, args.many, args.batch, nodes))
    say("catching up from block 0")
    report["catch_up"] = read_back(world.desktops["R"])
    return report


def _loan_requests(world: NetworkWorld, count: int) -> list[Request]:
    """``count`` requests, 40/40/20, in an order that repeats every five."""
    fifth = max(count // 5, 1)
    people = world.customers(2 * fifth)
    say(f"{2 * fifth} applications and {2 * fifth} refunds are locked")
    applications = [world.code(cc) for cc in world.applications(people)]
    # Other customers: nothing is in flight twice for one account.
    refunds, queries = world.refunds(world.customers(2 * fifth))
    refunds = [world.code(cc) for cc in refunds]
    requests: list[Request] = []
    for index in range(fifth):
        for code in applications[2 * index : 2 * index + 2]:
            requests.append(Request("event_1", "", "unlock", [code, world.hint()]))
        for code in refunds[2 * index : 2 * index + 2]:
            requests.append(Request("event_2", "", "unlock", [code, world.hint()]))
        # A customer's query is carried by its own counter.
        requests.append(Request("event_3", "C", "query", ["chaincode", {"cc": queries[index]}], query=True))
    return _spread(requests)


def _floor_requests(count: int) -> list[Request]:
    """The same mix for the floor: four writes, one read."""
    requests: list[Request] = []
    for _ in range(max(count // 5, 1)):
        names = [new_id() for _ in range(4)]
        requests += [Request("write", "", "write", [name, FLOOR_VALUE]) for name in names]
        requests.append(Request("read", "C", "read", [names[0]], query=True))
    return _spread(requests)


def _spread(requests: Sequence[Request]) -> list[Request]:
    """Writes go round robin through the desktops of the organisations that have a part in the event."""
    turns = {event: cycle(_CARRIERS.get(event, ROLES)) for event in {request.event for request in requests}}
    return [
        request if request.role else replace(request, role=next(turns[request.event])) for request in requests
    ]


_CARRIERS = {"event_2": ("C", "B", "FD", "R")}
"""A refund is no business of the civil affairs department; the contract would refuse it."""


def _lone(world: NetworkWorld, count: int) -> dict[str, float]:
    """The median time of a lone lock and a lone unlock, each from the call to the commit."""
    people = world.customers(count)
    # Made here and locked one by one, unlike world.applications.
    locks, unlocks = [], []
    for person in people:
        chaincode = world.application(person)
        locks.append(_timed(world, "C", "lock", [chaincode]))
        world.wait_for_same_height()
        unlocks.append(_timed(world, "FD", "unlock", [world.code(chaincode), world.hint()]))
        world.wait_for_same_height()
    return {"lone_lock_p50_ms": median_ms(locks), "lone_unlock_p50_ms": median_ms(unlocks)}


def _timed(world: NetworkWorld, role: str, fn: str, args: list[Json]) -> Response:
    begun = time.perf_counter()
    world.submit(role, fn, args, world.user(role))
    return Response(fn, time.perf_counter() - begun)


def _many(world: NetworkWorld, events: int, batch: int, nodes: Any) -> dict[str, Any]:
    """Events a second with ``batch`` of them in a transaction, four transactions in flight."""
    chaincodes = world.applications(world.customers(events))
    codes = [world.code(cc) for cc in chaincodes]
    groups = [codes[i : i + batch] for i in range(0, len(codes), batch)]
    # Hints far apart: each transaction pays from slots that no other one in flight uses.
    requests = [
        Request("unlock_many", ROLES[index % 5], "unlock_many", [group, index * 7])
        for index, group in enumerate(groups)
    ]
    load = drive(world, world.desktops, requests, 4, nodes)
    return {
        "unlock_many_events_per_s": round(len(codes) / load.seconds, 1),
        "unlock_many": {**load.to_json(), "batch": batch},
    }


def verification_us() -> float:
    """Microseconds of one ECDSA P-256 verification on one core, which makes two machines comparable."""
    signer = SoftwareSigner.generate()
    value = signer.sign(b"bench")
    best = float("inf")
    for _ in range(5):
        begun = time.perf_counter()
        for _ in range(400):
            verify(signer.key, value, b"bench")
        best = min(best, (time.perf_counter() - begun) / 400)
    return round(best * 1e6, 1)


def _nodes(world: NetworkWorld) -> Any:
    """A function that gives the network's processes, name → pid."""

    def processes() -> Mapping[str, int]:
        network = status(Network(world.data))
        return {node.name: node.pid for node in network.nodes if node.running and node.pid}

    return processes


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(","))


__all__ = ["Load", "add_arguments", "measure", "run"]
