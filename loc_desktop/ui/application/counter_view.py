"""Role C: the customers of a counter, found by name, number or initials, with what they applied for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from loc_desktop.desk.values.application import Applicant, ApplicationForm, ApplicationRow
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import RequestStatus, Stage
from loc_desktop.desk.values.loan import LoanLine
from loc_desktop.ui.join.identity_file import back_up_all_dialog, back_up_customer_dialog, pin_dialog
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog
from loc_desktop.ui.widgets.controls import button, typing_pause
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import heading
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, RowsModel, TableColumn, TablePage
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context, View

CUSTOMER = ("name", "identity_number", "address", "phone", "pin", "again")
PARTICULARS = ("name", "identity_number", "address", "phone")
NEW_KEY = ("name", "identity_number", "pin", "again")
SECRET = ("pin", "again")


@dataclass(frozen=True, slots=True)
class Past:
    """An application of the chosen customer, and the loan that came of it."""

    application: ApplicationRow
    loan: LoanLine | None


class CounterView(View):
    """Customers above, what the chosen one applied for and owes below."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.dialog: FieldsDialog | None = None
        self.confirm: ConfirmDialog | None = None
        self._text, self._wanted, self._of = "", "", ""
        words = self.words
        content = self.content()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.new, self.back_up_all = button(), button()
        content.addLayout(row(self.filter, self.new, self.back_up_all, stretch=0))
        self.model: LazyModel[Applicant] = LazyModel(
            [
                TableColumn(lambda: self.tr("Name"), lambda a: a.name),
                TableColumn(lambda: self.tr("Identity number"), lambda a: a.identity_number, mono=True),
                TableColumn(lambda: self.tr("Telephone"), lambda a: a.phone),
                TableColumn(lambda: self.tr("Address"), lambda a: a.address),
                TableColumn(lambda: self.tr("Key kept"), self._kept),
                TableColumn(lambda: self.tr("Key (account address)"), lambda a: a.key, mono=True),
            ],
            lambda a: a.identity,
            context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((130, 180, 130, 200, 190))
        self.table.show_at_least(3)
        content.addWidget(self.table, 3)
        self.past: RowsModel[Past] = RowsModel(
            [
                TableColumn(lambda: self.tr("Applied"), lambda p: words.when(p.application.at)),
                TableColumn(
                    lambda: self.tr("Amount, yuan"), lambda p: words.number(p.application.amount), right=True
                ),
                TableColumn(lambda: self.tr("Months"), lambda p: str(p.application.months or ""), right=True),
                TableColumn(
                    lambda: self.tr("Where it is"),
                    lambda p: words.stage(p.application.stage, p.application.block),
                    tone=lambda p: {Stage.REFUSED: "bad", Stage.UNLOCKED: "good"}.get(
                        p.application.stage, ""
                    ),
                ),
                TableColumn(lambda: self.tr("Loan"), self._loan, tone=_tone),
                TableColumn(
                    lambda: self.tr("Outstanding, yuan"),
                    lambda p: words.number(p.loan.outstanding) if p.loan is not None else "",
                    right=True,
                ),
                TableColumn(lambda: self.tr("Id"), lambda p: p.application.event, mono=True),
            ],
            lambda p: p.application.event,
            self,
        )
        self.past_title = heading()
        self.past_table = RowTable()
        self.past_table.setModel(self.past)
        self.past_table.set_widths((136, 106, 64, 180, 150, 130))
        self.past_table.show_at_least(2)
        content.addWidget(self.past_title)
        content.addWidget(self.past_table, 2)
        self.apply_for = button(primary=True)
        self.primary = self.apply_for
        self.edit, self.change_pin, self.replace_key = button(), button(), button()
        self.attest, self.copy_key = button(), button()
        self.back_up = button()
        self.spread(
            content,
            (self.apply_for, self.edit, self.change_pin, self.replace_key),
            (self.attest, self.back_up, self.copy_key),
        )
        self._typing = typing_pause(self, self._search, self.filter)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self._to_filter)
        QShortcut(QKeySequence("Ctrl+N"), self).activated.connect(self._add)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(context.shell.report)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self._edit())
        self.past_table.opened.connect(lambda _index: self._open())
        self.new.clicked.connect(self._add)
        self.apply_for.clicked.connect(self._apply)
        self.edit.clicked.connect(self._edit)
        self.change_pin.clicked.connect(self._change_pin)
        self.replace_key.clicked.connect(self._replace)
        self.attest.clicked.connect(self._attest)
        self.back_up.clicked.connect(self._back_up)
        self.back_up_all.clicked.connect(self._back_up_all)
        self.copy_key.clicked.connect(self._copy)
        self.say(self.title.setText, lambda: self.tr("Customers"))
        self.say(
            self.filter.setPlaceholderText,
            lambda: self.tr("Find by name, pinyin initials, identity number or telephone (Ctrl+F)"),
        )
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a customer"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Customers at this counter"))
        self.say(self.table.say_empty, lambda: self.tr("Nobody found."))
        self.say(self.past_title.setText, lambda: self.tr("Applications and loans of this customer"))
        self.say(self.past_table.setAccessibleName, lambda: self.past_title.text())
        self.say(self.past_table.say_empty, lambda: self.tr("This customer has not applied here yet."))
        self.say(self.new.setText, lambda: self.tr("New customer…"))
        self.say(self.apply_for.setText, lambda: self.tr("Apply for this customer"))
        self.say(self.edit.setText, lambda: self.tr("Edit…"))
        self.say(self.change_pin.setText, lambda: self.tr("Change PIN…"))
        self.say(self.replace_key.setText, lambda: self.tr("PIN forgotten or key lost…"))
        self.say(self.attest.setText, lambda: self.tr("Have identity attested…"))
        self.say(self.back_up.setText, lambda: self.tr("Back up this key…"))
        self.say(self.back_up_all.setText, lambda: self.tr("Back up counter and customers…"))
        self.say(self.copy_key.setText, lambda: self.tr("Copy key"))
        self._chosen()

    def _kept(self, customer: Applicant) -> str:
        if self.context.workplace.connections.keys_in_file:
            return self.tr("encrypted file, with PIN") if customer.needs_pin else self.tr("encrypted file")
        return self.tr("keyring, with PIN") if customer.needs_pin else self.tr("keyring")

    def _loan(self, past: Past) -> str:
        if past.loan is None:
            return ""
        status = self.words.show(past.loan.status, "loan")
        if not past.loan.days_past_due:
            return status
        return filled(self.tr("%1, %2 days late"), status, str(past.loan.days_past_due))

    # -- loading

    def _fetch(self, cursor: Any, limit: int) -> TablePage[Applicant]:
        page = self.desk.applications.applicants.find(self._text, start=int(cursor or 0), limit=limit)
        return TablePage(page.rows, page.total, page.next)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()
        self._of = ""

    def show_target(self, target: object) -> None:
        """The id of a customer's identity: it is chosen."""
        self._wanted = str(target or "")

    def focus_first(self) -> None:
        self.filter.setFocus()

    def _to_filter(self) -> None:
        self.filter.setFocus()
        self.filter.selectAll()

    def _search(self) -> None:
        self._typing.stop()
        text = self.filter.text().strip()
        if text != self._text:
            self._text = text
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        self.subtitle.set_text(filled(self.tr("%1 customers"), self.words.count(total)))
        if self.table.choose(self._wanted):
            self._wanted = ""
        self._chosen()
        self.filled.emit()

    # -- the chosen one

    @property
    def customer(self) -> Applicant | None:
        """The customer under the cursor."""
        return self.model.row_at(self.table.currentIndex())

    def _chosen(self, *_: object) -> None:
        customer = self.customer
        own = customer is not None and customer.identity == self.desk.identity.id
        self.apply_for.setEnabled(customer is not None)
        self.edit.setEnabled(customer is not None and bool(customer.identity_number))
        self.change_pin.setEnabled(customer is not None and customer.needs_pin)
        # The counter's own key is the one that it signs with.
        self.replace_key.setEnabled(customer is not None and not own)
        self.attest.setEnabled(customer is not None and bool(customer.identity_number))
        self.back_up.setEnabled(customer is not None and not own and customer.needs_pin)
        self.copy_key.setEnabled(customer is not None)
        identity = customer.identity if customer is not None else ""
        if identity == self._of:
            return
        self._of = identity
        self.past.set_rows(())
        if customer is not None:
            self.work(lambda _job: self._past(customer), lambda past: self._show_past(identity, past))

    def _past(self, customer: Applicant) -> tuple[Past, ...]:
        applications = self.desk.applications
        keys = applications.applicants.keys_of(customer.identity)
        loans = {line.id: line for key in keys for line in self.desk.loans.page(customer=key).rows}
        return tuple(Past(row, loans.get(row.event)) for row in applications.of_customer(customer.identity))

    def _show_past(self, identity: str, past: tuple[Past, ...]) -> None:
        if identity == self._of:  # else another customer was chosen meanwhile
            self.past.reword()
            self.past.set_rows(past)

    def _open(self) -> None:
        past = self.past.row_at(self.past_table.currentIndex())
        if past is not None:
            self.context.shell.go("loans" if past.loan is not None else "ledger", past.application.event)

    # -- doing

    def _apply(self) -> None:
        customer = self.customer
        if customer is not None:
            self.context.shell.go("form", ApplicationForm(applicant=customer.identity))

    def _add(self) -> None:
        applicants = self.desk.applications.applicants
        self.dialog = FieldsDialog(
            self.context,
            self.tr("New customer at this counter"),
            CUSTOMER,
            {},
            lambda v: applicants.add(
                v["name"], v["identity_number"], v["pin"], v["address"], v["phone"], v["again"]
            ),
            self,
            done=self._added,
            secret=SECRET,
            explanation=self.tr("The customer chooses a PIN; without it nobody signs with this key."),
        )
        self.dialog.open()

    def _added(self, customer: Applicant) -> None:
        self.context.shell.told(filled(self.tr("%1 can now apply here."), customer.name))
        self._wanted = customer.identity
        self.filter.clear()
        self._search()
        self.load()

    def _edit(self) -> None:
        customer = self.customer
        if customer is None or not customer.identity_number:
            return
        applicants = self.desk.applications.applicants
        self.dialog = FieldsDialog(
            self.context,
            filled(self.tr("Edit %1"), customer.name),
            PARTICULARS,
            {name: getattr(customer, name) for name in PARTICULARS},
            lambda v: applicants.change(customer.identity, v["address"], v["phone"]),
            self,
            done=lambda _none: self.load(),
            fixed=PARTICULARS[:2],
            explanation=self.tr(
                "Name and number stand for the key; what was signed keeps the address of its day."
            ),
        )
        self.dialog.open()

    def _change_pin(self) -> None:
        customer = self.customer
        if customer is not None:
            self.dialog = pin_dialog(self.context, customer.identity, customer.name, self)
            self.dialog.open()

    def _back_up(self) -> None:
        customer = self.customer
        if customer is not None:
            self.dialog = back_up_customer_dialog(self.context, customer, self)
            self.dialog.open()

    def _back_up_all(self) -> None:
        self.dialog = back_up_all_dialog(self.context, self.desk.identity, self)
        self.dialog.open()

    def _replace(self) -> None:
        customer = self.customer
        if customer is None:
            return
        successions = self.desk.successions
        self.dialog = FieldsDialog(
            self.context,
            self.tr("Give a new key and PIN"),
            NEW_KEY,
            {name: getattr(customer, name) for name in NEW_KEY[:2]},
            lambda v: successions.prepare(customer.identity, v["pin"], v["again"]),
            self,
            done=lambda prepared: self._confirm(prepared, None),
            fixed=NEW_KEY[:2],
            secret=SECRET,
            explanation=self.tr(
                "Nobody can read a forgotten PIN: the customer gets a new key with a new PIN. Check the "
                "identity card; civil affairs has to agree. Loans and accounts go over to the new key."
            ),
        )
        self.dialog.open()

    def _attest(self) -> None:
        customer = self.customer
        if customer is None:
            return

        def prepare(_job: Job) -> ToSign:
            return self.desk.successions.prepare_attestation(customer.identity)

        self.work(prepare, lambda prepared: self._confirm(prepared, customer))

    def _confirm(self, prepared: ToSign, customer: Applicant | None) -> None:
        """``customer``: who signs, with its own PIN; None: the counter itself."""
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

        def told(asked: RequestStatus) -> None:
            self.context.shell.told(self.words.say(asked.sentence))
            self.load()

        self.work(submit, told)

    def _copy(self) -> None:
        customer = self.customer
        if customer is not None:
            QGuiApplication.clipboard().setText(customer.key)


def _tone(past: Past) -> str:
    return "bad" if past.loan is not None and past.loan.days_past_due else ""
