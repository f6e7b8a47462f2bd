"""Puts the application together: data folder, languages, theme, task runner, window."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Any

from PySide6.QtCore import QLocale, QTimer
from PySide6.QtWidgets import QApplication

from loc_desktop.app import log
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from loc_desktop.ui.shell import screen
from loc_desktop.ui.shell.dressing import Dressing
from loc_desktop.ui.shell.main_window import MainWindow
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.error_dialog import ErrorDialog
from loc_desktop.ui.widgets.i18n import Languages
from loc_desktop.ui.widgets.tasks import TaskRunner


def make_application(arguments: Sequence[str] = ()) -> QApplication:
    """The Qt application with our name; the running one if there is one (tests). Raises KnownError
    ``screen.none``.
    """
    running = QApplication.instance()
    if running is None:
        screen.require()
    application = running if isinstance(running, QApplication) else QApplication(["loc-desktop", *arguments])
    application.setApplicationName("loc-desktop")
    application.setDesktopFileName("loc-desktop")
    return application


def make_window(
    application: QApplication,
    workplace: Workplace,
    *,
    language: str = "",
    text_size: int = 0,
    follow: bool = True,
) -> MainWindow:
    """The window over a workplace. ``language`` and ``text_size`` (per cent) override the settings."""
    settings = workplace.settings()
    dressing = Dressing(application, settings, text_size)
    languages = Languages(application)
    spoken = languages.switch(language or settings.get("language", "") or system_language())
    tasks = TaskRunner(application)
    window = MainWindow(workplace, tasks, languages, dressing, follow=follow)
    if not spoken:
        window.told("The Chinese translation is not compiled: run `make setup`.")
    window.open()
    return window


def system_language() -> str:
    """``zh`` or ``en``, at the first start: ``zh`` where the system speaks Chinese or names no language."""
    language = QLocale.system().language()
    return "zh" if language in (QLocale.Language.Chinese, QLocale.Language.C) else "en"


def _hook(report: Callable[[BaseException], None]) -> Callable[..., None]:
    """Errors in Qt's callbacks go to the person as a bug, and to the terminal."""

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.__excepthook__(kind, error, trace)
        if isinstance(error, Exception):
            report(error)

    return hook


def _refuse(application: QApplication, error: KnownError, language: str) -> int:
    """Say why the window cannot open; the exit code."""
    log.failed("the window does not open", error)
    theme.dress(application, 100)
    languages = Languages(application)
    languages.switch(language or "zh")
    ErrorDialog(error, languages.current).exec()
    return 1


def main(
    argv: Sequence[str] | None = None,
    workplace: Workplace | None = None,
    opened: Callable[[MainWindow], None] | None = None,
    language: str = "",
) -> int:
    """Run the window until it is closed; returns the exit code.

    ``workplace``: instead of the user's own. ``opened`` is called with the window before it is shown.
    ``language``: instead of that of the settings.
    """
    application = make_application(list(argv or ()))
    place = workplace if workplace is not None else Workplace()
    log.set_up(place.home)
    try:
        window = make_window(application, place, language=language)
    except KnownError as error:
        return _refuse(application, error, language)
    before: Any = sys.excepthook
    sys.excepthook = _hook(window.report)
    interrupts = QTimer()  # lets Python see Ctrl+C while Qt waits
    interrupts.start(500)
    interrupts.timeout.connect(lambda: None)
    old = signal.signal(signal.SIGINT, lambda *_: window.close())
    try:
        if opened is not None:
            opened(window)
        window.show()
        window.activateWindow()
        return application.exec()
    finally:
        signal.signal(signal.SIGINT, old)
        sys.excepthook = before
        window.shut_down()
        place.close()
