"""One stack of the dual-stack evaluation as a list, top first; the popped item stands out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from loc_desktop.app.values import Party
from loc_desktop.script.canonical import pretty
from loc_desktop.texts.words import short
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.labels import tool_tip
from loc_desktop.ui.widgets.role_badge import paint_badge
from loc_desktop.ui.widgets.words import Words, translate

ItemRole = Qt.ItemDataRole.UserRole + 1
PoppedRole = Qt.ItemDataRole.UserRole + 2
BadgeRole = Qt.ItemDataRole.UserRole + 3
Index = QModelIndex | QPersistentModelIndex


class Describer:
    """Says an item of a stack in a few words."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.parties: Mapping[str, Party] = {}

    def badge(self, item: Mapping[str, Any]) -> str:
        """The role letter of a key or an oracle result, "" for the rest."""
        return str(item.get("role", "")) if item.get("type") in ("key", "oracle") else ""

    def who(self, key: str) -> str:
        party = self.parties.get(key)
        return party.name if party is not None and party.name else short(key)

    def role_of(self, key: str) -> str:
        party = self.parties.get(key)
        return party.role if party is not None else short(key)

    def text(self, item: Mapping[str, Any]) -> str:
        """What it is, and what tells it apart."""
        what = item.get("type")
        if what == "key":
            return translate("Stack", "key %1").replace("%1", self.who(str(item.get("key", ""))))
        if what == "oracle":
            at = self.words.clock(str(item.get("at", "")))
            verdict = self.words.verdict(str(item.get("verdict", "")))
            said = translate("Stack", "oracle result: %1").replace("%1", verdict)
            return f"{said} · {at}"
        if what == "event":
            kind = self.words.kind(str(item.get("kind", "")))
            return (
                translate("Stack", "event: %1").replace("%1", kind) + f" · {short(str(item.get('id', '')))}"
            )
        if what == "operation":
            return self._operation(item)
        return str(what)

    def _operation(self, item: Mapping[str, Any]) -> str:
        op = str(item.get("op", ""))
        args = item.get("args")
        args = args if isinstance(args, dict) else {}
        name = {
            "transfer": translate("Stack", "transfer"),
            "repay": translate("Stack", "repay"),
            "query": translate("Stack", "query"),
            "inspect": translate("Stack", "inspect"),
            "issue": translate("Stack", "issue"),
            "redeem": translate("Stack", "redeem"),
            "challenge": translate("Stack", "challenge"),
            "resolve": translate("Stack", "resolve"),
        }.get(op, op)
        parts = [name]
        amount = args.get("amount")
        if isinstance(amount, int):
            parts.append(self.words.money(amount))
        source, target = args.get("from", args.get("issuer")), args.get("to")
        if isinstance(source, str) and isinstance(target, str):
            parts.append(f"{self.role_of(source)} → {self.role_of(target)}")
        elif isinstance(args.get("loan"), str):
            parts.append(short(args["loan"]))
        return " ".join(parts)


class StackModel(QAbstractListModel):
    """Items top first; ``popped`` marks the top one as the item of this step."""

    def __init__(self, describer: Describer) -> None:
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
            width = max(metrics.height(), metrics.horizontalAdvance(badge) + sizes.space(8))
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

    def __init__(self, describer: Describer) -> None:
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
