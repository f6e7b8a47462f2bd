"""Loans after their payout: the list, the chosen loan, and what may be asked for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QLineEdit

from loc_desktop.desk.values.ledger import FlowTarget
from loc_desktop.desk.values.loan import LoanDetail, LoanLine
from loc_desktop.texts.words import short
from loc_desktop.ui.papers.paper_offer import PaperOffer
from loc_desktop.ui.servicing.loan_panel import LoanPanel
from loc_desktop.ui.servicing.loan_requests import LoanRequests
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.viewer.flow_inspecting import FlowInspecting
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice, find_key, typing_pause
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, TableColumn, TablePage
from loc_desktop.ui.widgets.view import Context

STATES = ("active", "repaid", "written_off", "reversed")


class LoansView(RequestView):
    """C pays and asks for refunds; the bank writes off; R challenges; the others read. ``detail`` is the loan
    shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.detail: LoanDetail | None = None
        self.requests = LoanRequests(self)
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
        self.panel = LoanPanel(context.words)
        self.panel.event_opened.connect(lambda event: context.shell.go("ledger", event))
        self.panel.request_chosen.connect(self._fill_withdraw)
        self.panel.request_chosen.connect(self._fill_papers)
        self.content_layout.addWidget(self.panel, 2)
        self._build_actions()
        self._typing = typing_pause(self, self._search, self.filter)
        self.state.activated.connect(lambda _index: self._search())
        find_key(self, self.filter)
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
                    lambda r: self.tr("frozen") if r.frozen else self.words.show(r.status, "loan"),
                    tone=lambda r: "bad" if r.frozen or r.status in ("written_off", "reversed") else "",
                ),
                TableColumn(
                    lambda: self.tr("Class"),
                    lambda r: self.words.show(r.classification, "tier"),
                    tone=lambda r: theme.tier_tone(r.classification),
                ),
                TableColumn(lambda: self.tr("Paid out"), lambda r: r.opened),
                TableColumn(lambda: self.tr("Loan"), lambda r: short(r.id), mono=True, full=lambda r: r.id),
            ],
            lambda r: r.id,
            self.context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((130, 110, 110, 100, 110, 90, 110, 100))
        self.table.show_at_least(3)
        if self.context.desk.identity.role == "R":
            go = self.context.shell.go
            self.table.challenge_of = lambda r: lambda: go("challenges", ("loan", r.id))
        self.empty = plain(name="empty", wrap=True)
        self.empty.hide()
        self.content_layout.addWidget(self.empty)
        self.content_layout.addWidget(self.table, 1)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self.context.shell.report)
        self.tells_of_row(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self.context.shell.go("ledger", self._id()))
        self.say(self.table.setAccessibleName, lambda: self.tr("Loans"))

    def _build_actions(self) -> None:
        self.pay = button(primary=True)
        self.other = button()
        self.prepay = button()
        self.refund = button()
        self.reschedule = button()
        self.write_off = button(danger=True)
        self.write_back = button()
        self.challenge = button()
        self.inspecting = FlowInspecting(self.context, self)
        self.inspect = button()
        self.withdraw = button()
        self.papers = PaperOffer(self.context, self._paper_of, self)
        self.show_ledger = button(primary=not self._customer and not self._bank)
        if self._customer:
            self.primary = self.pay
            further = (self.other, self.prepay, self.reschedule, self.withdraw)
            self.spread(self.content_layout, (self.pay, self.refund, self.papers.button), further)
        elif self._bank:
            self.primary = self.write_off
            self.add_action(
                self.write_off, self.write_back, self.withdraw, None, self.papers.button, self.show_ledger
            )
        elif self.context.desk.identity.role == "R":
            self.primary = self.show_ledger
            self.add_action(self.show_ledger, self.papers.button, self.inspect, self.challenge, None)
        else:
            self.primary = self.show_ledger
            self.add_action(self.show_ledger, self.papers.button, None)
        self.pay.clicked.connect(lambda: self.requests.pay(self._id()))
        self.other.clicked.connect(lambda: self._ask_for(self.requests.pay_other))
        self.prepay.clicked.connect(lambda: self._ask_for(self.requests.prepay))
        self.refund.clicked.connect(lambda: self.requests.refund(self._id()))
        self.reschedule.clicked.connect(lambda: self._ask_for(self.requests.reschedule))
        self.write_off.clicked.connect(lambda: self._ask_for(self.requests.write_off))
        self.write_back.clicked.connect(lambda: self.requests.write_back(self._id()))
        self.challenge.clicked.connect(lambda: self.context.shell.go("challenges", ("loan", self._id())))
        self.inspect.clicked.connect(self._inspect)
        self.withdraw.clicked.connect(self._withdraw)
        self.show_ledger.clicked.connect(lambda: self.context.shell.go("ledger", self._id()))
        self.say(self.other.setText, lambda: self.tr("Other amount…"))
        self.say(self.prepay.setText, lambda: self.tr("Prepay…"))
        self.say(self.reschedule.setText, lambda: self.tr("Reschedule…"))
        self.say(self.write_back.setText, lambda: self.tr("Reverse the write-off…"))
        self.say(self.challenge.setText, lambda: self.tr("Challenge…"))
        self.say(self.inspect.setText, lambda: self.tr("Inspect…"))
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
        self.subtitle.set_text(filled(self.tr("%1 loans"), self.words.count(total)))
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

    def _paper_of(self) -> str:
        """The payment under the cursor of the history, else the loan."""
        return self.panel.happened or self._id()

    def _chosen(self, *_: object) -> None:
        self.detail = None
        self.panel.show_nothing()
        self._fill_actions()
        self._fill_withdraw()
        self._load_detail()

    def _load_detail(self) -> None:
        loan = self._id()
        if loan:
            self.work(lambda _job: self.desk.loans.loan(loan), self._show)

    def _show(self, detail: LoanDetail) -> None:
        if detail.line.id != self._id():
            return
        self.detail = detail
        self.panel.show_loan(detail)
        pending, history = (row.event for row in detail.pending), (row.event for row in detail.history)
        self.mark.show_for(detail.line.id, *pending, *history)
        self._fill_actions()
        self._fill_withdraw()

    def _fill_papers(self) -> None:
        self.papers.look()

    def _fill_withdraw(self) -> None:
        """Only a chosen request of one's own can be withdrawn."""
        request = self.panel.request
        signs = self._customer or self._bank
        self.withdraw.setVisible(signs and request is not None and request.mine)

    def _inspect(self) -> None:
        line = self.model.row_at(self.table.currentIndex())
        if line is not None:
            customer = line.customer
            about = [FlowTarget(what, customer.key, customer.name) for what in ("party", "account")]
            self.inspecting.ask([FlowTarget("loan", line.id), *about])

    def _withdraw(self) -> None:
        request, withdrawals = self.panel.request, self.desk.withdrawals
        if request is not None:
            event = request.event
            self.ask(lambda: withdrawals.prepare(event), withdrawals.submit)

    def _fill_states(self) -> None:
        chosen = self.state.currentData()
        self.state.clear()
        self.state.addItem(self.tr("all"), "")
        for name in STATES:
            self.state.addItem(self.words.show(name, "loan"), name)
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
        text = filled(self.tr("Pay %1…"), words.money(due)) if due else self.tr("Pay the instalment…")
        self.pay.setText(text)
        text = filled(self.tr("Refund %1…"), words.money(amount)) if amount else self.tr("Refund…")
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
        self.papers.look()

    def _ask_for(self, request: Callable[[LoanDetail], None]) -> None:
        if self.detail is not None:
            request(self.detail)
