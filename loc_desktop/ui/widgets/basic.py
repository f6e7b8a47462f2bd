"""Small widgets that every view uses. Text from data is always shown as plain text."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from loc_desktop.app.values import Party
from loc_desktop.desk.values.event import Signed
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.table_models import RowsModel
from loc_desktop.ui.widgets.words import Words


def plain(text: str = "", *, tone: str = "", wrap: bool = False, name: str = "") -> QLabel:
    """A label that never reads its text as markup. ``tone`` and ``name`` choose the style."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setText(text)
    label.setWordWrap(wrap)
    if tone:
        label.setProperty("tone", tone)
    if name:
        label.setObjectName(name)
    return label


def set_tone(widget: QWidget, tone: str) -> None:
    """Change a widget's tone (good, bad, warn, muted …) while it is shown."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


class Elided(QLabel):
    """One line that gives way: too long a text ends in an ellipsis, the whole stands in the tool tip."""

    def __init__(self, text: str = "", name: str = "") -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        if name:
            self.setObjectName(name)
        self._whole = text
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(theme.sizes().px(24))
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._fit()
        self.updateGeometry()

    def text_whole(self) -> str:
        return self._whole

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._whole) + 4, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.sizes().px(24), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        fitted = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, self.width())
        super().setText(fitted)
        self.setToolTip("" if fitted == self._whole else f"<qt>{_escape(self._whole)}</qt>")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def tool_tip(text: str) -> str:
    """Text for setToolTip that shows data as it is (Qt guesses markup otherwise)."""
    return f"<qt>{_escape(text)}</qt>" if text else ""


class RoleBadge(QWidget):
    """A role's letter on its colour."""

    def __init__(self, role: str = "", said: str = "") -> None:
        super().__init__()
        self._role = role
        self.setAccessibleName(said or role)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_role(self, role: str, said: str) -> None:
        self._role = role
        self.setAccessibleName(said)
        self.setToolTip(tool_tip(said))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        return QSize(
            max(metrics.height() + 4, metrics.horizontalAdvance(self._role) + metrics.height() // 2 + 4),
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
    painter.setPen(QColor("white"))
    font = painter.font()
    font.setBold(True)
    painter.setFont(font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, role)
    painter.restore()


class SignedStrip(QWidget):
    """Who has signed, who is next: ``C ✓ 14:02 → B you → CAD → FD``, as badges and words."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.sizes().space(4))

    def show_signed(
        self,
        signed: Sequence[Signed],
        waits: Party | None = None,
        after: Sequence[Party] = (),
        note: str = "",
    ) -> None:
        """``note`` stands beside the one who is next ("you")."""
        clear(self._layout)
        first = True
        for line in signed:
            first = self._arrow(first)
            ok = line.verdict != "Failed"
            mark = plain(
                f"{'✓' if ok else '✗'} {self._words.clock(line.at)}".strip(), tone="good" if ok else "bad"
            )
            self._add(line.party, mark)
        if waits is not None:
            first = self._arrow(first)
            mark = plain(note or "…", tone="warn")
            self._add(waits, mark)
        for party in after:
            first = self._arrow(first)
            self._add(party, None)
        self._layout.addStretch(1)
        self.setAccessibleName(self._words.signed_line(tuple(signed), waits, tuple(after)))

    def _arrow(self, first: bool) -> bool:
        if not first:
            self._layout.addWidget(plain("→", tone="muted"))
        return False

    def _add(self, party: Party, mark: QLabel | None) -> None:
        badge = RoleBadge(party.role, self._words.role(party.role))
        badge.setToolTip(tool_tip(f"{self._words.role(party.role)} · {party.name}"))
        self._layout.addWidget(badge)
        if mark is not None:
            self._layout.addWidget(mark)


def clear(layout: QLayout) -> None:
    """Remove and delete what a layout holds."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


def button(*, primary: bool = False, danger: bool = False, flat: bool = False) -> QPushButton:
    """A push button of ours; Enter presses it when it has the focus."""
    made = QPushButton()
    for name, value in (("primary", primary), ("danger", danger), ("flat", flat)):
        if value:
            made.setProperty(name, True)
    made.setAutoDefault(False)
    return made


def choice(characters: int = 8) -> QComboBox:
    """A box to choose from that gives way: its texts do not dictate its width."""
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(characters)
    return box


class Table(QTableView):
    """A table of rows: keyboard first (Enter opens, Tab leaves), no grid, whole rows.

    Signal ``opened(QModelIndex)`` on Enter or double click.
    """

    opened = Signal(QModelIndex)

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

    def fit_rows(self) -> None:
        """Row height after a change of text size."""
        self.verticalHeader().setDefaultSectionSize(theme.sizes().px(28))

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
        super().keyPressEvent(event)


def card(*, margin: int = 12, spacing: int = 6) -> tuple[QFrame, QVBoxLayout]:
    """A white panel with its layout."""
    frame = QFrame()
    frame.setObjectName("card")
    layout = QVBoxLayout(frame)
    space = theme.sizes().space(margin)
    layout.setContentsMargins(space, space, space, space)
    layout.setSpacing(theme.sizes().space(spacing))
    return frame, layout


def rule() -> QFrame:
    """A hairline."""
    line = QFrame()
    line.setObjectName("rule")
    return line


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


def holding(inner: QWidget) -> QWidget:
    """A widget around another, for a scroll area to name."""
    outer = QWidget()
    layout = QVBoxLayout(outer)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.addWidget(inner)
    return outer


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
        height = inner.sizeHint().height() if inner is not None else 0
        return QSize(super().sizeHint().width(), height + self.horizontalScrollBar().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.sizes().px(60), self.sizeHint().height())


def sideways(inner: QWidget) -> QScrollArea:
    """``inner`` in a scroll area that scrolls left and right only."""
    area = _Sideways()
    area.setWidgetResizable(True)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    area.setWidget(inner)
    return area


class KeepVisible:
    """Scrolls a scroll area so that the field with the focus is seen. Installed per area."""

    def __init__(self, area: QScrollArea) -> None:
        self._area = area

    def focused(self, old: QWidget | None, now: QWidget | None) -> None:
        inner = self._area.widget()
        if now is not None and inner is not None and inner.isAncestorOf(now):
            self._area.ensureWidgetVisible(now, 20, 40)


def connect_enter(widget: QWidget, action: Callable[[], None]) -> None:
    """Enter in a line edit does what its button does."""
    signal = getattr(widget, "returnPressed", None)
    if signal is not None:
        signal.connect(action)


def typing_pause(
    owner: QWidget, search: Callable[[], None], *fields: QLineEdit, pause_ms: int = 200
) -> QTimer:
    """``search`` runs when nothing was typed into ``fields`` for ``pause_ms``, or at once on Enter.

    A search that was begun in another way stops the timer that this returns.
    """
    pause = QTimer(owner)
    pause.setSingleShot(True)
    pause.setInterval(pause_ms)
    pause.timeout.connect(search)
    for field in fields:
        field.textChanged.connect(lambda _text: pause.start())
        field.returnPressed.connect(search)
    return pause
