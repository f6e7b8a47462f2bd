"""All rows of a table's question as a file for spreadsheets, asked for over the window, with progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QProgressDialog, QTableView, QWidget

from loc_desktop.desk.viewer.table_file import save_table
from loc_desktop.ui.widgets.controls import file_start
from loc_desktop.ui.widgets.i18n import filled, translate
from loc_desktop.ui.widgets.table_models import RowsModel
from loc_desktop.ui.widgets.tables.memory import TableHost
from loc_desktop.ui.widgets.tasks import Job


class TableExport(QObject):
    """Asks where to, then saves the columns that are seen, in their order, of every row."""

    def __init__(self, table: QTableView, model: RowsModel[Any], host: TableHost) -> None:
        super().__init__(table)
        self._table, self._model, self._host = table, model, host
        self.dialog: QFileDialog | None = None
        self.progress: QProgressDialog | None = None

    def ask(self) -> None:
        """Over the window that the table is in."""
        window: QWidget = self._table.window()
        dialog = self.dialog = QFileDialog(window, translate("TableExport", "Export the table"), file_start())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        kinds = [
            translate("TableExport", "Workbook (*.xlsx)"),
            translate("TableExport", "CSV, UTF-8 (*.csv)"),
        ]
        dialog.setNameFilters(kinds)
        dialog.setDefaultSuffix("xlsx")
        dialog.filterSelected.connect(
            lambda kind: dialog.setDefaultSuffix("csv" if kind == kinds[1] else "xlsx")
        )
        dialog.selectFile((self._table.accessibleName() or "table").split(":")[0].replace("/", "-") + ".xlsx")
        dialog.fileSelected.connect(lambda file: self.save(_with_suffix(Path(file), dialog.defaultSuffix())))
        dialog.open()

    def save(self, file: Path) -> None:
        """Write every row; the window says where it is. What is cancelled writes nothing."""
        model = self._model
        columns = [model.columns[number] for number in seen_columns(self._table)]
        heads = [column.title() for column in columns]
        progress = self.progress = QProgressDialog(
            translate("TableExport", "The rows are written…"),
            translate("TableExport", "Cancel"),
            0,
            0,
            self._table.window(),
        )
        progress.setWindowModality(Qt.WindowModality.WindowModal)
        progress.setWindowTitle(translate("TableExport", "Export the table"))
        progress.setMinimumDuration(400)

        def work(job: Job) -> bool:
            rows = model.all_rows(job)
            cells = [[column.cell(row) for column in columns] for row in rows]
            if job.cancelled():
                return False
            save_table(file, [heads, *cells], lambda done: job.progress(done, len(cells) + 2))
            return True

        def over() -> None:
            progress.canceled.disconnect()
            progress.close()
            progress.deleteLater()
            self.progress = None

        def failed(error: BaseException) -> None:
            over()
            self._host.report(error)

        def done(saved: bool) -> None:
            over()
            if saved:
                self._host.told(filled(translate("TableExport", "Saved: %1"), str(file)))

        def shown(written: int, total: int) -> None:
            progress.setMaximum(total)
            progress.setValue(min(written, total - 1))

        job = self._host.tasks.run(work, done, failed=failed, progress=shown, owner=self)
        progress.canceled.connect(job.cancel)


def seen_columns(table: QTableView) -> Sequence[int]:
    """The columns from left to right, without hidden ones."""
    header = table.horizontalHeader()
    places = [header.logicalIndex(place) for place in range(header.count())]
    return [column for column in places if not table.isColumnHidden(column)]


def _with_suffix(file: Path, suffix: str) -> Path:
    return file if file.suffix.lower() in (".csv", ".xlsx") else file.with_name(f"{file.name}.{suffix}")
