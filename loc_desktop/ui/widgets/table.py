"""A table of rows for the keyboard."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QMetaMethod,
    QModelIndex,
    QPoint,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTableView, QToolTip

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.labels import tool_tip
from loc_desktop.ui.widgets.table_models import Index, RowsModel
from loc_desktop.ui.widgets.tables.export import TableExport
from loc_desktop.ui.widgets.tables.memory import TableLayout, host_of, name_of, read_layout
from loc_desktop.ui.widgets.tables.menu import copy_cell, copy_row, table_menu


class RowTable(QTableView):
    """A table of rows: keyboard first (Enter opens, Space ticks, Tab leaves, Ctrl+C copies), no grid, whole
    rows. A click on a head sorts, a third one shows the rows as they came; widths, order, sorting are kept.

    Signals: ``opened(QModelIndex)`` on Enter or double click; ``another_row()`` when another row than the
    last one is chosen, not when the same one comes again with new rows. ``challenge_of(row)`` gives what
    challenges a row, None for one that cannot be.
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
        header.setSectionsMovable(True)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.challenge_of: Callable[[Any], Callable[[], None] | None] | None = None
        self.menu: QMenu | None = None
        self.export: TableExport | None = None
        self._by_us = 0
        self._set: dict[int, int] = {}
        self._needed: dict[int, int] = {}
        self._name = ""
        self._keeping = QTimer(self)
        self._keeping.setSingleShot(True)
        self._keeping.setInterval(400)
        self._keeping.timeout.connect(self._keep)
        header.sectionResized.connect(self._resized)
        header.sectionMoved.connect(lambda *_: self._changed())
        header.sortIndicatorChanged.connect(lambda *_: self._sorted())
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
            model.modelReset.connect(lambda: self._fit_numbers(0))
            model.rowsInserted.connect(lambda _parent, first, _last: self._fit_numbers(first))
            self.setSortingEnabled(True)

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

    def choose(self, wanted: Hashable = None) -> bool:
        """Choose the row with this key and tell that it is there; else the chosen row stays, or where none is
        chosen the first one is."""
        model = self.model()
        index = model.find(wanted) if wanted is not None and isinstance(model, RowsModel) else QModelIndex()
        if index.isValid():
            self.setCurrentIndex(index)
        elif not self.currentIndex().isValid() and model is not None and model.rowCount():
            self.setCurrentIndex(model.index(0, 0))
        return index.isValid()

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
        self._by_us += 1
        for column, width in enumerate(widths):
            self.setColumnWidth(column, theme.sizes().px(width))
        self._by_us -= 1
        self.horizontalHeader().ensurePolished()
        self._fit_heads()
        model = self.model()
        if model is not None:
            model.headerDataChanged.connect(self._fit_heads)

    def _fit_heads(self) -> None:
        header = self.horizontalHeader()
        self._by_us += 1
        for column in range(header.count() - 1):
            # Room for the arrow only where one is shown: it would take a quarter of a narrow column.
            header.setSortIndicatorShown(column == header.sortIndicatorSection())
            needed = header.sectionSizeHint(column)
            if column not in self._set and 0 < self.columnWidth(column) < needed:
                self.setColumnWidth(column, needed)
        header.setSortIndicatorShown(True)
        self._by_us -= 1

    # -- numbers are never cut

    def _fit_numbers(self, first: int) -> None:
        """A column of numbers is as wide as its longest one from row ``first`` on."""
        model = self.model()
        if not isinstance(model, RowsModel) or not model.rowCount():
            return
        header = self.horizontalHeader()
        for number, column in enumerate(model.columns):
            if not column.right or self.isColumnHidden(number):
                continue
            longest = ""
            for line in range(first, model.rowCount()):
                row = model.row_at(model.index(line, number))
                text = column.text(row) if row is not None else ""
                longest = text if len(text) > len(longest) else longest
            font = theme.mono_font() if column.mono else self.font()
            needed = QFontMetrics(font).horizontalAdvance(longest) + self._padding()
            self._needed[number] = max(needed, self._needed.get(number, 0) if first else 0)
            if header.sectionSize(number) < needed:
                self._by_us += 1
                self.setColumnWidth(number, needed)
                self._by_us -= 1

    def _padding(self) -> int:
        """What a cell has beside its text: the style sheet's padding, the item's margin."""
        return 2 * (theme.sizes().space(8) + 4)

    # -- how it is laid out

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        model = self.model()
        if self._name or model is None:
            return
        self._name = name_of(self)
        host = host_of(self)
        layout = read_layout(host.setting(self._name), model.columnCount()) if host is not None else None
        if layout is not None:
            self._lay_out(layout)

    def _lay_out(self, layout: TableLayout) -> None:
        header = self.horizontalHeader()
        self._by_us += 1
        for column, width in layout.widths.items():
            self.setColumnWidth(column, max(theme.sizes().px(width), self._needed.get(column, 0)))
        for place, column in enumerate(layout.order):
            header.moveSection(header.visualIndex(column), place)
        order = Qt.SortOrder.DescendingOrder if layout.descending else Qt.SortOrder.AscendingOrder
        if layout.sorted_by >= 0:
            self.sortByColumn(layout.sorted_by, order)
        self._by_us -= 1
        self._set = dict(layout.widths)

    def _resized(self, column: int, _old: int, new: int) -> None:
        header = self.horizontalHeader()
        last = next(
            (
                header.logicalIndex(place)
                for place in reversed(range(header.count()))
                if not header.isSectionHidden(header.logicalIndex(place))
            ),
            -1,
        )
        if self._by_us or not self._name or column == last or not new:
            return
        if new < self._needed.get(column, 0):
            self._by_us += 1
            self.setColumnWidth(column, self._needed[column])
            self._by_us -= 1
        self._set[column] = round(self.columnWidth(column) * 100 / theme.sizes().percent)
        self._changed()

    def _sorted(self) -> None:
        if self._name:
            self._fit_heads()
        self._changed()

    def _changed(self) -> None:
        if self._name and not self._by_us:
            self._keeping.start()

    def _keep(self) -> None:
        host, header = host_of(self), self.horizontalHeader()
        if host is None:
            return
        order = tuple(header.logicalIndex(place) for place in range(header.count()))
        descending = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
        layout = TableLayout(header.count(), self._set, order, header.sortIndicatorSection(), descending)
        host.keep(self._name, layout.text())

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._keeping.isActive():
            self._keeping.stop()
            self._keep()

    # -- copying, the menu, what is cut

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        model = self.model()
        if not isinstance(model, RowsModel):
            return
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid() and not by_key:
            self.setCurrentIndex(index)
        row = model.row_at(index)
        opens = self.isSignalConnected(QMetaMethod.fromSignal(self.opened))
        host = host_of(self)
        self.menu = table_menu(
            self,
            model,
            index,
            open_row=(lambda: self.opened.emit(index)) if opens else None,
            challenge=self.challenge_of(row) if self.challenge_of is not None and row is not None else None,
            export=self.export_all if host is not None else None,
        )
        at = self.visualRect(index).center() if by_key and index.isValid() else event.pos()
        self.menu.aboutToHide.connect(self.menu.deleteLater)
        self.menu.popup(self.viewport().mapToGlobal(QPoint(at)))

    def export_all(self) -> None:
        """Ask where to and save every row of the question."""
        model, host = self.model(), host_of(self)
        if isinstance(model, RowsModel) and host is not None:
            self.export = TableExport(self, model, host)
            self.export.ask()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            index = self.indexAt(event.pos())
            said = self._cut_text(index)
            if said:
                QToolTip.showText(event.globalPos(), said, self)
                return True
        return super().viewportEvent(event)

    def _cut_text(self, index: QModelIndex) -> str:
        """The whole text of a cell that does not show all of it, with what its tool tip says besides."""
        text = index.data(Qt.ItemDataRole.DisplayRole) if index.isValid() else None
        if not isinstance(text, str) or not text:
            return ""
        font = index.data(Qt.ItemDataRole.FontRole)
        metrics = QFontMetrics(font if isinstance(font, QFont) else self.font())
        room = self.visualRect(index).width() - self._padding()
        widest = max(metrics.horizontalAdvance(line) for line in text.split("\n"))
        if widest <= room and "\n" not in text:
            return ""
        more = index.data(Qt.ItemDataRole.ToolTipRole)
        whole = tool_tip(text)
        return whole if not more or more == whole else f"{whole}<br>{more}"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        model = self.model()
        if isinstance(model, RowsModel) and event.matches(QKeySequence.StandardKey.Copy):
            copy_cell(model, self.currentIndex())
            return
        shifted = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if isinstance(model, RowsModel) and event.key() == Qt.Key.Key_C and event.modifiers() == shifted:
            copy_row(self, model, self.currentIndex())
            return
        if event.key() == Qt.Key.Key_Space and isinstance(model, RowsModel) and model.with_ticks:
            model.toggle(self.currentIndex())
            return
        super().keyPressEvent(event)
