"""Errors shown to the person: one dialog at a time, the next ones in the status line."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from loc_desktop.app import log
from loc_desktop.texts.words import one_sentence
from loc_desktop.ui.widgets.error_dialog import ErrorAction, ErrorDialog
from loc_desktop.ui.widgets.i18n import Languages


class ErrorReports:
    """``dialog`` is the one shown last; ``notice(text)`` shows a sentence in the status line."""

    def __init__(
        self,
        window: QWidget,
        languages: Languages,
        notice: Callable[[str], None],
        remedies: Callable[[BaseException], Sequence[ErrorAction]],
    ) -> None:
        """``remedies``: what may be done about an error, as buttons of its dialog."""
        self._window, self._languages, self._notice, self._remedies = window, languages, notice, remedies
        self.dialog: ErrorDialog | None = None

    @property
    def open(self) -> bool:
        """Whether an error is being shown."""
        return self.dialog is not None and self.dialog.isVisible()

    def show(self, error: BaseException) -> None:
        """Log it and show it."""
        log.failed("shown to the person", error)
        if self.open:
            self.notice(error)
            return
        self.dialog = ErrorDialog(error, self._languages.current, self._window, self._remedies(error))
        self.dialog.open()

    def notice(self, error: BaseException) -> None:
        """What happened, in the status line only."""
        self._notice(one_sentence(error, self._languages.current))
