"""The types of body fields: what is taken at the bounds, what is refused just beyond, whatever is sent."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, strategies

from loc_desktop.contract.fields import (
    FIELD_TYPES,
    MAX_FEN,
    MAX_MONTHS,
    MAX_PERIODS,
    MAX_RATE,
    MAX_RECIPIENTS,
    MAX_RULES,
    MAX_SEALED_NOTE,
    MAX_SEALED_NUMBER,
    MAX_TEXT,
    is_time,
)
from tests.contract.world import SEALED, signer
from tests.support.jwk import jwk_of

KEY = signer("B").key

GOOD: dict[str, list[Any]] = {
    "fen": [1, MAX_FEN],
    "fen0": [0, MAX_FEN],
    "months": [1, MAX_MONTHS],
    "rate": [0, MAX_RATE],
    "year": [2000, 9999],
    "count": [0, MAX_PERIODS],
    "periods": [[1], [1, 2, MAX_PERIODS], list(range(1, MAX_PERIODS + 1))],
    "id": ["0" * 32, "0123456789abcdef" * 2],
    "digest": ["f" * 64],
    "key": [KEY],
    "text": ["x", "中" * MAX_TEXT, " x "],
    "time": ["2026-09-15T02:00:00Z", "0001-01-02T00:00:00Z", "9999-12-30T23:59:59Z"],
    "date": ["2028-02-29", "0001-01-01"],
    "role": ["C", "B", "CAD", "FD", "R"],
    "product": ["a", "poverty-micro", "0" * 64],
    "rules": [{"type": "rules", "version": 1}],
    "sealed": [SEALED, {**SEALED, "recipients": [{"header": {"kid": KEY}, "encrypted_key": "AA"}] * 16}],
    "sealed_number": [{**SEALED, "ciphertext": "A" * MAX_SEALED_NUMBER}],
    "target": [
        {"kind": "event", "id": "0" * 32}, {"kind": "loan", "id": "f" * 32},
        {"kind": "transaction", "id": "0" * 64}, {"kind": "party", "id": KEY},
    ],
    "decision": ["upheld", "dismissed"],
    "effect": ["none", "reversal"],
    "purpose": ["routine", "own_request"],
    "missing": [["identity_card"], ["income_proof", "other"]],
    "seen": ["visit", "other"],
    "sealed_note": [{**SEALED, "ciphertext": "A" * MAX_SEALED_NOTE}],
}  # fmt: skip

BAD: dict[str, list[Any]] = {
    "fen": [0, -1, MAX_FEN + 1, 1.0, "1", True, None],
    "fen0": [-1, MAX_FEN + 1],
    "months": [0, MAX_MONTHS + 1],
    "rate": [-1, MAX_RATE + 1],
    "year": [1999, 10_000],
    "count": [-1, MAX_PERIODS + 1],
    "periods": [[], [0], [MAX_PERIODS + 1], [1, 1], [2, 1], [True], ["1"], "1", {}, [1] * (MAX_PERIODS + 1)],
    "id": ["0" * 31, "0" * 33, "F" * 32, "g" * 32, "0" * 31 + "\n", 5, None],
    "digest": ["0" * 63, "0" * 65],
    "key": ["", "A" * 44, KEY[:-1], KEY + "A", 5, None],
    "text": ["", " \n\t", "x" * (MAX_TEXT + 1), 5, None, ["x"]],
    "time": [
        "2026-09-15T02:00:00", "2026-09-15 02:00:00Z", "2026-09-15T02:00:00+00:00", "2026-09-15T24:00:00Z",
        "2026-09-15T02:00:60Z", "2026-02-30T00:00:00Z", "2026-W05-1T00:00:00Z", "0001-01-01T23:59:59Z",
        "9999-12-31T00:00:00Z", "2026-9-15T02:00:00Z", "２026-09-15T02:00:00Z", "", 5, None,
    ],
    "date": ["2027-02-29", "20260915", "2026-W05-1", "2026-9-15", " 2026-09-15", "", 5, None],
    "role": ["c", "", "X", 5],
    "product": ["", "-a", "A", "a b", "a" * 65, "a\n", 5],
    "rules": [{}, {"type": "rules"}, {"type": "rules", "version": 2}, {"type": "x", "version": 1}, [],
              {"type": "rules", "version": 1, "x": "x" * MAX_RULES}],
    "sealed": [
        {}, [], "x", {**SEALED, "more": "x"}, {name: SEALED[name] for name in SEALED if name != "tag"},
        {**SEALED, "recipients": [{"header": {}, "encrypted_key": "AA"}] * (MAX_RECIPIENTS + 1)},
        {**SEALED, "recipients": {}}, {**SEALED, "recipients": [{}]}, {**SEALED, "ciphertext": "ä"},
        {**SEALED, "recipients": [{"header": {"name": "王小明"}, "encrypted_key": "AA"}]},
        {**SEALED, "iv": "A" * 17}, {**SEALED, "tag": "A" * 23}, {**SEALED, "protected": "A" * 129},
        {**SEALED, "ciphertext": 5},
    ],
    "sealed_number": [{**SEALED, "ciphertext": "A" * (MAX_SEALED_NUMBER + 1)}],
    "target": [
        {}, {"kind": "event"}, {"kind": "event", "id": "0" * 32, "x": 1}, {"kind": "x", "id": "0" * 32},
        {"kind": "event", "id": "0" * 64}, {"kind": "transaction", "id": "0" * 32},
        {"kind": "party", "id": "x"},
        {"kind": ["event"], "id": "0" * 32}, "event", None,
    ],
    "decision": ["", "open", 5],
    "effect": ["", "all", 5],
    "purpose": ["", "curiosity", 5],
    "missing": [[], ["x"], ["other", "other"], ["other", "income_proof"], "other", {}, [5], None],
    "seen": ["", "x", ["visit"], 5, None],
    "sealed_note": [{**SEALED, "ciphertext": "A" * (MAX_SEALED_NOTE + 1)}, "x"],
}  # fmt: skip


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in GOOD for value in GOOD[name]])
def test_what_is_within_the_bounds_is_taken(name: str, value: Any) -> None:
    assert FIELD_TYPES[name](value) is None


@pytest.mark.parametrize(("name", "value"), [(name, value) for name in BAD for value in BAD[name]])
def test_what_is_beyond_is_refused_with_its_cause(name: str, value: Any) -> None:
    cause = FIELD_TYPES[name](value)
    assert cause is not None
    assert str(cause)


def test_a_key_is_sealed_to_only_where_it_is_a_point_of_the_curve_named_by_its_year() -> None:
    check = FIELD_TYPES["group_key"]
    own: dict[str, Any] = {**jwk_of(KEY)}
    others: list[Any] = [
        {},
        {**own, "crv": "P-384"},
        {**own, "x": "A" * 42},
        {**own, "x": "A" * 43},
        [],
        None,
    ]
    for wrong in (own, *others):
        assert check(wrong) is not None


JSON = strategies.recursive(
    strategies.none() | strategies.booleans() | strategies.integers() | strategies.text(max_size=20),
    lambda part: (
        strategies.lists(part, max_size=4)
        | strategies.dictionaries(strategies.text(max_size=8), part, max_size=4)
    ),
    max_leaves=12,
)


@given(value=JSON)
def test_no_value_makes_a_field_fall_over(value: Any) -> None:
    for name, check in FIELD_TYPES.items():
        cause = check(value)
        assert cause is None or str(cause), name


@given(text=strategies.text(max_size=24) | strategies.from_regex(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"))
def test_a_time_is_written_as_it_is_read(text: str) -> None:
    from datetime import UTC, datetime

    if is_time(text):
        read = datetime.fromisoformat(text)
        assert read.tzinfo == UTC
        assert read.isoformat().replace("+00:00", "Z") == text
