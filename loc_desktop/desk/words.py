"""Sentences in Chinese and English, without Qt: what a :class:`~loc_desktop.desk.model.Sentence` says.

The tables are in :mod:`loc_desktop.desk.phrases`. Text from the
network goes in as a value, never as a template.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from loc_desktop.desk.model import Sentence
from loc_desktop.desk.phrases import FIELDS, ITEMS, KINDS, LIMITS, ROLES, SENTENCES, VERDICTS
from loc_desktop.loan.money import short_yuan

LANGUAGES = ("zh", "en")

NARROW = "\u202f"
"""Narrow no-break space, between the thousands."""

_SEPARATOR = {"zh": "、", "en": ", "}


def say(sentence: Sentence, language: str = "en") -> str:
    """The sentence as plain text. An unknown code says itself, with its parameters: never an exception."""
    template = SENTENCES.get(sentence.code)
    if template is None:
        # A whole family may share one template: ``tx.other`` for any ``tx.…``.
        template = SENTENCES.get(sentence.code.split(".", 1)[0] + ".other")
    params = {"code_": sentence.code, **sentence.params}
    if template is None:
        return _bare(sentence)
    try:
        return _Formatter(language).vformat(template[_index(language)], (), params).strip()
    except (KeyError, ValueError, IndexError, TypeError):
        return _bare(sentence)


def term(item: str, language: str = "en") -> str:
    """The name of a term's item (``id_c``, ``amount`` … ``issue``, ``exception``)."""
    return _pick(ITEMS, item, language)


def limit(name: str, language: str = "en") -> str:
    """The name of a limit (``loan_limit``, ``month_max`` …)."""
    return _pick(LIMITS, name, language)


def role(letter: str, language: str = "en") -> str:
    """``C``, ``B``, ``CAD``, ``FD``, ``R`` in words."""
    return _pick(ROLES, letter, language)


def kind(name: str, language: str = "en") -> str:
    """An event kind (``loan.apply`` …) in words."""
    return _pick(KINDS, name, language)


def field(name: str, language: str = "en") -> str:
    """The label of a form's field."""
    return _pick(FIELDS, name, language)


def yuan(fen: int) -> str:
    """``5000000`` → ``50 000``; ``108750`` → ``1 087.50``. The same in both languages."""
    return short_yuan(fen, NARROW)


def short(identifier: str, keep: int = 8) -> str:
    """The first characters of an id or key, with an ellipsis if some are left out."""
    return identifier if len(identifier) <= keep + 1 else identifier[:keep] + "…"


def _index(language: str) -> int:
    return 0 if language == "zh" else 1


def _pick(table: Mapping[str, tuple[str, str]], name: str, language: str) -> str:
    pair = table.get(name)
    return pair[_index(language)] if pair else name


def _bare(sentence: Sentence) -> str:
    values = ", ".join(f"{name} {value}" for name, value in sentence.params.items())
    return f"{sentence.code} ({values})" if values else sentence.code


def _items(value: Any, language: str) -> str:
    """``debt,income`` → "debt, income" in words."""
    return _SEPARATOR[language if language == "zh" else "en"].join(
        term(one, language) for one in str(value).split(",") if one
    )


_SHOWN: Mapping[str, Callable[[Any, str], str]] = {
    "yuan": lambda value, _: yuan(int(value)),
    "short": lambda value, _: short(str(value)),
    "role": lambda value, language: role(str(value), language),
    "kind": lambda value, language: kind(str(value), language),
    "term": lambda value, language: term(str(value), language),
    "limit": lambda value, language: limit(str(value), language),
    "field": lambda value, language: field(str(value), language),
    "items": _items,
    "verdict": lambda value, language: _pick(VERDICTS, str(value), language),
}


class _Formatter(string.Formatter):
    """Fills templates by name only; a conversion after the colon says how a value is shown."""

    def __init__(self, language: str) -> None:
        self._language = language

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        # No attribute or index access from templates.
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Sentence):
            return say(value, self._language)
        show = _SHOWN.get(format_spec)
        return show(value, self._language) if show else str(value)
