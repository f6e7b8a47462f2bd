"""The office in the window: a substitute is named and ended; what nobody answered is seen."""

from __future__ import annotations

from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.granting.colleagues_view import ColleaguesView
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.desk.signing.colleagues import colleague
from tests.desk.signing.grantors import applied
from tests.ui.support import LONG_MS, Bot, become, key, no_error, press, view_of


def _office(qtbot: Bot, window: MainWindow, role: str) -> ColleaguesView:
    become(window, role)
    inbox = view_of(window, "inbox")
    assert isinstance(inbox, InboxView)
    press(qtbot, inbox.office)
    settle(window)
    view = window.views["colleagues"]
    assert isinstance(view, ColleaguesView)
    return view


def test_a_substitute_is_named_and_ended(qtbot: Bot, workplace: Workplace, window: MainWindow) -> None:
    view = _office(qtbot, window, "CAD")
    press(qtbot, view.name_one)
    settle(window)
    assert "only person" in view.notice.text()
    other = colleague(workplace, "CAD")
    own = view.desk.identity.key
    view.load()
    qtbot.waitUntil(lambda: len(view.members.rows) == 2, timeout=LONG_MS)
    press(qtbot, view.name_one)
    settle(window)
    assert view.values is not None
    press(qtbot, view.values.next)
    settle(window)
    assert view.confirm is not None
    view.confirm.sign.setFocus()
    key(qtbot, view.confirm.sign, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: any(line.away for line in view.members.rows), timeout=LONG_MS)
    line = next(line for line in view.members.rows if line.own)
    assert line.substitute is not None
    assert (line.party.key, line.substitute.key) == (own, other.key)
    view.members_table.setCurrentIndex(view.members.find(own))
    press(qtbot, view.end)
    settle(window)
    press(qtbot, view.confirm.sign)
    qtbot.waitUntil(lambda: not any(line.substitute for line in view.members.rows), timeout=LONG_MS)
    assert no_error(window)


def test_what_nobody_answered_is_seen_by_office_counter_and_regulator(
    qtbot: Bot, workplace: Workplace, window: MainWindow, form: ApplicationForm
) -> None:
    event = applied(workplace, form, "B")
    view = _office(qtbot, window, "CAD")
    assert view.none.isVisible()
    workplace.walk(40)
    for role in ("CAD", "R"):
        view = _office(qtbot, window, role)
        view.load()
        settle(window)
        assert event in {line.event for line in view.cases.rows}
        assert view.name_one.isVisible() is (role == "CAD")
    become(window, "C")
    window.go("applications")
    settle(window)
    counter = window.views["applications"]
    assert isinstance(counter, ApplicationsView)
    press(qtbot, counter.unanswered)
    settle(window)
    seen = window.views["colleagues"]
    assert isinstance(seen, ColleaguesView)
    assert event in {line.event for line in seen.cases.rows}
    seen.cases_table.setCurrentIndex(seen.cases.find(event))
    press(qtbot, seen.show_ledger)
    assert no_error(window)
