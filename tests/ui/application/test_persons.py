"""In the window: a lost key is replaced by the counter and civil affairs; the register knows household and
means.
"""

from __future__ import annotations

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.values.application import ApplicationForm
from loc_desktop.desk.values.event import RequestStatus, Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.application.counter_view import CounterView
from loc_desktop.ui.granting.audit_view import AuditView
from loc_desktop.ui.granting.register_view import RegisterView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from tests.ui.support import LONG_MS, Bot, become, no_error, press, shown, type_into


def test_the_register_is_told_household_and_means(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    become(window, "B")
    window.go("register")
    settle(window)
    view = window.views["register"]
    assert isinstance(view, RegisterView)
    press(qtbot, view.add)

    def fields_dialog() -> FieldsDialog | None:
        return view.dialog if isinstance(view.dialog, FieldsDialog) else None

    dialog = shown(qtbot, fields_dialog)
    for name, text in (
        ("identity_number", identity_number("77")), ("name", "陈秀英"), ("household", "3508-17"),
        ("income", "abc"),
    ):  # fmt: skip
        type_into(qtbot, dialog.fields[name].edit, text)
    press(qtbot, dialog.keep)
    qtbot.waitUntil(lambda: dialog.fields["income"].problem.isVisible(), timeout=LONG_MS)
    type_into(qtbot, dialog.fields["income"].edit, "18 000.50")
    press(qtbot, dialog.keep)
    qtbot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    kept = workplace.desk_of("B").office.person(identity_number("77"))
    assert kept is not None
    assert (kept.household, kept.income, kept.asset) == ("3508-17", 1_800_050, None)
    assert no_error(window)


def test_a_lost_key_is_replaced(qtbot: Bot, workplace: Workplace, window: MainWindow) -> None:
    from loc_desktop.bank.office.values import RegisterEntry

    number = identity_number("77")
    counter = workplace.desk_of("C")
    person = counter.applications.applicants.add("陈秀英", number, "246810")
    workplace.desk_of("CAD").office.save_person(RegisterEntry(number, "陈秀英"))
    become(window, "C")
    window.go("customers")
    settle(window)
    view = window.views["customers"]
    assert isinstance(view, CounterView)
    view.table.setCurrentIndex(view.model.find(counter.identity.id))
    assert not view.replace_key.isEnabled()
    view.table.setCurrentIndex(view.model.find(person.identity))
    press(qtbot, view.replace_key)

    def form() -> FieldsDialog | None:
        return view.dialog if isinstance(view.dialog, FieldsDialog) and view.dialog.isVisible() else None

    dialog = shown(qtbot, form)
    assert (dialog.fields["name"].edit.text(), dialog.fields["name"].edit.isReadOnly()) == ("陈秀英", True)
    type_into(qtbot, dialog.fields["pin"].edit, "135791")
    type_into(qtbot, dialog.fields["again"].edit, "135792")
    press(qtbot, dialog.keep)
    qtbot.waitUntil(lambda: dialog.fields["again"].problem.isVisible(), timeout=LONG_MS)
    type_into(qtbot, dialog.fields["again"].edit, "135791")
    press(qtbot, dialog.keep)

    def asked() -> ConfirmDialog | None:
        return view.confirm if view.confirm is not None and view.confirm.isVisible() else None

    confirm = shown(qtbot, asked)
    assert "陈秀英" in confirm.sentence.text()
    press(qtbot, confirm.sign)
    settle(window)
    become(window, "CAD")
    (row,) = workplace.desk_of("CAD").inbox.page(text="陈秀英").rows
    assert row.kind == "identity.succeed"
    window.go("audit", row.event)
    settle(window)
    audit = window.views["audit"]
    assert isinstance(audit, AuditView)
    assert audit.case is not None
    assert (audit.case.verdict, [term.item for term in audit.case.terms]) == ("Pass", ["id_c", "key"])
    assert not audit.what_if.isVisible()
    press(qtbot, audit.sign)
    settle(window)

    def sign() -> ConfirmDialog | None:
        return audit.confirm if audit.confirm is not None and audit.confirm.isVisible() else None

    press(qtbot, shown(qtbot, sign).sign)
    settle(window)
    assert audit.outcome is not None
    assert audit.outcome.unlock is not None
    assert audit.outcome.unlock.code == 0
    (living,) = [
        applicant
        for applicant in counter.applications.applicants.all()
        if applicant.identity_number == number
    ]
    assert living.key != person.key
    assert no_error(window)


def test_a_customers_pin_is_asked_for_when_its_key_signs(
    qtbot: Bot, workplace: Workplace, window: MainWindow
) -> None:
    """What a customer of the counter asks for is signed with its own PIN, whoever works at the counter."""
    number = identity_number("77")
    counter = workplace.desk_of("C")
    person = counter.applications.applicants.add("陈秀英", number, "246810")
    form = ApplicationForm(
        name="陈秀英", identity_number=number, address="东肖镇", phone="", group="", purpose="种植茶叶",
        amount="30000", months="24", income="20000", asset="50000", debt="5000",
        bank=counter.applications.banks()[0].key, applicant=person.identity,
    )  # fmt: skip
    applied = counter.applications.apply(form, pin="246810")
    become(window, "C")
    window.go("applications")
    settle(window)
    view = window.views["applications"]
    assert isinstance(view, ApplicationsView)
    view.table.setCurrentIndex(view.model.find(applied.event))
    press(qtbot, view.withdraw)
    press(qtbot, shown(qtbot, lambda: view.confirm).sign)
    for typed in ("135791", "246810"):  # a wrong one is asked for again, and the withdrawal goes on
        pin = shown(qtbot, lambda: window.secrets.pin)
        assert "陈秀英" in pin.question.text()
        assert pin.explanation.isVisible() == (typed == "246810")
        type_into(qtbot, pin.field, typed)
        press(qtbot, pin.go)
        settle(window)
    assert no_error(window)
    assert isinstance(view.asked, RequestStatus)
    assert view.asked.stage == Stage.UNLOCKED
