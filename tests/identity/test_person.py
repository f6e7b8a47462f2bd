"""Whose key it is: what commits to a person tells nothing, and one person has one tag under a secret."""

from __future__ import annotations

import pytest

from loc_desktop.identity.person import SALT_DIGITS, commitment, is_salt, new_salt, opens, tag

NUMBER = "35080219800101001X"
SALT = "ab" * 32
KEY, OTHER = "A" * 44, "B" * 44


def test_a_commitment_opens_to_its_number_name_and_salt_as_they_are_compared() -> None:
    person = commitment(NUMBER, "阿依古丽·买买提", SALT, KEY)
    assert len(person) == 64
    record = {"key": KEY, "person": person}
    assert opens(record, f" {NUMBER.lower()} ", "阿依古丽•买买提 ", SALT)
    for number, name, salt in (
        ("350802198001010011", "阿依古丽·买买提", SALT),
        (NUMBER, "阿依古丽", SALT),
        (NUMBER, "阿依古丽·买买提", "ac" * 32),
        (NUMBER, "阿依古丽·买买提", ""),
    ):
        assert not opens(record, number, name, salt)
    for other in ({"key": KEY, "person": ""}, {"key": OTHER, "person": person}):
        assert not opens(other, NUMBER, "阿依古丽·买买提", SALT)


def test_the_same_person_twice_is_two_commitments() -> None:
    salts = {new_salt() for _ in range(50)}
    assert len(salts) == 50
    assert all(is_salt(salt) for salt in salts)
    assert len({commitment(NUMBER, "王", salt, KEY) for salt in salts}) == 50


@pytest.mark.parametrize(
    "text", ["", "ab" * 31, "ab" * 33, "AB" * 32, "g" * SALT_DIGITS, " " * SALT_DIGITS, None, 7, b"ab" * 32]
)
def test_what_is_no_salt(text: object) -> None:
    assert not is_salt(text)


def test_a_tag_is_the_numbers_under_one_secret_alone() -> None:
    secret = bytes(range(32))
    assert tag(secret, NUMBER) == tag(secret, f" {NUMBER.lower()}")
    assert tag(secret, NUMBER) != tag(b"x" * 32, NUMBER)
    assert tag(secret, NUMBER) != tag(secret, "350802198001010011")
    for wrong in (b"", secret[:-1], secret + b"x"):
        with pytest.raises(ValueError, match="32 bytes"):
            tag(wrong, NUMBER)
