"""The status line's notice: it goes when another identity works, and stays while the same one does."""

from __future__ import annotations

from dataclasses import replace

from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.shell.status_line import LEDGER
from tests.ui.support import become


def test_a_notice_to_one_role_is_not_shown_to_the_next(window: MainWindow) -> None:
    become(window, "C")
    window.told("Signed and on its way.")
    window.go("form")
    become(window, "C")
    assert window.frame.status_line.notice.accessibleName() == "Signed and on its way."
    become(window, "B")
    assert window.frame.status_line.notice.accessibleName() == ""


def test_a_notice_goes_with_its_cause_or_after_a_while(window: MainWindow) -> None:
    line = window.frame.status_line
    window.told("Copied.")
    assert line.fading.isActive()
    line.fading.timeout.emit()
    assert line.notice.accessibleName() == ""
    line.told("The ledger cannot be reached.", LEDGER)
    assert not line.fading.isActive()
    status = window.workplace.status()
    line.show_status(replace(status, reachable=False), None)
    assert line.notice.accessibleName() == "The ledger cannot be reached."
    line.show_status(replace(status, reachable=True), None)
    assert line.notice.accessibleName() == ""
