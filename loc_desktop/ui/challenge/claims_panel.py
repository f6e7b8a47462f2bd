"""Claims: what a reversal could not take back, paid, collected or waived."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loc_desktop.desk.values.challenge import ClaimLine
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.values_dialog import LONG, YUAN, Ask


class ClaimsPanel(Speaking, QWidget):
    """The claims that concern this identity; hidden while there is none. ``buttons`` belong into the
    view's bar of actions."""

    def __init__(self, view: RequestView) -> None:
        super().__init__()
        self._view, self._claims, self.words = view, view.desk.claims, view.words
        words = self.words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes().space(8))
        self.model: RowsModel[ClaimLine] = RowsModel(
            [
                TableColumn(lambda: self.tr("Since"), lambda c: c.opened),
                TableColumn(lambda: self.tr("Owes"), lambda c: c.debtor.name, badge=lambda c: c.debtor.role),
                TableColumn(
                    lambda: self.tr("To"), lambda c: c.creditor.name, badge=lambda c: c.creditor.role
                ),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda c: words.number(c.amount), right=True),
                TableColumn(lambda: self.tr("Left, yuan"), lambda c: words.number(c.left), right=True),
                TableColumn(
                    lambda: self.tr("Status"),
                    lambda c: words.say(c.sentence),
                    tone=lambda c: {"open": "warn", "paid": "good"}.get(c.status, "muted"),
                ),
                TableColumn(lambda: self.tr("Loan"), lambda c: c.loan, mono=True),
            ],
            lambda c: c.id,
            self,
        )
        title = plain(name="section")
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((110, 180, 180, 120, 120, 200))
        self.table.show_at_least(2)
        layout.addWidget(title)
        layout.addWidget(self.table)
        self.pay = button()
        self.collect = button()
        self.waive = button(danger=True)
        self.buttons = (self.pay, self.collect, self.waive)
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._fill_actions())
        self.pay.clicked.connect(lambda: self._pay(collect=False))
        self.collect.clicked.connect(lambda: self._pay(collect=True))
        self.waive.clicked.connect(self._waive)
        self.say(title.setText, lambda: self.tr("Claims: what could not be taken back"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Claims"))
        self.say(self.pay.setText, lambda: self.tr("Pay the claim…"))
        self.say(self.collect.setText, lambda: self.tr("Collect…"))
        self.say(self.waive.setText, lambda: self.tr("Waive…"))
        self.hide()
        self._fill_actions()

    def show_claims(self, lines: tuple[ClaimLine, ...]) -> None:
        """Show these; the same one stays chosen."""
        chosen = self._chosen()
        self.model.reword()
        self.model.set_rows(lines)
        self.setVisible(bool(lines))
        if lines:
            index = self.model.find(chosen.id) if chosen is not None else self.model.index(0, 0)
            self.table.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        self._fill_actions()

    def _chosen(self) -> ClaimLine | None:
        return self.model.row_at(self.table.currentIndex())

    def _fill_actions(self) -> None:
        claim = self._chosen()
        can = claim.can if claim is not None else ()
        self.pay.setVisible("pay" in can)
        self.collect.setVisible("collect" in can)
        self.waive.setVisible("waive" in can)

    def _pay(self, *, collect: bool) -> None:
        line, claims = self._chosen(), self._claims
        if line is None:
            return
        claim = line.id
        most = line.left if line.there is None else min(line.left, line.there)
        prepare = claims.prepare_collect if collect else claims.prepare_pay
        self._view.fill_request(
            self.tr("Collect") if collect else self.tr("Pay"),
            [Ask("amount", self.tr("Amount, yuan"), YUAN, self.words.number(most))],
            lambda values: prepare(claim, values["amount"]),
            claims.submit,
            explanation=self._owed(line),
        )

    def _waive(self) -> None:
        line, claims = self._chosen(), self._claims
        if line is None:
            return
        claim = line.id
        self._view.fill_request(
            self.tr("Waive"),
            [Ask("reason", self.tr("Why"), LONG)],
            lambda values: claims.prepare_waive(claim, values["reason"]),
            claims.submit,
            explanation=self._owed(line),
        )

    def _owed(self, line: ClaimLine) -> str:
        return filled(self.tr("%1 yuan are owed."), self.words.number(line.left))
