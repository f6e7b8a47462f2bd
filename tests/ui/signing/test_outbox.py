"""The outbox in the window: what waits is sent by itself; what was refused is seen, dropped or sent again."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from loc_desktop.app import background
from loc_desktop.app.background import OutboxSending
from loc_desktop.desk.workplace import Workplace
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.signing.outbox_dialog import OutboxDialog
from tests.support.away import put_away


def test_what_waits_is_sent_by_itself_when_the_ledger_is_back(
    window: MainWindow, workplace: Workplace, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
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
    window: MainWindow, workplace: Workplace, qtbot: QtBot
) -> None:
    desk = workplace.desk("")
    workplace.connections.outbox_add(desk.carrier.identity, "register", [{"no": "record"}], "")
    assert desk.send_outbox() == 0
    (row,) = desk.outbox()
    assert row.state == "refused"
    window.watch.ask_status()
    qtbot.waitUntil(window.status_line.show_outbox.isVisible)
    assert "1" in window.status_line.outbox.text()

    dialog = OutboxDialog(window.context, window)
    dialog.open()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 1)
    assert not dialog.drop.isEnabled()
    dialog.table.selectRow(0)
    assert dialog.drop.isEnabled()
    dialog.again.click()
    qtbot.waitUntil(lambda: [one.state for one in dialog.model.rows] == ["waiting"])
    dialog.send.click()
    qtbot.waitUntil(lambda: [one.state for one in dialog.model.rows] == ["refused"])
    dialog.table.selectRow(0)
    dialog.drop.click()
    qtbot.waitUntil(lambda: len(dialog.model.rows) == 0)
    assert desk.outbox() == ()
    dialog.close()
