"""One of a thing is said as one, in English; money is spoken of where it could have moved."""

from __future__ import annotations

import pytest

from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import error_sentences, say, singular


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("1 loans", "1 loan"),
        ("11 loans", "11 loans"),
        ("2,001 loans", "2,001 loans"),
        ("1 rows are good (5.00 yuan), 1 have problems.", "1 row is good (5.00 yuan), 1 has problems."),
        ("differ at block 7: 1 differences.", "differ at block 7: 1 difference."),
        ("1 meet every term. 21 meet every term.", "1 meets every term. 21 meet every term."),
        ("block 1 of 12 blocks", "block 1 of 12 blocks"),
        ("1 accounts, 1.00 days", "1 account, 1.00 days"),
        ("1 expired loans", "1 expired loan"),
        ("over 1 months", "over 1 month"),
    ],
)
def test_one_is_one(text: str, said: str) -> None:
    assert singular(text) == said


def test_sentences_of_the_catalogue_are_said_so() -> None:
    assert say(Sentence("count.months", {"count": 1})) == "1 month"
    assert say(Sentence("count.months", {"count": 12})) == "12 months"


def test_what_a_person_wrote_stays_as_it_is() -> None:
    assert say(Sentence("reason.said", {"reason": "1 loans are late"})) == "1 loans are late"


def test_a_file_that_cannot_be_read_says_nothing_of_money() -> None:
    error = KnownError("file.unreadable", params={"file": "a.csv", "why": "x"})
    assert [error_sentences(error, language)[1] for language in ("zh", "en")] == ["", ""]
    assert error_sentences(KnownError("contract.sum"), "zh")[1] == "资金未动。"
