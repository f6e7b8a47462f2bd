"""The form's checks: which field, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.application.form_checks import check_form, checked_form
from loc_desktop.desk.values.application import ApplicationForm, Attachment
from loc_desktop.desk.values.field_checks import check_identity_number, check_text
from loc_desktop.loan.identity_number import is_valid, make
from loc_desktop.texts.catalogue import SENTENCES
from loc_desktop.texts.words import say
from tests.support.clock import TODAY

GOOD = ApplicationForm(
    name="刘建国",
    identity_number="35080219800101001x",
    purpose="茶叶",
    amount="50,000",
    months="36",
    income="9000.5",
    asset="0",
    debt="0",
)


def test_a_good_form_has_no_problem_and_reads_in_fen() -> None:
    assert check_form(GOOD, TODAY) == ()
    checked = checked_form(GOOD)
    assert (checked.amount, checked.income, checked.months) == (5_000_000, 900_050, 36)
    assert checked.identity_number == "35080219800101001X"


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"identity_number": "110105194912310021"}, "identity_number", "identity_checksum"),
        ({"identity_number": "11010519491331002X"}, "identity_number", "identity_date"),
        ({"identity_number": "1101051949"}, "identity_number", "identity_length"),
        ({"identity_number": "99010519491231002X"}, "identity_number", "identity_region"),
        ({"identity_number": "1101051949123100XX"}, "identity_number", "identity_characters"),
        ({"identity_number": ""}, "identity_number", "missing"),
        ({"identity_number": "11010519491231002X"}, "identity_number", "age"),
        ({"identity_number": make(350802, date(TODAY.year - 17, 1, 1), 7)}, "identity_number", "age"),
        ({"name": " "}, "name", "missing"),
        ({"name": "刘\u202e建国"}, "name", "control"),
        ({"name": "刘" * 61}, "name", "too_long"),
        ({"amount": "50000.001"}, "amount", "not_money"),
        ({"amount": "30.000"}, "amount", "point_groups"),
        ({"income": "1.234,56"}, "income", "point_groups"),
        ({"amount": "-1"}, "amount", "not_money"),
        ({"amount": "0"}, "amount", "not_positive"),
        ({"amount": "999.99"}, "amount", "too_small"),
        ({"amount": "50000.01"}, "amount", "too_large"),
        ({"months": "37"}, "months", "months_range"),
        ({"months": "0"}, "months", "months_range"),
        ({"months": "1.5"}, "months", "not_whole"),
        ({"months": "٣"}, "months", "not_whole"),
        ({"income": ""}, "income", "missing"),
        ({"debt": "many"}, "debt", "not_money"),
        ({"phone": "<b>1</b>"}, "phone", "phone"),
        ({"rate": "101"}, "rate_percent", "rate"),
        ({"rate": "36"}, "rate_percent", "rate_cap"),
        ({"rate": "3.51"}, "rate_percent", "rate_cap"),
        ({"rate": "3.01", "months": "12"}, "rate_percent", "rate_cap"),
        ({"purpose": "修缮住房"}, "purpose", "refused_use"),
        ({"purpose": "开店还债"}, "purpose", "refused_use"),
        (
            {"attachments": (Attachment("a", "image/png", b"0" * 800_000),)},
            "attachments",
            "attachments_large",
        ),
    ],
)
def test_each_problem_is_told_at_its_field(changes: dict[str, object], field: str, code: str) -> None:
    (problem,) = check_form(replace(GOOD, **changes), TODAY)  # type: ignore[arg-type]
    assert (problem.field, problem.code) == (field, code)
    assert problem.sentence.code in SENTENCES


def test_the_right_check_character_is_not_told() -> None:
    """Who makes numbers up would be shown the next one that passes."""
    (problem,) = check_identity_number("110105194912310021", TODAY)
    assert problem.params == {}
    assert "X" not in say(problem.sentence, "en") + say(problem.sentence, "zh")


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("identity_number", "99010519491231002X", "begins with 99"),
        ("identity_number", "1101051949123100XX", "Character 17 of the identity number is “X”"),
        ("identity_number", "11010519490230002X", "1949-02-30, does not exist"),
        ("amount", "5万", "“5万” is no amount"),
        ("amount", "80000", "at most 50,000.00 yuan, not 80,000.00."),
        ("amount", "１．２３４", "the point in “１．２３４”"),
        ("months", "３７", "1 to 36 months, not 37."),
        ("months", "two years", "“two years” is no whole number"),
        ("phone", "138x", "no “x”"),
        ("name", "刘" * 61, "at most 60 characters, not 61"),
    ],
)
def test_what_is_wrong_is_said_of_what_was_typed(field: str, typed: str, said: str) -> None:
    problem = next(p for p in check_form(replace(GOOD, **{field: typed}), TODAY) if p.field == field)  # type: ignore[arg-type]
    assert said in say(problem.sentence, "en")


def test_full_width_digits_are_read() -> None:
    typed = replace(GOOD, amount="２００００．５", months="２４", phone="１３８ ００", income="１８，０００")
    assert check_form(typed, TODAY) == ()
    checked = checked_form(typed)
    assert (checked.amount, checked.months, checked.phone, checked.income) == (
        2_000_050, 24, "138 00", 1_800_000,
    )  # fmt: skip


def test_surrogates_and_control_characters_are_refused() -> None:
    assert check_text("name", "a\ud800", 10)[0].code == "control"
    assert check_text("name", "a\x00", 10)[0].code == "control"


def test_made_up_people_have_valid_numbers_of_their_own_and_stay_the_same() -> None:
    numbers = [made.identity_number(str(number)) for number in range(12_000)]
    assert len(set(numbers)) == len(numbers)
    assert all(is_valid(number) for number in numbers[::37])
    assert is_valid(made.identity_number("row a"))
    assert made.person_name("5") == made.person_name("5")
    assert len({made.person_name(str(number)) for number in range(200)}) > 150
