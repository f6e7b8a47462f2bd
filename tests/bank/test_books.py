"""The books: numbers with check digits, a journal that the database keeps balanced, statements."""

from __future__ import annotations

import csv
import io
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from loc_desktop.bank.books import account_numbers as numbers
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.link_book import LinkBook
from loc_desktop.bank.books.schema import HEAD
from loc_desktop.bank.books.statements import text_of, to_csv
from loc_desktop.bank.books.values import KINDS, BankAccount, Entry, Kind, Posting
from loc_desktop.bank.causes import cause
from loc_desktop.texts.words import say_trouble

BANK = "A" * 44
DAY = "2026-11-22"


class Clock:
    """The time that the books see; a test sets it."""

    def __init__(self) -> None:
        self.at = f"{DAY}T08:00:00Z"

    def __call__(self) -> str:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def books(tmp_path: Path, clock: Clock) -> Iterator[Books]:
    books = Books(tmp_path / "books.sqlite", BANK, "龙岩农信社", clock=clock)
    yield books
    books.close()


@pytest.fixture
def account(books: Books) -> BankAccount:
    client = books.open_client("刘建国", "11010519491231002X")
    return books.open_account(client.number)


def _code(told: pytest.ExceptionInfo[BooksError]) -> str:
    return told.value.code


# --- numbers ------------------------------------------------------------------------------------------------


def test_the_check_digit_is_that_of_the_published_example() -> None:
    # ISO/IEC 7812-1, annex B, works 4992 73 9871 out to the check digit 6.
    assert numbers.luhn("4992739871") == "6"


@given(st.integers(0, 10**10 - 1), st.integers(0, 18), st.integers(1, 9))
def test_any_single_wrong_digit_is_found(serial: int, place: int, shift: int) -> None:
    number = numbers.account_number(1, 10, serial)
    assert numbers.problem(number) is None
    assert len(number) == numbers.LENGTH
    wrong = number[:place] + str((int(number[place]) + shift) % 10) + number[place + 1 :]
    assert numbers.problem(wrong) in (cause("number_checksum"), cause("number_prefix"))


def test_a_number_is_read_as_people_write_it_and_shown_in_groups() -> None:
    number = numbers.account_number(1, 10, 1)
    assert numbers.normalise(numbers.grouped(number)) == number
    assert numbers.normalise("９1 56-") == "9156"
    told = [numbers.problem(text) for text in ("", "12a", "9156", "1" * 19)]
    assert told == [cause(f"number_{name}") for name in ("empty", "characters", "length", "prefix")]
    with pytest.raises(ValueError):
        numbers.account_number(1, 10, 10**10)
    with pytest.raises(ValueError):
        numbers.customer_number(10**9)


# --- customers and accounts ---------------------------------------------------------------------------------


def test_a_customer_is_one_by_identity_number_and_found_by_any_part(books: Books) -> None:
    first = books.open_client("刘建国", "11010519491231002x", "100", "龙岩")
    assert books.open_client("someone", "11010519491231002X") == first
    assert books.open_client("someone", "１１０１０５ 19491231 002ｘ") == first
    assert numbers.luhn(first.number[:-1]) == first.number[-1]
    assert books.clients("建国") == ([first], 1)
    assert books.clients("0519") == ([first], 1)
    assert books.clients("%") == ([], 0)


def test_accounts_of_customers_only_and_their_numbers_are_checked(books: Books, account: BankAccount) -> None:
    with pytest.raises(BooksError) as told:
        books.open_account(account.client, Kind.VAULT)
    assert _code(told) == "books.kind"
    with pytest.raises(BooksError) as told:
        books.open_account("0000000000")
    assert _code(told) == "books.no_client"
    with pytest.raises(BooksError) as told:
        books.account(account.number[:-1] + str((int(account.number[-1]) + 1) % 10))
    assert _code(told) == "books.number"
    with pytest.raises(BooksError) as told:
        books.account(numbers.account_number(1, 10, 99))
    assert _code(told) == "books.no_account"
    assert books.account(numbers.grouped(account.number)) == account
    assert books.accounts(account.number[:12], Kind.CURRENT) == ([account], 1)
    assert {internal.kind for internal in books.accounts()[0] if not internal.client} == {
        kind for kind, info in KINDS.items() if info.internal
    }


