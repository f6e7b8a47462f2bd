"""The fund flow by keyboard and mouse: graph and table follow one another, an edge leads to its event."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.fund_flow_view import FundFlowView
from loc_desktop.ui.viewer.ledger_view import LedgerView
from tests.ui.conftest import Months, OpenWindow
from tests.ui.support import LONG_MS, Bot, become, key, type_into, view_of


def _flow(bot: Bot, window: MainWindow) -> FundFlowView:
    become(window, "R")
    view = view_of(window, "flow")
    assert isinstance(view, FundFlowView)
    assert view.model.rowCount() > 1
    return view


def test_arrows_walk_the_edges_and_enter_opens_the_event(
    qtbot: Bot, later: Months, open_window: OpenWindow
) -> None:
    window = open_window(later.workplace)
    view = _flow(qtbot, window)
    view.graph.setFocus()
    seen = set()
    for _ in view.model.rows:
        with qtbot.waitSignal(view.graph.chosen, timeout=LONG_MS) as chosen:
            key(qtbot, view.graph, Qt.Key.Key_Down)
        edge = chosen.args[0]
        assert view.model.row_at(view.table.currentIndex()) == edge
        seen.add((edge.source.key, edge.target.key))
    assert seen == {(edge.source.key, edge.target.key) for edge in view.model.rows}
    key(qtbot, view.graph, Qt.Key.Key_Up)
    edge = view.model.row_at(view.table.currentIndex())
    assert edge is not None
    key(qtbot, view.graph, Qt.Key.Key_Return)
    settle(window)
    ledger = window.views["ledger"]
    assert window.front == "ledger"
    assert isinstance(ledger, LedgerView)
    assert {line.event for line in ledger.model.rows} == {edge.event}


def test_a_click_on_an_edge_opens_it_and_beside_it_does_nothing(
    qtbot: Bot, later: Months, open_window: OpenWindow
) -> None:
    window = open_window(later.workplace)
    view = _flow(qtbot, window)
    graph = view.graph
    qtbot.mouseClick(graph, Qt.MouseButton.LeftButton, pos=QPoint(graph.width() - 1, graph.height() - 1))
    assert window.front == "flow"
    middle = graph._placed.edges[-1].path.pointAtPercent(0.5).toPoint()
    with qtbot.waitSignal(graph.opened, timeout=LONG_MS):
        qtbot.mouseClick(graph, Qt.MouseButton.LeftButton, pos=middle)
    settle(window)
    assert window.front == "ledger"


def test_days_bound_what_is_counted_and_a_wrong_day_is_said(
    qtbot: Bot, later: Months, open_window: OpenWindow
) -> None:
    window = open_window(later.workplace)
    view = _flow(qtbot, window)
    everything = view.total.text()
    type_into(qtbot, view.since, "2000-1-32")
    key(qtbot, view.since, Qt.Key.Key_Return)
    settle(window)
    assert view.notice.isVisible()
    assert view.total.text() == everything
    type_into(qtbot, view.since, "2999-01-01")
    key(qtbot, view.since, Qt.Key.Key_Return)
    settle(window)
    assert not view.notice.isVisible()
    assert (view.model.rowCount(), view.total.text()) == (0, "0 payments, 0.00 yuan")
    type_into(qtbot, view.since, "")
    key(qtbot, view.since, Qt.Key.Key_Return)
    settle(window)
    assert view.total.text() == everything
