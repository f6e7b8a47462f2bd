"""Texts in tables that a person may open with a spreadsheet program."""

from __future__ import annotations

from typing import Final

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: str) -> str:
    """``cell`` so that a spreadsheet does not take it for a formula: a text from the network or of another
    program may begin like one. A number, also a negative one or one with a point and commas, stays."""
    number = cell.removeprefix("-").replace(",", "").replace(".", "", 1)
    return f"'{cell}" if cell.startswith(_FORMULA) and not number.isdigit() else cell
