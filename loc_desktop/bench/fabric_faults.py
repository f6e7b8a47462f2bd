"""``loc-desktop bench fabric --faults``: nodes are killed while 30 requests are in flight.

For each fault: applications are locked, their unlocking codes sent with 30 in flight, and after a third of
them a process is killed (SIGKILL), to be started again three seconds later. Afterwards every transaction must
have ended committed once or refused with a reason, a lost answer must be found by transaction id, and all
peers must hold the same ledger: equal block hashes, and nothing found by ``ledgerutil verify``.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from loc_network import health
from loc_network.control import Network
from loc_network.hosts import programs

from loc_desktop.bench.fabric_network import own_network, say, shipped
from loc_desktop.bench.fabric_world import NetworkMember, NetworkWorld
from loc_desktop.bench.world import ROLES
from loc_desktop.contract.state import Json
from loc_desktop.identity.entry import Secrets
from loc_desktop.identity.model import Identity
from loc_desktop.ledger.api import LedgerError, User
from loc_desktop.ledger.fabric.client import FabricLedger
from loc_desktop.ledger.fabric.profile import Profile
from loc_desktop.script.keys import SoftwareSigner

IN_FLIGHT = 30
DOWN_SECONDS = 3.0
LEADER = "leader"
FOLLOWER = "follower"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is killed: a node, ``LEADER`` or ``FOLLOWER`` of the orderers, or with "" the desktop itself."""

    name: str
    topology: str
    node: str


FAULTS = (
    Fault("a peer", "default", "peer0.CAD"),
    Fault("the contract service of an organisation", "default", "contract-loc-1.0.B"),
    Fault("the desktop", "default", ""),
    Fault("the Raft leader of three", "raft3", LEADER),
    Fault("a Raft follower of three", "raft3", FOLLOWER),
    Fault("the BFT leader of four", "bft4", LEADER),
)


@dataclass(frozen=True, slots=True)
class RequestEnd:
    """How one request ended for the client: ``tx_id`` is the last one known, ``error`` "" if committed."""

    event: str
    tx_id: str
    error: str
    at: float


def run_faults(args: argparse.Namespace) -> int:
    """Run every fault (with ``--profile`` those that its network can show); 0 if all hold."""
    rows: list[dict[str, Any]] = []
    for topology in ("default", "raft3", "bft4"):
        faults = [fault for fault in FAULTS if fault.topology == topology]
        with _network(args, topology) as data:
            if data is None:
                continue
            profile = data / "profiles" / "B.json"
            world = NetworkWorld.open(profile, say)
            try:
                world.set_up()
                rows += [measure(world, fault, args.requests) for fault in faults]
            finally:
                world.close()
            problems = verify_ledgers(data)
            for row in rows[-len(faults) :]:
                row["ledgerutil"] = "; ".join(problems) or "nothing found"
                row["holds"] = row["holds"] and not problems
    print(json.dumps({"faults": rows}) if args.json else table(rows))
    return 0 if all(row["holds"] for row in rows) else 1


def measure(world: NetworkWorld, fault: Fault, requests: int) -> dict[str, Any]:
    """One fault under load: what came of every request."""
    count = max(requests, 3 * IN_FLIGHT)
    say(f"{fault.name}: {count} applications are locked")
    codes = [world.code(cc) for cc in world.applications(world.customers(count))]
    height = world.desktops["R"].height()
    say(f"{fault.name}: killed under load")
    node = _node(world, fault)
    answers = _kill_node(world, node, codes) if node else _kill_desktop(world, codes)
    world.wait_for_same_height(120)
    return _judge(world, fault, node, codes, answers, height)


def _node(world: NetworkWorld, fault: Fault) -> str:
    """The name of the node to kill. Which orderer leads is asked, not assumed: elections change it."""
    if fault.node not in (LEADER, FOLLOWER):
        return fault.node
    network = Network(world.data)
    topology = network.layout.topology()
    leader = health.leader(network, topology, world.desktops["R"].channel)
    orderers = [name for owner in topology.orderer_organisations for name in owner.orderer_names()]
    if fault.node == LEADER:
        return leader
    return next(name for name in orderers if name != leader)


# --- the load -----------------------------------------------------------------------------------------------


