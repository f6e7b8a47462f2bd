"""Digital accounts: balances by issuing bank, the lots behind them, linked account numbers."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSplitter, QVBoxLayout, QWidget

from loc_desktop.desk.values.account import Account, AccountLot
from loc_desktop.desk.values.ledger import FlowTarget
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import short
from loc_desktop.ui.viewer.flow_inspecting import FlowInspecting
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import card, clear, holding
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context, View


class DigitalAccountsView(View):
    """The accounts this identity may see, the chosen one in detail."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.model: RowsModel[Account] = RowsModel(
            [
                TableColumn(lambda: self.tr("Holder"), lambda a: a.party.name, badge=lambda a: a.party.role),
                TableColumn(
                    lambda: self.tr("Digital balance, yuan"), lambda a: words.number(a.balance), right=True
                ),
                TableColumn(lambda: self.tr("State"), lambda a: self._state(a)),
            ],
            lambda a: a.party.key,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((230, 150))
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        detail, layout = card()
        self.holder = plain(name="section", wrap=True)
        self.balance = plain(tone="figure")
        self.capitals = plain(tone="capitals", wrap=True)
        self._issuers = QGridLayout()
        self._issuers.setHorizontalSpacing(theme.sizes().space(12))
        self.links = plain(wrap=True, tone="muted")
        self.lots_title = plain(name="section", wrap=True)
        self.lots: RowsModel[AccountLot] = RowsModel(
            [
                TableColumn(
                    lambda: self.tr("Issued by"),
                    lambda lot: lot.issuer.name,
                    badge=lambda lot: lot.issuer.role,
                ),
                TableColumn(
                    lambda: self.tr("Amount, yuan"), lambda lot: words.number(lot.amount), right=True
                ),
                TableColumn(
                    lambda: self.tr("In event"),
                    lambda lot: short(lot.event),
                    mono=True,
                    full=lambda lot: lot.event,
                ),
                TableColumn(
                    lambda: self.tr("Bank's signature"),
                    lambda lot: lot.value,
                    mono=True,
                    tip=lambda lot: lot.value,
                ),
            ],
            lambda lot: (lot.event, lot.issuer.key, lot.value),
            self,
        )
        self.lots_table = RowTable()
        self.lots_table.setModel(self.lots)
        self.lots_table.setItemDelegate(BadgeDelegate(self.lots_table))
        self.lots_table.set_widths((180, 120, 110))
        self.lots_table.opened.connect(self._open_lot)
        self.lots_table.setMinimumHeight(theme.sizes().px(28) * 3)
        for widget in (self.holder, self.balance, self.capitals):
            layout.addWidget(widget)
        layout.addLayout(self._issuers)
        layout.addWidget(self.links)
        layout.addWidget(self.lots_title)
        layout.addWidget(self.lots_table, 1)
        splitter = QSplitter(
            Qt.Orientation.Horizontal if not theme.sizes().large else Qt.Orientation.Vertical
        )
        left = QWidget()
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 0, 0, 0)
        self.total = plain(tone="muted")
        box.addWidget(self.table, 1)
        box.addWidget(self.total)
        splitter.addWidget(left)
        splitter.addWidget(scrolled(holding(detail)))
        splitter.setSizes([500, 600])
        splitter.setChildrenCollapsible(False)
        self.body.addWidget(splitter, 1)
        self.inspecting = FlowInspecting(context, self)
        self.inspect = button()
        self.inspect.clicked.connect(self._inspect)
        if context.desk.can("inspect"):
            self.add_action(self.inspect, None)
        self.say(self.inspect.setText, lambda: self.tr("Inspect…"))
        self.say(self.title.setText, lambda: self.tr("Digital accounts"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Digital accounts"))
        self.say(self.lots_table.setAccessibleName, lambda: self.tr("Lots of the account"))
        self.say(self.lots_title.setText, lambda: self.tr("Lots (which bank issued which yuan)"))

    def _state(self, account: Account) -> str:
        return {
            "active": self.tr("active"),
            "suspended": self.tr("suspended"),
            "frozen": self.tr("frozen"),
        }.get(account.status, account.status)

    def load(self) -> None:
        def fetch(_job: Job) -> tuple[Account, ...]:
            return self.desk.viewer.accounts()

        self.work(fetch, self._show)

    def _show(self, accounts: tuple[Account, ...]) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        self.model.reword()
        self.lots.reword()
        self.model.set_rows(accounts)
        index = self.model.find(chosen.party.key) if chosen is not None else self.model.index(0, 0)
        if not index.isValid() and accounts:
            index = self.model.index(0, 0)
        self.table.setCurrentIndex(index)
        total = sum(account.balance for account in accounts)
        text = self.tr("%1 accounts, %2 in all")
        self.total.setText(filled(text, self.words.count(len(accounts)), self.words.money(total)))
        self._chosen()

    def focus_first(self) -> None:
        self.table.setFocus()

    def _chosen(self, *_: Any) -> None:
        account = self.model.row_at(self.table.currentIndex())
        clear(self._issuers)
        self.inspect.setEnabled(account is not None)
        if account is None:
            for label in (self.holder, self.balance, self.capitals, self.links):
                label.setText("")
            self.lots.set_rows(())
            return
        words = self.words
        self.holder.setText(words.party(account.party))
        self.balance.setText(words.money(account.balance))
        self.capitals.setText(words.capitals(account.balance))
        for line, (issuer, amount) in enumerate(account.by_issuer):
            text = filled(self.tr("issued by %1"), issuer.name)
            self._issuers.addWidget(plain(text, tone="muted"), line, 0)
            self._issuers.addWidget(plain(words.number(amount)), line, 1)
        self._issuers.setColumnStretch(2, 1)
        if account.links:
            self.links.setText(filled(self.tr("Linked account numbers: %1"), ", ".join(account.links)))
        else:
            self.links.setText(self.words.say(Sentence("links.none")))
        self.lots.set_rows(account.lots)

    def _inspect(self) -> None:
        account = self.model.row_at(self.table.currentIndex())
        if account is not None:
            party = account.party
            self.inspecting.ask([FlowTarget(what, party.key, party.name) for what in ("account", "party")])

    def _open_lot(self, index: Any) -> None:
        lot = self.lots.row_at(index)
        if lot is not None:
            self.context.shell.go("ledger", lot.event)
