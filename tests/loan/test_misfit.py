"""A table made into a value: one member too many or too few is told with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from loc_desktop.loan.misfit import MisfitError, made


@dataclass(frozen=True, slots=True)
class Limits:
    least: int
    most: int = 5
    names: tuple[str, ...] = field(default_factory=tuple)


def test_a_value_is_made_of_its_members() -> None:
    assert made(Limits, "limits", {"least": 1}) == Limits(1)
    assert made(Limits, "limits", {"least": 1, "most": 2, "names": ("a",)}) == Limits(1, 2, ("a",))


@pytest.mark.parametrize(
    ("members", "why"),
    [
        ([], "object"),
        (None, "object"),
        ({}, "least"),
        ({"most": 1}, "least"),
        ({"least": 1, "other": 2}, "other"),
        ({"least": 1, "x" * 100: 2}, "x" * 40),
    ],
)
def test_what_does_not_fit_is_named(members: Any, why: str) -> None:
    with pytest.raises(MisfitError) as misfit:
        made(Limits, "products: limits", members)
    assert misfit.value.where == "products: limits"
    assert why in str(misfit.value)
    assert "x" * 41 not in str(misfit.value)
