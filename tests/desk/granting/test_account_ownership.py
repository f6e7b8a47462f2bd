"""Whether an account at the bank and a digital one are the same person's, from the bank's own papers."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from loc_desktop.app.bank_books import books
from loc_desktop.bank.books.books import Books
from loc_desktop.bank.books.errors import BooksError
from loc_desktop.bank.books.values import Kind
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.granting.account_ownership import account_in, belongs, learn_owner, owner_of
from loc_desktop.desk.signing.party_names import Names
from tests.desk.life_scene import Life


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("ownership") / "home")
    yield life
    life.workplace.close()


@pytest.fixture(scope="module")
def kept(life: Life) -> Books:
    return books(life.workplace.connections, life.desk("B").carrier.identity)


def test_an_account_is_found_by_its_number_and_has_an_owner(life: Life, kept: Books) -> None:
    account = kept.account_of(life.me)
    assert account is not None
    assert account_in(kept, account.number) == account
    client = kept.client(account.client)
    assert client is not None
    assert owner_of(kept, account) == client.identity_number
    for number in ("", "1", account.number[:-1], f"{account.number}0"):
        assert account_in(kept, number) is None
    (own,) = [row for row in kept.accounts("", None, 0, 100)[0] if row.client == ""][:1]
    assert owner_of(kept, own) == ""


def test_books_that_cannot_be_read_are_not_books_without_the_account(tmp_path: Path) -> None:
    damaged = Books(tmp_path / "books.sqlite", "A" * 44, "Bank")
    number = damaged.internal(Kind.LENDING)
    assert account_in(damaged, number) is not None
    with closing(sqlite3.connect(damaged.path)) as raw:
        raw.execute("ALTER TABLE account RENAME TO gone")
    with pytest.raises(BooksError, match="books"):
        account_in(damaged, number)
    damaged.close()


def test_a_link_belongs_to_whom_the_bank_passed_a_loan_with_this_key(life: Life, kept: Books) -> None:
    connections, bank = life.workplace.connections, life.desk("B").carrier.identity
    (loan, other) = life.loans((10_000, 12), (10_000, 12), cash=0)
    account = kept.account_of(life.customer(loan))
    assert account is not None
    assert belongs(connections, bank, kept, account.number, life.customer(loan))
    # Another customer's key, a key without a loan, an account of nobody, no account.
    assert not belongs(connections, bank, kept, account.number, life.customer(other))
    assert not belongs(connections, bank, kept, account.number, "A" * 44)
    (own,) = [row for row in kept.accounts("", None, 0, 100)[0] if row.client == ""][:1]
    assert not belongs(connections, bank, kept, own.number, life.customer(loan))
    assert not belongs(connections, bank, kept, "1", life.customer(loan))


def test_without_a_loan_a_person_decides(life: Life, kept: Books) -> None:
    client = kept.open_client("王小明", identity_number("ownership"), "", "")
    account = kept.open_account(client.number)
    bank = life.desk("B").carrier.identity
    assert not belongs(life.workplace.connections, bank, kept, account.number, life.me)


def test_the_bank_calls_a_customer_by_the_name_on_its_linked_account_only(life: Life, kept: Books) -> None:
    bank = life.desk("B").carrier.identity
    (loan,) = life.loans((10_000, 12), cash=0)
    key = life.customer(loan)
    account = kept.account_of(key)
    assert account is not None
    names = Names(life.workplace.connections, bank)
    learn_owner(names, kept, "", account.number)
    learn_owner(names, kept, key, "")
    learn_owner(names, kept, key, "1")
    unlinked = kept.open_account(account.client)
    learn_owner(names, kept, key, unlinked.number)
    assert not names.knows(key)
    finance = life.desk("FD").names.party(life.desk("FD").me.key, "FD")
    learn_owner(names, kept, finance.key, account.number)
    assert names.party(finance.key, "FD").name == finance.name
    learn_owner(names, kept, key, account.number)
    assert names.party(key, "C").name == account.name
