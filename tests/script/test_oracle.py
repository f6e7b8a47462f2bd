"""f(e) by the terms of Table 3."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loc_desktop.script.canonical import ScriptError
from loc_desktop.script.oracle import ATTEST_TERMS, TERMS, Audit, audit, limit_names, reason_text

IDENTITY = "11010519491231002X"


def terms_of(result: Audit) -> dict[str, int]:
    return {outcome.item: int(outcome.met) for outcome in result.outcomes}


DECLARED: dict[str, int | str] = {
    "id_c": IDENTITY,
    "name": "刘建国",
    "key": "the payee",
    "age": 40,
    "amount": 5_000_000,
    "in_all": 5_000_000,
    "months": 24,
    "rate": 350,
    "use": "",
    "income": 900_000,
    "asset": 100_000,
    "debt": 3_000_000,
}
LIMITS = {
    "loan_limit": 5_000_000,
    "month_max": 36,
    "income_min": 600_000,
    "asset_min": 0,
    "debt_max": 3_000_000,
    "income_max": 1_000_000,
    "asset_max": 500_000,
    "age_min": 18,
    "age_max": 65,
    "person_limit": 5_000_000,
    "rate_cap": 350,
}
REGISTER = {"identity": IDENTITY, "name": "刘建国", "key": "the payee"}


def ask(role: str = "B", **changes: Any) -> Audit:
    given_ = {
        "declared": DECLARED,
        "register": REGISTER,
        "limits": LIMITS,
        "issued_before": False,
        "evidence": (),
        **changes,
    }
    return audit(role, **given_)


@pytest.mark.parametrize("role", ["B", "CAD", "FD"])
def test_a_loan_at_every_limit_passes(role: str) -> None:
    result = ask(role)
    assert (result.verdict, result.product, result.exception) == ("Pass", 1, 1)
    assert result.failed == ()
    assert reason_text(result.failed, result.exception) == ""
    assert set(terms_of(result).values()) == {1}


def test_the_terms_are_those_of_table_3() -> None:
    rows = {(role, term.item): term.relation for role, terms in TERMS.items() for term in terms}
    assert rows == {
        ("B", "id_c"): "==",
        ("CAD", "id_c"): "==",
        ("FD", "id_c"): "==",
        ("B", "key"): "==",
        ("CAD", "key"): "==",
        ("FD", "key"): "==",
        ("B", "age"): "in",
        ("CAD", "age"): "in",
        ("FD", "age"): "in",
        ("B", "amount"): "<=",
        ("B", "months"): "<=",
        ("B", "in_all"): "<=",
        ("B", "rate"): "<=",
        ("FD", "rate"): "<=",
        ("B", "use"): "==",
        ("CAD", "use"): "==",
        ("B", "income"): ">=",
        ("CAD", "income"): "<=",
        ("B", "asset"): ">=",
        ("CAD", "asset"): "<=",
        ("B", "debt"): "<=",
        ("B", "issue"): "==",
        ("CAD", "issue"): "==",
        ("FD", "issue"): "==",
    }
    assert limit_names("B") == ("loan_limit", "month_max", "income_min", "asset_min", "debt_max")
    assert limit_names("CAD") == ("income_max", "asset_max")
    assert limit_names("FD") == limit_names("R") == ()


@pytest.mark.parametrize(
    ("role", "item", "value", "off_by"),
    [
        ("B", "amount", 5_000_001, 1),
        ("B", "months", 37, 1),
        ("B", "income", 599_000, 1_000),
        ("B", "asset", -1, 1),
        ("B", "debt", 3_100_000, 100_000),
        ("CAD", "income", 1_000_001, 1),
        ("CAD", "asset", 600_000, 100_000),
    ],
)
def test_one_item_beyond_its_limit_fails_and_says_by_how_much(
    role: str, item: str, value: int, off_by: int
) -> None:
    result = ask(role, declared={**DECLARED, item: value})
    assert (result.verdict, result.product) == ("Failed", 0)
    assert result.failed == (item,)
    assert [outcome.off_by for outcome in result.outcomes if outcome.item == item] == [off_by]
    assert reason_text(result.failed, result.exception) == f"not met: {item}"
    assert terms_of(result)[item] == 0
    # Another role that does not look at the item does not care.
    assert ask("FD", declared={**DECLARED, item: value}).verdict == "Pass"


@pytest.mark.parametrize(
    ("changes", "failed"),
    [
        ({"register": {}}, ("id_c", "key")),
        ({"register": {**REGISTER, "identity": "110105194912310038"}}, ("id_c",)),
        ({"register": {**REGISTER, "identity": ""}, "declared": {**DECLARED, "id_c": ""}}, ("id_c",)),
        ({"register": {**REGISTER, "name": "张三"}}, ("id_c",)),
        ({"register": {**REGISTER, "name": ""}, "declared": {**DECLARED, "name": ""}}, ("id_c",)),
        ({"register": {**REGISTER, "key": "another"}}, ("key",)),
        ({"register": {**REGISTER, "key": ""}, "declared": {**DECLARED, "key": ""}}, ("key",)),
        ({"issued_before": True}, ("issue",)),
        (
            {"declared": {name: DECLARED[name] for name in ("id_c", "name", "key")}},
            ("age", "amount", "in_all", "months", "rate", "use", "income", "asset", "debt"),
        ),
    ],
)
def test_what_is_missing_or_known_otherwise_is_not_met(
    changes: dict[str, Any], failed: tuple[str, ...]
) -> None:
    result = ask(**changes)
    assert result.verdict == "Failed"
    assert result.failed == failed


@pytest.mark.parametrize(("age", "off_by"), [(17, 1), (18, 0), (65, 0), (66, 1), (70, 5)])
def test_the_age_is_between_the_bounds_of_the_rules_both_included(age: int, off_by: int) -> None:
    for role in TERMS:
        outcome = next(
            row for row in ask(role, declared={**DECLARED, "age": age}).outcomes if row.item == "age"
        )
        assert (outcome.met, outcome.off_by, outcome.limit) == (not off_by, off_by, "18–65")


def test_an_attestation_asks_whose_key_it_is_and_no_more() -> None:
    declared = {name: DECLARED[name] for name in ("id_c", "name", "key")}
    result = ask("CAD", declared=declared, limits={}, terms=ATTEST_TERMS)
    assert (result.verdict, terms_of(result)) == ("Pass", {"id_c": 1, "key": 1})


def test_evidence_against_the_loan_fails_it_whatever_the_terms_say() -> None:
    result = ask(evidence=("blacklist: default in 2019",))
    assert (result.verdict, result.product, result.exception) == ("Failed", 1, 0)
    assert reason_text(result.failed, result.exception) == "evidence against the loan"
    assert result.evidence == ("blacklist: default in 2019",)


def test_the_signed_reason_names_items_only() -> None:
    result = ask(declared={**DECLARED, "debt": 31_234_567, "income": 1}, evidence=("bankruptcy of 2018",))
    assert reason_text(result.failed, result.exception) == "not met: income, debt; evidence against the loan"
    assert IDENTITY not in str(terms_of(result))


@given(
    st.sampled_from(["B", "CAD", "FD"]),
    st.fixed_dictionaries(
        {name: st.integers(0, 10_000_000) for name in ("amount", "months", "income", "asset", "debt")}
    ),
    st.booleans(),
    st.booleans(),
)
def test_pass_exactly_where_every_term_is_met_and_there_is_no_evidence(
    role: str, numbers: dict[str, int], issued: bool, flagged: bool
) -> None:
    evidence = ("flagged",) if flagged else ()
    declared = {**DECLARED, **numbers}
    result = ask(role, declared=declared, issued_before=issued, evidence=evidence)
    assert (result.verdict == "Pass") == (not result.failed and not flagged)
    assert (result.verdict == "Pass") == (result.product * result.exception == 1)
    assert result == ask(role, declared=declared, issued_before=issued, evidence=evidence)


def test_wrong_input_is_named() -> None:
    with pytest.raises(ScriptError, match=r"no_terms \(role=R"):
        ask("R")
    with pytest.raises(ScriptError, match=r"limits\.loan_limit"):
        ask(limits={"age_min": 18, "age_max": 65})
    with pytest.raises(ScriptError, match=r"limits\.age"):
        ask(limits={})
    with pytest.raises(ScriptError, match=r"where=.*amount, why=cause\.script\.whole"):
        ask(declared={**DECLARED, "amount": 5e6})
    with pytest.raises(ScriptError, match=r"where=.*months, why=cause\.script\.whole"):
        ask(declared={**DECLARED, "months": True})


@pytest.mark.parametrize("role", ["B", "FD"])
def test_a_rate_above_the_rules_fails_with_the_bank_and_with_finance(role: str) -> None:
    result = ask(role, declared={**DECLARED, "rate": 3_600})
    assert (result.verdict, result.failed) == ("Failed", ("rate",))
    assert ask("CAD", declared={**DECLARED, "rate": 3_600}).verdict == "Pass"


@pytest.mark.parametrize("role", ["B", "CAD"])
def test_a_refused_use_fails_with_the_bank_and_with_civil_affairs(role: str) -> None:
    result = ask(role, declared={**DECLARED, "use": "修缮住房"})
    assert (result.verdict, result.failed) == ("Failed", ("use",))
    assert ask("FD", declared={**DECLARED, "use": "修缮住房"}).verdict == "Pass"


def test_what_a_person_owes_in_all_is_bounded() -> None:
    result = ask("B", declared={**DECLARED, "in_all": 5_000_001})
    assert (result.failed, result.outcomes[4].off_by) == (("in_all",), 1)
    assert (
        ask(
            "B", declared={**DECLARED, "in_all": 10_000_000}, limits={**LIMITS, "person_limit": 10_000_000}
        ).failed
        == ()
    )
