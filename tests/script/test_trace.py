"""The trace: whole, immutable snapshots that agree with a plain machine, forward and back."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loc_desktop.errors import Trouble
from loc_desktop.script.canonical import decode, encode
from loc_desktop.script.evaluate import REASONS, Stacks, Trace, evaluate
from loc_desktop.script.items import ShapeError
from tests.script.support import MEMBERS, PEOPLE, make_loan, vectors

FUNDS = Trouble("contract.funds", {"available": 700})
ROLES = ("B", "CAD", "FD", "R")
LOANS = st.tuples(
    st.lists(st.sampled_from(ROLES), max_size=5).map(tuple),
    st.integers(1, 3),
    st.sampled_from(["", *ROLES]),
    st.integers(-1, 5),
)


def loan_trace(grantors: tuple[str, ...], operations: int, failed: str, cut: int) -> tuple[Any, Any, Trace]:
    """A random loan; ``cut`` takes one result out, so that type errors occur as well."""
    cc, uc = make_loan(grantors, operations, failed)
    if 0 <= cut < len(uc["results"]):
        del uc["results"][cut]
    return cc, uc, evaluate(cc, uc, MEMBERS)


def plain_stacks(cc: Any, uc: Any) -> tuple[list[Any], list[Any]]:
    """Step 2 of Algorithm 3, word for word, on plain lists."""
    s_cc: list[Any] = []
    for operation in reversed(cc["operations"]):
        s_cc.append(operation)
    s_cc.append(cc["event"])
    s_cc += cc["keys"]
    return s_cc, [uc["event"], *uc["results"]]


@settings(max_examples=120, deadline=None)
@given(LOANS)
def test_stepping_forward_pops_what_a_plain_machine_pops(loan: tuple[tuple[str, ...], int, str, int]) -> None:
    cc, uc, trace = loan_trace(*loan)
    s_cc, s_uc = plain_stacks(cc, uc)
    for number, step in enumerate(trace.steps, 1):
        assert step.number == number
        assert step.before.chaincode == tuple(reversed(s_cc))
        assert step.before.unlocking == tuple(reversed(s_uc))
        c, u = s_cc.pop(), s_uc.pop() if s_uc else None
        assert step.popped == (c, u)
        assert step.after.chaincode == tuple(reversed(s_cc))
        assert step.after.unlocking == tuple(reversed(s_uc))


@settings(max_examples=120, deadline=None)
@given(LOANS)
def test_stepping_back_restores_the_whole_state(loan: tuple[tuple[str, ...], int, str, int]) -> None:
    cc, uc, trace = loan_trace(*loan)
    seen: list[Stacks] = []
    for step in trace.steps:
        seen.append(step.before)
    for step, after in zip(reversed(trace.steps), [trace.steps[-1].after, *reversed(seen)], strict=False):
        assert step.after == after
        c, u = step.popped
        assert step.before.chaincode == (c, *step.after.chaincode)
        assert step.before.unlocking == ((u, *step.after.unlocking) if u is not None else ())
    s_cc, s_uc = plain_stacks(cc, uc)
    assert trace.steps[0].before.chaincode == tuple(reversed(s_cc))
    assert trace.steps[0].before.unlocking == tuple(reversed(s_uc))


@settings(max_examples=120, deadline=None)
@given(LOANS)
def test_only_the_last_step_may_fail_and_its_last_check_says_why(
    loan: tuple[tuple[str, ...], int, str, int],
) -> None:
    _, _, trace = loan_trace(*loan)
    for step in trace.steps[:-1]:
        assert step.failed is None
        assert step.code == 0
        assert all(check.ok and not check.reason for check in step.checks)
    last = trace.steps[-1]
    assert all(check.ok for check in last.checks[:-1])
    if last.failed is not None:
        assert (last.failed.reason, last.code) == (trace.failure, trace.code)
        assert trace.failure in REASONS
    else:
        assert trace.code == 0


@settings(max_examples=120, deadline=None)
@given(LOANS)
def test_the_compact_form_gives_the_same_trace_back(loan: tuple[tuple[str, ...], int, str, int]) -> None:
    cc, uc, trace = loan_trace(*loan)
    data = encode(trace.compact())
    assert len(data) < 200
    restored = Trace.from_compact(decode(encode(cc)), decode(encode(uc)), decode(data))
    assert restored == trace
    assert hash(restored) == hash(trace)
    assert restored.steps == trace.steps
    assert restored.compact() == trace.compact()


def test_traces_differ_where_their_stacks_or_outcomes_do() -> None:
    cc, uc, trace = loan_trace(("B",), 1, "", -1)
    other = loan_trace(("B",), 2, "", -1)[2]
    changed: Any = {**cc, "operations": [{**cc["operations"][0], "op": "repay"}]}
    assert trace != other
    assert trace != evaluate(changed, uc, MEMBERS)
    assert trace != trace.execution_failed(FUNDS)
    assert trace != "trace"


def test_a_failed_execution_is_code_4_and_survives_the_compact_form() -> None:
    cc, uc, trace = loan_trace(("B", "FD"), 1, "", -1)
    failed = trace.execution_failed(FUNDS)
    assert (failed.code, failed.steps) == (4, trace.steps)
    assert failed.why == FUNDS
    assert Trace.from_compact(cc, uc, decode(encode(failed.compact()))) == failed
    with pytest.raises(ValueError, match="executes nothing"):
        failed.execution_failed(FUNDS)


@pytest.mark.parametrize(
    "compact",
    [
        {},
        {"code": 5, "steps": 1},
        {"code": True, "steps": 1},
        {"code": 0, "steps": 2},
        {"code": 0, "steps": -1},
        {"code": 0, "steps": "3"},
        {"code": 0, "steps": 99},
        {"code": 0, "steps": 3, "failure": "key"},
        {"code": 1, "steps": 3},
        {"code": 1, "steps": 1, "failure": "key"},
        {"code": 3, "steps": 1, "failure": "shape"},
        {"code": 0, "steps": 3, "check": "operation"},
        {"code": 3, "steps": 1, "failure": "not_a_result", "check": "type"},
        {"code": 1, "steps": 3, "failure": "unheard of"},
        {"code": 1, "steps": 1, "failure": "key", "check": "signers"},
        {"code": 1, "steps": 1, "failure": ["key"], "check": "verdict"},
        {"code": 1, "steps": 1, "failure": "key", "check": 1},
        {"code": 1, "steps": 1, "failure": "key", "where": 1},
        {"code": 1, "steps": 1, "failure": "role", "check": "role_and_key", "why": "text"},
        {
            "code": 1,
            "steps": 1,
            "failure": "role",
            "check": "role_and_key",
            "why": {"code": 1, "params": {}, "what": ""},
        },
    ],
)
def test_a_compact_form_that_no_evaluation_gave_is_refused(compact: Any) -> None:
    cc, uc, trace = loan_trace(("B",), 1, "", -1)
    assert trace.compact() == {"code": 0, "steps": 3}
    with pytest.raises(ShapeError, match="trace"):
        Trace.from_compact(cc, uc, compact)


def test_snapshots_cannot_be_changed_and_share_their_stacks() -> None:
    _, _, trace = loan_trace(("B", "CAD", "FD"), 1, "", -1)
    step: Any = trace.steps[1]
    with pytest.raises(AttributeError):
        step.code = 0
    with pytest.raises(AttributeError):
        step.before.cc_height = 9
    with pytest.raises(dataclasses.FrozenInstanceError):
        trace.code = 0  # type: ignore[misc]
    # What makes a trace linear in the depth: one tuple for each stack, however many snapshots.
    assert len({id(stacks.cc_items) for here in trace.steps for stacks in (here.before, here.after)}) == 1
    assert all(here.after is next_.before for here, next_ in zip(trace.steps, trace.steps[1:], strict=False))


def test_the_full_json_form_is_linear_and_complete() -> None:
    for vector in vectors():
        trace = evaluate(vector["cc"], vector["uc"], vector["members"])
        full = decode(encode(trace.to_json()))
        assert full["code"] == trace.code
        assert [step["number"] for step in full["steps"]] == list(range(1, len(trace.steps) + 1))
        for step, shown in zip(trace.steps, full["steps"], strict=True):
            assert tuple(full["stacks"]["cc"][: shown["before"]["cc"]][::-1]) == step.before.chaincode
            assert tuple(full["stacks"]["uc"][: shown["after"]["uc"]][::-1]) == step.after.unlocking
            assert shown["popped"]["cc"] == step.popped[0]
            assert [check["ok"] for check in shown["checks"]] == [check.ok for check in step.checks]


def test_the_key_of_every_step_is_one_of_the_people() -> None:
    _, _, trace = loan_trace(("B", "CAD", "FD"), 1, "", -1)
    assert [step.kind for step in trace.steps] == ["key", "key", "key", "event", "operation"]
    assert [step.popped[0]["key"] for step in trace.steps[:3]] == [PEOPLE[r].key for r in ("FD", "CAD", "B")]  # type: ignore[typeddict-item]
