"""Scroll areas: up and down, left and right, and one that follows the focus."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QSizePolicy, QWidget

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
        if inner is None:
            return super().sizeHint()
        fits = inner.minimumSizeHint().width() <= self.width()
        bar = 0 if fits else self.horizontalScrollBar().sizeHint().height()
        return QSize(super().sizeHint().width(), inner.sizeHint().height() + bar)

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.sizes().px(60), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.updateGeometry()


def sideways(inner: QWidget) -> QScrollArea:
    """``inner`` in a scroll area that scrolls left and right only."""
    area = _Sideways()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    area.setWidget(inner)
    return area


class _FocusFollower(QObject):
    """Scrolls its area so that the field with the focus is seen."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        inner = self._area.widget()
        if now is not None and inner is not None and inner.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 20, 40)


def follow_focus(area: QScrollArea) -> None:
    """From now on ``area`` scrolls so that the field with the focus is seen."""
    _FocusFollower(area)
