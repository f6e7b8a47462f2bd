"""Scroll areas: up and down, left and right, and one that follows the focus."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from loc_desktop.ui.widgets import theme


def scrolled(inner: QWidget) -> QScrollArea:
    """``inner`` in a scroll area that scrolls up and down and takes no Tab stop of its own."""
    inner.setObjectName("scrolled")
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(inner)
    return area


class _Sideways(QScrollArea):
    """As high as what it holds, and its scroll bar when there is one."""

    def sizeHint(self) -> QSize:
        inner = self.widget()
        height = inner.sizeHint().height() if inner is not None else 0
        return QSize(super().sizeHint().width(), height + self.horizontalScrollBar().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.sizes().px(60), self.sizeHint().height())


def sideways(inner: QWidget) -> QScrollArea:
    """``inner`` in a scroll area that scrolls left and right only."""
    area = _Sideways()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    area.setWidget(inner)
    return area


class KeepVisible:
    """Scrolls a scroll area so that the field with the focus is seen. Installed per area."""

    def __init__(self, area: QScrollArea) -> None:
        self._area = area

    def focused(self, old: QWidget | None, now: QWidget | None) -> None:
        inner = self._area.widget()
        if now is not None and inner is not None and inner.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 20, 40)
