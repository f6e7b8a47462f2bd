"""Account and customer numbers with a check digit.

An account number has 19 digits after ISO/IEC 7812-1: major industry identifier 9 (national use), country
code 156 (ISO 3166-1: China), two digits for the institution, two for the kind of account, ten for the
serial number, and the check digit by the Luhn formula (annex B, modulus 10 "double-add-double"). A customer
number (CIF) has ten digits, the last one a check digit of the same kind.

Luhn finds every single wrong digit and every swap of neighbours except 09 and 90.
"""

from __future__ import annotations

from typing import Final

from loc_desktop.bank.causes import cause
from loc_desktop.errors import Trouble

PREFIX: Final = "9156"
LENGTH: Final = 19
CIF_LENGTH: Final = 10
_SERIAL: Final = 10


def luhn(digits: str) -> str:
    """The check digit for ``digits``. Raises ValueError for anything but ASCII digits."""
    if not (digits.isascii() and digits.isdigit()):
        raise ValueError("digits are needed")
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 == 0 else 1)
        total += value - 9 if value > 9 else value
    return str(-total % 10)


def account_number(institution: int, kind: int, serial: int) -> str:
    """The number of an account. Raises ValueError for a part that has too many digits."""
    if not (0 <= institution < 100 and 0 <= kind < 100 and 0 <= serial < 10**_SERIAL):
        raise ValueError("institution and kind have two digits, the serial number ten")
    first = f"{PREFIX}{institution:02d}{kind:02d}{serial:0{_SERIAL}d}"
    return first + luhn(first)


def customer_number(serial: int) -> str:
    """The number of a customer. Raises ValueError for more than nine digits."""
    if not 0 <= serial < 10 ** (CIF_LENGTH - 1):
        raise ValueError("a customer's serial number has nine digits")
    first = f"{serial:0{CIF_LENGTH - 1}d}"
    return first + luhn(first)


def normalise(text: str) -> str:
    """A number as it is kept: without the spaces and dashes that people type between groups."""
    plain = "".join(text.split()).replace("-", "")
    return plain.translate(str.maketrans("０１２３４５６７８９", "0123456789"))


def problem(text: str) -> Trouble | None:
    """What is wrong with an account number; None: nothing."""
    number = normalise(text)
    if not number:
        return cause("number_empty")
    if not (number.isascii() and number.isdigit()):
        return cause("number_characters")
    if len(number) != LENGTH:
        return cause("number_length")
    if not number.startswith(PREFIX):
        return cause("number_prefix")
    return None if number[-1] == luhn(number[:-1]) else cause("number_checksum")


def grouped(number: str) -> str:
    """As screens and statements print it, in groups of four; what is no number as it is."""
    if not number.isdigit():
        return number
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))
