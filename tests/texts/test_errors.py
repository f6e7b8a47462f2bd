"""The desk's errors by their codes: kept with their parameters, told in both languages."""

from __future__ import annotations

from loc_desktop.errors import Money
from loc_desktop.texts.errors import DeskError, desk_error, invalid
from loc_desktop.texts.sentence import FieldProblem, Sentence
from loc_desktop.texts.words import error_sentences


def test_an_error_keeps_its_parameters_and_is_told() -> None:
    error = desk_error("money.funds", side="digital", held="1.00", needed="2.00", tx_id="t")
    assert isinstance(error, DeskError)
    assert (error.code, error.tx_id, error.money) == ("money.funds", "t", Money.NOT_MOVED)
    assert error.params == {"side": "digital", "held": "1.00", "needed": "2.00"}
    assert str(error) == "money.funds (side=digital, held=1.00, needed=2.00)"
    for language in ("zh", "en"):
        assert all(error_sentences(error, language))


def test_every_problem_of_a_form_is_in_its_error() -> None:
    problems = [FieldProblem("name", "missing"), FieldProblem("pin", "pin_short", {"least": 6})]
    error = invalid("applicant.invalid", iter(problems))
    assert error.params["problems"] == tuple(problems)
    assert problems[1].sentence == Sentence("field.pin_short", {"field": "pin", "least": 6})
    assert "6" in error_sentences(error, "en")[0]
