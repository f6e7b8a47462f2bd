"""Booking inside a transaction of the books: once by its key, sound, corrected by a reversal."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection

from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.journal import MAX_FEN, book, find, lines, move, reverse
from loc_desktop.bank.books.values import Entry, Kind, Posting

AT = "2026-12-31T16:30:00Z"
ZONE = "Asia/Shanghai"


@pytest.fixture
def books(tmp_path: Path) -> Iterator[Books]:
    books = Books(tmp_path / "books.sqlite", "A" * 44, "龙岩农信社", clock=lambda: AT, zone=ZONE)
    yield books
    books.close()


@pytest.fixture
def connection(books: Books) -> Iterator[Connection]:
    """A transaction of the books that is never committed."""
    with books.db.engine.connect() as connection, connection.begin() as transaction:
        yield connection
        transaction.rollback()


@pytest.fixture
def number(books: Books) -> str:
    return books.open_account(books.open_client("刘建国", "11010519491231002X").number).number


@pytest.fixture
def vault(books: Books) -> str:
    return books.internal(Kind.VAULT)


def test_a_day_is_the_civil_day_of_the_zone(number: str, vault: str, connection: Connection) -> None:
    entry = book(connection, move("k", "paid in", vault, number, 500), AT, ZONE)
    booked = find(connection, entry)
    assert booked is not None
    assert (booked.booking_date, booked.value_date, booked.booked_at) == ("2027-01-01", "2027-01-01", AT)
    assert booked.postings == (Posting(vault, 500), Posting(number, -500))
    other = Entry("v", "t", booked.postings, booking_date="2026-12-30")
    dated = find(connection, book(connection, other, AT, ZONE))
    assert dated is not None
    assert (dated.booking_date, dated.value_date) == ("2026-12-30", "2026-12-30")
    assert find(connection, 999) is None


def test_by_its_key_an_entry_is_booked_once_and_stands_for_nothing_else(
    number: str, vault: str, connection: Connection
) -> None:
    first = book(connection, move("k", "paid in", vault, number, 500), AT, ZONE)
    assert book(connection, move("k", "another text", vault, number, 500), AT, ZONE) == first
    with pytest.raises(BooksError) as used:
        book(connection, move("k", "paid in", vault, number, 501), AT, ZONE)
    assert (used.value.code, used.value.params["key"]) == ("books.key_used", "k")


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ((), "books.unbalanced"),
        ((1, -1, 1), "books.unbalanced"),
        ((MAX_FEN + 1, -MAX_FEN - 1), "books.amount"),
        ((0, 0), "books.amount"),
        ((-1, 1), "books.funds"),
    ],
)
def test_what_is_not_sound_is_not_booked(
    number: str, vault: str, connection: Connection, amounts: tuple[int, ...], code: str
) -> None:
    accounts = [vault, number, number]
    postings = tuple(Posting(account, amount) for account, amount in zip(accounts, amounts, strict=False))
    with pytest.raises(BooksError) as refused:
        book(connection, Entry("k", "t", postings), AT, ZONE)
    assert refused.value.code == code
    assert connection.exec_driver_sql("SELECT count(*) FROM entry WHERE key = 'k'").scalar_one() == 0


def test_the_largest_amount_is_booked(number: str, vault: str, connection: Connection) -> None:
    entry = find(connection, book(connection, move("k", "t", vault, number, MAX_FEN), AT, ZONE))
    assert entry is not None
    assert entry.postings[0].amount == MAX_FEN


@pytest.mark.parametrize("day", ["2026-02-30", "20261231", "2026-W05-1", "soon"])
def test_a_day_that_is_none_is_refused(number: str, vault: str, connection: Connection, day: str) -> None:
    postings = move("k", "t", vault, number, 1).postings
    for entry in (Entry("k", "t", postings, booking_date=day), Entry("k", "t", postings, value_date=day)):
        with pytest.raises(BooksError) as refused:
            book(connection, entry, AT, ZONE)
        assert (refused.value.code, refused.value.params["date"]) == ("books.date", day)


def test_a_reversal_names_its_entry_and_there_is_one(number: str, vault: str, connection: Connection) -> None:
    entry = book(connection, move("k", "t", vault, number, 500), AT, ZONE)
    opposite = reverse(connection, entry, "r", "an error", AT, ZONE)
    booked = find(connection, opposite)
    assert booked is not None
    assert (booked.reverses, [posting.amount for posting in booked.postings]) == (entry, [-500, 500])
    assert reverse(connection, entry, "r", "again", AT, ZONE) == opposite
    with pytest.raises(BooksError) as twice:
        reverse(connection, entry, "r2", "again", AT, ZONE)
    assert (twice.value.code, twice.value.params["by"]) == ("books.reversed", opposite)
    with pytest.raises(BooksError) as unknown:
        reverse(connection, 999, "r3", "t", AT, ZONE)
    assert unknown.value.code == "books.no_entry"


def test_lines_run_on_from_what_was_there_before(number: str, vault: str, connection: Connection) -> None:
    for key, day, amount in (("a", "2026-12-01", 100), ("b", "2026-12-31", 20), ("c", "2027-01-02", 3)):
        postings = move(key, key, vault, number, amount).postings
        book(connection, Entry(key, key, postings, booking_date=day), AT, ZONE)
    opening, told = lines(connection, number, -1, "2026-12-31", "2027-01-02")
    assert opening == 100
    assert [(line.text, line.amount, line.balance) for line in told] == [("b", 20, 120), ("c", 3, 123)]
    assert [line.other for line in told] == [(vault,), (vault,)]
    assert lines(connection, number, -1, "2027-01-03", "2027-12-31") == (123, ())
    assert lines(connection, number, -1, "2026-01-01", "2026-11-30") == (0, ())
