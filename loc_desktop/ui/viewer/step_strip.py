"""All steps of a trace in a line."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from loc_desktop.ui.widgets import theme


class StepStrip(QWidget):
    """The steps as cells in a row, ✓ or ✗; the current one framed. Arrow keys and clicks choose."""

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._marks: tuple[bool, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_steps(self, marks: tuple[bool, ...], current: int) -> None:
        self._marks, self._current = marks, current
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(theme.sizes().px(160), self.fontMetrics().height() + 8)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.sizes().px(80), self.sizeHint().height())

    def _cell(self) -> float:
        wide = float(self.fontMetrics().height() + 8)
        return min(wide, self.width() / max(1, len(self._marks)))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = int(event.position().x() / self._cell())
        if 0 <= number < len(self._marks):
            self.chosen.emit(number)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        wide, high = self._cell(), self.height()
        for number, ok in enumerate(self._marks):
            area = QRect(int(number * wide) + 1, 2, max(2, int(wide) - 2), high - 4)
            painter.setPen(QPen(theme.colour("goodline" if ok else "badline"), 1))
            painter.setBrush(theme.colour("goodground" if ok else "badground"))
            painter.drawRoundedRect(area, 3, 3)
            if wide > 12:
                painter.setPen(theme.colour("good" if ok else "bad"))
                painter.drawText(area, Qt.AlignmentFlag.AlignCenter, "✓" if ok else "✗")
        if self._marks:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "ink"), 2))
            area = QRect(int(self._current * wide) + 1, 1, max(3, int(wide) - 2), high - 2)
            painter.drawRoundedRect(area, 3, 3)
        painter.end()
