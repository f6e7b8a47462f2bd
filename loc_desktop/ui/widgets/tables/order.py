"""In which order a column's cells stand: numbers as numbers, names by pinyin, what is empty last."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any, Final, TypeVar

from PySide6.QtCore import QCollator, QLocale

Row = TypeVar("Row")

_NUMBER: Final = re.compile(r"[-+]?(\d{1,3}(,\d{3})+|\d+)(\.\d+)?")
_EMPTY: Final = ("", "–", "—", "-")


def number_of(text: str) -> Decimal | None:
    """The number that a cell shows, without thousands signs; None for what is none."""
    text = text.strip().removesuffix("%").strip()
    return Decimal(text.replace(",", "")) if _NUMBER.fullmatch(text) else None


def ordered(
    rows: Iterable[Row], value: Callable[[Row], Any], descending: bool, *, numbers: bool = False
) -> list[Row]:
    """``rows`` by ``value`` (a text, or a value that can be compared); with ``numbers`` a text that shows one
    counts as it, before other texts. What is empty stands last in both directions; equals keep their order.
    """
    collator = QCollator(QLocale("zh_CN"))
    collator.setNumericMode(True)

    def key(cell: Any) -> tuple[int, Any]:
        if not isinstance(cell, str):
            return (0, cell)
        number = number_of(cell) if numbers else None
        return (0, number) if number is not None else (1, collator.sortKey(cell))

    full: list[tuple[Row, Any]] = []
    empty: list[tuple[Row, Any]] = []
    for row in rows:
        cell = value(row)
        (empty if cell is None or cell in _EMPTY else full).append((row, cell))
    full.sort(key=lambda pair: key(pair[1]), reverse=descending)
    return [row for row, _ in (*full, *empty)]
