"""Causes: a code with values, kept, sent and said in both languages."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import loc_desktop
from loc_desktop.bank.trouble import of_error, of_failure, read, write
from loc_desktop.contract.causes import CAUSES, cause
from loc_desktop.contract.errors import ContractError, ExecutionError
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.ledger.fabric.gateway import contract_refusal
from loc_desktop.ledger.fabric.service import refusal_text
from loc_desktop.texts import causes_contract
from loc_desktop.texts.words import what_and_todo

CONTRACT = Path(loc_desktop.__file__).parent / "contract"
MONTHS = cause("product_months", least=6, most=36)
NEXT = ContractError("turn", why=cause("next_grantor", role="FD"))


def test_the_contract_and_its_table_have_the_same_causes() -> None:
    assert set(causes_contract.CAUSES) == set(CAUSES)


def test_every_cause_is_given_by_something_and_known() -> None:
    given = set()
    for path in CONTRACT.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "cause" and node.args:
                assert isinstance(node.args[0], ast.Constant), path
                given.add(node.args[0].value)
    assert given == set(CAUSES)


@pytest.mark.parametrize(
    ("why", "chinese", "english"),
    [
        (cause("next_grantor", role="CAD"), "现在应由民政部门审核", "CAD is next"),
        (
            cause("product_amounts", least=100_000, most=5_000_000),
            "金额应为 1,000.00 至 50,000.00 元",
            "amounts from 1,000.00 to 50,000.00 yuan",
        ),
        (
            cause("roles_expected", expected="B, CAD", found="nobody"),
            "应为银行、民政部门，现为无人",
            "B, CAD expected, nobody found",
        ),
        (cause("no_part", kind="loan.apply"), "它不参与贷款申请", None),
        (cause("no_member"), "它不是网络成员", "it is no member of the network"),
        (cause("membership_revoked"), "其成员资格已被撤销", "its own membership was revoked"),
    ],
)
def test_a_cause_is_said_with_its_values(why: Trouble, chinese: str, english: str | None) -> None:
    error = ContractError("signers", why=why)
    assert chinese in what_and_todo(error, "zh")[0]
    assert english is None or english in what_and_todo(error, "en")[0]
    assert str(why) in str(error)


def test_a_cause_crosses_the_network_with_its_code() -> None:
    said = f"chaincode response 400, {refusal_text(NEXT)}"
    arrived = contract_refusal({"message": said, "peers": []})
    assert isinstance(arrived, KnownError)
    assert arrived.params == NEXT.params
    assert what_and_todo(arrived, "zh") == what_and_todo(NEXT, "zh")


def test_a_cause_is_kept_by_the_ledger_and_the_books() -> None:
    failure = ExecutionError("product", product="farm", why=MONTHS).to_json()
    assert failure["params"] == {
        "product": "farm",
        "why": {
            "code": "cause.product_months",
            "params": {"least": 6, "most": 36},
            "what": "6 to 36 months",
        },
    }
    assert of_failure({"code": 4, "failure": failure}).params["why"] == cause(
        "product_months", least=6, most=36
    )
    assert read(write(of_error(NEXT))) == of_error(NEXT)
