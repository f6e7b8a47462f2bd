"""Trouble with a file after a commit marks the outcome until it was seen, and does not deny it."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from loc_desktop.data_file import FilesError
from loc_desktop.demo.gallery import settle
from loc_desktop.ledger.index import index
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.aside_mark import MARK
from tests.faults.after_commit import locked
from tests.support.workplace import form_of
from tests.ui.support import LONG_MS, NO_MODIFIER, Bot, become, cells, chord, no_error, press, view_of


def applied(bot: Bot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> str:
    """An application that went onto the ledger while another program held the index."""
    monkeypatch.setattr(index, "BUSY_S", 0.1)
    window.workplace.connections.close()  # opened again with the short patience
    become(window, "C")
    applications = window.workplace.desk_of("C").applications
    form = form_of(applications)
    prepared = applications.prepare(form)
    outcome: list[Any] = []
    (file,) = window.workplace.home.glob("index-*.sqlite")
    with locked(file):
        window.tasks.run(lambda _job: applications.apply(form, prepared=prepared), outcome.append)
        bot.waitUntil(lambda: bool(outcome), timeout=LONG_MS)
    window.workplace.catch_up()  # as the follower does once the file is free
    chord(bot, window, Qt.Key.Key_F5, NO_MODIFIER)
    return str(outcome[0].event)


def test_a_locked_index_marks_the_application_until_it_was_seen(
    qtbot: Bot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = applied(qtbot, window, monkeypatch)
    assert no_error(window)
    assert MARK in window.frame.status_line.notice.accessibleName()
    view = view_of(window, "applications")
    assert isinstance(view, ApplicationsView)
    place = view.model.find(event)
    view.table.setCurrentIndex(place)
    assert cells(view.table, place.row())[4].startswith(MARK)
    assert view.mark.isVisible()
    said = view.mark.text.text()
    assert "What is on the ledger stands." in said
    assert "No money" not in said
    view.table.setCurrentIndex(view.model.index(place.row() + 1, 0))
    assert not view.mark.isVisible()
    view_of(window, "settings")
    view_of(window, "applications")
    view.table.setCurrentIndex(view.model.find(event))
    press(qtbot, view.mark.seen)
    assert not view.mark.isVisible()
    assert window.workplace.asides.events() == ()
    assert not cells(view.table, view.model.find(event).row())[4].startswith(MARK)


def test_the_ledgers_view_has_the_mark_too(
    qtbot: Bot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    event = applied(qtbot, window, monkeypatch)
    ledger = view_of(window, "ledger", event)
    assert ledger.panel.mark.isVisible()
    window.languages.switch("zh")
    settle(window)
    assert "已上账本" in ledger.panel.mark.text.text()


def test_what_belongs_to_no_outcome_is_shown_at_once(qtbot: Bot, window: MainWindow) -> None:
    become(window, "C")
    window.workplace.asides.tell(FilesError("files.disk", params={"file": "x"}))
    qtbot.waitUntil(lambda: window.errors.open, timeout=LONG_MS)
    dialog = window.errors.dialog
    assert dialog is not None
    assert dialog.windowTitle() == "On the ledger; trouble on this computer"
    assert window.workplace.asides.take() == ()
