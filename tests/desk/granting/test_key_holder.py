"""Whether a key is a dossier's person's, as each role finds it itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.app.bank_books import books
from loc_desktop.bank.office.values import RegisterEntry
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.granting.department import Department
from loc_desktop.desk.granting.key_holder import KeyHolder, holder
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.case import Dossier
from loc_desktop.desk.workplace import Workplace
from loc_desktop.identity.person import new_salt, tag
from tests.desk.signing.grantors import applied

ROLES = ("B", "CAD", "FD")


@pytest.fixture
def dossier(workplace: Workplace) -> Dossier:
    """The own customer's, with the salt of its member record."""
    desk = workplace.desk_of("C")
    row = workplace.connections.counter(desk.carrier.identity).customer(identity=desk.carrier.identity.id)
    assert row is not None
    return Dossier(row.name, row.identity_number, "", "", "", "茶", 0, 0, 0, person_salt=row.salt)


def _holder(workplace: Workplace, role: str, body: Mapping[str, Any], dossier: Dossier) -> KeyHolder:
    carrier = workplace.desk_of(role).carrier
    return holder(carrier, body, dossier, Department(carrier, None), None)


def _whys(workplace: Workplace, body: Mapping[str, Any], dossier: Dossier) -> dict[str, str]:
    return {role: _holder(workplace, role, body, dossier).why for role in ROLES}


@pytest.mark.parametrize("member", ["payee", "member", "new"])
def test_the_own_key_is_the_persons_and_civil_affairs_has_its_tag(
    workplace: Workplace, dossier: Dossier, member: str
) -> None:
    body = {member: workplace.desk_of("C").me.key}
    assert _whys(workplace, body, dossier) == dict.fromkeys(ROLES, "")
    civil = workplace.desk_of("CAD").carrier.identity
    secret = workplace.connections.keystore().seed(civil)
    assert _holder(workplace, "CAD", body, dossier).tag == tag(secret, dossier.identity_number)
    assert _holder(workplace, "B", body, dossier).tag == ""


def test_a_key_that_nobody_registered_is_no_member(workplace: Workplace, dossier: Dossier) -> None:
    for body in ({"payee": "A" * 44}, {}):
        assert _whys(workplace, body, dossier) == dict.fromkeys(ROLES, "no_member")


def test_another_number_name_or_salt_does_not_open_the_commitment(
    workplace: Workplace, dossier: Dossier
) -> None:
    body = {"payee": workplace.desk_of("C").me.key}
    for other in (
        replace(dossier, identity_number=identity_number("other")),
        replace(dossier, name=f"{dossier.name}二"),
        replace(dossier, person_salt=new_salt()),
        replace(dossier, person_salt=""),
    ):
        assert _whys(workplace, body, other) == dict.fromkeys(ROLES, "commitment")
    spaced = replace(dossier, name=f" {dossier.name} ")
    assert _whys(workplace, body, spaced) == dict.fromkeys(ROLES, "")


def test_a_member_whose_membership_ended_is_dead(workplace: Workplace, dossier: Dossier) -> None:
    desk = workplace.desk_of("C")
    other = desk.applications.applicants.create("王小明", identity_number("key holder"), "246810")
    workplace.desk_of("CAD").office.save_person(RegisterEntry(other.identity_number, other.name))
    shown = desk.successions.prepare(other.identity, "135791")
    desk.successions.submit(shown)
    civil = workplace.desk_of("CAD").grants
    assert civil.sign(civil.prepare(civil.open(shown.event))).verdict == "Pass"
    theirs = replace(dossier, name=other.name, identity_number=other.identity_number, person_salt=other.salt)
    assert _whys(workplace, {"payee": other.key}, theirs) == dict.fromkeys(ROLES, "dead")


def test_a_person_who_has_a_living_key_holds_no_second_one(
    workplace: Workplace, form: ApplicationForm, dossier: Dossier
) -> None:
    """Attested by the first loan; the bank's books link the account to the first key."""
    applied(workplace, form, *ROLES)
    second = workplace.desk_of("C").applications.applicants.create(
        dossier.name, dossier.identity_number, "246810"
    )
    theirs = replace(dossier, person_salt=second.salt)
    assert _whys(workplace, {"payee": second.key}, theirs) == {"B": "books", "CAD": "other_key", "FD": ""}


def test_the_banks_books_may_know_the_key_under_another_person(
    workplace: Workplace, dossier: Dossier
) -> None:
    bank = workplace.desk_of("B").carrier.identity
    kept = books(workplace.connections, bank)
    account = kept.account_of(workplace.desk_of("C").me.key)
    assert account is not None
    kept.db.write(
        lambda connection: connection.exec_driver_sql(
            "UPDATE client SET name = '别人' WHERE number = ?", (account.client,)
        )
    )
    body = {"payee": workplace.desk_of("C").me.key}
    assert _whys(workplace, body, dossier) == {"B": "books", "CAD": "", "FD": ""}
