"""The thread that follows the ledger and tells the window of new blocks, as Qt signals."""

from __future__ import annotations

import threading

from PySide6.QtCore import QObject, Signal

from loc_desktop.app import log
from loc_desktop.app.background import keep_following
from loc_desktop.desk.values.work import Change
from loc_desktop.desk.workplace import Workplace


class Follower(QObject):
    """Feeds the index and reports. Signals arrive on the GUI thread.

    ``changed(Change)`` after each new block, ``progress(done, total)`` while catching up,
    ``away(KnownError)`` when the ledger cannot be followed just now, ``broken(Exception)`` for a bug.
    """

    changed = Signal(object)
    caught_up = Signal(int)
    progress = Signal(int, int)
    away = Signal(object)
    broken = Signal(object)

    def __init__(self, workplace: Workplace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Follow from now on; a second call does nothing."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="follower", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """Stop and wait for the thread."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(timeout)
            self._thread = None

    def _run(self) -> None:
        try:
            keep_following(
                lambda: self._workplace.catch_up(self.progress.emit, self._stop.is_set),
                lambda: self._workplace.follow(self._changed, self._stop.is_set),
                self._stop,
                caught_up=self.caught_up.emit,
                away=self.away.emit,
            )
        except Exception as error:  # nobody above this thread could tell the person
            log.failed("following the ledger", error)
            self.broken.emit(error)

    def _changed(self, change: Change) -> None:
        if not self._stop.is_set():
            self.changed.emit(change)
