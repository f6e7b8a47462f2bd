"""Import of a list of applicants: preview with every row's problems, confirmation, progress, report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from loc_desktop.app.values import Party
from loc_desktop.desk.values.applicants import ImportPreview, ImportReport, ImportRow
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import FieldProblem
from loc_desktop.texts.words import singular
from loc_desktop.ui.signing.batch_dialog import BatchDialog
from loc_desktop.ui.signing.confirm_dialog import QuestionDialog
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice, file_start
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain, set_tone
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context


class ImportDialog(Speaking, QDialog):
    """Choose a file, look at every row, import the good ones. Signal ``imported()`` when something was."""

    imported = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.preview: ImportPreview | None = None
        self.batch: BatchDialog | None = None
        self.question: QuestionDialog | None = None
        words = context.words
        sizes = theme.sizes()
        self.resize(min(1240, sizes.px(980)), min(680, sizes.px(580)))
        layout = QVBoxLayout(self)
        layout.setSpacing(sizes.space(8))
        self.lead = plain(wrap=True, tone="muted")
        self.choose = button()
        self.template = button(flat=True)
        self.file = plain(wrap=True)
        self.bank = choice(14)
        self.only_bad = QCheckBox()
        self.summary = plain(name="section", wrap=True)
        layout.addWidget(self.lead)
        layout.addLayout(row(self.choose, self.template, self.file, self.bank, stretch=2))
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
        self.save = button(flat=True)
        self.save.hide()
        self.cancel = button()
        self.go = button(primary=True)
        self.go.setEnabled(False)
        layout.addLayout(row(self.save, None, self.cancel, self.go))
        self.choose.clicked.connect(self._choose)
        self.template.clicked.connect(self._template)
        self.save.clicked.connect(self._save)
        self.only_bad.toggled.connect(lambda _on: self._show_rows())
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._ask)
        self.say(self.setWindowTitle, lambda: self.tr("Import applications"))
        self.say(
            self.lead.setText,
            lambda: self.tr(
                "A CSV file or an .xlsx workbook with the columns: name, identity number, amount (yuan), "
                "term (months), purpose, annual income, assets, debts, village group, telephone, address; "
                "product may be left out. Chinese or English headers. Rows with problems are left out."
            ),
        )
        self.say(self.choose.setText, lambda: self.tr("Choose a file…"))
        self.say(self.template.setText, lambda: self.tr("Save an empty list…"))
        self.say(self.bank.setAccessibleName, lambda: words.field("bank"))
        self.say(self.only_bad.setText, lambda: self.tr("only rows with problems"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Rows of the file"))
        self.say(self.save.setText, lambda: self.tr("Save the rows with problems…"))
        self.say(self.cancel.setText, lambda: self.tr("Close"))
        self.say(self.go.setText, self._go_word)
        self.choose.setFocus()
        context.tasks.run(
            lambda _job: context.desk.applications.banks(),
            self._show_banks,
            failed=context.shell.report,
            owner=self,
        )

    def _show_banks(self, banks: tuple[Party, ...]) -> None:
        for bank in banks:
            self.bank.addItem(bank.name, bank.key)

    def _go_word(self) -> str:
        count = len(self.preview.to_import) if self.preview is not None else 0
        return self.tr("Sign and import %1").replace("%1", self.context.words.count(count))

    # ------------------------------------------------------------------ what a row shows

    def _amount(self, line: ImportRow) -> str:
        fen = line.amount_fen
        return _shown(line, "amount") if fen is None else self.context.words.number(fen)

    def _told(self, line: ImportRow) -> str:
        if line.already:
            return self.tr("on the ledger since an earlier import")
        if line.good:
            return "✓"
        return " ".join(self._problem(line, problem) for problem in line.problems)

    def _problem(self, line: ImportRow, problem: FieldProblem) -> str:
        said = self.context.words.say(problem.sentence)
        cell = line.cells.get(problem.field)
        return f"{cell.place} · {said}" if cell is not None else said

    # ------------------------------------------------------------------ the file

    def _choose(self) -> None:
        kinds = self.tr("Lists (*.csv *.txt *.xlsx)") + ";;" + self.tr("All files (*)")
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), file_start(), kinds)
        if name:
            self.read(Path(name))

    def read(self, file: Path) -> None:
        """Read and check a file; shows its rows. Until it is read, nothing of another file is shown."""
        self._show(None)
        self.choose.setEnabled(False)
        self.file.setText(file.name)

        def read(_job: Job) -> ImportPreview:
            return self.context.desk.applications.read_file(file)

        self.context.tasks.run(read, self._read, failed=self._unreadable, owner=self)

    def _read(self, preview: ImportPreview) -> None:
        self.choose.setEnabled(True)
        self._show(preview)
        if preview.to_import:
            self.go.setFocus()

    def _unreadable(self, error: BaseException) -> None:
        self.choose.setEnabled(True)
        self.file.setText("")
        self.context.shell.report(error)

    def _show(self, preview: ImportPreview | None) -> None:
        self.preview = preview
        self._say_file()
        self.go.setEnabled(preview is not None and bool(preview.to_import))
        self.go.setText(self._go_word())
        self.save.setVisible(preview is not None and preview.bad > 0)
        self._show_rows()

    def _say_file(self) -> None:
        """How the file was read, and what came out."""
        preview, words = self.preview, self.context.words
        if preview is None:
            self.summary.setText("")
            return
        how = [preview.file, preview.encoding, self._separator(preview.separator)]
        if preview.sheet:
            how.append(self.tr("sheet %1").replace("%1", preview.sheet))
        if preview.ignored:
            how.append(self.tr("not read: %1").replace("%1", ", ".join(preview.ignored)))
        self.file.setText(" · ".join(part for part in how if part))
        if preview.problems:
            set_tone(self.summary, "bad")
            self.summary.setText("\n".join(words.say(sentence) for sentence in preview.told))
            return
        set_tone(self.summary, "")
        said = self.tr("%1 rows are good (%2), %3 have problems.")
        said = said.replace("%1", words.count(preview.good)).replace("%2", words.money(preview.amount))
        said = said.replace("%3", words.count(preview.bad))
        before = sum(line.already for line in preview.rows)
        if before:
            said += " " + self.tr("%1 are on the ledger already.").replace("%1", words.count(before))
        self.summary.setText(singular(said))

    def _separator(self, sign: str) -> str:
        names = {
            ",": self.tr("comma"),
            ";": self.tr("semicolon"),
            "\t": self.tr("tab"),
            "，": self.tr("Chinese comma"),
        }
        return names.get(sign, sign)

    def _show_rows(self) -> None:
        only = self.only_bad.isChecked()
        rows = self.preview.rows if self.preview is not None else ()
        self.model.set_rows([line for line in rows if line.problems or not only])
        self._say_detail()

    def _say_detail(self) -> None:
        """Everything that is wrong with the chosen row, a problem a line: the column is too narrow for it."""
        line = self.model.row_at(self.table.currentIndex())
        said = [] if line is None else [self._problem(line, problem) for problem in line.problems]
        self.detail.setText("\n".join(said))
        self.detail.setVisible(bool(said))

    def _template(self) -> None:
        kinds = self.tr("Workbook (*.xlsx)") + ";;" + self.tr("CSV (*.csv)")
        suggested = self.tr("applicants") + ".xlsx"
        name, kind = QFileDialog.getSaveFileName(
            self, self.tr("Save an empty list"), file_start(suggested), kinds
        )
        if name:
            self.save_template(_with_suffix(name, ".csv" if "*.csv" in kind else ".xlsx"))

    def save_template(self, file: Path) -> None:
        """An empty list with the headers in the window's language."""
        from loc_desktop.desk.application.list_writer import save_template

        language = self.context.words.language
        self.context.tasks.run(
            lambda _job: save_template(file, language), failed=self.context.shell.report, owner=self
        )

    def _save(self) -> None:
        kinds = self.tr("CSV (*.csv)") + ";;" + self.tr("Workbook (*.xlsx)")
        suggested = self.tr("problems") + ".csv"
        title = self.tr("Save the rows with problems")
        name, kind = QFileDialog.getSaveFileName(self, title, file_start(suggested), kinds)
        if name:
            self.save_problems(_with_suffix(name, ".xlsx" if "*.xlsx" in kind else ".csv"))

    def save_problems(self, file: Path) -> None:
        """The rows with problems, to be corrected and imported."""
        from loc_desktop.desk.application.list_writer import save_problems

        preview, language = self.preview, self.context.words.language
        if preview is not None:
            self.context.tasks.run(
                lambda _job: save_problems(file, preview, language),
                failed=self.context.shell.report,
                owner=self,
            )

    # ------------------------------------------------------------------ importing

    def _ask(self) -> None:
        """How many, how much, to whom: before anything is signed."""
        preview, words = self.preview, self.context.words
        if preview is None:
            return
        if not self.bank.currentData():
            self.context.shell.report(desk_error("form.no_grantor", role="B"))
            return
        rows = preview.to_import
        text = self.tr(
            "You are about to sign %1 applications for %2 in all, to %3, each with its customer's key kept "
            "at this counter. %4 rows with problems are left out."
        )
        amount = sum(line.amount_fen or 0 for line in rows)
        for place, value in (
            ("%1", words.count(len(rows))),
            ("%2", words.money(amount)),
            ("%4", words.count(preview.bad)),
            ("%3", self.bank.currentText()),
        ):
            text = text.replace(place, value)
        self.question = QuestionDialog(self.tr("Sign and import"), singular(text), self._go_word(), self)
        self.question.accepted.connect(self._import)
        self.question.open()

    def _import(self) -> None:
        preview, bank = self.preview, str(self.bank.currentData() or "")
        if preview is None:
            return
        applications = self.context.desk.applications

        def work(job: Job) -> ImportReport:
            return applications.import_rows(preview, bank, progress=job.progress, cancelled=job.cancelled)

        self.batch = BatchDialog(
            self.tr("Signing and sending applications"), self.context.tasks, work, self._report, self,
            self.tr("Applications signed and sent"),
        )  # fmt: skip
        self.batch.finished_work.connect(self._imported)
        self.batch.failed_work.connect(self.context.shell.report)
        self.batch.start()

    def _imported(self, _report: ImportReport) -> None:
        self.go.setEnabled(False)
        self.imported.emit()

    def _report(self, report: ImportReport) -> tuple[str, list[str]]:
        count = self.context.words.count
        parts = [self.tr("%1 applications are on the ledger.").replace("%1", count(report.sent))]
        if report.already:
            parts.append(
                self.tr("%1 were there from an earlier import.").replace("%1", count(report.already))
            )
        if report.failed:
            parts.append(self.tr("%1 did not go through:").replace("%1", count(len(report.failed))))
        if report.cancelled:
            parts.append(self.tr("Stopped by you; importing again goes on from here."))
        line = self.tr("line %1: %2")
        said = self.context.words.failure
        return singular(" ".join(parts)), [
            line.replace("%1", str(failure.line)).replace("%2", said(failure)) for failure in report.failed
        ]

    def retranslate(self) -> None:
        super().retranslate()
        self.model.reword()
        self._say_file()
        self._say_detail()


def _shown(line: ImportRow, field: str) -> str:
    """What was read, or where that was nothing what stands in the cell."""
    value: str = getattr(line.form, field)
    cell = line.cells.get(field)
    return value or (cell.text if cell is not None else "")


def _tone(line: ImportRow) -> str:
    return "bad" if line.problems else "muted" if line.already else "good"


def _with_suffix(name: str, suffix: str) -> Path:
    """A name as it was typed, with the suffix of the kind chosen if it has none."""
    file = Path(name)
    return file if file.suffix.lower() in (".csv", ".xlsx") else file.with_name(file.name + suffix)
