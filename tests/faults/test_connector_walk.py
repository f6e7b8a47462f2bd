"""A random walk of processes on one ledger and one bank's books, killed again and again, loses no fen."""

from __future__ import annotations

import multiprocessing
import os
import secrets
from collections import Counter
from datetime import date
from multiprocessing.connection import wait
from pathlib import Path
from random import Random
from typing import Any

import pytest

from loc_desktop.bank.books.link_book import LinkBook
from loc_desktop.bank.books.values import Kind
from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.contract.client import new_id
from tests.bank.world import World
from tests.faults.connector_walker import OPERATIONS, walk
from tests.faults.courses import PRELOADED

COUNT = int(os.environ.get("LOC_WALK_OPERATIONS", "10000"))
"""How many operations; about a minute for 10,000 on two cores."""

PROCESSES = 3
CUSTOMERS = 6
BUDGET = 1_000_000_00


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A bank, customers, and a finance department whose budget is on the ledger."""
    # The events' own times count, so that loans are as old as it takes for interest to be given back.
    made = World.create(tmp_path, customers=CUSTOMERS, config={"clock": "events"})
    books = made.books
    budget = books.open_account(books.open_client("Finance", "FD").number, Kind.BUDGET)
    books.pay_in(budget.number, BUDGET, "budget")
    LinkBook(books).link(budget.number, made.key("FD"), "by contract with the department")
    event = made.lock(
        "FD",
        "fund.deposit",
        amount=BUDGET // 2,
        bank=made.key("B"),
        account=made.key("FD"),
        transfer=new_id(),
    )
    assert made.connector.process([event])[0].state == "settled"
    year, finance = date.today().year, made.key("FD")
    outcome = made.run(
        "FD", "subsidy.budget", department=finance, year=year, amount=BUDGET, deadline=f"{year}-12-31"
    )
    assert outcome["code"] == 0
    made.close()
    return World(tmp_path)


class Processes:
    """So many walking processes; one that dies is followed by another."""

    def __init__(self, folder: Path, seed: str) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(list(PRELOADED))
        self._folder = folder
        self._seed = seed
        self._started = 0
        self.running: dict[Any, Any] = {}
        self.crashed = self.killed = 0
        for _ in range(PROCESSES):
            self.start()

    def start(self) -> None:
        self._started += 1
        reader, writer = self._context.Pipe(duplex=False)
        process = self._context.Process(
            target=walk, args=(self._folder, f"{self._seed}/{self._started}", writer)
        )
        process.start()
        writer.close()
        self.running[reader] = process

    def kill(self, reader: Any) -> None:
        """SIGKILL, wherever it is."""
        process = self.running.pop(reader)
        process.kill()
        process.join(60)
        reader.close()

    def ended(self, reader: Any) -> None:
        """A pipe that closed: the process died by itself, at a point."""
        process = self.running.pop(reader)
        process.join(60)
        reader.close()
        assert process.exitcode == 97, f"a walking process ended with {process.exitcode}"
        self.crashed += 1


def test_a_random_walk_of_processes_that_die_loses_no_fen(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = os.environ.get("LOC_WALK_SEED") or secrets.token_hex(4)
    with capsys.disabled():
        print(f"\nrandom walk: seed {seed}, {COUNT} operations, {PROCESSES} processes")
    random = Random(seed)
    done: Counter[str] = Counter()
    processes = Processes(world.folder, seed)
    try:
        while sum(done[name] + done[f"{name}, refused"] for name in OPERATIONS) < COUNT:
            ready: list[Any] = wait(list(processes.running), 120)
            for reader in ready:
                try:
                    done.update(reader.recv())
                except EOFError:
                    processes.ended(reader)
                    processes.start()
                    continue
                if random.randrange(15) == 0:
                    processes.kill(reader)
                    processes.killed += 1
                    processes.start()
    finally:
        for reader in list(processes.running):
            processes.kill(reader)
    world.connector.recover()
    found = reconcile(world.books, world.ledger, world.user("B"))
    transfers, total = world.connector.transfers(limit=10**6)
    ends = Counter(one.state for one in transfers)
    with capsys.disabled():
        print(f"  tried: {dict(sorted(done.items()))}")
        print(f"  ends of {total} transfers: {dict(ends)}")
        print(f"  processes that crashed at a point {processes.crashed}, killed anywhere {processes.killed}")
        print(f"  conservation difference {found.difference_fen} fen, differences {len(found.differences)}")
    assert done["loan.apply executed"] > 0
    assert done["principal.repay executed"] > 0
    assert done["loan.refund executed"] > 0
    assert found.differences == ()
    assert found.difference_fen == 0
    assert (found.money.transit, found.between, found.open) == (0, 0, ())
    assert set(ends) <= {"settled", "refused", "reversed"}
    assert ends["settled"] > 0
    assert ends["refused"] > 0
    executed = world.ledger.evaluate("query", ["transfers", {"bank": world.key("B")}], world.user("B"))
    assert Counter((one["event"], one["amount"]) for one in executed) == Counter(
        (one.event, one.amount) for one in transfers if one.state == "settled"
    )
    world.close()
