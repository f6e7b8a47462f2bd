"""What runs while nobody asks: the outbox is sent again and again, the ledger is followed. No Qt.

The window calls it on threads of its own; the pauses between two tries stand here.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from loc_desktop.app.values import LedgerStatus
from loc_desktop.errors import KnownError

SEND_AGAIN_S = (5.0, 300.0)
"""The first pause before what waits in the outbox is sent again, and the longest; each doubles the last."""

FOLLOW_AGAIN_S = 2.0
"""Pause before the ledger is followed again after it could not be reached."""


class OutboxSending:
    """Sends what waits in the outbox whenever it is due, seldomer each time that nothing goes through."""

    def __init__(
        self, send: Callable[[Callable[[], bool]], int], clock: Callable[[], float] = time.monotonic
    ) -> None:
        """``send(cancelled)`` tries once and returns how many items went through; ``clock`` in seconds."""
        self._send = send
        self._clock = clock
        self._pause = SEND_AGAIN_S[0]
        self._after = 0.0
        self._lock = threading.Lock()

    def is_due(self, status: LedgerStatus) -> bool:
        """Whether to try now: something waits, the ledger answers, and the pause is over."""
        return status.reachable and status.outbox_waiting > 0 and self._clock() >= self._after

    def run(self, cancelled: Callable[[], bool]) -> int:
        """Try once; how many went through. A second call while one runs does nothing. Raises what sending
        raises: the next try is then as much later as after one that sent nothing.
        """
        if not self._lock.acquire(blocking=False):
            return 0
        number = 0
        try:
            number = self._send(cancelled)
            return number
        finally:
            self._plan_next(number)
            self._lock.release()

    def _plan_next(self, sent: int) -> None:
        """At once after a success; else after a pause, the first time the shortest."""
        first, longest = SEND_AGAIN_S
        if sent:
            self._pause, self._after = first, 0.0
            return
        self._after = self._clock() + self._pause
        self._pause = min(2 * self._pause, longest)


def keep_following(
    catch_up: Callable[[], int],
    follow: Callable[[], None],
    stopped: threading.Event,
    *,
    caught_up: Callable[[int], None],
    away: Callable[[KnownError], None],
) -> None:
    """Bring the index up to the ledger's height (``catch_up`` returns it), then ``follow`` it until
    ``stopped``. After a known error, which ``away`` is told, all begins again. Raises anything else.
    """
    while not stopped.is_set():
        try:
            caught_up(catch_up())
            follow()
            return
        except KnownError as error:
            away(error)
        stopped.wait(FOLLOW_AGAIN_S)
