"""Loans after their payout: the list, one loan's schedule and history, and what may be asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QTabWidget

from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.loan import HistoryRow, LoanDetail, LoanLine, PendingRow, ScheduleRow
from loc_desktop.loan.money import yuan_text
from loc_desktop.texts import words as desk_words
from loc_desktop.texts.words import short
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import money_words
from loc_desktop.ui.widgets.controls import button, choice, typing_pause
from loc_desktop.ui.widgets.figures import figures, number, word
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, RowsModel, TableColumn, TablePage
from loc_desktop.ui.widgets.values_dialog import CHOICE, LONG, NUMBER, RATE, YUAN, Ask
from loc_desktop.ui.widgets.view import Context

STATES = ("active", "repaid", "written_off", "reversed")


class LoansView(RequestView):
    """C pays and asks for refunds; the bank writes off; R challenges; the others read. ``detail`` is the loan
    shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.detail: LoanDetail | None = None
        self._wanted = ""
        self._known = ("", "")
        role = context.desk.identity.role
        self._customer, self._bank = role == "C", role == "B"
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.state = choice()
        self.content_layout = self.content()
        self.content_layout.addLayout(row(self.filter, self.state, stretch=0))
        self._build_list()
        self._build_detail()
        self._build_actions()
        self._typing = typing_pause(self, self._search, self.filter)
        self.state.activated.connect(lambda _index: self._search())
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.filter.setFocus)
        self.say(
            self.title.setText,
            lambda: self.tr("Loans of this counter") if self._customer else self.tr("Loans"),
        )
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by name or loan (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a loan"))
        self.say(self.state.setAccessibleName, lambda: self.tr("Status"))
        self._fill_states()
        self._fill_actions()

    # -- building

    def _build_list(self) -> None:
        words = self.words
        self.model: LazyModel[LoanLine] = LazyModel(
            [
                TableColumn(lambda: self.tr("Customer"), lambda r: r.customer.name),
                TableColumn(lambda: self.tr("Loan, yuan"), lambda r: words.number(r.amount), right=True),
                TableColumn(
                    lambda: self.tr("Outstanding"), lambda r: words.number(r.outstanding), right=True
                ),
                TableColumn(
                    lambda: self.tr("Due now"),
                    lambda r: words.number(r.due),
                    right=True,
                    tone=lambda r: "bad" if r.days_past_due else "warn" if r.due else "",
                ),
                TableColumn(lambda: self.tr("Next payment"), lambda r: r.next_due or "–"),
                TableColumn(
                    lambda: self.tr("Status"),
                    lambda r: self.tr("frozen") if r.frozen else money_words.loan(r.status),
                    tone=lambda r: "bad" if r.frozen or r.status in ("written_off", "reversed") else "",
                ),
                TableColumn(
                    lambda: self.tr("Class"),
                    lambda r: money_words.tier(r.classification),
                    tone=lambda r: money_words.tier_tone(r.classification),
                ),
                TableColumn(lambda: self.tr("Paid out"), lambda r: r.opened),
                TableColumn(lambda: self.tr("Loan"), lambda r: short(r.id), mono=True),
            ],
            lambda r: r.id,
            self.context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((130, 110, 110, 100, 110, 90, 110, 100))
        self.rows_high(self.table, 3)
        self.empty = plain(name="empty", wrap=True)
        self.empty.hide()
        self.content_layout.addWidget(self.empty)
        self.content_layout.addWidget(self.table, 2)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self.context.shell.report)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self.context.shell.go("ledger", self._id()))
        self.say(self.table.setAccessibleName, lambda: self.tr("Loans"))

    def _build_detail(self) -> None:
        words = self.words
        titles = [word() for _ in range(6)]
        self.outstanding, self.due, self.following, self.paid, self.subsidised, self.refundable = (
            number() for _ in range(6)
        )
        values = (self.due, self.following, self.outstanding, self.paid, self.subsidised, self.refundable)
        self.content_layout.addLayout(figures(*zip(titles, values, strict=True)))
        said: tuple[Callable[[], str], ...] = (
            lambda: self.tr("Due now, yuan"),
            lambda: self.tr("Next payment"),
            lambda: self.tr("Outstanding principal"),
            lambda: self.tr("Principal paid"),
            lambda: self.tr("Interest subsidised"),
            lambda: self.tr("To be refunded"),
        )
        for label, text in zip(titles, said, strict=True):
            self.say(label.setText, text)
        self.parts = plain(tone="muted", wrap=True)
        self.content_layout.addWidget(self.parts)
        self.schedule: RowsModel[ScheduleRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("No."), lambda r: str(r.number), right=True),
                TableColumn(
                    lambda: self.tr("Due on"),
                    lambda r: f"{r.due} *" if r.moved_from else r.due,
                    tip=self._due_explained,
                ),
                TableColumn(lambda: self.tr("Payment"), lambda r: words.number(r.payment), right=True),
                TableColumn(lambda: self.tr("Principal"), lambda r: words.number(r.principal), right=True),
                TableColumn(
                    lambda: self.tr("Interest"),
                    lambda r: words.number(r.interest),
                    tip=self._interest_explained,
                    right=True,
                ),
                TableColumn(
                    lambda: self.tr("Paid"),
                    lambda r: words.number(r.paid_principal + r.paid_interest),
                    right=True,
                ),
                TableColumn(lambda: self.tr("Unpaid"), lambda r: words.number(r.open), right=True),
                TableColumn(
                    lambda: self.tr("Subsidised"),
                    lambda r: words.number(r.refunded + r.by_finance),
                    right=True,
                ),
                TableColumn(
                    lambda: self.tr("State"),
                    lambda r: money_words.instalment(r.state),
                    tone=lambda r: money_words.instalment_tone(r.state),
                ),
            ],
            lambda r: r.number,
            self,
        )
        self.history: RowsModel[HistoryRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("On"), lambda h: h.at),
                TableColumn(lambda: self.tr("Event"), lambda h: words.kind(h.kind)),
                TableColumn(lambda: self.tr("Yuan"), self._amounts, tip=self._amounts),
                TableColumn(
                    lambda: self.tr("What happened"),
                    lambda h: words.say(h.sentence),
                    tip=lambda h: words.say(h.sentence),
                ),
            ],
            lambda h: (h.event, h.kind),
            self,
        )
        self.pending: RowsModel[PendingRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Asked for"), lambda p: words.when(p.at)),
                TableColumn(lambda: self.tr("Event"), lambda p: words.kind(p.kind)),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda p: words.number(p.amount), right=True),
                TableColumn(lambda: self.tr("Waits for"), lambda p: words.party(p.waits_for)),
                TableColumn(lambda: self.tr("State"), lambda p: words.say(p.sentence)),
            ],
            lambda p: p.event,
            self,
        )
        self.tabs = QTabWidget()
        self.schedule_table = self._tab(self.schedule, (50, 110, 110, 110, 100, 110, 110, 100))
        self.history_table = self._tab(self.history, (100, 140, 250))
        self.pending_table = self._tab(self.pending, (150, 160, 120, 200))
        self.history_table.opened.connect(self._open_history)
        self.content_layout.addWidget(self.tabs, 3)
        self.say(self.tabs.setAccessibleName, lambda: self.tr("Schedule, history or requests"))
        self.say(self.schedule_table.setAccessibleName, lambda: self.tr("Schedule"))
        self.say(self.history_table.setAccessibleName, lambda: self.tr("History"))
        self.say(self.pending_table.setAccessibleName, lambda: self.tr("Requests under way"))
        self.say(self.pending_table.say_empty, lambda: self.tr("No request about this loan is under way."))

    def _due_explained(self, line: ScheduleRow) -> str:
        if not line.moved_from:
            return ""
        said = self.tr("A new calendar moved it from %1: rules %2.").replace("%1", line.moved_from)
        return said.replace("%2", short(line.moved_by))

    def _interest_explained(self, line: ScheduleRow) -> str:
        """For how many days a line's interest is, and what of it is older."""
        said = [self.tr("Interest for %1 days").replace("%1", str(line.days))]
        if line.carried:
            text = self.tr("%1 of it is from before the reschedule")
            said.append(text.replace("%1", self.words.number(line.carried)))
        return " · ".join(said)

    def _tab(self, model: RowsModel[Any], widths: tuple[int, ...]) -> RowTable:
        table = RowTable()
        table.setModel(model)
        table.set_widths(widths)
        self.rows_high(table, 4 if self.large else 3)
        self.tabs.addTab(table, "")
        return table

    def _build_actions(self) -> None:
        self.pay = button(primary=True)
        self.other = button()
        self.prepay = button()
        self.refund = button()
        self.reschedule = button()
        self.write_off = button(danger=True)
        self.write_back = button()
        self.challenge = button()
        self.withdraw = button()
        self.show_ledger = button(primary=not self._customer and not self._bank)
        if self._customer:
            self.primary = self.pay
            rest = (self.other, self.prepay, self.reschedule, self.withdraw)
            self.spread(self.content_layout, (self.pay, self.refund), rest)
        elif self._bank:
            self.primary = self.write_off
            self.add_action(self.write_off, self.write_back, self.withdraw, None, self.show_ledger)
        elif self.context.desk.identity.role == "R":
            self.primary = self.show_ledger
            self.add_action(self.show_ledger, self.challenge, None)
        else:
            self.primary = self.show_ledger
            self.add_action(self.show_ledger, None)
        self.pay.clicked.connect(self._pay)
        self.other.clicked.connect(self._pay_other)
        self.prepay.clicked.connect(self._prepay)
        self.refund.clicked.connect(self._refund)
        self.reschedule.clicked.connect(self._reschedule)
        self.write_off.clicked.connect(self._write_off)
        self.write_back.clicked.connect(self._write_back)
        self.challenge.clicked.connect(lambda: self.context.shell.go("challenges", ("loan", self._id())))
        self.withdraw.clicked.connect(self._withdraw)
        self.pending_table.selectionModel().currentRowChanged.connect(lambda *_: self._fill_withdraw())
        self.tabs.currentChanged.connect(lambda _index: self._fill_withdraw())
        self.show_ledger.clicked.connect(lambda: self.context.shell.go("ledger", self._id()))
        self.say(self.other.setText, lambda: self.tr("Other amount…"))
        self.say(self.prepay.setText, lambda: self.tr("Prepay…"))
        self.say(self.reschedule.setText, lambda: self.tr("Reschedule…"))
        self.say(self.write_back.setText, lambda: self.tr("Reverse the write-off…"))
        self.say(self.challenge.setText, lambda: self.tr("Challenge…"))
        self.say(self.withdraw.setText, lambda: self.tr("Withdraw the request…"))
        self.say(self.show_ledger.setText, lambda: self.tr("Show on the ledger"))

    # -- loading

    def _fetch(self, cursor: Any, limit: int) -> TablePage[LoanLine]:
        text, state = self._known
        page = self.desk.loans.page(text=text, status=state, start=cursor or 0, limit=limit)
        return TablePage(page.rows, page.total, page.next)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()
        self._load_detail()

    def show_target(self, target: object) -> None:
        """A loan's id."""
        if isinstance(target, str):
            self._wanted = target
            self.filter.setText(target)
            self._known = (target, self._known[1])
            self._stale = True
            if self._active:
                self.model.ask(self._fetch)

    def focus_first(self) -> None:
        self.table.setFocus()

    def _search(self) -> None:
        self._typing.stop()
        known = (self.filter.text().strip(), self.state.currentData() or "")
        if known != self._known:
            self._known = known
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        self.subtitle.set_text(self.tr("%1 loans").replace("%1", self.words.count(total)))
        self.table.setVisible(bool(total))
        self.empty.setVisible(not total)
        self.empty.setText(
            self.tr("Nothing found.") if any(self._known) else self.tr("No loan has been paid out yet.")
        )
        if total:
            index = self.model.find(self._wanted) if self._wanted else self.table.currentIndex()
            self._wanted = ""
            if not index.isValid():
                index = self.table.currentIndex()
            self.table.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        if not total or (self.detail is not None and self.detail.line.id != self._id()):
            self._chosen()
        self.filled.emit()

    def _id(self) -> str:
        line = self.model.row_at(self.table.currentIndex())
        return line.id if line is not None else ""

    def _chosen(self, *_: object) -> None:
        self.detail = None
        self._show_none()
        self._load_detail()

    def _load_detail(self) -> None:
        loan = self._id()
        if loan:
            self.work(lambda _job: self.desk.loans.loan(loan), self._show)

    def _show_none(self) -> None:
        for label in (
            self.outstanding,
            self.due,
            self.following,
            self.paid,
            self.subsidised,
            self.refundable,
        ):
            label.setText("–")
        self.parts.setText("")
        for model in (self.schedule, self.history, self.pending):
            model.set_rows(())
        self._fill_actions()
        self._fill_withdraw()

    def _show(self, detail: LoanDetail) -> None:
        if detail.line.id != self._id():
            return
        self.detail = detail
        words, line = self.words, detail.line
        self.due.setText(words.number(line.due))
        self.following.setText(line.next_due or "–")
        self.outstanding.setText(words.number(line.outstanding))
        self.paid.setText(words.number(detail.paid_principal))
        self.subsidised.setText(words.number(detail.subsidised))
        self.refundable.setText(words.number(line.refundable))
        self.parts.setText(self._parts(detail))
        pairs: tuple[tuple[RowsModel[Any], Any], ...] = (
            (self.schedule, detail.schedule),
            (self.history, detail.history),
            (self.pending, detail.pending),
        )
        for model, rows in pairs:
            model.reword()
            model.set_rows(rows)
        self._show_current(detail)
        texts = (
            self.tr("Schedule"),
            self.tr("History"),
            self.tr("Under way (%1)").replace("%1", str(len(detail.pending))),
        )
        for at, text in enumerate(texts):
            self.tabs.setTabText(at, text)
        self._fill_actions()
        self._fill_withdraw()

    def _show_current(self, detail: LoanDetail) -> None:
        """The line that matters now is in sight."""
        current = next((r for r in detail.schedule if r.state in ("overdue", "due")), None)
        current = current or next((r for r in detail.schedule if r.state == "ahead"), None)
        if current is not None:
            index = self.schedule.find(current.number)
            self.schedule_table.setCurrentIndex(index)
            self.schedule_table.scrollTo(index)

    def _parts(self, detail: LoanDetail) -> str:
        words, line = self.words, detail.line
        text = self.tr("On %1: principal %2, interest %3, penalty %4 due · %5 a year, %6 · %7")
        for mark, value in (
            ("%1", detail.on),
            ("%2", words.number(detail.due_principal)),
            ("%3", words.number(detail.due_interest)),
            ("%4", words.number(line.penalty)),
            ("%5", money_words.percent(line.rate)),
            ("%6", words.months(line.months)),
            ("%7", line.bank.name),
        ):
            text = text.replace(mark, value)
        if line.days_past_due:
            text += " · " + self.tr("%1 days late").replace("%1", str(line.days_past_due))
        if line.frozen:
            text += " · " + self.tr("frozen by a challenge: it can be paid, not refunded or changed")
        if line.paused:
            text += " · " + self.tr("stands still since %1: nothing counts as late").replace(
                "%1", line.paused
            )
        if detail.late_terms:
            text += " · " + self._late_terms(detail)
        return text

    def _late_terms(self, detail: LoanDetail) -> str:
        """What the loan's product says of late payments."""
        if detail.late_terms.get("compound"):
            text = self.tr(
                "late payments: %1 % of the rate after %2 days of grace, on principal and interest (compound)"
            )
        else:
            text = self.tr("late payments: %1 % of the rate after %2 days of grace, on principal")
        factor, grace = detail.late_terms["penalty_factor"], detail.late_terms["grace_days"]
        return text.replace("%1", str(factor)).replace("%2", str(grace))

    def _reason(self, code: str) -> str:
        """A reason of the rules to write a loan off, in words."""
        return desk_words.show(code, "writeoff", self.words.language)

    def _amounts(self, line: HistoryRow) -> str:
        return " · ".join(
            f"{money_words.amount_name(name)} {self.words.number(value)}"
            for name, value in line.amounts.items()
            if value and money_words.amount_name(name)
        )

    def _fill_withdraw(self) -> None:
        """Only a chosen request of one's own can be withdrawn."""
        line = self._chosen_request()
        signs = (self._customer or self._bank) and self.tabs.currentWidget() is self.pending_table
        self.withdraw.setVisible(signs and line is not None and line.mine)

    def _chosen_request(self) -> PendingRow | None:
        """The one under the cursor, or the only one."""
        rows = self.pending.rows
        only = rows[0] if len(rows) == 1 else None
        return self.pending.row_at(self.pending_table.currentIndex()) or only

    def _withdraw(self) -> None:
        line, withdrawals = self._chosen_request(), self.desk.withdrawals
        if line is not None:
            event = line.event
            self.ask(lambda: withdrawals.prepare(event), withdrawals.submit)

    def _open_history(self, index: Any) -> None:
        line = self.history.row_at(index)
        if line is not None:
            self.context.shell.go("ledger", line.event)

    def _fill_states(self) -> None:
        chosen = self.state.currentData()
        self.state.clear()
        self.state.addItem(self.tr("all"), "")
        for name in STATES:
            self.state.addItem(money_words.loan(name), name)
        self.state.setCurrentIndex(max(0, self.state.findData(chosen)))

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_states()
        self._fill_actions()

    def _fill_actions(self) -> None:
        detail = self.detail
        line = detail.line if detail is not None else None
        runs = line is not None and line.status in ("active", "written_off")
        due = line.due if line is not None else 0
        amount = detail.refund.amount if detail is not None and detail.refund is not None else 0
        words = self.words
        text = self.tr("Pay %1…").replace("%1", words.money(due)) if due else self.tr("Pay the instalment…")
        self.pay.setText(text)
        text = self.tr("Refund %1…").replace("%1", words.money(amount)) if amount else self.tr("Refund…")
        self.refund.setText(text)
        payable = detail is not None and bool(due or detail.payable_interest or detail.payable_principal)
        self.pay.setEnabled(runs and payable)
        self.other.setEnabled(runs and payable)
        self.prepay.setEnabled(detail is not None and detail.prepay is not None)
        free = line is not None and not line.frozen
        self.refund.setEnabled(free and bool(amount))
        self.reschedule.setEnabled(line is not None and free and line.status == "active")
        back = line is not None and line.status == "written_off"
        self.write_off.setText(self.tr("Reverse the write-off…") if back else self.tr("Write off…"))
        self.write_off.setEnabled(runs)
        self.write_back.setVisible(detail is not None and bool(detail.written_off) and not back)
        self.challenge.setEnabled(line is not None)
        self.show_ledger.setEnabled(line is not None)

    # -- asking

    def _go(self, quote: Callable[[], Any]) -> None:
        loans = self.desk.loans
        self.ask(lambda: loans.prepare(quote()), loans.submit)

    def _pay(self) -> None:
        loan = self._id()
        self._go(lambda: self.desk.loans.quote(loan))

    def _refund(self) -> None:
        loan = self._id()
        self._go(lambda: self.desk.loans.quote_refund(loan))

    def _pay_other(self) -> None:
        detail, loans = self.detail, self.desk.loans
        if detail is None:
            return
        loan = detail.line.id
        most = detail.line.penalty + detail.payable_interest + detail.payable_principal
        text = self.tr("Penalty is paid first, then interest, then principal. At most %1 now.")

        def go(values: dict[str, Any]) -> ToSign:
            return loans.prepare(loans.quote(loan, values["amount"]))

        self.fill(
            self.tr("Pay another amount"),
            [Ask("amount", self.tr("Amount"), YUAN, yuan_text(detail.line.due or most))],
            go,
            lambda found: self.show_request(found, loans.submit),
            explanation=text.replace("%1", self.words.money(most)),
        )

    def _prepay(self) -> None:
        detail, loans = self.detail, self.desk.loans
        if detail is None or detail.prepay is None:
            return
        loan, quote = detail.line.id, detail.prepay
        text = self.tr("The whole payoff today is %1: principal %2 and interest so far %3.")
        text = text.replace("%1", self.words.money(quote.amount)).replace(
            "%2", self.words.money(quote.principal)
        )

        def go(values: dict[str, Any]) -> ToSign:
            return loans.prepare(loans.quote_prepay(loan, values["principal"]))

        self.fill(
            self.tr("Prepay"),
            [Ask("principal", self.tr("Principal"), YUAN, yuan_text(quote.principal))],
            go,
            lambda found: self.show_request(found, loans.submit),
            explanation=text.replace("%3", self.words.money(quote.interest)),
        )

    def _reschedule(self) -> None:
        detail, loans = self.detail, self.desk.loans
        if detail is None:
            return
        loan, agreed = detail.line.id, detail.line.rate

        def go(values: dict[str, Any]) -> ToSign:
            rate = None if values["rate"] == agreed else values["rate"]
            return loans.prepare_reschedule(loan, values["months"], values["reason"], rate)

        self.fill(
            self.tr("Reschedule"),
            [
                Ask("months", self.tr("Months from today"), NUMBER),
                Ask("rate", self.tr("Yearly rate, the agreed one or less"), RATE, yuan_text(agreed)),
                Ask("reason", self.tr("Reason"), LONG),
            ],
            go,
            lambda found: self.show_request(found, loans.submit),
            explanation=self.tr(
                "What is outstanding is spread over these months if bank and finance department agree."
            ),
        )

    def _write_off(self) -> None:
        detail, loans = self.detail, self.desk.loans
        if detail is None:
            return
        if detail.line.status == "written_off":
            self._write_back()
            return
        loan, left = detail.line.id, detail.line.outstanding - detail.written_off
        # Before it is a loss, the rules want one of their reasons.
        reasons = [(code, self._reason(code)) for code in loans.writeoff_reasons()]
        asks = [
            Ask("amount", self.tr("Amount, all or a part"), YUAN, yuan_text(left)),
            Ask("code", self.tr("Why now"), CHOICE, "", [("", self.tr("The loan is a loss")), *reasons]),
            Ask("reason", self.tr("Reason"), LONG),
        ]

        def go(values: dict[str, Any]) -> ToSign:
            return loans.prepare_writeoff(
                loan, values["reason"], code=values["code"], amount=values["amount"]
            )

        self.fill(
            self.tr("Write off"),
            asks,
            go,
            lambda found: self.show_request(found, loans.submit),
            explanation=self.tr("The regulator decides. Nothing is deleted; the debt can still be paid."),
        )

    def _write_back(self) -> None:
        loan, loans = self._id(), self.desk.loans
        self.fill(
            self.tr("Reverse the write-off"),
            [Ask("reason", self.tr("Reason"), LONG)],
            lambda v: loans.prepare_writeback(loan, v["reason"]),
            lambda found: self.show_request(found, loans.submit),
            explanation=self.tr("The regulator decides. Nothing is deleted; the debt can still be paid."),
        )
