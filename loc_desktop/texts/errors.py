"""The desk's known errors, made by their code: the sentences stand in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from loc_desktop.errors import KnownError, Trouble
from loc_desktop.texts.catalogue import ERRORS
from loc_desktop.texts.sentence import FieldProblem, Sentence
from loc_desktop.texts.words import what_and_todo

Value = str | int | Sentence | Trouble


class DeskError(KnownError):
    """A known error of the desk. No money has moved."""


def desk_error(code: str, /, *, tx_id: str = "", **params: Value) -> DeskError:
    """The error of this code with its English filled in. ``params`` are as its sentences name them."""
    return _filled(DeskError(code, code, tx_id=tx_id, params=params))


def invalid(code: str, problems: Iterable[FieldProblem]) -> DeskError:
    """An input that was refused: every problem in ``params["problems"]``, in words in the sentence."""
    return _filled(DeskError(code, code, params={"problems": tuple(problems)}))


def _filled(error: DeskError) -> DeskError:
    if error.code not in ERRORS:
        raise KeyError(error.code)
    what, todo = what_and_todo(error, "en")
    return DeskError(error.code, what, todo, tx_id=error.tx_id, params=error.params)
