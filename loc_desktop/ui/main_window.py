"""The frame: top line, navigation, the view in front, status line. It holds no business of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from loc_desktop.desk.desk import Desk
from loc_desktop.desk.model import Change, LedgerStatus
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ui import registry, theme
from loc_desktop.ui.frame import Navigation, StatusLine, TopLine
from loc_desktop.ui.i18n import Languages, Speaking
from loc_desktop.ui.tasks import TaskRunner
from loc_desktop.ui.view import Context, View
from loc_desktop.ui.words import Words

if TYPE_CHECKING:
    from loc_desktop.ui.errors import ErrorDialog
    from loc_desktop.ui.first_start import FirstStart
    from loc_desktop.ui.follower import Follower
    from loc_desktop.ui.pin_dialog import PassphraseDialog, PinDialog

STATUS_MS = 5000
CHANGE_MS = 120
"""New blocks that come within this time are shown together."""


class MainWindow(Speaking, QMainWindow):
    """One window, one identity at a time. Signals: ``shown_view(name)`` after a view came to the front;
    once each: ``usable()`` when the window is there and answers, ``filled()`` when its first view has its
    contents."""

    shown_view = Signal(str)
    usable = Signal()
    filled = Signal()

    def __init__(
        self, workplace: Workplace, tasks: TaskRunner, languages: Languages, *, follow: bool = True
    ) -> None:
        super().__init__()
        self.workplace, self.tasks, self.languages = workplace, tasks, languages
        self.words = Words(languages)
        self.desk: Desk | None = None
        self.views: dict[str, View] = {}
        self.dialog: ErrorDialog | None = None
        self.passphrase: PassphraseDialog | None = None
        self._entries: dict[str, registry.Entry] = {}
        self._front = ""
        self._follow = follow
        self._follower: Follower | None = None
        self._status: LedgerStatus | None = None
        self._told_filled = False
        self._first_turn = QTimer(self)
        self._first_turn.setSingleShot(True)
        self._first_turn.timeout.connect(self._shown)
        self.tasks.failed.connect(self.report)
        self._changes = QTimer(self)
        self._changes.setSingleShot(True)
        self._changes.setInterval(CHANGE_MS)
        self._changes.timeout.connect(self._refresh)
        self._clock = QTimer(self)
        self._clock.setInterval(STATUS_MS)
        self._clock.timeout.connect(self.ask_status)
        self.pin: PinDialog | None = None
        self._pin_asked = ""
        self._asking = False
        self.first: FirstStart | None = None
        self.say(self.setWindowTitle, lambda: self.tr("LoC Desktop"))
        for keys, action in (
            (QKeySequence("F1"), self.show_help),
            (QKeySequence("F5"), self._refresh),
            (QKeySequence("Ctrl+L"), self.switch_language),
            (QKeySequence("Ctrl++"), lambda: self.zoom(1)),
            (QKeySequence("Ctrl+="), lambda: self.zoom(1)),
            (QKeySequence("Ctrl+-"), lambda: self.zoom(-1)),
        ):
            QShortcut(keys, self).activated.connect(action)
        self._build()
        self.resize(1366, 768)

    @property
    def language(self) -> str:
        """The language that is on: ``zh`` or ``en``."""
        return self.languages.current

    @property
    def front(self) -> str:
        """The name of the view in front."""
        return self._front

    @property
    def listed(self) -> list[str]:
        """The names in the navigation, in order."""
        return [name for name, entry in self._entries.items() if entry.listed]

    # -- building

    def _build(self) -> None:
        """The frame; again after a change of text size."""
        whole = QWidget()
        layout = QVBoxLayout(whole)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.top = TopLine(self.words)
        self.navigation = Navigation()
        self.stack = QStackedWidget()
        self.status_line = StatusLine(self.words)
        middle = QHBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.navigation)
        middle.addWidget(self.stack, 1)
        layout.addWidget(self.top)
        layout.addLayout(middle, 1)
        layout.addWidget(self.status_line)
        self.setCentralWidget(whole)
        self.top.identity_chosen.connect(self.become)
        self.top.language_wanted.connect(self.switch_language)
        self.top.help_wanted.connect(self.show_help)
        self.navigation.chosen.connect(self.go)
        self.status_line.outbox_wanted.connect(self._show_outbox)

    def open(self) -> None:
        """Show what there is: the first start, or the desk of the identity used last."""
        if not self.workplace.ready:
            from loc_desktop.ui.first_start import FirstStart

            self.first = FirstStart(self.workplace, self.tasks, self.words, self)
            self.first.ready.connect(self._made)
            self.stack.addWidget(self.first)
            self.stack.setCurrentWidget(self.first)
            self.navigation.hide()
            self.first.focus_first()
            self.status_line.show_status(None, None)
            return
        self.navigation.show()
        self.become("")
        if self._told_filled:
            self._start_following()
        if self.workplace.needs_passphrase:
            self.ask_passphrase(self._refresh)

    def ask_passphrase(self, then: Callable[[], None], why: str = "") -> None:
        """The keys are in the encrypted file: ask for its passphrase, open it, then ``then()``."""
        from loc_desktop.ui.pin_dialog import PassphraseDialog

        dialog = PassphraseDialog(self, new=False, why=why)
        self.passphrase = dialog

        def use() -> None:
            self.tasks.run(
                lambda _job: self.workplace.use_passphrase(dialog.secret),
                lambda _none: then(),
                failed=wrong,
                owner=self,
            )

        def wrong(error: BaseException) -> None:
            if isinstance(error, KnownError) and error.code == "keyring.wrong_passphrase":
                self.ask_passphrase(then, self._what(error))
            else:
                self.report(error)

        dialog.accepted.connect(use)
        dialog.open()

    def _made(self) -> None:
        if self.first is not None:
            self.stack.removeWidget(self.first)
            self.first.deleteLater()
            self.first = None
        self.open()

    def _start_following(self) -> None:
        if self._follower is not None or not self._follow:
            return
        from loc_desktop.ui.follower import Follower

        self._follower = Follower(self.workplace, self)
        self._follower.changed.connect(self._ledger_changed)
        self._follower.caught_up.connect(lambda _height: self._changes.start())
        self._follower.away.connect(self._ledger_away)
        self._follower.broken.connect(self.report)
        self._follower.start()
        self._clock.start()
        self.ask_status()

    # -- identity

    def become(self, identity: str) -> None:
        """Change to another identity of this computer; "" is the one used last."""
        try:
            desk = self.workplace.desk(identity)
        except KnownError as error:
            self.report(error)
            return
        self.desk = desk
        keep = self._front
        self._drop_views()
        self._entries = {entry.name: entry for entry in registry.entries(desk.identity.role)}
        self._rebuild_navigation()
        self.top.set_identities(self.workplace.identities(), desk.identity)
        self.status_line.show_status(self._status, desk.identity.days_left)
        first = next(iter(self._entries))
        self.go(keep if keep in ("settings", "identities") and keep in self._entries else first)
        self._count()
        if identity:
            self.keep("last_identity", identity)

    def _rebuild_navigation(self) -> None:
        old = self.navigation
        self.navigation = Navigation()
        self.navigation.chosen.connect(self.go)
        parent = old.parentWidget()
        layout = parent.layout() if parent is not None else None
        assert layout is not None
        layout.replaceWidget(old, self.navigation)
        old.hide()
        old.deleteLater()
        for entry in self._entries.values():
            if entry.listed:
                self.navigation.add(entry.name, entry.title, entry.icon)

    def _drop_views(self) -> None:
        for view in self.views.values():
            view.deactivate()
            self.stack.removeWidget(view)
            view.deleteLater()
        self.views = {}
        self._front = ""

    @property
    def context(self) -> Context:
        assert self.desk is not None
        return Context(self.workplace, self.desk, self.tasks, self.words, self)

    # -- Shell

    def go(self, name: str, target: object = None) -> None:
        """Bring a view to the front, made when first shown. ``target`` is what it should show."""
        entry = self._entries.get(name)
        if entry is None or self.desk is None:
            return
        view = self.views.get(name)
        if view is None:
            view = entry.make(self.context)
            view.counted.connect(lambda number: self.navigation.count(name, number))
            self.views[name] = view
            self.stack.addWidget(view)
        if target is not None:
            view.show_target(target)
        if self._front and self._front != name and self._front in self.views:
            self.views[self._front].deactivate()
        self._front = name
        self.stack.setCurrentWidget(view)
        self.navigation.mark(name)
        if self.isVisible():
            view.activate()
        view.focus_first()
        self.shown_view.emit(name)
        if not self._told_filled:
            view.filled.connect(self._filled)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._first_turn.start(0)

    def _shown(self) -> None:
        """The window is on the screen: say so, then fetch what the view in front shows."""
        self.usable.emit()
        view = self.views.get(self._front)
        if view is not None:
            self.tasks.idle.connect(self._filled)
            view.activate()
            self._count()

    def _filled(self) -> None:
        """The first view has its contents. Only now the ledger is followed: that loads much, and the person
        has been waiting for the view."""
        if not self._told_filled:
            self._told_filled = True
            self.filled.emit()
        if self.desk is not None:
            self._start_following()

    def told(self, text: str) -> None:
        self.status_line.told(text)

    def with_pin(self, parent: QWidget, then: Callable[[str | None], None]) -> None:
        if self.desk is None or not self.desk.identity.needs_pin:
            then(None)
            return
        from loc_desktop.ui.pin_dialog import PinDialog

        dialog = PinDialog(self.desk.identity.name, parent)
        dialog.accepted.connect(lambda: then(dialog.secret))
        dialog.open()

    def report(self, error: BaseException) -> None:
        """Show an error in a dialog; a second one while the first is open only in the status line."""
        if isinstance(error, KnownError) and error.code == "keyring.passphrase_needed":
            if self.passphrase is None or not self.passphrase.isVisible():
                self.ask_passphrase(self._refresh)
            return
        if self.dialog is not None and self.dialog.isVisible():
            self.told(self._what(error))
            return
        from loc_desktop.ui.errors import ErrorDialog

        self.dialog = ErrorDialog(error, self.language, self)
        self.dialog.open()

    def _what(self, error: BaseException) -> str:
        """What happened, in one sentence."""
        from loc_desktop.ui.errors import sentences

        return sentences(error, self.language)[0] if isinstance(error, KnownError) else repr(error)

    # -- ledger

    def _ledger_changed(self, change: Change) -> None:
        if not self._changes.isActive():
            self._changes.start()

    def _refresh(self) -> None:
        for view in list(self.views.values()):
            view.changed()
        self._count()
        self.ask_status()

    def _ledger_away(self, error: KnownError) -> None:
        if error.code == "pin.needed":
            self._ask_pin()
            return
        self.told(self._what(error))
        self.ask_status()

    def _ask_pin(self) -> None:
        """A network wants every question signed: the PIN is asked once for the session."""
        from loc_desktop.ui.pin_dialog import PinDialog

        if self.desk is None or self._pin_asked == self.desk.identity.id:
            return
        identity = self.desk.identity
        self._pin_asked = identity.id
        self.pin = dialog = PinDialog(identity.name, self)

        def wrong(error: BaseException) -> None:
            self._pin_asked = ""
            self.report(error)

        dialog.accepted.connect(
            lambda: self.tasks.run(
                lambda _job: self.workplace.use_pin(identity.id, dialog.secret),
                lambda _none: self._refresh(),
                failed=wrong,
                owner=self,
            )
        )
        dialog.open()

    def ask_status(self) -> None:
        """Bring the top and status lines up to date. One question at a time: a network that is away takes
        long to say so, and the others' work must not wait behind it."""
        if self._asking:
            return
        self._asking = True

        def over() -> None:
            self._asking = False

        job = self.tasks.run(
            lambda _job: self.workplace.status(), self._show_status, failed=lambda _error: None, owner=self
        )
        job.on_over = over

    def _show_status(self, status: LedgerStatus) -> None:
        self._status = status
        self.top.show_status(status)
        days = self.desk.identity.days_left if self.desk is not None else None
        self.status_line.show_status(status, days)

    def _count(self) -> None:
        desk = self.desk
        if desk is None or "inbox" not in self._entries or not self.isVisible():
            return

        def show(number: int) -> None:
            if self.desk is desk:
                self.navigation.count("inbox", number)

        self.tasks.run(lambda _job: desk.waiting(), show, failed=lambda _error: None, owner=self)

    def _show_outbox(self) -> None:
        from loc_desktop.ui.outbox_dialog import OutboxDialog

        if self.desk is not None:
            OutboxDialog(self.context, self).open()

    # -- settings

    def keep(self, name: str, value: str) -> None:
        """Keep a setting."""
        self.tasks.run(lambda _job: self.workplace.set(name, value), owner=self)

    def switch_language(self) -> None:
        """Chinese to English and back, at once."""
        self.speak("en" if self.languages.current == "zh" else "zh")

    def speak(self, language: str) -> None:
        """Change the language and keep it."""
        if not self.languages.switch(language):
            self.told("The Chinese translation is not compiled: run `make setup`.")
            return
        self.keep("language", language)

    def zoom(self, steps: int) -> None:
        """The next larger (1) or smaller (-1) text size."""
        offered = theme.TEXT_SIZES
        now = min(range(len(offered)), key=lambda i: abs(offered[i] - theme.sizes().percent))
        self.set_text_size(offered[max(0, min(len(offered) - 1, now + steps))])

    def set_text_size(self, percent: int) -> None:
        """Dress everything anew in this text size and keep it."""
        application = QApplication.instance()
        if percent == theme.sizes().percent or not isinstance(application, QApplication):
            return
        theme.dress(application, percent)
        front = self._front
        self._drop_views()
        self._build()
        if self.first is not None or self.desk is None:
            self.first = None
            self.open()
        else:
            desk = self.desk
            self._rebuild_navigation()
            self.top.set_identities(self.workplace.identities(), desk.identity)
            if self._status is not None:
                self._show_status(self._status)
            self.go(front or next(iter(self._entries)))
            self._count()
        self.keep("text_size", str(percent))

    def show_help(self) -> None:
        from loc_desktop.ui.help_dialog import HelpDialog

        HelpDialog([entry.title() for entry in self._entries.values() if entry.listed], self).open()

    # -- the end

    def closeEvent(self, event: QCloseEvent) -> None:
        self.shut_down()
        super().closeEvent(event)

    def shut_down(self) -> None:
        """Stop the threads; may be called twice."""
        self._clock.stop()
        self._changes.stop()
        if self._follower is not None:
            self._follower.stop()
            self._follower = None
        self.tasks.shut_down()
