"""One stack of the dual-stack evaluation as a list, top first; the popped item stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from loc_desktop.script.canonical import pretty
from loc_desktop.ui.viewer.item_describer import ItemDescriber
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import role_mark
from loc_desktop.ui.widgets.labels import tool_tip
from loc_desktop.ui.widgets.role_badge import paint_badge

ItemRole = Qt.ItemDataRole.UserRole + 1
PoppedRole = Qt.ItemDataRole.UserRole + 2
BadgeRole = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex


class StackModel(QAbstractListModel):
    """Items top first; ``popped`` marks the top one as the item of this step."""

    def __init__(self, describer: ItemDescriber) -> None:
        super().__init__()
        self._describer = describer
        self._items: Sequence[Mapping[str, Any]] = ()
        self._popped = False

    def show_items(self, items: Sequence[Mapping[str, Any]], popped: bool) -> None:
        self.beginResetModel()
        self._items, self._popped = items, popped
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._items):
            return None
        item = self._items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._describer.text(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self._describer.badge(item)} {self._describer.text(item)}".strip()
        if role == Qt.ItemDataRole.ToolTipRole:
            return tool_tip(self._describer.text(item))
        if role == ItemRole:
            return item
        if role == PoppedRole:
            return self._popped and index.row() == 0
        if role == BadgeRole:
            return self._describer.badge(item)
        return None


class StackDelegate(QStyledItemDelegate):
    """Paints a stack item as a slab: badge, words; the popped one with an accent frame."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.sizes().px(120), option.fontMetrics.height() + theme.sizes().space(12))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        sizes = theme.sizes()
        area: QRect = option.rect.adjusted(4, 2, -4, -2)
        popped = bool(index.data(PoppedRole))
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) and bool(
            state & QStyle.StateFlag.State_HasFocus
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(theme.colour("select" if popped else "zebra"))
        edge = theme.colour("accent" if popped or chosen else "line")
        painter.setPen(QPen(edge, 2 if chosen else 1))
        painter.drawRoundedRect(area, 4, 4)
        inside = area.adjusted(sizes.space(8), 0, -sizes.space(8), 0)
        badge = str(index.data(BadgeRole) or "")
        metrics = option.fontMetrics
        if badge:
            width = max(metrics.height(), metrics.horizontalAdvance(role_mark(badge)) + sizes.space(8))
            height = metrics.height()
            paint_badge(
                painter,
                QRect(inside.left(), inside.center().y() - height // 2, width, height),
                badge,
            )
            inside.setLeft(inside.left() + width + sizes.space(8))
        painter.setPen(theme.colour("ink"))
        text = metrics.elidedText(str(index.data()), Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class StackList(QListView):
    """A stack. Enter opens the item in full (signal ``opened``), Ctrl+C copies it."""

    opened = Signal(object)

    def __init__(self, describer: ItemDescriber) -> None:
        super().__init__()
        self.stack = StackModel(describer)
        self.setModel(self.stack)
        self.setItemDelegate(StackDelegate(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(self._open)

    def show_items(self, items: Sequence[Mapping[str, Any]], popped: bool) -> None:
        self.stack.show_items(items, popped)
        if items:
            self.setCurrentIndex(self.stack.index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._open(index)
        elif event.matches(QKeySequence.StandardKey.Copy):
            item = index.data(ItemRole)
            if item is not None:
                QGuiApplication.clipboard().setText(pretty(item))
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        item = index.data(ItemRole)
        if item is not None:
            self.opened.emit(item)
