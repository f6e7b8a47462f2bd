"""Second persons and substitutes in what is asked for; an office with one member is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loc_desktop.desk.signing.colleagues import colleagues
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from tests.desk.signing.colleagues import colleague

MUCH = "150000"


@pytest.fixture
def much(form: ApplicationForm) -> ApplicationForm:
    return replace(form, amount=MUCH, product="workshop")


def test_the_first_colleague_is_the_second_person(workplace: Workplace, much: ApplicationForm) -> None:
    second = {role: colleague(workplace, role) for role in ("B", "CAD", "FD")}
    desk = workplace.desk_of("C")
    applied = desk.applications.apply(much)
    view = desk.carrier.query("event", {"id": applied.event})
    keys = [key["key"] for key in view["cc"]["keys"]]
    assert keys[1::2] == [second[role].key for role in ("B", "CAD", "FD")]
    recipients = view["cc"]["event"]["body"]["dossier"]["recipients"]
    sealed_to = {recipient["header"]["kid"] for recipient in recipients}
    assert {member.key for member in second.values()} <= sealed_to


def test_an_office_with_one_member_only_is_said(workplace: Workplace, much: ApplicationForm) -> None:
    for role in ("B", "CAD"):
        colleague(workplace, role)
    desk = workplace.desk_of("C")
    [problem] = desk.applications.check(much)
    assert (problem.field, problem.code) == ("finance", "no_second")
    with pytest.raises(KnownError):
        desk.applications.prepare(much)
    assert desk.applications.check(replace(much, amount="50000", product="poverty-micro")) == ()


def test_one_person_with_two_keys_is_no_colleague(workplace: Workplace) -> None:
    own = workplace.desk_of("CAD").carrier.identity
    first, again = colleague(workplace, "CAD"), colleague(workplace, "CAD")
    index = workplace.connections.index(own.ledger)
    assert [row.key for row in colleagues(index, "CAD", own.key)] == [first.key, again.key]
    assert [row.key for row in colleagues(index, "CAD", first.key)] == [own.key]
