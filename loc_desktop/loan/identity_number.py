"""The 18-character resident identity number (GB 11643-1999): region, birth date, sequence, check character.

The check character is ISO 7064 MOD 11-2 over the first 17 digits; ``X`` stands for ten.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final

_SHAPE: Final = re.compile(r"[1-9]\d{16}[0-9X]\Z", re.ASCII)
_WEIGHTS: Final = tuple(2 ** (17 - place) % 11 for place in range(17))
_CHECKS: Final = "10X98765432"
# The first two digits: provinces and regions of GB/T 2260.
_REGIONS: Final = frozenset(
    (
        *range(11, 16),
        *range(21, 24),
        *range(31, 38),
        *range(41, 47),
        *range(50, 55),
        *range(61, 66),
        71,
        81,
        82,
        83,
    )
)
_EARLIEST: Final = date(1850, 1, 1)


_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９Ｘ", "0123456789X")


def normalise(text: str) -> str:
    """As it is kept: no spaces, a capital X, plain digits."""
    plain = "".join(text.split()).upper()
    return plain.translate(_HALF_WIDTH)


def problem(text: str, today: date | None = None) -> str:
    """What is wrong with an identity number: "" (nothing), ``empty``, ``length``, ``characters``, ``region``,
    ``birth_date`` or ``checksum``. With ``today`` a birth date after it is wrong as well.
    """
    number = normalise(text)
    if not number:
        return "empty"
    if len(number) != 18:
        return "length"
    if not _SHAPE.match(number):
        return "characters"
    if int(number[:2]) not in _REGIONS:
        return "region"
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return "birth_date"
    if born < _EARLIEST or (today is not None and born > today):
        return "birth_date"
    return "" if number[17] == check_character(number[:17]) else "checksum"


def is_valid(text: str) -> bool:
    """Whether ``text`` is an identity number with the right check character."""
    return not problem(text)


def check_character(first: str) -> str:
    """The 18th character for 17 digits. Raises ValueError for anything else."""
    if len(first) != 17 or not (first.isascii() and first.isdigit()):
        raise ValueError("17 digits are needed")
    return _CHECKS[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def make(region: int, born: date, sequence: int) -> str:
    """A number with the right check character. ``region`` six digits, ``sequence`` 0 … 999 (odd for men).

    Raises ValueError for parts of another size.
    """
    if not 100_000 <= region <= 999_999 or not 0 <= sequence <= 999:
        raise ValueError("a region has six digits, a sequence at most three")
    first = f"{region:06d}{born:%Y%m%d}{sequence:03d}"
    return first + check_character(first)


def birth_date(text: str) -> date:
    """The birth date in a valid number. Raises ValueError otherwise."""
    number = normalise(text)
    why = problem(number)
    if why:
        raise ValueError(why)
    return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))


def age(text: str, on: date) -> int:
    """Full years on the day ``on``. Raises ValueError for an invalid number."""
    born = birth_date(text)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))
