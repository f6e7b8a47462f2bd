"""Trouble with a file of this computer that came after the ledger had committed: told beside the outcome.

What is on the ledger stands, whatever becomes of index, office, books or outbox. Whoever shows outcomes takes
what is told here: the window marks the outcome with it until a person has seen it, and shows at once what
belongs to no event; the terminal tells all at the command's end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from loc_desktop.errors import KnownError

_MOST = 50


class Asides:
    """What was told and nobody took or saw yet, the oldest first, each kind of trouble with an event once.
    Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: dict[tuple[str, str], KnownError] = {}
        self._outcome = threading.local()
        self.heard: Callable[[], object] | None = None
        """Called, on the thread that tells, when there is something to take or to mark."""

    @contextmanager
    def beside(self, event: str) -> Iterator[None]:
        """What this thread tells in here stands beside the outcome of ``event``."""
        before = getattr(self._outcome, "event", "")
        self._outcome.event = event
        try:
            yield
        finally:
            self._outcome.event = before

    def tell(self, error: KnownError) -> None:
        told = error.standing()
        with self._lock:
            if len(self._told) < _MOST:
                self._told.setdefault((getattr(self._outcome, "event", ""), str(told)), told)
        if self.heard is not None:
            self.heard()

    def take(self) -> tuple[KnownError, ...]:
        """Everything that was told since the last call and was not seen."""
        with self._lock:
            told, self._told = tuple(self._told.values()), {}
        return told

    def take_loose(self) -> tuple[KnownError, ...]:
        """What stands beside no event's outcome."""
        with self._lock:
            loose = {key: error for key, error in self._told.items() if not key[0]}
            for key in loose:
                del self._told[key]
        return tuple(loose.values())

    def of(self, event: str) -> tuple[KnownError, ...]:
        """What stands beside the outcome of ``event`` and was not seen yet. Fast."""
        with self._lock:
            return tuple(error for (about, _), error in self._told.items() if event and about == event)

    def events(self) -> tuple[str, ...]:
        """The events whose outcome is marked. Fast."""
        with self._lock:
            return tuple(dict.fromkeys(event for event, _ in self._told if event))

    def seen(self, event: str) -> None:
        """A person has read what stands beside the outcome of ``event``."""
        with self._lock:
            self._told = {key: error for key, error in self._told.items() if key[0] != event}

    @contextmanager
    def after_commit(self) -> Iterator[Followed]:
        """What runs in here follows a commit: its known errors are told, and the outcome goes on."""
        followed = Followed()
        try:
            yield followed
            followed.whole = True
        except KnownError as error:
            self.tell(error)


class Followed:
    """``whole``: everything that follows the commit was done."""

    whole = False
