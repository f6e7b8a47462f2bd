"""The terminal's language: chosen once for a command, by ``--lang`` or by the environment's locale.

What a command says is written in English, where it is said, as ``tr("… {name} …", name=value)``; its Chinese
stands by the English in the tables of this folder. Errors, sentences and values have codes, as everywhere.
"""

from __future__ import annotations

import string
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from loc_desktop.errors import KnownError, Trouble
from loc_desktop.texts.terminal.frame import FRAME
from loc_desktop.texts.terminal.help import DESCRIPTIONS, HELP
from loc_desktop.texts.terminal.messages import MESSAGES
from loc_desktop.texts.terminal.network import NETWORK

CHINESE: Mapping[str, str] = {**FRAME, **HELP, **MESSAGES, **NETWORK}
_chosen = ["en"]


class _Filler(string.Formatter):
    """Fills templates by name only, ``{size:count}`` with its thousands marked; no attribute or index access
    from templates."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        return f"{value:,}" if format_spec == "count" and isinstance(value, int) else str(value)


_FILLER = _Filler()


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """``zh`` or ``en``: what ``--lang`` says, else whether the locale is a Chinese one."""
    for place, argument in enumerate(arguments):
        if argument == "--lang":
            return "zh" if list(arguments[place + 1 : place + 2]) == ["zh"] else "en"
        if argument.startswith("--lang="):
            return "zh" if argument == "--lang=zh" else "en"
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return "zh" if environment[name].lower().startswith("zh") else "en"
    return "en"


def use(language: str) -> None:
    """Speak ``zh`` or ``en`` from now on."""
    _chosen[0] = language


def language() -> str:
    """``zh`` or ``en``."""
    return _chosen[0]


def translated(text: str) -> str:
    """The text in the chosen language, its places for values as they are."""
    return CHINESE.get(text, text) if _chosen[0] == "zh" else text


def tr(text: str, /, **values: object) -> str:
    """The text in the chosen language with its values: ``{count:count}`` marks thousands."""
    chosen = translated(text)
    return _FILLER.vformat(chosen, (), values) if values else chosen


def described(command: str, english: str) -> str:
    """A command's long description in the chosen language."""
    return DESCRIPTIONS[command] if _chosen[0] == "zh" else english


def said(error: KnownError) -> str:
    """An error in the chosen language: what happened, whether money moved, what to do."""
    # The catalogue loads the rooms whose errors it says: only where there is an error to be said.
    from loc_desktop.texts.words import error_sentences

    between = "" if _chosen[0] == "zh" else " "
    return between.join(part for part in error_sentences(error, _chosen[0]) if part)


def trouble_said(why: Trouble) -> str:
    """A cause in the chosen language."""
    from loc_desktop.texts.words import say_trouble

    return say_trouble(why, _chosen[0])


def padded(text: str, width: int) -> str:
    """The text with spaces after it to so many columns, before it if ``width`` is negative; a Chinese
    character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
    spaces = " " * (abs(width) - taken)
    return spaces + text if width < 0 else text + spaces
