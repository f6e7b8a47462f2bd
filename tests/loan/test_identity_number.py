"""Identity numbers: the standard's own examples, and every single wrong digit found."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loc_desktop.loan import identity_number

# The two examples in GB 11643-1999 itself.
STANDARD = ("11010519491231002X", "440524188001010014")


@pytest.mark.parametrize("number", STANDARD)
def test_the_examples_of_the_standard_are_valid(number: str) -> None:
    assert identity_number.problem(number) == ""
    assert identity_number.is_valid(f" {number[:6]} {number[6:].lower()}")


@given(
    st.dates(date(1900, 1, 1), date(2020, 12, 31)), st.integers(0, 999), st.integers(0, 17), st.integers(1, 9)
)
def test_any_single_changed_digit_is_found(born: date, sequence: int, place: int, shift: int) -> None:
    number = identity_number.make(350803, born, sequence)
    assert identity_number.birth_date(number) == born
    if place == 17:
        changed = "10X98765432"[("10X98765432".index(number[17]) + shift) % 11]
    else:
        changed = str((int(number[place]) + shift) % 10)
    assert identity_number.problem(number[:place] + changed + number[place + 1 :]) != ""


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "empty"), ("123", "length"), ("0" * 18, "characters"), ("1101051949123100XX", "characters"),
     ("99010519491231002X", "region"),
     ("110105194913310021", "birth_date"), ("110105194912310021", "checksum")],
)  # fmt: skip
def test_each_fault_has_its_own_code(text: str, code: str) -> None:
    assert identity_number.problem(text) == code


def test_a_birth_date_in_the_future_is_wrong() -> None:
    number = identity_number.make(350803, date(2026, 1, 2), 1)
    assert identity_number.problem(number, date(2026, 1, 1)) == "birth_date"
    assert identity_number.problem(number, date(2026, 1, 2)) == ""


@pytest.mark.parametrize(("region", "sequence"), [(12, 1), (350803, 1000), (350803, -1)])
def test_a_number_is_not_made_from_wrong_parts(region: int, sequence: int) -> None:
    with pytest.raises(ValueError):
        identity_number.make(region, date(2000, 1, 1), sequence)
