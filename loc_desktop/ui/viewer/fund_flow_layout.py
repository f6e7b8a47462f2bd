"""Where the parties of a fund flow stand: columns by role, money running from left to right and back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath

from loc_desktop.app.values import Party
from loc_desktop.desk.values.fund_flow import FlowEdge, FundFlow

COLUMNS = ("FD", "B", "CAD", "C", "R")


@dataclass(frozen=True)
class PlacedEdge:
    """An edge with its curve and width in pixels."""

    edge: FlowEdge
    path: QPainterPath
    width: float


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
    known = [edge for edge in edges if edge.source.key in nodes and edge.target.key in nodes]
    ports = _ports(known, nodes)
    placed = []
    for edge in known:
        source, target = nodes[edge.source.key][1], nodes[edge.target.key][1]
        start, end = ports[edge, "source"], ports[edge, "target"]
        path = QPainterPath()
        path.moveTo(start)
        if source.left() == target.left():
            side = source.right() + 40
            path.cubicTo(QPointF(side, start.y()), QPointF(side, end.y()), end)
        else:
            # Payments back (repayments) sag a little, so that both directions can be seen.
            sag = 14.0 if source.left() > target.left() else 0.0
            bend = QPointF((end.x() - start.x()) / 2, 0)
            down = QPointF(0, sag)
            path.cubicTo(start + bend + down, end - bend + down, end)
        # Width by amount; the square root keeps small payments visible beside large ones.
        width = 1.2 + 12.0 * (edge.amount / most) ** 0.5
        placed.append(PlacedEdge(edge, path, width))
    return tuple(placed)


def _ports(
    edges: Sequence[FlowEdge], nodes: dict[str, tuple[Party, QRectF]]
) -> dict[tuple[FlowEdge, str], QPointF]:
    """Where each edge leaves and enters: spread over the node's side in the order of the other ends."""
    sides: dict[tuple[str, bool], list[tuple[float, int, FlowEdge, str]]] = {}
    for number, edge in enumerate(edges):
        source, target = nodes[edge.source.key][1], nodes[edge.target.key][1]
        out_right = source.left() <= target.left()
        in_right = source.left() >= target.left()
        for key, right, other, end in (
            (edge.source.key, out_right, target, "source"),
            (edge.target.key, in_right, source, "target"),
        ):
            sides.setdefault((key, right), []).append((other.center().y(), number, edge, end))
    ports = {}
    for (key, right), ends in sides.items():
        area = nodes[key][1]
        for place_in_line, (_, _, edge, end) in enumerate(sorted(ends, key=lambda e: e[:2]), start=1):
            y = area.top() + area.height() * place_in_line / (len(ends) + 1)
            ports[edge, end] = QPointF(area.right() if right else area.left(), y)
    return ports
