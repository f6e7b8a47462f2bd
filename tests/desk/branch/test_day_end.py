"""The bank's day: which days' ends are due, what one did, who is late; again, nothing changes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest

from loc_desktop.bank.books.slip_values import LIMIT, Deed
from loc_desktop.desk.branch.day_end import MOST_MISSED, BankDay
from loc_desktop.desk.values.branch import DayReport
from loc_desktop.errors import KnownError
from loc_desktop.ledger.api import ConnectError, User
from tests.desk.life_scene import Life


@pytest.fixture
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("day") / "home")
    yield life
    life.workplace.close()


def _day(life: Life, *only: str) -> BankDay:
    desk = life.desk("B")
    return BankDay(desk.carrier, desk.names, only or None)


def test_a_bank_without_loans_begins_today(life: Life) -> None:
    day = _day(life)
    today = date.fromisoformat(life.workplace.today)
    assert (day.last(), day.first(), day.due()) == ("", today, 0)
    report = day.run()
    assert (report.day, report.status, report.loans, report.accrued, report.late) == (
        today.isoformat(),
        "finished",
        0,
        0,
        0,
    )
    assert (day.last(), day.first(), day.due()) == (today.isoformat(), today + timedelta(days=1), 0)
    assert day.run().again
    assert day.arrears().rows == ()
    assert day.notices() == ()


def test_a_day_to_come_is_refused_and_one_that_is_no_day_is_no_day(life: Life) -> None:
    tomorrow = date.fromisoformat(life.workplace.today) + timedelta(days=1)
    with pytest.raises(KnownError) as early:
        _day(life).run(tomorrow.isoformat())
    assert (early.value.code, early.value.params["day"]) == ("bank.future", tomorrow.isoformat())
    assert tomorrow.isoformat() in str(early.value)
    with pytest.raises(ValueError, match="isoformat"):
        _day(life).run("soon")
    assert _day(life).last() == ""


def test_each_day_that_was_missed_is_run_before_the_one_that_is_asked_for(life: Life) -> None:
    life.loans((10_000, 12), cash=None)
    opened = date.fromisoformat(life.workplace.today)
    life.workplace.walk(3)
    day = _day(life)
    assert (day.first(), day.due()) == (opened, 3)
    assert day.run((opened + timedelta(days=1)).isoformat()).status == "finished"
    assert (day.last(), day.due()) == ((opened + timedelta(days=1)).isoformat(), 1)
    report = day.run()
    assert (report.loans, report.again, day.due()) == (1, False, 0)
    ends = [day.report((opened + timedelta(days=number)).isoformat()) for number in range(1, 4)]
    assert [(ended.status, ended.again) for ended in ends] == [("finished", True)] * 3
    assert sum(ended.accrued > 0 for ended in ends) >= 2  # a 31st has no interest of its own
    assert day.run((opened + timedelta(days=2)).isoformat()).again


def test_the_loan_book_follows_what_has_changed_and_only_that(life: Life) -> None:
    first, second = life.loans((10_000, 12), (5_000, 12), cash=None)
    day = _day(life)
    assert day.sync() == 2
    assert day.sync() == 0
    life.workplace.walk(32)
    life.pay(second)
    assert day.sync() == 1
    (third,) = life.loans((3_000, 12), cash=None)
    assert day.sync() == 1
    few = _day(life, first)
    few.sync()
    assert few.sync() == 0
    life.pay(third)
    assert few.sync() == 0
    life.pay(first)
    assert few.sync() == 1


def test_who_is_late_is_found_by_name_loan_and_account_worst_first(life: Life) -> None:
    (longer,) = life.loans((10_000, 12), cash=0)
    life.workplace.walk(10)
    (shorter,) = life.loans((5_000, 12), cash=None)
    life.walk_past(life.desk("C").loans.loan(shorter).schedule[0].due)
    day = _day(life)
    day.run()
    page = day.arrears()
    assert [row.loan for row in page.rows] == [longer, shorter]
    assert page.rows[0].days_past_due > page.rows[1].days_past_due > 0
    assert (page.total, page.next) == (2, None)
    first = day.arrears(limit=1)
    assert ([row.loan for row in first.rows], first.total, first.next) == ([longer], 2, 1)
    assert [row.loan for row in day.arrears(start=1, limit=1).rows] == [shorter]
    known = page.rows[0]
    account = life.account(longer, 0).number if not known.account else known.account
    for text, found_loans in (
        (longer[:8], [longer]),
        (f" {longer[:8].upper()} ", [longer]),
        (known.customer.name, [longer]),
        ("nobody", []),
    ):
        assert [row.loan for row in day.arrears(text=text).rows] == found_loans, text
    grouped = " ".join((account[:4], account[4:8]))
    assert longer in [row.loan for row in day.arrears(text=grouped).rows]
    tier = known.classification
    assert longer in [row.loan for row in day.arrears(tier=tier).rows]
    assert page.tiers[tier][0] >= 1


def test_a_notice_names_the_customer_and_the_day(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    due = life.desk("C").loans.loan(loan).schedule[0].due
    life.walk_past(due)
    desk = life.desk("B")
    desk.branch.run_days()
    day = _day(life)
    notices = day.notices(due)
    assert [(row.loan, row.period, row.kind, row.due) for row in notices] == [(loan, 1, "due", due)]
    assert notices[0].customer.key == life.customer(loan)
    assert notices[0].amount == life.desk("C").loans.loan(loan).schedule[0].payment
    assert day.notices() == day.notices(day.last())
    assert day.notices("2001-01-01") == ()


def test_what_a_run_would_do_is_said_before_it(life: Life) -> None:
    life.loans((10_000, 12), cash=None)
    opened = date.fromisoformat(life.workplace.today)
    life.workplace.walk(3)
    day = _day(life)
    plan = day.plan()
    assert (plan.last, plan.first, plan.until, plan.days) == (
        "", opened.isoformat(), life.workplace.today, 4,
    )  # fmt: skip
    assert (plan.transfers, plan.collections, plan.slips) == (0, 0, 0)
    counter = life.desk("B").branch.counter
    number = life.desk("C").accounts.accounts().traditional[0].number
    counter.enter(counter.prepare_cash(Deed.CASH_IN, number, LIMIT + 1))
    assert day.plan().slips == 1
    assert day.plan(opened.isoformat()).slips == 0
    day.run()
    after = day.plan()
    assert (after.days, after.last, after.loans, after.slips) == (0, life.workplace.today, 1, 0)


def test_a_day_long_past_or_far_after_the_last_one_is_refused_with_the_way_on(life: Life) -> None:
    life.loans((10_000, 12), cash=None)
    opened = date.fromisoformat(life.workplace.today)
    day = _day(life)
    wrong_year = (opened - timedelta(days=365)).isoformat()
    for asked in (day.run, day.plan):
        with pytest.raises(KnownError) as before:
            asked(wrong_year)
        assert (before.value.code, before.value.params) == (
            "bank.before", {"day": wrong_year, "first": opened.isoformat()},
        )  # fmt: skip
    assert day.last() == ""
    day.run()
    with pytest.raises(KnownError) as past:
        day.run(wrong_year)
    assert (past.value.code, past.value.params) == (
        "bank.past",
        {"day": wrong_year, "last": opened.isoformat(), "next": (opened + timedelta(days=1)).isoformat()},
    )
    life.workplace.walk(MOST_MISSED + 2)
    with pytest.raises(KnownError) as many:
        day.run()
    assert many.value.code == "bank.many_days"
    assert many.value.params["count"] == MOST_MISSED + 1
    assert many.value.params["last"] == opened.isoformat()
    assert day.last() == opened.isoformat()
    reports = life.desk("B").branch.run_days()
    assert len(reports) == MOST_MISSED + 2
    assert day.last() == life.workplace.today


def test_what_was_not_collected_is_told_with_its_cause(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    """The absent ledger is the one thing that is not real: its submission answers locks only."""
    (loan,) = life.loans((10_000, 12), cash=5_000_00)
    life.walk_past(life.desk("C").loans.loan(loan).schedule[0].due)
    ledger = life.desk("B").carrier.ledger
    submit = ledger.submit

    def only_locks(fn: str, args: list[object], user: User) -> object:
        if fn != "lock":
            raise ConnectError("ledger.away")
        return submit(fn, args, user)

    bank = life.desk("B").branch
    monkeypatch.setattr(ledger, "submit", only_locks)
    reports = bank.run_days()
    left = [row for report in reports for row in report.uncollected]
    assert {(row.loan, row.void) for row in left} == {(loan, False)}
    assert left[0].why is not None
    assert left[0].why.code == "ledger.away"
    assert left[0].customer.key == life.customer(loan)
    assert bank.plan_days().collections == 1
    monkeypatch.undo()
    again = bank.run_day()
    assert (again.collected, again.uncollected) == (1, ())
    assert life.difference() == 0


def test_a_run_that_stops_on_a_day_keeps_what_was_done_and_says_why(
    life: Life, monkeypatch: pytest.MonkeyPatch
) -> None:
    life.loans((10_000, 12), cash=None)
    life.workplace.walk(3)
    bank = life.desk("B").branch
    own = BankDay.run
    calls: list[str] = []

    def run(day: BankDay, wanted: str = "", **options: Any) -> DayReport:
        calls.append(wanted)
        if len(calls) == 3:
            raise ConnectError("ledger.away")
        return own(day, wanted, **options)

    monkeypatch.setattr(BankDay, "run", run)
    reports = bank.run_days()
    assert [report.status for report in reports] == ["finished", "finished", "failed"]
    assert reports[-1].trouble is not None
    assert (reports[-1].day, reports[-1].trouble.code) == (calls[2], "ledger.away")
    assert bank.last_day() == calls[1]
