"""The desk's errors by their codes: filled in, kept with their parameters, none without a sentence."""

from __future__ import annotations

import pytest

from loc_desktop.errors import Money
from loc_desktop.texts.errors import DeskError, desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence
from loc_desktop.texts.words import error_sentences


def test_an_error_says_its_english_and_keeps_its_parameters() -> None:
    error = desk_error("money.funds", side="digital", held="1.00", needed="2.00", tx_id="t")
    assert isinstance(error, DeskError)
    assert (error.code, error.tx_id, error.money) == ("money.funds", "t", Money.NOT_MOVED)
    assert error.params == {"side": "digital", "held": "1.00", "needed": "2.00"}
    assert "1.00" in error.what
    assert "{" not in str(error)
    for language in ("zh", "en"):
        assert all(error_sentences(error, language))


def test_a_code_without_a_sentence_is_a_bug() -> None:
    with pytest.raises(KeyError, match=r"no\.such"):
        desk_error("no.such")
    with pytest.raises(KeyError, match=r"no\.such"):
        invalid("no.such", [])


def test_every_problem_of_a_form_is_in_its_error() -> None:
    problems = [FieldProblem("name", "missing"), FieldProblem("pin", "pin_short", {"least": 6})]
    error = invalid("applicant.invalid", iter(problems))
    assert error.params["problems"] == tuple(problems)
    assert problems[1].sentence == Sentence("field.pin_short", {"field": "pin", "least": 6})
    assert "6" in error.what
