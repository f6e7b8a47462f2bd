"""Where the parties of a fund flow stand: columns by role, money running from left to right and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from loc_desktop.desk.model import FlowEdge, FundFlow, Party

COLUMNS = ("FD", "B", "CAD", "C", "R")


@dataclass(frozen=True)
class PlacedEdge:
    """An edge with its curve and width in pixels."""

    edge: FlowEdge
    path: QPainterPath
    width: float
    label_at: QPointF


@dataclass(frozen=True)
class Placed:
    """Node rectangles by key and edges as curves."""

    nodes: dict[str, tuple[Party, QRectF]]
    edges: tuple[PlacedEdge, ...]
    height: float


def place(flow: FundFlow, width: float, height: float, node: tuple[float, float]) -> Placed:
    """Put every party somewhere. ``node`` is a node's width and height; the picture may grow in height."""
    columns: list[list[Party]] = [[p for p in flow.nodes if p.role == role] for role in COLUMNS]
    columns.append([p for p in flow.nodes if p.role not in COLUMNS])
    used = [column for column in columns if column]
    wide, high = node
    gap = high * 0.6
    most = max((len(column) for column in used), default=0)
    height = max(height, most * (high + gap) + gap)
    nodes: dict[str, tuple[Party, QRectF]] = {}
    step = (width - wide - 20) / max(1, len(used) - 1)
    for number, column in enumerate(used):
        left = 10 + number * step if len(used) > 1 else (width - wide) / 2
        space = (height - len(column) * high) / (len(column) + 1)
        for line, party in enumerate(column):
            nodes[party.key] = (party, QRectF(left, space + line * (high + space), wide, high))
    return Placed(nodes, _edges(flow.edges, nodes), height)


def _edges(edges: Sequence[FlowEdge], nodes: dict[str, tuple[Party, QRectF]]) -> tuple[PlacedEdge, ...]:
    most = max((edge.amount for edge in edges), default=1) or 1
    placed = []
    for edge in edges:
        if edge.source.key not in nodes or edge.target.key not in nodes:
            continue
        source, target = nodes[edge.source.key][1], nodes[edge.target.key][1]
        path = QPainterPath()
        if source.left() < target.left():
            start = QPointF(source.right(), source.center().y() - 3)
            end = QPointF(target.left(), target.center().y() - 3)
            bend = (end.x() - start.x()) / 2
            path.moveTo(start)
            path.cubicTo(start + QPointF(bend, 0), end - QPointF(bend, 0), end)
        elif source.left() > target.left():
            # Back again (repayments): below the way out, so that both can be seen.
            start = QPointF(source.left(), source.center().y() + 5)
            end = QPointF(target.right(), target.center().y() + 5)
            bend = (start.x() - end.x()) / 2
            path.moveTo(start)
            path.cubicTo(start - QPointF(bend, -14), end + QPointF(bend, 14), end)
        else:
            start, end = source.center(), target.center()
            side = source.right() + 40
            start = QPointF(source.right(), start.y())
            end = QPointF(target.right(), end.y())
            path.moveTo(start)
            path.cubicTo(QPointF(side, start.y()), QPointF(side, end.y()), end)
        # Width by amount; the square root keeps small payments visible beside large ones.
        width = 1.2 + 12.0 * (edge.amount / most) ** 0.5
        placed.append(PlacedEdge(edge, path, width, path.pointAtPercent(0.5)))
    return tuple(placed)
