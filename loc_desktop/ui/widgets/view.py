"""The base of all views and what they are given: one desk, the runner, words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from loc_desktop.desk.desk import Desk
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import Elided, plain, set_tone
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled, sideways
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.tasks import Job, TaskRunner
from loc_desktop.ui.widgets.words import Words


class Shell(Protocol):
    """What a view may ask of the window around it."""

    @property
    def language(self) -> str: ...

    def go(self, name: str, target: object = None) -> None:
        """Show another view: ``trace`` of an event id, ``ledger`` at a transaction id …"""
        ...

    def become(self, identity: str) -> None:
        """Work as another identity of this computer."""
        ...

    def speak(self, language: str) -> None:
        """Change the language."""
        ...

    def set_text_size(self, percent: int) -> None:
        """Change the text size; every view is built anew."""
        ...

    @property
    def lock_minutes(self) -> int:
        """Minutes without input until the window locks itself, 0 for never."""
        ...

    @property
    def can_lock(self) -> bool:
        """Whether there is a PIN or passphrase that would open it again."""
        ...

    def set_lock_minutes(self, minutes: int) -> None: ...

    @property
    def colours(self) -> str:
        """The chosen palette, ``system`` for the system's own."""
        ...

    @property
    def announces(self) -> bool:
        """Whether new work is announced in the system's tray."""
        ...

    def set_announces(self, on: bool) -> None: ...

    def looked(self) -> None:
        """What waits was looked at: it is counted anew."""
        ...

    def set_colours(self, choice: str) -> None:
        """Change the palette; every view is built anew."""
        ...

    def told(self, text: str) -> None:
        """A short notice in the status line."""
        ...

    def with_pin(self, parent: QWidget, then: Callable[[str | None], None]) -> None:
        """Ask for the PIN of the identity in use, then call ``then(pin)``; at once with None if it has none.
        ``then`` is not called if the person cancels."""
        ...

    def ask_pin(self, name: str, parent: QWidget, then: Callable[[str], None]) -> None:
        """Ask for the PIN of ``name``'s key, then call ``then(pin)``; not if the person cancels."""
        ...

    def report(self, error: BaseException) -> None:
        """Show an error: known or bug."""
        ...


@dataclass(frozen=True)
class Surroundings:
    """What a dialog needs where nobody works yet: at the first start."""

    workplace: Workplace
    tasks: TaskRunner
    words: Words
    shell: Shell


@dataclass(frozen=True)
class Context(Surroundings):
    """One identity's parts, handed to every view of that identity."""

    desk: Desk


