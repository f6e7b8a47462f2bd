"""Lists of applicants that are saved: an empty one to be filled in, and the rows that have problems."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QDialog, QFileDialog

from loc_desktop.desk.application.list_writer import save_problems, save_template
from loc_desktop.desk.values.applicants import ImportPreview
from loc_desktop.ui.widgets.controls import file_start
from loc_desktop.ui.widgets.i18n import filled, translate
from loc_desktop.ui.widgets.view import Surroundings


class ListFiles:
    """Asks over a dialog where to save, then saves in the window's language, CSV or .xlsx by the name."""

    def __init__(self, surroundings: Surroundings, dialog: QDialog) -> None:
        self._surroundings, self._dialog = surroundings, dialog

    def ask_template(self) -> None:
        """Ask for a file and write an empty list to it."""
        kinds = f"{_workbook()};;{_csv()}"
        name = file_start(translate("ListFiles", "applicants") + ".xlsx")
        title = translate("ListFiles", "Save an empty list")
        chosen, kind = QFileDialog.getSaveFileName(self._dialog, title, name, kinds)
        if chosen:
            self.save_template(_with_suffix(chosen, ".csv" if "*.csv" in kind else ".xlsx"))

    def save_template(self, file: Path) -> None:
        """An empty list with the headers."""
        language = self._surroundings.words.language
        self._surroundings.tasks.run(
            lambda _job: save_template(file, language),
            lambda _none: self._saved(file),
            failed=self._surroundings.shell.report,
            owner=self._dialog,
        )

    def ask_problems(self, preview: ImportPreview | None) -> None:
        """Ask for a file and write a list's rows with their problems to it."""
        if preview is None:
            return
        kinds = f"{_csv()};;{_workbook()}"
        name = file_start(translate("ListFiles", "problems") + ".csv")
        title = translate("ListFiles", "Save the rows with problems")
        chosen, kind = QFileDialog.getSaveFileName(self._dialog, title, name, kinds)
        if chosen:
            self.save_problems(preview, _with_suffix(chosen, ".xlsx" if "*.xlsx" in kind else ".csv"))

    def save_problems(self, preview: ImportPreview, file: Path) -> None:
        """The rows with problems, to be corrected and imported."""
        language = self._surroundings.words.language
        self._surroundings.tasks.run(
            lambda _job: save_problems(file, preview, language),
            lambda _none: self._saved(file),
            failed=self._surroundings.shell.report,
            owner=self._dialog,
        )

    def _saved(self, file: Path) -> None:
        self._surroundings.shell.told(filled(translate("ListFiles", "Saved: %1"), str(file)))


def _workbook() -> str:
    return translate("ListFiles", "Workbook (*.xlsx)")


def _csv() -> str:
    return translate("ListFiles", "CSV (*.csv)")


def _with_suffix(name: str, suffix: str) -> Path:
    """A name as it was typed, with the suffix of the kind chosen if it has none."""
    file = Path(name)
    return file if file.suffix.lower() in (".csv", ".xlsx") else file.with_name(file.name + suffix)
