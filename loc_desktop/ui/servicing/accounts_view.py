"""Role C: the traditional and the digital account side by side, and money between them in two phases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QGridLayout

from loc_desktop.app.values import Party
from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.desk.values.account import Accounts, TraditionalAccount
from loc_desktop.desk.values.application import Applicant
from loc_desktop.desk.values.transfer import TransferPage, TransferView
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.papers.paper_offer import PaperOffer
from loc_desktop.ui.servicing.transfer_card import TransferCard
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import heading, plain
from loc_desktop.ui.widgets.layouts import card, clear
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import CHOICE, TEXT, YUAN, Ask
from loc_desktop.ui.widgets.view import Context

if TYPE_CHECKING:
    from loc_desktop.ui.viewer.provenance_dialog import ProvenanceDialog

Found = tuple[tuple[Applicant, ...], tuple[Party, ...], Accounts, TransferPage]
SHOWN = 100
"""Transfers that are listed."""


class AccountsView(RequestView):
    """The accounts of one customer of this counter. ``accounts`` is what is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.accounts: Accounts | None = None
        self.provenance: ProvenanceDialog | None = None
        self._customer = ""
        self._frozen = False
        self._banks: tuple[Party, ...] = ()
        sizes = theme.sizes()
        self.customer = choice(14)
        self.customer_label = plain()
        self.customer_label.setBuddy(self.customer)
        self.head.addWidget(self.customer_label)
        self.head.addWidget(self.customer)
        self.customer.activated.connect(self._customer_chosen)
        content = self.content()
        sides = QBoxLayout(
            QBoxLayout.Direction.TopToBottom if theme.sizes().large else QBoxLayout.Direction.LeftToRight
        )
        sides.setSpacing(sizes.space(10))
        self._build_traditional(sides)
        self._build_digital(sides)
        content.addLayout(sides, 2)
        self._build_transfers(content)
        self.deposit = button(primary=True)
        self.primary = self.deposit
        self.withdraw = button()
        self.link = button()
        self.lots = button()
        self.papers = PaperOffer(context, self._transfer, self)
        self.spread(content, (self.deposit, self.withdraw), (self.papers.button, self.link, self.lots))
        self.deposit.clicked.connect(lambda: self._move(True))
        self.withdraw.clicked.connect(lambda: self._move(False))
        self.link.clicked.connect(self._link)
        self.lots.clicked.connect(self._open_lots)
        self.say(self.title.setText, lambda: self.tr("Accounts"))
        self.say(self.customer_label.setText, lambda: self.tr("Customer"))
        self.say(self.customer.setAccessibleName, lambda: self.tr("Customer"))
        self.say(self.deposit.setText, lambda: self.tr("To digital…"))
        self.say(self.withdraw.setText, lambda: self.tr("To the bank…"))
        self.say(self.lots.setText, lambda: self.tr("Where it comes from"))
        self._account_chosen()

    # -- building

    def _build_traditional(self, sides: QBoxLayout) -> None:
        words = self.words
        frame, layout = card()
        self.traditional: RowsModel[TraditionalAccount] = RowsModel(
            [
                TableColumn(lambda: self.tr("Account number"), lambda a: grouped(a.number), mono=True),
                TableColumn(lambda: self.tr("Bank"), lambda a: a.bank.name),
                TableColumn(
                    lambda: self.tr("Balance, yuan"),
                    lambda a: words.number(a.balance) if a.balance is not None else self.tr("ask the bank"),
                    right=True,
                ),
                TableColumn(
                    lambda: self.tr("Link"),
                    lambda a: self.words.show(a.link, "link"),
                    tone=lambda a: {"linked": "good", "asked": "warn"}.get(a.link, "muted"),
                ),
            ],
            lambda a: (a.bank.key, a.number),
            self,
        )
        self.traditional_title = heading()
        self.traditional_table = RowTable()
        self.traditional_table.setModel(self.traditional)
        self.traditional_table.set_widths((190, 180, 110))
        self.traditional_table.show_at_least(2)
        self.tells_of_row(self.traditional_table)
        self.traditional_table.selectionModel().currentRowChanged.connect(self._account_chosen)
        self.no_account = plain(tone="muted", wrap=True)
        layout.addWidget(self.traditional_title)
        layout.addWidget(self.traditional_table, 1)
        layout.addWidget(self.no_account)
        sides.addWidget(frame, 3)
        self.say(self.traditional_title.setText, lambda: self.tr("Traditional accounts (at the bank)"))
        self.say(self.traditional_table.setAccessibleName, lambda: self.tr("Traditional accounts"))
        self.say(
            self.no_account.setText,
            lambda: self.tr("No account is known here. Link yours by its number."),
        )

    def _build_digital(self, sides: QBoxLayout) -> None:
        frame, layout = card()
        self.digital_title = heading()
        self.balance = plain(tone="figure")
        self.capitals = plain(tone="capitals", wrap=True)
        self._issuers = QGridLayout()
        self._issuers.setHorizontalSpacing(theme.sizes().space(12))
        self.transit = plain(tone="warn", wrap=True)
        layout.addWidget(self.digital_title)
        layout.addWidget(self.balance)
        layout.addWidget(self.capitals)
        layout.addLayout(self._issuers)
        layout.addWidget(self.transit)
        layout.addStretch(1)
        sides.addWidget(frame, 2)
        self.say(self.digital_title.setText, lambda: self.tr("Digital account (on the ledger)"))

    def _build_transfers(self, content: Any) -> None:
        words = self.words
        self.transfers: RowsModel[TransferView] = RowsModel(
            [
                TableColumn(lambda: self.tr("Asked for"), lambda t: words.when(t.at)),
                TableColumn(lambda: self.tr("What"), lambda t: words.kind(t.kind)),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda t: words.number(t.amount), right=True),
                TableColumn(
                    lambda: self.tr("State"),
                    lambda t: self.words.show(t.state, "transfer"),
                    tone=lambda t: theme.transfer_tone(t.state),
                ),
                TableColumn(
                    lambda: self.tr("The money is"), lambda t: self.words.show(t.where, "money_place")
                ),
            ],
            lambda t: t.event,
            self,
        )
        self.transfers_title = heading()
        self.transfers_table = RowTable()
        self.transfers_table.setModel(self.transfers)
        self.transfers_table.set_widths((140, 230, 120, 190))
        self.transfers_table.show_at_least(3)
        self.tells_of_row(self.transfers_table)
        self.transfers_table.selectionModel().currentRowChanged.connect(self._transfer_chosen)
        self.transfers_table.opened.connect(self._open_transfer)
        self.steps = TransferCard(words)
        self.steps.hide()
        content.addWidget(self.transfers_title)
        content.addWidget(self.transfers_table, 3)
        content.addWidget(self.steps)
        self.say(self.transfers_title.setText, lambda: self.tr("Between the two accounts"))
        self.say(self.transfers_table.setAccessibleName, lambda: self.tr("Deposits and withdrawals"))
        self.say(self.transfers_table.say_empty, lambda: self.words.say(Sentence("transfers.none")))

    # -- loading

    def load(self) -> None:
        money, customer = self.desk.accounts, self._customer

        def fetch(_job: Job) -> Found:
            return (
                money.customers(),
                money.banks(),
                money.accounts(customer),
                money.transfers(customer, limit=SHOWN),
            )

        self.work(fetch, self._show)

    def _show(self, read: Found) -> None:
        customers, self._banks, accounts, page = read
        self._fill_customers(customers)
        self.accounts = accounts
        words = self.words
        self.subtitle.set_text(accounts.customer.name)
        if accounts.frozen:
            self.tell(
                self.tr("A challenge freezes this customer: only loans can be paid until it is decided."),
                "bad",
            )
        elif self._frozen:
            self.tell("")
        self._frozen = bool(accounts.frozen)
        chosen = self.traditional.row_at(self.traditional_table.currentIndex())
        self.traditional.reword()
        self.traditional.set_rows(accounts.traditional)
        index = (
            self.traditional.find(self.traditional.key(chosen)) if chosen else self.traditional.index(0, 0)
        )
        if not index.isValid():
            index = self.traditional.index(0, 0)
        self.traditional_table.setCurrentIndex(index)
        self.no_account.setVisible(not accounts.traditional)
        self.balance.setText(words.money(accounts.balance))
        self.capitals.setText(words.capitals(accounts.balance))
        clear(self._issuers)
        for line, (issuer, amount) in enumerate(accounts.by_issuer):
            text = filled(self.tr("issued by %1"), issuer.name)
            self._issuers.addWidget(plain(text, tone="muted"), line, 0)
            self._issuers.addWidget(plain(words.number(amount)), line, 1, Qt.AlignmentFlag.AlignRight)
        self._issuers.setColumnStretch(2, 1)
        text = filled(self.tr("%1 more are on their way."), words.money(accounts.in_transit))
        self.transit.setText(text if accounts.in_transit else "")
        self._show_transfers(page)
        self._account_chosen()
        self.filled.emit()

    def _fill_customers(self, customers: tuple[Applicant, ...]) -> None:
        several = len(customers) > 1
        self.customer.setVisible(several)
        self.customer_label.setVisible(several)
        listed = [self.customer.itemData(index) for index in range(self.customer.count())]
        if listed != [customer.key for customer in customers]:
            self.customer.clear()
            for customer in customers:
                self.customer.addItem(customer.name, customer.key)
        # Also where another view named the customer: the name in the list is whose accounts stand below.
        self.customer.setCurrentIndex(max(0, self.customer.findData(self._customer)))

    def _show_transfers(self, page: TransferPage) -> None:
        chosen = self.transfers.row_at(self.transfers_table.currentIndex())
        newest = self.transfers.rows[0].event if self.transfers.rowCount() else ""
        self.transfers.reword()
        self.transfers.set_rows(page.rows)
        if page.rows:
            # A transfer that has just been asked for is what the person wants to see.
            same = page.rows[0].event == newest
            index = self.transfers.find(chosen.event) if same and chosen else self.transfers.index(0, 0)
            self.transfers_table.setCurrentIndex(index)
        self._transfer_chosen()

    def show_target(self, target: object) -> None:
        """A customer's key."""
        if isinstance(target, str) and target != self._customer:
            self._customer = target
            self._stale = True

    def focus_first(self) -> None:
        self.traditional_table.setFocus()

    def _customer_chosen(self, _index: int) -> None:
        self._customer = self.customer.currentData() or ""
        self.tell("")
        self.load()

    def _transfer(self) -> str:
        chosen = self.transfers.row_at(self.transfers_table.currentIndex())
        return chosen.event if chosen is not None else ""

    def _transfer_chosen(self, *_: object) -> None:
        self.papers.look()
        self.steps.show_transfer(self.transfers.row_at(self.transfers_table.currentIndex()))

    def _open_transfer(self, index: Any) -> None:
        transfer = self.transfers.row_at(index)
        if transfer is not None:
            self.context.shell.go("ledger", transfer.event)

    def _account_chosen(self, *_: object) -> None:
        linked = any(a.link == "linked" for a in self.traditional.rows)
        self.deposit.setEnabled(linked)
        self.withdraw.setEnabled(linked and self.accounts is not None and self.accounts.balance > 0)
        self.lots.setEnabled(self.accounts is not None)
        chosen = self.traditional.row_at(self.traditional_table.currentIndex())
        on = chosen is not None and chosen.link == "linked"
        self.link.setText(self.tr("Remove the link…") if on else self.tr("Link an account…"))

    # -- asking

    def _move(self, inward: bool) -> None:
        money, customer = self.desk.accounts, self._customer
        linked = [a for a in self.traditional.rows if a.link == "linked"]
        chosen = self.traditional.row_at(self.traditional_table.currentIndex())
        banks = {a.bank.key: a.bank.name for a in linked}
        first = chosen.bank.key if chosen in linked and chosen is not None else next(iter(banks), "")
        prepare = money.prepare_deposit if inward else money.prepare_withdraw
        title = self.tr("Bank to digital account") if inward else self.tr("Digital account to bank")
        asks = [Ask("amount", self.tr("Amount"), YUAN)]
        if len(banks) > 1:
            asks.append(Ask("bank", self.tr("Bank"), CHOICE, first, tuple(banks.items())))
        if inward:
            text = self.tr("The bank books the amount in transit, then it appears on the digital account.")
        else:
            text = self.tr("The digital assets are given back, then the bank pays onto the account.")

        def go(values: dict[str, Any]) -> Any:
            return prepare(values["amount"], values.get("bank", first), customer)

        self.fill_request(title, asks, go, money.submit, explanation=text)

    def _link(self) -> None:
        money, customer = self.desk.accounts, self._customer
        chosen = self.traditional.row_at(self.traditional_table.currentIndex())
        if chosen is not None and chosen.link == "linked":
            number, bank = chosen.number, chosen.bank.key
            self.ask(lambda: money.prepare_unlink(number, bank, customer), money.submit)
            return
        asks = [
            Ask("number", self.tr("Account number"), TEXT, chosen.number if chosen else ""),
            Ask(
                "bank",
                self.tr("Bank"),
                CHOICE,
                chosen.bank.key if chosen else "",
                tuple((party.key, party.name) for party in self._banks),
            ),
        ]
        self.fill_request(
            self.tr("Link an account"),
            asks,
            lambda v: money.prepare_link(v["number"], v["bank"], customer),
            money.submit,
            explanation=self.tr(
                "You sign that the account is yours; the bank checks it and grants the link."
            ),
        )

    def _open_lots(self) -> None:
        from loc_desktop.ui.viewer.provenance_dialog import ProvenanceDialog

        if self.accounts is not None:
            self.provenance = ProvenanceDialog(self.context, self.accounts, self)
            self.provenance.open()
