"""A linked account's number: sealed in the event, opened by its parties, a mark for everybody else."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from loc_desktop.app.bank_books import books_of
from loc_desktop.desk.signing.linked_numbers import (
    linked_number,
    number_asked,
    opened_number,
    sealed_number,
    tag_mark,
)
from loc_desktop.errors import KnownError
from loc_desktop.identity.sealing import open_dossier
from loc_desktop.ledger.index.rows import EventRow
from tests.desk.life_scene import Life


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("linked") / "home")
    yield life
    life.workplace.close()


def _link(life: Life) -> tuple[dict[str, str], str]:
    """The own customer's link as its digital account lists it, and the number at the bank."""
    desk = life.desk("C")
    (link,) = desk.carrier.query("account", {"key": life.me})["links"]
    kept = books_of(life.workplace.connections, desk.carrier.identity.ledger, life.bank)
    assert kept is not None
    account = kept.account_of(life.me)
    assert account is not None
    return link, account.number


def _row(life: Life, event: str) -> EventRow:
    row = life.workplace.connections.index(life.desk("B").carrier.identity.ledger).event(event)
    assert row is not None
    return row


def test_a_mark_is_the_beginning_of_the_tag() -> None:
    assert tag_mark("0123456789abcdef") == "#01234567"


def test_a_number_is_sealed_to_signer_bank_and_regulator_and_its_length_tells_nothing(life: Life) -> None:
    carrier = life.desk("C").carrier
    short = sealed_number(carrier, "6", life.bank, carrier.identity)
    sealed = sealed_number(carrier, "6217000000000000019", life.bank, carrier.identity)
    assert len(short["ciphertext"]) == len(sealed["ciphertext"])
    assert "6217" not in str(sealed)
    connections = life.workplace.connections
    for role in ("C", "B", "R"):
        identity = life.desk(role).carrier.identity
        assert open_dossier(sealed, connections.decryptor(identity, None))["number"] == "6217000000000000019"
    for role in ("CAD", "FD"):
        with pytest.raises(KnownError) as closed:
            open_dossier(sealed, connections.decryptor(life.desk(role).carrier.identity, None))
        assert closed.value.code == "dossier.not_recipient"


def test_nothing_is_sealed_to_a_bank_that_is_none(life: Life) -> None:
    carrier = life.desk("C").carrier
    with pytest.raises(KnownError) as refused:
        sealed_number(carrier, "6217000000000000019", life.me, carrier.identity)
    assert (refused.value.code, refused.value.params["role"]) == ("form.no_grantor", "B")


def test_the_links_number_is_the_books_and_the_events(life: Life) -> None:
    link, number = _link(life)
    carrier = life.desk("C").carrier
    assert linked_number(carrier, link, carrier.identity) == number
    for role in ("C", "B", "R"):
        reader = life.desk(role)
        assert opened_number(reader.carrier, link["event"], reader.carrier.identity) == number
    with pytest.raises(KnownError):
        opened_number(life.desk("R").carrier, link["event"], life.desk("FD").carrier.identity)


def test_where_the_banks_books_are_not_a_party_opens_it_and_others_see_the_mark(life: Life) -> None:
    link, number = _link(life)
    elsewhere = {**link, "bank": "another bank, whose books are not here"}
    regulator, finance = life.desk("R").carrier, life.desk("FD").carrier
    assert linked_number(regulator, elsewhere, regulator.identity) == number
    assert linked_number(regulator, elsewhere, finance.identity) == tag_mark(link["link"])
    lost = {**elsewhere, "event": "0" * 32}
    assert linked_number(regulator, lost, regulator.identity) == tag_mark(link["link"])


def test_the_bank_learns_which_number_an_event_asks_for_and_others_nothing(life: Life) -> None:
    link, number = _link(life)
    row = _row(life, link["event"])
    assert row.kind == "account.link"
    assert number_asked(life.desk("B").carrier, row) == number
    assert number_asked(life.desk("FD").carrier, row) == ""
    ending = replace(row, kind="account.unlink", body={"link": link["link"]})
    assert number_asked(life.desk("B").carrier, ending) == number
    assert number_asked(life.desk("B").carrier, replace(ending, body={"link": "f" * 64})) == ""
    assert number_asked(life.desk("B").carrier, replace(ending, body={})) == ""
