"""The list on the left: each view by click and key, with its count; and the line at the bottom."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMainWindow

from loc_desktop.app.values import LedgerStatus
from loc_desktop.ui.shell.navigation import Navigation
from loc_desktop.ui.shell.status_line import StatusLine
from loc_desktop.ui.widgets.i18n import Languages
from loc_desktop.ui.widgets.words import Words
from tests.ui.support import LONG_MS, Bot, press


def test_each_view_has_its_place_key_and_count(qtbot: Bot, qapp: QApplication) -> None:
    window, navigation = QMainWindow(), Navigation()
    window.setCentralWidget(navigation)
    chosen: list[str] = []
    navigation.chosen.connect(chosen.append)
    for number in range(1, 22):
        navigation.add(f"v{number}", f"View {number}".__str__, "inbox")
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow, timeout=LONG_MS)
    first = navigation.item("v1")
    assert first is not None
    qtbot.mouseClick(first, Qt.MouseButton.LeftButton)
    for name in (Qt.Key.Key_2, Qt.Key.Key_9, Qt.Key.Key_0):
        qtbot.keyClick(window, name, Qt.KeyboardModifier.ControlModifier)
    assert chosen == ["v1", "v2", "v9", "v10"]
    alt = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    qtbot.keyClick(window, Qt.Key.Key_1, alt)
    assert chosen[-1] == "v11"
    tenth = navigation.item("v10")
    assert tenth is not None
    assert "Ctrl" in first.toolTip()
    assert "Ctrl+0" in tenth.toolTip()
    last = navigation.item("v21")
    assert last is not None
    assert "Ctrl" not in last.toolTip()
    navigation.count("v1", 7)
    assert (first.text(), first.accessibleName()) == ("View 1  7", "View 1  7")
    navigation.count("v1", 0)
    assert first.text() == "View 1"
    navigation.count("nobody", 3)
    assert navigation.item("nobody") is None
    navigation.mark("v10")
    navigation.mark("nobody")
    assert (tenth.isChecked(), first.isChecked()) == (True, False)
    window.close()


def _status(waiting: int = 0, refused: int = 0) -> LedgerStatus:
    return LedgerStatus(True, 5, 0, "", waiting, "2026-09-15T01:00:00Z" if waiting else "", {}, refused)


def test_the_outbox_is_shown_while_something_is_in_it(qtbot: Bot, qapp: QApplication) -> None:
    line = StatusLine(Words(Languages(qapp)))
    line.show()
    wanted: list[int] = []
    line.outbox_wanted.connect(lambda: wanted.append(1))
    for status, text, shown in (
        (None, "Outbox: empty", False),
        (_status(), "Outbox: empty", False),
        (_status(refused=2), "Outbox: 2 refused", True),
        (_status(3, 2), "Outbox: 3 waiting", True),
        (_status(1), "Outbox: 1 waiting", True),
    ):
        line.show_status(status, None)
        assert line.outbox.accessibleName().startswith(text)
        assert line.show_outbox.isVisible() is shown
    press(qtbot, line.show_outbox)
    assert wanted == [1]
    line.close()


def test_the_certificates_days_are_counted_down_in_colour(qapp: QApplication) -> None:
    line = StatusLine(Words(Languages(qapp)))
    for days, text, tone in (
        (None, "", None),
        (30, "Certificate: 30 days", ""),
        (29, "Certificate: 29 days", "warn"),
        (7, "Certificate: 7 days", "warn"),
        (6, "Certificate: 6 days", "bad"),
        (-1, "Certificate: -1 days", "bad"),
    ):
        line.show_status(None, days)
        assert line.certificate.accessibleName() == text
        if tone is not None:
            assert (line.certificate.property("tone") or "") == tone
    line.told("Sent.")
    assert line.notice.accessibleName() == "Sent."
