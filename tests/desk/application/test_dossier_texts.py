"""Whoever seals a dossier may write anything: what would change how the rest is read is refused."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.desk.application import dossier
from loc_desktop.desk.application.dossier import DossierError


def content(**other: str) -> dict[str, Any]:
    texts = dict.fromkeys(("address", "phone", "group"), "")
    return {
        "type": "dossier", "version": dossier.VERSION, "name": "刘建国",
        "identity_number": "35080219800101001X", "person_salt": "ab" * 32, **texts,
        "purpose": "种植茶叶", "income": 1, "asset": 1, "debt": 0,
        "attachments": [], **other,
    }  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        {"name": "刘建国\u202e"}, {"name": "刘\n建国"}, {"name": "刘建国" + "\n" * 1900},
        {"name": "刘建国   x"},
        {"phone": "1\t2"}, {"purpose": "茶\n\n\n叶"}, {"purpose": "\x1b[2J"}, {"address": "a\u2066b"},
    ],
)  # fmt: skip
def test_a_sealed_text_that_hides_something_is_no_dossier(other: dict[str, str]) -> None:
    with pytest.raises(DossierError):
        dossier.read(content(**other))


def test_what_people_write_is_read() -> None:
    assert (
        dossier.read(content(purpose="种植茶叶\n和 水果", name="阿依古丽·买买提")).purpose
        == "种植茶叶\n和 水果"
    )
