"""The day's end: accrual, notices, arrears, tiers, collections; run again, run late, cancelled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.bank.books import day_end as dayend
from loc_desktop.bank.books import loan_book
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.loan_book import LoanBook
from loc_desktop.bank.books.loan_values import Tier
from loc_desktop.bank.books.values import Kind
from loc_desktop.bank.connector.collecting import Collecting
from loc_desktop.bank.connector.reconcile import reconcile
from loc_desktop.contract.loans import record_of
from loc_desktop.loan import lending, servicing
from loc_desktop.loan.products import shipped
from loc_desktop.loan.servicing import Loan, Terms
from loc_desktop.script.canonical import digest
from tests.bank.world import CASH, CHANNEL, World, tier_changes

OPENED = date(2026, 1, 5)
DUE = date(2026, 2, 5)
TERMS = Terms.of(shipped()["poverty-micro"], 435)


class Clock:
    def __init__(self) -> None:
        self.at = "2028-12-31T08:00:00Z"

    def __call__(self) -> str:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def books(tmp_path: Path, clock: Clock) -> Iterator[Books]:
    books = Books(tmp_path / "books.sqlite", "bank", "农信社", clock=clock)
    yield books
    books.close()


def _record(loan: Loan, status: str = "active", penalty: int = 0) -> dict[str, Any]:
    """A loan's record as the ledger has it."""
    paid = {
        "principal": loan.amount - loan.outstanding,
        "interest": sum(period.paid_interest for period in loan.periods),
        "penalty": penalty,
    }
    bare = {
        "id": "1" * 32, "bank": "bank", "payee": "C0", "product": "poverty-micro", "branch": "新罗",
        "amount": loan.amount, "opened": loan.opened.isoformat(), "paid": paid, "status": status,
    }  # fmt: skip
    return record_of(bare, loan)


def _put(books: Books, *versions: tuple[date, dict[str, Any]], loan: str = "1" * 32) -> None:
    """Keep versions of a loan as a synchronisation with a ledger does."""
    rows = [(day.isoformat(), loan_book.compact(record)) for day, record in versions]
    first = {**versions[0][1], "id": loan}
    books.db.write(lambda connection: loan_book._save(connection, [(first, f"digest {len(rows)}", rows)]))


def _loan(amount: int = 1_200_000, months: int = 12) -> Loan:
    return servicing.new_loan(amount, months, TERMS, OPENED)


def _balance(books: Books, kind: Kind) -> int:
    return books.account(books.internal(kind)).balance


def _standing(books: Books) -> Any:
    (standing,), _ = LoanBook(books).standings()
    return standing


def _everything(books: Books) -> dict[str, list[Any]]:
    tables = (
        "entry",
        "posting",
        "loan_standing",
        "day_run",
        "notice",
        "collection",
        "tier_change",
        "account",
    )
    rows: dict[str, list[Any]] = {}
    for table in tables:
        statement = f"SELECT * FROM {table} ORDER BY 1, 2"
        rows[table] = _rows(books, statement)
    return rows


def _rows(books: Books, statement: str) -> list[Any]:
    return books.db.read(lambda connection: [tuple(row) for row in connection.exec_driver_sql(statement)])


def test_interest_is_accrued_day_by_day_to_the_schedules_interest(books: Books) -> None:
    loan = _loan()
    _put(books, (OPENED, _record(loan)))
    seen = []
    for step in range((DUE - OPENED).days + 1):
        seen.append(dayend.run(books, OPENED + timedelta(days=step)).interest)
    # 12,000 yuan at 4.35 % by 30/360: 145 fen a day, 43.50 yuan in the month; the 31st is no interest day.
    assert seen[0] == 0
    assert set(seen[1:-5]) <= {0, 145}
    assert sum(seen) == loan.periods[0].interest == 4350
    assert _balance(books, Kind.INTEREST_INCOME) == _balance(books, Kind.INTEREST_DUE) == 4350
    assert _balance(books, Kind.LOANS) == -_balance(books, Kind.CLEARING) == 1_200_000
    assert books.check() == []


