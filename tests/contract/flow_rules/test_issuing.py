"""What a house may issue: its cap over the slots, whoever of its members asks."""

from __future__ import annotations

from typing import Any, cast

import pytest

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Run
from loc_desktop.contract.flow_rules.issuing import (
    cap_key,
    cap_of,
    ceiling_key,
    count_issue,
    count_redemption,
    house_of,
    outstanding,
    slot_key,
)
from loc_desktop.contract.members import member_key
from loc_desktop.contract.work import Work
from tests.support.memory import MemoryLedger

CAP, SLOTS = 103, 4


class Asked:
    """What these rules read of a run."""

    def __init__(self, work: Work, hint: int = 0) -> None:
        self.work, self.slots, self.hint = work, SLOTS, hint

    @property
    def rules(self) -> Any:
        class Limits:
            issued = CAP

        class Lending:
            limits = Limits

        class Rules:
            lending = Lending

        return Rules


def _run(work: Work, hint: int = 0) -> Run:
    return cast(Run, Asked(work, hint))


@pytest.fixture
def work() -> Work:
    ledger = MemoryLedger()
    state = ledger.begin()
    for key, organisation in (("b1", "Bank"), ("b2", "Bank"), ("b3", "Other")):
        state.put(member_key("B", key), {"organisation": organisation})
    state.commit()
    return Work(ledger.begin())


def test_the_members_of_one_organisation_are_one_house(work: Work) -> None:
    assert house_of(work, "b1") == house_of(work, "b2") != house_of(work, "b3")
    assert house_of(work, "nobody") == "nobody"


def test_a_house_issues_to_its_cap_from_any_slot_and_not_a_fen_more(work: Work) -> None:
    house = house_of(work, "b1")
    count_issue(_run(work, 2), "b1", 100)
    count_issue(_run(work, 7), "b2", 3)
    assert outstanding(work, house, SLOTS) == CAP
    for hint in range(SLOTS):
        with pytest.raises(ExecutionError) as full:
            count_issue(_run(work, hint), "b2", 1)
        assert (full.value.name, full.value.params["cap"]) == ("issue_cap", CAP)
        assert full.value.params["outstanding"] == CAP
    assert outstanding(work, house, SLOTS) == CAP, "a refused issue takes nothing"
    count_issue(_run(work), "b3", CAP)


def test_what_is_redeemed_gives_room_in_its_slot(work: Work) -> None:
    house = house_of(work, "b1")
    count_issue(_run(work), "b1", CAP)
    count_redemption(_run(work, 1), "b1", 10)
    assert outstanding(work, house, SLOTS) == CAP - 10
    count_issue(_run(work, 3), "b1", 10)
    with pytest.raises(ExecutionError):
        count_issue(_run(work, 1), "b1", 1)


def test_a_lone_issue_touches_one_slot_while_there_is_room(work: Work) -> None:
    house = house_of(work, "b1")
    count_issue(_run(work, 5), "b1", 20)
    assert [work.get(slot_key(house, slot)) for slot in range(SLOTS)] == [
        None,
        {"issued": 20, "redeemed": 0},
        None,
        None,
    ]


def test_under_a_lower_cap_the_house_counts_as_a_whole(work: Work) -> None:
    house = house_of(work, "b1")
    count_issue(_run(work, 0), "b1", CAP)
    work.put(cap_key(house), {"amount": 40, "event": "e", "at": "t"})
    count_redemption(_run(work, 1), "b1", 30)
    for hint in range(SLOTS):
        with pytest.raises(ExecutionError) as over:
            count_issue(_run(work, hint), "b1", 1)
        assert over.value.params["outstanding"] == CAP - 30
    count_redemption(_run(work, 2), "b1", CAP - 30 - 39)
    with pytest.raises(ExecutionError):
        count_issue(_run(work, 2), "b1", 2)
    count_issue(_run(work, 2), "b1", 1)
    assert outstanding(work, house, SLOTS) == 40
    assert work.get(ceiling_key(house)) == {"amount": CAP}, "two slots hold more than their share"
    for slot in (0, 3):
        count_redemption(_run(work, slot), "b1", 20)
    count_issue(_run(work, 1), "b1", 1)
    assert work.get(ceiling_key(house)) == {"amount": 40}, "each slot is within its share again"


def test_r_grants_a_house_another_cap(work: Work) -> None:
    house = house_of(work, "b1")
    assert cap_of(work, house, CAP) == CAP
    work.put(cap_key(house), {"amount": 5, "event": "e", "at": "t"})
    assert cap_of(work, house, CAP) == 5
    with pytest.raises(ExecutionError):
        count_issue(_run(work), "b2", 6)
    count_issue(_run(work), "b2", 5)
