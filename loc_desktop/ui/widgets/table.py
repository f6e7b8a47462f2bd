"""A table of rows for the keyboard."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.table_models import Index, RowsModel


class RowTable(QTableView):
    """A table of rows: keyboard first (Enter opens, Space ticks, Tab leaves), no grid, whole rows.

    Signals: ``opened(QModelIndex)`` on Enter or double click; ``another_row()`` when another row than the
    last one is chosen, not when the same one comes again with new rows.
    """

    opened = Signal(QModelIndex)
    another_row = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setStretchLastSection(True)
        header.setMinimumSectionSize(theme.sizes().px(28))
        self.doubleClicked.connect(self.opened)
        self._empty, self._filled = "", False
        self._last_key: Hashable = None
        self.fit_rows()

    def say_empty(self, text: str) -> None:
        """What is said in the table's middle when it has been filled and has no rows."""
        self._empty = text
        self.setAccessibleDescription(text)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if not self._empty or not self._filled or model is None or model.rowCount():
            return
        painter = QPainter(self.viewport())
        painter.setPen(theme.colour("muted"))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(self.viewport().rect(), flags, self._empty)
        painter.end()

    def _was_filled(self) -> None:
        self._filled = True

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            model.modelReset.connect(self._was_filled)
        if isinstance(model, RowsModel):
            kept: list[Hashable] = []
            model.modelAboutToBeReset.connect(lambda: self._remember(model, kept))
            model.modelReset.connect(lambda: self._return(model, kept))

    def _remember(self, model: RowsModel[Any], kept: list[Hashable]) -> None:
        line = model.row_at(self.currentIndex())
        kept[:] = [] if line is None else [model.key(line)]

    def _return(self, model: RowsModel[Any], kept: list[Hashable]) -> None:
        """The same row is chosen again after new rows: an action must not fall on another one."""
        index = model.find(kept[0]) if kept else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        model = self.model()
        if not isinstance(model, RowsModel) or (row := model.row_at(current)) is None:
            return
        last, self._last_key = self._last_key, model.key(row)
        if last is not None and last != self._last_key:
            self.another_row.emit()

    def fit_rows(self) -> None:
        """Row height after a change of text size."""
        self.verticalHeader().setDefaultSectionSize(theme.sizes().px(28))

    def show_at_least(self, rows: int) -> None:
        """So many rows are always seen."""
        height = self.horizontalHeader().sizeHint().height() + theme.sizes().px(28) * rows + 4
        self.setMinimumHeight(height)

    def minimumSizeHint(self) -> QSize:
        """The header and one row: less is no table, and more would push the actions off a small screen."""
        sizes = theme.sizes()
        return QSize(sizes.px(60), self.horizontalHeader().sizeHint().height() + sizes.px(28) + 4)

    def set_widths(self, widths: Sequence[int]) -> None:
        """Column widths at 100 % text, but never less than the head needs; the last column stretches."""
        for column, width in enumerate(widths):
            self.setColumnWidth(column, theme.sizes().px(width))
        self.horizontalHeader().ensurePolished()
        self._fit_heads()
        model = self.model()
        if model is not None:
            model.headerDataChanged.connect(self._fit_heads)

    def _fit_heads(self) -> None:
        header = self.horizontalHeader()
        for column in range(header.count() - 1):
            needed = header.sectionSizeHint(column)
            if 0 < self.columnWidth(column) < needed:
                self.setColumnWidth(column, needed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        model = self.model()
        if event.key() == Qt.Key.Key_Space and isinstance(model, RowsModel) and model.with_ticks:
            model.toggle(self.currentIndex())
            return
        super().keyPressEvent(event)
