"""Non-accrual: a loan more than 90 days late earns no income; what it owes is on memo accounts until it is
current again. Worked by hand, with fractions."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

import pytest

from loc_desktop.bank.books import day_end as dayend
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.non_accrual import Stopped, stopped
from loc_desktop.bank.books.provisions import provisions
from loc_desktop.bank.books.values import MEMO, Kind
from loc_desktop.loan import lending, servicing
from loc_desktop.loan.lending import LendingRules, NonAccrual
from loc_desktop.loan.products import shipped
from loc_desktop.loan.servicing import Loan, Terms
from tests.bank.test_dayend import _balance, _everything, _put, _record, _rows

OPENED = date(2026, 1, 5)
AMOUNT = 1_234_567
TERMS = Terms.of(shipped()["household-monthly"], 435)
"""Interest only, actual days of 360, due on the last of each month; no penalty on interest."""

DUES = (date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31))
RULES = lending.shipped()
PRINCIPAL_FIRST = replace(RULES, non_accrual=NonAccrual(90, "principal_first"))
LOAN_ACCOUNTS = (
    Kind.LOANS, Kind.INTEREST_DUE, Kind.PENALTY_DUE, Kind.SUBSIDY_DUE, Kind.CLEARING, Kind.INTEREST_INCOME,
    Kind.PENALTY_INCOME, Kind.WRITTEN_OFF, Kind.RECOVERED,
)  # fmt: skip


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    books = Books(tmp_path / "books.sqlite", "bank", "农信社", clock=lambda: "2028-12-31T08:00:00Z")
    yield books
    books.close()


def _loan() -> Loan:
    return servicing.new_loan(AMOUNT, 36, TERMS, OPENED)


def _by_hand(day: date) -> int:
    """Interest from the payout to a day: each period's rounded half up to a fen, and what runs."""
    total, start = 0, OPENED
    for due in (*DUES, day):
        days = (min(due, day) - start).days
        if days > 0:
            total += int(Fraction(AMOUNT * 435 * days, 10_000 * 360) + Fraction(1, 2))
            start = due
    return total


def _paid(loan: Loan, day: date, amount: int) -> Loan:
    parts = servicing.divide(servicing.position(loan, day), amount)
    return servicing.pay(loan, day, parts.principal, parts.interest, parts.penalty)


def _is_whole(books: Books) -> None:
    """Every entry balances, and the memo accounts by themselves."""
    assert books.check() == []
    assert sum(_balance(books, kind) for kind in MEMO[:2]) == _balance(books, MEMO[2])
    numbers = {books.internal(kind) for kind in MEMO}
    entries: dict[int, int] = {}
    for entry, account, amount in _rows(books, "SELECT entry, account, amount FROM posting"):
        entries[entry] = entries.get(entry, 0) + (amount if account in numbers else 0)
    assert set(entries.values()) <= {0}


def test_after_ninety_days_interest_is_no_income_and_what_was_accrued_is_taken_back(books: Books) -> None:
    _put(books, (OPENED, _record(_loan())))
    ninety = DUES[0] + timedelta(days=90)
    dayend.run(books, ninety)
    assert ninety == date(2026, 5, 1)
    assert _by_hand(ninety) == 3879 + 4177 + 4624 + 4475 + 149
    assert _balance(books, Kind.INTEREST_INCOME) == _balance(books, Kind.INTEREST_DUE) == _by_hand(ninety)
    assert _balance(books, Kind.MEMO_INTEREST) == 0

    run = dayend.run(books, ninety + timedelta(days=1))
    assert (_balance(books, Kind.INTEREST_INCOME), _balance(books, Kind.INTEREST_DUE)) == (0, 0)
    assert _balance(books, Kind.MEMO_INTEREST) == _by_hand(date(2026, 5, 2)) == 17_304 + 149
    assert run.interest == 149
    assert _balance(books, Kind.LOANS) == -_balance(books, Kind.CLEARING) == AMOUNT
    dayend.run(books, ninety + timedelta(days=31))
    assert _balance(books, Kind.INTEREST_INCOME) == 0
    assert _balance(books, Kind.MEMO_INTEREST) == _by_hand(date(2026, 6, 1))
    _is_whole(books)


