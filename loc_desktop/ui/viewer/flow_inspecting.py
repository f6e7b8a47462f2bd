"""The regulator inspects something of the ledger: what and why, what is signed for it, what was found."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.inspection import FlowFinding
from loc_desktop.desk.values.ledger import FlowTarget
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog, confirm
from loc_desktop.ui.viewer.dossier_reading import purpose_ask
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled, translate
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import CHOICE, Ask, ValuesDialog
from loc_desktop.ui.widgets.view import Context


class FlowInspecting:
    """The dialogs of one inspection, those opened last: ``values``, ``confirm``, ``found``."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        self.context, self._parent = context, parent
        self.values: ValuesDialog | None = None
        self.confirm: ConfirmDialog | None = None
        self.found: FindingDialog | None = None

    def ask(self, targets: Sequence[FlowTarget]) -> None:
        """Ask which of ``targets`` is inspected, and why."""
        desk, words = self.context.desk, self.context.words
        names = tuple(
            (str(place), words.heading(words.say(target.sentence))) for place, target in enumerate(targets)
        )
        self.values = ValuesDialog(
            self.context,
            translate("FlowInspecting", "Inspect"),
            [
                Ask("target", translate("FlowInspecting", "What"), CHOICE, "0", names),
                purpose_ask(words),
            ],
            lambda values: desk.flow_inspections.prepare(targets[int(values["target"])], values["purpose"]),
            self._parent,
            done=self._confirm,
            explanation=translate(
                "FlowInspecting",
                "Who inspects what, when and for which purpose stands on the ledger, for all to see.",
            ),
        )
        self.values.open()

    def _confirm(self, to_sign: ToSign) -> None:
        self.confirm = confirm(self.context, to_sign, self._parent, lambda pin: self._inspect(to_sign, pin))

    def _inspect(self, to_sign: ToSign, pin: str | None) -> None:
        inspections = self.context.desk.flow_inspections

        def inspect(_job: Job) -> FlowFinding:
            return inspections.inspect(to_sign, pin=pin)

        def show(found: FlowFinding) -> None:
            self.found = FindingDialog(self.context, found, self._parent)
            self.found.open()

        self.context.tasks.run(inspect, show, failed=self.context.shell.report, owner=self._parent)


class FindingDialog(Speaking, QDialog):
    """What the ledger answered; a loan or event of it can be opened in its view."""

    def __init__(self, context: Context, found: FlowFinding, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._words = context, context.words
        words, sizes = context.words, theme.sizes()
        self.resize(min(1000, sizes.px(600)), min(660, sizes.px(340)))
        inside = QWidget()
        self._box = QVBoxLayout(inside)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(plain(words.heading(words.say(found.target.sentence)), name="section", wrap=True))
        for event in found.events:
            line = [words.say(event.sentence), words.show(event.status, "status"), words.when(event.at)]
            self._line(" · ".join(line), "ledger", event.event)
        self._account(found)
        for loan in found.loans:
            text = filled(
                self.tr("Loan of %1, %2 outstanding, %3"),
                words.money(loan.amount),
                words.money(loan.outstanding),
                words.show(loan.status, "loan"),
            )
            self._line(text, "loans", loan.id)
        if found.target.what == "party" and not found.loans:
            self._box.addWidget(plain(self.tr("No loan."), tone="muted"))
        record = filled(self.tr("On record as transaction %1"), found.tx_id)
        self._box.addWidget(plain(record, wrap=True, tone="muted"))
        self._box.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(inside), 1)
        self.close_ = button(primary=True)
        self.close_.setDefault(True)
        layout.addLayout(row(None, self.close_))
        self.close_.clicked.connect(self.accept)
        self.say(self.setWindowTitle, lambda: self.tr("Inspected"))
        self.say(self.close_.setText, lambda: self.tr("Close"))

    def _account(self, found: FlowFinding) -> None:
        account, words = found.account, self._words
        if account is None:
            return
        balance = filled(self.tr("Digital balance: %1"), words.money(account.balance))
        self._box.addWidget(plain(balance, wrap=True))
        for issuer, amount in account.by_issuer:
            text = filled(self.tr("issued by %1: %2"), issuer.name, words.money(amount))
            self._box.addWidget(plain(text, wrap=True, tone="muted"))
        links = ", ".join(account.links)
        linked = filled(self.tr("Linked account numbers: %1"), links) if links else ""
        self._box.addWidget(plain(linked or words.say(Sentence("links.none")), wrap=True, tone="muted"))
        if found.frozen:
            self._box.addWidget(plain(self.tr("A challenge has frozen it."), tone="bad"))

    def _line(self, text: str, view: str, target: str) -> None:
        """What was found, and a button to where more of it stands."""
        more = button(flat=True)
        more.setText(self.tr("Show"))
        more.setAccessibleName(self._context.words.with_colon(self.tr("Show"), text))

        def go() -> None:
            self.accept()
            self._context.shell.go(view, target)

        more.clicked.connect(go)
        self._box.addLayout(row(plain(text, wrap=True), more, stretch=0))
