"""Import of a list of applicants: preview with every row's problems, confirmation, progress, report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QVBoxLayout, QWidget

from loc_desktop.app.values import Party
from loc_desktop.desk.values.applicants import ImportPreview, ImportReport
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.application.import_rows import ImportRows
from loc_desktop.ui.application.list_files import ListFiles
from loc_desktop.ui.signing.batch_dialog import BatchDialog
from loc_desktop.ui.signing.confirm_dialog import QuestionDialog
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice, file_start
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
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
        self.rows = ImportRows(context)
        layout.addWidget(self.lead)
        layout.addLayout(row(self.choose, self.template, self.file, self.bank, stretch=2))
        layout.addWidget(self.rows, 1)
        self.save = button(flat=True)
        self.save.hide()
        self.cancel = button()
        self.go = button(primary=True)
        self.go.setEnabled(False)
        layout.addLayout(row(self.save, None, self.cancel, self.go))
        self.choose.clicked.connect(self._choose)
        self.lists = ListFiles(context, self)
        self.template.clicked.connect(self.lists.ask_template)
        self.save.clicked.connect(lambda: self.lists.ask_problems(self.preview))
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
        return filled(self.tr("Sign and import %1"), self.context.words.count(count))

    # -- the file

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
        self.rows.show_preview(preview)

    def _say_file(self) -> None:
        """How the file was read."""
        preview = self.preview
        if preview is None:
            return
        how = [preview.file, preview.encoding, self._separator(preview.separator)]
        if preview.sheet:
            how.append(filled(self.tr("sheet %1"), preview.sheet))
        if preview.ignored:
            how.append(filled(self.tr("not read: %1"), ", ".join(preview.ignored)))
        self.file.setText(" · ".join(part for part in how if part))

    def _separator(self, sign: str) -> str:
        names = {
            ",": self.tr("comma"),
            ";": self.tr("semicolon"),
            "\t": self.tr("tab"),
            "，": self.tr("Chinese comma"),
        }
        return names.get(sign, sign)

    # -- importing

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
        values = (
            words.count(len(rows)), words.money(amount), self.bank.currentText(), words.count(preview.bad),
        )  # fmt: skip
        self.question = QuestionDialog(
            self.tr("Sign and import"), filled(text, *values), self._go_word(), self
        )
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
        parts = [filled(self.tr("%1 applications are on the ledger."), count(report.sent))]
        if report.already:
            parts.append(filled(self.tr("%1 were there from an earlier import."), count(report.already)))
        if report.failed:
            parts.append(self.context.words.say(Sentence("batch.failed", {"count": len(report.failed)})))
        if report.skipped:
            parts.append(self.context.words.say(Sentence("batch.skipped", {"who": report.skipped})))
        if report.cancelled:
            parts.append(self.tr("Stopped by you; importing again goes on from here."))
        line = self.tr("line %1: %2")
        said = self.context.words.failure
        return " ".join(parts), [filled(line, str(failure.line), said(failure)) for failure in report.failed]

    def retranslate(self) -> None:
        super().retranslate()
        self._say_file()
