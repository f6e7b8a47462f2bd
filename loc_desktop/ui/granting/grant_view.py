"""A request of a loan's life before its grantor: what the event says beside what books and ledger say."""

from __future__ import annotations

from typing import Any

from loc_desktop.desk.values.case import SignOutcome, ToSign
from loc_desktop.desk.values.grant import CheckRow, ServiceCase
from loc_desktop.errors import Money
from loc_desktop.texts import words as desk_words
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.granting.next_case import CaseSteps, open_next
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain, set_tone
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.values_dialog import LONG, Ask
from loc_desktop.ui.widgets.view import Context


class GrantView(RequestView):
    """The verdict follows the checks; where a person judges, Pass is offered only if every check is met.

    ``case`` and ``outcome`` as in the audit of an application.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._event = ""
        self.case: ServiceCase | None = None
        self.outcome: SignOutcome | None = None
        self.steps = CaseSteps(self)
        self.head.addWidget(self.steps)
        content = self.content()
        self.wants = plain(name="signed", wrap=True)
        self.text = plain(wrap=True)
        content.addWidget(self.wants)
        content.addWidget(self.text)
        words = self.words
        self.model: RowsModel[CheckRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("What is checked"), lambda c: words.say(_named(c))),
                TableColumn(lambda: self.tr("The event says"), lambda c: self._value(c, c.claimed)),
                TableColumn(lambda: self.tr("Books and ledger say"), lambda c: self._value(c, c.found)),
                TableColumn(
                    lambda: self.tr("Met"),
                    lambda c: "✓" if c.ok else "✗",
                    tone=lambda c: "good" if c.ok else "bad",
                ),
            ],
            lambda c: c.item,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((330, 220, 260))
        self.table.show_at_least(4)
        content.addWidget(self.table, 1)
        self.verdict = plain(name="section", wrap=True)
        content.addWidget(self.verdict)
        self.sign = button(primary=True)
        self.refuse = button(danger=True)
        self.next = button(primary=True)
        self.on_ledger = button()
        self.back = self.way_back("inbox")
        self.primary = self.sign
        self.add_action(self.sign, self.refuse, self.next, self.on_ledger, None, self.back)
        self.sign.clicked.connect(lambda: self._prepare(True))
        self.refuse.clicked.connect(self._refuse)
        self.next.clicked.connect(lambda: open_next(self, self._event))
        self.on_ledger.clicked.connect(lambda: context.shell.go("ledger", self._event))
        self.say(self.table.setAccessibleName, lambda: self.tr("Checks: event, books and ledger, met"))
        self.say(self.refuse.setText, lambda: self.tr("Refuse…"))
        self.say(self.next.setText, lambda: self.tr("Next one waiting"))
        self.say(self.on_ledger.setText, lambda: self.tr("Show on the ledger"))
        self._fill_actions()

    def _value(self, check: CheckRow, value: int | str) -> str:
        if isinstance(value, int) and check.unit == "fen":
            return self.words.number(value)
        if check.unit == "status":
            return " / ".join(self.words.show(status, "loan") for status in str(value).split(" / "))
        if check.unit == "tier":
            return self.words.show(str(value), "tier")
        if check.unit == "verdict":
            return self.words.verdict(str(value))
        if check.unit in ("percent", "writeoff"):
            return desk_words.show(value, check.unit, self.words.language)
        if check.item == "account_open":
            return self.words.show(str(value), "account")
        if check.item == "challenge_status":
            return self.words.show(str(value), "challenge_state")
        return str(value) if value != "" else "–"

    def show_target(self, target: object) -> None:
        if isinstance(target, str) and target != self._event:
            self._event = target
            self.steps.show_event(target)
            self.case = None
            self.outcome = None
            self._stale = True

    def load(self) -> None:
        event = self._event
        self.steps.show_event(event)
        if event and self.outcome is None:
            self.work(lambda _job: self.desk.grants.open_request(event), self._show)
        else:
            self._fill_actions()

    def _show(self, case: ServiceCase) -> None:
        if case.event != self._event or self.outcome is not None:
            return
        self.case = case
        words = self.words
        self.title.setText(words.heading(words.kind(case.kind)))
        self.subtitle.set_text(f"{case.customer.name} · {case.event}")
        self.wants.setText(words.say(case.sentence))
        more = [line for line in case.text.splitlines() if line not in self.wants.text()]
        self.text.setText("\n".join(more))
        self.text.setVisible(bool(more))
        self.model.reword()
        self.model.set_rows(case.checks)
        good = case.verdict == "Pass"
        if good and case.judged:
            said = self.tr("Every check is met. You decide: Pass, or refuse with a reason.")
        elif good:
            said = filled(self.tr("Every check is met → %1"), words.verdict("Pass"))
        else:
            failed = "; ".join(words.say(_named(c)) for c in case.checks if not c.ok)
            said = filled(self.tr("Not met: %1 → %2"), failed, words.verdict("Failed"))
        self.verdict.setText(said)
        set_tone(self.verdict, "good" if good else "bad")
        self.tell(words.say(case.blocked) if case.blocked is not None else "", "bad")
        self._fill_actions()
        self.filled.emit()

    def _fill_actions(self) -> None:
        case, signed = self.case, self.outcome is not None
        can = case is not None and case.blocked is None and not signed
        self.sign.setVisible(not signed)
        self.sign.setEnabled(can)
        self.next.setVisible(signed)
        self.primary = self.next if signed else self.sign
        self.refuse.setVisible(case is not None and case.judged and case.verdict == "Pass" and not signed)
        self.refuse.setEnabled(can)
        verdict = self.words.verdict(case.verdict) if case is not None else ""
        self.sign.setText(filled(self.tr("Sign %1…"), verdict))
        self.on_ledger.setEnabled(case is not None)

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_actions()

    def focus_first(self) -> None:
        (self.next if self.outcome is not None else self.table).setFocus()

    # -- signing

    def _prepare(self, approve: bool, reason: str = "") -> None:
        case = self.case
        if case is not None:
            grants = self.desk.grants
            self.ask(lambda: grants.prepare(case, approve=approve, reason=reason), grants.sign)

    def _refuse(self) -> None:
        case, grants = self.case, self.desk.grants
        if case is None:
            return

        def go(values: dict[str, Any]) -> ToSign:
            return grants.prepare(case, approve=False, reason=values["reason"])

        self.fill_request(
            self.tr("Refuse"),
            [Ask("reason", self.tr("Reason"), LONG)],
            go,
            grants.sign,
            explanation=self.tr("The reason stands on the ledger, for all parties to read."),
        )

    def request_sent(self) -> None:
        outcome = self.asked
        assert isinstance(outcome, SignOutcome)
        self.outcome = outcome
        self.mark.add(outcome.event)
        words = self.words
        said = filled(self.tr("%1 is signed."), words.verdict(outcome.verdict))
        if outcome.queued:
            said += " " + self.tr("The ledger is away: it waits in the outbox and is sent by itself.")
        elif outcome.unlock is not None:
            said += " " + filled(self.tr("Return code: %1."), words.code(outcome.unlock.code))
            if outcome.unlock.code == 0:
                said += " " + self.tr("It is executed.")
            else:
                said += " " + words.money_moved(Money.NOT_MOVED)
        self.tell(said, "good" if outcome.verdict == "Pass" else "bad")
        self._fill_actions()
        self.next.setFocus()


def _named(check: CheckRow) -> Any:
    return Sentence(f"check.{check.item}")
