"""Sentences in Chinese and English, without Qt: what a :class:`~loc_desktop.desk.model.Sentence` says.

The tables are in :mod:`loc_desktop.texts.phrases`. Text from the network goes in as a value, never as a
template. A value may be a :class:`~loc_desktop.bank.trouble.Trouble`, an error inside a sentence: who calls
may say how that is told, else it is its English.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from loc_desktop.bank.trouble import Trouble
from loc_desktop.loan.money import short_yuan
from loc_desktop.texts import reasons
from loc_desktop.texts.phrases import FIELDS, ITEMS, KINDS, LIMITS, ROLES, SENTENCES, VERDICTS
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.value_phrases import (
    CHALLENGES,
    EFFECTS,
    HOLDERS,
    PARTS,
    PLACES,
    SIDES,
    STATES,
    SUBJECTS,
    TARGETS,
    TIERS,
    WRITE_OFF_REASONS,
)

LANGUAGES = ("zh", "en")

NARROW = "\u202f"
"""Narrow no-break space, between the thousands."""

Told = Callable[[Trouble], str]
"""How an error inside a sentence is told."""

_SEPARATOR = {"zh": "、", "en": ", "}


def say(sentence: Sentence, language: str = "en", told: Told = str) -> str:
    """The sentence as plain text. An unknown code says itself, with its parameters: never an exception."""
    template = SENTENCES.get(sentence.code)
    if template is None:
        # A whole family may share one template: ``tx.other`` for any ``tx.…``.
        template = SENTENCES.get(sentence.code.split(".", 1)[0] + ".other")
    params = {"code_": sentence.code, **sentence.params}
    if template is None:
        return _bare(sentence)
    try:
        return _Formatter(language, told).vformat(template[_index(language)], (), params).strip()
    except (KeyError, ValueError, IndexError, TypeError):
        return _bare(sentence)


def term(item: str, language: str = "en") -> str:
    """The name of a term's item (``id_c``, ``amount`` … ``issue``, ``exception``)."""
    return _pick(ITEMS, item, language)


def limit(name: str, language: str = "en") -> str:
    """The name of a limit (``loan_limit``, ``month_max`` …)."""
    return _pick(LIMITS, name, language)


def holder(code: str, language: str = "en") -> str:
    """Whose key it is, or what speaks against it (:class:`~loc_desktop.desk.granting.key_holder.Holder`)."""
    return _pick(HOLDERS, code, language)


def role(letter: str, language: str = "en") -> str:
    """``C``, ``B``, ``CAD``, ``FD``, ``R`` in words."""
    return _pick(ROLES, letter, language)


def kind(name: str, language: str = "en") -> str:
    """An event kind (``loan.apply`` …) in words."""
    return _pick(KINDS, name, language)


def field(name: str, language: str = "en") -> str:
    """The label of a form's field."""
    return _pick(FIELDS, name, language)


def why(text: str, language: str = "en") -> str:
    """A cause that a room below wrote in English; what is not known stays as it is."""
    known = reasons.found(text) if language == "zh" else None
    if known is None:
        return text.strip().removesuffix(".")
    template, values = known
    return _Formatter(language, str).vformat(template, (), values)


def show(value: Any, how: str, language: str = "en", told: Told = str) -> str:
    """A value as a template's ``{name:how}`` shows it. What cannot be shown like that is shown as it is."""
    if isinstance(value, Sentence):
        return _inner(say(value, language, told))
    if isinstance(value, Trouble):
        return _inner(told(value))
    shown = _SHOWN.get(how)
    try:
        return shown(value, language) if shown else str(value)
    except (ValueError, TypeError):
        return str(value)


def _inner(text: str) -> str:
    """A sentence within another one has no full stop of its own."""
    return text.strip().removesuffix("。").removesuffix(".")


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


def _each(value: Any, language: str, one: Callable[[str, str], str]) -> str:
    """``debt, income`` → each in words."""
    parts = (part.strip() for part in str(value).split(","))
    return _SEPARATOR[language if language == "zh" else "en"].join(one(p, language) for p in parts if p)


def _from(table: Mapping[str, tuple[str, str]]) -> Callable[[Any, str], str]:
    return lambda value, language: _pick(table, str(value), language)


def _role_or_nobody(letter: str, language: str) -> str:
    return _pick({**ROLES, "nobody": ("无人", "nobody")}, letter, language)


def _percent(value: Any, _language: str) -> str:
    whole, rest = divmod(int(value), 100)
    return f"{whole}.{rest:02d} %"


def _place(value: Any, language: str) -> str:
    """``line 3`` → 第 3 行"""
    name, _, number = str(value).rpartition(" ")
    found = PLACES.get(name or str(value))
    return found[_index(language)].format(number=number) if found else str(value)


_SHOWN: Mapping[str, Callable[[Any, str], str]] = {
    "yuan": lambda value, _: yuan(int(value)),
    "short": lambda value, _: short(str(value)),
    "role": lambda value, language: role(str(value), language),
    "kind": lambda value, language: kind(str(value), language),
    "term": lambda value, language: term(str(value), language),
    "limit": lambda value, language: limit(str(value), language),
    "field": lambda value, language: field(str(value), language),
    "fields": lambda value, language: _each(value, language, field),
    "items": lambda value, language: _each(value, language, term),
    "verdict": _from(VERDICTS),
    "status": _from(STATES),
    "challenge": _from(CHALLENGES),
    "target": _from(TARGETS),
    "effect": _from(EFFECTS),
    "effects": lambda value, language: _each(value, language, lambda one, to: _pick(EFFECTS, one, to)),
    "part": _from(PARTS),
    "subject": _from(SUBJECTS),
    "side": _from(SIDES),
    "roles": lambda value, language: _each(value, language, _role_or_nobody),
    "tier": _from(TIERS),
    "writeoff": lambda value, language: _each(
        value, language, lambda one, to: _pick(WRITE_OFF_REASONS, one, to)
    ),
    "percent": _percent,
    "place": _place,
    "why": lambda value, language: why(str(value), language),
}


class _Formatter(string.Formatter):
    """Fills templates by name only; a conversion after the colon says how a value is shown."""

    def __init__(self, language: str, told: Told) -> None:
        self._language = language
        self._told = told

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        # No attribute or index access from templates.
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if not isinstance(value, Sentence | Trouble) and format_spec in ("yuan", "percent"):
            return _SHOWN[format_spec](value, self._language)  # what is no number makes no sentence
        return show(value, format_spec, self._language, self._told)
