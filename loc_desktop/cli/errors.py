"""The terminal's own known errors, by their code; the sentences stand in the catalogue."""

from __future__ import annotations

from loc_desktop.errors import KnownError, Trouble
from loc_desktop.texts.terminal.tongue import language


class TerminalError(KnownError):
    """Input of a command that is wrong: which, where and what to do. No money has moved."""


def terminal_error(code: str, /, **params: str | int | Trouble) -> TerminalError:
    """The error of this code; ``params`` are as its sentences name them."""
    return TerminalError(code, params=params)


def without_money(error: KnownError) -> str:
    """What happened and what to do, in the chosen language: where nobody thinks of money."""
    from loc_desktop.texts.words import what_and_todo

    return ("" if language() == "zh" else " ").join(part for part in what_and_todo(error, language()) if part)
