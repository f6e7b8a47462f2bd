"""A bank's machine as a whole: transfers of the inbox, a day's end with collections, the reconciliation."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from loc_desktop.bank.books.values import Kind
from tests.bank.world import CASH, World, tier_changes

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


def test_what_a_days_end_collects_ends_the_arrears_with_that_days_end(tmp_path: Path) -> None:
    world = World.create(tmp_path, config={"clock": "events"})
    loan = world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    system, books = world.system, world.books
    account = world.account("C0")
    books.pay_out(account.number, account.balance, "empty")
    late = DUE + timedelta(days=40)
    for day in (DUE, late - timedelta(days=1)):
        system.end_day(day)
    (standing,), _ = system.loans.standings()
    assert (standing.days_past_due, standing.tier) == (39, "special_mention")
    books.pay_in(account.number, 3_000_00, "cash")
    ended, (collected,) = system.end_day(late)
    (standing,), _ = system.loans.standings()
    assert (standing.day, standing.due, standing.overdue, standing.penalty) == (late.isoformat(), 0, 0, 0)
    assert (standing.days_past_due, standing.tier) == (0, "normal")
    assert standing.outstanding == 1_200_000 - collected.principal
    assert ended.tiers["normal"].loans == 1
    assert "special_mention" not in ended.tiers
    assert tier_changes(books, loan)[-1] == ("special_mention", "normal")
    # The entry of what was collected is that day's too, so the following day books its own accrual only.
    balance = books.account(books.internal(Kind.LOANS)).balance
    assert balance == standing.outstanding
    again, taken = system.end_day(late)
    assert (again, taken) == (ended, ())
    system.end_day(late + timedelta(days=1))
    assert books.account(books.internal(Kind.LOANS)).balance == balance
    assert tier_changes(books, loan)[-1] == ("special_mention", "normal")
    assert books.check() == []
    world.close()
