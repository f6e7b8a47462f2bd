"""How large arguments may be: counted before they are read, and no further than the bound."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules.bounds import MOST_CHARACTERS, MOST_PARTS, require, size_of

MANY = 10**9


@pytest.mark.parametrize(
    ("value", "size"),
    [
        ("", (1, 0)),
        ("abc", (1, 3)),
        (5, (1, 0)),
        (None, (1, 0)),
        ([], (1, 0)),
        (["ab", "c"], (3, 3)),
        ({"name": "x"}, (2, 5)),
        ({"a": {"b": ["c", 1]}}, (5, 3)),
    ],
)
def test_values_and_characters_are_counted_names_too(value: Any, size: tuple[int, int]) -> None:
    assert size_of(value, MANY, MANY) == size


@pytest.mark.parametrize(
    ("value", "parts", "characters", "good"),
    [
        (["a"] * 9, 10, 9, True),
        (["a"] * 10, 10, 10, False),
        (["a"] * 9, 10, 8, False),
        ({"ab": "cd"}, 2, 4, True),
        ({"ab": "cd"}, 2, 3, False),
    ],
)
def test_at_the_bound_it_is_taken_and_beyond_refused(
    value: Any, parts: int, characters: int, good: bool
) -> None:
    if good:
        require("lock", value, parts, characters)
        return
    with pytest.raises(ContractError) as refused:
        require("lock", value, parts, characters)
    assert refused.value.code == "contract.too_large"
    assert (refused.value.params["fn"], refused.value.params["parts"]) == ("lock", parts)


def test_a_deep_or_wide_value_costs_no_more_than_the_bound() -> None:
    deep: Any = "x"
    for _ in range(100_000):
        deep = [deep]
    counted, _ = size_of(deep, MOST_PARTS, MOST_CHARACTERS)
    assert counted == MOST_PARTS + 1
    shared: Any = ["x" * 1000] * 1000
    for _ in range(20):
        shared = [shared, shared]
    counted, length = size_of(shared, MANY, MOST_CHARACTERS)
    assert length <= MOST_CHARACTERS + 1_000_000
    wide = size_of(["x"] * 10**6, MOST_PARTS, MOST_CHARACTERS)
    assert wide == (10**6 + 1, 0), "its values are not looked at"
