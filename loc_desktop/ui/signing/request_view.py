"""What the money's views share: requests that are prepared, shown, signed and sent; tabs of views."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QGridLayout, QLabel, QTabWidget, QVBoxLayout, QWidget

from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import Asked, Stage
from loc_desktop.errors import KnownError
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog, QuestionDialog
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.basic import Table, plain, row, scrolled
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import Ask, ValuesDialog
from loc_desktop.ui.widgets.view import Context, View

Submit = Callable[..., Any]


class MoneyView(View):
    """A view that asks for signed requests. ``values`` and ``confirm`` are the dialogs opened last, ``asked``
    what became of the last request."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.values: ValuesDialog | None = None
        self.confirm: ConfirmDialog | None = None
        self.question: QuestionDialog | None = None
        self.asked: Any = None
        self.large = theme.sizes().percent > 150

    def content(self) -> QVBoxLayout:
        """Where the contents go: the body, and with large text a scroll area in it."""
        if not self.large:
            return self.body
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, theme.sizes().space(6), 0)
        layout.setSpacing(theme.sizes().space(8))
        self.body.addWidget(scrolled(inside), 1)
        return layout

    def spread(self, content: QVBoxLayout, main: Sequence[QWidget], rest: Sequence[QWidget]) -> None:
        """The actions: all in the bar; with large text the rarer ones stand with the contents."""
        if self.large:
            content.insertLayout(0, row(*rest, None))
            self.add_action(*main, None)
        else:
            self.add_action(*main, None, *rest)

    def rows_high(self, table: Table, rows: int) -> None:
        """At least so many rows are seen."""
        sizes = theme.sizes()
        table.setMinimumHeight(table.horizontalHeader().sizeHint().height() + sizes.px(28) * rows + 4)

    def fill(
        self,
        title: str,
        asks: Sequence[Ask],
        go: Callable[[dict[str, Any]], Any],
        done: Callable[[Any], None],
        *,
        action: str = "",
        explanation: str = "",
    ) -> None:
        """Ask for values in a dialog; see :class:`ValuesDialog`."""
        self.values = ValuesDialog(
            self.context, title, asks, go, self, done=done, action=action, explanation=explanation
        )
        self.values.open()

    def ask(self, prepare: Callable[[], ToSign], submit: Submit, consequence: str = "") -> None:
        """Prepare on a worker thread, then show what would be signed."""
        self.work(lambda _job: prepare(), lambda found: self.show_request(found, submit, consequence))

    def show_request(self, to_sign: ToSign, submit: Submit, consequence: str = "") -> None:
        """Show exactly what will be signed; only its Sign button goes on."""
        self.confirm = ConfirmDialog(to_sign, self.words, self, consequence=consequence)
        self.confirm.accepted.connect(lambda: self._submit(to_sign, submit, None))
        self.confirm.open()

    def _submit(self, to_sign: ToSign, submit: Submit, pin: str | None) -> None:
        """Sign and send. A PIN is asked for when the key that signs wants one: at a counter that is often a
        customer's key, not the one of who works here."""

        def send(_job: Job) -> Any:
            return submit(to_sign, pin=pin)

        def failed(error: BaseException) -> None:
            shell = self.context.shell
            if pin is None and isinstance(error, KnownError) and error.code == "pin.needed":
                name = str(error.params["name"])
                shell.ask_pin(name, self, lambda given: self._submit(to_sign, submit, given))
            else:
                shell.report(error)

        self.work(send, self._sent, failed)

    def _sent(self, asked: Any) -> None:
        self.asked = asked
        if isinstance(asked, Asked):
            tone = {Stage.REFUSED: "bad", Stage.UNLOCKED: "good"}.get(asked.stage, "")
            said = self.words.say(asked.sentence)
            if asked.stage != Stage.UNLOCKED:  # what is done says itself what it was
                said = self.words.with_colon(self.words.kind(asked.kind), said)
            self.tell(said, tone)
        self.request_sent()
        self.load()

    def request_sent(self) -> None:
        """After a request went out; before the view is loaded again."""

    def sure(self, title: str, text: str, action: str, then: Callable[[], None]) -> None:
        """A question whose default is Cancel."""
        self.question = QuestionDialog(title, text, action, self)
        self.question.accepted.connect(then)
        self.question.open()


class TabsView(View):
    """Several views behind tabs, under one entry of the navigation. The first tab's target is the entry's."""

    def __init__(self, context: Context, pages: Sequence[tuple[str, Callable[[], str], View]]) -> None:
        super().__init__(context)
        self.pages = {name: view for name, _, view in pages}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setObjectName("pages")
        # The tabs' views bring their own margins; their bars of actions go from edge to edge as everywhere.
        self.inside.setContentsMargins(0, theme.sizes().space(4), 0, 0)
        self.body.addWidget(self.tabs, 1)
        self.title.hide()
        self.subtitle.hide()
        for index, (_name, title, view) in enumerate(pages):
            view.title.hide()
            view.subtitle.hide()
            self.tabs.addTab(view, "")
            self.say(lambda text, at=index: self.tabs.setTabText(at, text), title)  # type: ignore[misc]
            view.filled.connect(self.filled)
        self.tabs.currentChanged.connect(self._turned)
        self._take_primary()

    @property
    def page(self) -> View:
        """The view in front."""
        found = self.tabs.currentWidget()
        assert isinstance(found, View)
        return found

    def open_page(self, name: str, target: object = None) -> View:
        """Bring a tab to the front, with what it should show."""
        view = self.pages[name]
        if target is not None:
            view.show_target(target)
        self.tabs.setCurrentWidget(view)
        return view

    def show_target(self, target: object) -> None:
        self.open_page(next(iter(self.pages)), target)

    def _turned(self, _index: int) -> None:
        for view in self.pages.values():
            if view is not self.page:
                view.deactivate()
        self._take_primary()
        if self._active:
            # What another tab has done in the bank's own books brings no block that would tell of it.
            self.page.changed()
            self.page.activate()

    def _take_primary(self) -> None:
        self.primary = self.page.primary

    def load(self) -> None:
        """The tabs load themselves."""

    def activate(self) -> None:
        super().activate()
        self.page.activate()

    def deactivate(self) -> None:
        super().deactivate()
        for view in self.pages.values():
            view.deactivate()

    def changed(self) -> None:
        for view in self.pages.values():
            view.changed()

    def focus_first(self) -> None:
        self.page.focus_first()


def figure(title: QLabel, value: QLabel) -> QVBoxLayout:
    """A number with its word above."""
    box = QVBoxLayout()
    box.setSpacing(0)
    box.addWidget(title)
    box.addWidget(value)
    return box


def figures(*pairs: tuple[QLabel, QLabel]) -> QGridLayout:
    """Numbers with their words, in a line, or with large text three to a line."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(theme.sizes().space(24))
    across = 3 if theme.sizes().percent > 150 else 6
    for index, (title, value) in enumerate(pairs):
        grid.addLayout(figure(title, value), index // across, index % across)
    grid.setColumnStretch(across, 1)
    return grid


def word() -> QLabel:
    """A muted label for a figure's name."""
    return plain(tone="muted")


def number() -> QLabel:
    """A large label for a figure."""
    return plain(tone="figure")
