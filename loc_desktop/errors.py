"""Known errors: what happened, whether money moved, what to do now.

Anything raised that is not a :class:`KnownError` is a bug and is shown as one. The interface translates a
known error by its ``code`` and ``params``; the English sentences here are what the terminal prints.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Money(Enum):
    """What is known about the money when the error is raised."""

    NOT_MOVED = "No money has moved."
    MOVED = "The money has moved."
    UNKNOWN = "It is not yet known whether the money has moved."
    STANDS = "What is on the ledger stands."
    """After a commit: the trouble is with a file of this computer."""


class KnownError(Exception):
    """An error of the environment or of the input, not of the program.

    ``code`` is stable and dotted (``keyring.locked``, ``contract.duplicate_id``); ``params`` fill the
    translated sentence; ``details`` (peer, MSP, status) are shown only behind "Details".
    """

    def __init__(
        self,
        code: str,
        what: str,
        todo: str = "",
        *,
        money: Money = Money.NOT_MOVED,
        tx_id: str = "",
        params: Mapping[str, object] | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        self.code = code
        self.what = what
        self.todo = todo
        self.money = money
        self.tx_id = tx_id
        self.params = dict(params or {})
        self.details = dict(details or {})
        super().__init__(self._text())

    def _text(self) -> str:
        return " ".join(part for part in (self.what, self.money.value, self.todo) if part)

    def standing(self) -> KnownError:
        """The same error, of what came after the ledger had committed."""
        told = Exception.__new__(type(self))
        told.__dict__.update(self.__dict__, money=Money.STANDS)
        told.args = (told._text(),)
        return told

    @property
    def trouble(self) -> Trouble:
        """What happened, as a value."""
        return Trouble(self.code, params_from_json(self.params), self.what)


@contextmanager
def after_commit() -> Iterator[None]:
    """What runs in here comes after the ledger has committed: a known error of it says that this stands."""
    try:
        yield
    except KnownError as error:
        raise error.standing() from error


class UsageError(Exception):
    """A command's arguments do not fit together; shown with the command's usage, exit 2."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """An error or a cause as a value: kept, sent, and told in any language. ``code`` is dotted and stable,
    ``params`` fill the translated sentence (amounts in fen; one may be a trouble itself), ``what`` is the
    English."""

    code: str
    params: Mapping[str, str | int | Trouble] = field(default_factory=dict)
    what: str = ""

    def __str__(self) -> str:
        return self.what

    def to_json(self) -> dict[str, Any]:
        return {"code": self.code, "params": params_to_json(self.params), "what": self.what}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Trouble:
        """The opposite of :meth:`to_json`. Raises KeyError, TypeError for what is none."""
        code, what = value["code"], value["what"]
        if type(code) is not str or type(what) is not str:
            raise TypeError("a code and its words are texts")
        return cls(code, params_from_json(value["params"]), what)


def params_to_json(params: Mapping[str, object]) -> dict[str, Any]:
    """An error's parameters as they are kept and sent: texts, numbers and troubles; others are left out."""
    return {
        name: value.to_json() if isinstance(value, Trouble) else value
        for name, value in params.items()
        if isinstance(value, str | int | Trouble)
    }


def params_from_json(params: Mapping[str, Any]) -> dict[str, str | int | Trouble]:
    """The opposite of :func:`params_to_json`; what is neither text, number nor trouble is left out. Raises
    TypeError for what is no object.
    """
    if not isinstance(params, Mapping):
        raise TypeError("parameters are an object")
    known: dict[str, str | int | Trouble] = {}
    for name, value in params.items():
        if isinstance(value, dict) and value.keys() >= {"code", "params", "what"}:
            known[name] = Trouble.from_json(value)
        elif isinstance(value, str | int | Trouble):
            known[name] = value
    return known


class Filler(string.Formatter):
    """Fills templates by name only, ``{size:count}`` with its thousands marked; no attribute or index access
    from templates."""

    def get_field(self, field_name: str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> tuple[Any, str]:
        return kwargs[field_name], field_name

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Trouble):
            return value.what.removesuffix(".")  # within a sentence
        return f"{value:,}" if format_spec == "count" and isinstance(value, int) else str(value)


class Causes:
    """The causes that a room's errors carry inside, as ``why``: name → English clause, a value's name in
    braces."""

    def __init__(self, room: str, clauses: Mapping[str, str], filler: Filler | None = None) -> None:
        self.room = room
        self.clauses = clauses
        self._filler = filler or Filler()

    def make(self, name: str, /, **params: str | int | Trouble) -> Trouble:
        """The trouble ``cause.<room>.<name>`` with its values."""
        clause = self.clauses[name]
        what = self._filler.vformat(clause, (), params) if params else clause
        return Trouble(self.code(name), params, what)

    def code(self, name: str) -> str:
        return f"cause.{self.room}.{name}"