def test_an_account_is_closed_when_it_is_empty_and_takes_nothing_afterwards(
    books: Books, account: BankAccount
) -> None:
    books.pay_in(account.number, 100, "in")
    with pytest.raises(BooksError) as told:
        books.close_account(account.number)
    assert _code(told) == "books.not_empty"
    books.pay_out(account.number, 100, "out")
    assert books.close_account(account.number).status == "closed"
    with pytest.raises(BooksError) as told:
        books.pay_in(account.number, 1, "late")
    assert _code(told) == "books.closed"
    with pytest.raises(BooksError) as told:
        books.close_account(books.internal(Kind.VAULT))
    assert _code(told) == "books.internal"


# --- the journal --------------------------------------------------------------------------------------------


def test_an_entry_is_booked_once_by_its_key(books: Books, account: BankAccount) -> None:
    first = books.pay_in(account.number, 500, "one")
    assert books.pay_in(account.number, 500, "one") == first
    assert books.account(account.number).balance == 500
    with pytest.raises(BooksError) as told:
        books.pay_in(account.number, 501, "one")
    assert _code(told) == "books.key_used"
    assert books.money().difference == 0


@pytest.mark.parametrize(
    ("amounts", "code"),
    [
        ((5,), "books.unbalanced"),
        ((5, -4), "books.unbalanced"),
        ((0, 0), "books.amount"),
        ((10**15, -(10**15)), "books.amount"),
        ((-6, 6), "books.funds"),
    ],
)
def test_an_entry_that_is_not_sound_is_refused_and_nothing_booked(
    books: Books, account: BankAccount, amounts: tuple[int, ...], code: str
) -> None:
    books.pay_in(account.number, 5, "five")
    accounts = (books.internal(Kind.VAULT), account.number)
    postings = tuple(Posting(number, amount) for number, amount in zip(accounts, amounts, strict=False))
    with pytest.raises(BooksError) as told:
        books.post(Entry("bad", "bad", postings))
    assert _code(told) == code
    assert books.account(account.number).balance == 5
    assert books.check() == []


def test_bad_dates_and_unknown_accounts_are_refused(books: Books, account: BankAccount) -> None:
    postings = (Posting(books.internal(Kind.VAULT), 5), Posting(account.number, -5))
    with pytest.raises(BooksError) as told:
        books.post(Entry("d", "d", postings, booking_date="2026-02-30"))
    assert _code(told) == "books.date"
    with pytest.raises(BooksError) as told:
        books.pay_in(numbers.account_number(1, 10, 77), 5, "n")
    assert _code(told) == "books.no_account"


def test_a_correction_is_a_reversal_that_names_the_entry(books: Books, account: BankAccount) -> None:
    wrong = books.pay_in(account.number, 77, "typo")
    reversal = books.reverse(wrong.id, "输入错误")
    assert (reversal.reverses, reversal.text) == (wrong.id, "输入错误")
    assert [posting.amount for posting in reversal.postings] == [
        -posting.amount for posting in wrong.postings
    ]
    assert books.reverse(wrong.id, "again") == reversal
    assert books.account(account.number).balance == 0
    assert books.entry(wrong.id) == wrong
    with pytest.raises(BooksError) as told:
        books.reverse(999, "x")
    assert _code(told) == "books.no_entry"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE posting SET amount = amount + 1",
        "DELETE FROM posting",
        "UPDATE entry SET text = 'x'",
        "DELETE FROM entry",
        "DELETE FROM seal",
        "INSERT OR REPLACE INTO entry SELECT id, key, 'x', booking_date, value_date, booked_at, reverses,"
        " maker, checker FROM entry",
        "INSERT OR REPLACE INTO posting SELECT entry, line, account, amount + 1 FROM posting",
        "UPDATE account SET kind = 'lending' WHERE kind = 'current'",
        "DELETE FROM account",
        # an entry of one posting, one that does not balance, and a sealed one that gets another posting
        "INSERT INTO seal VALUES (2)",
        "INSERT INTO entry VALUES (2, 'k', 't', '2026-01-01', '2026-01-01', '', NULL, '', '')",
        "INSERT INTO posting SELECT 1, 9, account, 1 FROM posting LIMIT 1",
    ],
)
def test_the_database_itself_refuses_to_change_or_unbalance_the_journal(
    books: Books, account: BankAccount, statement: str
) -> None:
    books.pay_in(account.number, 5, "five")
    with pytest.raises(IntegrityError):
        books.db.write(lambda connection: connection.exec_driver_sql(statement))
    assert books.check() == []
    assert books.account(account.number).balance == 5


