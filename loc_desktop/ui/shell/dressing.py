"""How large the text is and which palette is on: chosen by the person, or as the system has it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication

from loc_desktop.ui.widgets import theme


class Dressing(QObject):
    """Signal ``changed()`` after the application was dressed in another size or palette: what is shown has
    to be made anew."""

    changed = Signal()

    def __init__(self, application: QApplication, settings: Mapping[str, str], text_size: int = 0) -> None:
        """``settings``: those kept. ``text_size`` (per cent) instead of the kept one."""
        super().__init__()
        self._application = application
        kept = settings.get("colours", "")
        self.choice = kept if kept in theme.CHOICES else theme.CHOICES[0]
        theme.dress(application, text_size or _percent(settings), theme.scheme_for(self.choice))
        QApplication.styleHints().colorSchemeChanged.connect(lambda _scheme: self.choose(self.choice))

    def resize(self, percent: int) -> bool:
        """Dress in another text size; False where it is that already."""
        if percent == theme.sizes().percent:
            return False
        theme.dress(self._application, percent, theme.scheme())
        self.changed.emit()
        return True

    def choose(self, choice: str) -> None:
        """One of ``theme.CHOICES``."""
        self.choice = choice
        scheme = theme.scheme_for(choice)
        if scheme != theme.scheme():
            theme.dress(self._application, theme.sizes().percent, scheme)
            self.changed.emit()


def _percent(settings: Mapping[str, str]) -> int:
    text = settings.get("text_size", "100")
    return int(text) if text.isdecimal() and int(text) in theme.TEXT_SIZES else 100
