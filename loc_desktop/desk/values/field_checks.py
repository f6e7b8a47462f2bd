"""Checks of what a person types, field by field: never an exception, always the field and why."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import TYPE_CHECKING

from loc_desktop.identity.strength import MIN_PASSPHRASE, MIN_PIN, passphrase_problem, pin_problem
from loc_desktop.loan.calendar import typed_day
from loc_desktop.loan.identity_number import age, normalise, problem
from loc_desktop.loan.money import AmountError, is_point_grouped, parse_yuan
from loc_desktop.script.plain_text import is_plain
from loc_desktop.texts.sentence import FieldProblem

if TYPE_CHECKING:
    from loc_desktop.contract.rulebook.document import Rulebook

MOST_FEN = 10**13
MOST_MONTHS = 600
_REPEATED = 24
"""Characters of what was typed that a sentence repeats."""
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_IDENTITY_CODES = {
    "empty": "missing",
    "length": "identity_length",
    "characters": "identity_characters",
    "region": "identity_region",
    "birth_date": "identity_date",
    "checksum": "identity_checksum",
}


def _allowed(place: int) -> str:
    """What may stand at a place of an identity number, counted from 0."""
    return "123456789" if place == 0 else "0123456789X" if place == 17 else "0123456789"


def check_identity_number(text: str, today: date, field: str = "identity_number") -> tuple[FieldProblem, ...]:
    """Length, characters, region, date of birth and check character (GB 11643); a small x counts as X. Nobody
    is born after ``today``. Which check character would be right is not told: whoever makes numbers up would
    be shown the next one that passes."""
    number = normalise(text)
    why = problem(number, today)
    if not why:
        return ()
    params: dict[str, str | int] = {}
    if why == "length":
        params["length"] = len(number)
    elif why == "birth_date":
        params["date"] = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
    elif why == "region":
        params["region"] = number[:2]
    elif why == "characters":
        place = next(at for at, sign in enumerate(number) if sign not in _allowed(at))
        params = {"place": place + 1, "character": number[place]}
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
        return (FieldProblem(field, "too_long", {"most": most, "given": len(text)}),)
    # Control and format characters (bidirectional overrides) could make a text look like another one;
    # surrogates cannot be signed at all.
    if not is_plain(text):
        return (FieldProblem(field, "control"),)
    return ()


def read_day(text: str) -> date | None:
    """A day in any form that :func:`loc_desktop.loan.calendar.typed_day` reads; None if it is none."""
    try:
        return typed_day(text)
    except ValueError:
        return None


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
        return (not_money(field, text, grouped=is_point_grouped(text)),)
    if positive and fen == 0:
        return (FieldProblem(field, "not_positive"),)
    if fen < least:
        return (FieldProblem(field, "too_small", {"least": least, "given": fen}),)
    if fen > most:
        return (FieldProblem(field, "too_large", {"most": most, "given": fen}),)
    return ()


def check_months(field: str, text: str, most: int, least: int = 1) -> tuple[FieldProblem, ...]:
    """A whole number of months from ``least`` to ``most``."""
    if not text.strip():
        return (FieldProblem(field, "missing"),)
    months = read_whole(text)
    if months is None:
        return (FieldProblem(field, "not_whole", {"given": shortened(text)}),)
    if not least <= months <= most:
        return (FieldProblem(field, "months_range", {"least": least, "most": most, "given": months}),)
    return ()


def read_whole(text: str) -> int | None:
    """A whole number as a person types it, also in full width; None if it is none or has more than 5
    digits."""
    plain = text.translate(_FULL_WIDTH).strip()
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 6 else None


def shortened(text: str) -> str:
    """What was typed, so short that a sentence can repeat it."""
    plain = " ".join(text.split())
    return plain if len(plain) <= _REPEATED else plain[:_REPEATED] + "…"


def not_money(field: str, text: str, *, grouped: bool = False) -> FieldProblem:
    """What was typed is no amount; ``grouped``: points may stand between its thousands."""
    return FieldProblem(field, "point_groups" if grouped else "not_money", {"given": shortened(text)})


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


def check_same(secret: str, again: str | None) -> tuple[FieldProblem, ...]:
    """A problem where a secret that was asked for twice is not the same; None: it was asked for once."""
    return (FieldProblem("again", "not_same"),) if again is not None and again != secret else ()


def read_phone(text: str) -> str:
    """As it is kept: plain digits, no blanks around it."""
    return unicodedata.normalize("NFKC", text).strip()


def check_phone(text: str) -> tuple[FieldProblem, ...]:
    """A problem where this is no telephone number; an empty one is none."""
    plain = read_phone(text)
    strange = next((character for character in plain if character not in "0123456789 +-"), "")
    if strange:
        return (FieldProblem("phone", "phone", {"character": strange}),)
    return check_text("phone", plain, 40)