@pytest.mark.parametrize(("rules", "first"), [(RULES, False), (PRINCIPAL_FIRST, True)])
def test_a_payment_goes_by_the_rule_and_who_is_current_earns_again(
    books: Books, rules: LendingRules, first: bool
) -> None:
    loan = _loan()
    part_on, current_on = date(2026, 5, 10), date(2026, 5, 20)
    part = _paid(loan, part_on, 3879)
    whole = _paid(part, current_on, 4177 + 4624 + 4475)
    _put(books, (OPENED, _record(loan)), (part_on, _record(part)), (current_on, _record(whole)))
    dayend.run(books, part_on - timedelta(days=1), rules=rules)
    assert _balance(books, Kind.INTEREST_INCOME) == 0

    # The oldest instalment is paid: 71 days late now, and still not current.
    dayend.run(books, part_on, rules=rules)
    assert servicing.position(part, part_on).days_past_due == 71
    owed = _by_hand(part_on) - 3879
    assert _balance(books, Kind.INTEREST_INCOME) == (0 if first else 3879)
    assert _balance(books, Kind.LOANS) == (AMOUNT - 3879 if first else AMOUNT)
    assert _balance(books, Kind.MEMO_INTEREST) == (owed + 3879 if first else owed)
    assert _balance(books, Kind.LOANS) + _balance(books, Kind.MEMO_INTEREST) == AMOUNT + owed

    dayend.run(books, current_on, rules=rules)
    assert _balance(books, Kind.INTEREST_INCOME) == _by_hand(current_on)
    assert _balance(books, Kind.INTEREST_DUE) == _by_hand(current_on) - 17_155
    assert (_balance(books, Kind.MEMO_INTEREST), _balance(books, Kind.LOANS)) == (0, AMOUNT)
    _is_whole(books)


def test_since_when_is_read_from_the_records_alone() -> None:
    loan = _loan()
    part_on, current_on = date(2026, 5, 10), date(2026, 5, 20)
    part = _paid(loan, part_on, 3879)
    whole = _paid(part, current_on, 4177 + 4624 + 4475)
    records = [(OPENED, _record(loan)), (part_on, _record(part)), (current_on, _record(whole))]
    began = Stopped(date(2026, 5, 2), 0, 0)
    days = [date(2026, 5, 1), date(2026, 5, 2), part_on, current_on - timedelta(days=1), current_on]
    assert [stopped(records, day, RULES.non_accrual) for day in days] == [None, began, began, began, None]
    # Late anew: 91 days after 31 May, with what had been paid until then.
    assert stopped(records, date(2026, 8, 31), RULES.non_accrual) == Stopped(date(2026, 8, 30), 17_155, 0)
    gone = (current_on, {**_record(part), "status": "written_off"})
    back = (current_on + timedelta(days=5), _record(part))
    assert stopped([*records[:2], gone, back], current_on + timedelta(days=6), RULES.non_accrual) == began


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("rules", [RULES, PRINCIPAL_FIRST])
def test_the_books_own_what_the_customer_owes_on_every_day_however_it_is_run(
    tmp_path: Path, seed: int, rules: LendingRules
) -> None:
    """Loan, receivables and memo together are the ledger's sums; running each day, or the last alone, comes
    to the same balances; what came in is income, or principal."""
    dice = random.Random(seed)
    product = dice.choice(("poverty-micro", "workshop", "household-monthly"))
    loan = servicing.new_loan(
        dice.randrange(1_000_000, 3_000_000), 18, Terms.of(shipped()[product], 435), OPENED
    )
    fined, versions, moment = 0, [(OPENED, _record(loan))], OPENED
    for _ in range(5):
        moment += timedelta(days=dice.randrange(20, 130))
        now = servicing.position(loan, moment)
        if now.due:
            amount = dice.choice((now.due, dice.randrange(1, now.due + 1)))
            parts = servicing.divide(now, amount)
            loan = servicing.pay(loan, moment, parts.principal, parts.interest, parts.penalty)
            fined += parts.penalty
            status = "active" if loan.outstanding else "repaid"
            versions.append((moment, _record(loan, status, fined)))
            if status == "repaid":
                break
    last = moment + timedelta(days=40)
    clock = "2035-12-31T08:00:00Z"
    daily = Books(tmp_path / "daily.sqlite", "bank", "农信社", clock=lambda: clock)
    once = Books(tmp_path / "once.sqlite", "bank", "农信社", clock=lambda: clock)
    for kept in (daily, once):
        _put(kept, *versions)
    day, stood = OPENED, 0
    while day <= last:
        dayend.run(daily, day, rules=rules)
        record = [record for start, record in versions if start <= day][-1]
        held = [known for start, known in versions if start <= day][-1]
        if held["status"] == "active":
            on = servicing.position(_value(record), day)
            owed = servicing.earned(_value(record), day) - servicing.interest_paid(_value(record))
            kinds = (Kind.LOANS, Kind.INTEREST_DUE, Kind.PENALTY_DUE, Kind.SUBSIDY_DUE, *MEMO[:2])
            assert sum(_balance(daily, kind) for kind in kinds) == on.outstanding + owed + on.penalty, day
        stood += bool(_balance(daily, Kind.MEMO_INTEREST))
        day += timedelta(days=7)
    dayend.run(daily, last, rules=rules)
    dayend.run(once, last, rules=rules)
    for kind in (*LOAN_ACCOUNTS, *MEMO):
        assert _balance(daily, kind) == _balance(once, kind), kind
    before = _everything(daily)
    dayend.run(daily, last, rules=rules)
    assert _everything(daily) == before
    _is_whole(daily)
    assert stood or not any(
        stopped(versions, OPENED + timedelta(days=step), rules.non_accrual)
        for step in range(0, (last - OPENED).days, 7)
    )
    daily.close()
    once.close()


