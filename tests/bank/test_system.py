"""A bank's machine as a whole: transfers of the inbox, a day's end with collections, the reconciliation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.bank.world import CASH, World

OPENED, DUE = date(2026, 1, 5), date(2026, 2, 5)


def test_a_days_end_takes_over_the_loans_collects_and_reconciles(tmp_path: Path) -> None:
    world = World.create(tmp_path, config={"clock": "events"})
    deposit = world.ask("asset.deposit", 50_000)
    world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    system = world.system
    assert [transfer.state for transfer in system.work([deposit])] == ["settled"]
    seen: list[tuple[int, int]] = []
    day_end, taken = system.end_day(DUE, lambda *now: seen.append(now))
    assert (day_end.status, day_end.collections, seen[-1]) == ("finished", 1, (1, 1))
    (collected,), _ = system.loans.collections()
    assert collected.state == "collected"
    assert taken == (collected,)
    assert system.books.account_of(world.key("C0")).balance == CASH - 50_000 - collected.amount  # type: ignore[union-attr]
    assert system.end_day(DUE) == (day_end, ())
    following, _ = system.end_day(date(2026, 2, 6))
    assert (following.collections, following.tiers["normal"].loans) == (0, 1)
    assert system.reconcile().good
    world.close()
