"""The rows of a list that was read, with what is wrong in each, and what came out in all."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from loc_desktop.desk.values.applicants import ImportPreview, ImportRow
from loc_desktop.texts.sentence import FieldProblem
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain, set_tone
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Surroundings


class ImportRows(Speaking, QWidget):
    """Above the table what came out, below it all that is wrong with the chosen row."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self._words = surroundings.words
        self._preview: ImportPreview | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes().space(8))
        self.only_bad = QCheckBox()
        self.summary = plain(name="section", wrap=True)
        layout.addLayout(row(self.summary, self.only_bad, stretch=0))
        self.model: RowsModel[ImportRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Row"), lambda r: str(r.row), right=True),
                TableColumn(lambda: self.tr("Line"), lambda r: str(r.line), right=True),
                TableColumn(lambda: self.tr("Name"), lambda r: _shown(r, "name")),
                TableColumn(
                    lambda: self.tr("Identity number"), lambda r: _shown(r, "identity_number"), mono=True
                ),
                TableColumn(lambda: self.tr("Amount, yuan"), self._amount, right=True),
                TableColumn(lambda: self.tr("Months"), lambda r: _shown(r, "months"), right=True),
                TableColumn(lambda: self.tr("Purpose"), lambda r: _shown(r, "purpose")),
                TableColumn(lambda: self.tr("Problems"), self._told, tone=_tone, tip=self._told),
            ],
            lambda r: r.line,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((40, 40, 128, 168, 88, 50, 88))
        layout.addWidget(self.table, 1)
        self.detail = plain(wrap=True)
        self.detail.hide()
        layout.addWidget(self.detail)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._say_detail())
        self.only_bad.toggled.connect(lambda _on: self._show_rows())
        self.say(self.only_bad.setText, lambda: self.tr("only rows with problems"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Rows of the file"))

    def show_preview(self, preview: ImportPreview | None) -> None:
        """The rows of a file; None: of none."""
        self._preview = preview
        self._say_summary()
        self._show_rows()

    # -- what a row shows

    def _amount(self, line: ImportRow) -> str:
        fen = line.amount_fen
        return _shown(line, "amount") if fen is None else self._words.number(fen)

    def _told(self, line: ImportRow) -> str:
        if line.already:
            return self.tr("on the ledger since an earlier import")
        if line.good:
            return "✓"
        return " ".join(self._problem(line, problem) for problem in line.problems)

    def _problem(self, line: ImportRow, problem: FieldProblem) -> str:
        said = self._words.say(problem.sentence)
        cell = line.cells.get(problem.field)
        return f"{cell.place} · {said}" if cell is not None else said

    # -- what is shown

    def _say_summary(self) -> None:
        preview, words = self._preview, self._words
        if preview is None:
            self.summary.setText("")
            return
        if preview.problems:
            set_tone(self.summary, "bad")
            self.summary.setText("\n".join(words.say(sentence) for sentence in preview.told))
            return
        set_tone(self.summary, "")
        said = filled(
            self.tr("%1 rows are good (%2), %3 have problems."),
            words.count(preview.good),
            words.money(preview.amount),
            words.count(preview.bad),
        )
        before = sum(line.already for line in preview.rows)
        if before:
            said += " " + filled(self.tr("%1 are on the ledger already."), words.count(before))
        self.summary.setText(said)

    def _show_rows(self) -> None:
        only = self.only_bad.isChecked()
        rows = self._preview.rows if self._preview is not None else ()
        self.model.set_rows([line for line in rows if line.problems or not only])
        self._say_detail()

    def _say_detail(self) -> None:
        """Everything that is wrong with the chosen row, a problem a line: the column is too narrow for it."""
        line = self.model.row_at(self.table.currentIndex())
        said = [] if line is None else [self._problem(line, problem) for problem in line.problems]
        self.detail.setText("\n".join(said))
        self.detail.setVisible(bool(said))

    def retranslate(self) -> None:
        super().retranslate()
        self.model.reword()
        self._say_summary()
        self._say_detail()


def _shown(line: ImportRow, field: str) -> str:
    """What was read, or where that was nothing what stands in the cell."""
    value: str = getattr(line.form, field)
    cell = line.cells.get(field)
    return value or (cell.text if cell is not None else "")


def _tone(line: ImportRow) -> str:
    return "bad" if line.problems else "muted" if line.already else "good"
