"""Role FD: the subsidy budget, refunds that wait, the run at expiry, what was paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QCheckBox, QTabWidget

from loc_desktop.desk.values.case import GrantReport, ToSign
from loc_desktop.desk.values.grant import ServiceCase
from loc_desktop.desk.values.subsidy import BudgetView, ExpiryReport, ExpiryRow, SubsidyRow
from loc_desktop.desk.values.work import RowFailure
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import short, yuan
from loc_desktop.ui.signing.batch_dialog import BatchDialog
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.figures import figures, number, word
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import CHOICE, DAY, NUMBER, YUAN, Ask
from loc_desktop.ui.widgets.view import Context


@dataclass(frozen=True)
class _Found:
    balance: int
    budget: BudgetView | None
    waiting: tuple[ServiceCase, ...]
    expiring: tuple[ExpiryRow, ...]
    paid: tuple[SubsidyRow, ...]
    linked: bool


class SubsidyView(RequestView):
    """The main action follows the tab: decide the refunds, or run the expiry. ``batch`` is the last run."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.batch: BatchDialog | None = None
        self.budget: BudgetView | None = None
        content = self.content()
        titles = [word() for _ in range(5)]
        self.year, self.left, self.used, self.deadline, self.balance = (number() for _ in range(5))
        values = (self.year, self.left, self.used, self.deadline, self.balance)
        content.addLayout(figures(*zip(titles, values, strict=True)))
        self.say(titles[0].setText, lambda: self.tr("Budget of the year"))
        self.say(titles[1].setText, lambda: self.tr("Left"))
        self.say(titles[2].setText, lambda: self.tr("Used"))
        self.say(titles[3].setText, lambda: self.tr("Until"))
        self.say(titles[4].setText, lambda: self.tr("Digital account"))
        self.early = QCheckBox()
        self.early.toggled.connect(lambda _on: self.load())
        self.say(self.early.setText, lambda: self.tr("Also refunds whose settlement day has not come"))
        self.tabs = QTabWidget()
        self._build_waiting()
        self._build_expiring()
        self._build_paid()
        content.addWidget(self.tabs, 1)
        content.addWidget(self.early)
        self.run = button(primary=True)
        self.primary = self.run
        self.open_case = button()
        self.set_budget = button()
        self.deposit = button()
        self.link = button()
        self.link.hide()
        self.spread(content, (self.run, self.open_case), (self.set_budget, self.deposit, self.link))
        self.run.clicked.connect(lambda: context.shell.with_pin(self, self._run))
        self.open_case.clicked.connect(self._open)
        self.set_budget.clicked.connect(self._budget)
        self.deposit.clicked.connect(self._move)
        self.link.clicked.connect(self._link)
        self.tabs.currentChanged.connect(lambda _tab: self._fill_actions())
        self.say(self.title.setText, lambda: self.tr("Interest subsidy"))
        self.say(self.tabs.setAccessibleName, lambda: self.tr("Refunds, expiry, paid"))
        self.say(self.open_case.setText, lambda: self.tr("Open"))
        self.say(self.set_budget.setText, lambda: self.tr("Set the budget…"))
        self.say(self.deposit.setText, lambda: self.tr("Budget and digital…"))
        self.say(self.link.setText, lambda: self.tr("Link the account…"))
        self._fill_actions()

    # -- building

    def _table(self, model: RowsModel[Any], widths: tuple[int, ...]) -> RowTable:
        table = RowTable()
        table.setModel(model)
        table.set_widths(widths)
        table.show_at_least(4)
        self.tells_of_row(table)
        table.selectionModel().currentRowChanged.connect(lambda *_: self._fill_actions())
        table.opened.connect(lambda _index: self._open())
        self.tabs.addTab(table, "")
        return table

    def _build_waiting(self) -> None:
        words = self.words
        self.waiting: RowsModel[ServiceCase] = RowsModel(
            [
                TableColumn(lambda: self.tr("Customer"), lambda c: c.customer.name),
                TableColumn(lambda: self.tr("Interest, yuan"), lambda c: words.number(c.amount), right=True),
                TableColumn(lambda: self.tr("Settled on"), lambda c: c.settles),
                TableColumn(
                    lambda: self.tr("Checks"),
                    self._checked,
                    tip=self._checked,
                    tone=lambda c: "good" if c.verdict == "Pass" else "bad",
                ),
                TableColumn(lambda: self.tr("Waiting"), lambda c: words.age(c.age), order=lambda c: c.age),
                TableColumn(lambda: self.tr("Loan"), lambda c: c.loan, mono=True),
            ],
            lambda c: c.event,
            self,
            with_ticks=True,
        )
        self.waiting.ticks_changed.connect(self._fill_actions)
        self.waiting_table = self._table(self.waiting, (150, 130, 140, 120, 100))
        self.say(self.waiting_table.setAccessibleName, lambda: self.tr("Refunds that wait"))
        self.say(self.waiting_table.say_empty, lambda: self.tr("No refund waits."))

    def _checked(self, case: ServiceCase) -> str:
        """The verdict, and which check fails."""
        if case.verdict == "Pass":
            return f"✓ {self.words.verdict(case.verdict)}"
        failed = [self.words.say(Sentence(f"check.{check.item}")) for check in case.checks if not check.ok]
        return f"✗ {self.words.with_colon(self.words.verdict(case.verdict), '; '.join(failed))}"

    def _chosen(self) -> list[ServiceCase]:
        """The ticked refunds; where none is ticked all that are shown."""
        ticked = set(self.waiting.ticked)
        return [case for case in self.waiting.rows if not ticked or case.event in ticked]

    def _build_expiring(self) -> None:
        words = self.words
        self.expiring: RowsModel[ExpiryRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Customer"), lambda r: r.customer.name),
                TableColumn(lambda: self.tr("Bank"), lambda r: r.bank.name),
                TableColumn(lambda: self.tr("Expired on"), lambda r: r.expired),
                TableColumn(lambda: self.tr("Interest to pay"), lambda r: words.number(r.amount), right=True),
                TableColumn(
                    lambda: self.tr("Outstanding"), lambda r: words.number(r.outstanding), right=True
                ),
                TableColumn(lambda: self.tr("Loan"), lambda r: r.loan, mono=True),
            ],
            lambda r: r.loan,
            self,
        )
        self.expiring_table = self._table(self.expiring, (150, 150, 110, 130, 120))
        self.say(self.expiring_table.setAccessibleName, lambda: self.tr("Expired loans"))
        self.say(self.expiring_table.say_empty, lambda: self.tr("No expired loan has interest to be paid."))

    def _build_paid(self) -> None:
        words = self.words
        self.paid: RowsModel[SubsidyRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Month"), lambda r: r.month),
                TableColumn(
                    lambda: self.tr("Subsidised, yuan"), lambda r: words.number(r.amount), right=True
                ),
                TableColumn(lambda: self.tr("Payments"), lambda r: words.count(r.count), right=True),
                TableColumn(lambda: "", lambda _r: ""),
            ],
            lambda r: r.month,
            self,
        )
        self.paid_table = self._table(self.paid, (120, 160, 100))
        self.say(self.paid_table.setAccessibleName, lambda: self.tr("What was subsidised by month"))
        self.say(self.paid_table.say_empty, lambda: self.tr("Nothing has been paid yet."))

    # -- loading

    def load(self) -> None:
        early = self.early.isChecked()

        def fetch(_job: Job) -> _Found:
            desk = self.desk.subsidy
            waiting = desk.waiting(early=early)
            linked = bool(desk.links())
            return _Found(desk.balance(), desk.budget(), waiting, desk.expiring(), desk.paid(), linked)

        self.work(fetch, self._show)

    def _show(self, read: _Found) -> None:
        words, budget = self.words, read.budget
        self.budget = budget
        # Without a linked account at a bank no budget money can come onto the ledger.
        self.link.setVisible(not read.linked)
        self.balance.setText(words.money(read.balance))
        self.year.setText(
            words.with_colon(str(budget.year), words.money(budget.amount))
            if budget is not None
            else self.tr("none set")
        )
        self.left.setText(words.money(budget.left) if budget is not None else "–")
        self.used.setText(words.money(budget.used) if budget is not None else "–")
        self.deadline.setText(budget.deadline if budget is not None else "–")
        pairs: tuple[tuple[RowsModel[Any], Any, RowTable], ...] = (
            (self.waiting, read.waiting, self.waiting_table),
            (self.expiring, read.expiring, self.expiring_table),
            (self.paid, read.paid, self.paid_table),
        )
        for model, rows, table in pairs:
            model.reword()
            model.set_rows(rows)
            table.choose()
        for at, text in enumerate(
            (
                filled(self.tr("Refunds waiting (%1)"), words.count(len(read.waiting))),
                filled(self.tr("Expired loans (%1)"), words.count(len(read.expiring))),
                self.tr("Paid by month"),
            )
        ):
            self.tabs.setTabText(at, text)
        self.counted.emit(len(read.waiting) + len(read.expiring))
        self._fill_actions()
        self.filled.emit()

    def focus_first(self) -> None:
        table = self.tabs.currentWidget()
        if table is not None:
            table.setFocus()

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_actions()

    def _fill_actions(self) -> None:
        if not hasattr(self, "run"):
            return
        tab, words = self.tabs.currentIndex(), self.words
        waiting, expiring = self.waiting.rowCount(), self.expiring.rowCount()
        if tab == 1:
            total = sum(r.amount for r in self.expiring.rows)
            text = filled(self.tr("Run expiry: pay %1…"), words.money(total))
            self.run.setText(text)
            self.run.setEnabled(bool(expiring))
        else:
            text = (
                self.tr("Decide the %1 ticked…")
                if self.waiting.ticked
                else self.tr("Decide all %1 as checked…")
            )
            self.run.setText(filled(text, words.count(len(self._chosen()))))
            self.run.setEnabled(bool(waiting))
        self.open_case.setEnabled(bool((waiting, expiring, 0)[tab]))
        self.early.setVisible(tab == 0)

    def _open(self) -> None:
        if self.tabs.currentIndex() == 0:
            case = self.waiting.row_at(self.waiting_table.currentIndex())
            if case is not None:
                self.context.shell.go("service", case.event)
        elif self.tabs.currentIndex() == 1:
            line = self.expiring.row_at(self.expiring_table.currentIndex())
            if line is not None:
                self.context.shell.go("loans", line.loan)

    # -- runs

    def _run(self, pin: str | None) -> None:
        if self.tabs.currentIndex() == 1:
            total = self.words.money(sum(r.amount for r in self.expiring.rows))
            text = self.tr(
                "The interest of %1 expired loans, %2 in all, is paid to the bank; each payment is signed."
            )
            text = filled(text, self.words.count(self.expiring.rowCount()), total)
            loans = [line.loan for line in self.expiring.rows]
            self.sure(
                self.tr("Run the expiry?"), text, self.tr("Sign and pay"), lambda: self._expiry(loans, pin)
            )
            return
        chosen = self._chosen()
        good = [c for c in chosen if c.verdict == "Pass"]
        text = self.tr("%1 refunds, %2 in all, get Pass and are paid; %3 get Failed. Each is signed.")
        text = filled(
            text,
            self.words.count(len(good)),
            self.words.money(sum(c.amount for c in good)),
            self.words.count(len(chosen) - len(good)),
        )
        events = [case.event for case in chosen]
        self.sure(self.tr("Decide as checked?"), text, self.tr("Sign all"), lambda: self._grant(events, pin))

    def _grant(self, events: Sequence[str], pin: str | None) -> None:
        desk, early = self.desk.subsidy, self.early.isChecked()

        def run(job: Job) -> GrantReport:
            return desk.grant_all(
                events, early=early, pin=pin, progress=job.progress, cancelled=job.cancelled
            )

        self._batch(self.tr("Refunds"), run, self._granted)

    def _expiry(self, loans: Sequence[str], pin: str | None) -> None:
        desk = self.desk.subsidy

        def run(job: Job) -> ExpiryReport:
            return desk.run_expiry(only=loans, pin=pin, progress=job.progress, cancelled=job.cancelled)

        self._batch(self.tr("Expiry run"), run, self._expired)

    def _batch(self, title: str, run: Any, summary: Any) -> None:
        self.batch = BatchDialog(title, self.context.tasks, run, summary, self)
        self.batch.finished_work.connect(lambda _report: self.load())
        self.batch.failed_work.connect(self.context.shell.report)
        self.batch.start()

    def _granted(self, report: GrantReport) -> tuple[str, list[str]]:
        text = self.tr("%1 passed, %2 refused, %3 paid, %4 left.")
        counts = (report.passed, report.refused, report.executed, len(report.skipped))
        text = filled(text, *map(self.words.count, counts))
        return self._ended(text, report.cancelled), self._failed(report.failed)

    def _expired(self, report: ExpiryReport) -> tuple[str, list[str]]:
        text = self.tr("%1 loans looked at, %2 paid for, %3 in all.")
        count = self.words.count
        text = filled(text, count(report.looked), count(report.paid), self.words.money(report.amount))
        return self._ended(text, report.cancelled), self._failed(report.failed)

    def _failed(self, rows: Sequence[RowFailure]) -> list[str]:
        return [f"{short(failure.event)}: {self.words.failure(failure)}" for failure in rows]

    def _ended(self, text: str, cancelled: bool) -> str:
        return text + " " + self.words.say(Sentence("batch.stopped")) if cancelled else text

    # -- asking

    def _budget(self) -> None:
        desk, budget = self.desk.subsidy, self.budget
        year = budget.year if budget is not None else date.fromisoformat(self.context.workplace.today).year
        amount = yuan(budget.amount) if budget is not None else ""
        deadline = budget.deadline if budget is not None else f"{year}-12-31"
        self.fill_request(
            self.tr("Set the budget"),
            [
                Ask("year", self.tr("Year"), NUMBER, str(year)),
                Ask("amount", self.tr("Amount"), YUAN, amount),
                Ask("deadline", self.tr("Last day"), DAY, deadline),
            ],
            lambda v: desk.prepare_budget(v["year"], v["amount"], v["deadline"]),
            desk.submit,
            explanation=self.tr("The contract refuses refunds past the budget or after its last day."),
        )

    def _move(self) -> None:
        desk = self.desk.subsidy
        ways = (("in", self.tr("from the budget account")), ("out", self.tr("back to the budget account")))

        def prepare(values: dict[str, Any]) -> ToSign:
            way = desk.prepare_deposit if values["way"] == "in" else desk.prepare_withdraw
            return way(values["amount"])

        self.fill_request(
            self.tr("Budget and digital"),
            [
                Ask("way", self.tr("Direction"), CHOICE, "in", ways),
                Ask("amount", self.tr("Amount"), YUAN),
            ],
            prepare,
            desk.submit,
            explanation=self.tr(
                "Money of the budget account at the bank becomes digital assets, or comes back from them."
            ),
        )

    def _link(self) -> None:
        desk = self.desk.subsidy
        self.fill_request(
            self.tr("Link the account"),
            [Ask("number", self.tr("Account number"))],
            lambda v: desk.prepare_link(v["number"]),
            desk.submit,
            explanation=self.tr("The budget account at the bank; the bank checks that it is yours."),
        )
