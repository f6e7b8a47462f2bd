"""The counter's slips: booked at once or by two persons, reversed once, never deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy.exc import IntegrityError

from loc_desktop.bank.books import day_end
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.counter_book import CounterBook
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.slip_values import LIMIT, Clerk, Deed, Slip, SlipState
from loc_desktop.bank.books.statements import to_csv
from loc_desktop.bank.books.values import BankAccount, Kind
from loc_desktop.script.keys import verify
from tests.bank.world import World, signer

BANK = signer("B").key
ANNE, BERT = (Clerk(signer(name).key, name) for name in ("Anne", "Bert"))
DAY = "2026-11-23"


class Clock:
    def __init__(self) -> None:
        self.at = f"{DAY}T02:00:00Z"

    def __call__(self) -> str:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def books(tmp_path: Path, clock: Clock) -> Iterator[Books]:
    books = Books(tmp_path / "books.sqlite", BANK, "农信社", clock=clock)
    yield books
    books.close()


@pytest.fixture
def counter(books: Books) -> CounterBook:
    return CounterBook(books)


@pytest.fixture
def account(books: Books) -> BankAccount:
    return books.open_account(books.open_client("刘建国", "11010519491231002X").number)


def _enter(counter: CounterBook, slip: Slip) -> Slip:
    return counter.enter(slip, signer(slip.maker.name).sign(slip.said(BANK)) if slip.second else "")


def _release(counter: CounterBook, slip: Slip, by: Clerk = BERT) -> Slip:
    return counter.release(slip.id, by, signer(by.name).sign(slip.said(BANK, by.key)))


def _cash(counter: CounterBook, account: BankAccount, amount: int, deed: Deed = Deed.CASH_IN) -> Slip:
    return _enter(counter, counter.cash(deed, account.number, amount, "", ANNE))


def _refused(code: str, act: Callable[[], object]) -> BooksError:
    with pytest.raises(BooksError) as told:
        act()
    assert told.value.code == f"books.{code}"
    return told.value


def test_up_to_the_limit_cash_is_booked_at_once_with_a_number(
    books: Books, counter: CounterBook, account: BankAccount
) -> None:
    slip = _cash(counter, account, LIMIT)
    assert (slip.state, slip.second, slip.number, slip.balance) == (
        SlipState.DONE, False, "20261123-00001", LIMIT,
    )  # fmt: skip
    entry = books.entry(slip.entry)
    assert entry is not None
    assert (entry.maker, entry.checker, entry.text) == (ANNE.key, "", "cash paid in")
    out = _cash(counter, account, 100_00, Deed.CASH_OUT)
    assert (out.number, out.balance) == ("20261123-00002", LIMIT - 100_00)
    rows, total = counter.slips()
    assert ([row.number for row in rows], total) == ([out.number, slip.number], 2)
    assert counter.of_entry(slip.entry) == slip
    assert books.check() == []


def test_above_the_limit_another_person_releases_and_the_entry_names_both(
    books: Books, counter: CounterBook, account: BankAccount
) -> None:
    slip = _cash(counter, account, LIMIT + 1)
    assert (slip.state, slip.entry, books.account(account.number).balance) == (SlipState.WAITING, 0, 0)
    assert counter.waiting() == (slip,)
    _refused("same_person", lambda: _release(counter, slip, ANNE))
    _refused(
        "signature", lambda: counter.release(slip.id, BERT, signer("Anne").sign(slip.said(BANK, BERT.key)))
    )
    _refused("signature", lambda: counter.release(slip.id, BERT, signer("Bert").sign(slip.said(BANK))))
    assert books.account(account.number).balance == 0
    done = _release(counter, slip)
    assert (done.state, done.checker, done.balance) == (SlipState.DONE, BERT, LIMIT + 1)
    entry = books.entry(done.entry)
    assert entry is not None
    assert (entry.maker, entry.checker) == (ANNE.key, BERT.key)
    assert verify(ANNE.key, done.maker_signature, slip.said(BANK))
    assert verify(BERT.key, done.checker_signature, slip.said(BANK, BERT.key))
    assert counter.waiting() == ()
    assert _refused("slip_decided", lambda: _release(counter, slip)).params["who"] == "Bert"
    assert books.account(account.number).balance == LIMIT + 1


def test_a_slip_that_says_no_second_person_is_needed_is_not_believed(
    counter: CounterBook, account: BankAccount
) -> None:
    slip = counter.cash(Deed.CASH_IN, account.number, LIMIT + 1, "", ANNE)
    _refused("second", lambda: counter.enter(replace(slip, second=False)))
    _refused("signature", lambda: counter.enter(slip, ""))


def test_the_database_itself_refuses_one_person_alone_and_any_change(
    books: Books, counter: CounterBook, account: BankAccount
) -> None:
    slip = _cash(counter, account, LIMIT + 1)
    done = _cash(counter, account, 1)
    statements = (
        f"UPDATE slip SET state = 'done' WHERE id = '{slip.id}'",
        f"UPDATE slip SET state = 'done', checker = maker WHERE id = '{slip.id}'",
        f"UPDATE slip SET amount = 1 WHERE id = '{slip.id}'",
        f"UPDATE slip SET state = 'withdrawn' WHERE id = '{done.id}'",
        f"DELETE FROM slip WHERE id = '{slip.id}'",
        "INSERT OR REPLACE INTO slip SELECT * FROM slip",
    )
    for statement in statements:
        with pytest.raises(IntegrityError):
            books.db.write(lambda connection, said=statement: connection.exec_driver_sql(said))  # type: ignore[misc]
    assert counter.slip(slip.id) == slip
    assert counter.slip(done.id) == done


def test_what_waits_is_withdrawn_by_its_maker_or_refused_by_another(
    counter: CounterBook, account: BankAccount
) -> None:
    one, two = _cash(counter, account, LIMIT + 1), _cash(counter, account, LIMIT + 2)
    assert counter.withdraw(one.id, ANNE).state is SlipState.WITHDRAWN
    refused = counter.withdraw(two.id, BERT)
    assert (refused.state, refused.checker) == (SlipState.REFUSED, BERT)
    assert counter.waiting() == ()
    _refused("slip_decided", lambda: _release(counter, one))
    _refused("no_slip", lambda: counter.withdraw("0" * 32, ANNE))


def test_what_waits_expires_with_its_day_or_with_that_days_end(
    books: Books, counter: CounterBook, account: BankAccount, clock: Clock
) -> None:
    slip = _cash(counter, account, LIMIT + 1)
    clock.at = f"{DAY}T16:00:00Z"  # midnight in Beijing
    assert counter.waiting() == ()
    assert counter.slip(slip.id).state is SlipState.EXPIRED
    _refused("slip_expired", lambda: _release(counter, slip))
    following = _cash(counter, account, LIMIT + 1)
    assert (following.day, counter.waiting()) == ("2026-11-24", (following,))
    day_end.run(books, date(2026, 11, 24))
    assert counter.slip(following.id).state is SlipState.EXPIRED
    _refused("slip_expired", lambda: _release(counter, following))
    assert books.account(account.number).balance == 0


def test_a_wrong_cash_entry_is_reversed_once_by_the_teller_on_its_day(
    books: Books, counter: CounterBook, account: BankAccount
) -> None:
    first = _cash(counter, account, 900_00)
    _refused("reason", lambda: counter.reverse(first.entry, " ", ANNE))
    undone = _enter(counter, counter.reverse(first.entry, "金额录错", ANNE))
    assert (undone.state, undone.amount, undone.reverses, undone.balance) == (
        SlipState.DONE, 900_00, first.entry, 0,
    )  # fmt: skip
    assert counter.slip(first.id).reversed_by == undone.entry
    again = _refused("reversed", lambda: counter.reverse(first.entry, "again", ANNE))
    assert again.params == {"entry": first.entry, "by": undone.entry}
    _refused("not_cash", lambda: counter.reverse(undone.entry, "back", ANNE))
    _refused("not_cash", lambda: counter.reverse(999, "nothing", ANNE))
    told = books.statement(account.number, DAY, DAY)
    assert [(line.amount, line.reverses, line.reversed_by) for line in told.lines] == [
        (900_00, 0, undone.entry),
        (-900_00, first.entry, 0),
    ]
    assert f"(已由凭证冲正 {undone.entry})" in to_csv(told)
    assert f"金额录错 (冲正凭证 {first.entry})" in to_csv(told)


def test_a_reversal_by_another_or_later_or_above_the_limit_needs_a_second_person(
    counter: CounterBook, account: BankAccount, clock: Clock
) -> None:
    small = _cash(counter, account, 500_00)
    large = _release(counter, _cash(counter, account, LIMIT + 1))
    assert not counter.reverse(small.entry, "x", ANNE).second
    assert counter.reverse(small.entry, "x", BERT).second
    assert counter.reverse(large.entry, "x", ANNE).second
    clock.at = "2026-11-24T02:00:00Z"
    late = _enter(counter, counter.reverse(small.entry, "found today", ANNE))
    assert late.state is SlipState.WAITING
    waits = _refused("reversing", lambda: counter.reverse(small.entry, "again", BERT))
    assert waits.params == {"entry": small.entry, "who": "Anne"}
    done = _release(counter, late)
    assert (done.state, done.balance) == (SlipState.DONE, LIMIT + 1)
    counter.withdraw(_enter(counter, counter.reverse(large.entry, "x", ANNE)).id, ANNE)
    assert counter.reverse(large.entry, "y", ANNE).second


def test_two_reversals_of_one_entry_that_race_book_one(
    books: Books, counter: CounterBook, account: BankAccount
) -> None:
    first = _cash(counter, account, 500_00)
    one, two = (counter.reverse(first.entry, text, ANNE) for text in ("one", "two"))
    _enter(counter, one)
    _refused("reversed", lambda: _enter(counter, two))
    assert books.account(account.number).balance == 0


def test_the_balance_has_to_allow_a_reversal(
    books: Books, counter: CounterBook, account: BankAccount
) -> None:
    first = _cash(counter, account, 500_00)
    out = _cash(counter, account, 450_00, Deed.CASH_OUT)
    short = _refused("funds", lambda: counter.reverse(first.entry, "x", ANNE))
    assert short.params == {"number": account.number, "held": 50_00, "needed": 500_00}
    assert _enter(counter, counter.reverse(out.entry, "x", ANNE)).balance == 500_00
    assert _enter(counter, counter.reverse(first.entry, "x", ANNE)).balance == 0
    assert books.check() == []


def test_cash_that_went_to_the_ledger_comes_back_before_it_is_reversed(tmp_path: Path) -> None:
    world = World.create(tmp_path)
    counter, own, number = CounterBook(world.books), world.books.bank, world.account("C0").number
    world.books.pay_out(number, world.account("C0").balance, "empty")
    maker = Clerk(ANNE.key, "Anne")
    first = counter.enter(counter.cash(Deed.CASH_IN, number, 600_00, "", maker))
    deposit = world.ask("asset.deposit", 600_00)
    assert [row.state for row in world.connector.process([deposit])] == ["settled"]
    told = _refused("on_ledger", lambda: counter.reverse(first.entry, "wrong account", maker))
    assert (told.params["moved"], told.params["held"]) == (600_00, 0)
    back = world.ask("asset.withdraw", 600_00)
    assert [row.state for row in world.connector.process([back])] == ["settled"]
    undone = counter.enter(counter.reverse(first.entry, "wrong account", maker))
    assert (undone.state, undone.balance, own) == (SlipState.DONE, 0, BANK)
    assert world.system.reconcile().good
    world.close()


def test_an_account_with_money_is_closed_by_paying_it_out(
    books: Books, counter: CounterBook, account: BankAccount
) -> None:
    _release(counter, _cash(counter, account, LIMIT + 5_00))
    waiting = _enter(counter, counter.close(account.number, ANNE))
    assert (waiting.state, waiting.amount) == (SlipState.WAITING, LIMIT + 5_00)
    _cash(counter, account, 5_00, Deed.CASH_OUT)
    changed = _refused("changed", lambda: _release(counter, waiting))
    assert changed.params == {"number": account.number, "held": LIMIT, "asked": LIMIT + 5_00}
    closed = _enter(counter, counter.close(account.number, ANNE))
    assert (closed.state, closed.amount, closed.balance) == (SlipState.DONE, LIMIT, 0)
    now = books.account(account.number)
    assert (now.status, now.closed, now.balance) == ("closed", DAY, 0)
    _refused("closed", lambda: counter.cash(Deed.CASH_IN, account.number, 1, "", ANNE))
    empty = books.open_account(account.client)
    assert _enter(counter, counter.close(empty.number, ANNE)).entry == 0
    assert books.check() == []


def test_the_limit_is_changed_by_two(counter: CounterBook, account: BankAccount) -> None:
    assert counter.limit() == LIMIT
    asked = _enter(counter, counter.set_limit(1_000_00, "年底检查", ANNE))
    assert (asked.state, counter.limit()) == (SlipState.WAITING, LIMIT)
    _refused("same_person", lambda: _release(counter, asked, ANNE))
    assert _release(counter, asked).state is SlipState.DONE
    assert counter.limit() == 1_000_00
    assert _cash(counter, account, 1_000_01).state is SlipState.WAITING
    assert _release(counter, _enter(counter, counter.set_limit(9_000_00, "x", BERT)), ANNE).amount == 9_000_00
    assert counter.limit() == 9_000_00
    _refused("amount", lambda: counter.set_limit(0, "x", ANNE))


def test_the_banks_own_accounts_and_no_money_are_no_cash(
    books: Books, counter: CounterBook, account: BankAccount
) -> None:
    vault = books.internal(Kind.VAULT)
    _refused("internal", lambda: counter.cash(Deed.CASH_IN, vault, 1, "", ANNE))
    _refused("amount", lambda: counter.cash(Deed.CASH_IN, account.number, 0, "", ANNE))
    _refused("funds", lambda: counter.cash(Deed.CASH_OUT, account.number, 1, "", ANNE))