def test_running_a_day_again_changes_nothing(books: Books) -> None:
    _put(books, (OPENED, _record(_loan())))
    late = DUE + timedelta(days=100)
    first = dayend.run(books, late)
    before = _everything(books)
    assert dayend.run(books, late) == first
    assert dayend.run(books, late - timedelta(days=3)).status == "covered"
    assert _everything(books) == before


def test_a_day_that_is_run_late_sees_that_day_and_books_with_its_value_date(
    books: Books, clock: Clock, tmp_path: Path
) -> None:
    loan = _loan()
    paid_on = DUE + timedelta(days=4)
    first = loan.periods[0]
    paid = servicing.pay(loan, paid_on, first.principal, first.interest, servicing.penalty(loan, paid_on))
    last = DUE + timedelta(days=8)
    start = DUE - timedelta(days=2)

    clock.at = f"{start}T15:00:00Z"
    _put(books, (OPENED, _record(loan)))
    dayend.run(books, start)
    # The bank's machine was off for ten days; the payment is known before the missed days are run.
    _put(books, (OPENED, _record(loan)), (paid_on, _record(paid, penalty=servicing.penalty(loan, paid_on))))
    clock.at = f"{last}T15:00:00Z"
    dayend.run(books, last)

    on_time = Books(tmp_path / "on-time.sqlite", "bank", "农信社", clock=clock)
    _put(on_time, (OPENED, _record(loan)), (paid_on, _record(paid, penalty=servicing.penalty(loan, paid_on))))
    for step in range((last - start).days + 1):
        dayend.run(on_time, start + timedelta(days=step))
    for table in ("loan_standing", "notice", "tier_change"):
        assert _everything(books)[table] == _everything(on_time)[table], table
    balances = "SELECT kind, balance FROM account ORDER BY kind"
    assert _rows(books, balances) == _rows(on_time, balances)
    on_time.close()

    runs = [dayend.day_end(books, start + timedelta(days=step)) for step in range((last - start).days + 1)]
    assert all(run.status == "finished" for run in runs)
    assert [bool(run.tiers.get("special_mention")) for run in runs] == [False] * 3 + [True] * 3 + [False] * 5
    days = books.db.read(
        lambda c: [
            tuple(r) for r in c.exec_driver_sql("SELECT booking_date, value_date FROM entry ORDER BY id")
        ]
    )
    assert {booked for booked, _ in days[1:]} == {last.isoformat()}
    assert [value for _, value in days] == sorted(value for _, value in days)
    assert len({value for _, value in days}) > 5


def test_notices_are_made_out_once_each(books: Books) -> None:
    _put(books, (OPENED, _record(_loan())))
    for step in range(-7, 8):
        dayend.run(books, DUE + timedelta(days=step))
    rows, total = LoanBook(books).notices()
    assert total == 3
    assert [(row.kind, row.day) for row in reversed(rows)] == [
        ("soon", (DUE - timedelta(days=5)).isoformat()),
        ("due", DUE.isoformat()),
        ("overdue", (DUE + timedelta(days=1)).isoformat()),
    ]
    assert {row.amount for row in rows} == {_loan().periods[0].principal + _loan().periods[0].interest}
    assert LoanBook(books).notices(DUE.isoformat())[1] == 1