def _value(record: object) -> Loan:
    from loc_desktop.contract.loans import value_of

    return value_of(record)  # type: ignore[arg-type]


def test_provisions_go_by_class_at_the_months_end_and_come_back_as_it_improves(books: Books) -> None:
    loan, other = _loan(), servicing.new_loan(777_777, 36, TERMS, date(2026, 4, 1))
    current_on = date(2026, 6, 10)
    whole = _paid(loan, current_on, servicing.position(loan, current_on).due)
    _put(books, (OPENED, _record(loan)), (current_on, _record(whole)))
    settled = _paid(other, date(2026, 4, 30), servicing.position(other, date(2026, 4, 30)).due)
    kept = (date(2026, 4, 1), {**_record(other), "payee": "C1"})
    _put(books, kept, (date(2026, 4, 30), {**_record(settled), "payee": "C1"}), loan="2" * 32)

    dayend.run(books, date(2026, 4, 29))
    assert provisions(books) == ()
    dayend.run(books, date(2026, 4, 30))
    # 89 days late is special mention, 3 %; the other is normal, 1.5 %: 37,037.01 and 11,666.655 fen.
    assert [(p.tier, p.loans, p.base, p.percent, p.amount) for p in provisions(books)] == [
        ("normal", 1, 777_777, 150, 11_667),
        ("special_mention", 1, 1_234_567, 300, 37_037),
        ("substandard", 0, 0, 3000, 0), ("doubtful", 0, 0, 6000, 0), ("loss", 0, 0, 10_000, 0),
    ]  # fmt: skip
    assert _balance(books, Kind.PROVISION) == _balance(books, Kind.PROVISION_EXPENSE) == 48_704
    dayend.run(books, date(2026, 5, 30))
    assert _balance(books, Kind.PROVISION) == 48_704
    dayend.run(books, date(2026, 5, 31))
    # 120 days late is substandard, 30 %: 370,370.1 fen; the other is due today.
    assert _balance(books, Kind.PROVISION) == 370_370 + 11_667
    dayend.run(books, date(2026, 6, 30))
    # Paid up: both are normal or one day from it; 1,234,567 at 1.5 % is 18,518.505 fen.
    late = servicing.position(settled, date(2026, 6, 30)).days_past_due
    assert late == 30
    assert _balance(books, Kind.PROVISION) == _balance(books, Kind.PROVISION_EXPENSE) == 18_519 + 23_333
    changes = _rows(books, "SELECT key FROM entry WHERE key LIKE 'provisions/%' ORDER BY id")
    days = ("2026-04-30", "2026-05-31", "2026-06-30")
    assert [key for (key,) in changes] == [f"provisions/{day}/1" for day in days]
    dayend.look_again(books, date(2026, 6, 30), ["1" * 32])
    assert len(_rows(books, "SELECT id FROM entry WHERE key LIKE 'provisions/%'")) == 3
    _is_whole(books)
