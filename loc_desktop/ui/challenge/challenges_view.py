"""Challenges (paper 3.2): R asks and decides, the challenged role answers; all parties see them."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QVBoxLayout

from loc_desktop.app.values import Party
from loc_desktop.desk.values.case import SignOutcome, ToSign
from loc_desktop.desk.values.challenge import ChallengeDetail, ChallengeLine, ClaimLine
from loc_desktop.texts.words import short
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import money_words, theme
from loc_desktop.ui.widgets.controls import button, choice
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import card, clear, holding, row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.values_dialog import CHOICE, DAY, LONG, TEXT, YUAN, Ask
from loc_desktop.ui.widgets.view import Context

TARGETS = ("loan", "event", "transaction", "party")


class ChallengesView(RequestView):
    """The list, the chosen challenge with its answers, what I may do with it. ``detail`` is what is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.detail: ChallengeDetail | None = None
        self._wanted = ""
        self._regulator = context.desk.identity.role == "R"
        words = self.words
        self.state = choice(12)
        content = self.content()
        content.addLayout(row(self.state, None))
        self.model: RowsModel[ChallengeLine] = RowsModel(
            [
                TableColumn(lambda: self.tr("Raised"), lambda c: words.when(c.raised)),
                TableColumn(
                    lambda: self.tr("About"),
                    lambda c: f"{money_words.target(c.target_kind)} {short(c.target)}",
                ),
                TableColumn(
                    lambda: self.tr("Asked"), lambda c: c.respondent.name, badge=lambda c: c.respondent.role
                ),
                TableColumn(
                    lambda: self.tr("Status"),
                    lambda c: self._status(c),
                    tone=lambda c: "bad" if c.late else money_words.challenge_tone(c.status),
                ),
                TableColumn(lambda: self.tr("Answer until"), lambda c: words.when(c.deadline)),
                TableColumn(lambda: self.tr("Reason"), lambda c: c.reason),
            ],
            lambda c: c.id,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((136, 160, 196, 256, 136))
        self.table.show_at_least(3)
        self.empty = plain(name="empty", wrap=True)
        content.addWidget(self.empty)
        content.addWidget(self.table, 1)
        frame, self._card = card()
        self.card = holding(frame)
        content.addWidget(self.card if theme.sizes().large else scrolled(self.card), 1)
        self.claims: RowsModel[ClaimLine] = RowsModel(
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
        self.claims_title = plain(name="section")
        self.claims_table = RowTable()
        self.claims_table.setModel(self.claims)
        self.claims_table.setItemDelegate(BadgeDelegate(self.claims_table))
        self.claims_table.set_widths((110, 180, 180, 120, 120, 200))
        self.claims_table.show_at_least(2)
        self.claims_title.hide()
        self.claims_table.hide()
        content.addWidget(self.claims_title)
        content.addWidget(self.claims_table)
        self.raise_one = button(primary=self._regulator)
        self.pick = button()
        self.answer = button(primary=not self._regulator)
        self.accept = button()
        self.decide = button()
        self.lift = button()
        self.reverse = button(danger=True)
        self.withdraw = button()
        self.pay = button()
        self.collect = button()
        self.waive = button(danger=True)
        claims = (self.pay, self.collect, self.waive)
        if self._regulator:
            self.primary = self.raise_one
            own = (self.accept, self.decide, self.withdraw, self.lift, self.reverse)
            self.add_action(self.raise_one, self.pick, None, *own, *claims)
        else:
            self.primary = self.answer
            self.add_action(self.answer, None, *claims)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self._show_event())
        self.state.activated.connect(lambda _index: self.load())
        self.raise_one.clicked.connect(lambda: self._raise("", ""))
        self.pick.clicked.connect(lambda: self.context.shell.go("loans"))
        self.answer.clicked.connect(self._answer)
        self.accept.clicked.connect(self._ask_accept)
        self.decide.clicked.connect(self._decide)
        self.lift.clicked.connect(self._lift)
        self.withdraw.clicked.connect(self._withdraw)
        self.reverse.clicked.connect(self._reverse)
        self.claims_table.selectionModel().currentRowChanged.connect(lambda *_: self._fill_claims())
        self.pay.clicked.connect(lambda: self._pay(collect=False))
        self.collect.clicked.connect(lambda: self._pay(collect=True))
        self.waive.clicked.connect(self._waive)
        self.say(self.title.setText, lambda: self.tr("Challenges"))
        self.say(self.state.setAccessibleName, lambda: self.tr("Which challenges"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Challenges"))
        self.say(self.raise_one.setText, lambda: self.tr("Challenge…"))
        self.say(self.pick.setText, lambda: self.tr("Choose a loan"))
        self.say(self.answer.setText, lambda: self.tr("Answer…"))
        self.say(self.accept.setText, lambda: self.tr("Accept the answer…"))
        self.say(self.decide.setText, lambda: self.tr("Decide…"))
        self.say(self.lift.setText, lambda: self.tr("Lift…"))
        self.say(self.withdraw.setText, lambda: self.tr("Withdraw the decision…"))
        self.say(self.reverse.setText, lambda: self.tr("Reverse…"))
        self.say(self.claims_title.setText, lambda: self.tr("Claims: what could not be taken back"))
        self.say(self.claims_table.setAccessibleName, lambda: self.tr("Claims"))
        self.say(self.pay.setText, lambda: self.tr("Pay the claim…"))
        self.say(self.collect.setText, lambda: self.tr("Collect…"))
        self.say(self.waive.setText, lambda: self.tr("Waive…"))
        self._fill_states()
        self._fill_actions()
        self._fill_claims()

    def _status(self, line: ChallengeLine) -> str:
        text = money_words.challenge(line.status)
        if line.late:
            text += " · " + self.tr("too late")
        return text + (" · " + self.tr("frozen") if line.frozen else "")

    def _fill_states(self) -> None:
        chosen = self.state.currentIndex()
        self.state.clear()
        self.state.addItem(self.tr("all"), "")
        self.state.addItem(self.tr("undecided"), "open")
        self.state.setCurrentIndex(max(0, chosen))

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_states()

    # -- loading

    def load(self) -> None:
        status = self.state.currentData() or ""
        self.work(lambda _job: self.desk.challenges.all(status=status), self._show_list)
        self.work(lambda _job: self.desk.claims.all(), self._show_claims)

    def show_target(self, target: object) -> None:
        """A challenge's id; or (kind, id) to be challenged."""
        if isinstance(target, str):
            self._wanted = target
            self._stale = True
        elif isinstance(target, tuple) and self._regulator:
            self._raise(str(target[0]), str(target[1]))

    def focus_first(self) -> None:
        (self.table if self.model.rowCount() else self.state).setFocus()

    def _show_list(self, lines: tuple[ChallengeLine, ...]) -> None:
        chosen = self._wanted or self._id()
        self._wanted = ""
        self.model.reword()
        self.model.set_rows(lines)
        self.table.setVisible(bool(lines))
        self.card.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self.empty.setText(self.tr("There is no challenge."))
        if lines:
            index = self.model.find(chosen) if chosen else self.model.index(0, 0)
            self.table.setCurrentIndex(index if index.isValid() else self.model.index(0, 0))
        self._chosen()
        self.filled.emit()

    def _id(self) -> str:
        line = self.model.row_at(self.table.currentIndex())
        return line.id if line is not None else ""

    def _chosen(self, *_: object) -> None:
        challenge = self._id()
        if not challenge:
            self.detail = None
            self._fill_actions()
            return
        self.work(lambda _job: self.desk.challenges.challenge(challenge), self._show)

    def _show(self, detail: ChallengeDetail) -> None:
        if detail.line.id != self._id():
            return
        self.detail = detail
        words, line = self.words, detail.line
        clear(self._card)
        self._say_line(words.say(line.sentence), "section")
        self._say_line(self.tr("Reason: %1").replace("%1", line.reason))
        if line.frozen:
            self._say_line(words.say(detail.stops), tone="warn")
        if detail.paused:
            text = self.tr("%1 loans stand still: no day past due and no penalty until it is decided.")
            self._say_line(text.replace("%1", words.count(len(detail.paused))), tone="warn")
        for one in detail.answers:
            text = self.tr("Answer of %1: %2").replace("%1", words.when(one.at)).replace("%2", one.text)
            self._say_line(text)
            if one.evidence:
                self._say_line(self.tr("Evidence: %1").replace("%1", one.evidence), tone="muted")
            if one.verdict:
                self._say_line(self.tr("The regulator: %1").replace("%1", words.verdict(one.verdict)))
        if detail.decided:
            text = self.tr("Decided %1: %2, %3. %4")
            for mark, value in (
                ("%1", words.when(detail.decided)),
                ("%2", money_words.challenge(line.status)),
                ("%3", money_words.effect(detail.effect)),
                ("%4", detail.ruling),
            ):
                text = text.replace(mark, value)
            self._say_line(text, tone=money_words.challenge_tone(line.status))
        for wait in detail.waiting:
            text = self.tr("Signed by the regulator, waits for %1: %2")
            text = text.replace("%1", words.party(wait.waits_for)).replace("%2", words.say(wait.effect))
            self._say_line(text, tone="warn")
        for event in detail.reversals:
            self._say_line(self.tr("To be reversed: event %1").replace("%1", event), tone="bad")
        self._card.addStretch(1)
        self._fill_actions()

    def _say_line(self, text: str, name: str = "", tone: str = "") -> None:
        assert isinstance(self._card, QVBoxLayout)
        self._card.addWidget(plain(text, wrap=True, name=name, tone=tone))
        self._card.setSpacing(theme.sizes().space(4))

    def _show_event(self) -> None:
        if self.detail is not None:
            self.context.shell.go("ledger", self.detail.event)

    def _fill_actions(self) -> None:
        can = self.detail.can if self.detail is not None else ()
        self.answer.setEnabled("answer" in can)
        self.accept.setVisible("accept" in can)
        self.decide.setVisible("uphold" in can or "dismiss" in can)
        self.lift.setVisible("lift" in can)
        self.withdraw.setVisible(self._mine() != "")
        self.reverse.setVisible("reverse" in can)

    # -- asking

    def _raise(self, kind: str, target: str) -> None:
        challenges = self.desk.challenges
        kinds = tuple((name, money_words.target(name)) for name in TARGETS)

        def find(values: dict[str, Any]) -> tuple[str, str, tuple[Party, ...], str]:
            found = challenges.respondents(values["kind"], values["target"])
            return values["kind"], values["target"], found, challenges.earliest_day()

        self.fill(
            self.tr("Challenge"),
            [
                Ask("kind", self.tr("What"), CHOICE, kind or "loan", kinds),
                Ask("target", self.tr("Its id"), TEXT, target),
            ],
            find,
            lambda found: self._raise_on(*found),
            explanation=self.tr("First the target; then whom you ask. It is frozen until you have decided."),
        )

    def _raise_on(self, kind: str, target: str, respondents: tuple[Party, ...], earliest: str) -> None:
        challenges = self.desk.challenges
        choices = tuple((one.key, f"{one.role} {one.name}") for one in respondents)
        text = f"{money_words.target(kind)} {target}"

        def go(values: dict[str, Any]) -> ToSign:
            return challenges.prepare_raise(
                kind, target, values["respondent"], values["reason"], values["deadline"]
            )

        self.fill_request(
            self.tr("Challenge"),
            [
                Ask("respondent", self.tr("Whom you ask"), CHOICE, "", choices),
                Ask("reason", self.tr("Reason"), LONG),
                Ask(
                    "deadline",
                    self.tr("Answer until, at the earliest %1").replace("%1", earliest),
                    DAY,
                    earliest,
                ),
            ],
            go,
            challenges.submit,
            explanation=text,
        )

    def _answer(self) -> None:
        challenge, challenges = self._id(), self.desk.challenges
        line = self.model.row_at(self.table.currentIndex())
        self.fill_request(
            self.tr("Answer"),
            [Ask("answer", self.tr("Answer"), LONG), Ask("evidence", self.tr("Evidence"), LONG)],
            lambda v: challenges.prepare_answer(challenge, v["answer"], v["evidence"]),
            challenges.submit,
            explanation=line.reason if line is not None else "",
        )

    def _ask_accept(self) -> None:
        challenge, challenges = self._id(), self.desk.challenges
        text = self.tr("You sign Pass to the last answer: the challenge is dismissed and the freeze ends.")

        def accept(pin: str | None) -> None:
            self.work(lambda _job: challenges.accept(challenge, pin=pin), self._accepted)

        self.sure(
            self.tr("Accept the answer?"),
            text,
            self.tr("Sign"),
            lambda: self.context.shell.with_pin(self, accept),
        )

    def _accepted(self, outcome: SignOutcome) -> None:
        self.asked = outcome
        self.tell(self.tr("The answer is accepted; the challenge is dismissed."), "good")
        self.load()

    def _decide(self) -> None:
        detail, challenges = self.detail, self.desk.challenges
        if detail is None:
            return
        challenge = detail.line.id
        choices = [("none", self.tr("dismissed"))] if "dismiss" in detail.can else []
        if "uphold" in detail.can:
            for effect in detail.effects:
                text = self.tr("%1: %2").replace("%1", money_words.challenge("upheld"))
                text = text.replace("%2", money_words.effect(effect))
                choices.append((f"upheld {effect}", text))

        def go(values: dict[str, Any]) -> ToSign:
            decision, _, effect = values["decision"].partition(" ")
            if decision == "none":
                decision, effect = "dismissed", "none"
            second = values.get("second", "")
            return challenges.prepare_decide(challenge, decision, effect, values["ruling"], second)

        self.fill_request(
            self.tr("Decide"),
            [
                Ask("decision", self.tr("Decision"), CHOICE, "", tuple(choices)),
                Ask("ruling", self.tr("Why"), LONG),
                *(self._second_asked() if "uphold" in detail.can else ()),
            ],
            go,
            challenges.submit,
        )

    def _second_asked(self) -> tuple[Ask, ...]:
        """Who is to agree where the decision takes rights or money."""
        seconds = self.detail.seconds if self.detail is not None else ()
        if not seconds:
            return ()
        choices = tuple((one.key, f"{one.role} {one.name}") for one in seconds)
        return (Ask("second", self.tr("Who has to agree to a suspension or reversal"), CHOICE, "", choices),)

    def _lift(self) -> None:
        challenge, challenges = self._id(), self.desk.challenges
        self.fill_request(
            self.tr("Lift the suspension"),
            [Ask("ruling", self.tr("Why"), LONG)],
            lambda v: challenges.prepare_lift(challenge, v["ruling"]),
            challenges.submit,
        )

    def _reverse(self) -> None:
        challenge, challenges = self._id(), self.desk.challenges
        self.fill_request(
            self.tr("Reverse"),
            self._second_asked(),
            lambda v: challenges.prepare_reverse(challenge, v.get("second", "")),
            challenges.submit,
            explanation=self.tr("What is on the account goes back; the rest becomes a claim."),
        )

    def _mine(self) -> str:
        """The event of a decision that waits and that I may withdraw, "" if there is none."""
        waiting = self.detail.waiting if self.detail is not None else ()
        return next((one.event for one in waiting if one.mine), "")

    def _withdraw(self) -> None:
        event, withdrawals = self._mine(), self.desk.withdrawals
        if event:
            self.ask(lambda: withdrawals.prepare(event), withdrawals.submit)

    # -- claims

    def _claim(self) -> ClaimLine | None:
        return self.claims.row_at(self.claims_table.currentIndex())

    def _show_claims(self, lines: tuple[ClaimLine, ...]) -> None:
        chosen = self._claim()
        self.claims.reword()
        self.claims.set_rows(lines)
        self.claims_title.setVisible(bool(lines))
        self.claims_table.setVisible(bool(lines))
        if lines:
            index = self.claims.find(chosen.id) if chosen is not None else self.claims.index(0, 0)
            self.claims_table.setCurrentIndex(index if index.isValid() else self.claims.index(0, 0))
        self._fill_claims()

    def _fill_claims(self) -> None:
        line = self._claim()
        can = line.can if line is not None else ()
        self.pay.setVisible("pay" in can)
        self.collect.setVisible("collect" in can)
        self.waive.setVisible("waive" in can)

    def _pay(self, collect: bool) -> None:
        line, claims = self._claim(), self.desk.claims
        if line is None:
            return
        claim = line.id
        most = line.left if line.there is None else min(line.left, line.there)
        prepare = claims.prepare_collect if collect else claims.prepare_pay
        self.fill_request(
            self.tr("Collect") if collect else self.tr("Pay"),
            [Ask("amount", self.tr("Amount, yuan"), YUAN, self.words.number(most))],
            lambda v: prepare(claim, v["amount"]),
            claims.submit,
            explanation=self.tr("%1 yuan are owed.").replace("%1", self.words.number(line.left)),
        )

    def _waive(self) -> None:
        line, claims = self._claim(), self.desk.claims
        if line is None:
            return
        claim = line.id
        self.fill_request(
            self.tr("Waive"),
            [Ask("reason", self.tr("Why"), LONG)],
            lambda v: claims.prepare_waive(claim, v["reason"]),
            claims.submit,
            explanation=self.tr("%1 yuan are owed.").replace("%1", self.words.number(line.left)),
        )
