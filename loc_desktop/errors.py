"""Known errors: a code, its values, and whether money moved. The sentences stand in :mod:`loc_desktop.texts`.

Anything raised that is not a :class:`KnownError` is a bug and is shown as one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Money(Enum):
    """What is known about the money when the error is raised."""

    NOT_MOVED = "not_moved"
    UNKNOWN = "unknown"
    STANDS = "stands"
    """After a commit: the trouble is with a file of this computer."""


class KnownError(Exception):
    """An error of the environment or of the input, not of the program.

    ``code`` is stable and dotted (``keyring.locked``, ``contract.duplicate_id``); ``params`` fill its
    sentences; ``details`` (peer, MSP, status) are shown only behind "Details". ``str`` of it is code and
    values, for the log and for developers.
    """

    def __init__(
        self,
        code: str,
        *,
        money: Money = Money.NOT_MOVED,
        tx_id: str = "",
        params: Mapping[str, object] | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        self.code = code
        self.money = money
        self.tx_id = tx_id
        self.params = dict(params or {})
        self.details = dict(details or {})
        super().__init__(code)

    def __str__(self) -> str:
        return _bare(self.code, self.params)

    def standing(self) -> KnownError:
        """The same error, of what came after the ledger had committed."""
        told = Exception.__new__(type(self))
        told.__dict__.update(self.__dict__, money=Money.STANDS)
        return told

    @property
    def trouble(self) -> Trouble:
        """What happened, as a value."""
        return Trouble(self.code, params_from_json(self.params))


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
    ``params`` fill its sentence (amounts in fen; one may be a trouble itself)."""

    code: str
    params: Mapping[str, str | int | Trouble] = field(default_factory=dict)

    def __str__(self) -> str:
        return _bare(self.code, self.params)

    def to_json(self) -> dict[str, Any]:
        """Code and params; the opposite is :meth:`from_json`."""
        return {"code": self.code, "params": params_to_json(self.params)}

    @classmethod
    def from_json(cls, value: Mapping[str, Any]) -> Trouble:
        """The opposite of :meth:`to_json`. Raises KeyError, TypeError for what is none."""
        code = value["code"]
        if type(code) is not str:
            raise TypeError("a code is text")
        return cls(code, params_from_json(value["params"]))


def _bare(code: str, params: Mapping[str, object]) -> str:
    values = ", ".join(f"{name}={value}" for name, value in params.items())
    return f"{code} ({values})" if values else code


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
        if isinstance(value, dict) and value.keys() >= {"code", "params"}:
            known[name] = Trouble.from_json(value)
        elif isinstance(value, str | int | Trouble):
            known[name] = value
    return known


def causes_of(room: str) -> Callable[..., Trouble]:
    """What makes the causes that a room's errors carry inside, as ``why``: a name and its values. Their
    clauses stand in ``texts/causes/``."""

    def cause(name: str, /, **params: str | int | Trouble) -> Trouble:
        return Trouble(f"cause.{room}.{name}", params)

    return cause
