"""How table cells are painted: a role badge before the text where a column has one."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.basic import paint_badge
from loc_desktop.ui.widgets.table_models import BadgeRole

Index = QModelIndex | QPersistentModelIndex


class BadgeDelegate(QStyledItemDelegate):
    """Paints the role badge of ``BadgeRole`` and moves the text beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        badge = index.data(BadgeRole)
        if not badge:
            super().paint(painter, option, index)
            return
        metrics = option.fontMetrics
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(str(badge)) + theme.sizes().space(8))
        area: QRect = option.rect
        space = theme.sizes().space(8)
        inside = QStyleOptionViewItem(option)
        inside.rect = area.adjusted(width + space, 0, 0, 0)
        # The background of the whole cell first, so that a selection has no gap under the badge.
        whole = QStyleOptionViewItem(option)
        self.initStyleOption(whole, index)
        whole.text = ""
        style = whole.widget.style()
        style.drawControl(style.ControlElement.CE_ItemViewItem, whole, painter, whole.widget)
        paint_badge(
            painter,
            QRect(area.left() + space, area.center().y() - height // 2, width, height),
            str(badge),
        )
        super().paint(painter, inside, index)