def test_the_database_refuses_money_that_appears_from_the_loan_book(
    books: Books, account: BankAccount
) -> None:
    postings = (Posting(books.internal(Kind.LOANS), 5), Posting(account.number, -5))
    with pytest.raises(BooksError) as told:
        books.post(Entry("magic", "magic", postings))
    assert _code(told) == "books.refused"
    assert told.value.params["why"] == cause("money_unbalanced")
    assert books.money().difference == 0


def test_writers_at_once_each_get_their_own_entry(books: Books, account: BankAccount) -> None:
    with ThreadPoolExecutor(4) as pool:
        entries = list(
            pool.map(lambda n: books.pay_in(account.number, n, f"k{n % 20}"), [n % 20 + 1 for n in range(40)])
        )
    assert len({entry.id for entry in entries}) == 20
    assert books.account(account.number).balance == sum(range(1, 21))
    assert books.check() == []


def test_a_changed_balance_is_found(books: Books, account: BankAccount) -> None:
    books.pay_in(account.number, 5, "five")
    books.db.write(
        lambda connection: connection.exec_driver_sql("UPDATE account SET balance = 6 WHERE kind = 'current'")
    )
    assert [say_trouble(finding) for finding in books.check()] == [
        f"account {account.number}: balance 0.06 yuan, postings 0.05 yuan"
    ]
    assert books.money().difference == -1


# --- links --------------------------------------------------------------------------------------------------


def test_a_link_is_promised_then_kept_and_belongs_to_one_account(books: Books, account: BankAccount) -> None:
    links, other = LinkBook(books), books.open_account(account.client)
    links.promise(account.number, "digital", "event")
    assert books.account_of("digital") is None
    assert [link.number for link in links.promised()] == [account.number]
    with pytest.raises(BooksError) as told:
        links.promise(other.number, "digital", "event2")
    assert _code(told) == "books.linked"
    linked = links.link(account.number, "digital", "event")
    assert (linked.linked, linked.link_event, linked.linked_at) == (True, "event", f"{DAY}T08:00:00Z")
    assert books.account_of("digital") == linked
    assert not links.unlink(account.number).linked
    with pytest.raises(BooksError) as told:
        links.link(books.internal(Kind.VAULT), "digital", "e")
    assert _code(told) == "books.internal"


# --- statements ---------------------------------------------------------------------------------------------


@pytest.fixture
def history(books: Books, account: BankAccount, clock: Clock) -> BankAccount:
    """Entries of three days, one of them reversed."""
    for day in ("20", "21", "22"):
        clock.at = f"2026-11-{day}T08:00:00Z"
        books.pay_in(account.number, 1000, f"in {day}")
    books.pay_out(account.number, 250, "out")
    books.reverse(books.pay_in(account.number, 7, "typo").id, "=输入错误")
    return account


