"""Known errors: what happened, whether money moved, what to do now.

Anything raised that is not a :class:`KnownError` is a bug and is shown as one. The interface translates a
known error by its ``code`` and ``params``; the English sentences here are what the terminal prints.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum


class Money(Enum):
    """What is known about the money when the error is raised."""

    NOT_MOVED = "No money has moved."
    MOVED = "The money has moved."
    UNKNOWN = "It is not yet known whether the money has moved."


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
        super().__init__(" ".join(part for part in (what, money.value, todo) if part))


class UsageError(Exception):
    """A command's arguments do not fit together; shown with the command's usage, exit 2."""
