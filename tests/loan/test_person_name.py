"""A name as two registers compare it: how it is typed says nothing, who it is does."""

from __future__ import annotations

import pytest

from loc_desktop.loan.person_name import comparable


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("阿依古丽·买买提", "阿依古丽•买买提"),
        ("阿依古丽·买买提", "阿依古丽．买买提"),
        ("阿依古丽·买买提", "阿依古丽买买提"),
        ("王 小 明", "王小明"),
        ("王\u3000小明", "王小明"),
        ("王\u200b小明", "王小明"),
        ("Ａｂｃ", "aBC"),
        ("Straße", "STRASSE"),
        ("Müller", "Mu\u0308ller"),
    ],
)
def test_one_person_typed_in_two_ways(one: str, other: str) -> None:
    assert comparable(one) == comparable(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("王小明", "王晓明"), ("王小明", "小明王"), ("李𬱖", "李頠"), ("Li", "L1"), ("王-明", "王明")],
)
def test_two_persons_stay_two(one: str, other: str) -> None:
    assert comparable(one) != comparable(other)


def test_it_is_the_same_compared_again_and_nothing_of_nothing() -> None:
    for name in ("阿依古丽·买买提", "Ａｂｃ ß", "李𬱖"):
        assert comparable(comparable(name)) == comparable(name)
    assert comparable(" ·\u200b") == ""
