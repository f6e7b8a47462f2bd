"""The class of a loan: by days past due, and by the signs that the rules name; the worst counts."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from loc_desktop.contract.classes import CLASSES, by_signs, class_of, in_default, performs, worst
from loc_desktop.contract.rulebook.document import shipped
from loc_desktop.loan.servicing import Position

RULES = shipped().lending
SIGNS = ("partly_written_off", "other_default")


def _rules(*signs: str) -> Any:
    return replace(RULES, classification=replace(RULES.classification, signs=frozenset(signs)))


def _now(tier: str) -> Position:
    now = Position.__new__(Position)
    object.__setattr__(now, "classification", tier)
    return now


def test_the_worst_of_some_and_normal_of_none() -> None:
    assert worst([]) == "normal"
    assert worst(["doubtful", "normal", "special_mention"]) == "doubtful"
    assert [performs(tier) for tier in CLASSES] == [True, True, False, False, False]


@pytest.mark.parametrize("sign", SIGNS)
def test_a_sign_counts_where_the_rules_name_it_and_never_betters_a_class(sign: str) -> None:
    least = RULES.classification.at_least
    partly, other = sign == "partly_written_off", sign == "other_default"
    assert by_signs("normal", _rules(sign), partly, other) == least
    assert by_signs("normal", _rules(), partly, other) == "normal"
    assert by_signs("normal", _rules(sign), not partly, not other) == "normal"
    assert by_signs("loss", _rules(*SIGNS), True, True) == "loss"


@pytest.mark.parametrize(
    ("status", "tier", "shown"),
    [
        ("active", "normal", "normal"),
        ("active", "doubtful", "doubtful"),
        ("written_off", "normal", "loss"),
        ("repaid", "loss", "normal"),
        ("reversed", "doubtful", "normal"),
    ],
)
def test_a_loan_written_off_is_a_loss_and_one_that_ended_is_none(status: str, tier: str, shown: str) -> None:
    assert class_of({"status": status}, _now(tier), _rules(), False) == shown


def test_a_part_written_off_is_a_sign_while_it_is_not_recovered() -> None:
    rules, least = _rules("partly_written_off"), RULES.classification.at_least
    record: dict[str, Any] = {"status": "active", "written_off": {"amount": 1}}
    assert class_of(record, _now("normal"), rules, False) == least
    assert class_of({**record, "written_off": {"amount": 0}}, _now("normal"), rules, False) == "normal"


@pytest.mark.parametrize(
    ("status", "tier", "late"),
    [
        ("active", "special_mention", False),
        ("active", "substandard", True),
        ("written_off", "normal", True),
        ("repaid", "loss", False),
    ],
)
def test_in_default_is_what_no_longer_performs(status: str, tier: str, late: bool) -> None:
    assert in_default({"status": status}, _now(tier)) is late
