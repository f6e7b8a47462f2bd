"""The regulator's list of members: who belongs to the network, and the beginning of a revocation."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from loc_desktop.app.values import Party
from loc_desktop.desk.values.challenge import MemberLine
from loc_desktop.desk.values.ledger import FlowTarget
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.viewer.flow_inspecting import FlowInspecting
from loc_desktop.ui.widgets.controls import button, choice, find_key, typing_pause
from loc_desktop.ui.widgets.i18n import filled, role_mark
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.values_dialog import CHOICE, LONG, Ask
from loc_desktop.ui.widgets.view import Context

ROLES = ("B", "CAD", "FD", "R", "C")


class MembersView(RequestView):
    """Role R. A member is searched, inspected, and its membership taken away with a second authority."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._lines: tuple[MemberLine, ...] = ()
        self.inspecting = FlowInspecting(context, self)
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.role = choice()
        content = self.content()
        content.addLayout(row(self.filter, self.role, stretch=0))
        self.model: RowsModel[MemberLine] = RowsModel(
            [
                TableColumn(lambda: self.tr("Member"), lambda m: m.party.name, badge=lambda m: m.party.role),
                TableColumn(lambda: self.tr("Organisation"), lambda m: m.organisation),
                TableColumn(lambda: self.tr("Registered"), lambda m: words.when(m.registered)),
                TableColumn(
                    lambda: self.tr("State"),
                    self._state,
                    tone=lambda m: "warn" if m.pending else "" if m.state == "active" else "bad",
                ),
                TableColumn(
                    lambda: self.tr("Key"), lambda m: m.party.key, mono=True, tip=lambda m: m.party.key
                ),
            ],
            lambda m: (m.party.role, m.party.key),
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((230, 190, 150, 260))
        go = self.context.shell.go
        self.table.challenge_of = lambda m: lambda: go("challenges", ("party", m.party.key))
        self.table.show_at_least(3)
        content.addWidget(self.table, 1)
        self.note = plain(wrap=True, tone="muted")
        content.addWidget(self.note)
        self.inspect = button(primary=True)
        self.revoke = button(danger=True)
        self.withdraw = button()
        self.show_ledger = button()
        self.primary = self.inspect
        self.add_action(self.inspect, self.show_ledger, None, self.withdraw, self.revoke)
        self._typing = typing_pause(self, self._search, self.filter)
        find_key(self, self.filter)
        self.role.activated.connect(lambda _index: self._search())
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self._inspect())
        self.inspect.clicked.connect(self._inspect)
        self.revoke.clicked.connect(self._seconds)
        self.withdraw.clicked.connect(self._withdraw)
        self.show_ledger.clicked.connect(self._show_event)
        self.say(self.title.setText, lambda: self.tr("Members"))
        self.say(
            self.filter.setPlaceholderText, lambda: self.tr("Find by name, organisation or key (Ctrl+F)")
        )
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a member"))
        self.say(self.role.setAccessibleName, lambda: self.tr("Role"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Members of the network"))
        self.say(
            self.note.setText,
            lambda: self.tr("A revocation counts once a second authority has agreed. It is not given back."),
        )
        self.say(self.inspect.setText, lambda: self.tr("Inspect…"))
        self.say(self.revoke.setText, lambda: self.tr("Revoke the membership…"))
        self.say(self.withdraw.setText, lambda: self.tr("Withdraw the revocation…"))
        self.say(self.show_ledger.setText, lambda: self.tr("Show the revocation"))
        self._fill_roles()
        self._chosen()

    def _state(self, member: MemberLine) -> str:
        if member.pending:
            who = member.waits_for.name if member.waits_for else ""
            return self.words.say(Sentence("member.revoking", {"who": who}))
        return self.words.say(Sentence(f"member.{member.state}"))

    def _fill_roles(self) -> None:
        chosen = self.role.currentIndex()
        self.role.clear()
        self.role.addItem(self.tr("all"), "")
        for letter in ROLES:
            self.role.addItem(self.words.role(letter), letter)
        self.role.setCurrentIndex(max(0, chosen))

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_roles()

    # -- loading

    def load(self) -> None:
        self.work(lambda _job: self.desk.revocations.members(), self._show)

    def _show(self, lines: tuple[MemberLine, ...]) -> None:
        self._lines = lines
        self.model.reword()
        self._search()
        self.filled.emit()

    def _search(self) -> None:
        self._typing.stop()
        text, role = self.filter.text().strip().casefold(), self.role.currentData() or ""
        self.model.set_rows(
            [
                line
                for line in self._lines
                if role in ("", line.party.role)
                and text in f"{line.party.name}\n{line.organisation}\n{line.party.key}".casefold()
            ]
        )
        self.table.choose()
        self.table.say_empty(self.tr("Nothing found."))
        self.subtitle.set_text(filled(self.tr("%1 members"), self.words.count(len(self.model.rows))))
        self._chosen()

    def focus_first(self) -> None:
        self.table.setFocus()

    @property
    def member(self) -> MemberLine | None:
        """The member under the cursor."""
        return self.model.row_at(self.table.currentIndex())

    def _chosen(self, *_: object) -> None:
        member = self.member
        self.inspect.setEnabled(member is not None)
        own = member is not None and member.party.key == self.desk.me.key
        active = member is not None and member.state in ("active", "frozen")
        self.revoke.setEnabled(active and not own and member is not None and not member.pending)
        self.withdraw.setVisible(member is not None and member.mine)
        self.show_ledger.setVisible(member is not None and bool(member.pending))

    # -- doing

    def _inspect(self) -> None:
        member = self.member
        if member is not None:
            party = member.party
            self.inspecting.ask([FlowTarget(what, party.key, party.name) for what in ("party", "account")])

    def _seconds(self) -> None:
        member = self.member
        if member is not None:
            party = member.party
            self.work(
                lambda _job: self.desk.revocations.seconds(party), lambda found: self._ask(party, found)
            )

    def _ask(self, member: Party, seconds: tuple[Party, ...]) -> None:
        revocations = self.desk.revocations
        choices = tuple((party.key, f"{role_mark(party.role)} {party.name}") for party in seconds)
        meaning = self.words.say(
            Sentence(f"revoking.{member.role if member.role in ('B', 'C') else 'office'}")
        )
        self.fill(
            filled(self.tr("Revoke the membership of %1"), member.name),
            [
                Ask("reason", self.tr("Reason"), LONG),
                Ask("second", self.tr("Who has to agree"), CHOICE, "", choices),
            ],
            lambda values: revocations.prepare(member, values["reason"], values["second"] or ""),
            lambda to_sign: self.show_request(to_sign, revocations.submit, meaning),
            explanation=meaning,
        )

    def _withdraw(self) -> None:
        member, withdrawals = self.member, self.desk.withdrawals
        if member is not None and member.pending:
            event = member.pending
            self.ask(lambda: withdrawals.prepare(event), withdrawals.submit)

    def _show_event(self) -> None:
        member = self.member
        if member is not None and member.pending:
            self.context.shell.go("ledger", member.pending)
