"""The trace: stepping by keyboard alone, the failing step with its reason, any value in full."""

from __future__ import annotations

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.values.ledger import SearchQuery
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.trace_view import TraceView
from tests.ui.support import CONTROL, LONG_MS, Bot, become, chord, key, shown

NONE = Qt.KeyboardModifier.NoModifier


def _trace(window: MainWindow, code: int) -> TraceView:
    become(window, "R")
    viewer = window.context.desk.viewer
    rows = viewer.search(SearchQuery(kind="loan.apply")).rows
    event = next(row.event for row in rows if row.code == code)
    window.go("trace", event)
    settle(window)
    view = window.views["trace"]
    assert isinstance(view, TraceView)
    return view


def test_a_refused_loan_opens_at_the_failing_step_with_its_reason(qtbot: Bot, window: MainWindow) -> None:
    view = _trace(window, 1)
    failing = view.failing_step()
    assert failing is not None
    assert view.position == failing
    assert view.notice.isVisible()
    assert "the verdict is Failed" in view.notice.text()
    assert view.outcome.accessibleName() == "return code: 1 oracle check failed"


def test_every_step_is_reached_by_keyboard_forward_and_back(qtbot: Bot, window: MainWindow) -> None:
    view = _trace(window, 0)
    last = len(view.steps) - 1
    seen = [view.position]
    for _ in range(last):
        chord(qtbot, window, Qt.Key.Key_Right, NONE)
        seen.append(view.position)
    assert seen == list(range(last + 1))
    chord(qtbot, window, Qt.Key.Key_Right, NONE)
    assert view.position == last
    for expected in reversed(range(last)):
        chord(qtbot, window, Qt.Key.Key_Left, NONE)
        assert view.position == expected
    chord(qtbot, window, Qt.Key.Key_End, NONE)
    assert view.position == last
    chord(qtbot, window, Qt.Key.Key_Home, NONE)
    assert view.position == 0


def test_both_stacks_are_shown_before_and_after_each_step(qtbot: Bot, window: MainWindow) -> None:
    view = _trace(window, 0)
    for position, step in enumerate(view.steps):
        view.go_to(position)
        counts = {name: listing.model().rowCount() for name, listing in view.lists.items()}
        assert counts == {
            "before_cc": step.before.cc_height,
            "before_uc": step.before.uc_height,
            "after_cc": step.after.cc_height,
            "after_uc": step.after.uc_height,
        }
        assert counts["after_cc"] == counts["before_cc"] - 1


def test_space_plays_to_the_end_and_stops_there(qtbot: Bot, window: MainWindow) -> None:
    view = _trace(window, 0)
    view._timer.setInterval(1)
    view.strip.setFocus()
    key(qtbot, view.strip, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: view.position == len(view.steps) - 1, timeout=LONG_MS)
    qtbot.waitUntil(lambda: not view._timer.isActive(), timeout=LONG_MS)
    assert view.play.text() == "Play ▶▶"


def test_f_goes_to_the_failing_step(qtbot: Bot, window: MainWindow) -> None:
    view = _trace(window, 1)
    view.go_to(0)
    chord(qtbot, window, Qt.Key.Key_F, NONE)
    assert view.position == view.failing_step()


@pytest.mark.parametrize("stack", ["before_cc", "before_uc"])
def test_any_item_opens_in_full_and_is_copied_by_keyboard(qtbot: Bot, window: MainWindow, stack: str) -> None:
    view = _trace(window, 0)
    listing = view.lists[stack]
    for row in range(listing.model().rowCount()):
        listing.setCurrentIndex(listing.model().index(row, 0))
        key(qtbot, listing, Qt.Key.Key_C, CONTROL)
        copied = json.loads(QGuiApplication.clipboard().text())
        key(qtbot, listing, Qt.Key.Key_Return)
        dialog = shown(qtbot, lambda: view.value)
        assert json.loads(dialog.text.toPlainText()) == copied
        assert dialog.tree.topLevelItemCount() == len(copied)
        key(qtbot, dialog.tree, Qt.Key.Key_C, CONTROL)
        assert QGuiApplication.clipboard().text()
        dialog.reject()


def test_an_event_without_an_attempt_says_so(qtbot: Bot, window: MainWindow) -> None:
    become(window, "B")
    event = window.context.desk.inbox.page(limit=1).rows[0].event
    window.go("trace", event)
    settle(window)
    view = window.views["trace"]
    assert "nothing to trace" in view.notice.text()
    assert view.steps == ()  # type: ignore[attr-defined]
