"""Who paid whom."""

from __future__ import annotations

from dataclasses import dataclass

from loc_desktop.app.values import Party


@dataclass(frozen=True, slots=True)
class FlowEdge:
    """Executed payments from one party to another: their sum in fen, how many, one event to open."""

    source: Party
    target: Party
    amount: int
    count: int
    event: str


@dataclass(frozen=True, slots=True)
class FundFlow:
    """The graph of executed payments between parties, the largest first."""

    nodes: tuple[Party, ...]
    edges: tuple[FlowEdge, ...]
