"""What is opened of one data folder: once, in each thread's sight, and closed as a whole."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from loc_desktop.app.connections import Connections
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError


def test_what_is_asked_for_at_once_is_made_once(workplace: Workplace) -> None:
    made: list[object] = []
    start = threading.Barrier(6)

    def make() -> object:
        made.append(object())
        return made[-1]

    def ask(_: int) -> object:
        start.wait()
        return workplace.connections.once("a thing", make)

    with ThreadPoolExecutor(6) as pool:
        things = list(pool.map(ask, range(6)))
    assert len(made) == 1
    assert {id(thing) for thing in things} == {id(made[0])}


def test_what_is_made_may_need_another_and_a_failure_is_tried_again(workplace: Workplace) -> None:
    connections = workplace.connections
    assert connections.once("outer", lambda: connections.once("inner", lambda: 5) + 1) == 6
    with pytest.raises(ZeroDivisionError):
        connections.once("failing", lambda: 1 // 0)
    assert connections.once("failing", lambda: 7) == 7
    connections.forget("failing")
    connections.forget("never made")
    assert connections.once("failing", lambda: 8) == 8


def test_who_and_which_ledger_is_not_here_is_told(workplace: Workplace) -> None:
    connections, bank = workplace.connections, workplace.desk_of("B").carrier.identity
    for call, code in (
        (lambda: connections.identity("nobody"), "workplace.no_identity"),
        (lambda: connections.ledger("nothing"), "workplace.no_ledger"),
        (lambda: connections.ledger_of(replace(bank, ledger="nothing")), "workplace.no_ledger"),
    ):
        with pytest.raises(KnownError) as refused:
            call()
        assert refused.value.code == code
    assert connections.identity(bank.id) == bank
    assert bank in connections.identities_on(bank.ledger)
    assert connections.identities_on("nothing") == ()


def test_a_file_of_another_ledger_in_the_place_of_ours_is_not_taken(workplace: Workplace) -> None:
    connections, bank = workplace.connections, workplace.desk_of("B").carrier.identity
    entry = connections.settings.ledgers()[bank.ledger]
    connections.settings.add_ledger("f" * 32, dict(entry))
    with pytest.raises(KnownError) as other:
        connections.ledger("f" * 32)
    assert (other.value.code, other.value.params["file"]) == ("workplace.other_ledger", entry["where"])
    assert connections.ledger(bank.ledger).id == bank.ledger


def test_a_pin_that_was_given_is_remembered_for_asking_and_not_for_signing(workplace: Workplace) -> None:
    applicants = workplace.desk_of("C").applications.applicants
    customer = workplace.connections.identity(
        applicants.add("陈秀英", "11010519491231002X", "493817").identity
    )
    connections = workplace.connections
    with pytest.raises(KnownError) as unasked:
        connections.user(customer).signer.sign(b"x")
    assert unasked.value.code == "pin.needed"
    with pytest.raises(KnownError) as wrong:
        connections.use_pin(customer, "111213")
    assert wrong.value.code == "pin.wrong"
    connections.use_pin(customer, "493817")
    assert connections.user(customer).signer.sign(b"x")
    with pytest.raises(KnownError) as still:
        connections.signer(customer, None).sign(b"x")
    assert still.value.code == "pin.needed"
    connections.close()
    with pytest.raises(KnownError):
        connections.user(customer).signer.sign(b"x")


def test_own_files_are_closed_and_opened_again_while_the_ledger_stays(workplace: Workplace) -> None:
    connections, bank = workplace.connections, workplace.desk_of("B").carrier.identity
    office, ledger = connections.office(bank), connections.ledger(bank.ledger)
    terms = office.terms()
    connections.close_own_files()
    assert connections.ledger(bank.ledger) is ledger
    assert connections.office(bank) is not office
    assert connections.office(bank).terms() == terms
    elsewhere = connections.office(replace(bank, ledger="another channel"))
    assert elsewhere.terms() is None


def test_the_passphrase_is_needed_until_it_is_given_and_it_must_be_the_one(workplace: Workplace) -> None:
    added = workplace.desk_of("C").applications.applicants.add("陈秀英", "11010519491231002X", "493817")
    fresh = Connections(workplace.home)
    assert (fresh.keys_in_file, fresh.needs_passphrase) == (True, True)
    # A customer's name waits for the key; until then its counter's is shown.
    assert fresh.identity(added.identity).name == fresh.identity(added.identity).shown_organisation
    with pytest.raises(KnownError) as wrong:
        fresh.use_passphrase("another one 1958")
    assert wrong.value.code == "keyring.wrong_passphrase"
    fresh.use_passphrase("a passphrase for tests")
    assert not fresh.needs_passphrase
    assert fresh.identity(added.identity).name == "陈秀英"
    fresh.close()
