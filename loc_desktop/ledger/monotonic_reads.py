"""Several members of a network on one computer: what one of them has seen, the next one sees too.

Each asks its own organisation's peer, and a peer learns of a block some milliseconds after another. Without
care a bank's clerk would not find the request that the customer's window has just put on the ledger.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from loc_desktop.ledger.api import Phase

if TYPE_CHECKING:
    from loc_desktop.contract.state import Json
    from loc_desktop.ledger.api import Block, Health, Ledger, Submission, Transaction, User

PATIENCE_S = 10.0
"""Seconds to wait for a peer that is behind; then it is asked as it is, and says what it knows."""

_PAUSE_S = 0.01


class Horizon:
    """How many blocks of a ledger anyone on this computer has seen. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.height = 0

    def saw(self, height: int) -> None:
        with self._lock:
            self.height = max(self.height, height)


class MonotonicLedger:
    """A member's ledger that is never behind what another member on this computer has seen of it
    (``ledger.api.Ledger``)."""

    def __init__(self, own: Ledger, horizon: Horizon) -> None:
        self._own = own
        self._horizon = horizon
        self._reached = 0

    @property
    def id(self) -> str:
        return self._own.id

    @property
    def channel(self) -> str:
        return self._own.channel

    def submit(self, fn: str, args: list[Json], user: User) -> Submission:
        self._reach()
        return _Submission(self._own.submit(fn, args, user), self._saw)

    def evaluate(self, fn: str, args: list[Json], user: User) -> Json:
        self._reach()
        return self._own.evaluate(fn, args, user)

    def height(self) -> int:
        self._reach()
        height = self._own.height()
        self._saw(height)
        return height

    def block(self, number: int) -> Block:
        self._reach()
        return self._own.block(number)

    def transaction(self, tx_id: str) -> Transaction | None:
        self._reach()
        return self._own.transaction(tx_id)

    def follow(self, start: int, stopped: Callable[[], bool]) -> Iterator[Block]:
        for block in self._own.follow(start, stopped):
            self._saw(block.number + 1)
            yield block

    def health(self) -> Health:
        return self._own.health()

    def close(self) -> None:
        self._own.close()

    def _saw(self, height: int) -> None:
        self._reached = max(self._reached, height)
        self._horizon.saw(height)

    def _reach(self) -> None:
        """Wait until the own peer has what others here have seen. Raises ConnectError for one that cannot be
        reached: whoever is about to ask it should know at once."""
        if self._reached >= self._horizon.height:
            return
        end = time.monotonic() + PATIENCE_S
        while (height := self._own.height()) < self._horizon.height and time.monotonic() < end:
            time.sleep(_PAUSE_S)
        self._reached = max(self._reached, height)


class _Submission:
    """A submission that tells in which block it is."""

    def __init__(self, own: Submission, saw: Callable[[int], None]) -> None:
        self._own = own
        self._saw = saw

    @property
    def tx_id(self) -> str:
        return self._own.tx_id

    @property
    def phase(self) -> Phase:
        return self._own.phase

    @property
    def result(self) -> Json:
        return self._own.result

    def wait(self, phase: Phase = Phase.COMMITTED, timeout: float | None = None) -> Transaction | None:
        committed = self._own.wait(phase, timeout)
        if committed is not None:
            self._saw(committed.block + 1)
        return committed
