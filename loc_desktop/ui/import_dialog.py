"""Import of applications from a file: preview with every row's problems, then progress, cancel, report."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QFileDialog, QVBoxLayout, QWidget

from loc_desktop.desk.model import ImportPreview, ImportReport, ImportRow, Party
from loc_desktop.ui import theme
from loc_desktop.ui.batch_dialog import BatchDialog
from loc_desktop.ui.i18n import Speaking
from loc_desktop.ui.models import Column, RowsModel
from loc_desktop.ui.tasks import Job
from loc_desktop.ui.view import Context
from loc_desktop.ui.widgets import Table, button, choice, plain, row


class ImportDialog(Speaking, QDialog):
    """Choose a file, look at every row, import the good ones. Signal ``imported()`` when something was."""

    imported = Signal()

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self.preview: ImportPreview | None = None
        self.batch: BatchDialog | None = None
        words = context.words
        sizes = theme.sizes()
        self.resize(min(1180, sizes.px(860)), min(660, sizes.px(560)))
        layout = QVBoxLayout(self)
        layout.setSpacing(sizes.space(8))
        self.lead = plain(wrap=True, tone="muted")
        self.choose = button()
        self.file = plain(wrap=True)
        self.bank = choice(14)
        self.only_bad = QCheckBox()
        self.summary = plain(name="section", wrap=True)
        layout.addWidget(self.lead)
        layout.addLayout(row(self.choose, self.file, self.bank, stretch=1))
        layout.addLayout(row(self.summary, self.only_bad, stretch=0))
        self.model: RowsModel[ImportRow] = RowsModel(
            [
                Column(lambda: self.tr("Line"), lambda r: str(r.line), right=True),
                Column(lambda: self.tr("Id"), lambda r: r.source_id),
                Column(lambda: self.tr("Name"), lambda r: r.name),
                Column(lambda: self.tr("Identity number"), lambda r: r.identity_number, mono=True),
                Column(
                    lambda: self.tr("Amount, yuan"), lambda r: r.form.amount if r.form else "", right=True
                ),
                Column(lambda: self.tr("Months"), lambda r: r.form.months if r.form else "", right=True),
                Column(
                    lambda: self.tr("Problems"),
                    lambda r: " ".join(words.say(p.sentence) for p in r.problems) or "✓",
                    tone=lambda r: "bad" if r.problems else "good",
                    tip=lambda r: " ".join(words.say(p.sentence) for p in r.problems),
                ),
            ],
            lambda r: r.line,
            self,
        )
        self.table = Table()
        self.table.setModel(self.model)
        self.table.set_widths((44, 86, 80, 164, 96, 70))
        layout.addWidget(self.table, 1)
        self.cancel = button()
        self.go = button(primary=True)
        self.go.setEnabled(False)
        layout.addLayout(row(None, self.cancel, self.go))
        self.choose.clicked.connect(self._choose)
        self.only_bad.toggled.connect(lambda _on: self._show_rows())
        self.cancel.clicked.connect(self.reject)
        self.go.clicked.connect(self._import)
        self.say(self.setWindowTitle, lambda: self.tr("Import applications"))
        self.say(
            self.lead.setText,
            lambda: self.tr(
                "A CSV file with the columns id, amount, months, rate_percent, income, asset, debt, flagged, "
                "purpose, installment; amounts in yuan. Rows with problems are left out."
            ),
        )
        self.say(self.choose.setText, lambda: self.tr("Choose a file…"))
        self.say(self.bank.setAccessibleName, lambda: words.field("bank"))
        self.say(self.only_bad.setText, lambda: self.tr("only rows with problems"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Rows of the file"))
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
        good = self.preview.good if self.preview is not None else 0
        return self.tr("Sign and import %1").replace("%1", self.context.words.count(good))

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Choose a file"), "", "CSV (*.csv)")
        if name:
            self.read(Path(name))

    def read(self, file: Path) -> None:
        """Read and check a file; shows its rows."""
        self.choose.setEnabled(False)
        self.file.setText(file.name)

        def read(_job: Job) -> ImportPreview:
            return self.context.desk.applications.read_file(file)

        self.context.tasks.run(read, self._show, failed=self._unreadable, owner=self)

    def _unreadable(self, error: BaseException) -> None:
        self.choose.setEnabled(True)
        self.file.setText("")
        self.context.shell.report(error)

    def _show(self, preview: ImportPreview) -> None:
        self.preview = preview
        self.choose.setEnabled(True)
        self._say_summary()
        self.go.setEnabled(preview.good > 0)
        self.go.setText(self._go_word())
        self._show_rows()
        if preview.good:
            self.go.setFocus()

    def _say_summary(self) -> None:
        if self.preview is None:
            return
        words = self.context.words
        text = self.tr("%1 rows are good (%2), %3 have problems.")
        text = text.replace("%1", words.count(self.preview.good)).replace(
            "%2", words.money(self.preview.amount)
        )
        self.summary.setText(text.replace("%3", words.count(self.preview.bad)))

    def _show_rows(self) -> None:
        if self.preview is not None:
            only = self.only_bad.isChecked()
            self.model.set_rows([r for r in self.preview.rows if r.problems or not only])

    def _import(self) -> None:
        preview, bank = self.preview, str(self.bank.currentData() or "")
        if preview is None:
            return
        applications = self.context.desk.applications

        def work(job: Job) -> ImportReport:
            return applications.import_rows(preview, bank, progress=job.progress, cancelled=job.cancelled)

        self.batch = BatchDialog(
            self.tr("Signing and sending applications"), self.context.tasks, work, self._report, self
        )
        self.batch.finished_work.connect(self._imported)
        self.batch.failed_work.connect(self.context.shell.report)
        self.batch.start()

    def _imported(self, _report: ImportReport) -> None:
        self.go.setEnabled(False)
        self.imported.emit()

    def _report(self, report: ImportReport) -> tuple[str, list[str]]:
        count = self.context.words.count
        parts = [self.tr("%1 applications are on the ledger.").replace("%1", count(report.done))]
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
        return " ".join(parts), [
            line.replace("%1", str(one.line)).replace("%2", said(one)) for one in report.failed
        ]

    def retranslate(self) -> None:
        super().retranslate()
        self.model.reword()
        self._say_summary()
