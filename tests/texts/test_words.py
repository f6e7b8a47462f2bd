"""Sentences: both languages say the same things, and values never act as templates."""

from __future__ import annotations

import re
import string

import pytest

from loc_desktop.contract.flows import shipped
from loc_desktop.script.oracle import TERMS, limit_names
from loc_desktop.texts import catalogue, names, words
from loc_desktop.texts.sentence import FieldProblem, Sentence


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


# What one language says with a value, the other may say with a word.
_ONLY_CHINESE = {"capitals"}


@pytest.mark.parametrize("code", sorted(catalogue.SENTENCES))
def test_both_languages_use_the_same_values(code: str) -> None:
    chinese, english = catalogue.SENTENCES[code]
    assert _names(chinese) - _ONLY_CHINESE == _names(english)
    assert re.search(r"[\u4e00-\u9fff]", re.sub(r"\{[^}]*\}", "中", chinese))
    assert not re.search(r"[\u4e00-\u9fff]", english)


def test_every_kind_term_and_limit_has_a_name() -> None:
    for language in catalogue.LANGUAGES:
        for kind in shipped():
            assert words.kind(kind, language) != kind
        for role, terms in TERMS.items():
            assert words.role(role, "zh") != role
            for term in terms:
                assert term.item in names.ITEMS
            for name in limit_names(role):
                assert words.limit(name, language) != name


def test_a_value_that_looks_like_a_template_is_shown_as_it_is() -> None:
    told = words.say(Sentence("reason.said", {"reason": "{amount} {0.__class__} %s <b>"}), "en")
    assert told == "{amount} {0.__class__} %s <b>"


def test_an_unknown_code_or_a_missing_value_says_itself() -> None:
    assert words.say(Sentence("nothing.known", {"a": 1})) == "nothing.known (a 1)"
    assert words.say(Sentence("reason.terms")) == "reason.terms"
    assert words.say(Sentence("event.loan.apply", {"amount": "x"})).startswith("event.loan.apply")


def test_amounts_terms_and_nested_sentences_are_said_in_the_language() -> None:
    reason = Sentence("reason.terms", {"items": "debt,months"})
    params: dict[str, str | int | Sentence] = {
        "role": "B",
        "name": "林秀英",
        "event": "7f3a" * 8,
        "customer": "刘建国",
        "amount": 5_000_000,
        "months": 24,
        "rate": 350,
        "interest": 183_512,
        "subsidy": 183_512,
        "reason": reason,
    }
    sentence = Sentence("sign.loan.apply.Failed", params)
    assert words.say(sentence, "en") == (
        "As B, 林秀英, I say Failed to application 7f3a7f3a… of 刘建国, 50,000.00 yuan, 24 months at "
        "3.50 % a year, 1,835.12 yuan interest in all, of which the subsidy may cost 1,835.12; "
        "reason: not met: debt, months."
    )
    assert "未满足：负债、期限" in words.say(sentence, "zh")
    assert words.yuan(108_750) == "1,087.50"


def test_a_field_problem_names_its_field() -> None:
    problem = FieldProblem("amount", "too_large", {"most": 5_000_000, "given": 6_000_000})
    assert words.say(problem.sentence, "en") == "amount: at most 50,000.00 yuan, not 60,000.00."
