"""Algorithms 1 and 2, and what they assert."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from loc_desktop.script.canonical import ScriptError
from loc_desktop.script.causes import cause
from loc_desktop.script.evaluate import evaluate
from loc_desktop.script.items import Chaincode, ShapeError
from loc_desktop.script.lock import LockError, check_time, lock, new_event, sign_event
from loc_desktop.script.unlock import UnlockError, event_digest, sign_result, unlocking_code
from tests.script.support import AT, MEMBERS, PEOPLE, STRANGER, loan_event, make_loan, transfer

GRANTORS = [("B", PEOPLE["B"].key), ("FD", PEOPLE["FD"].key)]


def test_a_loan_locked_and_granted_by_all_opens() -> None:
    cc, uc = make_loan()
    assert [key["role"] for key in cc["keys"]] == ["B", "CAD", "FD"]
    assert evaluate(cc, uc, MEMBERS).code == 0


def test_signing_makes_a_new_event_and_any_number_of_roles_may_sign() -> None:
    event = new_event("loan.apply", "1", AT, "loan", {"amount": 1})
    once = sign_event(event, "C", PEOPLE["C"])
    twice = sign_event(once, "B", PEOPLE["B"])
    assert (len(event["signatures"]), len(once["signatures"]), len(twice["signatures"])) == (0, 1, 2)
    assert len({event_digest(signed) for signed in (event, once, twice)}) == 3
    cc = lock([transfer()], twice, GRANTORS)
    results = [sign_result(twice, role, PEOPLE[role], "Pass", AT) for role in ("B", "FD")]
    assert evaluate(cc, unlocking_code(twice, results), MEMBERS).code == 0


@pytest.mark.parametrize(
    "at", ["2026-11-22", "2026-11-22T08:00:00+00:00", "2026-11-22T08:00:00.5Z", "2026-1-2T08:00:00Z", ""]
)
def test_a_time_is_utc_in_whole_seconds(at: str) -> None:
    assert check_time(AT) == AT
    with pytest.raises(ScriptError, match=r"where=at, why=cause\.script\.time"):
        new_event("loan.apply", "1", at, "loan", {})


def test_locking_asserts_signatures_operations_and_keys() -> None:
    event = loan_event()
    with pytest.raises(LockError, match=r"cause\.script\.unsigned"):
        lock([transfer()], {**event, "signatures": []}, GRANTORS)
    forged = copy.deepcopy(event)
    forged["body"]["amount"] = 1
    with pytest.raises(LockError, match=r"signature \(role=C"):
        lock([transfer()], forged, GRANTORS)
    with pytest.raises(LockError, match="no_operation"):
        lock([], event, GRANTORS)
    with pytest.raises(LockError, match=r"keys\[1\]\.key"):
        lock([transfer()], event, [GRANTORS[0], ("FD", "AAAA")])
    with pytest.raises(ShapeError, match=r"keys\[0\]\.role"):
        lock([transfer()], event, [("X", PEOPLE["B"].key)])
    bad: Any = {"type": "operation", "op": "transfer", "args": {"amount": 0.5}}
    with pytest.raises(ShapeError, match=r"operations\[0\]\.args\.amount"):
        lock([bad], event, GRANTORS)


def test_the_flow_has_the_last_word_on_a_chaincode() -> None:
    seen: list[Chaincode] = []

    def refuse(cc: Chaincode) -> None:
        seen.append(cc)
        raise ScriptError("operations[0].args.amount", cause("whole"))

    with pytest.raises(ScriptError, match="whole"):
        lock([transfer(1)], loan_event(), GRANTORS, refuse)
    assert seen[0]["type"] == "chaincode"


def test_an_unlocking_code_is_of_a_signed_event_and_of_results_for_it() -> None:
    event = loan_event()
    other = loan_event(amount=6_000_000)
    result = sign_result(other, "B", PEOPLE["B"], "Pass", AT)
    with pytest.raises(UnlockError, match="other_event"):
        unlocking_code(event, [result])
    forged = copy.deepcopy(event)
    forged["signatures"][0]["value"] = STRANGER.sign(b"x")
    with pytest.raises(LockError, match=r"cause\.script\.signature"):
        unlocking_code(forged, [])


def test_a_failed_result_is_passed_on_for_the_evaluation_to_judge() -> None:
    cc, uc = make_loan(failed="CAD")
    trace = evaluate(cc, uc, MEMBERS)
    assert (trace.code, len(trace.steps), trace.failure) == (1, 2, "verdict_failed")


def test_a_result_signs_no_personal_data() -> None:
    with pytest.raises(ShapeError, match=r"terms\.income"):
        sign_result(loan_event(), "B", PEOPLE["B"], "Pass", AT, {"income": 900_000})
    with pytest.raises(ScriptError, match=r"where=at, why=cause\.script\.time"):
        sign_result(loan_event(), "B", PEOPLE["B"], "Pass", "now")
