"""Amounts as typed and as written in capitals."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loc_desktop.loan.money import MAX_FEN, AmountError, capitals, parse_yuan, yuan_text

# The first four are the examples of the People's Bank of China's rules for filling in bills.
BILLS = {
    140_950: "壹仟肆佰零玖元伍角整",
    600_714: "陆仟零柒元壹角肆分",
    1_640_902: "壹万陆仟肆佰零玖元零贰分",
    32_504: "叁佰贰拾伍元零肆分",
    168_032: "壹仟陆佰捌拾元叁角贰分",
    10_700_053: "壹拾万柒仟元伍角叁分",
    5_000_000: "伍万元整",
    0: "零元整",
    1: "壹分",
    10: "壹角整",
    100_010_000: "壹佰万零壹佰元整",
    10_000_000_100: "壹亿零壹元整",
    1_050_000: "壹万零伍佰元整",
}


@pytest.mark.parametrize(("fen", "text"), BILLS.items())
def test_capitals_follow_the_rules_for_bills(fen: int, text: str) -> None:
    assert capitals(fen) == text


def _value(text: str) -> int:
    """Capitals read back by their units alone: an own reader, so that the writer is not its own witness."""
    digits = {sign: value for value, sign in enumerate("零壹贰叁肆伍陆柒捌玖")}
    units = {"拾": 10, "佰": 100, "仟": 1000}
    whole, _, rest = text.removesuffix("整").rpartition("元")
    yuan = section = digit = 0
    for sign in whole:
        if sign in digits:
            digit = digits[sign]
        elif sign in units:
            section, digit = section + digit * units[sign], 0
        else:
            yuan, section, digit = yuan + (section + digit) * {"万": 10_000, "亿": 100_000_000}[sign], 0, 0
    fen = (yuan + section + digit) * 100
    for sign, unit in pairwise(rest):
        fen += digits.get(sign, 0) * {"角": 10, "分": 1}.get(unit, 0)
    return fen


@given(st.integers(0, 9_999_999_999))
def test_capitals_read_back(fen: int) -> None:
    assert _value(capitals(fen)) == fen
    assert "零零" not in capitals(fen)


@given(st.integers(0, MAX_FEN), st.sampled_from(["", ",", " "]))
def test_written_amounts_read_back(fen: int, group: str) -> None:
    assert parse_yuan(yuan_text(fen, group)) == fen


@pytest.mark.parametrize(
    ("text", "fen"),
    [("50000", 5_000_000), ("￥50,000.5", 5_000_050), ("５００元", 50_000), ("007", 700), ("3.", 300)],
)
def test_what_people_type_is_understood(text: str, fen: int) -> None:
    assert parse_yuan(text) == fen


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), ("元", "empty"), ("abc", "not_a_number"), ("-1", "not_a_number"), ("1.234", "too_fine"),
     ("1,00", "not_a_number"), ("1e5", "not_a_number"), ("9" * 40, "too_large"), ("1.2.3", "not_a_number")],
)  # fmt: skip
def test_what_is_no_amount_says_why(text: str, code: str) -> None:
    with pytest.raises(AmountError) as error:
        parse_yuan(text)
    assert error.value.code == code


def test_amounts_out_of_range_have_no_capitals() -> None:
    for fen in (-1, MAX_FEN + 1):
        with pytest.raises(ValueError):
            capitals(fen)


def test_amounts_below_zero_have_their_sign() -> None:
    assert yuan_text(-5) == "-0.05"