@pytest.mark.parametrize(
    ("late", "tier"),
    [
        (0, "normal"), (1, "special_mention"), (90, "special_mention"), (91, "substandard"),
        (270, "substandard"), (271, "doubtful"), (361, "loss"),
    ],
)  # fmt: skip
def test_the_five_tiers_follow_the_days_past_due(books: Books, late: int, tier: str) -> None:
    loan = _loan()
    _put(books, (OPENED, _record(loan)))
    day = DUE + timedelta(days=late)
    day_end = dayend.run(books, day)
    standing = _standing(books)
    assert (standing.tier, standing.days_past_due) == (tier, late)
    assert day_end.tiers == {tier: Tier(1, loan.amount)}
    # Penalty on overdue principal: 150 % of 4.35 %, by calendar days of 360 (worked out for the first line).
    assert standing.penalty == day_end.penalty == servicing.penalty(loan, day)
    if late == 1:
        assert standing.penalty == round(loan.periods[0].principal * 0.0435 * 1.5 / 360)
    # More than 90 days late the penalty is no income any more, but owed all the same.
    on_books, memo = (standing.penalty, 0) if late <= 90 else (0, standing.penalty)
    assert _balance(books, Kind.PENALTY_INCOME) == _balance(books, Kind.PENALTY_DUE) == on_books
    assert _balance(books, Kind.MEMO_PENALTY) == memo


def test_a_loan_that_is_paid_up_goes_back_to_normal_and_its_books_are_empty(books: Books) -> None:
    loan = _loan(months=1)
    late = DUE + timedelta(days=20)
    fine = servicing.penalty(loan, late)
    period = loan.periods[0]
    paid = servicing.pay(loan, late, period.principal, period.interest, fine)
    _put(books, (OPENED, _record(loan)), (late, _record(paid, "repaid", fine)))
    dayend.run(books, late - timedelta(days=1))
    assert _standing(books).tier == "special_mention"
    dayend.run(books, late)
    assert (_standing(books).tier, _standing(books).due) == ("normal", 0)
    for kind in (Kind.LOANS, Kind.INTEREST_DUE, Kind.PENALTY_DUE, Kind.SUBSIDY_DUE):
        assert _balance(books, kind) == 0
    # What came in on the ledger beyond the principal is what was earned.
    assert _balance(books, Kind.CLEARING) == period.interest + fine
    assert tier_changes(books, "1" * 32) == [
        ("normal", "special_mention"),
        ("special_mention", "normal"),
    ]
    assert dayend.run(books, late + timedelta(days=1)).loans == 0


def test_a_write_off_stops_earning_and_its_reversal_goes_on(books: Books) -> None:
    loan = _loan()
    day = DUE + timedelta(days=400)
    active = _record(loan)
    _put(
        books, (OPENED, active), (day, {**active, "status": "written_off"}), (day + timedelta(days=2), active)
    )
    dayend.run(books, day - timedelta(days=1))
    # What the finance department would have paid at expiry; of a loan written off it pays nothing.
    finance = servicing.finance_due(loan, day, lending.shipped())
    assert _balance(books, Kind.INTEREST_INCOME) == _balance(books, Kind.SUBSIDY_DUE) == finance == 370
    dayend.run(books, day + timedelta(days=1))
    assert (_balance(books, Kind.LOANS), _balance(books, Kind.WRITTEN_OFF)) == (0, loan.amount)
    assert (_balance(books, Kind.INTEREST_INCOME), _balance(books, Kind.INTEREST_DUE)) == (0, 0)
    assert _balance(books, Kind.MEMO_INTEREST) == servicing.earned(loan, day + timedelta(days=1))
    dayend.run(books, day + timedelta(days=2))
    assert (_balance(books, Kind.LOANS), _balance(books, Kind.WRITTEN_OFF)) == (loan.amount, 0)
    assert _balance(books, Kind.MEMO_PENALTY) == servicing.penalty(loan, day + timedelta(days=2))
    assert books.check() == []


def test_what_comes_back_of_a_write_off_is_booked_as_recovered(books: Books) -> None:
    loan = _loan()
    day = DUE + timedelta(days=400)
    lost = {"amount": loan.amount, "recovered": 0}
    gone = {**_record(loan), "status": "written_off", "written_off": lost}
    now = servicing.position(loan, day)
    paid = servicing.pay(loan, day, 50_000, now.due_interest, now.penalty)
    back = {**_record(paid, penalty=now.penalty), "status": "written_off",
            "written_off": {"amount": loan.amount - 50_000, "recovered": 50_000}}  # fmt: skip
    _put(books, (OPENED, _record(loan)), (day, gone), (day + timedelta(days=1), back))
    dayend.run(books, day)
    assert _standing(books).tier == "loss"
    assert (_balance(books, Kind.WRITTEN_OFF), _balance(books, Kind.RECOVERED)) == (loan.amount, 0)
    dayend.run(books, day + timedelta(days=1))
    assert (_balance(books, Kind.WRITTEN_OFF), _balance(books, Kind.RECOVERED)) == (loan.amount, 50_000)
    assert books.check() == []


