"""A form filled in with Enter from field to field: what it costs, what may be one too many, where it went."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.conftest import OpenWindow
from tests.ui.seen import texts
from tests.ui.support import LONG_MS, Bot, become, chord, key, no_error, press, shown, type_into

TYPED = ("种植茶叶", "３００００", "２４", "20000", "1000", "0")
"""Purpose, amount, months, income, assets, debts, as Enter goes from one to the next."""


def _form(bot: Bot, window: MainWindow) -> ApplicationFormView:
    become(window, "C")
    window.go("form", "")
    settle(window)
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    form = window.views["form"]
    assert isinstance(form, ApplicationFormView)
    return form


@pytest.mark.parametrize(
    ("language", "cost", "twice"),
    [("en", "24 payments", "Perhaps twice"), ("zh", "分 24 期偿还", "可能重复")],
)
def test_an_application_is_typed_with_enter_and_its_cost_is_seen_and_signed(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, language: str, cost: str, twice: str
) -> None:
    window = open_window(workplace, language=language)
    form = _form(qtbot, window)
    assert form.paper.cost.text() != ""  # what the product offers
    form.fields["purpose"].edit.setFocus()
    for name, text in zip(("purpose", "amount", "months"), TYPED, strict=False):
        assert window.focusWidget() is form.fields[name].edit
        type_into(qtbot, form.fields[name].edit, text)
        key(qtbot, form.fields[name].edit, Qt.Key.Key_Return)
    assert cost in form.paper.cost.text()
    for name, text in zip(("income", "asset", "debt"), TYPED[3:], strict=True):
        assert window.focusWidget() is form.fields[name].edit
        type_into(qtbot, form.fields[name].edit, text)
        key(qtbot, form.fields[name].edit, Qt.Key.Key_Enter)
    assert window.focusWidget() is form.bank
    key(qtbot, form.bank, Qt.Key.Key_Return)
    assert window.focusWidget() is not form.bank
    interest = workplace.desk_of("C").applications.cost(form.form())
    assert interest is not None
    chord(qtbot, window, Qt.Key.Key_Return)
    confirm = shown(qtbot, lambda: form.confirm)
    assert f"{interest.first / 100:,.2f}" in confirm.sentence.text()
    assert not confirm.consequence.isVisible()
    key(qtbot, confirm.cancel, Qt.Key.Key_Tab)
    press(qtbot, confirm.sign)
    qtbot.waitUntil(lambda: form.applied is not None, timeout=LONG_MS)
    settle(window)
    view = window.views["applications"]
    assert isinstance(view, ApplicationsView)
    assert view.chosen is not None
    assert form.applied is not None
    assert view.chosen.event == form.applied.event  # the new row is the chosen one
    # The same once more: told before it is signed.
    window.go(
        "form",
        ApplicationForm(purpose="种植茶叶", amount="30000", months="24", income="1", asset="1", debt="0"),
    )
    settle(window)
    chord(qtbot, window, Qt.Key.Key_Return)
    again = shown(qtbot, lambda: form.confirm if form.confirm is not confirm else None)
    assert twice in again.consequence.text()
    again.reject()
    assert no_error(window)


def test_what_has_to_be_filled_in_is_marked(qtbot: Bot, window: MainWindow) -> None:
    form = _form(qtbot, window)
    labels = [text for _, text in texts(form) if text.endswith(" *")]
    assert len(labels) == len(
        {"applicant", "name", "number", "purpose", "amount", "months", "income", "assets", "debts", "bank"}
    )
    assert "* has to be filled in; Enter goes to the next field" in {text for _, text in texts(form)}


def test_after_sending_the_new_row_is_chosen_and_the_strip_is_of_the_chosen_one(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    counter = workplace.desk_of("C").applications
    person = counter.applicants.add("陈秀英", identity_number("77"), "246810")
    become(window, "C")
    window.go("applications")
    settle(window)
    view = window.views["applications"]
    assert isinstance(view, ApplicationsView)
    view.table.setCurrentIndex(view.model.index(3, 0))
    before = view.chosen
    form = ApplicationForm(
        name="陈秀英", identity_number=identity_number("77"), purpose="种植茶叶", amount="30000", months="24",
        income="20000", asset="50000", debt="5000", bank=counter.banks()[0].key, applicant=person.identity,
    )  # fmt: skip
    sent = counter.apply(form, pin="246810")
    view.load()  # news from elsewhere: the chosen one stays
    settle(window)
    assert view.chosen is not None
    assert before is not None
    assert view.chosen.event == before.event
    window.go("applications", sent.event)
    settle(window)
    assert view.chosen.event == sent.event
    # Withdrawn, corrected and sent again from the window.
    assert not view.correct.isEnabled()
    press(qtbot, view.withdraw)
    press(qtbot, shown(qtbot, lambda: view.confirm).sign)
    pin = shown(qtbot, lambda: window.secrets.pin)
    type_into(qtbot, pin.field, "246810")
    key(qtbot, pin.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: view.asked is not None, timeout=LONG_MS)
    settle(window)
    assert view.chosen.event == sent.event
    assert view.chosen.stage is Stage.WITHDRAWN
    press(qtbot, view.correct)
    other = shown(qtbot, lambda: window.secrets.pin if window.secrets.pin is not pin else None)
    type_into(qtbot, other.field, "246810")
    key(qtbot, other.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.front == "form", timeout=LONG_MS)
    settle(window)
    paper = window.views["form"]
    assert isinstance(paper, ApplicationFormView)
    assert paper.applicant.identity == person.identity
    assert [paper.fields[name].edit.text() for name in ("name", "purpose", "amount", "months")] == [
        "陈秀英", "种植茶叶", "30000.00", "24",
    ]  # fmt: skip
    assert no_error(window)
