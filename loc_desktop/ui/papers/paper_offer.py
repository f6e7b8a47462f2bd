"""The button that offers the papers of an event where a person stands, and opens the chosen one."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context

if TYPE_CHECKING:
    from loc_desktop.ui.papers.paper_dialog import LookedAt, PaperDialog


class PaperOffer(Speaking, QWidget):
    """``button`` opens ``menu``, of the papers that there are of ``event()``; ``dialog`` is the paper opened
    last. Lives in ``parent``, unseen."""

    def __init__(self, context: Context, event: Callable[[], str], parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.context, self._event, self._parent = context, event, parent
        self.button = button()
        self.menu: QMenu | None = None
        self.dialog: PaperDialog | None = None
        self.button.clicked.connect(self.offer)
        self.say(self.button.setText, lambda: self.tr("Papers…"))

    def look(self) -> None:
        """The button fits what is chosen."""
        event = self._event()
        self.button.setEnabled(bool(self.context.desk.paper_kinds(event)))

    def offer(self) -> None:
        """Open the menu; where there is one paper only, that."""
        event = self._event()
        kinds = self.context.desk.paper_kinds(event)
        if len(kinds) == 1:
            self.open(kinds[0], event)
            return
        self.menu = QMenu(self.button)
        for kind in kinds:
            self.menu.addAction(self._title(kind), partial(self.open, kind, event))
        if kinds:
            self.menu.setActiveAction(self.menu.actions()[0])
            self.menu.popup(self.button.mapToGlobal(self.button.rect().bottomLeft()))

    def _title(self, kind: str) -> str:
        code = "paper.receipt" if kind == "receipt" else f"paper.title.{kind}"
        return self.context.words.say(Sentence(code))

    def open(self, kind: str, event: str, pin: str | None = None) -> None:
        """Make a paper and show it; the PIN is asked for where a key has one."""
        from loc_desktop.ui.papers.paper_dialog import looked_at

        papers, language = self.context.desk.papers, self.context.words.language

        def made(_job: Job) -> LookedAt:
            return looked_at(papers.make(kind, event, language, pin=pin))

        def failed(error: BaseException) -> None:
            shell = self.context.shell
            if isinstance(error, KnownError) and error.code == "pin.needed" and pin is None:
                name = self.context.desk.opens_papers(event)
                shell.ask_pin(name, self._parent, lambda given: self.open(kind, event, given))
            else:
                shell.report(error)

        self.context.tasks.run(made, self._show, failed=failed, owner=self)

    def _show(self, made: LookedAt) -> None:
        from loc_desktop.ui.papers.paper_dialog import PaperDialog

        self.dialog = PaperDialog(self.context, *made, self._parent)
        self.dialog.open()
