"""The counter's customers in the window: found, edited, their past in sight, applied for; by keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.application.name_initials import in_order
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.application.applicant_picker import ApplicantPicker
from loc_desktop.ui.application.counter_view import CounterView
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.support import LONG_MS, Bot, become, chord, key, no_error, pick, shown, type_into


def _customers(window: MainWindow) -> CounterView:
    become(window, "C")
    window.go("customers")
    settle(window)
    view = window.views["customers"]
    assert isinstance(view, CounterView)
    return view


def _names(view: CounterView) -> list[str]:
    return [str(view.model.index(at, 0).data()) for at in range(view.model.rowCount())]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_customer_is_entered_found_and_edited_by_keyboard(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, language: str
) -> None:
    window = open_window(workplace, language=language)
    view = _customers(window)
    chord(qtbot, window, Qt.Key.Key_N)
    dialog = shown(qtbot, lambda: view.dialog)
    for name, text in (("name", "陈秀英"), ("identity_number", identity_number("77")), ("pin", "123456")):
        type_into(qtbot, dialog.fields[name].edit, text)
    key(qtbot, dialog.fields["pin"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.fields["pin"].problem.isVisible(), timeout=LONG_MS)
    assert dialog.fields["again"].problem.isVisible()  # asked for twice
    for name in ("pin", "again"):
        type_into(qtbot, dialog.fields[name].edit, "246810")
    key(qtbot, dialog.fields["again"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.customer is not None and view.customer.name == "陈秀英", timeout=LONG_MS)
    settle(window)
    workplace.desk_of("C").applications.applicants.add("李明", identity_number("78"), "246810")
    for typed in ("cxy", identity_number("77")[6:14], "秀英"):
        type_into(qtbot, view.filter, typed)
        qtbot.waitUntil(lambda: _names(view) == ["陈秀英"], timeout=LONG_MS)
    settle(window)
    assert view.customer is not None
    key(qtbot, view.table, Qt.Key.Key_Return)
    edit = shown(qtbot, lambda: view.dialog if view.dialog is not dialog else None)
    assert edit.fields["identity_number"].edit.isReadOnly()
    type_into(qtbot, edit.fields["phone"].edit, "138x")
    key(qtbot, edit.fields["phone"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "x" in edit.fields["phone"].problem.text(), timeout=LONG_MS)
    type_into(qtbot, edit.fields["phone"].edit, "１３８ 0000")
    key(qtbot, edit.fields["phone"].edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not edit.isVisible(), timeout=LONG_MS)
    settle(window)
    assert view.model.index(0, 2).data() == "138 0000"
    type_into(qtbot, view.filter, "")
    qtbot.waitUntil(lambda: {"陈秀英", "李明"} <= {*_names(view)}, timeout=LONG_MS)
    own, *others = _names(view)
    assert (own, others) == ("刘建国", sorted(others, key=in_order))
    assert no_error(window)


def test_what_a_customer_applied_for_and_owes_is_shown(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    view = _customers(window)
    known = workplace.desk_of("C").applications.mine(limit=1000).rows
    paid = next(row for row in known if row.stage is Stage.UNLOCKED and row.kind == "loan.apply")
    view.table.setCurrentIndex(view.model.find(_identity(workplace, paid.applicant.key)))
    settle(window)
    shown_rows = {row.application.event: row for row in view.past.rows}
    assert {row.application.applicant.key for row in view.past.rows} == {paid.applicant.key}
    loan = shown_rows[paid.event].loan
    assert loan is not None
    assert loan.outstanding > 0
    assert no_error(window)


def _identity(workplace: Workplace, customer: str) -> str:
    people = workplace.desk_of("C").applications.applicants.all()
    return next(one.identity for one in people if one.key == customer)


def test_an_application_begins_with_the_customer_that_is_chosen(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    added = workplace.desk_of("C").applications.applicants.add(
        "陈秀英", identity_number("77"), "246810", "东肖镇", "138"
    )
    view = _customers(window)
    view.table.setCurrentIndex(view.model.find(added.identity))
    key(qtbot, view.apply_for, Qt.Key.Key_Space)
    settle(window)
    form = window.views["form"]
    assert isinstance(form, ApplicationFormView)
    assert form.applicant.identity == added.identity
    assert [form.fields[name].edit.text() for name in ("name", "address", "phone")] == [
        "陈秀英", "东肖镇", "138",
    ]  # fmt: skip
    # Nobody that fits: who is chosen stays so.
    assert isinstance(form.applicant, ApplicantPicker)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    type_into(qtbot, form.applicant.edit, "zzz")
    qtbot.waitUntil(form.applicant.note.isVisible, timeout=LONG_MS)
    key(qtbot, form.applicant.edit, Qt.Key.Key_Escape)
    assert form.applicant.edit.text().startswith("陈秀英 · ")
    # Down lists all, the own identity first; Enter takes the one below.
    assert pick(qtbot, form, "刘建国").name == "刘建国"
    key(qtbot, form.applicant.edit, Qt.Key.Key_Down)
    qtbot.waitUntil(form.applicant.popup.isVisible, timeout=LONG_MS)
    for name in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        key(qtbot, form.applicant.popup, name)
    qtbot.waitUntil(lambda: form.applicant.identity == form.applicant.found[1].identity, timeout=LONG_MS)
    settle(window)
    assert form.applicant.edit.text().startswith(form.applicant.found[1].name)
    assert no_error(window)
