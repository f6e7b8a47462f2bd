"""Checks of what a person types, field by field: never an exception, always the field and why."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from loc_desktop.identity.strength import MIN_PASSPHRASE, MIN_PIN, passphrase_problem, pin_problem
from loc_desktop.loan.identity_number import age, check_character, normalise, problem
from loc_desktop.loan.money import AmountError, is_point_grouped, parse_yuan
from loc_desktop.texts.sentence import FieldProblem

if TYPE_CHECKING:
    from loc_desktop.contract.rulebook.document import Rulebook

MOST_FEN = 10**13
MOST_MONTHS = 600
_IDENTITY_CODES = {
    "empty": "missing",
    "length": "identity_length",
    "characters": "identity_characters",
    "region": "identity_region",
    "birth_date": "identity_date",
    "checksum": "identity_checksum",
}


def check_identity_number(text: str, today: date, field: str = "identity_number") -> tuple[FieldProblem, ...]:
    """Length, characters, region, date of birth and check character (GB 11643); a small x counts as X. Nobody
    is born after ``today``."""
    number = normalise(text)
    why = problem(number, today)
    if not why:
        return ()
    params: dict[str, str | int] = {}
    if why == "length":
        params["length"] = len(number)
    elif why == "birth_date":
        params["date"] = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    elif why == "checksum":
        params["expected"] = check_character(number[:17])
    return (FieldProblem(field, _IDENTITY_CODES[why], params),)


def check_age(number: str, today: date, rules: Rulebook) -> tuple[FieldProblem, ...]:
    """Whether the person of a valid identity number may borrow at the age of the day ``today``; a number that
    is wrong otherwise says nothing of an age."""
    if problem(number, today):
        return ()
    years, borrower = age(number, today), rules.lending.borrower
    if borrower.age_min <= years <= borrower.age_max:
        return ()
    least, most = borrower.age_min, borrower.age_max
    return (FieldProblem("identity_number", "age", {"age": years, "least": least, "most": most}),)


def check_text(field: str, text: str, most: int, *, needed: bool = False) -> tuple[FieldProblem, ...]:
    """A line of text of at most ``most`` characters, nothing invisible in it."""
    if not text.strip():
        return (FieldProblem(field, "missing"),) if needed else ()
    if len(text) > most:
        return (FieldProblem(field, "too_long", {"most": most}),)
    # Control and format characters (bidirectional overrides) could make a text look like another one;
    # surrogates cannot be signed at all.
    if any(
        unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\n\t"
        for character in text
    ):
        return (FieldProblem(field, "control"),)
    return ()


def read_yuan(text: str) -> int | None:
    """Yuan as a person writes them (``50000``, ``50 000``, ``1,087.50``) → fen; None if it is no amount."""
    try:
        return parse_yuan(text)
    except AmountError:
        return None


def check_money(
    field: str, text: str, *, least: int = 0, most: int = MOST_FEN, positive: bool = False
) -> tuple[FieldProblem, ...]:
    """An amount in yuan between ``least`` and ``most`` fen."""
    if not text.strip():
        return (FieldProblem(field, "missing"),)
    fen = read_yuan(text)
    if fen is None:
        return (FieldProblem(field, "point_groups" if is_point_grouped(text) else "not_money"),)
    if positive and fen == 0:
        return (FieldProblem(field, "not_positive"),)
    if fen < least:
        return (FieldProblem(field, "too_small", {"least": least}),)
    if fen > most:
        return (FieldProblem(field, "too_large", {"most": most}),)
    return ()


def check_months(field: str, text: str, most: int, least: int = 1) -> tuple[FieldProblem, ...]:
    """A whole number of months from ``least`` to ``most``."""
    plain = text.strip()
    if not plain:
        return (FieldProblem(field, "missing"),)
    if not (plain.isascii() and plain.isdigit() and len(plain) < 6):
        return (FieldProblem(field, "not_whole"),)
    if not least <= int(plain) <= most:
        return (FieldProblem(field, "months_range", {"least": least, "most": most}),)
    return ()


def read_rate(text: str) -> int | None:
    """``14.07`` percent a year → 1407 hundredths; None if it is no rate from 0 to 100."""
    fen = read_yuan(text)
    return fen if fen is not None and fen <= 10_000 else None


def check_pin(field: str, pin: str) -> tuple[FieldProblem, ...]:
    """A new PIN: long enough, and not one that is tried first."""
    why = pin_problem(pin)
    return (FieldProblem(field, f"pin_{why}", {"least": MIN_PIN}),) if why else ()


def check_passphrase(field: str, passphrase: str) -> tuple[FieldProblem, ...]:
    """A new passphrase, as :func:`check_pin`."""
    why = passphrase_problem(passphrase)
    return (FieldProblem(field, f"passphrase_{why}", {"least": MIN_PASSPHRASE}),) if why else ()


def check_phone(text: str) -> tuple[FieldProblem, ...]:
    """A problem where this is no telephone number; an empty one is none."""
    if text.strip() and (len(text) > 40 or not all(character in "0123456789 +-" for character in text)):
        return (FieldProblem("phone", "phone"),)
    return ()
