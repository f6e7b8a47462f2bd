"""The ledger by keyboard: blocks, search and filters, a transaction in its parts."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.digital_accounts_view import DigitalAccountsView
from loc_desktop.ui.viewer.ledger_view import LedgerView
from tests.ui.support import LONG_MS, Bot, become, chord, key, no_error, type_into, view_of


def _ledger(window: MainWindow) -> LedgerView:
    become(window, "R")
    view = view_of(window, "ledger")
    assert isinstance(view, LedgerView)
    assert view.model.rowCount() > 10
    return view


def test_enter_on_a_block_shows_its_transactions_and_escape_all_again(qtbot: Bot, window: MainWindow) -> None:
    view = _ledger(window)
    everything = view.model.total
    view.blocks_table.setCurrentIndex(view.blocks.index(1, 0))
    key(qtbot, view.blocks_table, Qt.Key.Key_Return)
    settle(window)
    block = view.blocks.rows[1].number
    assert {line.block for line in view.model.rows} == {block}
    assert str(block) in view.what.text()
    key(qtbot, view.search.text, Qt.Key.Key_Escape)
    settle(window)
    assert view.model.total == everything
    assert not view.all.isVisible()


def test_a_search_is_typed_filtered_and_marks_what_it_cannot_read(qtbot: Bot, window: MainWindow) -> None:
    view = _ledger(window)
    event = next(line.event for line in view.model.rows if line.event)
    chord(qtbot, window, Qt.Key.Key_F)
    assert window.focusWidget() is view.search.text
    type_into(qtbot, view.search.text, event)
    key(qtbot, view.search.text, Qt.Key.Key_Return)
    settle(window)
    assert {line.event for line in view.model.rows} == {event}
    view.search.more.setFocus()
    key(qtbot, view.search.more, Qt.Key.Key_Space)
    assert view.search.filters.isVisible()
    type_into(qtbot, view.search.least, "much")
    key(qtbot, view.search.least, Qt.Key.Key_Return)
    assert view.search.least.property("problem") is True
    assert view.search.query() is None
    type_into(qtbot, view.search.least, "99999999")
    key(qtbot, view.search.least, Qt.Key.Key_Return)
    settle(window)
    assert view.search.least.property("problem") is False
    assert view.model.rowCount() == 0
    assert view.panel.sentence.text() == "Nothing chosen."
    assert not view.panel.copy_id.isEnabled()


def test_the_transactions_parts_are_turned_by_arrows_and_its_id_is_copied(
    qtbot: Bot, window: MainWindow
) -> None:
    view = _ledger(window)
    view.table.setFocus()
    key(qtbot, view.table, Qt.Key.Key_Down)
    settle(window)
    line = view.model.row_at(view.table.currentIndex())
    assert line is not None
    key(qtbot, view.table, Qt.Key.Key_Return)
    bar = view.panel.tabs.tabBar()
    assert window.focusWidget() is bar
    for _ in range(3):
        key(qtbot, bar, Qt.Key.Key_Right)
    assert view.panel.tabs.currentWidget() is view.panel.raw
    assert view.panel.shown is not None
    assert view.panel.shown.row.id == line.id
    assert view.panel.raw.toPlainText() == view.panel.shown.raw != ""
    view.panel.copy_id.setFocus()
    key(qtbot, view.panel.copy_id, Qt.Key.Key_Space)
    assert QGuiApplication.clipboard().text() == line.id
    assert no_error(window)


def test_an_accounts_lot_leads_to_the_event_that_issued_it(qtbot: Bot, window: MainWindow) -> None:
    become(window, "R")
    view = view_of(window, "accounts")
    assert isinstance(view, DigitalAccountsView)
    total = sum(account.balance for account in view.model.rows)
    assert view.words.money(total) in view.total.text()
    rich = next(at for at, account in enumerate(view.model.rows) if account.lots)
    view.table.setCurrentIndex(view.model.index(rich, 0))
    account = view.model.rows[rich]
    assert view.holder.text() == view.words.party(account.party)
    assert sum(lot.amount for lot in view.lots.rows) == account.balance
    view.lots_table.setFocus()
    view.lots_table.setCurrentIndex(view.lots.index(0, 0))
    with qtbot.waitSignal(window.shown_view, timeout=LONG_MS):
        key(qtbot, view.lots_table, Qt.Key.Key_Return)
    settle(window)
    ledger = window.views["ledger"]
    assert isinstance(ledger, LedgerView)
    assert {line.event for line in ledger.model.rows} == {account.lots[0].event}
