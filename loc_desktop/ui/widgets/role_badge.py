"""A role's letter on its colour: as a widget, as an icon, and in the cell of a table."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QSizePolicy, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import role_mark
from loc_desktop.ui.widgets.labels import tool_tip
from loc_desktop.ui.widgets.table_models import BadgeRole

Index = QModelIndex | QPersistentModelIndex


class RoleBadge(QWidget):
    """A role's letter on its colour."""

    def __init__(self, role: str = "", said: str = "") -> None:
        super().__init__()
        self._role = role
        self.setAccessibleName(said or role)
        self.setToolTip(tool_tip(f"{said} · {role}" if said else role))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            max(
                metrics.height() + 4,
                metrics.horizontalAdvance(role_mark(self._role)) + metrics.height() // 2 + 4,
            ),
            metrics.height() + 4,
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_badge(painter, self.rect(), self._role)
        painter.end()


def paint_badge(painter: QPainter, area: QRect, role: str) -> None:
    """Paint a role badge; for delegates as well."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.role_colour(role))
    painter.drawRoundedRect(area, 4, 4)
    painter.setPen(theme.colour("onrole"))
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, role_mark(role))
    painter.restore()


def badge_icon(role: str) -> QIcon:
    """A role's letter on its colour as an icon, for buttons and menus."""
    sizes = theme.sizes()
    wide, high = sizes.px(34), sizes.px(20)
    pixmap = QPixmap(QSize(wide * 2, high * 2))
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    font = painter.font()
    font.setFamilies(list(theme.FAMILIES))
    font.setPixelSize(sizes.px(12))
    painter.setFont(font)
    paint_badge(painter, QRect(0, 0, wide, high), role)
    painter.end()
    return QIcon(pixmap)


class BadgeDelegate(QStyledItemDelegate):
    """Paints the role badge of ``BadgeRole`` and moves the text beside it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        badge = index.data(BadgeRole)
        if not badge:
            super().paint(painter, option, index)
            return
        metrics = option.fontMetrics
        height = metrics.height()
        width = max(height, metrics.horizontalAdvance(role_mark(str(badge))) + theme.sizes().space(8))
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
