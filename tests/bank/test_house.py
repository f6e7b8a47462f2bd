"""A bank's machine as a whole: transfers of the inbox, a day's end with collections, the reconciliation."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from loc_desktop.bank.house import BankHouse
from tests.bank.world import CASH, World

OPENED, DUE = date(2026, 1, 5), date(2026, 2, 5)


def test_a_days_end_takes_over_the_loans_collects_and_reconciles(tmp_path: Path) -> None:
    world = World.create(tmp_path, config={"clock": "events"})
    deposit = world.ask("asset.deposit", 50_000)
    world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    house = BankHouse(world.books.path, world.ledger, world.user("B"), "农信社")
    assert [one.state for one in house.work([deposit])] == ["settled"]
    seen: list[tuple[int, int]] = []
    done = house.end_day(DUE, lambda *now: seen.append(now))
    assert (done.status, done.collections, seen[-1]) == ("finished", 1, (1, 1))
    (collected,), _ = house.loans.collections()
    assert collected.state == "collected"
    assert house.books.account_of(world.key("C0")).balance == CASH - 50_000 - collected.amount  # type: ignore[union-attr]
    assert house.end_day(DUE) == done
    following = house.end_day(date(2026, 2, 6))
    assert (following.collections, following.tiers["normal"].loans) == (0, 1)
    assert house.reconcile().good
    house.close()
    world.close()
