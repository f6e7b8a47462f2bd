"""Zoom, another palette, another identity at work: what was typed is there again."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.granting.terms_view import TermsView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.theme import next_size
from tests.ui.support import Bot, become, no_error, press, shown, type_into, view_of


def _form(window: MainWindow) -> ApplicationFormView:
    view = window.views["form"]
    assert isinstance(view, ApplicationFormView)
    return view


def test_a_form_survives_zoom_and_a_change_of_role_and_is_one_draft(qtbot: Bot, window: MainWindow) -> None:
    become(window, "C")
    before = len(window.desk.applications.drafts()) if window.desk is not None else 0
    view_of(window, "form")
    type_into(qtbot, _form(window).fields["purpose"].edit, "seedlings for the terrace")
    window.set_text_size(next_size(1))
    settle(window)
    assert window.front == "form"
    assert _form(window).fields["purpose"].edit.text() == "seedlings for the terrace"
    type_into(qtbot, _form(window).fields["amount"].edit, "30,000")
    become(window, "B")
    become(window, "C")
    view_of(window, "form")
    assert _form(window).fields["purpose"].edit.text() == "seedlings for the terrace"
    assert _form(window).fields["amount"].edit.text() == "30,000"
    window.set_colours("dark")
    settle(window)
    assert _form(window).fields["amount"].edit.text() == "30,000"
    assert window.desk is not None
    assert len(window.desk.applications.drafts()) == before + 1
    window.set_text_size(next_size(-1))
    assert no_error(window)


def test_terms_that_are_not_saved_yet_survive(qtbot: Bot, window: MainWindow) -> None:
    become(window, "CAD")
    view = view_of(window, "terms")
    name = next(iter(view.fields))
    type_into(qtbot, view.fields[name], "7")
    type_into(qtbot, view.note, "a try")
    window.set_colours("dark")
    settle(window)
    view = window.views["terms"]
    assert isinstance(view, TermsView)
    assert (view.fields[name].text(), view.note.text()) == ("7", "a try")
    become(window, "FD")
    press(qtbot, shown(qtbot, lambda: window.unsaved.question).do)
    settle(window)
    assert view_of(window, "terms").note.text() == "", "another's terms have none of it"
    become(window, "CAD")
    view = view_of(window, "terms")
    assert (view.fields[name].text(), view.note.text()) == ("7", "a try")
    assert no_error(window)


def test_a_search_survives_with_what_it_found(qtbot: Bot, window: MainWindow) -> None:
    become(window, "B")
    view = view_of(window, "register")
    box = next(edit for edit in view.findChildren(QLineEdit) if edit.isVisible())
    type_into(qtbot, box, "zz-nobody")
    settle(window)
    found = view.persons_table.model().rowCount()
    become(window, "C")
    become(window, "B")
    view = view_of(window, "register")
    box = next(edit for edit in view.findChildren(QLineEdit) if edit.isVisible())
    assert box.text() == "zz-nobody"
    settle(window)
    assert view.persons_table.model().rowCount() == found
