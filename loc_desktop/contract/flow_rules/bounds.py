"""How large a transaction's arguments may be: looked at before anything of them is read or verified.

Counted are values (``parts``) and characters; the count stops where it is beyond the bound, so that whoever
sends more than an honest member costs no more than one.
"""

from __future__ import annotations

from typing import Any, Final

from loc_desktop.contract.errors import ContractError

MOST_PARTS: Final = 2_000
"""Values of a chaincode: a dossier for sixteen recipients has three hundred."""
MOST_CHARACTERS: Final = 1_600_000
"""Characters of a chaincode: a dossier with its attachments has up to 1.4 million."""
RULES_PARTS: Final = 20_000
RESULT_PARTS: Final = 60
RESULT_CHARACTERS: Final = 6_000
"""A result has its terms and a reason."""
RECORD_PARTS: Final = 64
RECORD_CHARACTERS: Final = 20_000
"""A member record has a certificate."""

QUERY_CHARACTERS: Final = 1_000
"""A text that is asked with: an id, a key, a day. A refusal repeats it."""


def size_of(value: Any, parts: int, characters: int) -> tuple[int, int]:
    """Values and characters of a JSON value; counting ends beyond ``parts`` or ``characters``."""
    counted, length, waiting = 1, 0, [[value]]
    while waiting and length <= characters:
        for part in waiting.pop():
            kind = type(part)
            if kind is str:
                length += len(part)
            elif kind is dict or kind is list:
                counted += len(part)
                if counted > parts:  # before any of them is looked at
                    return counted, length
                if kind is dict:
                    waiting.append(part)  # its names
                    waiting.append(part.values())
                else:
                    waiting.append(part)
    return counted, length


def require(fn: str, value: Any, parts: int, characters: int) -> None:
    """Raises ContractError ``too_large`` for a value beyond these bounds."""
    counted, length = size_of(value, parts, characters)
    if counted > parts or length > characters:
        raise ContractError("too_large", fn=fn, parts=parts, characters=characters)


def require_chaincode(cc: Any, carrier: str) -> None:
    """The bounds of a chaincode, by the kind that it says it is; a customer's ``carrier`` carries no rules.
    Raises ContractError ``too_large``.
    """
    event = cc.get("event") if type(cc) is dict else None
    kind = event.get("kind") if type(event) is dict else None
    parts = RULES_PARTS if kind == "rules.adopt" and carrier != "C" else MOST_PARTS
    require("lock", cc, parts, MOST_CHARACTERS)


def require_code(uc: Any, size: tuple[int, int], places: int) -> None:
    """An unlocking code is as large as the event that was locked (``size``: values, characters) and a result
    for each place. Raises ContractError ``too_large``.
    """
    parts, characters = size
    results = 2 * max(1, places)
    require("unlock", uc, 2 * parts + results * RESULT_PARTS, 2 * characters + results * RESULT_CHARACTERS)
