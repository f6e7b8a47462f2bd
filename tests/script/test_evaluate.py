"""Algorithm 3: each check, the order of the checks, and what an attacker may try."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loc_desktop.script.canonical import CanonicalError, decode, encode
from loc_desktop.script.causes import cause
from loc_desktop.script.evaluate import Members, Trace, evaluate
from loc_desktop.script.items import event_bytes
from loc_desktop.script.lock import lock, new_event, sign_event
from loc_desktop.script.unlock import event_digest, sign_result
from tests.script.support import AT, MEMBERS, PEOPLE, RECORDS, STRANGER, loan_event, make_loan, transfer


def outcome(trace: Trace) -> tuple[int, int, str, str]:
    """code, steps, the check that failed, its reason."""
    failed = trace.steps[-1].failed if trace.steps else None
    return trace.code, len(trace.steps), failed.name if failed else "", trace.failure


Change = Callable[[Any, Any], None]


def result_of(role: str, key: Any, event: Any, verdict: Any = "Pass") -> Any:
    return sign_result(event, role, key, verdict, AT)


def _nothing(cc: Any, uc: Any) -> None:
    pass


def _another_role(cc: Any, uc: Any) -> None:
    uc["results"][2] = result_of("CAD", PEOPLE["FD"], uc["event"])


def _another_key(cc: Any, uc: Any) -> None:
    uc["results"][2] = result_of("FD", PEOPLE["CAD"], uc["event"])


def _stranger(cc: Any, uc: Any) -> None:
    cc["keys"][2]["key"] = STRANGER.key
    uc["results"][2] = result_of("FD", STRANGER, uc["event"])


def _wrong_role_of_a_member(cc: Any, uc: Any) -> None:
    cc["keys"][2]["key"] = PEOPLE["CAD"].key
    uc["results"][2] = result_of("FD", PEOPLE["CAD"], uc["event"])


def _replayed(cc: Any, uc: Any) -> None:
    uc["results"][2] = result_of("FD", PEOPLE["FD"], loan_event(amount=1))


def _bad_signature(cc: Any, uc: Any) -> None:
    uc["results"][2]["at"] = "2026-11-22T08:00:01Z"


def _not_base64(cc: Any, uc: Any) -> None:
    uc["results"][2]["value"] += "="


def _failed(cc: Any, uc: Any) -> None:
    uc["results"][2] = result_of("FD", PEOPLE["FD"], uc["event"], "Failed")


def _failed_called_pass(cc: Any, uc: Any) -> None:
    _failed(cc, uc)
    uc["results"][2]["verdict"] = "Pass"


def _missing_result(cc: Any, uc: Any) -> None:
    del uc["results"][2]


def _extra_result(cc: Any, uc: Any) -> None:
    del cc["keys"][0]


def _unsigned(cc: Any, uc: Any) -> None:
    _resign_all(cc, uc, {**uc["event"], "signatures": []})


def _event_of_a_stranger(cc: Any, uc: Any) -> None:
    event: Any = {**uc["event"], "signatures": []}
    _resign_all(cc, uc, sign_event(event, "C", STRANGER))


def _event_of_another_role(cc: Any, uc: Any) -> None:
    event: Any = {**uc["event"], "signatures": []}
    _resign_all(cc, uc, sign_event(event, "C", PEOPLE["B"]))


def _event_forged(cc: Any, uc: Any) -> None:
    event = copy.deepcopy(uc["event"])
    event["body"]["amount"] += 1
    _resign_all(cc, uc, event)


def _events_differ_in_type_only(cc: Any, uc: Any) -> None:
    # 1 and true are equal to Python, not to canonical bytes.
    event = sign_event(new_event("loan.apply", "1", AT, "loan", {"n": 1}), "C", PEOPLE["C"])
    true = sign_event(new_event("loan.apply", "1", AT, "loan", {"n": True}), "C", PEOPLE["C"])
    _resign_all(cc, uc, event)
    cc["event"] = {**true, "signatures": true["signatures"]}


def _events_differ(cc: Any, uc: Any) -> None:
    cc["event"] = loan_event(amount=1)


def _one_event_is_signed_by_more(cc: Any, uc: Any) -> None:
    cc["event"] = sign_event(cc["event"], "B", PEOPLE["B"])


def _second_signature_bad(cc: Any, uc: Any) -> None:
    event = sign_event(uc["event"], "B", PEOPLE["B"])
    event["signatures"][1]["value"] = event["signatures"][0]["value"]
    _resign_all(cc, uc, event)


def _no_operation(cc: Any, uc: Any) -> None:
    cc["operations"] = []


def _resign_all(cc: Any, uc: Any, event: Any) -> None:
    """Both codes carry ``event``, and every grantor grants it."""
    cc["event"] = event
    uc["event"] = event
    uc["results"] = [result_of(key["role"], PEOPLE[key["role"]], event) for key in cc["keys"]]


CASES: list[tuple[Change, tuple[int, int, str, str]]] = [
    (_nothing, (0, 5, "", "")),
    (_another_role, (1, 1, "role_and_key", "role")),
    (_another_key, (1, 1, "role_and_key", "key")),
    (_stranger, (1, 1, "member", "not_a_member")),
    (_wrong_role_of_a_member, (1, 1, "member", "not_a_member")),
    (_replayed, (1, 1, "this_event", "other_event")),
    (_bad_signature, (1, 1, "signature", "bad_signature")),
    (_not_base64, (1, 1, "signature", "bad_signature")),
    (_failed, (1, 1, "verdict", "verdict_failed")),
    (_failed_called_pass, (1, 1, "signature", "bad_signature")),
    (_missing_result, (1, 1, "role_and_key", "role")),
    (_extra_result, (3, 3, "type", "not_an_event")),
    (_unsigned, (2, 4, "signers", "unsigned")),
    (_event_of_a_stranger, (2, 4, "signers", "not_a_member")),
    (_event_of_another_role, (2, 4, "signers", "not_a_member")),
    (_event_forged, (2, 4, "signatures", "bad_signature")),
    (_events_differ_in_type_only, (2, 4, "equal", "not_equal")),
    (_events_differ, (2, 4, "equal", "not_equal")),
    (_one_event_is_signed_by_more, (2, 4, "equal", "not_equal")),
    (_second_signature_bad, (2, 4, "signatures", "bad_signature")),
    (_no_operation, (3, 4, "", "no_operation")),
]


@pytest.mark.parametrize(("change", "expected"), CASES, ids=[case[0].__name__ for case in CASES])
def test_each_check_fails_for_its_own_reason(change: Change, expected: tuple[int, int, str, str]) -> None:
    cc, uc = make_loan()
    change(cc, uc)
    trace = evaluate(cc, uc, MEMBERS)
    assert outcome(trace) == expected
    assert Trace.from_compact(cc, uc, decode(encode(trace.compact()))) == trace
    assert (trace.failure == "") == (trace.code == 0)


def test_a_key_that_meets_the_event_is_a_type_error() -> None:
    cc, uc = make_loan(("B",))
    cc["keys"].append(cc["keys"][0])
    assert outcome(evaluate(cc, uc, MEMBERS)) == (3, 2, "type", "not_a_result")


def test_a_grantor_of_another_loan_cannot_be_left_out_or_exchanged() -> None:
    cc, uc = make_loan()
    for order in ((1, 0, 2), (0, 2, 1), (2, 1, 0)):
        mixed: Any = {**uc, "results": [uc["results"][index] for index in order]}
        assert evaluate(cc, mixed, MEMBERS).code == 1
    less: Any = {**uc, "results": []}
    assert outcome(evaluate(cc, less, MEMBERS)) == (3, 1, "type", "not_a_result")


def test_a_chaincode_without_grantors_opens_with_the_signed_event_alone() -> None:
    event = loan_event()
    cc = lock([transfer()], event, [])
    assert outcome(evaluate(cc, {"type": "unlocking", "event": event, "results": []}, MEMBERS)) == (
        0,
        2,
        "",
        "",
    )


def test_two_signers_of_one_event_must_both_be_members() -> None:
    event = sign_event(loan_event(), "B", STRANGER)
    trace = evaluate(
        lock([transfer()], event, []), {"type": "unlocking", "event": event, "results": []}, MEMBERS
    )
    assert outcome(trace) == (2, 1, "signers", "not_a_member")
    assert trace.where == "cc.event.signatures[1]"


@pytest.mark.parametrize(
    "bad", [None, 0, 1.5, "", [], {}, {"type": "chaincode"}, b"x", object(), float("nan"), [[]] * 3]
)
def test_anything_else_gives_code_3_and_an_empty_trace(bad: Any) -> None:
    cc, uc = make_loan()
    for trace in (evaluate(bad, uc, MEMBERS), evaluate(cc, bad, MEMBERS), evaluate(bad, bad, bad)):
        assert outcome(trace) == (3, 0, "", "shape")
        assert Trace.from_compact(cc, uc, trace.compact()) == trace
    trace = evaluate(cc, uc, bad)
    # An empty list is a members list: then nobody is a member.
    assert outcome(trace) == ((1, 1, "member", "not_a_member") if bad == [] else (3, 0, "", "shape"))


def test_a_shape_error_names_its_place() -> None:
    cc, uc = make_loan()
    cc["event"]["body"]["rate"] = 4.35
    trace = evaluate(cc, uc, MEMBERS)
    assert (trace.where, trace.why) == ("cc.event.body.rate", cause("fraction"))


def test_members_may_be_records_an_object_or_prepared() -> None:
    cc, uc = make_loan()
    prepared = evaluate(cc, uc, Members([(record["role"], record["key"]) for record in RECORDS]))
    assert prepared == evaluate(cc, uc, RECORDS) == evaluate(cc, uc, {"members": RECORDS})


# --- properties ---------------------------------------------------------------------------------------------

CC, UC = make_loan()
UC_BYTES = encode(UC)
EVENT_BYTES = encode(CC["event"])
KEYS_BYTES = encode(CC["keys"])


def with_byte(data: bytes, index: int, byte: int) -> Any:
    """The value of ``data`` with one byte changed; None where that is no JSON of the script any more."""
    try:
        value = decode(data[:index] + bytes([byte]) + data[index + 1 :])
    except CanonicalError:
        return None
    # The one case where another text is the same value: the letter case of a \u escape.
    return None if encode(value) == data else value


@settings(max_examples=1500, deadline=None)
@given(st.integers(0, len(UC_BYTES) - 1), st.integers(0, 255))
def test_no_changed_byte_of_an_unlocking_code_unlocks(index: int, byte: int) -> None:
    changed = with_byte(UC_BYTES, index, byte)
    if changed is not None:
        assert evaluate(CC, changed, MEMBERS).code != 0


@settings(max_examples=700, deadline=None)
@given(st.integers(0, len(EVENT_BYTES) - 1), st.integers(0, 255), st.booleans())
def test_no_changed_byte_of_an_event_unlocks_on_one_side_or_on_both(
    index: int, byte: int, both: bool
) -> None:
    changed = with_byte(EVENT_BYTES, index, byte)
    if changed is not None:
        uc: Any = {**UC, "event": changed} if both else UC
        assert evaluate({**CC, "event": changed}, uc, MEMBERS).code != 0


@settings(max_examples=300, deadline=None)
@given(st.integers(0, len(KEYS_BYTES) - 1), st.integers(0, 255))
def test_no_changed_byte_of_a_grantor_unlocks(index: int, byte: int) -> None:
    changed = with_byte(KEYS_BYTES, index, byte)
    if changed is not None:
        assert evaluate({**CC, "keys": changed}, UC, MEMBERS).code != 0


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2), st.integers(0, 511))
def test_no_changed_bit_of_a_signed_message_keeps_its_signature(number: int, bit: int) -> None:
    """The same below the JSON: the signed bytes themselves."""
    from loc_desktop.script.items import oracle_bytes
    from loc_desktop.script.keys import verify

    result = UC["results"][number]
    message = bytearray(oracle_bytes(result))
    assert verify(result["key"], result["value"], bytes(message))
    message[bit // 8 % len(message)] ^= 1 << (bit % 8)
    assert not verify(result["key"], result["value"], bytes(message))


def test_a_result_is_bound_to_the_signatures_of_its_event_too() -> None:
    event = loan_event()
    again: Any = {**event, "signatures": []}
    resigned = sign_event(again, "C", PEOPLE["C"])  # ECDSA is randomised: another signature, the same content
    assert event_bytes(event) == event_bytes(resigned)
    assert event_digest(event) != event_digest(resigned)
    cc, _ = make_loan(("B",))
    cc["event"] = resigned
    uc = {"type": "unlocking", "event": resigned, "results": [result_of("B", PEOPLE["B"], event)]}
    assert outcome(evaluate(cc, uc, MEMBERS)) == (1, 1, "this_event", "other_event")
