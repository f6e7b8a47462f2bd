"""What all parts of the desk use: sentences, problems of fields, parties, progress, the ledger's state.

Part of :mod:`loc_desktop.desk.model`, which gives these names out as well.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from loc_desktop.bank.trouble import Trouble as Trouble
from loc_desktop.errors import KnownError

Progress = Callable[[int, int], None]
"""Called with (done, total), from the thread that does the work."""

Cancelled = Callable[[], bool]
"""Asked between two items; True stops the work cleanly, what is done stays done."""


def no_progress(done: int, total: int) -> None:
    """Progress that nobody watches."""


def never_cancelled() -> bool:
    """Work that nobody cancels."""
    return False


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in business words: ``code`` picks the template, ``params`` fill it.

    Params are plain values: fen for money, whole months, role letters, names, event ids; the template says
    how each is shown. A param may be a sentence itself, or a trouble, an error inside the sentence.
    """

    code: str
    params: Mapping[str, str | int | Sentence | Trouble] = dataclasses.field(default_factory=dict)


def trouble_of(error: KnownError) -> Trouble:
    """What a known error says, as a value: its params may hold sentences and troubles."""
    return Trouble(error.code, cast(Any, error.params), error.what)


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
    params: Mapping[str, str | int] = dataclasses.field(default_factory=dict)

    @property
    def sentence(self) -> Sentence:
        return Sentence(f"list.{self.code}", self.params)


@dataclass(frozen=True, slots=True)
class Party:
    """A member of the network. ``name`` is what this machine may show: a customer's real name only where the
    own role knows it, else the pseudonym that the ledger has."""

    role: str
    key: str
    name: str


@dataclass(frozen=True, slots=True)
class IdentityInfo:
    """An identity on this computer. ``needs_pin``: signing asks for it. ``days_left`` of the certificate."""

    id: str
    role: str
    name: str
    organisation: str
    key: str
    ledger: str
    needs_pin: bool
    days_left: int | None


@dataclass(frozen=True, slots=True)
class LedgerStatus:
    """The status line: ``behind`` blocks are not yet in the local index (0 = in step). ``outbox_refused``:
    what the ledger would not take, for a person to look at."""

    reachable: bool
    height: int
    behind: int
    last_block_at: str
    outbox_waiting: int = 0
    outbox_oldest_at: str = ""
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    outbox_refused: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """New blocks are in the index: read again what is on the screen."""

    height: int
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """Who has signed an event, in order: the signers, then the grantors with their verdict."""

    party: Party
    at: str
    verdict: str | None
