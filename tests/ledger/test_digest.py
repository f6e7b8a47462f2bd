"""What a transaction means for the index, from its arguments and result alone; what is odd means nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.contract.state import Caller
from loc_desktop.ledger.api import Transaction
from loc_desktop.ledger.index.digest import (
    GrantedResult,
    Locked,
    RegisteredMember,
    Unlocked,
    digest,
    payment,
)

EVENT: dict[str, Any] = {
    "id": "e1", "kind": "loan.apply", "at": "2026-09-15T02:00:00Z",
    "body": {"amount": 5, "loan": "l1", "note": "x"},
    "signatures": [{"role": "C", "key": "kc"}],
}  # fmt: skip
PAY = {"op": "pay", "args": {"amount": 5, "from": "kb", "to": "kc"}}
CC: dict[str, Any] = {"event": EVENT, "operations": [PAY], "keys": [{"role": "B", "key": "kb"}]}
PASS: dict[str, Any] = {
    "role": "B",
    "key": "kb",
    "verdict": "Pass",
    "at": "2026-09-15T03:00:00Z",
    "terms": {"debt": 1},
}
UC = {"event": EVENT, "results": [PASS]}


def _transaction(fn: str, *args: Any, result: Any = None) -> Transaction:
    caller = Caller("org-B", "B", "kb", False)
    return Transaction("t1", 3, 0, "2026-09-15T02:00:01Z", fn, args, caller, result)


def test_a_lock_is_its_event_with_what_is_sealed_or_large_left_out() -> None:
    body = {**EVENT["body"], "dossier": {"ciphertext": "x"}, "rules": ["x" * 3000], "list": [1]}
    cc = {**CC, "event": {**EVENT, "body": body}}
    (locked,) = digest(_transaction("lock", cc, result={"expires": "2026-12-01T00:00:00Z"}))
    assert isinstance(locked, Locked)
    assert (locked.id, locked.kind, locked.sealed) == ("e1", "loan.apply", True)
    assert locked.body == {"amount": 5, "loan": "l1", "note": "x", "list": [1]}
    assert (locked.amount, locked.loan, locked.money) == (5, "l1", ("kb", "kc"))
    assert (locked.signers, locked.grantors) == ([("C", "kc")], [("B", "kb")])
    odd = replace(locked, body={"amount": True, "loan": 5}, operations=[])
    assert (odd.amount, odd.loan, odd.money) == (None, "", ("", ""))


def test_a_grant_is_its_result() -> None:
    (granted,) = digest(_transaction("grant", "e1", {**PASS, "reason": "r", "exception": 0}))
    assert isinstance(granted, GrantedResult)
    assert (granted.event, granted.result.verdict, granted.result.reason, granted.result.exception) == (
        "e1",
        "Pass",
        "r",
        0,
    )
    assert granted.result.terms == {"debt": 1}


def test_an_unlock_tells_its_code_its_moves_and_where_issued_money_comes_from() -> None:
    result = {
        "event": "e1", "code": 0, "status": "unlocked", "trace": {"check": ""},
        "moves": [
            {"op": "pay", "from": "kb", "to": "kc", "amount": 5, "lots": [{"issuer": "kb"}]},
            {"op": "issue", "from": "", "to": "kb", "amount": 7, "lots": [{"issuer": "ki"}]},
            {"op": "redeem", "from": "kb", "to": "", "amount": 2, "lots": [{"issuer": "ki"}]},
            {"op": "none", "from": "", "to": "", "amount": 0, "lots": []},
        ],
        "outputs": [{"unearned": 3}, {}, {"unearned": 4}],
    }  # fmt: skip
    (unlocked,) = digest(_transaction("unlock", UC, result=result))
    assert isinstance(unlocked, Unlocked)
    assert (unlocked.event, unlocked.code, unlocked.status, unlocked.unearned) == ("e1", 0, "unlocked", 7)
    assert unlocked.moves == [
        ("pay", "kb", "kc", 5),
        ("issue", "ki", "kb", 7),
        ("redeem", "kb", "ki", 2),
        ("none", "", "", 0),
    ]
    assert [result.key for result in unlocked.results] == ["kb"]


def test_of_many_codes_each_has_its_own_outcome() -> None:
    other = {"event": {**EVENT, "id": "e2"}, "results": "no results"}
    outcomes = [{"event": "e1", "code": 1, "trace": {"check": "audit"}}, {"failure": {"code": "x"}}]
    first, second = digest(_transaction("unlock_many", [UC, other], result=outcomes))
    assert isinstance(first, Unlocked)
    assert isinstance(second, Unlocked)
    assert (first.code, first.check, first.status) == (1, "audit", "pending")
    assert (second.event, second.code, second.results, second.failure) == ("e2", None, [], {"code": "x"})


def test_members_come_and_go() -> None:
    record = {"role": "B", "key": "kb", "name": "Bank"}
    assert digest(_transaction("register", record)) == [RegisteredMember("B", "kb", record)]
    assert digest(_transaction("revoke", "B", "kb")) == [RegisteredMember("B", "kb", {})]


@pytest.mark.parametrize(
    ("fn", "args", "result"),
    [
        ("lock", (), None),
        ("lock", (CC,), None),
        ("lock", ({**CC, "keys": 5},), {"expires": ""}),
        ("lock", ("x",), {}),
        ("grant", ("e1",), None),
        ("grant", ("e1", {"role": "B"}), None),
        ("unlock", (UC,), None),
        ("unlock", (UC,), {"code": 0, "moves": [{}]}),
        ("unlock_many", ([UC, UC],), [{"code": 0}]),
        ("register", ("x",), None),
        ("register", ({"role": "B"},), None),
        ("revoke", ("B",), None),
        ("another", (1, 2), {"x": 1}),
    ],
)
def test_what_is_odd_is_an_entry_without_an_event(fn: str, args: tuple[Any, ...], result: Any) -> None:
    assert digest(_transaction(fn, *args, result=result)) == []


def test_what_the_ledger_did_not_take_means_nothing() -> None:
    good = _transaction("revoke", "B", "kb")
    assert digest(good) != []
    assert digest(replace(good, validation="MVCC_READ_CONFLICT")) == []


@pytest.mark.parametrize(
    ("args", "moved"),
    [
        ({"amount": 5, "from": "a", "to": "b"}, ("a", "b", 5)),
        ({"amount": 5, "issuer": "i", "to": "b"}, ("i", "b", 5)),
        ({"amount": 5, "from": "a", "issuer": "i"}, ("a", "i", 5)),
        ({"amount": 5, "from": "a"}, ("", "", 0)),
        ({"amount": "5", "from": "a", "to": "b"}, ("", "", 0)),
        ({"amount": True, "from": "a", "to": "b"}, ("", "", 0)),
        ({}, ("", "", 0)),
    ],
)
def test_an_operation_moves_from_somebody_to_somebody(args: dict[str, Any], moved: object) -> None:
    assert payment({"args": args}) == moved
    assert payment({}) == ("", "", 0)
