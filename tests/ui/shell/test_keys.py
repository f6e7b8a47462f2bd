"""The money by keyboard: every page and request is reached by Tab, in the order in which it is read."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QTabBar, QWidget

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.tabs_view import TabsView
from loc_desktop.ui.widgets.view import View
from tests.ui.conftest import Months, OpenWindow
from tests.ui.support import Bot, become, key, view_of

MONEY = {
    "C": ("accounts", "loans", "challenges"),
    "B": ("bank", "loans", "challenges", "service"),
    "FD": ("subsidy", "loans", "service"),
    "R": ("challenges", "loans", "report", "service"),
}
"""The views that deal with money; ``service`` is opened on what waits."""

MOST = 60
LINE = 14
"""Pixels by which controls of one line may stand higher or lower."""


def _wanted(view: QWidget) -> set[QWidget]:
    return {
        widget
        for widget in view.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }


def _way(bot: Bot, window: MainWindow, view: QWidget) -> list[QWidget]:
    """What Tab reaches inside the view, from its first control on."""
    reached: list[QWidget] = []
    for _ in range(MOST):
        focus = window.focusWidget()
        if focus is None or focus in reached:
            break
        reached.append(focus)
        key(bot, focus, Qt.Key.Key_Tab)
    return [widget for widget in reached if view.isAncestorOf(widget)]


def _connections(widget: QWidget, view: QWidget) -> QPoint:
    return widget.mapTo(view, QPoint(0, 0))


def _backwards(way: list[QWidget], view: QWidget) -> list[str]:
    """Steps that go up the page, but for those to the next column, right of where one was. The way is a ring:
    one step from its end to its start is allowed."""
    places = [_connections(widget, view) for widget in way]
    steps = list(zip(way, places, way[1:] + way[:1], places[1:] + places[:1], strict=True))
    back = [
        f"{widget.accessibleName() or widget.objectName()} → {next_.accessibleName() or next_.objectName()}"
        for widget, here, next_, there in steps
        if there.y() < here.y() - LINE and there.x() < here.x() + widget.width()
    ]
    return back if len(back) > 1 else []


def _open(window: MainWindow, role: str, name: str) -> View:
    target: object = None
    if name == "service":
        waiting = {"B": "loan.reschedule", "FD": "loan.refund", "R": "loan.writeoff"}[role]
        target = window.context.desk.grants.waiting(waiting)[0].event
    view = view_of(window, name, target)
    assert isinstance(view, View)
    return view


@pytest.mark.parametrize("role", list(MONEY))
def test_tab_reaches_every_control_of_the_moneys_views_from_top_to_bottom(
    qtbot: Bot, later: Months, open_window: OpenWindow, role: str
) -> None:
    window = open_window(later.workplace, language="zh")
    become(window, role)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    for name in MONEY[role]:
        view = _open(window, role, name)
        for page in list(view.pages) if isinstance(view, TabsView) else [""]:
            if isinstance(view, TabsView):
                view.open_page(page)
                settle(window)
            view.focus_first()
            wanted = _wanted(view)
            way = _way(qtbot, window, view)
            missed = [f"{type(w).__name__} {w.accessibleName()}" for w in wanted - set(way)]
            assert missed == [], f"{role} {name} {page}"
            assert _backwards(way, view) == [], f"{role} {name} {page}"


def test_the_banks_tabs_are_turned_and_used_by_arrows_and_space(
    qtbot: Bot, later: Months, open_window: OpenWindow
) -> None:
    window = open_window(later.workplace, language="zh")
    become(window, "B")
    bank = view_of(window, "bank")
    assert isinstance(bank, TabsView)
    bar = bank.tabs.findChild(QTabBar)
    assert bar is not None
    bar.setFocus()
    seen = [bank.page]
    for _ in range(len(bank.pages) - 1):
        key(qtbot, bar, Qt.Key.Key_Right)
        settle(window)
        seen.append(bank.page)
    assert seen == list(bank.pages.values())
    assert bank.page.primary is not None
    bank.page.primary.setFocus()
    before = bank.page.result  # type: ignore[attr-defined]
    key(qtbot, bank.page.primary, Qt.Key.Key_Space)
    settle(window)
    assert bank.page.result is not before  # type: ignore[attr-defined]


def test_a_table_is_walked_with_arrows_and_left_with_tab(
    qtbot: Bot, later: Months, open_window: OpenWindow
) -> None:
    window = open_window(later.workplace, language="zh")
    become(window, "C")
    loans = view_of(window, "loans")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    loans.table.setFocus()
    first = loans.detail.line.id
    key(qtbot, loans.table, Qt.Key.Key_Down)
    settle(window)
    assert loans.detail.line.id != first
    key(qtbot, loans.table, Qt.Key.Key_Tab)
    assert window.focusWidget() is not loans.table
