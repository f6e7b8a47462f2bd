"""Challenges and requests that a person judges, through the window."""

from __future__ import annotations

from typing import Any

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.challenge.challenges_view import ChallengesView
from loc_desktop.ui.granting.grant_view import GrantView
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.servicing.loans_view import LoansView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.request_view import RequestView
from tests.ui.support import LONG_MS, Bot, become, no_error, press, shown, type_into


def _view(window: MainWindow, name: str, target: object = None) -> Any:
    window.go(name, target)
    settle(window)
    return window.views[name]


def _answer(bot: Bot, window: MainWindow, view: RequestView, **values: str) -> None:
    """Fill the form that stands open and go on."""
    dialog = shown(bot, lambda: view.values)
    for name, text in values.items():
        if name in dialog.texts:
            dialog.texts[name].setPlainText(text)
        else:
            type_into(bot, dialog.fields[name].edit, text)
    press(bot, dialog.next)
    bot.waitUntil(lambda: not dialog.isVisible() or dialog.problem.isVisible(), timeout=LONG_MS)
    assert not dialog.problem.isVisible(), dialog.problem.text()
    settle(window)


def _sign(bot: Bot, window: MainWindow, view: RequestView) -> str:
    confirm = shown(bot, lambda: view.confirm)
    said = confirm.sentence.text()
    before = view.asked
    press(bot, confirm.sign)
    bot.waitUntil(lambda: view.asked is not before or not no_error(window), timeout=LONG_MS)
    assert no_error(window)
    settle(window)
    return said


def _loan(window: MainWindow) -> str:
    become(window, "C")
    loans = _view(window, "loans")
    assert isinstance(loans, LoansView)
    assert loans.detail is not None
    return loans.detail.line.id


def test_the_regulator_challenges_a_loan_and_the_bank_answers(qtbot: Bot, window: MainWindow) -> None:
    loan = _loan(window)
    become(window, "R")
    challenges = _view(window, "challenges")
    assert isinstance(challenges, ChallengesView)
    press(qtbot, challenges.raise_one)
    _answer(qtbot, window, challenges, target=loan)
    dialog = shown(qtbot, lambda: challenges.values)
    box = dialog.choices["respondent"]
    box.setCurrentIndex(next(i for i in range(box.count()) if box.itemText(i).startswith("B ")))
    _answer(qtbot, window, challenges, reason="The purpose is not proved.")
    assert "The purpose is not proved." in _sign(qtbot, window, challenges)
    line = challenges.model.rows[0]
    assert (line.status, line.frozen, line.target) == ("open", True, loan)

    become(window, "C")
    loans = _view(window, "loans", loan)
    assert loans.detail is not None
    assert loans.detail.line.frozen == line.id
    assert "it can be paid" in loans.panel.parts.text()
    assert not loans.refund.isEnabled()
    assert not loans.reschedule.isEnabled()

    become(window, "B")
    mine = _view(window, "challenges")
    press(qtbot, mine.answer)
    _answer(qtbot, window, mine, answer="The receipts are attached.", evidence="receipt 17")
    _sign(qtbot, window, mine)

    become(window, "R")
    inbox = _view(window, "inbox")
    assert isinstance(inbox, InboxView)
    row = inbox.model.rows[0]
    assert row.kind == "challenge.answer"
    inbox.table.opened.emit(inbox.model.index(0, 0))
    settle(window)
    service = window.views["service"]
    assert isinstance(service, GrantView)
    assert service.case is not None
    assert "receipt 17" in service.text.text()
    challenges = _view(window, "challenges", line.id)
    assert challenges.detail is not None
    press(qtbot, challenges.accept)
    press(qtbot, shown(qtbot, lambda: challenges.question).do)
    qtbot.waitUntil(lambda: challenges.asked is not None, timeout=LONG_MS)
    settle(window)
    assert (challenges.model.rows[0].status, challenges.model.rows[0].frozen) == ("dismissed", False)
    assert no_error(window)


def test_a_write_off_is_judged_by_the_regulator_and_a_refusal_needs_a_reason(
    qtbot: Bot, window: MainWindow
) -> None:
    loan = _loan(window)
    become(window, "B")
    loans = _view(window, "loans", loan)
    press(qtbot, loans.write_off)
    # The loan is no loss: the rules want one of their reasons.
    shown(qtbot, lambda: loans.values).choices["code"].setCurrentIndex(1)
    _answer(qtbot, window, loans, reason="The farm was flooded.")
    _sign(qtbot, window, loans)
    assert loans.detail is not None
    assert [event.kind for event in loans.detail.pending] == ["loan.writeoff"]

    become(window, "R")
    service = _view(window, "service", loans.detail.pending[0].event)
    assert isinstance(service, GrantView)
    assert service.case is not None
    assert service.case.judged
    assert all(check.ok for check in service.case.checks)
    press(qtbot, service.refuse)
    dialog = shown(qtbot, lambda: service.values)
    press(qtbot, dialog.next)
    qtbot.waitUntil(dialog.problem.isVisible, timeout=LONG_MS)
    _answer(qtbot, window, service, reason="Reschedule it first.")
    assert "Reschedule it first." in _sign(qtbot, window, service)
    assert service.outcome is not None
    assert service.outcome.verdict == "Failed"

    become(window, "B")
    again = _view(window, "loans", loan)
    assert again.detail is not None
    assert again.detail.line.status == "active"
    assert again.detail.pending == ()
