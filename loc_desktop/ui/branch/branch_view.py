"""Role B: the bank's own side behind one entry of the navigation, in tabs."""

from __future__ import annotations

from loc_desktop.ui.branch.collections_view import CollectionsView
from loc_desktop.ui.branch.connector_view import ConnectorView
from loc_desktop.ui.branch.customers_view import CustomersView
from loc_desktop.ui.branch.day_end_view import DayEndView
from loc_desktop.ui.branch.losses_view import LossesView
from loc_desktop.ui.branch.products_view import ProductsView
from loc_desktop.ui.branch.reconciliation_view import ReconciliationView
from loc_desktop.ui.branch.teller_view import TellerView
from loc_desktop.ui.servicing.calculation_view import CalculationView
from loc_desktop.ui.widgets.tabs_view import TabsView
from loc_desktop.ui.widgets.view import Context


class BranchView(TabsView):
    """Tabs: customers, counter, products, calculate, day, collections, losses, connector, reconcile."""

    def __init__(self, context: Context) -> None:
        super().__init__(
            context,
            (
                ("customers", lambda: self.tr("Customers"), CustomersView(context)),
                ("counter", lambda: self.tr("Counter"), TellerView(context)),
                ("products", lambda: self.tr("Products"), ProductsView(context)),
                ("calculate", lambda: self.tr("Calculate"), CalculationView(context)),
                ("day", lambda: self.tr("Day's end"), DayEndView(context)),
                ("collections", lambda: self.tr("Collections"), CollectionsView(context)),
                ("losses", lambda: self.tr("Losses"), LossesView(context)),
                ("connector", lambda: self.tr("Transfers"), ConnectorView(context)),
                ("reconcile", lambda: self.tr("Reconciliation"), ReconciliationView(context)),
            ),
        )
        self.say(self.title.setText, lambda: self.tr("Bank"))
        self.say(self.tabs.setAccessibleName, lambda: self.tr("The bank's work"))
