"""Role B: loans that are late, worst first, and the five-tier classification of all."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.desk.values.branch import ArrearsPage, ArrearsRow
from loc_desktop.desk.values.loan import TIERS
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice, find_key, typing_pause
from loc_desktop.ui.widgets.figures import figures, word
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, TableColumn, TablePage
from loc_desktop.ui.widgets.view import Context


class CollectionsView(RequestView):
    """Tiers above with loans and outstanding yuan, late loans below. ``arrears`` is what was read last."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._known = ("", "")
        self.arrears: ArrearsPage | None = None
        words = self.words
        content = self.content()
        self.tiers: dict[str, QLabel] = {name: plain(name="section") for name in TIERS}
        titles: dict[str, QLabel] = {name: word() for name in TIERS}
        for name in TIERS:
            self.say(titles[name].setText, lambda name=name: self.words.show(name, "tier"))  # type: ignore[misc]
        content.addLayout(figures(*((titles[name], self.tiers[name]) for name in TIERS)))
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.tier = choice()
        content.addLayout(row(self.filter, self.tier, stretch=0))
        self.model: LazyModel[ArrearsRow] = LazyModel(
            [
                TableColumn(lambda: self.tr("Customer"), lambda r: r.customer.name),
                TableColumn(
                    lambda: self.tr("Class"),
                    lambda r: self.words.show(r.classification, "tier"),
                    tone=lambda r: theme.tier_tone(r.classification),
                ),
                TableColumn(lambda: self.tr("Days late"), lambda r: words.count(r.days_past_due), right=True),
                TableColumn(lambda: self.tr("Overdue, yuan"), lambda r: words.number(r.overdue), right=True),
                TableColumn(lambda: self.tr("Penalty"), lambda r: words.number(r.penalty), right=True),
                TableColumn(lambda: self.tr("To be paid now"), lambda r: words.number(r.due), right=True),
                TableColumn(
                    lambda: self.tr("Outstanding"), lambda r: words.number(r.outstanding), right=True
                ),
                TableColumn(
                    lambda: self.tr("Linked account"),
                    lambda r: grouped(r.account) or "–",
                    mono=True,
                ),
                TableColumn(lambda: self.tr("Loan"), lambda r: r.loan, mono=True),
            ],
            lambda r: r.loan,
            context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((120, 126, 80, 110, 90, 115, 110, 180))
        self.table.show_at_least(4)
        self.empty = plain(name="empty", wrap=True)
        content.addWidget(self.empty)
        content.addWidget(self.table, 1)
        content.addStretch(0)
        self.open_loan = button(primary=True)
        self.primary = self.open_loan
        self.add_action(self.open_loan, None)
        self._typing = typing_pause(self, self._search, self.filter)
        self.tier.activated.connect(lambda _index: self._search())
        find_key(self, self.filter)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(context.shell.report)
        self.table.opened.connect(lambda _index: self._open())
        self.open_loan.clicked.connect(self._open)
        self.say(self.title.setText, lambda: self.tr("Collections"))
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by name or loan (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a late loan"))
        self.say(self.tier.setAccessibleName, lambda: self.tr("Class"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Loans that are late"))
        self.say(self.open_loan.setText, lambda: self.tr("Open the loan"))
        self._fill_tiers()

    def _fill_tiers(self) -> None:
        chosen = self.tier.currentData()
        self.tier.clear()
        self.tier.addItem(self.tr("all"), "")
        for name in TIERS[1:]:
            self.tier.addItem(self.words.show(name, "tier"), name)
        self.tier.setCurrentIndex(max(0, self.tier.findData(chosen)))

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_tiers()

    def _fetch(self, cursor: Any, limit: int) -> TablePage[ArrearsRow]:
        text, tier = self._known
        self.arrears = self.desk.branch.arrears.page(tier=tier, text=text, start=cursor or 0, limit=limit)
        return TablePage(self.arrears.rows, self.arrears.total, self.arrears.next)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()

    def _search(self) -> None:
        self._typing.stop()
        known = (self.filter.text().strip(), self.tier.currentData() or "")
        if known != self._known:
            self._known = known
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        words = self.words
        tiers = self.arrears.tiers if self.arrears is not None else {}
        for name, label in self.tiers.items():
            count, amount = tiers.get(name, (0, 0))
            label.setText(f"{words.count(count)} · {words.money(amount)}")
        self.table.setVisible(bool(total))
        self.empty.setVisible(not total)
        self.empty.setText(self.tr("Nothing found.") if any(self._known) else self.tr("No loan is late."))
        self.table.choose()
        self.open_loan.setEnabled(bool(total))
        self.filled.emit()

    def focus_first(self) -> None:
        (self.table if self.model.rowCount() else self.filter).setFocus()

    def _open(self) -> None:
        line = self.model.row_at(self.table.currentIndex())
        if line is not None:
            self.context.shell.go("loans", line.loan)
