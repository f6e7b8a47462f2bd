"""A field for one limit of a role's terms: yuan or months, checked while typing."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from loc_desktop.loan.money import AmountError, parse_yuan
from loc_desktop.ui.widgets.words import Words

MONTHS = ("month_max",)
"""Limits counted in months; all others are money."""


def is_months(name: str) -> bool:
    """Whether this limit counts months."""
    return name in MONTHS or name.startswith("month")


def parse(name: str, text: str) -> int | None:
    """Text as a person writes it → fen or months; None if it is neither."""
    if is_months(name):
        cleaned = "".join(text.split())
        return int(cleaned) if cleaned.isdecimal() and len(cleaned) <= 4 else None
    try:
        return parse_yuan(text)
    except AmountError:
        return None


def shown(name: str, value: int, words: Words) -> str:
    """The value as it stands in the field."""
    return str(value) if is_months(name) else words.number(value)


class LimitField(QLineEdit):
    """One limit. ``value`` is fen or months, None while the text is not a number."""

    def __init__(self, name: str, value: int, words: Words) -> None:
        super().__init__()
        self.name = name
        self.setText(shown(name, value, words))
        self.setAccessibleName(words.limit(name))
        self.textChanged.connect(self._mark)

    @property
    def value(self) -> int | None:
        return parse(self.name, self.text())

    def _mark(self) -> None:
        wrong = self.value is None
        if bool(self.property("problem")) != wrong:
            self.setProperty("problem", wrong)
            self.style().unpolish(self)
            self.style().polish(self)
