"""What counts as a text in which nothing is hidden."""

from __future__ import annotations

import unicodedata

import pytest

from loc_desktop.script.plain_text import is_plain


@pytest.mark.parametrize(
    "text", ["", "刘建国", "阿依古丽·买买提", "第一行\n第二行\t完", "50,000.00 yuan", "𠮷野", "ᠮᠣᠩᠭᠣᠯ ᠬᠦᠮᠦᠨ"]
)
def test_what_people_write_is_plain(text: str) -> None:
    assert is_plain(text)


def test_no_control_format_or_lone_surrogate_is_plain() -> None:
    for number in range(0x110000):
        character = chr(number)
        if character not in "\n\t" and unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zl", "Zp"):
            assert not is_plain(f"a{character}b"), hex(number)
