"""Challenges (paper 3.2): R asks and decides, the challenged role answers; all parties see them."""

from __future__ import annotations

from collections.abc import Callable

from loc_desktop.desk.values.case import SignOutcome
from loc_desktop.desk.values.challenge import ChallengeDetail, ChallengeLine
from loc_desktop.texts.words import short
from loc_desktop.ui.challenge.challenge_card import ChallengeCard
from loc_desktop.ui.challenge.challenge_requests import ChallengeRequests
from loc_desktop.ui.challenge.claims_panel import ClaimsPanel
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Context


class ChallengesView(RequestView):
    """The list, the chosen challenge with its answers, what I may do with it. ``detail`` is what is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.detail: ChallengeDetail | None = None
        self.requests = ChallengeRequests(self)
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
                    lambda c: f"{self.words.show(c.target_kind, 'target')} {short(c.target)}",
                    full=lambda c: f"{self.words.show(c.target_kind, 'target')} {c.target}",
                ),
                TableColumn(
                    lambda: self.tr("Asked"), lambda c: c.respondent.name, badge=lambda c: c.respondent.role
                ),
                TableColumn(
                    lambda: self.tr("Status"),
                    lambda c: self._status(c),
                    tone=lambda c: "bad" if c.late else theme.challenge_tone(c.status),
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
        self.card = ChallengeCard(words)
        content.addWidget(self.card if theme.sizes().large else scrolled(self.card), 1)
        self.claims = ClaimsPanel(self)
        content.addWidget(self.claims)
        self.raise_one = button(primary=self._regulator)
        self.pick = button()
        self.answer = button(primary=not self._regulator)
        self.accept = button()
        self.decide = button()
        self.lift = button()
        self.reverse = button(danger=True)
        self.withdraw = button()
        if self._regulator:
            self.primary = self.raise_one
            own = (self.accept, self.decide, self.withdraw, self.lift, self.reverse)
            self.add_action(self.raise_one, self.pick, None, *own, *self.claims.buttons)
        else:
            self.primary = self.answer
            self.add_action(self.answer, None, *self.claims.buttons)
        self.tells_of_row(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self._show_event())
        self.state.activated.connect(lambda _index: self.load())
        self.raise_one.clicked.connect(lambda: self.requests.raise_one())
        self.pick.clicked.connect(lambda: self.context.shell.go("loans"))
        self.answer.clicked.connect(self._answer)
        self.accept.clicked.connect(self._ask_accept)
        self.decide.clicked.connect(lambda: self._ask_for(self.requests.decide))
        self.lift.clicked.connect(lambda: self.requests.lift(self._id()))
        self.withdraw.clicked.connect(self._withdraw)
        self.reverse.clicked.connect(lambda: self._ask_for(self.requests.reverse))
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
        self._fill_states()
        self._fill_actions()

    def _status(self, line: ChallengeLine) -> str:
        text = self.words.show(line.status, "challenge_state")
        if line.late:
            text += " · " + self.tr("too late")
        if line.until:
            return text + " · " + filled(self.tr("frozen until %1"), self.words.when(line.until))
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
        self.work(lambda _job: self.desk.claims.all(), self.claims.show_claims)

    def show_target(self, target: object) -> None:
        """A challenge's id; or (kind, id) to be challenged."""
        if isinstance(target, str):
            self._wanted = target
            self._stale = True
        elif isinstance(target, tuple) and self._regulator:
            self.requests.raise_one(str(target[0]), str(target[1]))

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
        self.card.show_challenge(detail)
        self._fill_actions()

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

    def _ask_for(self, request: Callable[[ChallengeDetail], None]) -> None:
        if self.detail is not None:
            request(self.detail)

    def _answer(self) -> None:
        line = self.model.row_at(self.table.currentIndex())
        if line is not None:
            self.requests.answer(line)

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

    def _mine(self) -> str:
        """The event of a decision that waits and that I may withdraw, "" if there is none."""
        waiting = self.detail.waiting if self.detail is not None else ()
        return next((decision.event for decision in waiting if decision.mine), "")

    def _withdraw(self) -> None:
        event, withdrawals = self._mine(), self.desk.withdrawals
        if event:
            self.ask(lambda: withdrawals.prepare(event), withdrawals.submit)
