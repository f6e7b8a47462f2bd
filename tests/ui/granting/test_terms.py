"""The terms by keyboard: a limit, the reason, Enter; what cannot be saved is said at its field."""

from __future__ import annotations

from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.granting.terms_view import TermsView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.support import LONG_MS, Bot, become, key, no_error, type_into, view_of


def _terms(window: MainWindow) -> TermsView:
    become(window, "B")
    view = view_of(window, "terms")
    assert isinstance(view, TermsView)
    assert view.terms is not None
    return view


def test_a_changed_limit_needs_its_reason_and_is_the_next_version(qtbot: Bot, window: MainWindow) -> None:
    view = _terms(window)
    assert view.terms is not None
    version, limits = view.terms.version, dict(view.terms.limits)
    name = next(name for name in limits if not name.startswith("month"))
    wanted = limits[name] + 100_00
    assert not view.save.isEnabled()
    type_into(qtbot, view.fields[name], str(wanted // 100))
    assert not view.save.isEnabled()
    assert view.notice.isVisible()  # the reason is asked for
    key(qtbot, view.fields[name], Qt.Key.Key_Return)
    assert view.terms.version == version
    type_into(qtbot, view.note, "A wet year.")
    assert view.save.isEnabled()
    key(qtbot, view.note, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.terms is not None and view.terms.version == version + 1, timeout=LONG_MS)
    settle(window)
    assert view.terms.limits == {**limits, name: wanted}
    newest = max(view.history.rows, key=lambda terms: terms.version)
    assert (newest.version, newest.note) == (version + 1, "A wet year.")
    assert str(version + 1) in window.frame.status_line.notice.accessibleName()
    assert not view.save.isEnabled()
    assert no_error(window)


def test_what_is_no_number_is_said_and_undo_brings_back_what_stood(qtbot: Bot, window: MainWindow) -> None:
    view = _terms(window)
    name, field = next(iter(view.fields.items()))
    before = field.text()
    type_into(qtbot, field, "many")
    assert field.value is None
    assert "Not a number." in view._problem_labels[name].text()
    assert not view.save.isEnabled()
    view.undo.setFocus()
    key(qtbot, view.undo, Qt.Key.Key_Space)
    assert view.fields[name].text() == before
    assert not view.undo.isEnabled()
