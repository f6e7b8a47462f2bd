"""Names found by their initials in pinyin, and the order of a list of them."""

from __future__ import annotations

import pytest

from loc_desktop.desk.application.name_initials import has_initials, in_order


@pytest.mark.parametrize(
    ("name", "typed", "found"),
    [
        ("刘建国", "ljg", True),
        ("刘建国", "LJ", True),
        ("刘建国", "jg", True),
        ("刘建国", "lg", False),
        ("曾小红", "zx", True),
        ("单立宝", "slb", True),
        ("阿依古丽·买买提", "lmm", True),
        ("𠮷野", "y", True),
        ("刘建国", "", False),
        ("刘建国", "刘", False),
        ("刘建国", "ljgw", False),
    ],
)
def test_initials_that_stand_beside_one_another_find_a_name(name: str, typed: str, found: bool) -> None:
    assert has_initials(name, typed) is found


def test_a_list_of_names_goes_by_their_pinyin() -> None:
    names = ["张伟", "曾红", "李明", "陈秀英", "单立宝", "李红"]
    assert sorted(names, key=in_order) == ["陈秀英", "李红", "李明", "单立宝", "曾红", "张伟"]
