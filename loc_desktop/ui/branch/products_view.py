"""Role B: the loan products on offer."""

from __future__ import annotations

from loc_desktop.loan.products import Product
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Context


class ProductsView(RequestView):
    """What can be lent, and how it is repaid; the chosen product's rules in words below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self.model: RowsModel[Product] = RowsModel(
            [
                TableColumn(lambda: self.tr("Product"), lambda p: p.name.get(words.language, p.id)),
                TableColumn(
                    lambda: self.tr("Rate a year"), lambda p: words.show(p.rate, "percent"), right=True
                ),
                TableColumn(
                    lambda: self.tr("Amount, yuan"),
                    lambda p: f"{words.number(p.amount_min)} – {words.number(p.amount_max)}",
                ),
                TableColumn(lambda: self.tr("Months"), lambda p: f"{p.months_min} – {p.months_max}"),
                TableColumn(lambda: self.tr("Repaid by"), lambda p: self.words.show(p.method, "method")),
                TableColumn(lambda: self.tr("Day count"), lambda p: p.day_count),
                TableColumn(
                    lambda: self.tr("Subsidy, % of the interest"), lambda p: f"{p.subsidy} %", right=True
                ),
            ],
            lambda p: p.id,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((260, 95, 175, 75, 255, 95))
        self.rules = plain(wrap=True)
        content = self.content()
        content.addWidget(self.table, 1)
        content.addWidget(self.rules)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.say(self.title.setText, lambda: self.tr("Products"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Loan products"))

    def load(self) -> None:
        self.work(lambda _job: self.desk.branch.products(), self._show)

    def _show(self, products: tuple[Product, ...]) -> None:
        self.model.reword()
        self.model.set_rows(products)
        self.table.choose()
        self._chosen()
        self.filled.emit()

    def focus_first(self) -> None:
        self.table.setFocus()

    def _chosen(self, *_: object) -> None:
        product = self.model.row_at(self.table.currentIndex())
        if product is None:
            self.rules.setText("")
            return
        day = (
            self.tr("day of the payout")
            if product.payment_day == "payout"
            else filled(self.tr("day %1 of the month"), str(product.payment_day))
        )
        holiday = {
            "next": self.words.say(Sentence("rules.value.next")),
            "previous": self.words.say(Sentence("rules.value.previous")),
        }.get(product.holidays, self.tr("the holiday itself"))
        text = self.tr(
            "Payment on the %1, on holidays %2; %3 days of grace, which cost nothing; then what is late (%7) "
            "bears %4 % of the rate; prepayment: %5; collateral: %6."
        )
        collateral = self.tr("needed") if product.collateral else self.tr("none")
        values = (
            day, holiday, str(product.grace_days), str(product.penalty_factor),
            self.words.show(product.prepayment, "prepayment"), collateral,
            self.tr("principal and interest") if product.compound else self.tr("principal only"),
        )  # fmt: skip
        self.rules.setText(filled(text, *values))