def drive(
    ledgers: Mapping[str, FabricLedger],
    users: Mapping[str, User],
    codes: Sequence[Json],
    answered: Callable[[RequestEnd], None],
) -> None:
    """Send unlocking codes with 30 in flight, round robin through the desktops; tell each answer."""
    lock = threading.Lock()

    def send(numbered: tuple[int, Json]) -> None:
        number, code = numbered
        role = ROLES[number % len(ROLES)]
        answer = _send(ledgers[role], users[role], code, number)
        with lock:
            answered(answer)

    with ThreadPoolExecutor(IN_FLIGHT) as pool:
        for _ in pool.map(send, enumerate(codes)):
            pass


def _send(ledger: FabricLedger, user: User, code: Json, hint: int) -> RequestEnd:
    tx_id, error = "", ""
    try:
        submission = ledger.submit("unlock", [code, hint], user)
        tx_id = submission.tx_id
        submission.wait()
        tx_id = submission.tx_id
        if submission.result["code"]:
            error = f"return code {submission.result['code']}"
    except LedgerError as failed:
        tx_id, error = failed.tx_id or tx_id, f"{failed.code} ({failed.money.name})"
    return RequestEnd(code["event"]["id"], tx_id, error, time.monotonic())


def _kill_node(world: NetworkWorld, node: str, codes: Sequence[Json]) -> list[RequestEnd]:
    network = Network(world.data)
    answers: list[RequestEnd] = []
    third = threading.Event()

    def answered(answer: RequestEnd) -> None:
        answers.append(answer)
        if len(answers) >= len(codes) // 3:
            third.set()

    def kill_and_restart() -> None:
        third.wait()
        network.kill(node)
        time.sleep(DOWN_SECONDS)
        network.up()

    killer = threading.Thread(target=kill_and_restart)
    killer.start()
    users = {role: world.user(role) for role in ROLES}
    drive(world.desktops, users, codes, answered)
    third.set()
    killer.join()
    return answers


# --- the desktop itself -------------------------------------------------------------------------------------


