"""As a new user would: join a network in the window for each organisation, then one loan by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from loc_network import topology_file
from loc_network.control import Network
from loc_network.topology import Topology
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QWidget

from loc_desktop.demo.gallery import settle
from loc_desktop.desk.application.made_people import identity_number
from loc_desktop.desk.values.event import Stage
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.application.applications_view import ApplicationsView
from loc_desktop.ui.granting.register_view import RegisterView
from loc_desktop.ui.join.join_dialog import JoinDialog
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from tests.support.fabric import FabricNetwork
from tests.ui.conftest import OpenWindow, compiled_translations, open_window
from tests.ui.support import (
    LONG_MS,
    Bot,
    become,
    key,
    no_error,
    press,
    settings_of,
    shown,
    type_into,
    view_of,
)
from tests.ui.test_whole_loan import _fill_the_form, _see_it_unlocked, _send, _sign_in

pytestmark = pytest.mark.fabric
PEOPLE = {"B": "林秀英", "C": "刘建国", "CAD": "陈志强", "FD": "黄丽华", "R": "吴明"}

__all__ = ["compiled_translations", "open_window"]


@pytest.fixture
def workplace(tmp_path: Path, secret_service: None) -> Iterator[Workplace]:
    """A first start; its keys are forgotten afterwards."""
    made = Workplace(tmp_path / "home")
    yield made
    made.forget_keys()
    made.close()


def fill(bot: Bot, dialog: JoinDialog, network: FabricNetwork, role: str) -> None:
    """Type what the organisation's operator gave."""
    invited = network.invite(role, registrar=role == "C")
    dialog.activateWindow()  # there is no window manager that would
    bot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    profile = dialog.form.fields["profile"].edit
    type_into(bot, profile, str(network.profiles[role]))
    key(bot, profile, Qt.Key.Key_Tab)
    bot.waitUntil(lambda: "peer0." in dialog.form.fields["profile"].note.text(), timeout=LONG_MS)
    assert dialog.form.fields["funds"].isVisible() == (role == "B")
    type_into(bot, dialog.form.fields["enrolment_id"].edit, invited.id)
    type_into(bot, dialog.form.fields["secret"].edit, invited.secret)
    type_into(bot, dialog.form.fields["name"].edit, PEOPLE[role])
    if role == "B":
        type_into(bot, dialog.form.fields["funds"].edit, "1000000")


def join(bot: Bot, window: MainWindow, dialog: JoinDialog, network: FabricNetwork, role: str) -> None:
    fill(bot, dialog, network, role)
    key(bot, dialog.form.fields["name"].edit, Qt.Key.Key_Return)
    bot.waitUntil(lambda: dialog.identity is not None, timeout=4 * LONG_MS)
    assert PEOPLE[role] in dialog.outcome.text()
    press(bot, dialog.go)
    settle(window)
    assert window.desk is not None
    assert (window.desk.identity.role, window.desk.identity.organisation) == (role, role)


def enter_person(bot: Bot, window: MainWindow, role: str) -> None:
    """The grantor's own register has to know the customer."""
    become(window, role)
    window.go("register")
    settle(window)
    register = window.views["register"]
    assert isinstance(register, RegisterView)
    press(bot, register.add)

    def fields_dialog() -> FieldsDialog | None:
        return register.dialog if isinstance(register.dialog, FieldsDialog) else None

    dialog = shown(bot, fields_dialog)
    type_into(bot, dialog.fields["identity_number"].edit, identity_number("0"))
    type_into(bot, dialog.fields["name"].edit, "刘建国")
    press(bot, dialog.keep)
    bot.waitUntil(lambda: not dialog.isVisible(), timeout=LONG_MS)
    settle(window)


def test_a_loan_by_hand_on_a_network_that_was_joined_in_the_window(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, fabric_network: FabricNetwork
) -> None:
    window = open_window(workplace, follow=True)
    assert window.first is not None
    key(qtbot, window.first.join, Qt.Key.Key_Space)
    first = window.first
    dialog = shown(qtbot, lambda: first.dialog)
    join(qtbot, window, dialog, fabric_network, "B")
    assert window.first is None
    for role in ("C", "CAD", "FD", "R"):
        view = settings_of(window)
        press(qtbot, view.join)
        join(qtbot, window, shown(qtbot, lambda view=view: view.dialog), fabric_network, role)
    for role in ("B", "CAD", "FD"):
        enter_person(qtbot, window, role)

    become(window, "C")
    form = _fill_the_form(qtbot, window)
    # The network may know banks of other tests: this one is chosen as a person would, by its key.
    choose_bank(form, workplace.desk_of("B").me.key)
    become_again = workplace.desk_of("C").identity.id
    assert window.desk is not None
    assert window.desk.identity.id == become_again
    waiting = _send(qtbot, window, form)

    for role in ("B", "CAD"):
        audit = _sign_in(qtbot, window, role)
        assert audit.outcome is not None
        assert audit.outcome.unlock is None
    _see_it_unlocked(qtbot, window, _sign_in(qtbot, window, "FD"), waiting.event)
    assert workplace.desk_of("B").viewer.account().balance == 100_000_000 - 2_000_000
    view = settings_of(window)
    assert "answers" in view.health.text()
    assert "expires in" in view.days.text()
    press(qtbot, view.renew)
    qtbot.waitUntil(lambda: "valid for" in window.frame.status_line.notice.accessibleName(), timeout=LONG_MS)
    assert no_error(window)


@pytest.fixture
def offices(tmp_path: Path, secret_service: None) -> Iterator[dict[str, Workplace]]:
    """A computer for each organisation: nothing is shared but the network."""
    made = {role: Workplace(tmp_path / role) for role in PEOPLE}
    yield made
    for workplace in made.values():
        workplace.forget_keys()
        workplace.close()


