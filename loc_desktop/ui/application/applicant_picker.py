"""The applicant of a form, found by typing part of a name, initials, an identity or a telephone number."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QVBoxLayout, QWidget

from loc_desktop.desk.values.application import Applicant, ApplicantPage
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context

SHOWN = 12
"""So many are offered at once; whoever is not among them is found by typing more."""
PAUSE_MS = 120


class ApplicantPicker(Speaking, QWidget):
    """A field with the people that fit below it. Down opens the list, Enter takes one of it.

    Signals: ``chosen()`` when the person took another applicant, ``passed()`` on Enter without a search.
    """

    chosen = Signal()
    passed = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.applicant: Applicant | None = None
        self.found: tuple[Applicant, ...] = ()
        self._wanted, self._asked, self._take_first = "", "", False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        self.edit = QLineEdit()
        self.note = plain(tone="muted", wrap=True)
        self.note.hide()
        layout.addWidget(self.edit)
        layout.addWidget(self.note)
        self.setFocusProxy(self.edit)
        self._model = QStringListModel(self)
        self.completer = QCompleter(self._model, self)
        self.completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.completer.setMaxVisibleItems(SHOWN)
        self.completer.setWidget(self.edit)
        self.completer.activated.connect(self._take_called)
        self.popup = self.completer.popup() or QListView()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._search)
        self.edit.textEdited.connect(lambda _text: self._pause.start())
        self.edit.installEventFilter(self)
        self.say(self.edit.setAccessibleName, lambda: context.words.field("applicant"))
        self.say(
            self.edit.setPlaceholderText,
            lambda: self.tr("Name, initials, identity number or telephone; ↓ lists all"),
        )

    @property
    def identity(self) -> str:
        """The id of the applicant's identity; "" is the desk's own."""
        return self.applicant.identity if self.applicant is not None else self._wanted

    def want(self, identity: str) -> None:
        """This one from now on; :meth:`show_applicant` says who it is."""
        if self.applicant is None or self.applicant.identity != identity:
            self.applicant, self._wanted = None, identity
            self.edit.clear()

    def show_applicant(self, applicant: Applicant | None) -> None:
        """Who the applicant is; nobody is told, and a search that is going on stays."""
        searching = self.edit.text() != _called(self.applicant)
        self.applicant = applicant
        if not searching or not (self.edit.hasFocus() or self._take_first):
            self._restore()

    def choose(self, applicant: Applicant) -> None:
        """As a person chooses from the list."""
        other = self.applicant is None or self.applicant.identity != applicant.identity
        self.applicant = applicant
        self._restore()
        if other:
            self.chosen.emit()

    # -- searching

    def _search(self) -> None:
        self._pause.stop()
        self._ask("" if self.edit.text() == _called(self.applicant) else self.edit.text())

    def _ask(self, text: str) -> None:
        self._asked = text
        applicants = self._context.desk.applications.applicants

        def find(_job: Job) -> ApplicantPage:
            return applicants.find(text, limit=SHOWN)

        report = self._context.shell.report
        self._context.tasks.run(find, lambda page: self._offer(text, page), failed=report, owner=self)

    def _offer(self, text: str, page: ApplicantPage) -> None:
        if text != self._asked or not self.edit.hasFocus():
            return
        self.found = page.rows
        if self._take_first and page.rows:
            self._take(0)
            return
        self._take_first = False
        self._model.setStringList([_called(applicant) for applicant in page.rows])
        more = page.total - len(page.rows)
        if not page.rows:
            self._say(self.tr("Nobody found. New customers are entered under Customers."))
        else:
            self._say(filled(self.tr("%1 more: type on."), self._context.words.count(more)) if more else "")
        if page.rows:
            self.completer.complete()
        else:
            self.popup.hide()

    def _say(self, text: str) -> None:
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self.edit.setAccessibleDescription(text)

    def _take_called(self, text: str) -> None:
        number = next((at for at, applicant in enumerate(self.found) if _called(applicant) == text), None)
        if number is not None:
            self._take(number)

    def _take(self, number: int) -> None:
        self._take_first = False
        self.popup.hide()
        self.choose(self.found[number])
        # The completer writes what was highlighted into the field afterwards.
        QTimer.singleShot(0, self, self._restore)

    def _restore(self) -> None:
        """The field says who is chosen, whatever was typed."""
        self._pause.stop()
        self._asked, self._take_first = "", False
        self._say("")
        self.edit.setText(_called(self.applicant))
        self.edit.setCursorPosition(0)

    # -- keys and focus of the field

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self._search()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
                self._entered()
                return True
            if event.key() == Qt.Key.Key_Escape and self.edit.text() != _called(self.applicant):
                self._restore()
                return True
        if watched is self.edit and isinstance(event, QFocusEvent):
            if event.type() == QEvent.Type.FocusIn and event.reason() != Qt.FocusReason.PopupFocusReason:
                QTimer.singleShot(0, self.edit, self.edit.selectAll)
            elif event.type() == QEvent.Type.FocusOut and not self.popup.isVisible():
                self._restore()
        return super().eventFilter(watched, event)

    def _entered(self) -> None:
        if self.edit.text() == _called(self.applicant):
            self.passed.emit()
        else:
            self._take_first = True
            self._search()


def _called(applicant: Applicant | None) -> str:
    """Name and identity number: two people may have one name."""
    if applicant is None:
        return ""
    return f"{applicant.name} · {applicant.identity_number}" if applicant.identity_number else applicant.name
