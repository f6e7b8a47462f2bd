"""Role B: a loan worked out before there is one, and what payments and changes would do to it."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from loc_desktop.desk.servicing.calculation import Calculation, PlayedEvent, Sketch, event_of
from loc_desktop.loan.products import Product
from loc_desktop.loan.replay import ReplayEvent
from loc_desktop.loan.servicing import Period
from loc_desktop.texts.words import what_and_todo, yuan
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice
from loc_desktop.ui.widgets.fields_dialog import problems_of
from loc_desktop.ui.widgets.figures import figures, number, word
from loc_desktop.ui.widgets.form_fields import FormGrid, TextField
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.values_dialog import CHOICE, DAY, NUMBER, YUAN, Ask
from loc_desktop.ui.widgets.view import Context

FIELDS = ("amount", "months", "rate_percent", "paid_out", "on")


class CalculationView(RequestView):
    """Terms on the left, what happens on the right, the sums and the schedule below. Nothing is signed or
    kept; ``calculation`` is what was worked out last.
    """

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.calculation: Calculation | None = None
        self._products: tuple[Product, ...] = ()
        self._events: list[ReplayEvent] = []
        content = self.content()
        top = QVBoxLayout() if theme.sizes().large else QHBoxLayout()
        top.setSpacing(theme.sizes().space(24))
        top.addLayout(self._build_terms(), 2)
        top.addLayout(self._build_events(), 3)
        content.addLayout(top)
        self._build_sums(content)
        self._build_schedule(content)
        self.go = button(primary=True)
        self.primary = self.go
        self.add_action(self.go, None)
        self.go.clicked.connect(self.calculate)
        self.say(self.title.setText, lambda: self.tr("Calculate"))
        self.say(self.go.setText, lambda: self.tr("Calculate"))

    # -- parts

    def _build_terms(self) -> QVBoxLayout:
        box, grid = QVBoxLayout(), FormGrid()
        self.product = choice(16)
        label = plain()
        grid.add_widget(self.product, label)
        self.say(label.setText, lambda: self.tr("Product"))
        self.say(self.product.setAccessibleName, lambda: self.tr("Product"))
        self.fields: dict[str, TextField] = {}
        for name in FIELDS:
            field, label = TextField(name), plain()
            self.say(label.setText, lambda name=name: self.words.field(name))  # type: ignore[misc]
            self.say(field.edit.setAccessibleName, lambda name=name: self.words.field(name))  # type: ignore[misc]
            field.edit.returnPressed.connect(self.calculate)
            grid.add_field(field, label)
            self.fields[name] = field
        self.say(self.fields["amount"].set_unit, lambda: self.tr("yuan"))
        self.say(self.fields["rate_percent"].set_unit, lambda: "%")
        self.product.activated.connect(lambda _index: self._product_chosen())
        box.addLayout(grid)
        box.addStretch(1)
        return box

    def _build_events(self) -> QVBoxLayout:
        box = QVBoxLayout()
        head = plain(name="section")
        box.addWidget(head)
        self.events: RowsModel[tuple[int, PlayedEvent]] = RowsModel(
            [
                TableColumn(lambda: self.tr("On"), lambda r: r[1].event.on.isoformat()),
                TableColumn(lambda: self.tr("What"), lambda r: self._kind(r[1].event.kind)),
                TableColumn(
                    lambda: self.tr("Outcome"),
                    self._outcome,
                    tip=self._outcome,
                    tone=lambda r: "" if r[1].outcome.taken else "bad",
                ),
            ],
            lambda r: r[0],
            self,
        )
        self.events_table = RowTable()
        self.events_table.setModel(self.events)
        self.events_table.set_widths((100, 110))
        self.events_table.show_at_least(4)
        box.addWidget(self.events_table, 1)
        self.add, self.remove = button(), button()
        box.addLayout(row(self.add, self.remove, None))
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.say(head.setText, lambda: self.tr("What happens"))
        self.say(self.events_table.setAccessibleName, lambda: self.tr("Payments and changes"))
        self.say(self.events_table.say_empty, lambda: self.tr("Nothing yet: the loan runs as agreed."))
        self.say(self.add.setText, lambda: self.tr("Add…"))
        self.say(self.remove.setText, lambda: self.tr("Take away"))
        return box

    def _build_sums(self, content: QVBoxLayout) -> None:
        self.sums: dict[str, QLabel] = {}
        titles = {
            "instalment": lambda: self.tr("First instalment"),
            "interest": lambda: self.tr("Interest in all"),
            "last": lambda: self.tr("Last payment"),
            "outstanding": lambda: self.tr("Outstanding"),
            "due": lambda: self.tr("To be paid"),
            "class": lambda: self.tr("Class"),
        }
        pairs = []
        for name, title in titles.items():
            self.sums[name] = number()
            label = word()
            self.say(label.setText, title)
            pairs.append((label, self.sums[name]))
        content.addLayout(figures(*pairs))
        self.told = plain(wrap=True, tone="muted")
        content.addWidget(self.told)

    def _build_schedule(self, content: QVBoxLayout) -> None:
        words = self.words
        self.schedule: RowsModel[Period] = RowsModel(
            [
                TableColumn(lambda: self.tr("No."), lambda p: str(p.number), right=True),
                TableColumn(lambda: self.tr("Due on"), lambda p: p.due.isoformat()),
                TableColumn(lambda: self.tr("Days"), lambda p: str(p.days), right=True),
                TableColumn(
                    lambda: self.tr("Payment"), lambda p: words.number(p.principal + p.interest), right=True
                ),
                TableColumn(lambda: self.tr("Principal"), lambda p: words.number(p.principal), right=True),
                TableColumn(lambda: self.tr("Interest"), lambda p: words.number(p.interest), right=True),
                TableColumn(
                    lambda: self.tr("Unpaid"),
                    lambda p: words.number(p.open_principal + p.open_interest),
                    right=True,
                ),
                TableColumn(lambda: self.tr("Explained"), self._explained, tip=self._explained),
            ],
            lambda p: p.number,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.schedule)
        self.table.set_widths((50, 110, 60, 120, 120, 110, 120))
        self.table.show_at_least(5)
        content.addWidget(self.table, 1)
        self.say(self.table.setAccessibleName, lambda: self.tr("Schedule"))

    # -- words

    def _kind(self, kind: str) -> str:
        return {
            "pay": self.tr("payment"),
            "prepay": self.tr("prepayment"),
            "settle": self.tr("settled"),
            "reschedule": self.tr("rescheduled"),
        }.get(kind, kind)

    def _outcome(self, shown: tuple[int, PlayedEvent]) -> str:
        played = shown[1]
        if played.refusal is not None:
            return what_and_todo(played.refusal, self.words.language)[0]
        if played.event.kind == "reschedule":
            return filled(self.tr("over %1 months"), str(played.event.months))
        parts = played.outcome.parts
        text = self.tr("%1: principal %2, interest %3, penalty %4")
        amounts = (parts.amount, parts.principal, parts.interest, parts.penalty)
        text = filled(text, *map(self.words.number, amounts))
        if played.outcome.unearned:
            more = self.tr("; interest of %1 paid ahead goes to principal")
            text += filled(more, self.words.number(played.outcome.unearned))
        return text

    def _explained(self, period: Period) -> str:
        """Why a line is not like the others."""
        said = []
        if period.due != period.end:
            said.append(self.tr("moved off a holiday"))
        if period.carried:
            text = self.tr("%1 of the interest is from before the reschedule")
            said.append(filled(text, self.words.number(period.carried)))
        if self.calculation is not None and period.days != self._usual_days(period):
            said.append(filled(self.tr("interest for %1 days"), str(period.days)))
        return self.tr("; ").join(said)

    def _usual_days(self, period: Period) -> int:
        """A month's days: 30, or what the calendar has."""
        return 30 if self._day_count() == "30/360" else (period.end - period.start).days

    def _day_count(self) -> str:
        chosen = self._chosen()
        return chosen.day_count if chosen else "30/360"

    # -- what is done

    def load(self) -> None:
        self.work(lambda _job: self.desk.branch.products(), self._filled)

    def _filled(self, products: tuple[Product, ...]) -> None:
        self._products = products
        chosen = self.product.currentData()
        self.product.clear()
        for product in products:
            self.product.addItem(product.name.get(self.words.language, product.id), product.id)
        self.product.setCurrentIndex(max(0, self.product.findData(chosen)))
        if self.calculation is None:
            today = self.context.workplace.today
            self._enter(amount="", months="", paid_out=today, on="")
            self._product_chosen()
        self.calculate()

    def retranslate(self) -> None:
        super().retranslate()
        if self._products:
            self._filled(self._products)

    def _enter(self, **texts: str) -> None:
        for name, text in texts.items():
            self.fields[name].edit.setText(text)

    def _chosen(self) -> Product | None:
        wanted = self.product.currentData()
        return next((product for product in self._products if product.id == wanted), None)

    def _product_chosen(self) -> None:
        """A product's rate, and amount and months within its limits."""
        product = self._chosen()
        if product is None:
            return
        self._enter(
            amount=yuan(product.amount_max),
            months=str(min(12, product.months_max)),
            rate_percent=f"{product.rate // 100}.{product.rate % 100:02d}",
        )

    def calculate(self) -> None:
        """Work out what is entered."""
        texts = {name: field.edit.text() for name, field in self.fields.items()}
        sketch = Sketch(product=str(self.product.currentData() or ""), **texts)
        events = tuple(self._events)
        self.work(lambda _job: self.desk.branch.calculate(sketch, events), self._show, self._failed)

    def _failed(self, error: BaseException) -> None:
        problems = problems_of(error)
        if not problems:
            self.context.shell.report(error)
            return
        said = {problem.field: self.words.say(problem.sentence) for problem in problems}
        for name, field in self.fields.items():
            field.show_problem(said.get(name, ""))
        self.filled.emit()

    def _show(self, calculation: Calculation) -> None:
        self.calculation = calculation
        words = self.words
        for field in self.fields.values():
            field.show_problem("")
        self.events.reword()
        self.schedule.reword()
        self.events.set_rows(list(enumerate(calculation.events)))
        self.schedule.set_rows(calculation.periods)
        now = calculation.position
        for name, text in {
            "instalment": words.number(calculation.instalment),
            "interest": words.number(calculation.interest),
            "last": calculation.last.due.isoformat(),
            "outstanding": words.number(now.outstanding if now else 0),
            "due": words.number(now.due if now else 0),
            "class": self.words.show(now.classification, "tier") if now else "–",
        }.items():
            self.sums[name].setText(text)
        text = self.tr(
            "On %1: principal %2, interest %3 and penalty %4 due, %5 days past due; settling would cost %6."
        )
        values: tuple[Any, ...] = (calculation.on.isoformat(), *["–"] * 5)
        if now is not None:
            values = (
                calculation.on.isoformat(), words.number(now.due_principal), words.number(now.due_interest),
                words.number(now.penalty), words.count(now.days_past_due), words.number(now.payoff.amount),
            )  # fmt: skip
        self.told.setText(filled(text, *(str(value) for value in values)))
        self.remove.setEnabled(bool(calculation.events))
        self.events_table.choose()
        self.filled.emit()

    def focus_first(self) -> None:
        self.fields["amount"].setFocus()

    # -- events

    def _add(self) -> None:
        kinds = [(kind, self._kind(kind)) for kind in ("pay", "prepay", "settle", "reschedule")]
        day = self._events[-1].on.isoformat() if self._events else self.fields["paid_out"].edit.text()
        asks = (
            Ask("kind", self.tr("What"), CHOICE, "pay", kinds),
            Ask("on", self.tr("On"), DAY, day),
            Ask("amount", self.tr("Amount; of a payment empty for what is due"), YUAN, optional=True),
            Ask("months", self.tr("Months, of a reschedule"), NUMBER, optional=True),
        )
        self.fill(self.tr("What happens"), asks, lambda values: event_of(**values), self.put)

    def put(self, event: ReplayEvent) -> None:
        """One thing more that happens, after the others."""
        self._events.append(event)
        self.calculate()

    def _remove(self) -> None:
        shown = self.events.row_at(self.events_table.currentIndex())
        if shown is not None and shown[0] < len(self._events):
            del self._events[shown[0]]
            self.calculate()
