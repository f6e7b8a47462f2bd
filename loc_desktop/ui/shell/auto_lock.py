"""After a time without input nothing is readable until the PIN or the passphrase is given again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QMenu, QVBoxLayout, QWidget

from loc_desktop.app.values import IdentityInfo
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import one_sentence
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.tasks import TaskRunner

MINUTES: Final = (0, 1, 5, 10, 30)
"""Offered times without input; 0 never locks."""

USUAL: Final = 10

_INPUT: Final = (
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
)


class LockPage(Speaking, QWidget):
    """Covers the window; says nothing about who works or what is there. Signal ``given(secret)``."""

    given = Signal(str)

    def __init__(self, by: str) -> None:
        """``by``: ``pin`` or ``passphrase``."""
        super().__init__()
        self.setObjectName("page")
        outer = QVBoxLayout(self)
        inner = QWidget()
        inner.setFixedWidth(min(800, theme.sizes().px(380)))
        layout = QVBoxLayout(inner)
        layout.setSpacing(theme.sizes().space(8))
        title = plain(name="title")
        question = plain(wrap=True)
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.problem = plain(tone="bad", wrap=True)
        self.unlock = button(primary=True)
        for widget in (title, question, self.field, self.problem):
            layout.addWidget(widget)
        layout.addLayout(row(None, self.unlock))
        outer.addStretch(1)
        outer.addWidget(inner, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)
        self.unlock.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        self.setFocusProxy(self.field)
        self.say(title.setText, lambda: self.tr("Locked"))
        self.say(
            question.setText,
            lambda: (
                self.tr("Nobody has typed for a while. Enter the PIN to go on where you were.")
                if by == "pin"
                else self.tr("Nobody has typed for a while. Enter the passphrase to go on where you were.")
            ),
        )
        self.say(
            self.field.setAccessibleName, lambda: self.tr("PIN") if by == "pin" else self.tr("Passphrase")
        )
        self.say(self.unlock.setText, lambda: self.tr("Unlock"))

    def _give(self) -> None:
        if self.field.text() and self.unlock.isEnabled():
            self.unlock.setEnabled(False)
            self.given.emit(self.field.text())

    def refuse(self, why: str) -> None:
        self.field.clear()
        self.problem.setText(f"✗ {why}")
        self.unlock.setEnabled(True)
        self.field.setFocus()


class AutoLock(QObject):
    """Locks a window after ``minutes`` without key or mouse, where the identity's key has a PIN or the keys
    are in a file with a passphrase; else the computer's own lock has to guard it. ``page`` is shown while
    locked."""

    def __init__(
        self,
        window: QMainWindow,
        workplace: Workplace,
        tasks: TaskRunner,
        identity: Callable[[], IdentityInfo | None],
        language: Callable[[], str],
    ) -> None:
        super().__init__(window)
        self._window, self._workplace, self._tasks = window, workplace, tasks
        self._identity, self._language = identity, language
        self.page: LockPage | None = None
        self._behind: QWidget | None = None
        self._hidden: list[QDialog] = []
        self._waiting: list[Callable[[], None]] = []
        self.timer = QTimer(self)
        self.timer.setSingleShot(False)
        self.timer.timeout.connect(self.lock)
        kept = workplace.settings().get("lock_minutes", "")
        self.minutes = int(kept) if kept.isdecimal() and int(kept) in MINUTES else USUAL
        # Of the window that has the focus only: a filter of the application would see every event of it.
        self._application().focusWindowChanged.connect(self._watch)
        self._restart()

    @property
    def locked(self) -> bool:
        return self.page is not None

    @property
    def by(self) -> str:
        """What opens it again: ``pin``, ``passphrase``, or "" where nothing could."""
        identity = self._identity()
        return self._workplace.guarded_by(identity.id if identity is not None else "")

    def set_minutes(self, minutes: int) -> None:
        self.minutes = minutes
        self._restart()

    def when_open(self, then: Callable[[], None]) -> None:
        """Now, or once it is unlocked: what would show something."""
        if self.locked:
            self._waiting.append(then)
        else:
            then()

    @staticmethod
    def _application() -> QApplication:
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        return application

    def _watch(self, focused: QWindow | None) -> None:
        if focused is not None:
            focused.removeEventFilter(self)
            focused.installEventFilter(self)
            if not self.locked:
                self._restart()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While locked of the whole application: no dialog comes up, no shortcut does anything."""
        if not self.locked:
            if event.type() in _INPUT:
                self._restart()
            return False
        if event.type() == QEvent.Type.Show and isinstance(watched, QDialog):
            if watched not in self._hidden:
                self._hidden.append(watched)
            QTimer.singleShot(0, watched.hide)
        return event.type() == QEvent.Type.Shortcut

    def _restart(self) -> None:
        if self.minutes:
            self.timer.start(self.minutes * 60_000)
        else:
            self.timer.stop()

    def lock(self) -> None:
        """Cover everything now; no effect where nothing could open it again."""
        by = self.by
        if self.locked or not by or not self._window.isVisible():
            return
        self.timer.stop()
        dialogs = [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]
        for menu in self._window.findChildren(QMenu):
            menu.close()
        self._hidden = list(dialogs)
        for dialog in dialogs:
            dialog.hide()
        page = self.page = LockPage(by)
        page.given.connect(self._try)
        behind = self._behind = self._window.takeCentralWidget()
        if behind is not None:
            behind.setParent(self._window)
            behind.hide()
        self._window.setCentralWidget(page)
        page.show()
        self._application().installEventFilter(self)
        page.field.setFocus()

    def _try(self, secret: str) -> None:
        identity = self._identity()
        known = identity.id if identity is not None else ""

        def wrong(error: BaseException) -> None:
            if self.page is not None:
                said = one_sentence(error, self._language()) if isinstance(error, KnownError) else str(error)
                self.page.refuse(said)

        self._tasks.run(
            lambda _job: self._workplace.check_guard(known, secret),
            lambda _none: self._open(),
            failed=wrong,
            owner=self.page,
        )

    def _open(self) -> None:
        page, self.page = self.page, None
        if page is None or self._behind is None:
            return
        self._application().removeEventFilter(self)
        self._window.takeCentralWidget()
        page.deleteLater()
        self._window.setCentralWidget(self._behind)
        self._behind.show()
        self._behind = None
        hidden, self._hidden = self._hidden, []
        for dialog in hidden:
            dialog.show()
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()
        self._restart()