def test_a_part_written_off_leaves_the_rest_on_the_books(books: Books) -> None:
    loan = _loan()
    part = {**_record(loan), "written_off": {"amount": 200_000, "recovered": 0}}
    _put(books, (OPENED, part))
    dayend.run(books, OPENED)
    assert (_balance(books, Kind.LOANS), _balance(books, Kind.WRITTEN_OFF)) == (
        loan.amount - 200_000,
        200_000,
    )
    assert _standing(books).tier == "special_mention"


def test_the_class_looks_at_the_customers_other_loan_and_at_a_reschedule(books: Books) -> None:
    late, fresh = _loan(), servicing.new_loan(500_000, 12, TERMS, DUE)
    _put(books, (OPENED, _record(late)))
    _put(books, (DUE, _record(fresh)), loan="2" * 32)
    held = servicing.Restructured(DUE, DUE + timedelta(days=365), "doubtful")
    changed = {**_record(replace(fresh, restructured=held)), "payee": "C1"}
    _put(books, (DUE, changed), loan="3" * 32)

    def tiers(day: date) -> dict[str, str]:
        dayend.run(books, day)
        return {row.loan[0]: row.tier for row in LoanBook(books).standings()[0]}

    assert tiers(DUE + timedelta(days=20)) == {"1": "special_mention", "2": "normal", "3": "doubtful"}
    default = DUE + timedelta(days=91)
    assert tiers(default) == {"1": "substandard", "2": "special_mention", "3": "doubtful"}


def test_interest_that_the_finance_department_owes_is_a_receivable_of_its_own(books: Books) -> None:
    loan = _loan(months=1)
    _put(books, (OPENED, _record(loan)))
    dayend.run(books, loan.final_due)
    assert (
        _balance(books, Kind.SUBSIDY_DUE)
        == servicing.finance_due(loan, loan.final_due, lending.shipped())
        == 4350
    )
    assert _balance(books, Kind.INTEREST_DUE) == 0


def test_a_cancelled_day_goes_on_where_it_stopped(
    books: Books, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dayend, "CHUNK", 2)
    whole = Books(tmp_path / "whole.sqlite", "bank", "农信社", clock=books.clock)
    for number in range(7):
        for kept in (books, whole):
            _put(kept, (OPENED, _record(_loan(100_000 * (number + 1)))), loan=f"{number:032x}")
    day = DUE + timedelta(days=3)
    seen: list[tuple[int, int]] = []
    stopped = dayend.run(books, day, lambda *now: seen.append(now), lambda: True)
    assert (stopped.status, stopped.loans, seen) == ("cancelled", 2, [(2, 7)])
    assert dayend.last_day(books) is None
    seen.clear()
    finished = dayend.run(books, day, lambda *now: seen.append(now))
    assert (finished.status, finished.loans) == ("finished", 7)
    assert seen[-1] == (7, 7)
    assert finished == dayend.run(whole, day)
    assert [account.balance for account in books.accounts()[0]] == [
        account.balance for account in whole.accounts()[0]
    ]
    whole.close()


def test_a_day_that_has_not_come_is_refused(books: Books, clock: Clock) -> None:
    clock.at = "2026-01-05T08:00:00Z"
    with pytest.raises(BooksError) as told:
        dayend.run(books, date(2026, 1, 6))
    assert told.value.code == "books.future"


# --- with a ledger ------------------------------------------------------------------------------------------


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World.create(tmp_path, customers=2, config={"clock": "events"})
    yield world
    world.close()


