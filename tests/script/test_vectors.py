"""The public vectors: return code and number of steps agree on every line."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.script.evaluate import Members, Trace, evaluate
from tests.script.support import vectors

ALL = list(vectors())


def test_all_public_vectors_are_here() -> None:
    assert len(ALL) == 79
    assert {vector["code"] for vector in ALL} == {0, 1, 2, 3}


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: str(vector["id"]))
def test_code_and_steps_agree(vector: dict[str, Any]) -> None:
    trace = evaluate(vector["cc"], vector["uc"], vector["members"])
    assert (trace.code, len(trace.steps)) == (vector["code"], vector["steps"]), trace.failure
    assert Trace.from_compact(vector["cc"], vector["uc"], trace.compact()) == trace


@pytest.mark.parametrize("vector", ALL, ids=lambda vector: str(vector["id"]))
def test_prepared_members_and_a_members_object_give_the_same_trace(vector: dict[str, Any]) -> None:
    plain = evaluate(vector["cc"], vector["uc"], vector["members"])
    assert evaluate(vector["cc"], vector["uc"], {"members": vector["members"]}) == plain
    assert evaluate(vector["cc"], vector["uc"], Members.from_records(vector["members"])) == plain
