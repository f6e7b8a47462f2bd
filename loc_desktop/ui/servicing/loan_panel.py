"""One loan: what is due and paid in figures, and its schedule, history and requests behind tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from loc_desktop.desk.values.loan import HistoryRow, LoanDetail, PendingRow, ScheduleRow
from loc_desktop.texts.words import short
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.figures import figures, number, word
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.words import Words


class LoanPanel(Speaking, QWidget):
    """Signals: ``event_opened(id)`` for an event of the history, ``request_chosen()`` when another request or
    another tab came under the cursor."""

    event_opened = Signal(str)
    request_chosen = Signal()

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.sizes().space(8))
        titles = [word() for _ in range(6)]
        self.outstanding, self.due, self.following, self.paid, self.subsidised, self.refundable = (
            number() for _ in range(6)
        )
        values = (self.due, self.following, self.outstanding, self.paid, self.subsidised, self.refundable)
        layout.addLayout(figures(*zip(titles, values, strict=True)))
        texts: tuple[Callable[[], str], ...] = (
            lambda: self.tr("Due now, yuan"),
            lambda: self.tr("Next payment"),
            lambda: self.tr("Outstanding principal"),
            lambda: self.tr("Principal paid"),
            lambda: self.tr("Interest subsidised"),
            lambda: self.tr("To be refunded"),
        )
        for label, text in zip(titles, texts, strict=True):
            self.say(label.setText, text)
        self.parts = plain(tone="muted", wrap=True)
        layout.addWidget(self.parts)
        self._build_models()
        self._build_tabs()
        layout.addWidget(self.tabs, 1)

    def _build_models(self) -> None:
        words = self.words
        self.schedule: RowsModel[ScheduleRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("No."), lambda r: str(r.number), right=True),
                TableColumn(
                    lambda: self.tr("Due on"),
                    lambda r: f"{r.due} *" if r.moved_from else r.due,
                    tip=self._due_explained,
                ),
                TableColumn(lambda: self.tr("Payment"), lambda r: words.number(r.payment), right=True),
                TableColumn(lambda: self.tr("Principal"), lambda r: words.number(r.principal), right=True),
                TableColumn(
                    lambda: self.tr("Interest"),
                    lambda r: words.number(r.interest),
                    tip=self._interest_explained,
                    right=True,
                ),
                TableColumn(
                    lambda: self.tr("Paid"),
                    lambda r: words.number(r.paid_principal + r.paid_interest),
                    right=True,
                ),
                TableColumn(lambda: self.tr("Unpaid"), lambda r: words.number(r.open), right=True),
                TableColumn(
                    lambda: self.tr("Subsidised"),
                    lambda r: words.number(r.refunded + r.by_finance),
                    right=True,
                ),
                TableColumn(
                    lambda: self.tr("State"),
                    lambda r: self.words.show(r.state, "instalment"),
                    tone=lambda r: theme.instalment_tone(r.state),
                ),
            ],
            lambda r: r.number,
            self,
        )
        self.history: RowsModel[HistoryRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("On"), lambda h: h.at),
                TableColumn(lambda: self.tr("Event"), lambda h: words.kind(h.kind)),
                TableColumn(lambda: self.tr("Yuan"), self._amounts, tip=self._amounts),
                TableColumn(
                    lambda: self.tr("What happened"),
                    lambda h: words.say(h.sentence),
                    tip=lambda h: words.say(h.sentence),
                ),
            ],
            lambda h: (h.event, h.kind),
            self,
        )
        self.pending: RowsModel[PendingRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Asked for"), lambda p: words.when(p.at)),
                TableColumn(lambda: self.tr("Event"), lambda p: words.kind(p.kind)),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda p: words.number(p.amount), right=True),
                TableColumn(lambda: self.tr("Waits for"), lambda p: words.party(p.waits_for)),
                TableColumn(lambda: self.tr("State"), lambda p: words.say(p.sentence)),
            ],
            lambda p: p.event,
            self,
        )

    def _build_tabs(self) -> None:
        self.tabs = QTabWidget()
        self.schedule_table = self._tab(self.schedule, (50, 110, 110, 110, 100, 110, 110, 100))
        self.history_table = self._tab(self.history, (100, 140, 250))
        self.pending_table = self._tab(self.pending, (150, 160, 120, 200))
        self.history_table.opened.connect(self._open_event)
        self.history_table.selectionModel().currentRowChanged.connect(lambda *_: self.request_chosen.emit())
        self.pending_table.selectionModel().currentRowChanged.connect(lambda *_: self.request_chosen.emit())
        self.tabs.currentChanged.connect(lambda _index: self.request_chosen.emit())
        self.say(self.tabs.setAccessibleName, lambda: self.tr("Schedule, history or requests"))
        self.say(self.schedule_table.setAccessibleName, lambda: self.tr("Schedule"))
        self.say(self.history_table.setAccessibleName, lambda: self.tr("History"))
        self.say(self.pending_table.setAccessibleName, lambda: self.tr("Requests under way"))
        self.say(self.pending_table.say_empty, lambda: self.tr("No request about this loan is under way."))

    def _tab(self, model: RowsModel[Any], widths: tuple[int, ...]) -> RowTable:
        table = RowTable()
        table.setModel(model)
        table.set_widths(widths)
        table.show_at_least(4 if theme.sizes().large else 3)
        self.tabs.addTab(table, "")
        return table

    # -- what is shown

    def show_nothing(self) -> None:
        """No loan is chosen, or it is being fetched."""
        for label in (
            self.outstanding,
            self.due,
            self.following,
            self.paid,
            self.subsidised,
            self.refundable,
        ):
            label.setText("–")
        self.parts.setText("")
        for model in (self.schedule, self.history, self.pending):
            model.set_rows(())

    def show_loan(self, detail: LoanDetail) -> None:
        """Show this loan; the line of its schedule that matters now is in sight."""
        words, line = self.words, detail.line
        self.due.setText(words.number(line.due))
        self.following.setText(line.next_due or "–")
        self.outstanding.setText(words.number(line.outstanding))
        self.paid.setText(words.number(detail.paid_principal))
        self.subsidised.setText(words.number(detail.subsidised))
        self.refundable.setText(words.number(line.refundable))
        self.parts.setText(self._parts(detail))
        models: tuple[tuple[RowsModel[Any], Any], ...] = (
            (self.schedule, detail.schedule),
            (self.history, detail.history),
            (self.pending, detail.pending),
        )
        for model, rows in models:
            model.reword()
            model.set_rows(rows)
        self._show_current(detail)
        titles = (
            self.tr("Schedule"),
            self.tr("History"),
            filled(self.tr("Under way (%1)"), str(len(detail.pending))),
        )
        for tab, title in enumerate(titles):
            self.tabs.setTabText(tab, title)

    @property
    def request(self) -> PendingRow | None:
        """The request under the cursor, or the only one; None while another tab is in front."""
        if self.tabs.currentWidget() is not self.pending_table:
            return None
        rows = self.pending.rows
        only = rows[0] if len(rows) == 1 else None
        return self.pending.row_at(self.pending_table.currentIndex()) or only

    @property
    def happened(self) -> str:
        """The event under the cursor of the history, "" while another tab is in front."""
        if self.tabs.currentWidget() is not self.history_table:
            return ""
        line = self.history.row_at(self.history_table.currentIndex())
        return line.event if line is not None else ""

    def _open_event(self, index: QModelIndex) -> None:
        line = self.history.row_at(index)
        if line is not None:
            self.event_opened.emit(line.event)

    def _show_current(self, detail: LoanDetail) -> None:
        """The line that matters now is in sight."""
        current = next((r for r in detail.schedule if r.state in ("overdue", "due")), None)
        current = current or next((r for r in detail.schedule if r.state == "ahead"), None)
        if current is not None:
            index = self.schedule.find(current.number)
            self.schedule_table.setCurrentIndex(index)
            self.schedule_table.scrollTo(index)

    # -- words

    def _parts(self, detail: LoanDetail) -> str:
        words, line = self.words, detail.line
        text = self.tr("On %1: principal %2, interest %3, penalty %4 due · %5 a year, %6 · %7")
        text = filled(
            text,
            detail.on,
            words.number(detail.due_principal),
            words.number(detail.due_interest),
            words.number(line.penalty),
            words.show(line.rate, "percent"),
            words.months(line.months),
            line.bank.name,
        )
        if line.days_past_due:
            text += " · " + filled(self.tr("%1 days late"), str(line.days_past_due))
        if line.frozen:
            text += " · " + self.tr("frozen by a challenge: it can be paid, not refunded or changed")
        if line.paused:
            text += " · " + filled(self.tr("stands still since %1: nothing counts as late"), line.paused)
        if detail.late_terms:
            text += " · " + self._late_terms(detail)
        return text

    def _late_terms(self, detail: LoanDetail) -> str:
        """What the loan's product says of late payments."""
        if detail.late_terms.get("compound"):
            text = self.tr(
                "late payments: %1 % of the rate after %2 days of grace, on principal and interest (compound)"
            )
        else:
            text = self.tr("late payments: %1 % of the rate after %2 days of grace, on principal")
        factor, grace = detail.late_terms["penalty_factor"], detail.late_terms["grace_days"]
        return filled(text, str(factor), str(grace))

    def _due_explained(self, line: ScheduleRow) -> str:
        if not line.moved_from:
            return ""
        text = self.tr("A new calendar moved it from %1: rules %2.")
        return filled(text, line.moved_from, short(line.moved_by))

    def _interest_explained(self, line: ScheduleRow) -> str:
        """For how many days a line's interest is, and what of it is older."""
        said = [filled(self.tr("Interest for %1 days"), str(line.days))]
        if line.carried:
            text = self.tr("%1 of it is from before the reschedule")
            said.append(filled(text, self.words.number(line.carried)))
        return " · ".join(said)

    def _amounts(self, line: HistoryRow) -> str:
        return " · ".join(
            f"{self.words.amount_name(name)} {self.words.number(value)}"
            for name, value in line.amounts.items()
            if value and self.words.amount_name(name)
        )
