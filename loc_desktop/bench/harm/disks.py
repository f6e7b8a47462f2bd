"""A disk that is full, and files that another program has locked, while money goes between books and ledger.

Each is done to a process of its own. Afterwards the files are as they should be again, and the connector
recovers.
"""

from __future__ import annotations

import multiprocessing
import resource
import signal
import sqlite3
from contextlib import closing
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any, Final

from loc_desktop.bank import database, encrypted
from loc_desktop.bench.harm.bank_world import BankWorld
from loc_desktop.bench.harm.count import Count
from loc_desktop.bench.harm.judge import judge
from loc_desktop.errors import KnownError, Money
from loc_desktop.ledger.embedded import store
from loc_desktop.ledger.embedded.ledger import EmbeddedLedger

FILES: Final = ("books-B.sqlite", "ledger.sqlite")
_MOST: Final = 200
"""Transfers after which a disk that did not fill up is taken for one that had room."""
_ROOM: Final = 200_000
"""Bytes that a file may still grow by, at most."""
NOT_MOVED: Final = "not moved"


def fill(folder: Path, seed: str, told: Connection) -> None:
    """Transfers until no file can grow any more; tells of each how it ended."""
    random, world = Random(seed), BankWorld(folder)
    largest = max(file.stat().st_size for file in folder.iterdir())
    limit = largest + random.randrange(_ROOM)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    for _ in range(_MOST):
        if not _transfer(world, random, told):
            break
    told.send(None)


def lock(folder: Path, seed: str, told: Connection) -> None:
    """Once the ledger has committed a transfer, or before, another program keeps one of the files."""
    database.BUSY_S = 0.05
    setattr(store, "BUSY_MS", 50)  # noqa: B010
    random, world = Random(seed), BankWorld(folder)
    for _ in range(random.randrange(3)):
        _transfer(world, random, told)
    other = _opened(folder, random.choice(FILES))
    submit, wanted = EmbeddedLedger.submit, random.choice(("lock", "unlock"))

    def submitting(ledger: EmbeddedLedger, fn: str, args: list[Any], user: Any) -> Any:
        submission = submit(ledger, fn, args, user)
        if fn == wanted and not other.in_transaction:
            other.execute("BEGIN IMMEDIATE")
        return submission

    setattr(EmbeddedLedger, "submit", submitting)  # noqa: B010
    with closing(other):
        _transfer(world, random, told)
    told.send(None)


def _opened(folder: Path, file: str) -> Any:
    """A connection of another program, by the library that the program uses for this file: in one process two
    libraries do not see each other's locks."""
    books = file.startswith("books")
    other: Any = encrypted.connect(folder / file, b"", 5) if books else sqlite3.connect(folder / file)
    other.isolation_level = None
    return other


def _transfer(world: BankWorld, random: Random, told: Connection) -> bool:
    """One transfer; tells its end, or that no money was said to have moved. False where it failed."""
    event = ""
    try:
        event = world.ask(random.choice(("asset.deposit", "asset.withdraw")), random.randint(1, 5_000))
        for transfer in world.connector.process([event]):
            told.send((transfer.event, transfer.state))
    except KnownError as error:
        if event and getattr(error, "money", None) is Money.NOT_MOVED:
            told.send((event, NOT_MOVED))
        return False
    return True


def run(folder: Path, seed: str, count: Count) -> None:
    """One full disk or one locked file on the world in ``folder``; adds what came out to ``count``."""
    context = multiprocessing.get_context("forkserver")
    reader, writer = context.Pipe(duplex=False)
    harm = Random(seed).choice((fill, lock))
    process = context.Process(target=harm, args=(folder, seed, writer))
    process.start()
    writer.close()
    said: dict[str, str] = {}
    ended = False
    while not ended:
        try:
            told = reader.recv()
        except EOFError:
            break
        ended = told is None
        if told is not None:
            said[told[0]] = told[1]
    process.join(60)
    reader.close()
    count.tried += 1
    if not ended or process.exitcode:
        count.wrongly += 1  # it did not end with a known error but with a fault of the program
    with closing(BankWorld(folder)) as world:
        # Before the recovery, which carries on what was begun: what was executed when it was said not to be?
        denied = [event for event, end in said.items() if end == NOT_MOVED]
        count.wrongly += sum(world.status(event) == "unlocked" for event in denied)
        world.connector.recover()
        judge(world, count, said)
