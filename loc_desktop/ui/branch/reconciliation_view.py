"""Role B: books against ledger: equal, or each difference named."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel

from loc_desktop.bank.connector.values import Difference
from loc_desktop.desk.values.branch import ReconcileView
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.figures import figures, word
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import heading, plain, set_tone
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Context


class ReconciliationView(RequestView):
    """``result`` is the last comparison."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.result: ReconcileView | None = None
        words = self.words
        content = self.content()
        self.verdict = plain(name="signed", wrap=True)
        content.addWidget(self.verdict)
        names = ("outside", "traditional", "in_transit", "digital_books", "digital_ledger", "difference")
        titles = {name: word() for name in names}
        self.figures: dict[str, QLabel] = {name: plain(name="section") for name in names}
        content.addLayout(figures(*((titles[name], self.figures[name]) for name in names)))
        said = {
            "outside": lambda: self.tr("Paid in from outside"),
            "traditional": lambda: self.tr("Traditional accounts"),
            "in_transit": lambda: self.tr("In transit"),
            "digital_books": lambda: self.tr("Digital, by the books"),
            "digital_ledger": lambda: self.tr("Digital, by the ledger"),
            "difference": lambda: self.tr("Difference"),
        }
        for name, text in said.items():
            self.say(titles[name].setText, text)
        self.model: RowsModel[Difference] = RowsModel(
            [
                TableColumn(
                    lambda: self.tr("What differs"),
                    lambda d: words.trouble(d.what),
                    tip=lambda d: words.trouble(d.what),
                ),
                TableColumn(lambda: self.tr("Books, yuan"), lambda d: words.number(d.books), right=True),
                TableColumn(lambda: self.tr("Ledger, yuan"), lambda d: words.number(d.ledger), right=True),
                TableColumn(
                    lambda: self.tr("Difference"),
                    lambda d: words.number(d.ledger - d.books),
                    right=True,
                    tone=lambda _d: "bad",
                ),
                TableColumn(lambda: self.tr("Transfer"), lambda d: d.event or d.key, mono=True),
            ],
            lambda d: (d.kind, d.event, d.key),
            self,
        )
        self.differences_title, self.open_title = heading(), heading()
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((560, 105, 105, 105))
        self.table.show_at_least(2)
        self.table.opened.connect(self._open)
        self.open: RowsModel[Any] = RowsModel(
            [
                TableColumn(lambda: self.tr("Asked for"), lambda t: words.when(t.at)),
                TableColumn(lambda: self.tr("What"), lambda t: words.kind(t.kind)),
                TableColumn(lambda: self.tr("Party"), lambda t: t.customer.name),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda t: words.number(t.amount), right=True),
                TableColumn(lambda: self.tr("State"), lambda t: self.words.show(t.state, "transfer")),
                TableColumn(
                    lambda: self.tr("The money is"), lambda t: self.words.show(t.where, "money_place")
                ),
            ],
            lambda t: t.event,
            self,
        )
        self.open_table = RowTable()
        self.open_table.setModel(self.open)
        self.open_table.set_widths((140, 230, 160, 115, 160))
        self.open_table.show_at_least(2)
        content.addWidget(self.differences_title)
        content.addWidget(self.table, 1)
        content.addWidget(self.open_title)
        content.addWidget(self.open_table, 1)
        content.addStretch(0)
        self.again = button(primary=True)
        self.primary = self.again
        self.add_action(self.again, None)
        self.again.clicked.connect(self.load)
        self.say(self.title.setText, lambda: self.tr("Reconciliation"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Differences"))
        self.say(self.open_table.setAccessibleName, lambda: self.tr("Transfers under way"))
        self.say(self.again.setText, lambda: self.tr("Compare now"))

    def load(self) -> None:
        self.work(lambda _job: self.desk.branch.reconcile(), self._show)

    def _show(self, result: ReconcileView) -> None:
        self.result = result
        words = self.words
        if result.good:
            text = self.tr("✓ Equal to the fen: books and ledger agree at block %1.")
        else:
            text = self.tr("✗ Books and ledger differ at block %1: %2 differences.")
        text = filled(text, words.count(result.block), words.count(len(result.differences)))
        if result.moving:
            text += " " + self.tr("Money moved while it was counted: compare again.")
        self.verdict.setText(text)
        set_tone(self.verdict, "good" if result.good else "bad")
        for name, label in self.figures.items():
            label.setText(words.number(getattr(result, name)))
        set_tone(self.figures["difference"], "bad" if result.difference else "good")
        count = words.count(len(result.differences))
        self.differences_title.setText(filled(self.tr("Differences: %1"), count))
        self.open_title.setText(
            filled(
                self.tr("Under way: %1, not yet on both sides: %2"),
                words.count(len(result.open)),
                words.money(result.between),
            )
        )
        pairs: tuple[tuple[RowsModel[Any], Any], ...] = (
            (self.model, result.differences),
            (self.open, result.open),
        )
        for model, rows in pairs:
            model.reword()
            model.set_rows(rows)
        self.table.setVisible(bool(result.differences))
        self.open_table.setVisible(bool(result.open))
        self.filled.emit()

    def focus_first(self) -> None:
        self.again.setFocus()

    def _open(self, index: Any) -> None:
        line = self.model.row_at(index)
        if line is not None and line.event:
            self.context.shell.go("ledger", line.event)
