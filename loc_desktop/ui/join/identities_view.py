"""The identities on this computer: who can sign here, with which protection, certificate days."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from loc_desktop.app.values import IdentityInfo
from loc_desktop.desk.values.application import Applicant
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context, View

CUSTOMER = ("name", "identity_number", "address", "phone", "pin")
NEW_KEY = ("name", "identity_number", "pin")


class IdentitiesView(View):
    """Identities above; for the counter (role C) the customers it serves below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.dialog: FieldsDialog | None = None
        self.confirm: ConfirmDialog | None = None
        self._counter = context.desk.identity.role == "C"
        words = self.words
        self.model: RowsModel[IdentityInfo] = RowsModel(
            [
                TableColumn(lambda: self.tr("Name"), lambda i: i.name, badge=lambda i: i.role),
                TableColumn(lambda: self.tr("Role"), lambda i: words.role(i.role)),
                TableColumn(lambda: self.tr("Organisation"), lambda i: i.organisation),
                TableColumn(lambda: self.tr("Key kept"), lambda i: self._kept(i.needs_pin)),
                TableColumn(
                    lambda: self.tr("Certificate"),
                    lambda i: (
                        filled(self.tr("%1 days"), str(i.days_left)) if i.days_left is not None else "–"
                    ),
                    tone=lambda i: "warn" if i.days_left is not None and i.days_left < 30 else "",
                ),
                TableColumn(lambda: self.tr("Key (account address)"), lambda i: i.key, mono=True),
            ],
            lambda i: i.id,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((170, 170, 200, 120, 90))
        self.body.addWidget(self.table, 1)
        self.customers_title = plain(name="section")
        self.customers: RowsModel[Applicant] = RowsModel(
            [
                TableColumn(lambda: self.tr("Name"), lambda a: a.name),
                TableColumn(lambda: self.tr("Identity number"), lambda a: a.identity_number, mono=True),
                TableColumn(lambda: self.tr("Key kept"), lambda a: self._kept(a.needs_pin)),
                TableColumn(lambda: self.tr("Address"), lambda a: a.address),
                TableColumn(lambda: self.tr("Key (account address)"), lambda a: a.key, mono=True),
            ],
            lambda a: a.identity,
            self,
        )
        self.customers_table = RowTable()
        self.customers_table.setModel(self.customers)
        self.customers_table.set_widths((190, 190, 150, 220))
        self.back_up = button()
        self.back_up_all = button()
        self.body.addLayout(row(self.customers_title, None, self.back_up, self.back_up_all))
        self.body.addWidget(self.customers_table, 1)
        self.customers_title.setVisible(self._counter)
        self.customers_table.setVisible(self._counter)
        self.back_up.setVisible(self._counter)
        self.back_up.setEnabled(False)
        self.back_up_all.setVisible(self._counter)
        self.back_up.clicked.connect(self._back_up)
        self.back_up_all.clicked.connect(self._back_up_all)
        self.say(self.back_up.setText, lambda: self.tr("Back up this customer's key…"))
        self.say(self.back_up_all.setText, lambda: self.tr("Back up counter and customers…"))
        self.work_as = button(primary=True)
        self.primary = self.work_as
        self.add_customer = button()
        self.add_customer.setVisible(self._counter)
        self.replace_key = button()
        self.replace_key.setVisible(self._counter)
        self.replace_key.setEnabled(False)
        self.change_pin = button()
        self.change_pin.setVisible(self._counter)
        self.change_pin.setEnabled(False)
        self.attest = button()
        self.attest.setVisible(self._counter)
        self.attest.setEnabled(False)
        self.erase = button()
        self.erase.setVisible(context.desk.can("erase"))
        self.copy_key = button()
        for_customer = (self.add_customer, self.attest, self.change_pin, self.replace_key)
        self.add_action(self.work_as, *for_customer, self.erase, self.copy_key, None)
        self.table.opened.connect(lambda _index: self._become())
        self.work_as.clicked.connect(self._become)
        self.add_customer.clicked.connect(self._add)
        self.attest.clicked.connect(self._attest)
        self.change_pin.clicked.connect(self._change_pin)
        self.replace_key.clicked.connect(self._replace)
        self.customers_table.selectionModel().currentChanged.connect(lambda *_: self._chosen())
        self.erase.clicked.connect(self._erase)
        self.copy_key.clicked.connect(self._copy)
        self.say(self.title.setText, lambda: self.tr("Identities"))
        self.say(
            self.subtitle.set_text,
            lambda: self.tr("keys stay on this computer; a backup of one is encrypted"),
        )
        self.say(self.table.setAccessibleName, lambda: self.tr("Identities on this computer"))
        self.say(self.customers_title.setText, lambda: self.tr("Customers at this counter"))
        self.say(self.customers_table.setAccessibleName, lambda: self.tr("Customers at this counter"))
        self.say(self.work_as.setText, lambda: self.tr("Work as this one"))
        self.say(self.add_customer.setText, lambda: self.tr("New customer…"))
        self.say(self.attest.setText, lambda: self.tr("Have identity attested…"))
        self.say(self.change_pin.setText, lambda: self.tr("Change PIN…"))
        self.say(self.replace_key.setText, lambda: self.tr("Replace lost key…"))
        self.say(self.erase.setText, lambda: self.tr("Destroy old keys…"))
        self.say(
            self.erase.setToolTip,
            lambda: self.tr("Keys of the desk's identity that the rules do not keep any more"),
        )
        self.say(self.copy_key.setText, lambda: self.tr("Copy key"))

    def _kept(self, pin: bool) -> str:
        if self.context.workplace.connections.keys_in_file:
            return self.tr("encrypted file, with PIN") if pin else self.tr("encrypted file")
        return self.tr("keyring, with PIN") if pin else self.tr("keyring")

    def load(self) -> None:
        def fetch(_job: Job) -> tuple[tuple[IdentityInfo, ...], tuple[Applicant, ...]]:
            customers = self.desk.applications.applicants.all() if self._counter else ()
            return self.context.workplace.identities(), customers

        self.work(fetch, self._show)

    def _show(self, people: tuple[tuple[IdentityInfo, ...], tuple[Applicant, ...]]) -> None:
        identities, customers = people
        self.model.reword()
        self.model.set_rows(identities)
        self.customers.reword()
        self.customers.set_rows(customers)
        self._chosen()
        here = self.model.find(self.desk.identity.id)
        self.table.setCurrentIndex(here if here.isValid() else self.model.index(0, 0))

    def focus_first(self) -> None:
        self.table.setFocus()

    def _become(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        if chosen is not None and chosen.id != self.desk.identity.id:
            self.context.shell.become(chosen.id)

    def _add(self) -> None:
        applications = self.desk.applications
        self.dialog = FieldsDialog(
            self.context,
            self.tr("New customer at this counter"),
            CUSTOMER,
            {},
            lambda v: applications.applicants.add(
                v["name"], v["identity_number"], v["pin"], v["address"], v["phone"]
            ),
            self,
            done=self._added,
            secret=("pin",),
            explanation=self.tr("The customer chooses a PIN; without it nobody signs with this key."),
        )
        self.dialog.open()

    def _added(self, customer: Applicant) -> None:
        self.context.shell.told(filled(self.tr("%1 can now apply here."), customer.name))
        self.load()

    # -- a lost key

    def _customer(self) -> Applicant | None:
        """The customer that is chosen; not the counter's own key, with which it signs."""
        chosen = self.customers.row_at(self.customers_table.currentIndex())
        return chosen if chosen is not None and chosen.identity != self.desk.identity.id else None

    def _chosen(self) -> None:
        self.replace_key.setEnabled(self._customer() is not None)
        chosen = self.customers.row_at(self.customers_table.currentIndex())
        self.attest.setEnabled(chosen is not None and bool(chosen.identity_number))
        self.change_pin.setEnabled(chosen is not None and chosen.needs_pin)
        customer = self._customer()
        self.back_up.setEnabled(customer is not None and customer.needs_pin)

    def _attest(self) -> None:
        chosen = self.customers.row_at(self.customers_table.currentIndex())
        if chosen is None:
            return

        def prepare(_job: Job) -> ToSign:
            return self.desk.successions.prepare_attestation(chosen.identity)

        self.work(prepare, lambda prepared: self._confirm(prepared, chosen))

    def _change_pin(self) -> None:
        from loc_desktop.ui.join.identity_file import pin_dialog

        chosen = self.customers.row_at(self.customers_table.currentIndex())
        if chosen is not None:
            self.dialog = pin_dialog(self.context, chosen.identity, chosen.name, self)
            self.dialog.open()

    def _back_up(self) -> None:
        from loc_desktop.ui.join.identity_file import back_up_customer_dialog

        chosen = self._customer()
        if chosen is not None:
            self.dialog = back_up_customer_dialog(self.context, chosen, self)
            self.dialog.open()

    def _back_up_all(self) -> None:
        from loc_desktop.ui.join.identity_file import back_up_all_dialog

        self.dialog = back_up_all_dialog(self.context, self.desk.identity, self)
        self.dialog.open()

    def _replace(self) -> None:
        chosen = self._customer()
        if chosen is None:
            return
        successions = self.desk.successions
        self.dialog = FieldsDialog(
            self.context,
            self.tr("Replace a lost key"),
            NEW_KEY,
            {"name": chosen.name, "identity_number": chosen.identity_number},
            lambda v: successions.prepare(chosen.identity, v["pin"]),
            self,
            done=self._confirm,
            fixed=NEW_KEY[:2],
            secret=("pin",),
            explanation=self.tr(
                "Check the identity card. The customer chooses a new PIN; civil affairs has to agree."
            ),
        )
        self.dialog.open()

    def _confirm(self, prepared: ToSign, customer: Applicant | None = None) -> None:
        """``customer``: who signs, with its own PIN; else the counter itself."""
        self.confirm = ConfirmDialog(prepared, self.words, self)
        self.confirm.accepted.connect(lambda: self._ask_pin(prepared, customer))
        self.confirm.open()

    def _ask_pin(self, prepared: ToSign, customer: Applicant | None) -> None:
        if customer is None or customer.identity == self.desk.identity.id:
            self.context.shell.with_pin(self, lambda pin: self._submit(prepared, pin))
        elif customer.needs_pin:
            self.context.shell.ask_pin(customer.name, self, lambda pin: self._submit(prepared, pin))
        else:
            self._submit(prepared, None)

    def _submit(self, prepared: ToSign, pin: str | None) -> None:
        def submit(_job: Job) -> RequestStatus:
            return self.desk.successions.submit(prepared, pin=pin)

        self.work(submit, self._told)

    # -- keys that the rules do not keep

    def _erase(self) -> None:
        """Of the desk's own identity; the PIN comes first, because new keys may have to be made before."""
        self.context.shell.with_pin(self, self._ask_erase)

    def _ask_erase(self, pin: str | None) -> None:
        erasures = self.desk.erasures
        self.work(lambda _job: erasures.prepare(pin), lambda prepared: self._confirm_erase(prepared, pin))

    def _confirm_erase(self, prepared: ToSign, pin: str | None) -> None:
        erasures = self.desk.erasures

        def erase() -> None:
            self.work(lambda _job: erasures.erase(prepared, pin=pin), self._told)

        self.confirm = ConfirmDialog(prepared, self.words, self)
        self.confirm.accepted.connect(erase)
        self.confirm.open()

    def _told(self, asked: RequestStatus) -> None:
        self.context.shell.told(self.words.say(asked.sentence))
        self.load()

    def _copy(self) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        if chosen is not None:
            QGuiApplication.clipboard().setText(chosen.key)
