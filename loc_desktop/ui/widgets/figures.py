"""Sums in large figures, each with its word above."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.labels import plain


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
    across = 3 if theme.sizes().large else 6
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
