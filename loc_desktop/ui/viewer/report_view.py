"""The regulator's numbers by branch and month, out of the ledger alone."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from loc_desktop.contract.classes import CLASSES
from loc_desktop.desk.values.report import ReportRow
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.controls import DayEdit, ask_where_to_save, button
from loc_desktop.ui.widgets.figures import figures, number, word
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context

Found = tuple[tuple[ReportRow, ...], ReportRow]


class ReportView(RequestView):
    """Totals above, a line per branch and month below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._until = ""
        words = self.words
        content = self.content()
        self.until = DayEdit()
        self.until_label = plain()
        self.until_label.setBuddy(self.until)
        self.count = button()
        content.addLayout(row(self.until_label, self.until, self.count, None))
        titles = [word() for _ in range(6)]
        self.totals = [number() for _ in range(6)]
        content.addLayout(figures(*zip(titles, self.totals, strict=True)))
        said = (
            lambda: self.tr("Loans"),
            lambda: self.tr("Disbursed"),
            lambda: self.tr("Repaid"),
            lambda: self.tr("Subsidised"),
            lambda: self.tr("Outstanding"),
            lambda: self.tr("Arrears"),
        )
        for label, text in zip(titles, said, strict=True):
            self.say(label.setText, text)
        self.classes_title = plain(name="section")
        content.addWidget(self.classes_title)
        tiers = [word() for _ in CLASSES]
        self.classes = [number() for _ in CLASSES]
        content.addLayout(figures(*zip(tiers, self.classes, strict=True)))
        for label, tier in zip(tiers, CLASSES, strict=True):
            self.say(label.setText, partial(self.words.show, tier, "tier"))
        self.model: RowsModel[ReportRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Month"), lambda r: r.month),
                TableColumn(lambda: self.tr("Branch"), lambda r: r.branch or "–"),
                TableColumn(lambda: self.tr("Loans"), lambda r: words.count(r.loans), right=True),
                TableColumn(lambda: self.tr("Disbursed"), lambda r: words.number(r.disbursed), right=True),
                TableColumn(
                    lambda: self.tr("Principal repaid"), lambda r: words.number(r.principal), right=True
                ),
                TableColumn(lambda: self.tr("Interest"), lambda r: words.number(r.interest), right=True),
                TableColumn(lambda: self.tr("Penalty"), lambda r: words.number(r.penalty), right=True),
                TableColumn(lambda: self.tr("Subsidised"), lambda r: words.number(r.subsidised), right=True),
                TableColumn(
                    lambda: self.tr("Written off"), lambda r: words.number(r.written_off), right=True
                ),
                TableColumn(
                    lambda: self.tr("Outstanding"), lambda r: words.number(r.outstanding), right=True
                ),
                TableColumn(
                    lambda: self.tr("Arrears"),
                    lambda r: words.number(r.arrears),
                    right=True,
                    tone=lambda r: "bad" if r.arrears else "",
                ),
                TableColumn(lambda: "", lambda _r: ""),
            ],
            lambda r: (r.month, r.branch),
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((76, 150, 56, 105, 110, 90, 76, 90, 90, 105, 90, 28))
        self.table.show_at_least(4)
        content.addWidget(self.table, 1)
        self.save_as = button(primary=True)
        self.primary = self.save_as
        self.add_action(self.save_as, None)
        self.save_as.clicked.connect(self._choose)
        self.count.clicked.connect(self._recount)
        self.until.returnPressed.connect(self._recount)
        self.say(self.title.setText, lambda: self.tr("Report by branch and month"))
        self.say(self.subtitle.set_text, lambda: self.tr("out of the ledger alone, yuan"))
        self.say(self.until_label.setText, lambda: self.tr("Until"))
        self.say(self.until.setAccessibleName, lambda: self.tr("Last day, YYYY-MM-DD"))
        self.say(self.until.setPlaceholderText, lambda: self.tr("today"))
        self.say(self.count.setText, lambda: self.tr("Count"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Numbers by branch and month"))
        self.say(self.save_as.setText, lambda: self.tr("Save as CSV…"))

    def _recount(self) -> None:
        until = self.until.iso
        if until is None:
            self.tell(self.words.say(Sentence("field.date")), "bad")
            return
        self._until = until
        self.tell("")
        self.load()

    def load(self) -> None:
        until = self._until

        def fetch(_job: Job) -> Found:
            return self.desk.report.rows(until), self.desk.report.totals(until)

        self.work(fetch, self._show)

    def _show(self, answer: Found) -> None:
        rows, total = answer
        words = self.words
        self.model.reword()
        self.model.set_rows(rows)
        values = (
            words.count(total.loans),
            *(
                words.number(amount)
                for amount in (
                    total.disbursed, total.repaid, total.subsidised, total.outstanding, total.arrears,
                )
            ),
        )  # fmt: skip
        for label, text in zip(self.totals, values, strict=True):
            label.setText(text)
        day = self._until or self.context.workplace.today
        self.classes_title.setText(filled(self.tr("Classes on %1: loans · yuan"), day))
        for label, tier in zip(self.classes, CLASSES, strict=True):
            count, outstanding = total.classes[tier]
            label.setText(f"{words.count(count)} · {words.number(outstanding)}")
        self.table.choose()
        self.filled.emit()

    def focus_first(self) -> None:
        self.table.setFocus()

    def _choose(self) -> None:
        name = f"report_{self._until or self.context.workplace.today}.csv"
        ask_where_to_save(self, self.tr("Save the report"), name, self.save)

    def save(self, file: Path) -> None:
        """Write the report into ``file`` as CSV."""
        until = self._until
        self.work(
            lambda _job: self.desk.report.save(file, until),
            lambda _none: self.tell(filled(self.tr("Saved: %1"), str(file)), "good"),
        )
