"""The outbox in the window: what waits is sent by itself; what was refused is seen, dropped or sent again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from loc_desktop.app import background
from loc_desktop.app.background import OutboxSending
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.outbox_dialog import OutboxDialog
from tests.support.away import put_away
from tests.ui.support import LONG_MS, Bot, no_error, shown


def test_what_waits_is_sent_by_itself_when_the_ledger_is_back(
    window: MainWindow, workplace: Workplace, qtbot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "SEND_AGAIN_S", (0.01, 0.02))
    window.watch._sending = OutboxSending(workplace.send_waiting)
    away = put_away(workplace)
    record = workplace.desk("").carrier.identity.member_record()
    workplace.connections.outbox_add(workplace.desk("").carrier.identity, "register", [record], "")
    window.watch.ask_status()
    qtbot.waitUntil(lambda: window._status is not None and window._status.outbox_waiting == 1)
    away.away = False

    def arrived() -> None:
        window.watch.ask_status()
        assert workplace.connections.outbox().waiting(workplace.desk("").identity.ledger)[0] == 0

    qtbot.waitUntil(arrived, timeout=10_000)


def test_a_refused_item_is_seen_and_can_be_dropped_or_sent_again(
    window: MainWindow, workplace: Workplace, qtbot: Bot
) -> None:
    desk = workplace.desk("")
    workplace.connections.outbox_add(desk.carrier.identity, "register", [{"no": "record"}], "")
    assert desk.send_outbox() == 0
    (row,) = desk.outbox()
    assert row.state == "refused"
    window.watch.ask_status()
    qtbot.waitUntil(window.frame.status_line.show_outbox.isVisible)
    assert "1" in window.frame.status_line.outbox.text()

    dialog = OutboxDialog(window.context, window)
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 1)
    assert not dialog.drop.isEnabled()
    dialog.table.selectRow(0)
    assert dialog.drop.isEnabled()
    dialog.again.click()
    qtbot.waitUntil(lambda: [record.state for record in dialog.model.rows] == ["waiting"])
    dialog.send.click()
    qtbot.waitUntil(lambda: [record.state for record in dialog.model.rows] == ["refused"])
    dialog.table.selectRow(0)
    dialog.drop.click()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 0)
    assert desk.outbox() == ()
    dialog.close()


def _opened_by_keys(window: MainWindow, bot: Bot) -> OutboxDialog:
    """The dialog, opened with the space bar on the status line's button."""
    window.activateWindow()
    bot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    window.frame.status_line.show_outbox.setFocus()
    bot.keyClick(window.frame.status_line.show_outbox, Qt.Key.Key_Space)
    return shown(bot, lambda: window.findChild(OutboxDialog))


def _tab_to(dialog: OutboxDialog, wanted: QWidget, bot: Bot) -> None:
    """Tab inside the dialog until ``wanted`` has the focus."""
    for _ in range(12):
        focus = dialog.focusWidget()
        if focus is wanted:
            return
        bot.keyClick(focus or dialog, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not reach {wanted.accessibleName()}")


def test_what_waits_is_sent_or_dropped_by_keyboard_alone(
    window: MainWindow, workplace: Workplace, qtbot: Bot
) -> None:
    window.watch._sending = OutboxSending(lambda _cancelled: 0)  # only what the keys do is sent
    desk = workplace.desk("")
    away = put_away(workplace)
    record = desk.carrier.identity.member_record()
    workplace.connections.outbox_add(desk.carrier.identity, "register", [record], "")
    (kept,) = [row.id for row in desk.outbox()]
    workplace.connections.outbox_add(desk.carrier.identity, "register", [{"no": "record"}], "")
    window.watch.ask_status()
    qtbot.waitUntil(window.frame.status_line.show_outbox.isVisible, timeout=LONG_MS)
    dialog = _opened_by_keys(window, qtbot)
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 2, timeout=LONG_MS)
    assert not dialog.drop.isEnabled()
    assert not dialog.again.isEnabled()

    # What was never tried may be dropped.
    _tab_to(dialog, dialog.table, qtbot)
    qtbot.keyClick(dialog.table, Qt.Key.Key_Down)
    assert dialog.drop.isEnabled()
    assert not dialog.again.isEnabled()
    dialog.table.selectRow(next(at for at, row in enumerate(dialog.model.rows) if row.id != kept))
    _tab_to(dialog, dialog.drop, qtbot)
    with qtbot.waitSignal(dialog.model.modelReset, timeout=LONG_MS):
        qtbot.keyClick(dialog.drop, Qt.Key.Key_Space)
    assert [row.id for row in dialog.model.rows] == [kept]

    # Sent while the ledger is away it stays, and cannot be dropped any more: it may have arrived.
    _tab_to(dialog, dialog.send, qtbot)
    with qtbot.waitSignal(dialog.model.modelReset, timeout=LONG_MS):
        qtbot.keyClick(dialog.send, Qt.Key.Key_Space)
    assert [(row.state, row.attempts > 0) for row in dialog.model.rows] == [("waiting", True)]
    assert "0" in dialog.lead.text()
    dialog.table.selectRow(0)
    assert not dialog.drop.isEnabled()
    assert not dialog.again.isEnabled()

    away.away = False
    qtbot.waitUntil(dialog.send.isEnabled, timeout=LONG_MS)
    _tab_to(dialog, dialog.send, qtbot)
    with qtbot.waitSignal(dialog.model.modelReset, timeout=LONG_MS):
        qtbot.keyClick(dialog.send, Qt.Key.Key_Space)
    assert dialog.lead.text().startswith("1 ")
    assert len(dialog.model.rows) == 0
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert no_error(window)
