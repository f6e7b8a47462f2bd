"""A random walk of processes on one ledger and one bank's books, killed again and again."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import wait
from pathlib import Path
from random import Random
from typing import Any, Final

from loc_desktop.bank.books.link_book import LinkBook
from loc_desktop.bank.books.values import Kind
from loc_desktop.bench.harm import death
from loc_desktop.bench.harm.bank_world import BankWorld
from loc_desktop.bench.harm.walker import OPERATIONS, walk
from loc_desktop.clock import now
from loc_desktop.contract.client import new_id
from loc_desktop.loan.calendar import civil_day

PROCESSES: Final = 3
BUDGET: Final = 1_000_000_00
"""What the finance department has, fen; half of it on the ledger."""
_KILLED: Final = 15
"""One of so many batches is the last of its process, which is killed wherever it is."""
_WAIT_S: Final = 120


def give_budget(world: BankWorld) -> None:
    """The finance department gets an account at the bank, digital money, and a budget on the ledger."""
    books = world.books
    budget = books.open_account(books.open_client("Finance", "FD").number, Kind.BUDGET)
    books.pay_in(budget.number, BUDGET, "budget")
    LinkBook(books).link(budget.number, world.key("FD"), "by contract with the department")
    event = world.lock(
        "FD", "fund.deposit", amount=BUDGET // 2, bank=world.key("B"), account=world.key("FD"),
        transfer=new_id(),
    )  # fmt: skip
    world.connector.process([event])
    year = civil_day(now()).year
    world.run(
        "FD", "subsidy.budget", department=world.key("FD"), year=year, amount=BUDGET,
        deadline=f"{year}-12-31",
    )  # fmt: skip


class Walk:
    """So many walking processes; one that dies is followed by another. ``done`` counts what they did."""

    def __init__(self, folder: Path, seed: str) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["loc_desktop.bench.harm.walker"])
        self._folder = folder
        self._seed = seed
        self._started = 0
        self._running: dict[Any, Any] = {}
        self.done: Counter[str] = Counter()
        self.crashed = self.killed = 0

    @property
    def tried(self) -> int:
        """Operations that were tried, whatever came of them."""
        return sum(self.done[name] + self.done[f"{name}, refused"] for name in OPERATIONS)

    def run(self, enough: Callable[[], bool]) -> None:
        """Let them walk until ``enough``; then all are killed. Raises RuntimeError for a process that ended
        otherwise than by dying."""
        chance = Random(self._seed)
        try:
            for _ in range(PROCESSES):
                self._start()
            while not enough():
                ready: list[Any] = wait(list(self._running), _WAIT_S)
                for reader in ready:
                    try:
                        self.done.update(reader.recv())
                    except EOFError:
                        self._ended(reader)
                        self._start()
                        continue
                    if chance.randrange(_KILLED) == 0:
                        self._kill(reader)
                        self.killed += 1
                        self._start()
        finally:
            for reader in list(self._running):
                self._kill(reader)
                self.killed += 1

    def _start(self) -> None:
        self._started += 1
        reader, writer = self._context.Pipe(duplex=False)
        seed = f"{self._seed}/{self._started}"
        process = self._context.Process(target=walk, args=(self._folder, seed, writer))
        process.start()
        writer.close()
        self._running[reader] = process

    def _kill(self, reader: Any) -> None:
        """SIGKILL, wherever it is."""
        process = self._running.pop(reader)
        process.kill()
        process.join(60)
        reader.close()

    def _ended(self, reader: Any) -> None:
        """A pipe that closed: the process died by itself, at a point."""
        process = self._running.pop(reader)
        process.join(60)
        reader.close()
        if process.exitcode != death.CODE:
            raise RuntimeError(f"a walking process ended with {process.exitcode}")
        self.crashed += 1
