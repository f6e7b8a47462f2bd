"""Labels. Text from data is always shown as plain text, never read as markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from loc_desktop.ui.widgets import theme


def plain(text: str = "", *, tone: str = "", wrap: bool = False, name: str = "") -> QLabel:
    """A label that never reads its text as markup. ``tone`` and ``name`` choose the style."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if tone:
        label.setProperty("tone", tone)
    if name:
        label.setObjectName(name)
    return label


def heading(text: str = "") -> QLabel:
    """A section heading."""
    return plain(text, name="section")


def set_tone(widget: QWidget, tone: str) -> None:
    """Change a widget's tone (good, bad, warn, muted …) while it is shown."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Elided(QLabel):
    """One line that gives way: too long a text ends in an ellipsis, the whole stands in the tool tip."""

    def __init__(self, text: str = "", name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if name:
            self.setObjectName(name)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.sizes().px(24))
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.sizes().px(24), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitted = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        super().setText(fitted)
        self.setToolTip("" if fitted == self._whole else f"<qt>{_escape(self._whole)}</qt>")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tool_tip(text: str) -> str:
    """Text for setToolTip that shows data as it is (Qt guesses markup otherwise)."""
    return f"<qt>{_escape(text)}</qt>" if text else ""


def size_text(count: int) -> str:
    """Bytes as people say them: ``700 KB``, ``57 MB``."""
    return f"{-(-count // 1024)} KB" if count < 1024**2 else f"{-(-count // 1024**2)} MB"
