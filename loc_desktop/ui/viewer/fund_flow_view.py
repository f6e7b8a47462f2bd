"""Fund flow: parties as nodes, executed payments as bands; a click or Enter opens the signed event."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPathStroker,
    QPaintEvent,
    QPen,
    QPolygonF,
    QResizeEvent,
)
from PySide6.QtWidgets import QSplitter, QWidget

from loc_desktop.desk.values.fund_flow import FlowEdge, FundFlow
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.viewer.fund_flow_layout import Placed, PlacedEdge, place
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import DayEdit
from loc_desktop.ui.widgets.i18n import filled, role_mark
from loc_desktop.ui.widgets.labels import plain, tool_tip
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate, paint_badge
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context, View
from loc_desktop.ui.widgets.words import Words


class FlowGraph(QWidget):
    """The picture. Signals ``chosen(FlowEdge)`` when the cursor is on an edge, ``opened(FlowEdge)``."""

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._flow = FundFlow((), ())
        self._placed = Placed({}, (), 0)
        self._current: FlowEdge | None = None
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_flow(self, flow: FundFlow) -> None:
        self._flow = flow
        self._place()

    def show_current(self, edge: FlowEdge | None) -> None:
        self._current = edge
        self.update()

    def _node(self) -> tuple[float, float]:
        sizes = theme.sizes()
        return float(min(sizes.px(170), max(90, self.width() // 4))), float(sizes.px(34))

    def _place(self) -> None:
        area = self.parentWidget()
        height = area.height() if area is not None else self.height()
        self._placed = place(self._flow, float(self.width()), float(height), self._node())
        self.setMinimumHeight(int(self._placed.height))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._place()

    def sizeHint(self) -> QSize:
        return QSize(500, 320)

    def _edge_at(self, point: QPointF) -> PlacedEdge | None:
        for placed in reversed(self._placed.edges):
            stroker = QPainterPathStroker()
            stroker.setWidth(max(8.0, placed.width + 4))
            if stroker.createStroke(placed.path).contains(point):
                return placed
        return None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        placed = self._edge_at(event.position())
        self.setCursor(Qt.CursorShape.PointingHandCursor if placed else Qt.CursorShape.ArrowCursor)
        self.setToolTip(tool_tip(self._said(placed.edge)) if placed is not None else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        placed = self._edge_at(event.position())
        if placed is not None:
            self._current = placed.edge
            self.chosen.emit(placed.edge)
            self.opened.emit(placed.edge)
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        edges = [placed.edge for placed in self._placed.edges]
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}.get(
            Qt.Key(event.key())
        )
        if step is not None and edges:
            now = edges.index(self._current) if self._current in edges else -step if step < 0 else -1
            self._current = edges[(now + step) % len(edges)]
            self.chosen.emit(self._current)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._current is not None:
            self.opened.emit(self._current)
        else:
            super().keyPressEvent(event)

    def _said(self, edge: FlowEdge) -> str:
        words = self._words
        route = f"{words.party(edge.source)} → {words.party(edge.target)}"
        return words.with_colon(route, f"{words.money(edge.amount)} ({edge.count})")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for placed in self._placed.edges:
            self._paint_edge(painter, placed, placed.edge == self._current)
        for party, area in self._placed.nodes.values():
            painter.setPen(QPen(theme.role_colour(party.role), 1.5))
            painter.setBrush(theme.colour("surface"))
            painter.drawRoundedRect(area, 5, 5)
            metrics = painter.fontMetrics()
            side = metrics.height()
            wide = max(side, metrics.horizontalAdvance(role_mark(party.role)) + 8)
            badge = QRect(int(area.left()) + 6, int(area.center().y()) - side // 2, wide, side)
            paint_badge(painter, badge, party.role)
            painter.setPen(theme.colour("ink"))
            left = badge.right() + 8
            text = area.adjusted(left - area.left(), 0, -6, 0)
            said = metrics.elidedText(party.name, Qt.TextElideMode.ElideRight, int(text.width()))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, said)
        painter.end()

    def _paint_edge(self, painter: QPainter, placed: PlacedEdge, current: bool) -> None:
        tint = QColor(theme.role_colour(placed.edge.source.role))
        tint.setAlpha(220 if current else 90)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(tint, placed.width + (1.5 if current else 0))
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.drawPath(placed.path)
        middle, before = placed.path.pointAtPercent(0.62), placed.path.pointAtPercent(0.60)
        along = middle - before
        length = (along.x() ** 2 + along.y() ** 2) ** 0.5 or 1.0
        unit = along / length
        across = QPointF(-unit.y(), unit.x())
        size = 4 + placed.width * 0.6
        tint.setAlpha(255)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        tip = middle + unit * size
        painter.drawPolygon(QPolygonF([tip, middle + across * size * 0.7, middle - across * size * 0.7]))


class FundFlowView(View):
    """The graph above, the same payments as a table below: all of it by keyboard."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.since, self.until = DayEdit(), DayEdit()
        self.total = plain(tone="muted")
        self.body.addLayout(row(self.since, self.until, self.total, None, stretch=2))
        self.graph = FlowGraph(words)
        self.model: RowsModel[FlowEdge] = RowsModel(
            [
                TableColumn(lambda: self.tr("From"), lambda e: e.source.name, badge=lambda e: e.source.role),
                TableColumn(lambda: self.tr("To"), lambda e: e.target.name, badge=lambda e: e.target.role),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda e: words.number(e.amount), right=True),
                TableColumn(lambda: self.tr("Payments"), lambda e: words.count(e.count), right=True),
                TableColumn(lambda: self.tr("One event"), lambda e: e.event, mono=True),
            ],
            lambda e: (e.source.key, e.target.key),
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((240, 240, 140, 90))
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        holder = scrolled(self.graph)
        splitter.addWidget(holder)
        splitter.addWidget(self.table)
        splitter.setSizes([380, 180])
        self.body.addWidget(splitter, 1)
        self.graph.chosen.connect(self._follow_graph)
        self.graph.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._follow_table)
        self.table.opened.connect(lambda index: self._open(self.model.row_at(index)))
        for edit in (self.since, self.until):
            edit.editingFinished.connect(self.load)
            edit.setMinimumWidth(min(theme.sizes().px(190), 240))
            edit.setMaximumWidth(theme.sizes().px(230))
        self.say(self.title.setText, lambda: self.tr("Fund flow"))
        self.say(self.since.setPlaceholderText, lambda: self.tr("from date, 2026-01-31"))
        self.say(self.since.setAccessibleName, lambda: self.tr("from date"))
        self.say(self.until.setPlaceholderText, lambda: self.tr("to date, 2026-01-31"))
        self.say(self.until.setAccessibleName, lambda: self.tr("to date"))
        self.say(self.graph.setAccessibleName, lambda: self.tr("Graph of payments between parties"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Payments between parties"))
        self.say(
            self.subtitle.set_text,
            lambda: self.tr("executed payments, width by amount; Enter or a click opens a signed event"),
        )

    def load(self) -> None:
        since, until = self.since.iso, self.until.iso
        if since is None or until is None:
            self.tell(self.words.say(Sentence("field.date")), "bad")
            return
        self.tell("")

        def fetch(_job: Job) -> FundFlow:
            return self.desk.viewer.fund_flow(since=since, until=until)

        self.work(fetch, self._show)

    def _show(self, flow: FundFlow) -> None:
        self.model.reword()
        self.model.set_rows(flow.edges)
        self.graph.show_flow(flow)
        total = sum(edge.amount for edge in flow.edges)
        count = sum(edge.count for edge in flow.edges)
        text = filled(self.tr("%1 payments, %2"), self.words.count(count), self.words.money(total))
        self.total.setText(text)
        if flow.edges:
            self.table.setCurrentIndex(self.model.index(0, 0))

    def focus_first(self) -> None:
        self.table.setFocus()

    def _follow_graph(self, edge: Any) -> None:
        index = self.model.find((edge.source.key, edge.target.key))
        if index.isValid():
            self.table.setCurrentIndex(index)

    def _follow_table(self, *_: Any) -> None:
        self.graph.show_current(self.model.row_at(self.table.currentIndex()))

    def _open(self, edge: Any) -> None:
        if isinstance(edge, FlowEdge) and edge.event:
            self.context.shell.go("ledger", edge.event)