class View(Speaking, QWidget):
    """A view: a head (title, what it is about, a thin line while it works), a body, a bar of actions.

    Subclasses fill ``self.body``, may set ``self.primary`` (the action that must always be in sight), and
    implement :meth:`load`. Signals: ``counted(int)``, the number for the navigation; ``filled()``, the view
    has its contents.
    """

    counted = Signal(int)
    filled = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.setObjectName("page")
        self.context = context
        self.desk = context.desk
        self.words = context.words
        self.primary: QPushButton | None = None
        self._stale = True
        self._active = False
        self._working = 0
        sizes = theme.sizes()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.inside = inside = QVBoxLayout()
        inside.setContentsMargins(sizes.space(16), sizes.space(10), sizes.space(16), sizes.space(10))
        inside.setSpacing(sizes.space(8))
        whole.addLayout(inside, 1)
        self.head = QHBoxLayout()
        self.head.setSpacing(sizes.space(12))
        self.title = plain(name="title")
        self.subtitle = Elided(name="subtitle")
        self.head.addWidget(self.title)
        self.head.addWidget(self.subtitle, 1)
        inside.addLayout(self.head)
        self._line = QProgressBar()
        self._line.setTextVisible(False)
        self._line.setRange(0, 0)
        self._line.setFixedHeight(2)
        self._line.setStyleSheet("QProgressBar { min-height: 2px; border: 0; background: transparent; }")
        policy = self._line.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._line.setSizePolicy(policy)
        self._line.hide()
        inside.addWidget(self._line)
        # On a small screen the body scrolls; head and actions stay in sight.
        holder = QWidget()
        self.body = QVBoxLayout(holder)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(sizes.space(8))
        self.area = scrolled(holder)
        inside.addWidget(self.area, 1)
        # Below the body: what appears there moves neither rows nor buttons under the pointer.
        self.notice = plain(wrap=True, name="notice")
        self.notice.hide()
        inside.addWidget(self.notice)
        bar = QFrame()
        bar.setObjectName("actions")
        self.actions_bar = QHBoxLayout(bar)
        self.actions_bar.setContentsMargins(sizes.space(16), sizes.space(6), sizes.space(16), sizes.space(6))
        self.actions_bar.setSpacing(sizes.space(8))
        # Actions that do not fit beside one another scroll sideways; the main one comes first.
        self._bar = sideways(bar)
        self._bar.hide()
        whole.addWidget(self._bar)
        self.say(self._line.setAccessibleName, lambda: self.tr("Working"))

    # -- for subclasses

    def load(self) -> None:
        """Read again what is on the screen; called when the view is shown or the ledger has changed."""

    def show_target(self, target: object) -> None:
        """Show this in particular (an event id, a transaction …); views that can, override it."""

    def unsaved(self) -> str:
        """What is changed and not saved, as a question's text ("" nothing), before the view is left."""
        return ""

    def focus_first(self) -> None:
        """Put the focus where work starts."""
        self.setFocus()

    def content(self) -> QVBoxLayout:
        """Where the contents go: the body, and with large text a scroll area in it."""
        if not theme.sizes().large:
            return self.body
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, theme.sizes().space(6), 0)
        layout.setSpacing(theme.sizes().space(8))
        self.body.addWidget(scrolled(inside), 1)
        return layout

    def spread(self, content: QVBoxLayout, main: Sequence[QWidget], further: Sequence[QWidget]) -> None:
        """The actions: all in the bar; with large text the rarer ones stand with the contents."""
        if theme.sizes().large:
            content.insertLayout(0, row(*further, None))
            self.add_action(*main, None)
        else:
            self.add_action(*main, None, *further)

    def add_action(self, *widgets: QWidget | None) -> None:
        """Widgets into the bar at the bottom; None is a stretch."""
        self._bar.show()
        for widget in widgets:
            if widget is None:
                self.actions_bar.addStretch(1)
            else:
                self.actions_bar.addWidget(widget)

    def way_back(self, name: str) -> QPushButton:
        """A button, and Alt+Left, to the list that this view's case stands in."""
        there = button()

        def go() -> None:
            self.context.shell.go(name)

        there.clicked.connect(go)
        keys = QShortcut(QKeySequence("Alt+Left"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(go)
        self.say(there.setText, lambda: QCoreApplication.translate("View", "Back to the list"))
        return there

    def tell(self, text: str, tone: str = "") -> None:
        """A notice below the body; "" takes it away."""
        self.notice.setText(text)
        set_tone(self.notice, tone)
        self.notice.setVisible(bool(text))

    def tells_of_row(self, table: RowTable) -> None:
        """What the notice says is about the chosen row of ``table``: with another row it goes."""
        table.another_row.connect(lambda: self.tell(""))

    def work(
        self,
        function: Callable[[Job], Any],
        done: Callable[[Any], None],
        failed: Callable[[BaseException], None] | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Job:
        """Run on a worker thread with the thin line showing; errors go to the window unless ``failed``."""
        self._working += 1
        self._line.show()

        def over() -> None:
            self._working -= 1
            self._line.setVisible(self._working > 0)

        job = self.context.tasks.run(
            function, done, failed=failed or self.context.shell.report, progress=progress, owner=self
        )
        job.on_over = over
        return job

    # -- for the window

    def typed(self) -> Any:
        """What a person has typed and chosen here, for :meth:`type_again` of the same view made anew. Never
        what is hidden while it is typed."""
        kept: dict[tuple[str, str, int], Any] = {}
        for key, widget in self._inputs():
            if isinstance(widget, QLineEdit):
                kept[key] = widget.text()
            elif isinstance(widget, QPlainTextEdit):
                kept[key] = widget.toPlainText()
            elif isinstance(widget, QComboBox):
                kept[key] = widget.currentData()
            elif isinstance(widget, QTabWidget):
                kept[key] = widget.currentIndex()
            elif isinstance(widget, QCheckBox):
                kept[key] = widget.isChecked()
        return kept

    def type_again(self, kept: Any) -> None:
        """What :meth:`typed` gave, in another text size or after another identity was at work."""
        for key, widget in [*self._inputs()]:
            value = kept.get(key)
            if value is None:
                continue
            if isinstance(widget, QLineEdit):
                if widget.text() != value:
                    widget.setText(value)
            elif isinstance(widget, QPlainTextEdit):
                widget.setPlainText(value)
            elif isinstance(widget, QComboBox):
                if widget.findData(value) >= 0 and widget.currentData() != value:
                    widget.setCurrentIndex(widget.findData(value))
                    widget.activated.emit(widget.currentIndex())
            elif isinstance(widget, QTabWidget):
                widget.setCurrentIndex(value)
            elif isinstance(widget, QCheckBox) and widget.isChecked() != value:
                widget.click()

    def _inputs(self) -> Iterator[tuple[tuple[str, str, int], QWidget]]:
        """Each with a key by which it is found again: what it is, how it is called, the how many-th."""
        seen: dict[tuple[str, str], int] = {}
        for widget in self.findChildren(QWidget):
            if isinstance(widget, QLineEdit):
                if widget.echoMode() is not QLineEdit.EchoMode.Normal or widget.isReadOnly():
                    continue
            elif not isinstance(widget, (QPlainTextEdit, QComboBox, QTabWidget, QCheckBox)):
                continue
            what = (type(widget).__name__, widget.accessibleName())
            seen[what] = seen.get(what, 0) + 1
            yield (*what, seen[what]), widget

    def activate(self) -> None:
        """The view comes to the front."""
        self._active = True
        if self._stale:
            self._stale = False
            self.load()

    def deactivate(self) -> None:
        self._active = False

    def changed(self) -> None:
        """The ledger has changed: load now if in front, else when shown next."""
        if self._active:
            self.load()
        else:
            self._stale = True

    def retranslate(self) -> None:
        super().retranslate()
        if self._active:
            self.load()
        else:
            self._stale = True
