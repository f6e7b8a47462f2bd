"""Languages: the compiled translations, switched while the program runs; texts that re-say themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import (
    QT_TRANSLATE_NOOP,
    QCoreApplication,
    QEvent,
    QLibraryInfo,
    QLocale,
    QObject,
    QTranslator,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QDialog

from loc_desktop.resources import FOLDER
from loc_desktop.texts.words import singular

translate = QCoreApplication.translate

LANGUAGES = ("zh", "en")
I18N = FOLDER / "i18n"

# Words of Qt's own dialogs that its Chinese file (qtbase_zh_CN of Qt 6.11) does not have.
QT_TRANSLATE_NOOP("QFileDialog", "&Look in:")
QT_TRANSLATE_NOOP("QFileDialog", "Files of &type:")
QT_TRANSLATE_NOOP("QFileDialog", "The chosen file name exceeds the filesystem's limit by %1 characters.")
QT_TRANSLATE_NOOP("QSidebar", "Remove")


def filled(template: str, *values: str) -> str:
    """A label's template with its ``%1``, ``%2`` … filled. English says a count of one in the singular (``%1
    loans``, ``1 loan``); what stands in the values is not looked at.
    """
    ones = {str(place) for place, value in enumerate(values, start=1) if value == "1"}
    if ones:
        counted = re.sub(r"%(\d)", lambda mark: "1" if mark[1] in ones else mark[0], template)
        template = singular(counted)
    return re.sub(r"%(\d)", lambda mark: values[int(mark[1]) - 1], template)


def role_mark(role: str) -> str:
    """A role's letter as the language writes it: ``CAD`` is 民 in Chinese."""
    marks = {
        "C": translate("Role", "C"),
        "B": translate("Role", "B"),
        "CAD": translate("Role", "CAD"),
        "FD": translate("Role", "FD"),
        "R": translate("Role", "R"),
    }
    return marks.get(role, role)


class Languages(QObject):
    """Installs the translators of one language at a time. English is the source and needs no file."""

    def __init__(self, application: QApplication, folder: Path = I18N) -> None:
        super().__init__(application)
        self._application = application
        self._folder = folder
        self._installed: list[QTranslator] = []
        self._compiled = b""
        self.current = "en"
        self.missing = False

    @property
    def other(self) -> str:
        """The language that is not on."""
        return "en" if self.current == "zh" else "zh"

    def switch(self, language: str) -> bool:
        """Speak ``language`` (``zh`` or ``en``). False if its compiled file is not there: English then.

        Qt sends LanguageChange to every widget, which re-says its texts (:class:`Speaking`).
        """
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []
        self.current = language if language in LANGUAGES else "en"
        self.missing = False
        QLocale.setDefault(QLocale("zh_CN" if self.current == "zh" else "en_GB"))
        if self.current == "zh":
            own = QTranslator(self)
            # From memory: Qt would map the file, and a set-up that compiles it anew would end this process.
            self._compiled = self._compiled or self._read()
            if self._compiled and own.load(self._compiled):
                qt = QTranslator(self)
                # Qt's own words (Open, Cancel in its file dialog), asked last; their absence is no error.
                if qt.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
                    self._install(qt)
                self._install(own)
            else:
                self.current = "en"
                self.missing = True
        return not self.missing

    def _read(self) -> bytes:
        """The compiled words; b"" if they are not there. They have to live as long as their translator."""
        try:
            return (self._folder / "loc_zh.qm").read_bytes()
        except OSError:
            return b""

    def _install(self, translator: QTranslator) -> None:
        self._application.installTranslator(translator)
        self._installed.append(translator)


class Speaking:
    """Mixin for widgets: ``say(setter, text)`` sets a text now and again whenever the language changes.

    ``text`` is a function, so that ``self.tr`` is asked anew. Put it before the Qt class among the bases.
    """

    _said: list[tuple[Callable[[str], Any], Callable[[], str]]]

    def say(self, setter: Callable[[str], Any], text: Callable[[], str]) -> None:
        """Call ``setter(text())`` now and after every change of language."""
        if "_said" not in self.__dict__:
            self._said = []
        self._said.append((setter, text))
        setter(text())

    def retranslate(self) -> None:
        """Re-say everything; views with computed texts extend it."""
        for setter, text in self.__dict__.get("_said", ()):
            setter(text())

    def showEvent(self, event: QShowEvent) -> None:
        """A dialog is never larger than the window below it, which lies within the screen."""
        parent = self.parentWidget() if isinstance(self, QDialog) else None
        if isinstance(self, QDialog) and parent is not None:
            room = parent.window().size().expandedTo(self.minimumSizeHint())
            self.resize(self.size().boundedTo(room))
        super().showEvent(event)  # type: ignore[misc]  # as below

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)  # type: ignore[misc]  # the Qt class that follows in the MRO has it
