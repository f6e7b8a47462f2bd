"""Role B: the bank's own side behind one entry of the navigation, in tabs."""

from __future__ import annotations

from loc_desktop.ui.bank_calculate import CalculateView
from loc_desktop.ui.bank_collections import CollectionsView
from loc_desktop.ui.bank_connector import ConnectorView
from loc_desktop.ui.bank_customers import CustomersView
from loc_desktop.ui.bank_day import DayEndView
from loc_desktop.ui.bank_products import ProductsView
from loc_desktop.ui.bank_reconcile import ReconcileViewPage
from loc_desktop.ui.money_view import TabsView
from loc_desktop.ui.view import Context


class BankView(TabsView):
    """Tabs: customers, products, calculate, day, collections, connector, reconcile."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            (
                ("customers", lambda: self.tr("Customers"), CustomersView(context)),
                ("products", lambda: self.tr("Products"), ProductsView(context)),
                ("calculate", lambda: self.tr("Calculate"), CalculateView(context)),
                ("day", lambda: self.tr("Day's end"), DayEndView(context)),
                ("collections", lambda: self.tr("Collections"), CollectionsView(context)),
                ("connector", lambda: self.tr("Connector"), ConnectorView(context)),
                ("reconcile", lambda: self.tr("Reconciliation"), ReconcileViewPage(context)),
            ),
        )
        self.say(self.title.setText, lambda: self.tr("Bank"))
        self.say(self.tabs.setAccessibleName, lambda: self.tr("The bank's work"))