def _kill_desktop(world: NetworkWorld, codes: Sequence[Json]) -> list[RequestEnd]:
    """The load runs in a process of its own, which is killed; the desktop that starts after it asks the
    ledger about each of its events and sends again what was not executed."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    people = {role: world.counter if role == "C" else world.members[role] for role in ROLES}
    keys = {role: (person.identity, person.secrets) for role, person in people.items()}
    # Keys go through the pipe of multiprocessing: no file, no command line.
    desktop = context.Process(target=_desktop, args=(world.profiles, keys, list(codes), theirs))
    desktop.start()
    theirs.close()
    told = 0
    while told < len(codes) // 3:
        ours.recv()
        told += 1
    assert desktop.pid is not None
    os.kill(desktop.pid, signal.SIGKILL)
    desktop.join()
    time.sleep(DOWN_SECONDS)
    answers = []
    for number, code in enumerate(codes):
        event = code["event"]["id"]
        status = world.desktops["R"].evaluate("query", ["status", {"id": event}], world.user("R"))
        if status["status"] == "unlocked":
            answers.append(RequestEnd(event, status["tx"]["unlock"], "", time.monotonic()))
        else:
            role = ROLES[number % len(ROLES)]
            answers.append(_send(world.desktops[role], world.user(role), code, number))
    return answers


def _desktop(
    profiles: dict[str, Profile],
    keys: dict[str, tuple[Identity, Secrets]],
    codes: list[Json],
    out: Connection,
) -> None:
    people = {
        role: NetworkMember(identity, secrets, SoftwareSigner.from_scalar(secrets.sign))
        for role, (identity, secrets) in keys.items()
    }
    ledgers = {role: FabricLedger(profiles[role], person.user) for role, person in people.items()}
    drive(ledgers, {role: person.user for role, person in people.items()}, codes, lambda _: out.send(None))


# --- the verdict --------------------------------------------------------------------------------------------


def _judge(
    world: NetworkWorld,
    fault: Fault,
    node: str,
    codes: Sequence[Json],
    answers: Sequence[RequestEnd],
    height: int,
) -> dict[str, Any]:
    executed: Counter[str] = Counter()
    valid: set[str] = set()
    void: Counter[str] = Counter()
    times: list[float] = []
    ledger = world.desktops["R"]
    until = ledger.height()
    for number in range(height, until):
        for transaction in ledger.block(number).transactions:
            if transaction.fn != "unlock":
                continue
            if not transaction.valid:
                void[transaction.validation] += 1
                continue
            valid.add(transaction.id)
            result: Any = transaction.result
            if result["code"] == 0:
                executed[result["event"]] += 1
    ours = {code["event"]["id"] for code in codes}
    committed = [answer for answer in answers if not answer.error]
    refused = Counter(answer.error for answer in answers if answer.error and "UNKNOWN" not in answer.error)
    lost = [answer for answer in answers if "UNKNOWN" in answer.error]
    # What the client was told must be what the ledger says.
    wrong = [answer.event for answer in committed if executed[answer.event] != 1]
    wrong += [
        answer.event
        for answer in answers
        if answer.error and answer not in lost and executed[answer.event] and not answer.tx_id
    ]
    lost_committed = sum(answer.tx_id in valid for answer in lost)
    times = sorted(answer.at for answer in answers if not answer.error)
    pause = max((b - a for a, b in pairwise(times)), default=0.0)
    hashes = {
        role: [desktop.block(number).hash for number in range(height, until)]
        for role, desktop in world.desktops.items()
    }
    equal = len({tuple(chain) for chain in hashes.values()}) == 1
    twice = [event for event, times_executed in executed.items() if times_executed > 1]
    complete = {answer.event for answer in answers} == ours
    return {
        "fault": fault.name,
        "node": node or "client process",
        "topology": fault.topology,
        "requests": len(codes),
        "committed": len(committed),
        "refused": dict(refused),
        "answer_lost": len(lost),
        "answer_lost_committed": lost_committed,
        "executed_twice": len(twice),
        "void_resolved": dict(void),
        "told_wrongly": len(wrong),
        "longest_pause_s": round(pause, 1),
        "ledgers_equal": equal,
        "holds": complete and equal and not twice and not wrong,
    }


def verify_ledgers(data: Path) -> list[str]:
    """What ``ledgerutil verify`` finds in each peer's ledger; the network is stopped for it, then started."""
    network = Network(data)
    tool = programs.find()["ledgerutil"]
    network.down()
    problems = []
    for ledgers in sorted(data.glob("orgs/*/nodes/peer*/data")):
        with tempfile.TemporaryDirectory() as folder:
            process = subprocess.run(
                [str(tool), "verify", str(ledgers), "-o", folder],
                capture_output=True,
                encoding="utf-8",
                errors="replace",
                check=False,
            )
            reports = [path.read_text("utf-8") for path in Path(folder).rglob("blocks.json")]
            errors = [text for text in reports if json.loads(text or "[]")]
            if process.returncode or errors or not reports:
                problems.append(f"{ledgers.parent.name}: {(errors or [process.stderr])[0][:200]}")
    network.up()
    return problems


def table(rows: Sequence[dict[str, Any]]) -> str:
    """The rows as text."""
    lines = [
        f"{'killed, 30 requests in flight':42}requests committed refused  lost  twice  pause ledgers holds",
    ]
    for row in rows:
        lines.append(
            f"{row['fault']:42}{row['requests']:8} {row['committed']:9} {sum(row['refused'].values()):7} "
            f"{row['answer_lost']:5} {row['executed_twice']:6} {row['longest_pause_s']:5.1f}s "
            f"{'equal' if row['ledgers_equal'] else 'DIFFER':>7}  {'yes' if row['holds'] else 'NO'}"
        )
        for reason, count in row["refused"].items():
            lines.append(f"    refused: {count} × {reason}")
        if row["answer_lost"]:
            lines.append(
                f"    of the lost answers {row['answer_lost_committed']} were committed, by their id"
            )
        for reason, count in row["void_resolved"].items():
            lines.append(f"    void and resolved by the client: {count} × {reason}")
        lines.append(f"    ledgerutil verify: {row['ledgerutil']}")
    return "\n".join(lines)


@contextmanager
def _network(args: argparse.Namespace, topology: str) -> Iterator[Path | None]:
    """The data directory of a network with this topology; None where ``--profile`` names another one."""
    wanted = shipped(topology)
    if args.profile is None:
        with own_network(wanted) as data:
            yield data
        return
    data = args.profile.resolve().parent.parent
    yield data if Network(data).layout.topology().name == wanted.name else None
