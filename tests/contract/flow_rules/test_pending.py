"""What waits is counted by signer: a customer in one place, an office in slots by its events' ids."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules.pending import begin, count_key, end, expiry, has_expired
from loc_desktop.contract.work import Work
from loc_desktop.loan.lending import MemberLimits
from tests.support.memory import MemoryLedger

LIMITS = MemberLimits(
    issued=0, pending_days=90, answer_working_days=10, pending_events=2, attempts=3, substitute_days=60
)


def _status(role: str = "C", kind: str = "loan.apply", event: str = "0" * 32) -> dict[str, Any]:
    return {"signers": [{"role": role, "key": "k"}], "id": event, "kind": kind}


@pytest.fixture
def work() -> Work:
    return Work(MemoryLedger().begin())


def test_a_customer_has_one_place_and_an_office_one_for_each_slot() -> None:
    assert count_key("C", "k", "f" * 32) == "pending/k"
    keys = {count_key("B", "k", f"{number:08x}" + "0" * 24) for number in range(200)}
    assert len(keys) == 64
    assert min(keys) == "pending/k/00"
    assert max(keys) == "pending/k/63"


def test_as_many_wait_as_may_and_a_withdrawal_still_does(work: Work) -> None:
    begin(work, _status(), LIMITS)
    begin(work, _status(), LIMITS)
    with pytest.raises(ContractError) as most:
        begin(work, _status(), LIMITS)
    assert (most.value.code, most.value.params["most"]) == ("contract.pending_most", 2)
    for _ in range(2):
        begin(work, _status(kind="event.withdraw"), LIMITS)
    with pytest.raises(ContractError) as even:
        begin(work, _status(kind="event.withdraw"), LIMITS)
    assert even.value.params["most"] == 4
    assert work.get("pending/k") == {"open": 4}


def test_an_office_has_eight_times_as_many_in_each_slot(work: Work) -> None:
    for _ in range(16):
        begin(work, _status("B"), LIMITS)
    with pytest.raises(ContractError):
        begin(work, _status("B"), LIMITS)
    begin(work, _status("B", event="00000001" + "0" * 24), LIMITS)


def test_what_ends_makes_room_and_leaves_nothing_behind(work: Work) -> None:
    for _ in range(2):
        begin(work, _status(), LIMITS)
    end(work, _status())
    assert work.get("pending/k") == {"open": 1}
    end(work, _status())
    assert work.get("pending/k") is None
    end(work, _status())
    assert work.get("pending/k") is None
    begin(work, _status(), LIMITS)


def test_it_waits_until_its_last_second() -> None:
    last = expiry("2026-12-01T08:00:00Z", LIMITS)
    assert last == "2027-03-01T08:00:00Z"
    assert not has_expired({"expires": last}, last)
    assert has_expired({"expires": last}, "2027-03-01T08:00:01Z")
