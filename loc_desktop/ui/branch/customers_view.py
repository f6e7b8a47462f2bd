"""Role B: customers (CIF) and their traditional accounts, cash over the counter, statements."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.bank.books.slip_values import Deed
from loc_desktop.bank.books.values import KINDS, BankAccount, Client
from loc_desktop.desk.values.branch import ClientRow
from loc_desktop.ui.branch.slips_view import SlipsView
from loc_desktop.ui.widgets.controls import button, find_key, typing_pause
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import heading
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, RowsModel, TableColumn, TablePage
from loc_desktop.ui.widgets.values_dialog import TEXT, YUAN, Ask
from loc_desktop.ui.widgets.view import Context

if TYPE_CHECKING:
    from loc_desktop.ui.servicing.statement_dialog import StatementDialog


class CustomersView(SlipsView):
    """Customers above, the chosen one's accounts below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.statement: StatementDialog | None = None
        self._known, self._wanted = "", ""
        words = self.words
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.new = button()
        content = self.content()
        content.addLayout(row(self.filter, self.new, stretch=0))
        self.model: LazyModel[ClientRow] = LazyModel(
            [
                TableColumn(lambda: self.tr("Number (CIF)"), lambda r: r.client.number, mono=True),
                TableColumn(lambda: self.tr("Name"), lambda r: r.client.name),
                TableColumn(
                    lambda: self.tr("Identity number"), lambda r: r.client.identity_number, mono=True
                ),
                TableColumn(lambda: self.tr("Telephone"), lambda r: r.client.phone),
                TableColumn(lambda: self.tr("Accounts"), lambda r: str(len(r.accounts)), right=True),
                TableColumn(
                    lambda: self.tr("Balance, yuan"),
                    lambda r: words.number(sum(a.balance for a in r.accounts)),
                    right=True,
                ),
                TableColumn(lambda: self.tr("Opened on"), lambda r: r.client.opened),
            ],
            lambda r: r.client.number,
            context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((130, 150, 190, 130, 80, 130))
        self.table.show_at_least(3)
        content.addWidget(self.table, 3)
        self.accounts: RowsModel[BankAccount] = RowsModel(
            [
                TableColumn(lambda: self.tr("Account number"), lambda a: grouped(a.number), mono=True),
                TableColumn(lambda: self.tr("Kind"), self._kind),
                TableColumn(lambda: self.tr("Balance, yuan"), lambda a: words.number(a.balance), right=True),
                TableColumn(lambda: self.tr("Status"), lambda a: self.words.show(a.status, "account")),
                TableColumn(lambda: self.tr("Linked digital account"), lambda a: a.digital_key, mono=True),
            ],
            lambda a: a.number,
            self,
        )
        self.accounts_title = heading()
        self.accounts_table = RowTable()
        self.accounts_table.setModel(self.accounts)
        self.accounts_table.set_widths((200, 140, 130, 90))
        self.accounts_table.show_at_least(2)
        self.open_account = button()
        self.close_account = button(danger=True)
        content.addLayout(row(self.accounts_title, None, self.open_account, self.close_account))
        content.addWidget(self.accounts_table, 2)
        self.statement_of = button(primary=True)
        self.pay_in = button()
        self.pay_out = button()
        self.primary = self.statement_of
        self.spread(content, (self.statement_of,), (self.pay_in, self.pay_out))
        self._typing = typing_pause(self, self._search, self.filter)
        find_key(self, self.filter)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(context.shell.report)
        self.tells_of_row(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.accounts_table.opened.connect(lambda _index: self._statement())
        self.new.clicked.connect(self._new)
        self.open_account.clicked.connect(self._open_account)
        self.close_account.clicked.connect(self._ask_close)
        self.statement_of.clicked.connect(self._statement)
        self.pay_in.clicked.connect(lambda: self._cash(Deed.CASH_IN))
        self.pay_out.clicked.connect(lambda: self._cash(Deed.CASH_OUT))
        self.say(self.title.setText, lambda: self.tr("Customers"))
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by name or number (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a customer"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Customers of the bank"))
        self.say(self.accounts_title.setText, lambda: self.tr("Accounts of this customer"))
        self.say(self.accounts_table.setAccessibleName, lambda: self.tr("Accounts of this customer"))
        self.say(self.new.setText, lambda: self.tr("New customer…"))
        self.say(self.open_account.setText, lambda: self.tr("Open an account…"))
        self.say(self.close_account.setText, lambda: self.tr("Close the account…"))
        self.say(self.statement_of.setText, lambda: self.tr("Statement…"))
        self.say(self.pay_in.setText, lambda: self.tr("Cash in…"))
        self.say(self.pay_out.setText, lambda: self.tr("Cash out…"))
        self._chosen()

    def _kind(self, account: BankAccount) -> str:
        info = KINDS[account.kind]
        return info.zh if self.words.language == "zh" else info.en

    def _fetch(self, cursor: Any, limit: int) -> TablePage[ClientRow]:
        start = int(cursor or 0)
        rows, total = self.desk.branch.clients(text=self._known, start=start, limit=limit)
        end = start + len(rows)
        return TablePage(rows, total, end if rows and end < total else None)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()

    def _search(self) -> None:
        self._typing.stop()
        if self.filter.text().strip() != self._known:
            self._known = self.filter.text().strip()
            self.model.ask(self._fetch)

    def focus_first(self) -> None:
        self.table.setFocus()

    def _loaded(self, total: int) -> None:
        if self.table.choose(self._wanted):
            self._wanted = ""
        self._chosen()
        self.filled.emit()

    @property
    def client(self) -> ClientRow | None:
        """The customer under the cursor."""
        return self.model.row_at(self.table.currentIndex())

    @property
    def account(self) -> BankAccount | None:
        """The account under the cursor."""
        return self.accounts.row_at(self.accounts_table.currentIndex())

    def _chosen(self, *_: object) -> None:
        client = self.client
        kept = self.account
        self.accounts.reword()
        self.accounts.set_rows(client.accounts if client is not None else ())
        index = self.accounts.find(kept.number) if kept is not None else self.accounts.index(0, 0)
        if not index.isValid():
            index = self.accounts.index(0, 0)
        self.accounts_table.setCurrentIndex(index)
        some = self.account is not None
        self.open_account.setEnabled(client is not None)
        for action in (self.close_account, self.statement_of, self.pay_in, self.pay_out):
            action.setEnabled(some)

    # -- doing

    def _new(self) -> None:
        bank = self.desk.branch
        asks = [
            Ask("name", self.tr("Name")),
            Ask("identity_number", self.tr("Identity number")),
            Ask("phone", self.tr("Telephone"), optional=True),
            Ask("address", self.tr("Address"), optional=True),
        ]
        self.fill(
            self.tr("New customer"),
            asks,
            lambda v: bank.open_client(v["name"], v["identity_number"], v["phone"], v["address"]),
            self._opened,
            action=self.tr("Open"),
        )

    def _opened(self, client: Client) -> None:
        self._wanted = client.number
        self.load()

    def _open_account(self) -> None:
        client = self.client
        if client is None:
            return
        number = client.client.number
        text = filled(self.tr("A current account in yuan is opened for %1."), client.client.name)
        self.sure(
            self.tr("Open an account?"),
            text,
            self.tr("Open"),
            lambda: self._do(lambda: self.desk.branch.open_account(number)),
        )

    def _ask_close(self) -> None:
        account, counter = self.account, self.desk.branch.counter
        if account is None:
            return
        number, title, action = account.number, self.tr("Close the account?"), self.tr("Close the account")
        self.work(lambda _job: counter.prepare_close(number), lambda slip: self.enter(slip, title, action))

    def _do(self, action: Any) -> None:
        self.work(lambda _job: action(), lambda _result: self.load())

    def _cash(self, deed: Deed) -> None:
        account, counter = self.account, self.desk.branch.counter
        if account is None:
            return
        number = account.number
        text = self.tr("Account %1 of %2, balance %3.")
        self.fill(
            self.tr("Cash in") if deed is Deed.CASH_IN else self.tr("Cash out"),
            [Ask("amount", self.tr("Amount"), YUAN), Ask("text", self.tr("Text"), TEXT, optional=True)],
            lambda v: counter.prepare_cash(deed, number, v["amount"], v["text"]),
            self.enter,
            action=self.tr("Book"),
            explanation=filled(text, grouped(number), account.name, self.words.money(account.balance)),
        )

    def _statement(self) -> None:
        from loc_desktop.ui.servicing.statement_dialog import StatementDialog

        account = self.account
        if account is not None:
            self.statement = StatementDialog(self.context, account, self)
            self.statement.open()
