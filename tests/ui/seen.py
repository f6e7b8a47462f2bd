"""Every text that a person can read or hear in a window, for the tests of languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTabBar,
    QTableView,
    QWidget,
)

ROWS = 40
"""Rows of a table that are read."""

TAG = re.compile(r"</?[a-z][^>]*>")

ROLES = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
    Qt.ItemDataRole.AccessibleDescriptionRole,
)


def texts(window: QWidget) -> Iterator[tuple[str, str]]:
    """(where, text) of a window or dialog and everything visible in it: what is written, tool tips, names for
    a screen reader. What stands behind "Details" for whoever is asked for help is not read."""
    for widget in (window, *window.findChildren(QWidget)):
        if widget is not window and not widget.isVisibleTo(window):
            continue
        if isinstance(widget, QPlainTextEdit) and widget.property("mono"):
            continue
        where = f"{type(widget).__name__} {widget.objectName()}".strip()
        for text in (*_said(widget), *_written(widget)):
            plain = TAG.sub(" ", text).strip()
            if plain:
                yield where, plain


def _said(widget: QWidget) -> tuple[str, ...]:
    title = widget.windowTitle() if widget.isWindow() else ""
    return (
        title, widget.toolTip(), widget.accessibleName(), widget.accessibleDescription(), widget.statusTip(),
        widget.whatsThis(),
    )  # fmt: skip


def _written(widget: QWidget) -> Iterator[str]:
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield widget.placeholderText()
        yield widget.text()
    elif isinstance(widget, QPlainTextEdit):
        yield widget.placeholderText()
        yield widget.toPlainText()
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(index) for index in range(widget.count()))
    elif isinstance(widget, QTabBar):
        for index in range(widget.count()):
            yield widget.tabText(index)
            yield widget.tabToolTip(index)
    elif isinstance(widget, QGroupBox):
        yield widget.title()
    elif isinstance(widget, QProgressBar):
        yield widget.text() if widget.isTextVisible() else ""
    elif isinstance(widget, QAbstractItemView) and not isinstance(widget, QHeaderView):
        yield from _cells(widget)


def _cells(view: QAbstractItemView) -> Iterator[str]:
    model: Any = view.model()
    if model is None:
        return
    headed = isinstance(view, QTableView) and view.horizontalHeader().isVisible()
    top = QModelIndex()
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(top)
    for column in range(columns):
        if headed:
            yield str(model.headerData(column, Qt.Orientation.Horizontal) or "")
        for row in range(min(ROWS, model.rowCount(top))):
            index = model.index(row, column, top)
            for role in ROLES:
                value = model.data(index, role)
                if isinstance(value, str):
                    yield value
