"""The auditor's chair by keyboard: case by case, failed by own evidence, returned and sent again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.values.event import Stage
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.application.explanation_dialog import ExplanationDialog
from loc_desktop.ui.granting.audit_view import AuditView
from loc_desktop.ui.granting.case_round import CaseRound, begin, of
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.support import LONG_MS, Bot, become, chord, key, no_error, shown, view_of

WHY = "三次上门均无人"


def _inbox(window: MainWindow, role: str = "B") -> InboxView:
    become(window, role)
    view = view_of(window, "inbox")
    assert isinstance(view, InboxView)
    return view


def _audit(bot: Bot, window: MainWindow, inbox: InboxView, line: int) -> AuditView:
    """Open a row of the list as a person does: Enter on it."""
    inbox.table.setCurrentIndex(inbox.model.index(line, 0))
    key(bot, inbox.table, Qt.Key.Key_Return)
    bot.waitUntil(lambda: window.front == "audit", timeout=LONG_MS)
    settle(window)
    view = window.views["audit"]
    assert isinstance(view, AuditView)
    assert view.case is not None
    return view


def _passing(window: MainWindow, inbox: InboxView) -> int:
    """The line of the first application that meets every term."""
    rows = inbox.model.rows
    checked = window.context.desk.grants.check([row.event for row in rows if row.kind == "loan.apply"])
    good = {one.event for one in checked if one.passes}
    return next(line for line, row in enumerate(rows) if row.event in good)


def _tab_to(bot: Bot, window: QWidget, wanted: QWidget) -> None:
    for _ in range(60):
        if window.focusWidget() is wanted:
            return
        key(bot, window.focusWidget() or window, Qt.Key.Key_Tab)
    raise AssertionError("not reached with Tab")


def _do(bot: Bot, window: MainWindow, audit: AuditView, wanted: QWidget) -> None:
    """Reach a button with Tab and press it with Enter."""
    _tab_to(bot, window, wanted)
    key(bot, wanted, Qt.Key.Key_Return)


def _explain(bot: Bot, audit: AuditView, ticked: tuple[str, ...] = ()) -> None:
    """Fill the dialog that stands open and agree to what is signed."""
    dialog = shown(bot, lambda: audit.values)
    for code in ticked:
        tick = dialog.many["missing"][code]
        tick.setFocus()
        key(bot, tick, Qt.Key.Key_Space)
    dialog.texts["text"].setPlainText(WHY)
    _tab_to(bot, dialog, dialog.next)
    key(bot, dialog.next, Qt.Key.Key_Return)
    confirm = shown(bot, lambda: audit.confirm)
    assert WHY in confirm.sentence.text()
    assert WHY not in confirm.exact.toPlainText()
    key(bot, confirm.cancel, Qt.Key.Key_Tab)
    key(bot, confirm.sign, Qt.Key.Key_Return)


def test_the_cases_of_a_list_stand_before_and_after_one_another(qtbot: Bot, window: MainWindow) -> None:
    inbox = _inbox(window)
    inbox.model.sort(1, Qt.SortOrder.DescendingOrder)
    settle(window)
    listed = (inbox.model.row_at(inbox.model.index(line, 0)) for line in range(len(inbox.model.rows)))
    order = [row.event for row in listed if row is not None]
    assert order != [row.event for row in inbox.model.rows]
    assert len(order) > 3
    audit = _audit(qtbot, window, inbox, 1)
    assert (audit.case.event if audit.case else "") == order[1]
    assert audit.steps.place.text() == f"2 of {len(order)}"
    chord(qtbot, window, Qt.Key.Key_PageDown)
    assert (audit.case.event if audit.case else "") == order[2]
    for _ in range(2):
        chord(qtbot, window, Qt.Key.Key_PageUp)
    assert audit.steps.place.text() == f"1 of {len(order)}"
    assert not audit.steps.before.isEnabled()
    chord(qtbot, window, Qt.Key.Key_PageUp)
    assert (audit.case.event if audit.case else "") == order[0]
    assert no_error(window)


def test_a_case_that_was_opened_from_elsewhere_has_no_list(window: MainWindow) -> None:
    inbox = _inbox(window)
    event = inbox.model.rows[0].event
    begin(window.context.desk, [])
    audit = view_of(window, "audit", event)
    assert not audit.steps.isVisible()
    assert of(window.context.desk) == CaseRound()
    assert CaseRound().step(event, 1) is None
    assert CaseRound().following(event, {event}) is None


def test_own_evidence_fails_what_meets_every_term_and_the_next_one_comes(
    qtbot: Bot, window: MainWindow
) -> None:
    inbox = _inbox(window)
    line = _passing(window, inbox)
    rows = [row.event for row in inbox.model.rows]
    audit = _audit(qtbot, window, inbox, line)
    _do(qtbot, window, audit, audit.own)
    _explain(qtbot, audit)
    qtbot.waitUntil(lambda: audit.outcome is not None, timeout=LONG_MS)
    assert audit.outcome is not None
    assert audit.outcome.verdict == "Failed"
    assert window.focusWidget() is audit.next
    key(qtbot, audit.next, Qt.Key.Key_Return)
    settle(window)
    following = [*rows[line + 1 :], *rows[:line]]
    view = window.views[window.front]
    shown_event = view.case.event if view.case is not None else ""  # type: ignore[attr-defined]
    assert shown_event == following[0]
    become(window, "CAD")
    case = view_of(window, "audit", rows[line])
    said = " ".join(label.text() for label in case.cards.findChildren(type(case.figure)))
    assert WHY in said
    assert "own evidence: a visit found otherwise than declared" in said
    assert "It agrees with what the customer declared" in said
    for role in ("CAD", "FD"):
        grants = window.workplace.desk_of(role).grants
        grants.sign(grants.prepare(grants.open(rows[line])))
    trace = view_of(window, "trace", rows[line])
    assert "own evidence: a visit found otherwise than declared" in trace.notice.text()


def test_a_returned_application_stands_in_the_counter_s_list_and_is_sent_again(
    qtbot: Bot, window: MainWindow
) -> None:
    inbox = _inbox(window)
    audit = _audit(qtbot, window, inbox, _passing(window, inbox))
    case = audit.case
    assert case is not None
    _do(qtbot, window, audit, audit.give_back)
    _explain(qtbot, audit, ("income_proof", "photograph"))
    qtbot.waitUntil(lambda: audit.returned is not None, timeout=LONG_MS)
    assert audit.primary is audit.next
    assert not audit.sign.isVisible()
    become(window, "C")
    view = view_of(window, "applications", case.event)
    assert isinstance(view, ApplicationsView)
    chosen = view.chosen
    assert chosen is not None
    assert (chosen.event, chosen.stage) == (case.event, Stage.RETURNED)
    assert "proof of income, photograph" in view.strip.sentence.text()
    _tab_to(qtbot, window, view.why)
    key(qtbot, view.why, Qt.Key.Key_Return)
    told = shown(qtbot, lambda: view.explained)
    assert isinstance(told, ExplanationDialog)
    assert WHY in " ".join(label.text() for label in told.findChildren(type(view.title)))
    told.accept()
    _tab_to(qtbot, window, view.correct)
    key(qtbot, view.correct, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.front == "form", timeout=LONG_MS)
    settle(window)
    form = window.views["form"]
    assert form.paper.form().former == case.event  # type: ignore[attr-defined]
    assert no_error(window)


@pytest.mark.parametrize("ticked", [(), ("other",)])
def test_a_return_without_what_is_missing_is_not_signed(
    qtbot: Bot, window: MainWindow, ticked: tuple[str, ...]
) -> None:
    inbox = _inbox(window)
    audit = _audit(qtbot, window, inbox, _passing(window, inbox))
    _do(qtbot, window, audit, audit.give_back)
    dialog = shown(qtbot, lambda: audit.values)
    for code in ticked:
        dialog.many["missing"][code].setChecked(True)
    _tab_to(qtbot, dialog, dialog.next)
    key(qtbot, dialog.next, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=LONG_MS)
    assert audit.confirm is None
    dialog.reject()
