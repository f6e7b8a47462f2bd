"""The office: who works in it, who stands in for whom, and the cases that nobody has answered in time."""

from __future__ import annotations

from datetime import timedelta

from loc_desktop.desk.values.case import Colleague, Overdue
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.values_dialog import CHOICE, DAY, Ask
from loc_desktop.ui.widgets.view import Context

Shown = tuple[tuple[Colleague, ...], tuple[Overdue, ...]]


class ColleaguesView(RequestView):
    """Of an office its members above, the overdue cases below; of counter and regulator the cases only."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.has_office = context.desk.can("office")
        content = self.content()
        self.members: RowsModel[Colleague] = RowsModel(
            [
                TableColumn(lambda: self.tr("Member"), lambda c: c.party.name, badge=lambda c: c.party.role),
                TableColumn(lambda: self.tr("Substitute"), self._substitute),
                TableColumn(
                    lambda: self.tr("Stands in"), self._days, tone=lambda c: "warn" if c.away else ""
                ),
                TableColumn(lambda: self.tr("Key"), lambda c: c.party.key, mono=True),
            ],
            lambda c: c.party.key,
            self,
        )
        self.members_table = RowTable()
        self.members_table.setModel(self.members)
        self.members_table.setItemDelegate(BadgeDelegate(self.members_table))
        self.members_table.set_widths((290, 280, 220))
        self.cases_title = plain(name="section")
        self.cases: RowsModel[Overdue] = RowsModel(
            [
                TableColumn(lambda: self.tr("Event"), lambda o: self.words.kind(o.kind)),
                TableColumn(lambda: self.tr("Asked by"), lambda o: o.customer.name),
                TableColumn(
                    lambda: self.tr("Amount, yuan"),
                    lambda o: self.words.number(o.amount) if o.amount else "",
                    right=True,
                ),
                TableColumn(
                    lambda: self.tr("Waits for"), lambda o: o.waits_for.name, badge=lambda o: o.waits_for.role
                ),
                TableColumn(
                    lambda: self.tr("Working days"),
                    lambda o: str(o.working_days),
                    right=True,
                    order=lambda o: o.working_days,
                    tone=lambda _o: "bad",
                ),
                TableColumn(lambda: self.tr("Expires"), lambda o: self.words.when(o.expires)),
                TableColumn(lambda: self.tr("What to do"), self._advice, tip=self._advice),
                TableColumn(lambda: self.tr("Id"), lambda o: o.event, mono=True),
            ],
            lambda o: o.event,
            self,
        )
        self.cases_table = RowTable()
        self.cases_table.setModel(self.cases)
        self.cases_table.setItemDelegate(BadgeDelegate(self.cases_table))
        self.cases_table.set_widths((120, 120, 110, 200, 90, 140, 320))
        self.none = plain(name="empty", wrap=True)
        if self.has_office:
            content.addWidget(self.members_table, 1)
        content.addWidget(self.cases_title)
        content.addWidget(self.cases_table, 2)
        content.addWidget(self.none)
        self.name_one = button(primary=True)
        self.end = button()
        self.show_ledger = button()
        self.primary = self.name_one if self.has_office else self.show_ledger
        self.add_action(self.name_one, self.end, None, self.show_ledger)
        for widget in (self.name_one, self.end):
            widget.setVisible(self.has_office)
        self.name_one.clicked.connect(self._ask)
        self.end.clicked.connect(self._end)
        self.show_ledger.clicked.connect(self._show)
        self.cases_table.opened.connect(lambda _index: self._show())
        for table in (self.members_table, self.cases_table):
            table.selectionModel().currentRowChanged.connect(self._chosen)
        self.say(self.title.setText, self._title)
        self.say(self.members_table.setAccessibleName, lambda: self.tr("Members of this office"))
        self.say(self.cases_table.setAccessibleName, lambda: self.tr("Cases that nobody has answered"))
        self.say(self.cases_title.setText, lambda: self.tr("Not answered in time"))
        self.say(self.none.setText, lambda: self.tr("Every case was answered in time or has time left."))
        self.say(self.name_one.setText, lambda: self.tr("Name a substitute…"))
        self.say(self.end.setText, lambda: self.tr("End the substitution…"))
        self.say(self.show_ledger.setText, lambda: self.tr("Show on the ledger"))
        self._chosen()

    def _title(self) -> str:
        return self.tr("This office") if self.has_office else self.tr("Not answered in time")

    def _substitute(self, line: Colleague) -> str:
        return line.substitute.name if line.substitute is not None else ""

    def _days(self, line: Colleague) -> str:
        return filled(self.tr("%1 to %2"), line.begins, line.ends) if line.substitute is not None else ""

    def _advice(self, line: Overdue) -> str:
        if line.substitute is not None:
            return self.words.say(Sentence("overdue.substitute", {"other": line.substitute.name}))
        return self.words.say(Sentence("overdue.ask"))

    # -- what is shown

    def load(self) -> None:
        desk = self.desk

        def fetch(_job: Job) -> Shown:
            return desk.substitutes.office() if self.has_office else (), desk.escalations.mine()

        self.work(fetch, self._show_lines)

    def _show_lines(self, shown: Shown) -> None:
        members, cases = shown
        self.members.set_rows(members)
        self.cases.set_rows(cases)
        self.cases_table.setVisible(bool(cases))
        self.none.setVisible(not cases)
        self.members_table.choose()
        self.cases_table.choose()
        self._chosen()
        self.filled.emit()

    def focus_first(self) -> None:
        (self.members_table if self.has_office else self.cases_table).setFocus()

    def _chosen(self, *_: object) -> None:
        own = self.desk.identity.key
        chosen = self.members.row_at(self.members_table.currentIndex())
        parties = () if chosen is None or chosen.substitute is None else (chosen.party, chosen.substitute)
        self.end.setEnabled(any(party.key == own for party in parties))
        self.show_ledger.setEnabled(self.cases.row_at(self.cases_table.currentIndex()) is not None)

    def _show(self) -> None:
        chosen = self.cases.row_at(self.cases_table.currentIndex())
        if chosen is not None:
            self.context.shell.go("ledger", chosen.event)

    # -- naming and ending

    def _ask(self) -> None:
        substitutes = self.desk.substitutes

        def fetch(_job: Job) -> tuple[list[tuple[str, str]], int]:
            return [(party.key, party.name) for party in substitutes.candidates()], substitutes.most_days()

        self.work(fetch, lambda found: self._fill_in(*found))

    def _fill_in(self, candidates: list[tuple[str, str]], most: int) -> None:
        if not candidates:
            self.tell(self.words.say(Sentence("overdue.alone")), "warn")
            return
        substitutes, today = self.desk.substitutes, self.desk.carrier.today
        week = (today + timedelta(days=min(6, most - 1))).isoformat()
        self.fill_request(
            self.tr("Name a substitute"),
            [
                Ask("other", self.tr("Substitute"), CHOICE, choices=candidates),
                Ask("begins", self.tr("From"), DAY, today.isoformat()),
                Ask("ends", self.tr("To"), DAY, week),
            ],
            lambda v: substitutes.prepare(v["other"], v["begins"], v["ends"]),
            substitutes.submit,
            explanation=self.words.say(Sentence("overdue.explained", {"most": most})),
        )

    def _end(self) -> None:
        chosen = self.members.row_at(self.members_table.currentIndex())
        if chosen is not None:
            substitutes, key = self.desk.substitutes, chosen.party.key
            self.ask(lambda: substitutes.prepare_end(key), substitutes.submit)
