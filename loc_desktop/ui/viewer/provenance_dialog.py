"""Where every yuan of a digital account comes from: lots with the issuing bank's signature, changes."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QTabWidget, QVBoxLayout, QWidget

from loc_desktop.desk.values.account import Accounts, Movement, TracedLot
from loc_desktop.texts.words import short
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Context


class ProvenanceDialog(Speaking, QDialog):
    """Two tabs: what is there now and where it comes from; what came and went."""

    def __init__(self, context: Context, accounts: Accounts, parent: QWidget) -> None:
        super().__init__(parent)
        words, sizes = context.words, theme.sizes()
        self.resize(min(1240, sizes.px(940)), min(660, sizes.px(480)))
        layout = QVBoxLayout(self)
        self.heading = plain(f"{accounts.customer.name} · {words.money(accounts.balance)}", name="section")
        layout.addWidget(self.heading)
        self.lots: RowsModel[TracedLot] = RowsModel(
            [
                TableColumn(
                    lambda: self.tr("Amount, yuan"), lambda lot: words.number(lot.amount), right=True
                ),
                TableColumn(lambda: self.tr("Issued by"), lambda lot: lot.issuer.name),
                TableColumn(
                    lambda: self.tr("In event"),
                    lambda lot: f"{words.kind(lot.kind)} {short(lot.event)}",
                    full=lambda lot: f"{words.kind(lot.kind)} {lot.event}",
                ),
                TableColumn(lambda: self.tr("On"), lambda lot: words.when(lot.at)),
                TableColumn(
                    lambda: self.tr("Bank's signature"),
                    lambda lot: f"{'✓' if lot.verified else '✗'} {short(lot.value, 16)}",
                    tone=lambda lot: "good" if lot.verified else "bad",
                    tip=lambda lot: lot.value,
                    full=lambda lot: lot.value,
                ),
            ],
            lambda lot: (lot.event, lot.issuer.key, lot.value),
            self,
        )
        self.lots.set_rows(accounts.lots)
        self.movements: RowsModel[Movement] = RowsModel(
            [
                TableColumn(lambda: self.tr("On"), lambda m: words.when(m.at)),
                TableColumn(
                    lambda: self.tr("Change, yuan"),
                    lambda m: f"{'+' if m.change > 0 else ''}{words.number(m.change)}",
                    right=True,
                ),
                TableColumn(lambda: self.tr("After it, yuan"), lambda m: words.number(m.total), right=True),
                TableColumn(lambda: self.tr("What"), lambda m: words.say(m.sentence)),
            ],
            lambda m: m.tx_id,
            self,
        )
        self.tabs = QTabWidget()
        self.lots_table, self.movements_table = RowTable(), RowTable()
        self.lots_table.setModel(self.lots)
        self.lots_table.set_widths((120, 150, 240, 150))
        self.movements_table.setModel(self.movements)
        self.movements_table.set_widths((150, 140, 140))
        self.tabs.addTab(self.lots_table, "")
        self.tabs.addTab(self.movements_table, "")
        layout.addWidget(self.tabs, 1)
        self.on_ledger = button()
        self.close_button = button(primary=True)
        self.close_button.setDefault(True)
        layout.addLayout(row(self.on_ledger, None, self.close_button))
        self.close_button.clicked.connect(self.accept)

        def show() -> None:
            lot = self.lots.row_at(self.lots_table.currentIndex())
            if lot is not None:
                self.accept()
                context.shell.go("ledger", lot.event)

        self.on_ledger.clicked.connect(show)
        self.lots_table.opened.connect(lambda _index: show())
        if accounts.lots:
            self.lots_table.setCurrentIndex(self.lots.index(0, 0))
        self.on_ledger.setEnabled(bool(accounts.lots))
        customer = accounts.customer.key
        context.tasks.run(
            lambda _job: context.desk.accounts.movements(customer),
            self.movements.set_rows,
            failed=context.shell.report,
            owner=self,
        )
        self.say(self.setWindowTitle, lambda: self.tr("Where the money comes from"))
        self.say(lambda text: self.tabs.setTabText(0, text), lambda: self.tr("What is there now"))
        self.say(lambda text: self.tabs.setTabText(1, text), lambda: self.tr("What came and went"))
        self.say(self.tabs.setAccessibleName, lambda: self.tr("Now, or over time"))
        self.say(self.lots_table.setAccessibleName, lambda: self.tr("Lots of the account"))
        self.say(self.lots_table.say_empty, lambda: self.tr("Nothing is on the digital account."))
        self.say(self.movements_table.setAccessibleName, lambda: self.tr("Changes of the account"))
        self.say(self.on_ledger.setText, lambda: self.tr("Show on the ledger"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self.lots_table.setFocus()
