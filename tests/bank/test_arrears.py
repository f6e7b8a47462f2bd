"""Loans in arrears as work: contacts, promises judged by payments, letters of demand, what is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from loc_desktop.bank.arrears.next_step import next_step
from loc_desktop.bank.arrears.schema import ContactRow
from loc_desktop.bank.arrears.values import Contact, Demand, LateLoan, Promise
from loc_desktop.bank.arrears.work_list import WorkList
from loc_desktop.bank.books import day_end as dayend
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.schema import BooksBase
from loc_desktop.loan import servicing
from loc_desktop.loan.servicing import Loan
from tests.bank.test_dayend import DUE, OPENED, Clock, _loan, _put, _record

LOAN = "1" * 32
AT = "2026-02-20T08:00:00Z"


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def books(tmp_path: Path, clock: Clock) -> Iterator[Books]:
    books = Books(tmp_path / "books.sqlite", "bank", "农信社", clock=clock)
    yield books
    books.close()


def _go(books: Books, clock: Clock, day: date) -> WorkList:
    """The list after the end of ``day``, looked at on that day."""
    clock.at = f"{day}T08:00:00Z"
    dayend.run(books, day)
    return WorkList(books)


def _contact(day: date, step: str = "", step_day: str = "") -> Contact:
    return Contact(
        LOAN, day.isoformat(), f"{day}T08:00:00Z", "李明", "call", "本人", "reached", "", step, step_day
    )


def _promise(day: date, amount: int, due: date) -> Promise:
    return Promise(LOAN, day.isoformat(), f"{day}T08:00:00Z", "李明", amount, due.isoformat(), "")


def _paid(loan: Loan, day: date, amount: int) -> Loan:
    parts = servicing.divide(servicing.position(loan, day), amount)
    return servicing.pay(loan, day, parts.principal, parts.interest, parts.penalty)


def _code(books: Books, clock: Clock, day: date, promise: Promise) -> str:
    with pytest.raises(BooksError) as told:
        _go(books, clock, day).record_promise(promise)
    return told.value.code


def test_a_late_loan_stands_with_its_parts_and_is_to_be_called_since_it_is_late(
    books: Books, clock: Clock
) -> None:
    loan = _loan()
    _put(books, (OPENED, _record(loan)))
    day = DUE + timedelta(days=30)
    (row,) = _go(books, clock, day).rows()
    now = servicing.position(loan, day)
    assert (row.days_past_due, row.tier) == (30, "special_mention")
    assert (row.principal, row.interest, row.penalty) == (98_022 + 98_377, 4350 + 3995, now.penalty)
    assert row.due == row.overdue + row.penalty
    assert (row.step, row.step_day) == ("first_contact", (DUE + timedelta(days=1)).isoformat())
    assert ContactRow.metadata is BooksBase.metadata


def test_a_promise_is_kept_or_broken_by_the_payments_on_the_ledger(books: Books, clock: Clock) -> None:
    loan, day = _loan(), DUE + timedelta(days=10)
    _put(books, (OPENED, _record(loan)))
    work = _go(books, clock, day)
    work.record_promise(_promise(day, 50_000, day + timedelta(days=5)))
    assert work.rows()[0].promise == _promise(day, 50_000, day + timedelta(days=5))
    assert (work.rows()[0].step, work.rows()[0].step_day) == (
        "promise_due", (day + timedelta(days=5)).isoformat(),
    )  # fmt: skip
    # One fen less than was promised, in time; the rest a day too late.
    versions = [(OPENED, _record(loan))]
    fined = 0

    def pay(on: date, amount: int) -> None:
        nonlocal loan, fined
        parts = servicing.divide(servicing.position(loan, on), amount)
        loan = servicing.pay(loan, on, parts.principal, parts.interest, parts.penalty)
        fined += parts.penalty
        versions.append((on, _record(loan, penalty=fined)))
        _put(books, *versions)

    pay(day + timedelta(days=4), 49_999)
    (row,) = _go(books, clock, day + timedelta(days=4)).rows()
    assert row.promise is not None
    assert row.promise.state == "open"
    pay(day + timedelta(days=6), 1)
    (row,) = _go(books, clock, day + timedelta(days=6)).rows()
    assert row.promise is not None
    assert (row.promise.state, row.step) == ("broken", "promise_broken")
    assert row.step_day == (day + timedelta(days=6)).isoformat()

    # A new one counts from what had been paid when it was made.
    today = day + timedelta(days=6)
    work.record_promise(_promise(today, 10_000, today + timedelta(days=3)))
    pay(today + timedelta(days=3), 10_000)
    (row,) = _go(books, clock, today + timedelta(days=3)).rows()
    assert row.promise is not None
    assert (row.promise.state, row.promise.settled) == ("kept", (today + timedelta(days=3)).isoformat())
    assert [deed.state for deed in work.history(LOAN) if isinstance(deed, Promise)] == ["kept", "broken"]


def test_a_promise_before_the_first_is_due_replaces_it(books: Books, clock: Clock) -> None:
    _put(books, (OPENED, _record(_loan())))
    day = DUE + timedelta(days=10)
    work = _go(books, clock, day)
    work.record_promise(_promise(day, 50_000, day + timedelta(days=5)))
    work.record_promise(_promise(day, 40_000, day + timedelta(days=9)))
    states = [deed.state for deed in work.history(LOAN) if isinstance(deed, Promise)]
    assert sorted(states) == ["open", "replaced"]
    assert _code(books, clock, day, _promise(day, 0, day)) == "books.amount"
    assert _code(books, clock, day, _promise(day, 5, day - timedelta(days=1))) == "books.day_past"
    assert _code(books, clock, day, replace(_promise(day, 5, day), loan="2" * 32)) == "books.no_loan"


def test_a_letter_has_the_sums_of_its_day_a_number_and_is_delivered_once(books: Books, clock: Clock) -> None:
    loan, day = _loan(), DUE + timedelta(days=40)
    _put(books, (OPENED, _record(loan)))
    work = _go(books, clock, day)
    deadline = (day + timedelta(days=10)).isoformat()
    first = work.make_demand(LOAN, deadline, "李明")
    now = servicing.position(loan, day)
    assert (first.number, first.days_late) == ("2026-00001", 40)
    assert (first.principal, first.interest, first.penalty) == (
        now.due_principal, now.due_interest, now.penalty,
    )  # fmt: skip
    assert first.total == now.due
    assert work.rows()[0].step == "deliver"
    assert work.make_demand(LOAN, deadline, "李明").number == "2026-00002"
    given = work.deliver("2026-00002", "read_aloud", day.isoformat(), "王芳", "本人")
    assert work.demand("2026-00002") == given
    assert (given.way, given.delivered, given.delivered_by, given.receiver) == (
        "read_aloud", day.isoformat(), "王芳", "本人",
    )  # fmt: skip
    assert (work.rows()[0].step, work.rows()[0].step_day) == ("deadline", deadline)
    for number, on, code in (
        ("2026-00002", day, "demand_delivered"),
        ("2026-00009", day, "no_demand"),
        ("2026-00001", day + timedelta(days=1), "day_to_come"),
        ("2026-00001", day - timedelta(days=1), "day_past"),
    ):
        with pytest.raises(BooksError) as told:
            work.deliver(number, "post", on.isoformat(), "王芳", "")
        assert told.value.code == f"books.{code}"
    _put(books, (OPENED, _record(loan)), (day, _record(_paid(loan, day, now.due))))
    with pytest.raises(BooksError) as told:
        work.make_demand(LOAN, deadline, "李明")
    assert told.value.code == "books.not_late"


def test_the_list_begins_with_what_is_to_be_done_first(books: Books, clock: Clock) -> None:
    day = DUE + timedelta(days=50)
    for number in "123":
        _put(books, (OPENED, {**_record(_loan()), "payee": f"C{number}"}), loan=number * 32)
    work = _go(books, clock, day)
    work.record_contact(_contact(day, "visit", (day + timedelta(days=2)).isoformat()))
    work.record_contact(replace(_contact(day), loan="2" * 32))
    rows = [(row.loan[0], row.step, row.step_day) for row in work.rows()]
    assert rows == [
        ("3", "first_contact", (DUE + timedelta(days=1)).isoformat()),
        ("1", "visit", (day + timedelta(days=2)).isoformat()),
        ("2", "call", (day + timedelta(days=7)).isoformat()),
    ]
    with pytest.raises(BooksError) as told:
        work.record_contact(_contact(day, "visit", (day - timedelta(days=1)).isoformat()))
    assert told.value.code == "books.day_past"
    with pytest.raises(BooksError) as told:
        work.record_contact(_contact(day + timedelta(days=1)))
    assert told.value.code == "books.day_to_come"


@pytest.mark.parametrize(
    ("contact", "promise", "demand", "step"),
    [
        (None, None, None, ("first_contact", "2026-02-11")),
        (_contact(date(2026, 2, 12)), None, None, ("call", "2026-02-19")),
        (_contact(date(2026, 2, 12), "legal", "2026-02-25"), None, None, ("legal", "2026-02-25")),
        (None, ("broken", "2026-02-15"), None, ("promise_broken", "2026-02-16")),
        (_contact(date(2026, 2, 16)), ("broken", "2026-02-15"), None, ("call", "2026-02-23")),
        (
            _contact(date(2026, 2, 12), "call", "2026-02-18"), ("open", "2026-02-22"), None,
            ("call", "2026-02-18"),
        ),
        (None, ("open", "2026-02-22"), "", ("deliver", "2026-02-14")),
        (None, None, "hand", ("deadline", "2026-02-24")),
        (_contact(date(2026, 2, 25)), None, "hand", ("call", "2026-03-04")),
        (_contact(date(2026, 2, 12), "demand", "2026-02-13"), None, "hand", ("deadline", "2026-02-24")),
    ],
)  # fmt: skip
def test_the_next_step_is_the_earliest_that_is_open(
    contact: Contact | None, promise: tuple[str, str] | None, demand: str | None, step: tuple[str, str]
) -> None:
    late = LateLoan(LOAN, "C0", "", "", "", 1, "", "2026-02-20", "", 10, 1, 1, 1, 3, 1, "", contact)
    if promise is not None:
        made = Promise(LOAN, "2026-02-10", AT, "", 5, promise[1], "", promise[0])
        late = replace(late, promise=made)
    if demand is not None:
        letter = Demand("1", LOAN, "2026-02-14", AT, "", 4, 1, 1, 1, "2026-02-24", demand)
        late = replace(late, demand=letter)
    assert next_step(late) == step
