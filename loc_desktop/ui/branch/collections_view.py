"""Role B: loans in arrears as a list of work: what is to be done first stands first; what was done below."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLabel, QLineEdit

from loc_desktop.bank.arrears.values import (
    DELIVERIES,
    RESULTS,
    STEPS,
    WAYS,
    ArrearsDeed,
    Contact,
    Demand,
    Promise,
)
from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.desk.branch.arrears import SHOWN, delivery_of
from loc_desktop.desk.values.branch import ArrearsPage, ArrearsRow, DemandLetter
from loc_desktop.desk.values.loan import TIERS
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice, find_key, typing_pause
from loc_desktop.ui.widgets.figures import figures, word
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import heading, plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, RowsModel, TableColumn, TablePage
from loc_desktop.ui.widgets.values_dialog import CHOICE, DAY, LONG, YUAN, Ask
from loc_desktop.ui.widgets.view import Context

if TYPE_CHECKING:
    from loc_desktop.ui.papers.paper_dialog import LookedAt, PaperDialog

_TONES = {"kept": "good", "broken": "bad"}


class CollectionsView(RequestView):
    """Tiers above with loans and outstanding yuan, late loans below, then what was done about the chosen one.
    ``arrears`` is what was read last, ``paper`` the letter opened last."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._known = ("", "", "")
        self.arrears: ArrearsPage | None = None
        self.paper: PaperDialog | None = None
        words = self.words
        content = self.content()
        self.tiers: dict[str, QLabel] = {name: plain(name="section") for name in TIERS}
        titles: dict[str, QLabel] = {name: word() for name in TIERS}
        for name in TIERS:
            self.say(titles[name].setText, lambda name=name: self.words.show(name, "tier"))  # type: ignore[misc]
        content.addLayout(figures(*((titles[name], self.tiers[name]) for name in TIERS)))
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.shown, self.tier = choice(18), choice(18)
        content.addLayout(row(self.filter, self.shown, self.tier, stretch=0))
        self.model: LazyModel[ArrearsRow] = LazyModel(
            [
                TableColumn(lambda: self.tr("To be done on"), lambda r: r.step_day, tone=self._urgency),
                TableColumn(
                    lambda: self.tr("Next step"),
                    lambda r: self.words.show(r.step, "step") if r.step else "–",
                    tone=self._urgency,
                ),
                TableColumn(lambda: self.tr("Customer"), lambda r: r.customer.name),
                TableColumn(
                    lambda: self.tr("Class"),
                    lambda r: self.words.show(r.classification, "tier"),
                    tone=lambda r: theme.tier_tone(r.classification),
                ),
                TableColumn(lambda: self.tr("Days late"), lambda r: words.count(r.days_past_due), right=True),
                TableColumn(lambda: self.tr("To be paid now"), lambda r: words.number(r.due), right=True),
                TableColumn(lambda: self.tr("Principal"), lambda r: words.number(r.principal), right=True),
                TableColumn(lambda: self.tr("Interest"), lambda r: words.number(r.interest), right=True),
                TableColumn(lambda: self.tr("Penalty"), lambda r: words.number(r.penalty), right=True),
                TableColumn(
                    lambda: self.tr("Promise"),
                    lambda r: self.words.show(r.promise.state, "promise") if r.promise else "",
                    tone=lambda r: _TONES.get(r.promise.state, "") if r.promise else "",
                ),
                TableColumn(lambda: self.tr("Last contact"), self._last),
                TableColumn(
                    lambda: self.tr("Outstanding"), lambda r: words.number(r.outstanding), right=True
                ),
                TableColumn(
                    lambda: self.tr("Linked account"), lambda r: grouped(r.account) or "–", mono=True
                ),
                TableColumn(lambda: self.tr("Loan"), lambda r: r.loan, mono=True),
            ],
            lambda r: r.loan,
            context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((110, 150, 84, 112, 74, 104, 100, 88, 84, 90, 190, 110, 180))
        self.table.show_at_least(4)
        self.empty = plain(name="empty", wrap=True)
        content.addWidget(self.empty)
        content.addWidget(self.table, 3)
        self.history: RowsModel[ArrearsDeed] = RowsModel(
            [
                TableColumn(lambda: self.tr("Day"), lambda d: d.day),
                TableColumn(lambda: self.tr("What was done"), self._what),
                TableColumn(lambda: self.tr("Result"), self._result, tone=self._tone),
                TableColumn(lambda: self.tr("Recorded by"), lambda d: d.by),
                TableColumn(lambda: self.tr("Details"), self._details),
            ],
            lambda d: (type(d).__name__, d.day, d.at, self._what(d)),
            self,
        )
        self.history_title = heading()
        self.history_table = RowTable()
        self.history_table.setModel(self.history)
        self.history_table.set_widths((100, 230, 150, 110))
        self.history_table.show_at_least(2)
        content.addWidget(self.history_title)
        content.addWidget(self.history_table, 2)
        self.call, self.promise, self.demand, self.deliver = (
            button(primary=True),
            button(),
            button(),
            button(),
        )
        self.open_loan = button()
        self.primary = self.call
        self.spread(content, (self.call, self.promise, self.demand), (self.deliver, self.open_loan))
        self._typing = typing_pause(self, self._search, self.filter)
        for box in (self.tier, self.shown):
            box.activated.connect(lambda _index: self._search())
        find_key(self, self.filter)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(context.shell.report)
        self.table.opened.connect(lambda _index: self._open())
        self.table.selectionModel().currentRowChanged.connect(lambda _now, _before: self._chosen())
        self.history_table.opened.connect(self._open_letter)
        self.call.clicked.connect(self._call)
        self.promise.clicked.connect(self._promise)
        self.demand.clicked.connect(self._demand)
        self.deliver.clicked.connect(self._deliver)
        self.open_loan.clicked.connect(self._open)
        self.say(self.title.setText, lambda: self.tr("Collections"))
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by name or loan (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a late loan"))
        self.say(self.tier.setAccessibleName, lambda: self.tr("Class"))
        self.say(self.shown.setAccessibleName, lambda: self.tr("Which late loans"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Loans that are late"))
        self.say(self.history_title.setText, lambda: self.tr("What was done about this loan"))
        self.say(self.history_table.setAccessibleName, lambda: self.tr("What was done about this loan"))
        self.say(self.history_table.say_empty, lambda: self.tr("Nothing was recorded yet."))
        self.say(self.call.setText, lambda: self.tr("Record a call or visit…"))
        self.say(self.promise.setText, lambda: self.tr("Promise to pay…"))
        self.say(self.demand.setText, lambda: self.tr("Letter of demand…"))
        self.say(self.deliver.setText, lambda: self.tr("Delivered…"))
        self.say(self.open_loan.setText, lambda: self.tr("Open the loan"))
        self._fill_choices()

    def _fill_choices(self) -> None:
        lists = (
            (self.tier, [("", self.tr("all")), *((n, self.words.show(n, "tier")) for n in TIERS[1:])]),
            (self.shown, [(name, self._shown_text(name)) for name in SHOWN]),
        )
        for box, entries in lists:
            chosen = box.currentData()
            box.clear()
            for value, text in entries:
                box.addItem(text, value)
            box.setCurrentIndex(max(0, box.findData(chosen)))

    def _shown_text(self, name: str) -> str:
        return {
            "today": self.tr("to be done today"),
            "broken": self.tr("promise broken"),
            "never": self.tr("never contacted"),
        }.get(name, self.tr("all that are late"))

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_choices()

    # -- the list

    def _fetch(self, cursor: Any, limit: int) -> TablePage[ArrearsRow]:
        text, tier, shown = self._known
        self.arrears = self.desk.branch.arrears.page(
            shown=shown, tier=tier, text=text, start=cursor or 0, limit=limit
        )
        return TablePage(self.arrears.rows, self.arrears.total, self.arrears.next)

    def load(self) -> None:
        self.model.reword()
        self.history.reword()
        self.model.reload()

    def _search(self) -> None:
        self._typing.stop()
        known = (
            self.filter.text().strip(), self.tier.currentData() or "", self.shown.currentData() or "",
        )  # fmt: skip
        if known != self._known:
            self._known = known
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        words = self.words
        tiers = self.arrears.tiers if self.arrears is not None else {}
        for name, label in self.tiers.items():
            count, amount = tiers.get(name, (0, 0))
            label.setText(f"{words.count(count)} · {words.money(amount)}")
        for widget in (self.table, self.history_table, self.history_title):
            widget.setVisible(bool(total))
        self.empty.setVisible(not total)
        self.empty.setText(self.tr("Nothing found.") if any(self._known) else self.tr("No loan is late."))
        self.table.choose()
        self._chosen()
        self.filled.emit()

    def focus_first(self) -> None:
        (self.table if self.model.rowCount() else self.filter).setFocus()

    def _row_now(self) -> ArrearsRow | None:
        return self.model.row_at(self.table.currentIndex())

    def _chosen(self) -> None:
        line = self._row_now()
        late = line is not None and bool(line.days_past_due)
        for pressed in (self.call, self.promise, self.demand):
            pressed.setEnabled(late)
        self.open_loan.setEnabled(line is not None)
        self.deliver.setEnabled(line is not None and line.demand is not None and not line.demand.way)
        if line is None:
            self.history.set_rows(())
            return
        loan = line.loan

        def show(deeds: tuple[ArrearsDeed, ...]) -> None:
            now = self._row_now()
            if now is not None and now.loan == loan:
                self.history.set_rows(deeds)

        self.work(lambda _job: self.desk.branch.arrears.history(loan), show)

    def _open(self) -> None:
        line = self._row_now()
        if line is not None:
            self.context.shell.go("loans", line.loan)

    def _urgency(self, line: ArrearsRow) -> str:
        today = self.context.workplace.today
        return "bad" if line.step_day < today else "warn" if line.step_day == today else ""

    def _last(self, line: ArrearsRow) -> str:
        if line.contact is None:
            return self.tr("never")
        return f"{line.contact.day} · {self.words.show(line.contact.result, 'contact_result')}"

    # -- what was done

    def _what(self, deed: ArrearsDeed) -> str:
        words = self.words
        if isinstance(deed, Contact):
            return f"{words.show(deed.way, 'contact_way')} · {deed.person}"
        if isinstance(deed, Promise):
            return filled(self.tr("promise: %1 by %2"), words.money(deed.amount), deed.due)
        return filled(self.tr("letter of demand %1"), deed.number)

    def _result(self, deed: ArrearsDeed) -> str:
        if isinstance(deed, Contact):
            return self.words.show(deed.result, "contact_result")
        if isinstance(deed, Promise):
            state = self.words.show(deed.state, "promise")
            return f"{state} · {deed.settled}" if deed.settled else state
        return self.words.show(deed.way, "delivery") if deed.way else self.words.say(delivery_of(deed))

    def _tone(self, deed: ArrearsDeed) -> str:
        if isinstance(deed, Promise):
            return _TONES.get(deed.state, "")
        return "warn" if isinstance(deed, Demand) and not deed.way else ""

    def _details(self, deed: ArrearsDeed) -> str:
        if isinstance(deed, Contact):
            planned = f"{deed.step_day} {self.words.show(deed.step, 'step')}" if deed.step else ""
            return " · ".join(part for part in (deed.note, planned) if part)
        if isinstance(deed, Promise):
            return deed.note
        told = filled(self.tr("%1 by %2"), self.words.money(deed.total), deed.deadline)
        return f"{told} · {self.words.say(delivery_of(deed))}" if deed.way else told

    # -- recording

    def _ask(self, title: str, asks: list[Ask], go: Any, done: Any = None, explanation: str = "") -> None:
        line = self._row_now()
        if line is None:
            return
        loan = line.loan
        self.fill(
            title,
            asks,
            lambda values: go(loan, values),
            done or (lambda _done: self.load()),
            action=self.tr("Record"),
            explanation=explanation,
        )

    def _of(self, names: tuple[str, ...], how: str) -> list[tuple[str, str]]:
        return [(name, self.words.show(name, how)) for name in names]

    def _call(self) -> None:
        self._ask(
            self.tr("Record a call or visit"),
            [
                Ask("way", self.tr("How"), CHOICE, WAYS[0], self._of(WAYS, "contact_way")),
                Ask("day", self.tr("Day"), DAY, self.context.workplace.today),
                Ask("person", self.tr("Spoken to")),
                Ask("result", self.tr("Result"), CHOICE, RESULTS[0], self._of(RESULTS, "contact_result")),
                Ask("note", self.tr("Note"), LONG, optional=True),
                Ask(
                    "step", self.tr("Next step"), CHOICE, "",
                    [("", self.tr("nothing planned")), *self._of(STEPS, "step")],
                ),
                Ask("step_day", self.tr("On"), DAY, optional=True),
            ],
            lambda loan, values: self.desk.branch.arrears.contact(loan, **values),
            explanation=self.tr("Stays in the bank's encrypted books, never on the ledger."),
        )  # fmt: skip

    def _promise(self) -> None:
        line = self._row_now()
        due = self.words.number(line.due) if line is not None else ""
        self._ask(
            self.tr("Promise to pay"),
            [
                Ask("amount", self.tr("Amount, yuan"), YUAN, due),
                Ask("due", self.tr("By"), DAY, self.context.workplace.today),
                Ask("note", self.tr("Note"), LONG, optional=True),
            ],
            lambda loan, values: self.desk.branch.arrears.promise(loan, **values),
            explanation=self.tr("Payments on the ledger say whether it was kept."),
        )

    def _demand(self) -> None:
        self._ask(
            self.tr("Letter of demand"),
            [Ask("deadline", self.tr("To be paid by"), DAY)],
            lambda loan, values: self.desk.branch.arrears.demand(loan, **values),
            self._made,
            self.tr("It has what is due today, and a number. Print it, deliver it, record how."),
        )

    def _made(self, letter: DemandLetter) -> None:
        self.load()
        self.show_letter(letter.demand.number)

    def _deliver(self) -> None:
        line = self._row_now()
        if line is None or line.demand is None:
            return
        number = line.demand.number
        self._ask(
            filled(self.tr("Letter of demand %1 delivered"), number),
            [
                Ask("way", self.tr("How"), CHOICE, DELIVERIES[0], self._of(DELIVERIES, "delivery")),
                Ask("day", self.tr("Day"), DAY, self.context.workplace.today),
                Ask("receiver", self.tr("Received by")),
                Ask("by", self.tr("Delivered by"), value=self.desk.me.name),
            ],
            lambda _loan, values: self.desk.branch.arrears.deliver(number, **values),
        )

    def _open_letter(self, index: QModelIndex) -> None:
        deed = self.history.row_at(index)
        if isinstance(deed, Demand):
            self.show_letter(deed.number)

    def show_letter(self, number: str) -> None:
        """A letter as a paper: to be printed or saved."""
        from loc_desktop.ui.papers.paper_dialog import PaperDialog, looked_at

        desk, language = self.desk, self.words.language

        def show(made: LookedAt) -> None:
            self.paper = PaperDialog(self.context, *made, self)
            self.paper.open()

        self.work(
            lambda _job: looked_at(desk.papers.demand(desk.branch.arrears.letter(number), language)), show
        )