def _collecting(world: World) -> Collecting:
    return Collecting(world.books, world.connector, world.ledger, world.user("B"), CHANNEL)


def _sync(world: World) -> int:
    return LoanBook(world.books).sync(world.ledger, world.user("B"))


def _repay_first(world: World, loan: str) -> None:
    """The customer pays the first line itself, on its due day."""
    line = _loan().periods[0]
    body: dict[str, Any] = {
        "loan": loan, "amount": line.principal + line.interest, "principal": line.principal,
        "interest": line.interest, "penalty": 0, "payer": world.key("C0"), "bank": world.key("B"),
    }  # fmt: skip
    world.run("C0", "principal.repay", f"{DUE}T09:00:00Z", **body)


def test_what_is_due_is_collected_from_the_linked_account_and_repays_the_loan(world: World) -> None:
    loan = world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    assert (_sync(world), _sync(world)) == (1, 0)
    planned = dayend.run(world.books, DUE)
    line = _loan().periods[0]
    assert (planned.collections, planned.collections_fen) == (1, line.principal + line.interest)
    (collected,) = _collecting(world).carry()
    assert (collected.state, collected.principal, collected.interest, collected.penalty) == (
        "collected",
        line.principal,
        line.interest,
        0,
    )
    assert _collecting(world).carry() == []
    assert world.account("C0").balance == CASH - collected.amount
    transfer = world.connector.transfer(collected.event)
    assert transfer is not None
    assert (transfer.where, transfer.kind) == ("loan", "loan.collect")
    record = world.ledger.evaluate("query", ["loan", {"id": loan}], world.user("B"))
    assert record["outstanding"] == 1_200_000 - line.principal
    assert record["paid"] == {"principal": line.principal, "interest": line.interest, "penalty": 0}
    assert _sync(world) == 1
    reconciliation = reconcile(world.books, world.ledger, world.user("B"))
    assert reconciliation.good, reconciliation.differences
    after = dayend.run(world.books, DUE + timedelta(days=1))
    assert (after.collections, _standing(world.books).due) == (0, 0)
    assert (
        _balance(world.books, Kind.INTEREST_DUE)
        == servicing.earned(_loan(), DUE + timedelta(days=1)) - line.interest
    )


def test_an_account_that_cannot_pay_all_pays_interest_first_and_the_rest_later(world: World) -> None:
    world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    _sync(world)
    number = world.account("C0").number
    world.books.pay_out(number, CASH - 5000, "spent")
    day = DUE + timedelta(days=10)
    dayend.run(world.books, day)
    (first,) = _collecting(world).carry()
    fine = servicing.penalty(_loan(), day)
    assert (first.interest, first.penalty, first.principal) == (4350, fine, 5000 - 4350 - fine)
    _sync(world)
    world.books.pay_in(number, CASH, "harvest")
    dayend.run(world.books, day + timedelta(days=1))
    second = next(transfer for transfer in _collecting(world).carry())
    assert second.state == "collected"
    assert first.principal + second.principal == _loan().periods[0].principal
    _sync(world)
    dayend.run(world.books, day + timedelta(days=2))
    assert (_standing(world.books).due, _standing(world.books).tier) == (0, "normal")


def test_a_collection_that_the_customer_was_faster_with_is_void(world: World) -> None:
    loan = world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    _sync(world)
    dayend.run(world.books, DUE)
    _repay_first(world, loan)
    (transfer,) = _collecting(world).carry()
    assert transfer.state == "void"
    assert transfer.why
    assert transfer.why.code == "contract.more_than_due"
    assert world.account("C0").balance == CASH
    _sync(world)
    assert dayend.run(world.books, DUE + timedelta(days=1)).collections == 0


