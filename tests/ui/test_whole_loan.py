"""A loan through all roles, as people would do it: from the first start to the money, by keys and clicks."""

from __future__ import annotations

from PySide6.QtCore import Qt

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.values.application import ApplicationRow
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.application.form_view import ApplicationFormView
from loc_desktop.ui.granting.audit_view import AuditView
from loc_desktop.ui.granting.inbox_view import InboxView
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.ledger_view import LedgerView
from loc_desktop.ui.viewer.trace_view import TraceView
from tests.ui.conftest import OpenWindow
from tests.ui.support import ALT, LONG_MS, Bot, become, chord, key, no_error, press, shown, type_into


def _fill_the_form(bot: Bot, window: MainWindow) -> ApplicationFormView:
    chord(bot, window, Qt.Key.Key_2)
    form = window.views["form"]
    assert isinstance(form, ApplicationFormView)
    for name, text in (
        ("name", "刘建国"),
        ("identity_number", identity_number("0")),
        ("address", "东肖镇"),
        ("phone", "13800000000"),
        ("group", "一组"),
        ("purpose", "种植茶叶"),
        ("amount", "20000"),
        ("months", "24"),
        ("income", "9000"),
        ("asset", "8000"),
        ("debt", "1000"),
    ):
        type_into(bot, form.fields[name].edit, text)
    assert form.fields["amount"].note.text() == "贰万元整"
    return form


def _sign_in(bot: Bot, window: MainWindow, role: str) -> AuditView:
    """The grantor's way: inbox, Enter, sign, read, sign."""
    become(window, role)
    bot.waitUntil(lambda: window.front == "inbox", timeout=LONG_MS)
    inbox = window.views["inbox"]
    assert isinstance(inbox, InboxView)
    bot.waitUntil(lambda: inbox.model.rowCount() == 1, timeout=LONG_MS)
    key(bot, inbox.table, Qt.Key.Key_Return)
    settle(window)
    audit = window.views["audit"]
    assert isinstance(audit, AuditView)
    assert audit.case is not None
    assert audit.case.verdict == "Pass", audit.case.reason
    press(bot, audit.sign)
    confirm = shown(bot, lambda: audit.confirm)
    assert "20,000.00" in confirm.sentence.text()
    press(bot, confirm.sign)
    bot.waitUntil(lambda: audit.outcome is not None, timeout=LONG_MS)
    return audit


def _send(bot: Bot, window: MainWindow, form: ApplicationFormView) -> ApplicationRow:
    """The filled form is signed; the row of the application that is then on the ledger."""
    press(bot, form.sign)
    confirm = shown(bot, lambda: form.confirm)
    press(bot, confirm.sign)
    bot.waitUntil(lambda: window.front == "applications", timeout=LONG_MS)
    applications = window.views["applications"]
    assert isinstance(applications, ApplicationsView)
    bot.waitUntil(lambda: applications.model.rowCount() == 1, timeout=LONG_MS)
    waiting = applications.model.rows[0]
    assert waiting.stage is Stage.ON_LEDGER
    return waiting


def _see_it_unlocked(bot: Bot, window: MainWindow, last: AuditView, event: str) -> None:
    """The last signature moved the money: its trace has every step, the regulator finds the transaction."""
    assert last.outcome is not None
    assert last.outcome.unlock is not None
    assert last.outcome.unlock.code == 0
    assert "The money has moved." in last.notice.text()

    press(bot, last.trace)
    settle(window)
    trace = window.views["trace"]
    assert isinstance(trace, TraceView)
    assert len(trace.steps) == 5
    assert all(step.code == 0 for step in trace.steps)

    become(window, "R")
    ledger = window.views["ledger"]
    assert isinstance(ledger, LedgerView)
    bot.waitUntil(lambda: any(t.code == 0 and t.event == event for t in ledger.model.rows), timeout=LONG_MS)


def test_a_loan_goes_from_the_first_start_through_all_roles_to_the_money(
    qtbot: Bot, empty_workplace: Workplace, open_window: OpenWindow
) -> None:
    window = open_window(empty_workplace, follow=True)
    assert window.first is not None
    assert window.focusWidget() is window.first.try_here
    with qtbot.waitSignal(window.first.ready, timeout=4 * LONG_MS):
        key(qtbot, window.first.try_here, Qt.Key.Key_Space)
    settle(window)
    assert window.desk is not None
    assert window.desk.identity.role == "C"

    form = _fill_the_form(qtbot, window)
    waiting = _send(qtbot, window, form)
    assert waiting.waits_for is not None
    assert waiting.waits_for.role == "B"

    for role, following in (("B", "CAD"), ("CAD", "FD")):
        audit = _sign_in(qtbot, window, role)
        assert audit.outcome is not None
        assert audit.outcome.unlock is None, following
    _see_it_unlocked(qtbot, window, _sign_in(qtbot, window, "FD"), waiting.event)

    become(window, "C")
    again = window.views["applications"]
    assert isinstance(again, ApplicationsView)
    qtbot.waitUntil(
        lambda: bool(again.model.rows) and again.model.rows[0].stage is Stage.UNLOCKED, timeout=LONG_MS
    )
    bot_accounts(qtbot, window)
    assert no_error(window)


def bot_accounts(bot: Bot, window: MainWindow) -> None:
    """The customer sees the money on the digital account."""
    chord(bot, window, Qt.Key.Key_4)
    accounts = window.views["accounts"]
    settle(window)
    assert accounts.accounts.balance == 2_000_000  # type: ignore[attr-defined]


def test_the_role_switcher_works_by_key(qtbot: Bot, window: MainWindow) -> None:
    roles = [identity.role for identity in window.workplace.identities()]
    for number, role in enumerate(roles, start=1):
        chord(qtbot, window, Qt.Key(Qt.Key.Key_0.value + number), ALT)
        assert window.desk is not None
        assert window.desk.identity.role == role
        assert role in window.frame.top.switcher.accessibleName().split()
    assert no_error(window)


def test_every_listed_view_opens_with_control_and_its_number(qtbot: Bot, window: MainWindow) -> None:
    for role in ("C", "B", "R"):
        become(window, role)
        for number, name in enumerate(window.listed[:9], start=1):
            chord(qtbot, window, Qt.Key(Qt.Key.Key_0.value + number))
            assert window.front == name
    assert no_error(window)


def test_a_second_window_sees_what_the_first_one_signed(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow
) -> None:
    """Two processes' worth of workplaces on one ledger file: news comes by itself."""
    from tests.ui.conftest import _open

    other = _open(workplace.home)
    try:
        watching = open_window(other, follow=True)
        become(watching, "CAD")
        inbox = watching.views["inbox"]
        assert isinstance(inbox, InboxView)
        before = inbox.model.total
        acting = open_window(workplace)
        become(acting, "B")
        grants = workplace.desk_of("B").grants
        row = workplace.desk_of("B").inbox.page(limit=1).rows[0]
        grants.sign(grants.prepare(grants.open_dossier(row.event)))
        qtbot.waitUntil(lambda: inbox.model.total == before + 1, timeout=LONG_MS)
        item = watching.frame.navigation.item("inbox")
        assert item is not None
        qtbot.waitUntil(lambda: str(before + 1) in item.text(), timeout=LONG_MS)
        watching.close()
    finally:
        other.close()
