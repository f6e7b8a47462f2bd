"""The status line's notice: it goes when another identity works, and stays while the same one does."""

from __future__ import annotations

from loc_desktop.ui.shell.main_window import MainWindow
from tests.ui.support import become


def test_a_notice_to_one_role_is_not_shown_to_the_next(window: MainWindow) -> None:
    become(window, "C")
    window.told("Signed and on its way.")
    window.go("form")
    become(window, "C")
    assert window.frame.status_line.notice.accessibleName() == "Signed and on its way."
    become(window, "B")
    assert window.frame.status_line.notice.accessibleName() == ""