def test_a_statement_of_a_period_has_opening_lines_and_closing(books: Books, history: BankAccount) -> None:
    statement = books.statement(history.number, "2026-11-21", "2026-11-22")
    assert (statement.opening, statement.closing) == (1000, 2750)
    assert (statement.paid_in, statement.paid_out) == (2007, 257)
    assert [(line.booking_date, line.amount, line.balance) for line in statement.lines] == [
        ("2026-11-21", 1000, 2000),
        ("2026-11-22", 1000, 3000),
        ("2026-11-22", -250, 2750),
        ("2026-11-22", 7, 2757),
        ("2026-11-22", -7, 2750),
    ]
    assert statement.lines[0].other == (books.internal(Kind.VAULT),)
    assert statement.lines[-1].reverses == statement.lines[-2].entry
    assert books.statement(history.number, "2027-01-01", "2027-12-31").opening == 2750
    vault = books.statement(books.internal(Kind.VAULT), "2026-11-01", "2026-11-30")
    assert vault.closing == 2750
    with pytest.raises(BooksError) as told:
        books.statement(history.number, "yesterday", DAY)
    assert _code(told) == "books.date"


def test_the_csv_adds_up_and_holds_no_formula(books: Books, history: BankAccount) -> None:
    statement = books.statement(history.number, "2026-11-21", DAY)
    rows = list(csv.reader(io.StringIO(to_csv(statement))))
    assert rows[0] == ["记账日", "起息日", "凭证号", "摘要", "对方账号", "转入", "转出", "余额"]
    assert rows[1][7] == "10.00"
    assert rows[-1][7] == "27.50"
    assert rows[4][3:] == ["现金支取", books.internal(Kind.VAULT), "", "2.50", "27.50"]
    assert rows[6][3].startswith("'=输入错误 (冲正凭证")
    english = list(csv.reader(io.StringIO(to_csv(statement, "en"))))
    assert english[0][0] == "Booked"
    assert english[4][3] == "cash paid out"
    assert text_of("asset.deposit 12ab34cd: hold", "zh") == "转入数字账户 · 在途 · 12ab34cd"


# --- the file -----------------------------------------------------------------------------------------------


def test_books_open_again_and_only_for_their_bank(tmp_path: Path) -> None:
    path = tmp_path / "books.sqlite"
    with pytest.raises(BooksError) as told:
        Books(path)
    assert _code(told) == "books.empty"
    first = Books(path, BANK, "农信社")
    first.pay_in(first.internal(Kind.LENDING), 9, "k")
    first.close()
    second = Books(path)
    assert (second.bank, second.name, second.money().vault) == (BANK, "农信社", 9)
    second.close()
    with pytest.raises(BooksError) as told:
        Books(path, "B" * 44)
    assert _code(told) == "books.other_bank"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_damaged_file_and_a_newer_file_are_named(tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.sqlite"
    damaged.write_bytes(b"not a database at all" * 100)
    with pytest.raises(BooksError) as told:
        Books(damaged, BANK)
    assert _code(told) == "books.unreadable"
    newer = tmp_path / "newer.sqlite"
    Books(newer, BANK).close()
    connection = sqlite3.connect(newer)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    with pytest.raises(BooksError) as told:
        Books(newer)
    assert _code(told) == "books.newer"


def test_the_migrations_make_exactly_the_tables_of_the_schema(books: Books) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from loc_desktop.bank.arrears import schema as arrears_schema
    from loc_desktop.bank.books import loan_schema, slip_schema
    from loc_desktop.bank.books.schema import BooksBase

    assert loan_schema.BookedLoanRow.metadata is BooksBase.metadata
    assert slip_schema.SlipRow.metadata is BooksBase.metadata
    assert arrears_schema.DemandRow.metadata is BooksBase.metadata
    with books.db.engine.connect() as connection:
        context = MigrationContext.configure(connection)
        assert context.get_current_revision() == HEAD
        assert compare_metadata(context, BooksBase.metadata) == []


def test_the_values_load_no_database() -> None:
    code = (
        "import sys, loc_desktop.bank, loc_desktop.bank.books.values, loc_desktop.bank.connector.values\n"
        "import loc_desktop.bank.books.loan_values, loc_desktop.bank.books.account_numbers\n"
        "import loc_desktop.bank.books.statements, loc_desktop.bank.books.slip_values\n"
        "import loc_desktop.bank.arrears.values\n"
        "sys.exit(','.join(sorted({'sqlalchemy', 'alembic', 'fontTools'} & set(sys.modules))) or 0)"
    )
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert completed.returncode == 0, completed.stderr