def test_five_people_at_five_computers_make_one_loan(
    qtbot: Bot,
    offices: dict[str, Workplace],
    open_window: OpenWindow,
    small_network: Callable[[Topology], Network],
) -> None:
    # A network of its own: where a department has several members, the first is asked, here a stranger.
    topology = topology_file.load(topology_file.find("default"))
    network = small_network(topology)
    made = FabricNetwork(network, network.layout.root, topology)
    windows: dict[str, MainWindow] = {}
    for role, workplace in offices.items():
        window = windows[role] = open_window(workplace, follow=True)
        first = window.first
        assert first is not None
        press(qtbot, first.join)
        join(qtbot, window, shown(qtbot, partial(getattr, first, "dialog")), made, role)
    for role in ("B", "CAD", "FD"):
        enter_person(qtbot, windows[role], role)

    form = _fill_the_form(qtbot, windows["C"])
    choose_bank(form, offices["B"].desk().me.key)
    event = _send(qtbot, windows["C"], form).event
    applications = windows["C"].views["applications"]
    assert isinstance(applications, ApplicationsView)

    for role in ("B", "CAD", "FD"):
        audit = _sign_in(qtbot, windows[role], role)
        assert audit.outcome is not None
        assert (audit.outcome.unlock is not None) == (role == "FD")
    qtbot.waitUntil(lambda: applications.model.rows[0].stage is Stage.UNLOCKED, timeout=LONG_MS)
    ledger = view_of(windows["R"], "ledger")
    qtbot.waitUntil(lambda: any(t.code == 0 and t.event == event for t in ledger.model.rows), timeout=LONG_MS)
    assert offices["B"].desk().viewer.account().balance == 100_000_000 - 2_000_000
    assert all(no_error(window) for window in windows.values())


def choose_bank(form: QWidget, bank: str) -> None:
    box: QComboBox = form.bank  # type: ignore[attr-defined]
    box.setCurrentIndex(box.findData(bank))


def test_the_ledger_is_changed_in_the_settings(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, fabric_network: FabricNetwork
) -> None:
    workplace.try_here()
    window = open_window(workplace, follow=True)
    view = settings_of(window)
    press(qtbot, view.join)
    join(qtbot, window, shown(qtbot, lambda: view.dialog), fabric_network, "R")
    view = settings_of(window)
    assert view.ledger.count() == 2
    assert "loan" in view.ledger.currentText()
    view.ledger.setFocus()
    key(qtbot, view.ledger, Qt.Key.Key_Up)
    key(qtbot, view.ledger, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(window.workplace.identities()) == 5, timeout=LONG_MS)
    settle(window)
    view = settings_of(window)
    assert "own" in view.ledger.currentText()
    qtbot.waitUntil(lambda: "this computer has" in view.health.text(), timeout=LONG_MS)
    assert no_error(window)


def test_what_is_wrong_is_said_at_its_field_and_can_be_corrected(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, fabric_network: FabricNetwork, tmp_path: Path
) -> None:
    window = open_window(workplace)
    assert window.first is not None
    press(qtbot, window.first.join)
    first = window.first
    dialog = shown(qtbot, lambda: first.dialog)
    press(qtbot, dialog.go)
    assert dialog.form.fields["profile"].problem.isVisible()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=LONG_MS)
    broken = tmp_path / "broken.json"
    broken.write_text('{"name": "loan", "role": "B"}')
    type_into(qtbot, dialog.form.fields["profile"].edit, str(broken))
    key(qtbot, dialog.form.fields["profile"].edit, Qt.Key.Key_Tab)
    qtbot.waitUntil(lambda: "broken.json" in dialog.form.fields["profile"].problem.text(), timeout=LONG_MS)
    fill(qtbot, dialog, fabric_network, "CAD")
    assert not dialog.form.fields["profile"].problem.isVisible()
    right = dialog.form.fields["secret"].edit.text()
    type_into(qtbot, dialog.form.fields["secret"].edit, "a guess")
    press(qtbot, dialog.go)
    qtbot.waitUntil(lambda: dialog.form.fields["secret"].problem.isVisible(), timeout=LONG_MS)
    assert dialog.focusWidget() is dialog.form.fields["secret"].edit
    assert workplace.connections.identities() == ()
    type_into(qtbot, dialog.form.fields["secret"].edit, right)
    press(qtbot, dialog.go)
    qtbot.waitUntil(lambda: dialog.identity is not None, timeout=4 * LONG_MS)
    key(qtbot, dialog, Qt.Key.Key_Escape)
    settle(window)
    assert window.first is None
    assert no_error(window)


def test_an_interrupted_joining_is_offered_again(
    qtbot: Bot, workplace: Workplace, open_window: OpenWindow, fabric_network: FabricNetwork
) -> None:
    from loc_desktop.desk.join.steps import JoinRequest

    class StopError(Exception):
        pass

    def stop(done: int, _total: int) -> None:
        if done == 4:
            raise StopError

    invited = fabric_network.invite("FD")
    with pytest.raises(StopError):
        workplace.join(JoinRequest(fabric_network.profiles["FD"], invited.id, invited.secret, "黄丽华"), stop)
    window = open_window(workplace)
    assert window.first is not None
    press(qtbot, window.first.join)
    first = window.first
    dialog = shown(qtbot, lambda: first.dialog)
    settle(window)
    assert invited.id in dialog.lead.text()
    assert "secret is not needed" in dialog.lead.text()
    press(qtbot, dialog.go)
    qtbot.waitUntil(lambda: dialog.identity is not None, timeout=4 * LONG_MS)
    assert dialog.identity is not None
    assert dialog.identity.role == "FD"
    assert workplace.unfinished() == ()
