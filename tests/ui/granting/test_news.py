"""What is new since the list was last looked at; how it is announced; terms that are not saved."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.granting.news import News
from loc_desktop.ui.granting.terms_view import TermsView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.unsaved import Unsaved
from tests.ui.support import LONG_MS, Bot, become, cells, key, no_error, press, shown, type_into, view_of


def _inbox(window: MainWindow) -> InboxView:
    view = view_of(window, "inbox")
    assert isinstance(view, InboxView)
    return view


def test_new_rows_are_marked_counted_and_told_until_they_are_looked_at(
    qtbot: Bot, window: MainWindow
) -> None:
    become(window, "CAD")
    inbox = _inbox(window)
    assert inbox._news == {}  # nobody has looked before: there is nothing to compare with
    before = {row.event for row in inbox.model.rows}
    window.go("settings")
    desk = window.workplace.desk_of("CAD")
    qtbot.waitUntil(lambda: bool(window.context.desk.inbox.news() == {}), timeout=LONG_MS)
    window.workplace.desk_of("B").grants.sign_many()
    desk.carrier.catch_up()
    news = desk.inbox.news()
    assert news
    assert set(news.values()) == {"new"}
    assert not set(news) & before
    window._refresh()
    settle(window)
    qtbot.waitUntil(lambda: window.windowTitle().startswith(f"({len(news)}) "), timeout=LONG_MS)
    item = window.frame.navigation.item("inbox")
    assert item is not None
    assert f"{len(news)} new" in item.accessibleName()
    inbox = _inbox(window)
    qtbot.waitUntil(lambda: inbox._news == news, timeout=LONG_MS)
    line = next(n for n, row in enumerate(inbox.model.rows) if row.event in news)
    assert cells(inbox.table, line)[0].startswith("● ")
    assert f"{len(news)} new or changed" in inbox.subtitle.text()
    window.go("settings")
    qtbot.waitUntil(lambda: not window.windowTitle().startswith("("), timeout=LONG_MS)
    assert desk.inbox.news() == {}
    assert no_error(window)


def test_a_notice_says_how_many_and_nothing_of_whom(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    news = News(window, on=True)
    monkeypatch.setattr(window, "isActiveWindow", lambda: False)
    news.show("one", 2)  # the first count of an identity is what was there
    assert news.told == []
    news.show("one", 3)
    assert news.told == ["3 events are new or changed."]
    news.show("another", 9)
    news.show("another", 4)
    assert len(news.told) == 1
    news.on = False
    news.show("another", 8)
    assert len(news.told) == 1
    assert news.title("LoC") == "(8) LoC"


def test_announcing_is_switched_off_in_the_settings_and_stays_off(qtbot: Bot, window: MainWindow) -> None:
    settings = view_of(window, "settings")
    assert window.announces
    settings.announce.setFocus()
    key(qtbot, settings.announce, Qt.Key.Key_Down)
    settings.announce.activated.emit(settings.announce.currentIndex())
    assert not window.announces
    qtbot.waitUntil(lambda: window.setting("announce") == "off", timeout=LONG_MS)


def _changed_terms(qtbot: Bot, window: MainWindow) -> TermsView:
    become(window, "B")
    terms = view_of(window, "terms")
    assert isinstance(terms, TermsView)
    type_into(qtbot, next(iter(terms.fields.values())), "1234")
    assert isinstance(window.unsaved, Unsaved)
    return terms


def test_unsaved_terms_are_asked_about_before_another_view(qtbot: Bot, window: MainWindow) -> None:
    terms = _changed_terms(qtbot, window)
    window.go("inbox")
    question = shown(qtbot, lambda: window.unsaved.question)
    key(qtbot, question.cancel, Qt.Key.Key_Return)
    settle(window)
    assert window.front == "terms"
    assert next(iter(terms.fields.values())).text() == "1234"
    window.go("inbox")
    question = shown(qtbot, lambda: window.unsaved.question)
    press(qtbot, question.do)
    settle(window)
    assert window.front == "inbox"
    terms = view_of(window, "terms")
    assert next(iter(terms.fields.values())).text() == "1234"
    assert terms.unsaved()


def test_unsaved_terms_are_asked_about_before_another_identity(qtbot: Bot, window: MainWindow) -> None:
    _changed_terms(qtbot, window)
    become(window, "FD")
    assert window.context.desk.identity.role == "B"
    press(qtbot, shown(qtbot, lambda: window.unsaved.question).do)
    settle(window)
    assert window.context.desk.identity.role == "FD"


def test_unsaved_terms_are_asked_about_before_the_window_closes(qtbot: Bot, window: MainWindow) -> None:
    _changed_terms(qtbot, window)
    assert not window.close()
    assert window.isVisible()
    press(qtbot, shown(qtbot, lambda: window.unsaved.question).do)
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=LONG_MS)
