"""What is changed and not saved is asked about before its view, its identity or the window is left."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from loc_desktop.ui.signing.confirm_dialog import QuestionDialog
from loc_desktop.ui.widgets.view import View


class Unsaved(QObject):
    """``question`` is the one asked last."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self.question: QuestionDialog | None = None
        self._agreed = False

    def asks(self, view: View | None, then: Callable[[], object]) -> bool:
        """Whether ``view`` has something to be asked about; then it is, and ``then`` follows if it is left
        so. What is typed stays in the view, as long as the window is open."""
        text = view.unsaved() if view is not None else ""
        if not text or self._agreed:
            return False
        if self.question is not None and self.question.isVisible():
            return True

        def leave() -> None:
            self._agreed = True
            try:
                then()
            finally:
                self._agreed = False

        self.question = QuestionDialog(self.tr("Leave without saving?"), text, self.tr("Leave"), self._window)
        self.question.accepted.connect(leave)
        self.question.open()
        return True
