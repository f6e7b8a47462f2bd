"""What a house may issue: its cap over the slots, whoever of its members asks."""

from __future__ import annotations

import copy
from datetime import date
from typing import Any, cast

import pytest

from loc_desktop.contract.errors import ExecutionError
from loc_desktop.contract.flow_rules.base import Run
from loc_desktop.contract.flow_rules.issuing import (
    MOST_ISSUERS,
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
from loc_desktop.contract.rulebook.document import shipped_document
from loc_desktop.contract.state import RULES_KEY
from loc_desktop.contract.work import Work
from loc_desktop.script import canonical
from tests.support.memory import MemoryLedger

CAP, SLOTS = 103, 4
DAY = date(2026, 11, 22)


class Asked:
    """What these rules read of a run."""

    def __init__(self, work: Work, hint: int = 0) -> None:
        self.work, self.slots, self.hint = work, SLOTS, hint
        self.today, self.time = DAY, f"{DAY}T08:00:00Z"


def _version(issued: int, first: str) -> dict[str, Any]:
    content: Any = copy.deepcopy(shipped_document())
    content["lending"]["limits"]["issued"] = issued
    return {"digest": canonical.digest(content), "from": first, "content": content}


def _run(work: Work, hint: int = 0) -> Run:
    return cast(Run, Asked(work, hint))


@pytest.fixture
def work() -> Work:
    ledger = MemoryLedger()
    state = ledger.begin()
    for key, organisation in (("b1", "Bank"), ("b2", "Bank"), ("b3", "Other")):
        state.put(member_key("B", key), {"organisation": organisation})
    before, now = _version(2 * CAP, "2020-01-01"), _version(CAP, DAY.isoformat())
    state.put(RULES_KEY, {"past": [], "current": before, "next": now})
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
    assert work.get(ceiling_key(house)) == {"amount": CAP, "size": 1}, "two slots hold more than their share"
    for slot in (0, 3):
        count_redemption(_run(work, slot), "b1", 20)
    count_issue(_run(work, 1), "b1", 1)
    assert work.get(ceiling_key(house)) == {"amount": 40, "size": 1}, "each slot is within its share again"


def test_a_house_issues_under_so_many_keys(work: Work) -> None:
    """An account has a lot of each issuer's: a slot would grow with the keys that a house enrols."""
    work.put(ceiling_key(house_of(work, "b1")), {"amount": CAP, "size": MOST_ISSUERS - 1})
    count_issue(_run(work), "b1", 1)
    count_issue(_run(work), "b1", 1)
    with pytest.raises(ExecutionError) as many:
        count_issue(_run(work), "b2", 1)
    assert (many.value.name, many.value.params["most"]) == ("issue_keys", MOST_ISSUERS)
    count_issue(_run(work), "b1", 1)
    count_issue(_run(work), "b3", 1)


def test_what_was_locked_under_a_higher_cap_is_issued_under_todays(work: Work) -> None:
    with pytest.raises(ExecutionError):
        count_issue(_run(work), "b1", CAP + 1)
    run = _run(work)
    cast(Any, run).today = date(2026, 1, 1)
    count_issue(run, "b1", CAP + 1)


def test_r_grants_a_house_another_cap(work: Work) -> None:
    house = house_of(work, "b1")
    assert cap_of(work, house, CAP) == CAP
    work.put(cap_key(house), {"amount": 5, "event": "e", "at": "t"})
    assert cap_of(work, house, CAP) == 5
    with pytest.raises(ExecutionError):
        count_issue(_run(work), "b2", 6)
    count_issue(_run(work), "b2", 5)
