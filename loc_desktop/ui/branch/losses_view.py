"""Role B: loans in non-accrual, provisions by class, the loan book's balances, memo accounts apart."""

from __future__ import annotations

from typing import Any

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.desk.values.branch import ArrearsRow, BookBalance, LossReport, TierProvision
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.figures import figures, number, word
from loc_desktop.ui.widgets.labels import heading
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context


class LossesView(RequestView):
    """``report`` is what was read last."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.report: LossReport | None = None
        words = self.words
        content = self.content()
        titles = [word() for _ in range(4)]
        self.day, self.count, self.memo, self.provision = (number() for _ in range(4))
        values = (self.day, self.count, self.memo, self.provision)
        content.addLayout(figures(*zip(titles, values, strict=True)))
        self.say(titles[0].setText, lambda: self.tr("After the day's end of"))
        self.say(titles[1].setText, lambda: self.tr("Loans in non-accrual"))
        self.say(titles[2].setText, lambda: self.tr("On memo accounts, yuan"))
        self.say(titles[3].setText, lambda: self.tr("Provision, yuan"))
        self.stopped: RowsModel[ArrearsRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Customer"), lambda r: r.customer.name),
                TableColumn(
                    lambda: self.tr("Class"),
                    lambda r: self.words.show(r.classification, "tier"),
                    tone=lambda r: theme.tier_tone(r.classification),
                ),
                TableColumn(lambda: self.tr("Days late"), lambda r: words.count(r.days_past_due), right=True),
                TableColumn(lambda: self.tr("In non-accrual since"), lambda r: r.stopped),
                TableColumn(
                    lambda: self.tr("Outstanding"), lambda r: words.number(r.outstanding), right=True
                ),
                TableColumn(lambda: self.tr("Interest due"), lambda r: words.number(r.interest), right=True),
                TableColumn(lambda: self.tr("Penalty"), lambda r: words.number(r.penalty), right=True),
                TableColumn(lambda: self.tr("Loan"), lambda r: r.loan, mono=True),
            ],
            lambda r: r.loan,
            self,
        )
        self.provisions: RowsModel[TierProvision] = RowsModel(
            [
                TableColumn(
                    lambda: self.tr("Class"),
                    lambda p: self.words.show(p.tier, "tier"),
                    tone=lambda p: theme.tier_tone(p.tier),
                ),
                TableColumn(lambda: self.tr("Loans"), lambda p: words.count(p.loans), right=True),
                TableColumn(lambda: self.tr("Principal, yuan"), lambda p: words.number(p.base), right=True),
                TableColumn(lambda: self.tr("Share"), lambda p: words.show(p.percent, "percent"), right=True),
                TableColumn(lambda: self.tr("Provision, yuan"), lambda p: words.number(p.amount), right=True),
                TableColumn(lambda: "", lambda _p: ""),
            ],
            lambda p: p.tier,
            self,
        )
        self.balances: RowsModel[BookBalance] = RowsModel(
            [
                TableColumn(lambda: self.tr("Account"), self._name),
                TableColumn(lambda: self.tr("Account number"), lambda b: grouped(b.number), mono=True),
                TableColumn(
                    lambda: self.tr("Where"),
                    lambda b: self.tr("memo") if b.memo else self.tr("balance sheet"),
                    tone=lambda b: "warn" if b.memo else "",
                ),
                TableColumn(lambda: self.tr("Balance, yuan"), lambda b: words.number(b.balance), right=True),
                TableColumn(lambda: "", lambda _b: ""),
            ],
            lambda b: b.kind,
            self,
        )
        self.stopped_title, self.provisions_title, self.balances_title = heading(), heading(), heading()
        self.stopped_table, self.provisions_table, self.balances_table = RowTable(), RowTable(), RowTable()
        for title, table, model, widths, rows in (
            (self.stopped_title, self.stopped_table, self.stopped, (130, 100, 90, 150, 120, 120, 110), 2),
            (self.provisions_title, self.provisions_table, self.provisions, (130, 90, 150, 100, 150), 3),
            (self.balances_title, self.balances_table, self.balances, (240, 200, 130, 150), 3),
        ):
            table.setModel(model)
            table.set_widths(widths)
            table.show_at_least(rows)
            content.addWidget(title)
            content.addWidget(table, rows)
        self.stopped_table.opened.connect(lambda _index: self._open())
        self.stopped_table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._chosen())
        self.open_loan = button(primary=True)
        self.primary = self.open_loan
        self.add_action(self.open_loan, None)
        self.open_loan.clicked.connect(self._open)
        self.say(self.title.setText, lambda: self.tr("Losses"))
        self.say(self.stopped_title.setText, lambda: self.tr("Loans that earn no income"))
        self.say(self.stopped_table.setAccessibleName, lambda: self.tr("Loans that earn no income"))
        self.say(self.stopped_table.say_empty, lambda: self.tr("No loan is in non-accrual."))
        self.say(self.provisions_table.setAccessibleName, lambda: self.tr("Provisions by class"))
        self.say(self.provisions_table.say_empty, lambda: self.tr("Provisions are made at a month's end."))
        self.say(self.balances_title.setText, lambda: self.tr("The loan book's accounts"))
        self.say(self.balances_table.setAccessibleName, lambda: self.tr("The loan book's accounts"))
        self.say(self.open_loan.setText, lambda: self.tr("Open the loan"))

    def _name(self, balance: BookBalance) -> str:
        return balance.zh if self.words.language == "zh" else balance.en

    def load(self) -> None:
        def fetch(_job: Job) -> LossReport:
            return self.desk.branch.arrears.losses()

        self.work(fetch, self._show)

    def _show(self, report: LossReport) -> None:
        self.report = report
        words = self.words
        self.day.setText(report.day or "–")
        self.count.setText(words.count(len(report.stopped)))
        balances = {balance.kind: balance.balance for balance in report.balances}
        self.memo.setText(words.number(balances["memo_contra"]))
        self.provision.setText(words.number(balances["provision"]))
        for model, rows in (
            (self.stopped, report.stopped), (self.provisions, report.provisions),
            (self.balances, report.balances),
        ):  # fmt: skip
            self._fill(model, rows)
        title = self.tr("Provisions by class")
        self.provisions_title.setText(f"{title} · {report.provided}" if report.provided else title)
        self.stopped_table.choose()
        self._chosen()
        self.filled.emit()

    @staticmethod
    def _fill(model: RowsModel[Any], rows: Any) -> None:
        model.reword()
        model.set_rows(rows)

    def focus_first(self) -> None:
        (self.stopped_table if self.stopped.rowCount() else self.balances_table).setFocus()

    def _chosen(self) -> None:
        self.open_loan.setEnabled(self.stopped.row_at(self.stopped_table.currentIndex()) is not None)

    def _open(self) -> None:
        line = self.stopped.row_at(self.stopped_table.currentIndex())
        if line is not None:
            self.context.shell.go("loans", line.loan)
