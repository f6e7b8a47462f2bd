"""Load on a network and what came of it: transactions a second, latencies, failures, CPU and memory."""

from __future__ import annotations

import os
import statistics
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

import psutil

from loc_desktop.bench.fabric_world import NetworkWorld, Request
from loc_desktop.ledger.api import CommitError, LedgerError, User
from loc_desktop.ledger.fabric.client import FabricLedger


@dataclass(frozen=True, slots=True)
class Response:
    """One request: seconds from the call to the committed answer; ``failure`` "" or the reason's code."""

    event: str
    seconds: float
    failure: str = ""
    conflicts: int = 0


@dataclass(frozen=True, slots=True)
class Load:
    """A finished run with ``in_flight`` requests at a time. Processes: CPU percent of one core, MB."""

    in_flight: int
    seconds: float
    responses: Sequence[Response]
    processes: Mapping[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def tps(self) -> float:
        """Transactions a second that went through."""
        return sum(not response.failure for response in self.responses) / self.seconds

    def to_json(self) -> dict[str, Any]:
        """The run as ``bench fabric --json`` prints it."""
        by_event: dict[str, Any] = {}
        for event in sorted({response.event for response in self.responses}):
            own = [response for response in self.responses if response.event == event]
            by_event[event] = {
                "count": len(own),
                "tps": round(sum(not response.failure for response in own) / self.seconds, 3),
                **percentiles(own),
            }
        failures = Counter(response.failure for response in self.responses if response.failure)
        return {
            "in_flight": self.in_flight,
            "requests": len(self.responses),
            "seconds": round(self.seconds, 3),
            "tps": round(self.tps, 3),
            "by_event": by_event,
            **percentiles(self.responses),
            "failed": sum(failures.values()),
            "failures": dict(failures),
            "conflicts_resolved": sum(
                response.conflicts for response in self.responses if not response.failure
            ),
            "processes": {
                name: {"cpu_percent": round(cpu, 1), "memory_mb": round(memory, 1)}
                for name, (cpu, memory) in sorted(self.processes.items())
            },
        }


def percentiles(responses: Sequence[Response]) -> dict[str, float]:
    """p50, p95, p99 in milliseconds of the requests that succeeded."""
    times = sorted(response.seconds * 1000 for response in responses if not response.failure)
    if not times:
        return {"p50_ms": 0.0, "p95_ms": 0.0, "p99_ms": 0.0}
    at = {name: times[min(len(times) - 1, int(len(times) * part))] for name, part in _PARTS.items()}
    return {name: round(value, 1) for name, value in at.items()}


_PARTS = {"p50_ms": 0.5, "p95_ms": 0.95, "p99_ms": 0.99}


def drive(
    world: NetworkWorld,
    ledgers: Mapping[str, FabricLedger],
    requests: Sequence[Request],
    in_flight: int,
    processes: Callable[[], Mapping[str, int]],
) -> Load:
    """Send ``requests`` with ``in_flight`` of them under way at any time."""
    meter = Meter(processes())
    begun = time.perf_counter()
    with ThreadPoolExecutor(in_flight) as pool:
        responses = list(
            pool.map(
                lambda request: _send(ledgers[request.role], request, world.user(request.role)), requests
            )
        )
    seconds = time.perf_counter() - begun
    return Load(in_flight, seconds, responses, meter.read(seconds))


def _send(ledger: FabricLedger, request: Request, user: User) -> Response:
    begun = time.perf_counter()
    conflicts = 0
    try:
        if request.query:
            result = ledger.evaluate(request.fn, request.args, user)
        else:
            submission = ledger.submit(request.fn, request.args, user)
            submission.wait()
            conflicts = len(submission.conflicts)
            result = submission.result
    except CommitError as error:
        return Response(request.event, time.perf_counter() - begun, str(error.params["validation"]))
    except LedgerError as error:
        return Response(request.event, time.perf_counter() - begun, error.code)
    seconds = time.perf_counter() - begun
    code = result.get("code", 0) if isinstance(result, dict) else 0
    return Response(request.event, seconds, f"return code {code}" if code else "", conflicts)


class Meter:
    """CPU time and memory of processes, this one included as ``client``."""

    def __init__(self, processes: Mapping[str, int]) -> None:
        self._processes: dict[str, psutil.Process] = {}
        for name, pid in {**processes, "client": os.getpid()}.items():
            try:
                self._processes[name] = psutil.Process(pid)
            except psutil.NoSuchProcess:
                continue
        self._before = {name: _cpu(process) for name, process in self._processes.items()}

    def read(self, seconds: float) -> dict[str, tuple[float, float]]:
        """Name → (percent of one core over ``seconds``, resident megabytes)."""
        used = {}
        for name, process in self._processes.items():
            try:
                share = (_cpu(process) - self._before[name]) / seconds * 100
                used[name] = (share, process.memory_info().rss / 1e6)
            except psutil.NoSuchProcess:
                continue
        return used


def _cpu(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def median_ms(responses: Sequence[Response]) -> float:
    """The median latency in milliseconds."""
    return round(statistics.median(response.seconds * 1000 for response in responses), 1)
