"""What the window shows of the ledger while it runs: new blocks, the ledger's state, how much waits."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QObject, QTimer, Signal

from loc_desktop.app import log
from loc_desktop.app.background import OutboxSending
from loc_desktop.app.values import LedgerStatus
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ui.shell.follower import Follower
from loc_desktop.ui.widgets.tasks import TaskRunner

STATUS_MS = 5000
CHANGE_MS = 120
"""New blocks that come within this time are shown together."""


class Watch(QObject):
    """Signals: ``changed()`` some blocks are new; ``status(LedgerStatus)``; ``waiting(Desk, int)``, how many
    events wait for that desk; ``news(Desk, int)``, how many of them are new; ``away(KnownError)`` and
    ``broken(Exception)`` as the follower's; ``beside()``, there is trouble with files to be told beside an
    outcome."""

    changed = Signal()
    status = Signal(object)
    waiting = Signal(object, int)
    news = Signal(object, int)
    away = Signal(object)
    broken = Signal(object)
    beside = Signal()

    def __init__(
        self, workplace: Workplace, tasks: TaskRunner, parent: QObject, *, follow: bool = True
    ) -> None:
        super().__init__(parent)
        self._workplace, self._tasks, self._follow = workplace, tasks, follow
        self._follower: Follower | None = None
        self._asking = False
        self._told: set[str] = set()
        self._away_code = ""
        workplace.asides.heard = self._aside
        self._sending = OutboxSending(workplace.send_waiting)
        self._changes = QTimer(self)
        self._changes.setSingleShot(True)
        self._changes.setInterval(CHANGE_MS)
        self._changes.timeout.connect(self.changed)
        self._clock = QTimer(self)
        self._clock.setInterval(STATUS_MS)
        self._clock.timeout.connect(self.ask_status)

    def start(self) -> None:
        """Follow the ledger from now on, if it shall be followed; a second call does nothing."""
        if self._follower is not None or not self._follow:
            return
        self._follower = Follower(self._workplace, self)
        self._follower.changed.connect(self._block)
        self._follower.caught_up.connect(self._caught_up)
        self._follower.away.connect(self._cannot_follow)
        self._follower.broken.connect(self.broken)
        self._follower.start()
        self._clock.start()
        self.ask_status()

    def _caught_up(self, _height: int) -> None:
        self._away_code = ""
        self._changes.start()

    def _cannot_follow(self, error: KnownError) -> None:
        """Asked again every few seconds, so it is logged only when it begins, or is another error."""
        if error.code != self._away_code:
            self._away_code = error.code
            log.failed("following the ledger", error)
        self.away.emit(error)

    def _aside(self) -> None:
        """On whichever thread it is told."""
        if shiboken6.isValid(self):
            self.beside.emit()

    def stop(self) -> None:
        """Stop the thread and the clocks; may be called twice."""
        self._workplace.asides.heard = None
        self._clock.stop()
        self._changes.stop()
        if self._follower is not None:
            self._follower.stop()
            self._follower = None

    def _block(self, _change: object) -> None:
        if not self._changes.isActive():
            self._changes.start()

    def ask_status(self) -> None:
        """Ask for the ledger's state. One question at a time: a network that is away takes long to say so,
        and the others' work must not wait behind it."""
        if self._asking:
            return
        self._asking = True

        def over() -> None:
            self._asking = False

        def show(status: LedgerStatus) -> None:
            self.status.emit(status)
            if self._sending.is_due(status):
                self._send_waiting()

        job = self._tasks.run(
            lambda _job: self._workplace.status(),
            show,
            failed=lambda error: self._trouble("state of the ledger", error),
            owner=self,
            background=True,
        )
        job.on_over = over

    def _send_waiting(self) -> None:
        """Send the outbox; when that is due, :class:`OutboxSending` says."""

        def sent(number: int) -> None:
            if number:
                self.changed.emit()
                self.ask_status()

        self._tasks.run(
            lambda job: self._sending.run(job.cancelled),
            sent,
            failed=lambda error: self._trouble("sending the outbox", error),
            owner=self,
            background=True,
        )

    def count(self, desk: Desk) -> None:
        """Ask how many events wait for this desk."""
        self._tasks.run(
            lambda _job: desk.waiting(),
            lambda number: self.waiting.emit(desk, number),
            failed=lambda error: self._trouble("count of what waits", error),
            owner=self,
            background=True,
        )

    def count_news(self, desk: Desk) -> None:
        """Ask how many of them are new or changed; a keyring that is still locked says nothing."""
        self._tasks.run(
            lambda _job: desk.news(),
            lambda number: self.news.emit(desk, number),
            failed=lambda error: self._trouble("count of what is new", error),
            owner=self,
            background=True,
        )

    def _trouble(self, what: str, error: BaseException) -> None:
        """What nobody asked for is logged; a bug is shown as well, once for each kind of work."""
        log.failed(what, error)
        if not isinstance(error, KnownError) and what not in self._told:
            self._told.add(what)
            self.broken.emit(error)
