"""A random walk of processes on one ledger and one bank's books, killed again and again, loses no fen."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from pathlib import Path

import pytest

from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.bench.harm.count import Count
from loc_desktop.bench.harm.judge import judge
from loc_desktop.bench.harm.walk import PROCESSES, Walk, give_budget
from tests.bank.world import World

COUNT = int(os.environ.get("LOC_WALK_OPERATIONS", "10000"))
"""How many operations; about a minute for 10,000 on two cores."""

CUSTOMERS = 6


@pytest.fixture
def world(tmp_path: Path) -> World:
    """A bank, customers, and a finance department whose budget is on the ledger."""
    # The events' own times count, so that loans are as old as it takes for interest to be given back.
    made = World.create(tmp_path, customers=CUSTOMERS, config={"clock": "events"})
    give_budget(made)
    made.close()
    return World(tmp_path)


def test_a_random_walk_of_processes_that_die_loses_no_fen(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = os.environ.get("LOC_WALK_SEED") or secrets.token_hex(4)
    with capsys.disabled():
        print(f"\nrandom walk: seed {seed}, {COUNT} operations, {PROCESSES} processes")
    walked = Walk(world.folder, seed)
    walked.run(lambda: walked.tried >= COUNT)
    steps = walked.done
    world.connector.recover()
    reconciliation = reconcile(world.books, world.ledger, world.user("B"))
    transfers, total = world.connector.transfers(limit=10**6)
    ends = Counter(transfer.state for transfer in transfers)
    with capsys.disabled():
        print(f"  tried: {dict(sorted(steps.items()))}")
        print(f"  ends of {total} transfers: {dict(ends)}")
        print(f"  processes that crashed at a point {walked.crashed}, killed anywhere {walked.killed}")
        print(f"  conservation difference {reconciliation.difference_fen} fen")
        print(f"  differences {len(reconciliation.differences)}")
    assert steps["loan.apply executed"] > 0
    assert steps["principal.repay executed"] > 0
    assert steps["loan.refund executed"] > 0
    assert reconciliation.differences == ()
    assert reconciliation.difference_fen == 0
    assert (reconciliation.money.transit, reconciliation.between, reconciliation.open) == (0, 0, ())
    assert set(ends) <= {"settled", "refused", "reversed"}
    assert ends["settled"] > 0
    assert ends["refused"] > 0
    executed = world.ledger.evaluate("query", ["transfers", {"bank": world.key("B")}], world.user("B"))
    assert Counter((entry["event"], entry["amount"]) for entry in executed) == Counter(
        (transfer.event, transfer.amount) for transfer in transfers if transfer.state == "settled"
    )
    count = Count(tried=total)
    judge(world, count)
    assert count.good, count
    world.close()