def test_the_bank_collects_nothing_from_an_account_that_is_not_linked(world: World) -> None:
    loan = world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    body = {
        "loan": loan, "amount": 5, "principal": 5, "interest": 0, "penalty": 0, "account": world.key("C0"),
        "bank": world.key("B"), "link": world.books.tag(world.account("C1").number), "transfer": "0" * 32,
    }  # fmt: skip
    with pytest.raises(Exception, match="not_linked_to_customer"):
        world.lock("B", "loan.collect", f"{DUE}T08:00:00Z", **body)
    own = {**body, "link": world.books.tag(world.account("C0").number)}
    with pytest.raises(Exception, match=r"more_than_due.*due=0"):
        world.lock("B", "loan.collect", f"{DUE - timedelta(days=1)}T08:00:00Z", **own)


def test_a_payment_is_taken_over_with_its_business_day(world: World) -> None:
    loan = world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    line = _loan().periods[0]
    _repay_first(world, loan)
    _sync(world)
    days = [row[0] for row in _rows(world.books, "SELECT day FROM loan_version ORDER BY day")]
    assert days == [OPENED.isoformat(), DUE.isoformat()]
    dayend.run(world.books, DUE - timedelta(days=1))
    assert _standing(world.books).outstanding == 1_200_000
    dayend.run(world.books, DUE)
    assert _standing(world.books).outstanding == 1_200_000 - line.principal


def test_a_new_calendar_moves_what_the_bank_collects(world: World) -> None:
    """The loan was not touched since: the books work out from the ledger's rules what the contract does."""
    world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    _sync(world)
    rules = world.ledger.evaluate("query", ["rules", {}], world.user("B"))["current"]["digest"]
    adopted = world.ledger.evaluate("query", ["rules", {"digest": rules}], world.user("B"))
    document = adopted["content"]
    off = [(DUE + timedelta(days=day)).isoformat() for day in range(4)]
    moved = DUE + timedelta(days=4)
    days = document["holidays"]["years"]["2026"]
    days["off"] = sorted({*days["off"], *off})
    start = DUE - timedelta(days=9)
    outcome = world.run(
        "B", "rules.adopt", f"{start - timedelta(days=2)}T08:00:00Z", rules=document, digest=digest(document),
        replaces=rules, effective=start.isoformat(), reason="notice", bank=world.key("B"),
    )  # fmt: skip
    assert outcome["code"] == 0, outcome
    assert _sync(world) == 1
    assert _sync(world) == 0
    versions = [row[0] for row in _rows(world.books, "SELECT day FROM loan_version ORDER BY day")]
    assert versions == [OPENED.isoformat(), start.isoformat()]
    dayend.run(world.books, DUE)
    assert LoanBook(world.books).collections()[1] == 0
    dayend.run(world.books, moved)
    (planned,), _ = LoanBook(world.books).collections()
    assert (planned.day, planned.penalty) == (moved.isoformat(), 0)
    (transfer,) = _collecting(world).carry()
    assert (transfer.state, transfer.penalty) == ("collected", 0)
    assert _sync(world) == 1
    dayend.run(world.books, moved + timedelta(days=1))
    assert _standing(world.books).days_past_due == 0


def test_a_collection_carried_on_a_later_day_is_divided_as_of_that_day(world: World) -> None:
    """Planned ten days after the due day and locked on the eleventh: a day's penalty more."""
    world.loan("C0", 1_200_000, at=f"{OPENED}T08:00:00Z")
    _sync(world)
    world.books.pay_out(world.account("C0").number, CASH - 50_000, "spent")
    day = DUE + timedelta(days=10)
    dayend.run(world.books, day)
    (planned,), _ = LoanBook(world.books).collections()
    fine, later = (servicing.penalty(_loan(), on) for on in (day, day + timedelta(days=1)))
    assert (planned.penalty, planned.interest, planned.amount) == (fine, 4350, 50_000)
    assert later > fine
    locked_on = (day + timedelta(days=1)).isoformat()
    world.books.db.write(lambda db: db.exec_driver_sql("UPDATE collection SET day = ?", (locked_on,)))
    (transfer,) = _collecting(world).carry()
    assert (transfer.state, transfer.penalty, transfer.interest, transfer.amount) == (
        "collected",
        later,
        4350,
        50_000,
    )
