"""The main window: top line, navigation, the views, status line. It holds no business of its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QMainWindow, QWidget

from loc_desktop.app import log
from loc_desktop.app.values import LedgerStatus
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import one_sentence
from loc_desktop.ui.granting.news import News
from loc_desktop.ui.shell.auto_lock import AutoLock
from loc_desktop.ui.shell.dressing import Dressing
from loc_desktop.ui.shell.error_reports import ErrorReports
from loc_desktop.ui.shell.ledger_watch import Watch
from loc_desktop.ui.shell.role_views import role_views
from loc_desktop.ui.shell.secret_questions import SecretQuestions
from loc_desktop.ui.shell.status_line import LEDGER
from loc_desktop.ui.shell.view_stack import Typed
from loc_desktop.ui.shell.window_frame import WindowFrame
from loc_desktop.ui.shell.window_place import fit_frame, place, place_of
from loc_desktop.ui.signing.unsaved import Unsaved
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.error_dialog import ErrorAction
from loc_desktop.ui.widgets.i18n import Languages, Speaking
from loc_desktop.ui.widgets.tasks import TaskRunner
from loc_desktop.ui.widgets.view import Context, Surroundings, View
from loc_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from loc_desktop.ui.join.first_start import FirstStart
    from loc_desktop.ui.shell.file_remedies import FileRemedies


class MainWindow(Speaking, QMainWindow):
    """One window, one identity at a time. Signals: ``shown_view(name)`` after a view came to the front;
    once each: ``usable()`` when the window is there and answers, ``filled()`` when its first view has its
    contents."""

    shown_view = Signal(str)
    usable = Signal()
    filled = Signal()

    def __init__(
        self,
        workplace: Workplace,
        tasks: TaskRunner,
        languages: Languages,
        dressing: Dressing,
        *,
        follow: bool = True,
    ) -> None:
        super().__init__()
        self.workplace, self.tasks, self.languages = workplace, tasks, languages
        self.dressing = dressing
        dressing.setParent(self)
        dressing.changed.connect(self._dressed)
        self.words = Words(languages)
        self.desk: Desk | None = None
        self.errors = ErrorReports(self, languages, self.told, self._remedies)
        self.secrets = SecretQuestions(
            workplace, tasks, self, self.report, lambda: languages.current, self.told
        )
        tasks.locked = self.secrets.ask_passphrase
        self._status: LedgerStatus | None = None
        self._typed: Typed = {}
        self.lock = AutoLock(
            self,
            workplace,
            tasks,
            lambda: self.desk.identity if self.desk is not None else None,
            lambda: languages.current,
        )
        self.unsaved = Unsaved(self)
        self.lock.timer.timeout.connect(self._say_unsaved)
        self._alone = QLockFile(str(workplace.home / "window.lock"))
        self._alone.setStaleLockTime(0)
        self._told_filled = False
        self._named = False
        self._first_turn = QTimer(self)
        self._first_turn.setSingleShot(True)
        self._first_turn.timeout.connect(self._shown)
        self.tasks.failed.connect(self.report)
        self.watch = Watch(workplace, tasks, self, follow=follow)
        self.watch.changed.connect(self._refresh)
        self.watch.status.connect(self._show_status)
        self.watch.waiting.connect(self._show_waiting)
        self.news = News(self, self.setting("announce") != "off")
        self.watch.news.connect(self._show_news)
        self.watch.away.connect(self._ledger_away)
        self.watch.broken.connect(self.report)
        self.watch.beside.connect(self._tell_asides)
        self.first: FirstStart | None = None
        self.say(self.setWindowTitle, lambda: self.news.title(self.tr("LoC Desktop")))
        for keys, action in (
            (QKeySequence("F1"), self.show_help),
            (QKeySequence("F5"), self._refresh),
            (QKeySequence("Ctrl+L"), lambda: self.speak(languages.other)),
            (QKeySequence("Ctrl++"), lambda: self.set_text_size(theme.next_size(1))),
            (QKeySequence("Ctrl+="), lambda: self.set_text_size(theme.next_size(1))),
            (QKeySequence("Ctrl+-"), lambda: self.set_text_size(theme.next_size(-1))),
        ):
            QShortcut(keys, self).activated.connect(action)
        self._build()
        place(self, self.setting("window"))

    @property
    def language(self) -> str:
        """The language that is on: ``zh`` or ``en``."""
        return self.languages.current

    @property
    def front(self) -> str:
        """The name of the view in front."""
        return self.frame.stack.front

    @property
    def views(self) -> dict[str, View]:
        """The views made so far, by name."""
        return self.frame.stack.views

    @property
    def listed(self) -> list[str]:
        """The names in the navigation, in order."""
        return [view.name for view in self.frame.listed]

    # -- building

    def _build(self) -> None:
        """The frame; again after a change of text size."""
        frame = self.frame = WindowFrame(self.words, self._typed)
        self.setCentralWidget(frame)
        frame.chosen.connect(self.go)
        frame.top.identity_chosen.connect(self.become)
        frame.top.language_wanted.connect(lambda: self.speak(self.languages.other))
        frame.top.help_wanted.connect(self.show_help)
        frame.status_line.outbox_wanted.connect(self._show_outbox)

    def open(self) -> None:
        """Show what there is: the first start, or the desk of the identity used last."""
        for file in self.workplace.damaged():
            self.told(
                self.tr("The file {file} is damaged; it is kept, and the defaults are used.").format(
                    file=file.name
                )
            )
        if self.first is not None:
            self.frame.take_away(self.first)
            self.first = None
        if not self.workplace.ready:
            from loc_desktop.ui.join.first_start import FirstStart

            self.first = FirstStart(Surroundings(self.workplace, self.tasks, self.words, self))
            self.first.ready.connect(self.open)
            self.frame.show_alone(self.first)
            self.first.focus_first()
            return
        self.frame.navigation.show()
        self.become("")
        self._tell_unkept()
        if self._told_filled:
            self.watch.start()
        if self.workplace.needs_passphrase:
            self.secrets.ask_passphrase(self._refresh)

    # -- identity

    def become(self, identity: str) -> None:
        """Change to another identity of this computer; "" is the one used last."""
        if self.desk is not None and self.unsaved.asks(self._left_open(), lambda: self.become(identity)):
            return
        try:
            desk = self.workplace.desk(identity)
        except KnownError as error:
            self.report(error)
            return
        if self.desk is not None and self.desk.identity.id != desk.identity.id:
            self.told("")  # what was said to the one is not said to the other
        self.desk = desk
        self.words.zone = self.workplace.zone
        front = self.front
        self._offer(desk)
        self.frame.status_line.show_status(self._status, desk.identity.days_left)
        stays = front in ("settings", "identities") and self.frame.stack.can_show(front)
        self.go(front if stays else self.frame.stack.offered[0].name)
        self._count()
        if identity:
            self.keep("last_identity", identity)

    def _left_open(self) -> View | None:
        """A view with something that is not saved."""
        return next((view for view in self.views.values() if view.unsaved()), None)

    def _say_unsaved(self) -> None:
        """Locking loses nothing; what was not saved then is told once it is open again."""
        view = self._left_open()
        if view is not None and self.lock.locked:
            self.lock.when_open(lambda: self.told(view.unsaved()))

    def _warn(self) -> None:
        """Beside the ledger's health: what nobody may miss."""
        second = not self._alone.isLocked() and not self._alone.tryLock(0)
        second = second and self._alone.error() is QLockFile.LockError.LockFailedError
        self.frame.top.warn(sample=self.workplace.is_sample, second=second)

    def _offer(self, desk: Desk) -> None:
        """The views of the desk's role, and who can work here."""
        self.frame.offer(role_views(desk.identity.role), desk.identity.id)
        self._warn()
        self._name_persons(desk)

    def _name_persons(self, desk: Desk) -> None:
        """Who can work here; persons have their names once the keyring is open."""
        self._named = self.workplace.connections.names_ready()
        identities, own = self.workplace.identities(), desk.identity
        mine = next((identity for identity in identities if identity.id == own.id), own)
        self.frame.top.set_identities(identities, mine)

    @property
    def context(self) -> Context:
        assert self.desk is not None
        return Context(self.workplace, self.tasks, self.words, self, self.desk)

    # -- Shell

    def go(self, name: str, target: object = None) -> None:
        """Bring a view to the front, made when first shown. ``target`` is what it should show."""
        if self.desk is None or not self.frame.stack.can_show(name):
            return
        if name != self.front and self.unsaved.asks(
            self.views.get(self.front), lambda: self.go(name, target)
        ):
            self.frame.navigation.mark(self.front)
            return
        view = self.frame.bring(name, self.context, target)
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
        fit_frame(self)
        self.usable.emit()
        view = self.views.get(self.front)
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
            if not self._named and self.workplace.connections.names_ready():
                self._name_persons(self.desk)
            self.watch.start()

    def told(self, text: str) -> None:
        self.frame.status_line.told(text)

    def with_pin(self, parent: QWidget, then: Callable[[str | None], None]) -> None:
        if self.desk is None or not self.desk.identity.needs_pin:
            then(None)
            return
        self.ask_pin(self.desk.identity.name, parent, then)

    def ask_pin(self, name: str, parent: QWidget, then: Callable[[str], None]) -> None:
        self.secrets.ask_pin(name, parent, then)

    def report(self, error: BaseException) -> None:
        """Show an error in a dialog; a second one while the first is open only in the status line."""
        if isinstance(error, KnownError):
            if error.code == "keyring.passphrase_needed":  # it was asked for, and none was given
                log.failed("without the passphrase", error)
                return
            if error.code == "pin.wrong" and self.secrets.ask_pin_again(error):
                return
        self.lock.when_open(lambda: self.errors.show(error))

    @cached_property
    def remedies(self) -> FileRemedies:
        """What may be done about a file that is missing or damaged."""
        from loc_desktop.ui.shell.file_remedies import FileRemedies

        return FileRemedies(
            Surroundings(self.workplace, self.tasks, self.words, self), self, self.languages, self._remedied
        )

    def _remedies(self, error: BaseException) -> Sequence[ErrorAction]:
        return self.remedies.actions(error)

    def _remedied(self, said: str) -> None:
        if self.desk is None:
            self.open()
        self.told(said)
        self._refresh()

    def _tell_asides(self) -> None:
        """Trouble with files after a commit: what belongs to an outcome marks it, the rest is shown now."""
        for error in self.workplace.asides.take_loose():
            self.errors.show(error)
        if self.workplace.asides.events():
            self.told(self.tr("On the ledger; trouble on this computer: see what is marked with ⚠"))

    # -- ledger

    def _refresh(self) -> None:
        self.frame.stack.refresh()
        self._count()
        self.watch.ask_status()

    def _ledger_away(self, error: KnownError) -> None:
        if error.code == "pin.needed":
            if self.desk is not None:
                self.secrets.ask_pin_once(self.desk.identity, self._refresh)
            return
        self.frame.status_line.told(one_sentence(error, self.language), LEDGER)
        self.watch.ask_status()

    def _show_status(self, status: LedgerStatus) -> None:
        self._status = status
        self._warn()
        self.frame.show_status(status, self.desk.identity.days_left if self.desk is not None else None)

    def _count(self) -> None:
        if self.desk is not None and self.frame.stack.can_show("inbox") and self.isVisible():
            self.watch.count(self.desk)
            if self._told_filled:
                self.watch.count_news(self.desk)

    def _show_waiting(self, desk: Desk, number: int) -> None:
        if self.desk is desk:
            self.frame.navigation.count("inbox", number)

    def _show_news(self, desk: Desk, number: int) -> None:
        if self.desk is desk:
            self.frame.navigation.fresh("inbox", number)
            self.news.show(desk.identity.id, number)
            self.setWindowTitle(self.news.title(self.tr("LoC Desktop")))

    def looked(self) -> None:
        """What waits was looked at."""
        self._count()

    @property
    def announces(self) -> bool:
        """Whether new work is announced in the system's tray."""
        return self.news.on

    def set_announces(self, on: bool) -> None:
        self.news.on = on
        self.keep("announce", "on" if on else "off")

    def _show_outbox(self) -> None:
        from loc_desktop.ui.signing.outbox_dialog import OutboxDialog

        if self.desk is not None:
            OutboxDialog(self.context, self).open()

    # -- settings

    def setting(self, name: str) -> str:
        """What was kept under a name, "" if nothing."""
        return self.workplace.settings().get(name, "")

    def keep(self, name: str, value: str) -> None:
        """Keep a setting."""
        self.tasks.run(
            lambda _job: self.workplace.set(name, value), lambda _kept: self._tell_unkept(), owner=self
        )

    def _tell_unkept(self) -> None:
        error = self.workplace.unkept()
        if error is not None:
            self.errors.notice(error)

    def speak(self, language: str) -> None:
        """Change the language and keep it."""
        if not self.languages.switch(language):
            self.told("The Chinese translation is not compiled: run `make setup`.")
            return
        self.keep("language", language)

    def set_text_size(self, percent: int) -> None:
        """Dress everything anew in this text size and keep it."""
        if self.dressing.resize(percent):
            self.keep("text_size", str(percent))

    @property
    def lock_minutes(self) -> int:
        """Minutes without input until it locks itself, 0 for never."""
        return self.lock.minutes

    @property
    def can_lock(self) -> bool:
        """Whether there is a PIN or passphrase that would open it again."""
        return bool(self.lock.by)

    def set_lock_minutes(self, minutes: int) -> None:
        self.lock.set_minutes(minutes)
        self.keep("lock_minutes", str(minutes))

    @property
    def colours(self) -> str:
        """What was chosen: ``system`` or a palette."""
        return self.dressing.choice

    def set_colours(self, choice: str) -> None:
        """Dress everything anew in this palette and keep the choice."""
        self.dressing.choose(choice)
        self.keep("colours", choice)

    def _dressed(self) -> None:
        """Every view is made anew, in another size or palette."""
        if self.lock.locked:
            self.lock.when_open(self._dressed)
            return
        front = self.front
        self.frame.stack.drop()
        self._build()
        if self.first is not None or self.desk is None:
            self.first = None
            self.open()
        else:
            desk = self.desk
            self._offer(desk)
            if self._status is not None:
                self._show_status(self._status)
            self.go(front or self.frame.stack.offered[0].name)
            self._count()

    def show_help(self) -> None:
        from loc_desktop.ui.shell.help_dialog import HelpDialog

        HelpDialog(self.frame.listed, log.folder_of(self.workplace.home), self).open()

    # -- the end

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.isVisible() and self.unsaved.asks(self._left_open(), self.close):
            event.ignore()
            return
        self.news.hide()
        if self.isVisible():
            self.workplace.set("window", place_of(self))
        self.shut_down()
        super().closeEvent(event)

    def shut_down(self) -> None:
        """Stop the threads; may be called twice."""
        self.watch.stop()
        self.tasks.shut_down()
        self._alone.unlock()
