"""The desk's known errors, made by their code: the sentences stand in the catalogue."""

from __future__ import annotations

from collections.abc import Iterable

from loc_desktop.errors import KnownError, Trouble
from loc_desktop.texts.sentence import FieldProblem, Sentence

Value = str | int | Sentence | Trouble


class DeskError(KnownError):
    """A known error of the desk. No money has moved."""


def desk_error(code: str, /, *, tx_id: str = "", **params: Value) -> DeskError:
    """The error of this code. ``params`` are as its sentences name them."""
    return DeskError(code, tx_id=tx_id, params=params)


def invalid(code: str, problems: Iterable[FieldProblem]) -> DeskError:
    """An input that was refused: every problem in ``params["problems"]``, in words in the sentence."""
    return DeskError(code, params={"problems": tuple(problems)})
