"""Whose key is whose: as the ledger knows it, as this identity has learned it."""

from __future__ import annotations

from loc_desktop.desk.signing.party_names import Names, banks_on, offices_on
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from tests.support.workplace import sample


def test_a_customers_name_is_known_to_who_opened_its_dossier_and_to_nobody_else(
    workplace: Workplace, form: ApplicationForm
) -> None:
    counter = workplace.desk_of("C").applications
    counter.import_rows(sample(1), form.bank)
    (row,) = counter.mine().rows
    bank, regulator = workplace.desk_of("B"), workplace.desk_of("R")
    name = sample(1).rows[0].form.name
    assert bank.names.party(row.applicant.key).name != name
    bank.grants.open(row.event)
    assert bank.names.party(row.applicant.key).name == name
    assert bank.names.named(name[:1]) == [row.applicant.key]
    assert (bank.names.knows(row.applicant.key), regulator.names.knows(row.applicant.key)) == (True, False)
    assert regulator.names.party(row.applicant.key).name != name


def test_a_key_that_the_ledger_does_not_know_is_shown_in_the_role_that_is_said(workplace: Workplace) -> None:
    names = workplace.desk_of("R").names
    stranger = names.party("A" * 44, "C")
    assert (stranger.role, stranger.key) == ("C", "A" * 44)
    assert stranger.name


def test_institutions_are_listed_by_role(workplace: Workplace) -> None:
    desk = workplace.desk_of("B")
    index = workplace.connections.index(desk.carrier.identity.ledger)
    assert [party.key for party in banks_on(index)] == [desk.me.key]
    assert [party.role for party in offices_on(index, "FD")] == ["FD"]
    assert offices_on(index, "B") == banks_on(index)


def test_what_was_learned_is_in_memory_only(workplace: Workplace) -> None:
    desk = workplace.desk_of("B")
    desk.names.learn("K" * 44, "王小明")
    assert desk.names.named("小明") == ["K" * 44]
    assert Names(workplace.connections, desk.carrier.identity).named("小明") == []
