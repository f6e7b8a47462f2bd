"""Causes: a code with values, kept, sent and said in both languages."""

from __future__ import annotations

import ast
import errno
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import loc_desktop
from loc_desktop import file_causes
from loc_desktop.bank.trouble import of_failure, read, write
from loc_desktop.contract.causes import cause
from loc_desktop.contract.errors import ContractError, ExecutionError
from loc_desktop.errors import KnownError, Trouble
from loc_desktop.ledger.fabric.gateway import contract_refusal
from loc_desktop.ledger.fabric.service import refusal_text
from loc_desktop.texts.catalogue import CAUSES
from loc_desktop.texts.words import what_and_todo

ROOT = Path(loc_desktop.__file__).parent
HAN = re.compile(r"[\u4e00-\u9fff]")
MONTHS = cause("product_months", least=6, most=36)
NEXT = ContractError("turn", why=cause("next_grantor", role="FD"))


def causes_of(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    """(room, call) of every cause that a file makes; the room by the module from which it has the maker."""
    makers = {"file_causes.cause": "file"} | {
        alias.asname or alias.name: node.module.removesuffix(".causes").rpartition(".")[2]
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith(".causes")
        for alias in node.names
        if alias.name == "cause" and node.module
    }
    for node in ast.walk(tree):  # a file that makes them itself
        if (
            isinstance(node, ast.AnnAssign)
            and node.value
            and ast.unparse(node.value).startswith("causes_of(")
        ):
            makers["cause"] = ast.literal_eval(node.value.args[0])  # type: ignore[attr-defined]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in makers:
            yield makers[ast.unparse(node.func)], node


def names_in(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


@pytest.mark.parametrize("room", CAUSES)
def test_a_cause_has_the_same_values_in_both_languages(room: str) -> None:
    for name, (chinese, english) in CAUSES[room].items():
        assert names_in(chinese) == names_in(english), name
        assert HAN.search(chinese), name
        assert not HAN.search(english), name


def test_every_cause_is_made_somewhere_and_known_with_these_values() -> None:
    known = {
        (room, name): names_in(english)
        for room, clauses in CAUSES.items()
        for name, (_, english) in clauses.items()
    }
    made = set()
    for path in ROOT.rglob("*.py"):
        for room, call in causes_of(ast.parse(path.read_text("utf-8"))):
            name = call.args[0]
            assert isinstance(name, ast.Constant), f"{path}:{call.lineno}"
            assert isinstance(name.value, str), f"{path}:{call.lineno}"
            assert known[room, name.value] == {word.arg for word in call.keywords}, f"{path}:{call.lineno}"
            made.add((room, name.value))
    assert made == set(known)


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (OSError(errno.ENOSPC, "whatever the system says"), "disk_full"),
        (FileNotFoundError(errno.ENOENT, "没有那个文件或目录"), "not_there"),
        (OSError(errno.EXDEV, "Invalid cross-device link"), "other"),
        (OSError("no number"), "other"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, ""), "not_text"),
        (json.JSONDecodeError("", "", 0), "not_json"),
        (RecursionError(), "too_deep"),
        (ValueError("embedded null byte"), "no_path"),
    ],
)
def test_a_file_is_said_by_its_error_s_number(
    error: OSError | ValueError | RecursionError, code: str
) -> None:
    assert file_causes.of_error(error).code == f"cause.file.{code}"


def test_what_the_system_says_is_the_cause(tmp_path: Path) -> None:
    for file in (tmp_path / "gone", tmp_path, tmp_path / ("x" * 300), tmp_path / "a\0b"):
        with pytest.raises((OSError, ValueError)) as raised:
            file.read_bytes()
        error: Any = raised.value
        assert "other" not in file_causes.of_error(error).code


def test_no_text_is_taken_apart_by_pattern() -> None:
    """One pattern there is: it puts a template of the catalogue into the singular (``words.singular``)."""
    patterns = []
    for path in (ROOT / "texts").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = {getattr(node, "module", ""), *(alias.name for alias in node.names)}
                assert not names & {"regex", "fnmatch"}, path
            if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re."):
                patterns.append((path.name, ast.unparse(node.func)))
    assert patterns == [("words.py", "re.compile")]


def test_a_code_that_nobody_here_knows_says_itself() -> None:
    strange = Trouble("cause.script.of_tomorrow", {"name": "{0.__class__}"})
    error = ContractError("shape", where="event", why=strange)
    assert "cause.script.of_tomorrow (name {0.__class__})" in what_and_todo(error, "zh")[0]


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
    failure = ExecutionError("product", product="farm", why=MONTHS).trouble.to_json()
    assert failure["params"] == {
        "product": "farm",
        "why": {
            "code": "cause.contract.product_months",
            "params": {"least": 6, "most": 36},
        },
    }
    assert of_failure({"code": 4, "failure": failure}).params["why"] == cause(
        "product_months", least=6, most=36
    )
    assert read(write(NEXT.trouble)) == NEXT.trouble
