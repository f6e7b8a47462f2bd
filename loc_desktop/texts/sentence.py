"""What is said: sentences by code, problems of fields and files, troubles as values."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, cast

from loc_desktop.errors import KnownError, Trouble


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in business words: ``code`` picks the template, ``params`` fill it.

    Params are plain values: fen for money, whole months, role letters, names, event ids; the template says
    how each is shown. A param may be names in a row, a sentence itself, or a trouble inside the sentence.
    """

    code: str
    params: Mapping[str, str | int | tuple[str, ...] | Sentence | Trouble] = dataclasses.field(
        default_factory=dict
    )


def trouble_of(error: KnownError) -> Trouble:
    """What a known error says, as a value: its params may hold sentences and troubles."""
    return Trouble(error.code, cast(Any, error.params))


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """What is wrong with one field of a form: ``field`` names it, ``code`` and ``params`` say why."""

    field: str
    code: str
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"field.{self.code}", {"field": self.field, **self.params})


@dataclass(frozen=True, slots=True)
class FileProblem:
    """Why no row was taken from a file; ``params`` say where: line, cell, header."""

    code: str
    params: Mapping[str, str | int | Trouble] = dataclasses.field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"list.{self.code}", self.params)
