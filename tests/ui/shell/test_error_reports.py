"""Errors shown to the person: one dialog at a time, all of them in the log."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from loc_desktop.app import log
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.words import one_sentence
from loc_desktop.ui.shell.error_reports import ErrorReports
from loc_desktop.ui.widgets.i18n import Languages
from tests.ui.support import LONG_MS, Bot


def test_the_second_error_is_a_notice_while_the_first_is_open(
    qtbot: Bot, qapp: QApplication, tmp_path: Path
) -> None:
    log.set_up(tmp_path)
    window = QWidget()
    notices: list[str] = []
    asked: list[BaseException] = []

    def remedies(error: BaseException) -> tuple[()]:
        asked.append(error)
        return ()

    reports = ErrorReports(window, Languages(qapp), notices.append, remedies)
    window.show()
    assert not reports.open
    first, second = desk_error("money.amount"), desk_error("loan.text")
    reports.show(first)
    dialog = reports.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: reports.open, timeout=LONG_MS)
    reports.show(second)
    assert reports.dialog is dialog
    assert (len(notices), asked) == (1, [first])
    assert notices == [one_sentence(second, "en")]
    dialog.reject()
    assert not reports.open
    reports.show(ZeroDivisionError("a bug"))
    assert reports.dialog is not dialog
    text = (log.folder_of(tmp_path) / "loc-desktop.log").read_text("utf-8")
    for code in ("money.amount", "loan.text", "ZeroDivisionError"):
        assert code in text
    assert reports.dialog is not None
    reports.dialog.reject()
    window.close()
