"""Reading a dossier outside one's turn, by keyboard: purpose, what is signed, the dossier and its record."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from loc_desktop.demo.gallery import settle
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.viewer.dossier_reading import DossierDialog
from loc_desktop.ui.viewer.ledger_view import LedgerView
from tests.ui.support import Bot, become, key, no_error, shown, type_into, view_of


def texts(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel))


def chosen(bot: Bot, window: MainWindow, role: str) -> LedgerView:
    """The ledger with an application chosen by keyboard."""
    become(window, role)
    view = view_of(window, "ledger")
    assert isinstance(view, LedgerView)
    place = next(
        at for at, line in enumerate(view.model.rows) if line.fn == "lock" and line.kind == "loan.apply"
    )
    view.table.setFocus()
    view.table.setCurrentIndex(view.model.index(place, 0))
    settle(window)
    return view


def read(bot: Bot, window: MainWindow, view: LedgerView, note: str) -> DossierDialog:
    panel, reading = view.panel, view.panel.reading
    panel.read.setFocus()
    key(bot, panel.read, Qt.Key.Key_Space)
    values = shown(bot, lambda: reading.values)
    key(bot, values.choices["purpose"], Qt.Key.Key_Down)
    assert values.choices["purpose"].currentData() == "complaint"
    type_into(bot, values.fields["note"].edit, note)
    key(bot, values.fields["note"].edit, Qt.Key.Key_Return)
    confirm = shown(bot, lambda: reading.confirm)
    assert note not in confirm.exact.toPlainText() or view.desk.identity.role != "R"
    confirm.sign.setFocus()
    key(bot, confirm.sign, Qt.Key.Key_Space)
    return shown(bot, lambda: reading.dossier)


@pytest.mark.parametrize("role", ["R", "FD"])
def test_a_purpose_is_asked_for_and_the_reading_stays_on_record(
    qtbot: Bot, window: MainWindow, role: str
) -> None:
    view = chosen(qtbot, window, role)
    assert view.panel.read.isVisible()
    dialog = read(qtbot, window, view, "来信 12")
    told = texts(dialog)
    assert "identity number" in told.lower()
    assert "a complaint · 来信 12" in told.lower()
    assert dialog.close_.isDefault()
    key(qtbot, dialog, Qt.Key.Key_Escape)
    settle(window)
    (kept, *_) = view.desk.inspections.readings()
    assert (kept.purpose, kept.note, kept.signed) == ("complaint", "来信 12", True)
    index = view.desk.carrier.connections.index(view.desk.carrier.identity.ledger)
    assert len(index.events(kind="flow.inspect").rows) == (role == "R")
    assert no_error(window)


def test_a_customer_is_not_offered_it(qtbot: Bot, window: MainWindow) -> None:
    view = chosen(qtbot, window, "C")
    assert not view.panel.read.isVisible()


def test_an_audit_that_is_no_longer_ones_turn_says_where_to_read(qtbot: Bot, window: MainWindow) -> None:
    ledger = chosen(qtbot, window, "FD")
    line = ledger.model.row_at(ledger.table.currentIndex())
    assert line is not None
    audit = view_of(window, "audit", line.event)
    settle(window)
    assert "not your turn" in audit.notice.text()
    assert audit.case is None
    assert not audit.sign.isEnabled()
    assert no_error(window)
