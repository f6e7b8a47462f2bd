"""An account's statement for a period: on the screen, as CSV, on paper."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.bank.books.statements import line_text
from loc_desktop.bank.books.values import BankAccount, Statement, StatementLine
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import DayEdit, ask_where_to_save, button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain, set_tone
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Context

if TYPE_CHECKING:
    from loc_desktop.desk.papers.paper import Paper
    from loc_desktop.ui.papers.paper_dialog import PaperDialog


class StatementDialog(Speaking, QDialog):
    """From and to are days, both included. ``statement`` is what is shown."""

    def __init__(self, context: Context, account: BankAccount, parent: QWidget) -> None:
        super().__init__(parent)
        self.context, self.account = context, account
        self.statement: Statement | None = None
        self.paper: PaperDialog | None = None
        words, sizes = context.words, theme.sizes()
        self.resize(min(1240, sizes.px(900)), min(660, sizes.px(500)))
        layout = QVBoxLayout(self)
        layout.addWidget(plain(f"{account.name} · {grouped(account.number)}", name="section"))
        today = date.fromisoformat(context.workplace.today)
        self.start = DayEdit(today.replace(month=1, day=1).isoformat())
        self.end = DayEdit(today.isoformat())
        self.show_button = button()
        self.from_label, self.to_label = plain(), plain()
        self.from_label.setBuddy(self.start)
        self.to_label.setBuddy(self.end)
        layout.addLayout(row(self.from_label, self.start, self.to_label, self.end, self.show_button, None))
        self.sums = plain(wrap=True)
        layout.addWidget(self.sums)
        self.model: RowsModel[StatementLine] = RowsModel(
            [
                TableColumn(lambda: self.tr("Booked"), lambda r: r.booking_date),
                TableColumn(lambda: self.tr("Value date"), lambda r: r.value_date),
                TableColumn(lambda: self.tr("Text"), lambda r: self._text(r), tip=lambda r: self._text(r)),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda r: words.number(r.amount), right=True),
                TableColumn(lambda: self.tr("Balance, yuan"), lambda r: words.number(r.balance), right=True),
                TableColumn(lambda: self.tr("Entry"), lambda r: str(r.entry), right=True),
            ],
            lambda r: r.entry,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((100, 100, 300, 130, 130))
        layout.addWidget(self.table, 1)
        self.csv, self.pdf = button(), button()
        self.close_button = button(primary=True)
        layout.addLayout(row(self.csv, self.pdf, None, self.close_button))
        self.close_button.clicked.connect(self.accept)
        self.show_button.clicked.connect(self.load)
        self.show_button.setDefault(True)
        self.csv.clicked.connect(self._choose)
        self.pdf.clicked.connect(self._print)
        self.say(self.setWindowTitle, lambda: self.tr("Statement"))
        self.say(self.from_label.setText, lambda: self.tr("From day"))
        self.say(self.to_label.setText, lambda: self.tr("to"))
        self.say(self.start.setAccessibleName, lambda: self.tr("First day, YYYY-MM-DD"))
        self.say(self.end.setAccessibleName, lambda: self.tr("Last day, YYYY-MM-DD"))
        self.say(self.show_button.setText, lambda: self.tr("Show"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Statement lines"))
        self.say(self.csv.setText, lambda: self.tr("Save as CSV…"))
        self.say(self.pdf.setText, lambda: self.tr("Print or save as PDF…"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self.load()

    def _text(self, line: StatementLine) -> str:
        return line_text(line, "zh" if self.context.words.language == "zh" else "en")

    def _days(self) -> tuple[str, str] | None:
        start, end = self.start.day, self.end.day
        if start is None or end is None or start > end:
            self.sums.setText(self.tr("Enter two days such as 2026-11-22, the first not after the last."))
            set_tone(self.sums, "bad")
            return None
        return start.isoformat(), end.isoformat()

    def load(self) -> None:
        """Read the statement of the days entered."""
        days = self._days()
        if days is None:
            return
        bank, number = self.context.desk.branch, self.account.number
        self.context.tasks.run(
            lambda _job: bank.statement(number, *days),
            self._show,
            failed=self.context.shell.report,
            owner=self,
        )

    def _show(self, statement: Statement) -> None:
        self.statement = statement
        self.model.set_rows(statement.lines)
        text = self.tr("Opening %1 · paid in %2 · paid out %3 · closing %4")
        amounts = (statement.opening, statement.paid_in, statement.paid_out, statement.closing)
        self.sums.setText(filled(text, *map(self.context.words.number, amounts)))
        set_tone(self.sums, "")

    def _print(self) -> None:
        """Show it as a paper."""
        from loc_desktop.ui.papers.paper_dialog import looked_at

        days = self._days()
        if days is None:
            return
        papers, number, language = self.context.desk.papers, self.account.number, self.context.words.language
        self.context.tasks.run(
            lambda _job: looked_at(papers.statement(number, *days, language)),
            lambda made: self._show_paper(*made),
            failed=self.context.shell.report,
            owner=self,
        )

    def _show_paper(self, paper: Paper, pages: Sequence[QImage]) -> None:
        from loc_desktop.ui.papers.paper_dialog import PaperDialog

        self.paper = PaperDialog(self.context, paper, pages, self)
        self.paper.open()

    def _choose(self) -> None:
        name = f"{self.account.number}_{self.start.text()}_{self.end.text()}.csv"
        ask_where_to_save(self, self.tr("Save the statement"), name, self.save)

    def save(self, file: Path) -> None:
        """Write the statement into ``file``, as CSV."""
        days = self._days()
        if days is None:
            return
        bank, number, language = self.context.desk.branch, self.account.number, self.context.words.language
        self.context.tasks.run(
            lambda _job: bank.save_statement(number, *days, file, language),
            lambda _none: self._saved(file),
            failed=self.context.shell.report,
            owner=self,
        )

    def _saved(self, file: Path) -> None:
        self.sums.setText(filled(self.tr("Saved: %1"), str(file)))
        set_tone(self.sums, "good")
