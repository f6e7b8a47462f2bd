"""Work off the GUI thread: one runner, jobs with progress and cancel, results delivered on the GUI thread."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal, Slot

from loc_desktop.app import log
from loc_desktop.errors import KnownError

PROGRESS_EVERY_S = 0.05
"""Progress is delivered at most this often, so that a quick loop cannot flood the event queue."""


class Job:
    """One piece of work. The work function may take it to report progress and to learn of a cancel.

    ``owner`` is the widget the result is for: when it is gone, the result is dropped.
    """

    def __init__(
        self,
        runner: TaskRunner,
        owner: QObject | None,
        work: Callable[[Job], Any],
        *,
        background: bool = False,
    ) -> None:
        self._runner = runner
        self.work, self.background = work, background
        self._cancel = threading.Event()
        self._dropped = False
        self._last_progress = 0.0
        self.owner = owner
        self.on_done: Callable[[Any], None] | None = None
        self.on_failed: Callable[[BaseException], None] | None = None
        self.on_progress: Callable[[int, int], None] | None = None
        self.on_over: Callable[[], None] | None = None
        """Called on the GUI thread when the work has ended, wanted or not, if the owner is still there."""

    def cancelled(self) -> bool:
        """True once someone asked to stop; long work looks here between two pieces."""
        return self._cancel.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at the next piece; its result is still delivered."""
        self._cancel.set()

    def drop(self) -> None:
        """Forget the result: nothing is delivered any more (a newer request took its place)."""
        self._dropped = True
        self._cancel.set()

    def progress(self, done: int, total: int) -> None:
        """Report ``done`` of ``total`` pieces; called on the worker thread."""
        now = time.monotonic()
        if done < total and now - self._last_progress < PROGRESS_EVERY_S:
            return
        self._last_progress = now
        self._runner.delivered.emit((self, "progress", (done, total)))

    @property
    def wanted(self) -> bool:
        """False when the result has nobody to go to."""
        return not self._dropped and (self.owner is None or shiboken6.isValid(self.owner))


class _Runnable(QRunnable):
    """Carries a job's function onto a thread of the pool."""

    def __init__(self, job: Job) -> None:
        super().__init__()
        self._job = job

    def run(self) -> None:
        job = self._job
        outcome: tuple[Job, str, Any]
        try:
            outcome = (job, "done", job.work(job)) if not job._dropped else (job, "done", None)
        except Exception as error:  # any error of the work belongs to its requester, known or not
            if not isinstance(error, KnownError):
                log.failed("work of a view", error)
            outcome = (job, "failed", error)
        runner = job._runner
        if shiboken6.isValid(runner):
            runner.delivered.emit(outcome)


class TaskRunner(QObject):
    """Runs functions on a thread pool and calls back on the GUI thread.

    Signals: ``delivered`` (internal, crosses the threads), ``failed(exception)`` for errors that no
    requester handles itself, ``idle()`` when the last job has been delivered.
    """

    delivered = Signal(object)
    failed = Signal(object)
    idle = Signal()

    def __init__(self, parent: QObject | None = None, threads: int = 4) -> None:
        super().__init__(parent)
        self._pool = QThreadPool()
        self._pool.setMaxThreadCount(threads)
        self._open: set[Job] = set()
        self._ended = False
        self.locked: Callable[[Callable[[], None], Callable[[], None]], None] | None = None
        """``locked(again, dropped)`` asks for the passphrase that a piece of work lacked: then the same work
        begins again, else its error is delivered."""
        self.delivered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> int:
        """How many jobs are not delivered yet."""
        return len(self._open)

    def run(
        self,
        work: Callable[[Job], Any],
        done: Callable[[Any], None] | None = None,
        *,
        failed: Callable[[BaseException], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
        owner: QObject | None = None,
        background: bool = False,
    ) -> Job:
        """Run ``work(job)`` on a worker thread; ``done(result)`` or ``failed(error)`` on the GUI thread.

        ``background``: nobody asked for it, so nobody is asked for a passphrase either.
        """
        job = Job(self, owner, work, background=background)
        job.on_done, job.on_failed, job.on_progress = done, failed, progress
        if self._ended:  # the window is closing: what would be asked now has nobody to go to
            job.drop()
            return job
        self._begin(job)
        return job

    def _begin(self, job: Job) -> None:
        if self._ended:
            return
        self._open.add(job)
        self._pool.start(_Runnable(job))

    @Slot(object)
    def _deliver(self, outcome: tuple[Job, str, Any]) -> None:
        job, what, value = outcome
        if what == "progress":
            if job.wanted and job.on_progress is not None and job in self._open:
                job.on_progress(*value)
            return
        if (
            what == "failed"
            and isinstance(value, KnownError)
            and value.code == "keyring.passphrase_needed"
            and self.locked is not None
            and job.wanted
            and not job.background
        ):
            self._open.discard(job)
            self.locked(lambda: self._begin(job), lambda: self._end(job, what, value))
            return
        self._end(job, what, value)

    def _end(self, job: Job, what: str, value: Any) -> None:
        self._open.discard(job)
        try:
            if job.on_over is not None and (job.owner is None or shiboken6.isValid(job.owner)):
                job.on_over()
            if not job.wanted:
                return
            if what == "done":
                if job.on_done is not None:
                    job.on_done(value)
            elif job.on_failed is not None:
                job.on_failed(value)
            else:
                self.failed.emit(value)
        finally:
            if not self._open:
                self.idle.emit()

    def shut_down(self, timeout_ms: int = 5000) -> bool:
        """Cancel everything, drop the results, take nothing more, wait for the threads. True if all ended
        in time."""
        self._ended = True
        for job in list(self._open):
            job.drop()
        return self._pool.waitForDone(timeout_ms)
