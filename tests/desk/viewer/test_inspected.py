"""What an inspection is about, from its body: a dossier, a loan, or what is named there alone."""

from __future__ import annotations

from typing import Any

import pytest

from loc_desktop.desk.viewer.inspected import inspected
from loc_desktop.desk.workplace import Workplace
from loc_desktop.texts.words import say


@pytest.mark.parametrize(
    ("body", "what", "about"),
    [
        ({"transaction": "t1"}, "transaction", "t1"),
        ({"transaction": "t1", "event": "e1"}, "loan", "e1"),
        ({"account": "BANK"}, "account", "BANK"),
        ({"party": "BANK"}, "party", "BANK"),
        ({"party": "BANK", "event": "e1"}, "dossier", "e1"),
        ({}, "party", ""),
    ],
)
def test_a_body_says_what_was_looked_at(
    workplace: Workplace, body: dict[str, Any], what: str, about: str
) -> None:
    names = workplace.desk_of("R").names
    key = workplace.desk_of("B").me.key
    named = {name: key if value == "BANK" else value for name, value in body.items()}
    told = inspected(named, names)
    assert (told.code, told.params["id"]) == (f"inspected.{what}", key if about == "BANK" else about)
    with_name = "account" in body or "party" in body
    assert told.params["name"] == (names.party(key).name if with_name else "")
    assert all(say(told, language) for language in ("zh", "en"))
