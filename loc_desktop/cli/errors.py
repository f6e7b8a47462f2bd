"""The terminal's own known errors, by their code; the sentences stand in the catalogue."""

from __future__ import annotations

from loc_desktop.errors import Filler, KnownError, Trouble
from loc_desktop.texts.terminal.errors import ERRORS
from loc_desktop.texts.terminal.tongue import language


class TerminalError(KnownError):
    """Input of a command that is wrong: which, where and what to do. No money has moved."""


def terminal_error(code: str, /, **params: str | int | Trouble) -> TerminalError:
    """The error of this code with its English filled in."""
    what, todo = (Filler().vformat(pair[1], (), params) for pair in ERRORS[code])
    return TerminalError(code, what, todo, params=params)


def without_money(error: TerminalError) -> str:
    """What happened and what to do, in the chosen language: where nobody thinks of money."""
    if language() == "en":
        return f"{error.what} {error.todo}"
    from loc_desktop.texts.words import what_and_todo

    return "".join(what_and_todo(error, "zh"))
