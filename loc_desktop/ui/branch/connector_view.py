"""Role B: every transfer between books and ledger, its state, where the money is; going on with it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from loc_desktop.desk.values.branch import IssueCap
from loc_desktop.desk.values.grant import AutomationReport
from loc_desktop.desk.values.transfer import TransferView
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.servicing.transfer_card import TransferCard
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice, find_key, typing_pause
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, TableColumn, TablePage
from loc_desktop.ui.widgets.values_dialog import LONG, YUAN, Ask
from loc_desktop.ui.widgets.view import Context

OPEN_STATES = ("received", "held", "executed", "refusing", "failing", "returning")
FINAL_STATES = ("settled", "refused", "reversed")


class ConnectorView(RequestView):
    """``report`` is what the last recovery did."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._known: tuple[str, tuple[str, ...]] = ("", ())
        self.report: AutomationReport | None = None
        words = self.words
        content = self.content()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.state = choice(12)
        content.addLayout(row(self.filter, self.state, stretch=0))
        self.model: LazyModel[TransferView] = LazyModel(
            [
                TableColumn(lambda: self.tr("Asked for"), lambda t: words.when(t.at)),
                TableColumn(lambda: self.tr("What"), lambda t: words.kind(t.kind)),
                TableColumn(lambda: self.tr("Party"), lambda t: t.customer.name),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda t: words.number(t.amount), right=True),
                TableColumn(
                    lambda: self.tr("State"),
                    lambda t: self.words.show(t.state, "transfer"),
                    tone=lambda t: theme.transfer_tone(t.state),
                ),
                TableColumn(
                    lambda: self.tr("The money is"), lambda t: self.words.show(t.where, "money_place")
                ),
                TableColumn(lambda: self.tr("Key"), lambda t: t.key, mono=True),
            ],
            lambda t: t.event,
            context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((136, 195, 155, 130, 145, 200))
        self.table.show_at_least(4)
        self.empty = plain(name="empty", wrap=True)
        self.steps = TransferCard(words)
        self.steps.hide()
        content.addWidget(self.empty)
        content.addWidget(self.table, 1)
        content.addWidget(self.steps)
        self.recover = button(primary=True)
        self.primary = self.recover
        self.issue = button()
        self.redeem = button()
        self.raise_cap = button()
        self.on_ledger = button()
        self.cap = plain(tone="muted", wrap=True)
        content.addWidget(self.cap)
        self.spread(content, (self.recover, self.on_ledger), (self.issue, self.redeem, self.raise_cap))
        self._typing = typing_pause(self, self._search, self.filter)
        self.state.activated.connect(lambda _index: self._search())
        find_key(self, self.filter)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(context.shell.report)
        self.tells_of_row(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self._show_event())
        self.recover.clicked.connect(lambda: context.shell.with_pin(self, self._recover))
        self.on_ledger.clicked.connect(self._show_event)
        self.issue.clicked.connect(lambda: self._lending(True))
        self.redeem.clicked.connect(lambda: self._lending(False))
        self.raise_cap.clicked.connect(self._raise_cap)
        self.say(self.title.setText, lambda: self.tr("Transfers"))
        self.say(self.title.setToolTip, lambda: self.tr("The connector between bank accounts and the ledger"))
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by name, key or event (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a transfer"))
        self.say(self.state.setAccessibleName, lambda: self.tr("State"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Transfers"))
        self.say(self.recover.setText, lambda: self.tr("Go on with what waits"))
        self.say(self.on_ledger.setText, lambda: self.tr("Show on the ledger"))
        self.say(self.issue.setText, lambda: self.tr("Issue lending money…"))
        self.say(self.redeem.setText, lambda: self.tr("Redeem…"))
        self.say(self.raise_cap.setText, lambda: self.tr("Higher cap…"))
        self._fill_states()
        self._chosen()

    def _fill_states(self) -> None:
        chosen = self.state.currentIndex()
        self.state.clear()
        self.state.addItem(self.tr("all"), ())
        self.state.addItem(self.tr("under way"), OPEN_STATES)
        for name in (*OPEN_STATES, *FINAL_STATES):
            self.state.addItem(self.words.show(name, "transfer"), (name,))
        self.state.setCurrentIndex(max(0, chosen))

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_states()

    def _fetch(self, cursor: Any, limit: int) -> TablePage[TransferView]:
        text, states = self._known
        page = self.desk.branch.monitor(states=states, text=text, start=cursor or 0, limit=limit)
        return TablePage(page.rows, page.total, page.next)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()
        self.work(lambda _job: self.desk.branch.issue_cap(), self._show_cap)

    def _show_cap(self, cap: IssueCap | None) -> None:
        if cap is None:
            self.cap.clear()
            return
        text = self.tr("Issued and not redeemed: %1 of at most %2.")
        self.cap.setText(filled(text, self.words.money(cap.outstanding), self.words.money(cap.cap)))

    def _search(self) -> None:
        self._typing.stop()
        known = (self.filter.text().strip(), tuple(self.state.currentData() or ()))
        if known != self._known:
            self._known = known
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        self.table.setVisible(bool(total))
        self.empty.setVisible(not total)
        self.empty.setText(
            self.tr("Nothing found.") if any(self._known) else self.words.say(Sentence("transfers.none"))
        )
        self.table.choose()
        self._chosen()
        self.filled.emit()

    def focus_first(self) -> None:
        (self.table if self.model.rowCount() else self.recover).setFocus()

    def _chosen(self, *_: object) -> None:
        transfer = self.model.row_at(self.table.currentIndex())
        self.steps.show_transfer(transfer)
        self.on_ledger.setEnabled(transfer is not None)

    def _show_event(self) -> None:
        transfer = self.model.row_at(self.table.currentIndex())
        if transfer is not None:
            self.context.shell.go("ledger", transfer.event)

    # -- doing

    def _recover(self, pin: str | None) -> None:
        self.work(lambda _job: self.desk.branch.recover(pin=pin), self._recovered)

    def _recovered(self, report: AutomationReport) -> None:
        self.report = report
        text = self.tr("%1 transfers and %2 links decided, %3 requests granted, %4 refused.")
        counts = (report.transfers, report.links, report.granted, report.refused)
        text = filled(text, *(self.words.count(number) for number in counts))
        self.tell(
            " ".join((text, *(self.words.trouble(trouble) for trouble in report.troubles))),
            "bad" if report.troubles else "good",
        )
        self.load()

    def _raise_cap(self) -> None:
        bank = self.desk.branch
        self.fill_request(
            self.tr("Another cap on what is issued"),
            [Ask("amount", self.tr("Amount"), YUAN), Ask("reason", self.tr("Reason"), LONG)],
            lambda v: bank.prepare_cap(v["amount"], v["reason"]),
            bank.submit,
            explanation=self.tr("The regulator grants it. Redeeming makes room without asking."),
        )

    def _lending(self, inward: bool) -> None:
        bank = self.desk.branch
        prepare = bank.prepare_issue if inward else bank.prepare_redeem
        self.fill_request(
            self.tr("Issue lending money") if inward else self.tr("Redeem lending money"),
            [Ask("amount", self.tr("Amount"), YUAN)],
            lambda v: prepare(v["amount"]),
            bank.submit,
            explanation=self.tr("Between the bank's lending money in the books and its digital account."),
        )
