"""Nodes as plain processes: started detached, found again by process id and start time, logs kept in bounds.

A process id alone may have been given to another program since; the pair (id, start time) never is.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from loc_network.errors import NetworkError
from loc_network.layout import Layout, read_json, write_json

LOG_BYTES = 20_000_000
LOGS_KEPT = 3
STOP_SECONDS = 10.0
SERVICE_STOP_SECONDS = 1.0


@dataclass(frozen=True)
class Usage:
    """What a running node takes: proportional set size in bytes, CPU seconds so far."""

    pid: int
    pss: int
    cpu_seconds: float


def start(layout: Layout, node: str, command: Sequence[str], *, env: Mapping[str, str], cwd: Path) -> bool:
    """Start a node unless it runs already; True when this call started it."""
    if running(layout, node):
        return False
    rotate(layout, node)
    log = layout.log(node)
    log.parent.mkdir(parents=True, exist_ok=True)
    note = layout.root / "run" / f"{node}.json"
    # Whoever is killed between the start and the note leaves this behind, by which the node is found again.
    write_json(note, {"command": list(command), "cwd": str(cwd)})
    # Appending: after a rotation by copy and truncate the next line goes to the new end.
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        with _batch_scheduling():
            child = subprocess.Popen(
                command,
                cwd=cwd,
                env={**_plain_environment(), **env},
                stdin=subprocess.DEVNULL,
                stdout=handle,
                stderr=handle,
                start_new_session=True,
            )
    except OSError as error:
        raise NetworkError(
            "{node} cannot be started: {why}.", "Run `loc-network doctor`.", node=node, why=error
        ) from error
    finally:
        os.close(handle)
    # Popen complains when it is forgotten while its child lives; a detached node is meant to outlive us.
    child.returncode = 0
    with contextlib.suppress(psutil.NoSuchProcess):  # ended already: whoever waits for it will say so
        write_json(note, {"pid": child.pid, "started": psutil.Process(child.pid).create_time()})
    return True


@contextlib.contextmanager
def _batch_scheduling() -> Iterator[None]:
    """What is started inside does not interrupt others when it wakes up (Linux; elsewhere nothing changes).

    A transaction wakes a dozen processes up; on few cores each would interrupt another in the middle of its
    work. The policy is the calling thread's, and children take it over.
    """
    usual = getattr(os, "SCHED_OTHER", None)
    if usual is None or os.sched_getscheduler(0) != usual:
        yield
        return
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))
    try:
        yield
    finally:
        os.sched_setscheduler(0, usual, os.sched_param(0))


def running(layout: Layout, node: str) -> psutil.Process | None:
    """The process of a node, None when it is not running."""
    note = read_json(layout.root / "run" / f"{node}.json", None)
    if note is None:
        return None
    if "pid" not in note:
        return _find(note["command"], note["cwd"])
    try:
        process = psutil.Process(note["pid"])
        same = abs(process.create_time() - note["started"]) < 0.05
        return process if same and process.status() != psutil.STATUS_ZOMBIE else None
    except psutil.Error:
        return None


def _find(command: list[str], cwd: str) -> psutil.Process | None:
    """The process of this user that was started with that command in that folder."""
    for process in psutil.process_iter():
        with contextlib.suppress(psutil.Error):
            if process.cwd() == cwd and _same_command(process.cmdline(), command):
                return process if process.status() != psutil.STATUS_ZOMBIE else None
    return None


def _same_command(line: list[str], command: list[str]) -> bool:
    # An interpreter may have resolved its own path; what follows is as it was given.
    return bool(line) and line[1:] == command[1:] and Path(line[0]).name == Path(command[0]).name


def known(layout: Layout) -> list[str]:
    """Nodes with a process note, running or not."""
    return sorted(p.stem for p in (layout.root / "run").glob("*.json"))


def kill(layout: Layout, node: str) -> bool:
    """SIGKILL a node, as a crash would; its note stays, so that `status` and `doctor` see that it died."""
    process = running(layout, node)
    if process is None:
        return False
    process.kill()
    with contextlib.suppress(psutil.TimeoutExpired):
        process.wait(timeout=STOP_SECONDS)
    return True


def stop(layout: Layout, nodes: Iterable[str]) -> list[str]:
    """Ask the nodes to end, all at once, and wait; what does not end in time is killed. Returns who ran."""
    processes: dict[str, psutil.Process] = {}
    nodes = list(nodes)
    for node in nodes:
        process = running(layout, node)
        if process is not None:
            with contextlib.suppress(psutil.Error):
                process.send_signal(signal.SIGTERM)
            processes[node] = process
    # A contract service keeps nothing, but would wait for its peers' streams, which never end.
    _, alive = psutil.wait_procs(list(processes.values()), timeout=SERVICE_STOP_SECONDS)
    services = [p for node, p in processes.items() if p in alive and node.startswith("contract-")]
    for process in services:
        with contextlib.suppress(psutil.Error):
            process.kill()
    _, alive = psutil.wait_procs(alive, timeout=STOP_SECONDS)
    for process in alive:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(alive, timeout=STOP_SECONDS)
    for node in nodes:
        (layout.root / "run" / f"{node}.json").unlink(missing_ok=True)
    return sorted(processes)


def usage(process: psutil.Process) -> Usage | None:
    """What a process takes now, None when it has just ended."""
    try:
        memory = process.memory_full_info()
        times = process.cpu_times()
        pss = int(getattr(memory, "pss", 0) or memory.rss)
        return Usage(process.pid, pss, times.user + times.system)
    except psutil.Error:
        return None


def rotate(layout: Layout, node: str) -> None:
    """Keep a log in bounds: copied to NODE.log.1 (older ones shift, the last goes) and emptied in place."""
    log = layout.log(node)
    if not log.is_file() or log.stat().st_size < LOG_BYTES:
        return
    for number in range(LOGS_KEPT, 1, -1):
        older = log.with_name(f"{log.name}.{number - 1}")
        if older.is_file():
            older.replace(log.with_name(f"{log.name}.{number}"))
    shutil.copy2(log, log.with_name(f"{log.name}.1"))
    os.truncate(log, 0)


def wait_listening(layout: Layout, node: str, port: int, address: str, seconds: float = 30.0) -> None:
    """Wait until a node accepts connections; NetworkError with the end of its log when it ends or never
    does."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if running(layout, node) is None:
            raise NetworkError(
                "{node} ended right after its start. Its log ends: {log}",
                "Run `loc-network doctor`.",
                node=node,
                log=tail(layout, node),
            )
        try:
            with socket.create_connection((address, port), timeout=1.0):
                return
        except OSError:
            time.sleep(0.05)
    raise NetworkError(
        "{node} does not listen on {address}:{port} after {number} s. Its log ends: {log}",
        "Run `loc-network doctor`.",
        node=node,
        address=address,
        port=port,
        number=format(seconds, ".0f"),
        log=tail(layout, node),
    )


def tail(layout: Layout, node: str, lines: int = 5) -> str:
    """The last lines of a node's log."""
    try:
        text = layout.log(node).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return "(no log)"
    return "\n".join(text.splitlines()[-lines:])


def _plain_environment() -> dict[str, str]:
    # A node must not be configured by accident: variables of Fabric's own in the caller's shell stay out.
    return {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("CORE_", "ORDERER_", "FABRIC_", "CHAINCODE_", "CONFIGTX_"))
    }
