"""Sentences in Chinese and English, without Qt: what a :class:`~loc_desktop.desk.model.Sentence` says."""

from __future__ import annotations

from loc_desktop.desk.model import Sentence

LANGUAGES = ("zh", "en")


def say(sentence: Sentence, language: str = "en") -> str:
    """The sentence as plain text. An unknown code says itself, with its parameters: never an exception."""
    raise NotImplementedError


def term(item: str, language: str = "en") -> str:
    """The name of a term's item (``id_c``, ``amount``, ``months``, ``income``, ``asset``, ``debt``, ``issue``)."""
    raise NotImplementedError


def limit(name: str, language: str = "en") -> str:
    """The name of a limit (``loan_limit``, ``month_max`` …)."""
    raise NotImplementedError


def role(letter: str, language: str = "en") -> str:
    """``C``, ``B``, ``CAD``, ``FD``, ``R`` in words."""
    raise NotImplementedError


def kind(name: str, language: str = "en") -> str:
    """An event kind (``loan.apply`` …) in words."""
    raise NotImplementedError


def yuan(fen: int, language: str = "en") -> str:
    """``5000000`` → ``50 000``; ``108750`` → ``1 087.50``."""
    raise NotImplementedError
