"""What is too weak for a new PIN or passphrase, and what is not."""

from __future__ import annotations

import pytest

from loc_desktop.identity.strength import passphrase_problem, pin_problem


@pytest.mark.parametrize("pin", ["", "1", "49381", "     "])
def test_a_pin_has_six_characters(pin: str) -> None:
    assert pin_problem(pin) == "short"


@pytest.mark.parametrize(
    "pin",
    ["111111", "123456", "234567", "987654", "567890", "098765", "121212", "123123", "abcdef", "1111111"],
)
def test_a_pin_is_no_run_and_no_pattern(pin: str) -> None:
    assert pin_problem(pin) == "simple"


@pytest.mark.parametrize("pin", ["493817", "135791", "246810", "112233", "123457", "a1b2c3"])
def test_other_pins_will_do(pin: str) -> None:
    assert pin_problem(pin) == ""


@pytest.mark.parametrize("passphrase", ["", "short", "  seven 7  "[:9], "        x        "])
def test_a_passphrase_has_eight_characters_that_are_no_blanks(passphrase: str) -> None:
    assert passphrase_problem(passphrase) == "short"


@pytest.mark.parametrize(
    "passphrase",
    [
        "11111111",
        "12345678",
        "87654321",
        "abababab",
        "abcabcabc",
        "aabbaabb",
        "password",
        "Password1",
        "PASSPHRASE!",
    ],
)
def test_a_passphrase_is_none_of_those_tried_first(passphrase: str) -> None:
    assert passphrase_problem(passphrase) == "simple"


@pytest.mark.parametrize(
    "passphrase", ["for the backup", "correct horse", "石泉县农村信用合作社", "aB3-aB3-xyz"]
)
def test_other_passphrases_will_do(passphrase: str) -> None:
    assert passphrase_problem(passphrase) == ""
