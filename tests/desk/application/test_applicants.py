"""Who applies at a counter: a key of its own under a PIN, registered with a commitment to the person."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.desk.application.applicants import Applicants
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.identity.person import opens

PIN = "246810"
NUMBER = identity_number("applicants")


@pytest.fixture
def applicants(workplace: Workplace) -> Applicants:
    desk = workplace.desk_of("C")
    return Applicants(desk.carrier, desk.names)


def _problems(told: Any) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in told.value.params["problems"]]


def test_a_new_customer_has_a_key_under_its_pin_and_a_record_that_commits_to_it(
    workplace: Workplace, applicants: Applicants
) -> None:
    added = applicants.add(" 王小明 ", f" {NUMBER.lower()} ", PIN, "新罗区", "139")
    assert (added.name, added.identity_number, added.needs_pin) == ("王小明", NUMBER, True)
    assert (added.address, added.phone) == ("新罗区", "139")
    row = applicants.customer(added.identity)
    assert row is not None
    desk = workplace.desk_of("C")
    record = desk.carrier.query("member", {"role": "C", "key": added.key})
    assert opens(record, NUMBER, "王小明", row.salt)
    assert "王小明" not in str(record)
    connections = workplace.connections
    assert connections.signer(applicants.identity_of(added.identity), PIN).key == added.key
    with pytest.raises(KnownError) as wrong:
        connections.signer(applicants.identity_of(added.identity), "864209")
    assert wrong.value.code == "pin.wrong"
    assert desk.names.party(added.key, "C").name == "王小明"


def test_the_own_identity_stands_first_and_a_name_is_searched(applicants: Applicants) -> None:
    (own,) = applicants.all()
    assert not own.needs_pin
    first = applicants.add("王小明", NUMBER, PIN)
    second = applicants.add("李小红", identity_number("applicants 2"), PIN)
    assert applicants.all()[0] == own
    assert {one.identity for one in applicants.all()[1:]} == {first.identity, second.identity}
    assert [one.identity for one in applicants.all(text="小红")] == [second.identity]
    assert applicants.all(text="nobody") == ()


def test_a_customer_is_found_as_it_is_asked_for_and_those_whose_name_begins_so_come_first(
    applicants: Applicants,
) -> None:
    for number, name in enumerate(("马新莲", "李明", "曾小龙", "林立花")):
        applicants.add(name, identity_number(f"found {number}"), PIN, "新罗区", f"1380000000{number}")
    assert [one.name for one in applicants.find("l").rows[1:]] == ["李明", "林立花", "马新莲", "曾小龙"]
    assert [one.name for one in applicants.find("zxl").rows] == ["曾小龙"]
    assert [one.name for one in applicants.find("13800000003").rows] == ["林立花"]
    assert [one.name for one in applicants.find(identity_number("found 1")[4:]).rows] == ["李明"]
    page = applicants.find(limit=2)
    assert (len(page.rows), page.total, page.next) == (2, 5, 2)
    assert [one.name for one in applicants.find(start=2, limit=9).rows] == ["林立花", "马新莲", "曾小龙"]
    assert applicants.find("zzz").rows == ()


def test_address_and_telephone_change_and_nothing_else(applicants: Applicants) -> None:
    added = applicants.add("王小明", NUMBER, PIN, "新罗区", "139")
    applicants.change(added.identity, " 上杭县 ", "１３８ 1")
    changed = applicants.one(added.identity)
    assert changed is not None
    assert (changed.address, changed.phone) == ("上杭县", "138 1")
    assert (changed.key, changed.name, changed.identity_number) == (added.key, added.name, NUMBER)
    with pytest.raises(KnownError) as told:
        applicants.change(added.identity, "x" * 201, "1a")
    assert _problems(told) == [("address", "too_long"), ("phone", "phone")]
    assert applicants.one(added.identity) == changed
    assert applicants.keys_of(added.identity) == (added.key,)


def test_a_pin_that_was_typed_twice_is_the_same_both_times(applicants: Applicants) -> None:
    with pytest.raises(KnownError) as told:
        applicants.add("王小明", NUMBER, PIN, again="246811")
    assert _problems(told) == [("again", "not_same")]
    assert applicants.add("王小明", NUMBER, PIN, again=PIN).needs_pin


@pytest.mark.parametrize(
    ("name", "number", "pin", "address", "problems"),
    [
        (" ", NUMBER, PIN, "", [("name", "missing")]),
        ("x" * 61, NUMBER, PIN, "", [("name", "too_long")]),
        ("王小明", "", PIN, "", [("identity_number", "missing")]),
        ("王小明", NUMBER[:17], PIN, "", [("identity_number", "identity_length")]),
        ("王小明", NUMBER, "12345", "", [("pin", "pin_short")]),
        ("王小明", NUMBER, "123456", "", [("pin", "pin_simple")]),
        ("王小明", NUMBER, PIN, "x" * 201, [("address", "too_long")]),
        ("", "", "", "", [("name", "missing"), ("identity_number", "missing"), ("pin", "pin_short")]),
    ],
)
def test_everything_that_is_wrong_is_said_and_nothing_is_kept(
    workplace: Workplace,
    applicants: Applicants,
    name: str,
    number: str,
    pin: str,
    address: str,
    problems: list[tuple[str, str]],
) -> None:
    before = (len(workplace.connections.identities()), workplace.desk_of("C").carrier.ledger.height())
    with pytest.raises(KnownError) as told:
        applicants.add(name, number, pin, address)
    assert (told.value.code, _problems(told)) == ("applicant.invalid", problems)
    assert len(applicants.all()) == 1
    after = (len(workplace.connections.identities()), workplace.desk_of("C").carrier.ledger.height())
    assert after == before


def test_a_person_is_added_once(applicants: Applicants) -> None:
    applicants.add("x" * 60, NUMBER, PIN, "x" * 200)
    with pytest.raises(KnownError) as told:
        applicants.add("王小明", NUMBER.lower(), PIN)
    problems: Any = told.value.params["problems"]
    assert [(problem.code, problem.params) for problem in problems] == [
        ("known_customer", {"name": "x" * 60})
    ]


def test_whom_the_ledger_refuses_the_counter_does_not_keep(workplace: Workplace) -> None:
    """A bank registers no customers."""
    bank = workplace.desk_of("B")
    applicants = Applicants(bank.carrier, bank.names)
    before = workplace.connections.identities()
    with pytest.raises(KnownError) as refused:
        applicants.create("王小明", NUMBER, PIN)
    assert refused.value.code.startswith("contract.")
    assert applicants.counter.by_number([NUMBER]) == {}
    assert workplace.connections.identities() == before


def test_who_signs_for_an_applicant(workplace: Workplace, applicants: Applicants) -> None:
    own = workplace.desk_of("C").carrier.identity
    assert applicants.identity_of("") == applicants.identity_of(own.id) == own
    added = applicants.add("王小明", NUMBER, PIN)
    assert applicants.identity_of(added.identity).key == added.key
    with pytest.raises(KnownError) as unknown:
        applicants.identity_of("nobody")
    assert (unknown.value.code, _problems(unknown)) == (
        "form.invalid",
        [("applicant", "unknown_applicant")],
    )


def test_the_own_identity_is_entered_as_a_person_and_its_salt_stays(
    workplace: Workplace, applicants: Applicants
) -> None:
    own = workplace.desk_of("C").carrier.identity
    before = applicants.customer(own.id)
    assert before is not None
    applicants.enter_self(before.identity_number, "新罗区一号")
    same = applicants.customer(own.id)
    assert same is not None
    assert (same.salt, same.address) == (before.salt, "新罗区一号")
    applicants.enter_self(NUMBER)
    other = applicants.customer(own.id)
    assert other is not None
    assert (other.identity_number, other.salt != before.salt) == (NUMBER, True)
    record = workplace.desk_of("C").carrier.query("member", {"role": "C", "key": own.key})
    assert opens(record, NUMBER, other.name, other.salt)
