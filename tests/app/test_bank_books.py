"""A bank's books on this computer: one file a bank, opened once, known or not."""

from __future__ import annotations

import pytest

from loc_desktop.app.bank_books import (
    bank_system,
    banks_here,
    books,
    books_file,
    books_of,
    has_books,
    unfinished,
)
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError


def test_each_bank_has_a_file_of_its_own_that_is_opened_once(workplace: Workplace) -> None:
    connections, bank = workplace.connections, workplace.desk_of("B").carrier.identity
    assert books_file(connections, bank).name == f"books-{bank.id}.sqlite"
    assert has_books(connections, bank)
    kept = books(connections, bank)
    assert books(connections, bank) is kept
    assert kept.path == books_file(connections, bank)
    assert bank_system(connections, bank) is bank_system(connections, bank)
    assert bank_system(connections, bank).books is kept
    assert not unfinished(connections, bank)


def test_who_has_no_books_here_is_told_and_none_are_made(workplace: Workplace) -> None:
    connections, civil = workplace.connections, workplace.desk_of("CAD").carrier.identity
    assert not has_books(connections, civil)
    for call in (books, bank_system):
        with pytest.raises(KnownError) as lacking:
            call(connections, civil)
        assert lacking.value.code == "bank.no_books"
    assert not books_file(connections, civil).exists()
    assert not unfinished(connections, civil)


def test_the_books_of_a_key_are_found_on_its_ledger_only(workplace: Workplace) -> None:
    connections, bank = workplace.connections, workplace.desk_of("B").carrier.identity
    assert banks_here(connections, bank.ledger) == (bank,)
    assert banks_here(connections, "another") == ()
    assert books_of(connections, bank.ledger, bank.key) is books(connections, bank)
    for ledger, key in ((bank.ledger, workplace.desk_of("FD").me.key), ("another", bank.key), ("", "")):
        assert books_of(connections, ledger, key) is None


def test_books_that_are_remembered_and_gone_are_not_made_anew(workplace: Workplace) -> None:
    connections, bank = workplace.connections, workplace.desk_of("B").carrier.identity
    workplace.close()
    file = books_file(connections, bank)
    file.rename(file.with_name("elsewhere"))
    with pytest.raises(KnownError) as gone:
        books(connections, bank, create=True)
    assert gone.value.code == "files.missing"
    assert not file.exists()
