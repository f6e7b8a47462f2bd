"""A case goes to the department whose registered area fits the applicant's address longest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from loc_desktop.desk.application.areas import fit, fits
from loc_desktop.desk.join import membership
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from tests.desk.signing.colleagues import colleague

COUNTY = {"code": "350802", "name": "新罗区"}
TOWN = {"code": "350802103", "name": "新罗区 小池镇"}


@pytest.mark.parametrize(
    ("place", "areas", "digits"),
    [
        ("龙岩市新罗区小池镇七号", [COUNTY], 6),
        ("龙岩市新罗区小池镇七号", [COUNTY, TOWN], 9),
        ("新罗区　小池镇", [TOWN], 9),
        ("350802103201", [COUNTY, TOWN], 9),
        ("上杭县临城镇", [COUNTY, TOWN], 0),
        ("小池镇", [TOWN], 0),
        ("", [COUNTY], 0),
        ("新罗区", [], 0),
    ],
)
def test_the_longest_division_that_fits(place: str, areas: list[dict[str, str]], digits: int) -> None:
    assert fit(place, areas) == digits


def test_form_and_list_go_by_the_address_and_the_person_may_choose(
    workplace: Workplace, form: ApplicationForm
) -> None:
    counter = workplace.desk_of("C").applications
    first = workplace.desk_of("CAD").carrier.identity
    other = colleague(workplace, "CAD", "小池镇民政办")
    there = replace(form, address="龙岩市新罗区小池镇七号")
    # Both say nothing of the town: the sample's department serves the county.
    assert counter.grantors_of(there)["CAD"] == first.key
    assert [one.code for one in counter.who_decides(there)] == ["applying.by_area"]
    membership.serve(workplace.connections, other, ["350802103 新罗区小池镇"])
    workplace.desk_of("C").carrier.catch_up()
    assert counter.grantors_of(there)["CAD"] == other.key
    assert counter.departments(there.address)["CAD"][0].key == other.key
    assert counter.grantors_of(replace(there, civil=first.key))["CAD"] == first.key
    assert [one.code for one in counter.who_decides(replace(there, civil=first.key))] == ["applying.by_hand"]
    elsewhere = replace(form, address="上杭县临城镇")
    assert [one.code for one in counter.who_decides(elsewhere)] == ["applying.by_habit"]
    event = counter.apply(there).event
    index = workplace.connections.index(other.ledger)
    row = index.event(event)
    assert row is not None
    assert row.grantors[1].key == other.key
    member = index.member(other.key, "CAD")
    assert member is not None
    assert fits(there.address, member) == 9


def test_what_is_no_division_is_refused_and_nothing_is_kept(workplace: Workplace) -> None:
    officer = workplace.desk_of("CAD").carrier.identity
    with pytest.raises(KnownError):
        membership.serve(workplace.connections, officer, ["35 新罗区", "1234567 没有"])
    assert workplace.connections.identity(officer.id).areas == "350802 新罗区"
