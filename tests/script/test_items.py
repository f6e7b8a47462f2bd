"""Shapes: exactly these members, of these types, and errors that say where."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from loc_desktop.script.canonical import encode
from loc_desktop.script.items import (
    NESTING,
    ShapeError,
    check_audit,
    check_chaincode,
    check_event,
    check_members,
    check_oracle,
    check_unlocking,
    event_bytes,
    oracle_bytes,
)
from loc_desktop.script.lock import new_event
from tests.script.support import AT, MEMBERS, RECORDS, loan_event, make_loan


def test_signed_bytes_are_tag_line_feed_and_the_rest_of_the_item() -> None:
    event = new_event("loan.query", "q1", AT, "loan", {})
    text = '{"at":"2026-11-22T08:00:00Z","body":{},"channel":"loan",'
    text += '"id":"q1","kind":"loan.query","type":"event","version":1}'
    assert event_bytes(event) == b"LoC-event-1\n" + text.encode()
    result = make_loan()[1]["results"][0]
    rest = {name: value for name, value in result.items() if name != "value"}
    assert oracle_bytes(result) == b"LoC-oracle-1\n" + encode(rest)


CC_CHANGES: list[tuple[str, list[Any], Any]] = [
    ("type", ["type"], "unlocking"),
    ("operations", ["operations"], {}),
    ("operations[0]", ["operations", 0], "transfer"),
    ("operations[0].op", ["operations", 0, "op"], "steal"),
    ("operations[0].op", ["operations", 0, "op"], ["transfer"]),
    ("operations[0].args", ["operations", 0, "args"], []),
    ("operations[0].args.amount", ["operations", 0, "args", "amount"], 0.5),
    ("operations[0].args.to", ["operations", 0, "args", "to"], None),
    ("event", ["event"], []),
    ("event.type", ["event", "type"], "oracle"),
    ("event.version", ["event", "version"], True),
    ("event.version", ["event", "version"], 2),
    ("event.version", ["event", "version"], "1"),
    ("event.kind", ["event", "kind"], ""),
    ("event.id", ["event", "id"], 7),
    ("event.at", ["event", "at"], ""),
    ("event.channel", ["event", "channel"], None),
    ("event.id", ["event", "id"], "\ud83c"),
    ("event.body", ["event", "body"], []),
    ("event.body.amount", ["event", "body", "amount"], 2**53),
    ("event.signatures", ["event", "signatures"], {}),
    ("event.signatures[0]", ["event", "signatures", 0], "C"),
    ("event.signatures[0].type", ["event", "signatures", 0, "type"], "key"),
    ("event.signatures[0].role", ["event", "signatures", 0, "role"], "X"),
    ("event.signatures[0].value", ["event", "signatures", 0, "value"], 1),
    ("keys", ["keys"], "key"),
    ("keys[1]", ["keys", 1], 5),
    ("keys[1].type", ["keys", 1, "type"], "oracle"),
    ("keys[1].role", ["keys", 1, "role"], ["B"]),
    ("keys[1].key", ["keys", 1, "key"], True),
]
UC_CHANGES: list[tuple[str, list[Any], Any]] = [
    ("results", ["results"], 0),
    ("results[2]", ["results", 2], []),
    ("results[2].type", ["results", 2, "type"], "key"),
    ("results[0].role", ["results", 0, "role"], ""),
    ("results[0].verdict", ["results", 0, "verdict"], "pass"),
    ("results[0].verdict", ["results", 0, "verdict"], True),
    ("results[0].at", ["results", 0, "at"], 1),
    ("results[0].event", ["results", 0, "event"], None),
    ("results[0].value", ["results", 0, "value"], "\udead"),
    ("results[0].terms.debt", ["results", 0, "terms", "debt"], 0.0),
    ("event.body.note", ["event", "body", "note"], "\ud800"),
]


def changed(value: Any, path: list[Any], new: Any) -> Any:
    value = copy.deepcopy(value)
    inner = value
    for step in path[:-1]:
        inner = inner[step]
    inner[path[-1]] = new
    return value


@pytest.mark.parametrize(("where", "path", "new"), CC_CHANGES)
def test_a_chaincode_with_one_wrong_part_is_refused_with_its_place(
    where: str, path: list[Any], new: Any
) -> None:
    cc, _ = make_loan()
    check_chaincode(cc)
    with pytest.raises(ShapeError) as caught:
        check_chaincode(changed(cc, path, new))
    assert caught.value.where == where


@pytest.mark.parametrize(("where", "path", "new"), UC_CHANGES)
def test_an_unlocking_code_with_one_wrong_part_is_refused_with_its_place(
    where: str, path: list[Any], new: Any
) -> None:
    _, uc = make_loan()
    check_unlocking(uc)
    with pytest.raises(ShapeError) as caught:
        check_unlocking(changed(uc, path, new))
    assert caught.value.where == where


def every_object(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """The path of each object of fixed shape in a code: not those inside of body, args and terms."""
    objects = []
    if isinstance(value, dict):
        objects.append(path)
        for name, member in value.items():
            if name not in ("body", "args", "terms"):
                objects += every_object(member, (*path, name))
    elif isinstance(value, list):
        for index, element in enumerate(value):
            objects += every_object(element, (*path, index))
    return objects


def test_every_item_has_exactly_its_members() -> None:
    codes: tuple[Any, Any] = make_loan()
    shapes: tuple[Callable[[object], object], ...] = (check_chaincode, check_unlocking)
    for code, shape in zip(codes, shapes, strict=True):
        for path in every_object(code):
            for name in [*_at(code, path)]:
                if name in ("terms", "exception", "reason"):
                    continue
                less = copy.deepcopy(code)
                del _at(less, path)[name]
                with pytest.raises(ShapeError):
                    shape(less)
            more = copy.deepcopy(code)
            _at(more, path)["extra"] = "x"
            with pytest.raises(ShapeError, match=r"cause\.script\.foreign"):
                shape(more)


def _at(value: Any, path: tuple[Any, ...]) -> Any:
    for step in path:
        value = value[step]
    return value


def test_the_optional_members_of_a_result_may_be_there_or_not() -> None:
    result: Any = make_loan()[1]["results"][0]
    for missing in ((), ("terms",), ("exception", "reason"), ("terms", "exception", "reason")):
        check_oracle({name: value for name, value in result.items() if name not in missing})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("terms", {"income": 350_000}),
        ("terms", {"debt": True}),
        ("terms", [1]),
        ("exception", 2),
        ("reason", 1),
    ],
)
def test_what_this_program_signs_has_no_room_for_personal_data(name: str, value: Any) -> None:
    result: Any = make_loan()[1]["results"][0]
    check_audit(result)
    result[name] = value
    with pytest.raises(ShapeError, match=name):
        check_audit(result)


def test_free_objects_may_nest_to_the_limit_and_no_deeper() -> None:
    deep: Any = 1
    for _ in range(NESTING - 1):
        deep = [deep]
    event = loan_event(deep=deep)
    assert check_event(event) is event
    with pytest.raises(ShapeError, match=r"cause\.script\.depth"):
        check_event({**event, "body": {"deep": [deep]}})


def test_member_records_may_carry_more_and_come_in_an_object() -> None:
    more = [{**record, "certificate": "PEM", "since": 1.5, "left": None} for record in RECORDS]
    assert check_members(more) is more
    assert check_members({"members": more, "version": 1}) is more
    assert len(MEMBERS) == 5


@pytest.mark.parametrize(
    ("members", "where"),
    [
        ({}, ""),
        ("C", ""),
        ([{"role": "C"}], "[0]"),
        ([RECORDS[0], 5], "[1]"),
        ([{"role": 1, "key": "x"}], "[0].role"),
        ({"members": [{"role": "C", "key": None}]}, "members[0].key"),
    ],
)
def test_member_records_of_another_shape_are_refused(members: Any, where: str) -> None:
    with pytest.raises(ShapeError) as caught:
        check_members(members)
    assert caught.value.where == where
