"""Layouts that every view uses: widgets in a row, a white card, and emptying a layout."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from loc_desktop.ui.widgets import theme


def row(*widgets: QWidget | None, stretch: int = -1, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; None is a stretch; ``stretch`` is the index of the widget that grows."""
    layout = QHBoxLayout()
    layout.setSpacing(theme.sizes().space(spacing))
    for index, widget in enumerate(widgets):
        if widget is None:
            layout.addStretch(1)
        else:
            layout.addWidget(widget, 1 if index == stretch else 0)
    return layout


def card(*, margin: int = 12, spacing: int = 6) -> tuple[QFrame, QVBoxLayout]:
    """A white panel with its layout."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    space = theme.sizes().space(margin)
    layout.setContentsMargins(space, space, space, space)
    layout.setSpacing(theme.sizes().space(spacing))
    return frame, layout


def holding(inner: QWidget) -> QWidget:
    """A widget around another, for a scroll area to name."""
    outer = QWidget()
    layout = QVBoxLayout(outer)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inner)
    return outer


def clear(layout: QLayout) -> None:
    """Remove and delete what a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
