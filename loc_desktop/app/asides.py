"""Trouble with a file of this computer that came after the ledger had committed: told beside the outcome.

What is on the ledger stands, whatever becomes of index, office, books or outbox. Whoever shows outcomes takes
what is told here: the window as soon as it comes, the terminal at the command's end.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from loc_desktop.errors import KnownError

_MOST = 50


class Asides:
    """What was told and nobody took yet, the oldest first, each kind of trouble once. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._told: dict[str, KnownError] = {}
        self.heard: Callable[[], object] | None = None
        """Called, on the thread that tells, when there is something to take."""

    def tell(self, error: KnownError) -> None:
        told = error.standing()
        with self._lock:
            if len(self._told) < _MOST:
                self._told.setdefault(str(told), told)
        if self.heard is not None:
            self.heard()

    def take(self) -> tuple[KnownError, ...]:
        """What was told since the last call."""
        with self._lock:
            told, self._told = tuple(self._told.values()), {}
        return told

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
