"""One case before one grantor: declared beside register beside term, f(e), and the signature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QVBoxLayout, QWidget

from loc_desktop.contract.fields import MISSING, SEEN
from loc_desktop.desk.values.case import DossierCase, SignOutcome, TermRow, ToSign
from loc_desktop.desk.values.event import APPLICATION, RequestStatus, Signed, Stage
from loc_desktop.errors import KnownError, Money
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import error_sentences
from loc_desktop.ui.granting.case_cards import CaseCards
from loc_desktop.ui.granting.next_case import CaseSteps, open_next
from loc_desktop.ui.papers.paper_offer import PaperOffer
from loc_desktop.ui.signing.aside_mark import AsideMark
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog, confirm
from loc_desktop.ui.signing.signed_strip import SignedStrip
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain, set_tone
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import CHOICE, LONG, MANY, Ask, ValuesDialog
from loc_desktop.ui.widgets.view import Context, View

if TYPE_CHECKING:
    from loc_desktop.ui.granting.what_if_dialog import WhatIfDialog

EXCEPTION = "exception"
SIGNS = {"<=": "≤", ">=": "≥", "==": "="}


class AuditView(View):
    """The audit of one event. The verdict follows the terms; what meets them all is failed only by evidence
    of one's own, explained, and an application that lacks something goes back to its customer.

    After signing, the main action leads to the next event that waits.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._event = ""
        self._signing = ""  # the event whose result is on its way: the ledger may tell of it first
        self._pin: str | None = None
        self.case: DossierCase | None = None
        self.outcome: SignOutcome | None = None
        self.returned: RequestStatus | None = None
        self.values: ValuesDialog | None = None
        self.confirm: ConfirmDialog | None = None
        self.what_if_dialog: WhatIfDialog | None = None
        self.steps = CaseSteps(self)
        self.head.addWidget(self.steps)
        sizes = theme.sizes()
        self._large = sizes.large
        self.strip = SignedStrip(context.words)
        self.figure = plain(name="section")
        self.capitals = plain(tone="capitals")
        line = QHBoxLayout()
        line.setSpacing(sizes.space(12))
        line.addWidget(self.figure)
        line.addWidget(self.capitals)
        line.addStretch(1)
        self._strip_line = QHBoxLayout()
        if not sizes.large:
            line.addWidget(self.strip)
        else:
            self._strip_line.addWidget(self.strip)
        self.mark = AsideMark(context.workplace.asides, context.words)
        self.body.addWidget(self.mark)
        self.body.addLayout(line)
        self.body.addLayout(self._strip_line)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(sizes.space(8))
        self.model: RowsModel[TermRow] = RowsModel(self._columns(), lambda r: r.item, self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.table.horizontalHeader()
        # With large text the limit alone stands in its column, and its name in the tool tip.
        self.table.set_widths((104, 130, 130, 100, 44) if self._large else (150, 210, 210, 330, 50))
        header.setSectionResizeMode(4, QHeaderView.ResizeMode.Fixed)
        inner.addWidget(self.table)
        self.formula = plain(tone="muted", wrap=True)
        self.verdict = plain(name="section", wrap=True)
        inner.addWidget(self.formula)
        inner.addWidget(self.verdict)
        self.cards = CaseCards(context)
        inner.addWidget(self.cards)
        inner.addStretch(1)
        self.body.addWidget(scrolled(inside), 1)
        self.sign = button(primary=True)
        self.primary = self.sign
        self.next = button(primary=True)
        self.next.hide()
        self.own = button(danger=True)
        self.give_back = button()
        self.what_if = button()
        self.trace = button()
        self.papers = PaperOffer(context, lambda: self._event, self)
        self.back = self.way_back("inbox")
        self.add_action(
            self.sign,
            self.next,
            self.own,
            self.give_back,
            self.what_if,
            self.papers.button,
            self.trace,
            None,
            self.back,
        )
        self.sign.clicked.connect(self._prepare)
        self.next.clicked.connect(lambda: open_next(self, self._event))
        self.own.clicked.connect(self._own_evidence)
        self.give_back.clicked.connect(self._give_back)
        self.what_if.clicked.connect(self._what_if)
        self.trace.clicked.connect(lambda: context.shell.go("trace", self._event))
        self.say(self.next.setText, lambda: self.tr("Next one waiting"))
        self.say(self.own.setText, lambda: self.tr("Fail by own evidence…"))
        self.say(self.give_back.setText, lambda: self.tr("Return to the customer…"))
        self.say(self.what_if.setText, lambda: self.tr("What if…"))
        self.say(self.trace.setText, lambda: self.tr("Trace"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Terms: declared, register, limit, met"))
        self._fill_actions()

    def _columns(self) -> list[TableColumn[TermRow]]:
        words = self.words

        def limit(line: TermRow) -> str:
            if line.item == EXCEPTION:
                return self.tr("ex: no evidence against the loan")
            if line.unit == "holder":
                return self.tr("the person's own")
            if line.unit == "use":
                return words.limit(line.limit_name)
            if line.limit is None:
                return self.tr("= register") if line.unit == "identity" else "= 1"
            value = words.amount_of(line.limit, line.unit)
            if line.relation == "in":
                return value
            sign = SIGNS.get(line.relation, line.relation)
            if self._large:
                return f"{sign} {value}"
            return f"{sign} {value} · {words.limit(line.limit_name)}"

        def register(line: TermRow) -> str:
            if line.unit == "identity" and not line.register:
                return self.tr("not there")
            return words.amount_of(line.register, line.unit)

        def named(line: TermRow) -> str:
            return words.limit(line.limit_name) if line.limit_name else ""

        def note(line: TermRow) -> str:
            if line.met or not line.difference:
                return "" if line.met else self.tr("not met")
            if line.relation == "in":
                return self.tr("not met")
            text = self.tr("over by %1") if line.relation == "<=" else self.tr("short by %1")
            return filled(text, words.amount_of(line.difference, line.unit))

        return [
            TableColumn(lambda: self.tr("Item"), lambda r: words.term(r.item)),
            TableColumn(lambda: self.tr("Declared"), lambda r: words.amount_of(r.declared, r.unit)),
            TableColumn(lambda: self.tr("Register"), register),
            TableColumn(lambda: self.tr("Term"), limit, tip=named),
            TableColumn(
                lambda: self.tr("Met"),
                lambda r: "✓" if r.met else "✗",
                tone=lambda r: "good" if r.met else "bad",
            ),
            TableColumn(lambda: self.tr("Difference"), note, tone=lambda r: "" if r.met else "bad"),
        ]

    # -- which case

    def show_target(self, target: object) -> None:
        if isinstance(target, str) and target != self._event:
            self._event = target
            self._pin = None
            self.case = None
            self.outcome = self.returned = None
            self.steps.show_event(target)
            self._stale = True

    def load(self) -> None:
        self.steps.show_event(self._event)
        if not self._event or self._signing == self._event or self.returned is not None:
            return
        if self.outcome is not None and self.case is not None:
            self._show(self.case)
            return
        if self.desk.identity.needs_pin and self._pin is None:
            self.context.shell.with_pin(self, self._open)
        else:
            self._open(self._pin)

    def _open(self, pin: str | None) -> None:
        self._pin = pin
        event = self._event

        def open_case(_job: Job) -> DossierCase:
            return self.desk.grants.open_dossier(event, pin=pin)

        self.work(open_case, self._show, self._not_opened)

    def _not_opened(self, error: BaseException) -> None:
        self._pin = None
        if self.outcome is not None or self.returned is not None or self._signing == self._event:
            return  # decided by this very signature
        if isinstance(error, KnownError) and error.code == "case.purpose":
            # Somebody has decided it meanwhile: whoever has no turn reads it from the ledger's view.
            self.case = None
            self._fill_actions()
            what, _, todo = error_sentences(error, self.words.language)
            self.tell(f"{what} {todo}", "bad")
            return
        self.context.shell.report(error)

    def _show(self, case: DossierCase) -> None:
        if case.event != self._event or self.returned is not None:
            return
        self.case = case
        words = self.words
        self.title.setText(words.heading(words.kind(case.kind)))
        name = case.dossier.name if case.dossier is not None else case.customer.name
        self.subtitle.set_text(f"{name} · {case.event}")
        amount = words.money(case.amount) + (f" · {words.months(case.months)}" if case.months else "")
        self.figure.setText(amount if case.amount else name)
        self.capitals.setText(words.capitals(case.amount) if case.amount else "")
        self.what_if.setVisible(bool(case.amount))
        if self.outcome is None:
            waits = case.is_my_turn
            me = self.desk.me
            self.strip.show_signed(case.signed, me if waits else None, case.after, self.tr("you"))
        exception = TermRow(
            EXCEPTION,
            "text",
            words.say_evidence(case.evidence),
            None,
            "",
            "",
            None,
            case.exception == 1,
            0,
        )
        self.model.set_rows([*case.terms, exception])
        self.model.reword()
        self._fit_table()
        met = sum(term.met for term in case.terms)
        said = Sentence(
            "terms.all_met" if met == len(case.terms) else "terms.met",
            {"count": len(case.terms), "met": met, "evidence": case.exception},
        )
        self.formula.setText(words.say(said))
        self.formula.setToolTip(case.formula)
        good = case.verdict == "Pass"
        self.verdict.setText(f"→ {words.with_colon(words.verdict(case.verdict), words.say(case.reason))}")
        set_tone(self.verdict, "good" if good else "bad")
        self.cards.show_case(case)
        if self.outcome is None:
            if case.blocked is not None:
                self.tell(words.say(case.blocked), "bad")
            elif not case.commitment_ok:
                self.tell(self.tr("The sealed dossier does not match its commitment."), "bad")
            else:
                self.tell("")
        else:
            self._tell_outcome(self.outcome)
        self._fill_actions()

    def _fit_table(self) -> None:
        rows = self.model.rowCount()
        height = self.table.verticalHeader().defaultSectionSize() * rows
        height += self.table.horizontalHeader().sizeHint().height() + 4
        bar = self.table.horizontalScrollBar()
        self.table.setFixedHeight(height + (bar.sizeHint().height() if theme.sizes().percent > 125 else 0))

    def _fill_actions(self) -> None:
        case = self.case
        signed = self.outcome is not None or self.returned is not None
        can = case is not None and case.blocked is None and case.is_my_turn and not signed
        self.sign.setVisible(not signed)
        self.sign.setEnabled(can)
        self.next.setVisible(signed)
        self.primary = self.next if signed else self.sign
        applied = can and case is not None and case.kind == APPLICATION
        self.own.setVisible(not signed)
        self.own.setEnabled(applied and case is not None and case.verdict == "Pass")
        self.give_back.setVisible(not signed)
        self.give_back.setEnabled(
            applied and case is not None and all(earlier.verdict == "Pass" for earlier in case.earlier)
        )
        verdict = self.words.verdict(case.verdict) if case is not None else ""
        self.sign.setText(filled(self.tr("Sign %1…"), verdict))
        self.trace.setEnabled(self.outcome is not None and self.outcome.unlock is not None)
        self.what_if.setEnabled(case is not None)
        self.papers.look()

    def focus_first(self) -> None:
        (self.next if self.next.isVisibleTo(self) else self.table).setFocus()

    # -- signing

    def _prepare(self) -> None:
        case = self.case
        if case is None:
            return
        self.sign.setEnabled(False)

        def prepare(_job: Job) -> ToSign:
            return self.desk.grants.prepare(case)

        self.work(prepare, self._confirm, self._not_signed)

    def _confirm(self, to_sign: ToSign) -> None:
        self._fill_actions()
        consequence = self._consequence(to_sign) if self.case is not None and not self.case.after else ""
        self.confirm = confirm(self.context, to_sign, self, lambda pin: self._sign(to_sign, pin), consequence)

    def _own_evidence(self) -> None:
        """Failed although every term is met: what was seen, from a list, and in words that are sealed."""
        case, grants, words = self.case, self.desk.grants, self.words
        if case is None:
            return
        seen = tuple((code, words.show(code, "seen")) for code in SEEN)
        self.values = ValuesDialog(
            self.context,
            self.tr("Fail by evidence of your own"),
            [
                Ask("seen", self.tr("What was seen"), CHOICE, SEEN[0], seen),
                Ask("text", self.tr("Explanation"), LONG),
            ],
            lambda values: grants.prepare_own_evidence(case, values["seen"], values["text"]),
            self,
            done=self._confirm,
            explanation=self.tr(
                "On the ledger stands only what you choose from the list. The explanation is sealed: the "
                "customer, the grantors and the regulator read it, and can challenge it."
            ),
        )
        self.values.open()

    def _give_back(self) -> None:
        """The application goes back to the customer with what is missing."""
        case, returns, words = self.case, self.desk.returns, self.words
        if case is None:
            return
        event = case.event
        missing = tuple((code, words.show(code, "missing")) for code in MISSING)
        self.values = ValuesDialog(
            self.context,
            self.tr("Return to the customer"),
            [
                Ask("missing", self.tr("What is missing"), MANY, choices=missing),
                Ask("text", self.tr("Explanation"), LONG),
            ],
            lambda values: returns.prepare(event, values["missing"], values["text"]),
            self,
            done=self._confirm_return,
            explanation=self.tr(
                "The application ends without a verdict; the counter sees what is missing, corrects it and "
                "sends it again. The explanation is sealed."
            ),
        )
        self.values.open()

    def _confirm_return(self, to_sign: ToSign) -> None:
        case = self.case
        event = case.event if case is not None else ""
        self.confirm = confirm(self.context, to_sign, self, lambda pin: self._return(event, to_sign, pin))

    def _return(self, event: str, to_sign: ToSign, pin: str | None) -> None:
        self.sign.setEnabled(False)
        self._signing = event
        returns = self.desk.returns
        self.work(
            lambda _job: returns.submit(to_sign, pin=pin),
            lambda status: self._was_returned(event, status),
            self._not_signed,
        )

    def _was_returned(self, event: str, status: RequestStatus) -> None:
        self._signing = ""
        if event != self._event:
            return
        self.returned = status
        if status.stage is Stage.UNLOCKED:
            self.tell(
                self.tr("Returned to the customer. Your name and the time stand on the ledger."), "good"
            )
        else:
            self.tell(self.words.say(status.sentence))
        self._fill_actions()
        self.next.setFocus()

    def _consequence(self, to_sign: ToSign) -> str:
        """What follows when mine is the last signature."""
        case = self.case
        assert case is not None
        if json.loads(to_sign.canonical)["verdict"] != "Pass":
            return self.tr("You are the last to sign: the ledger then refuses the event for good.")
        if case.verdict == "Pass" and not case.amount:
            return self.tr("You are the last to sign: the ledger then carries it out.")
        if case.verdict == "Pass" and all(earlier.verdict == "Pass" for earlier in case.earlier):
            return self.tr(
                "You are the last to sign: the unlocking code goes to the ledger and the money moves."
            )
        return self.tr("You are the last to sign: the ledger then refuses the event for good.")

    def _sign(self, to_sign: ToSign, pin: str | None) -> None:
        self.sign.setEnabled(False)
        self._signing = to_sign.event

        def sign(_job: Job) -> SignOutcome:
            return self.desk.grants.sign(to_sign, pin=pin)

        self.work(sign, self._signed, self._not_signed)

    def _not_signed(self, error: BaseException) -> None:
        self._signing = ""
        self._fill_actions()
        self.context.shell.report(error)
        if isinstance(error, KnownError) and error.code == "case.changed":
            self.load()

    def _signed(self, outcome: SignOutcome) -> None:
        self._signing = ""
        self.mark.add(outcome.event)
        if outcome.event != self._event:  # another case is shown meanwhile
            return
        self.outcome = outcome
        case = self.case
        if case is not None:
            mine = Signed(self.desk.me, "", outcome.verdict)
            following = case.after[0] if case.after else None
            self.strip.show_signed((*case.signed, mine), following, case.after[1:])
        self._tell_outcome(outcome)
        self._fill_actions()
        self.next.setFocus()

    def _tell_outcome(self, outcome: SignOutcome) -> None:
        words = self.words
        said = filled(self.tr("%1 is signed"), words.verdict(outcome.verdict))
        if outcome.queued:
            text = self.tr("%1. The ledger is away: it waits in the outbox and is sent by itself.")
            self.tell(filled(text, said), "")
            return
        if outcome.block is not None:
            said += " · " + filled(self.tr("on the ledger, block %1"), words.count(outcome.block))
        if outcome.unlock is not None:
            code = filled(self.tr("return code: %1"), words.code(outcome.unlock.code))
            said += f" · {code}"
            if outcome.unlock.code:
                said += " · " + words.money_moved(Money.NOT_MOVED)
            elif self.case is not None and self.case.amount:
                said += " · " + self.tr("The money has moved.")
        self.tell(said, "good" if outcome.verdict == "Pass" else "bad")

    def _what_if(self) -> None:
        from loc_desktop.ui.granting.what_if_dialog import WhatIfDialog

        self.what_if_dialog = WhatIfDialog(self.context, self)
        self.what_if_dialog.open()
