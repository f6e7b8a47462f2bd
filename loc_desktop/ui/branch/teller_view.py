"""Role B: what was done at the counter, newest first; receipts, reversals, what waits for a second person."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QLineEdit

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.bank.books.slip_values import Deed, Slip, SlipState
from loc_desktop.bank.books.statements import text_of
from loc_desktop.ui.branch.slips_view import SlipsView
from loc_desktop.ui.widgets.controls import button, find_key, typing_pause
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, TableColumn, TablePage
from loc_desktop.ui.widgets.values_dialog import TEXT, YUAN, Ask
from loc_desktop.ui.widgets.view import Context

_TONES = {SlipState.WAITING: "warn", SlipState.REFUSED: "bad", SlipState.EXPIRED: "bad"}


class TellerView(SlipsView):
    """``limit`` says above what a second person is needed, and how many wait."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._known = ""
        self.colleague: FieldsDialog | None = None
        words = self.words
        content = self.content()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.limit = plain(wrap=True)
        content.addWidget(self.filter)
        content.addWidget(self.limit)
        self.model: LazyModel[Slip] = LazyModel(
            [
                TableColumn(lambda: self.tr("Entered"), lambda s: words.when(s.asked_at)),
                TableColumn(lambda: self.tr("Number"), lambda s: s.number or "–"),
                TableColumn(lambda: self.tr("What"), lambda s: self.words.show(s.deed, "deed")),
                TableColumn(lambda: self.tr("State"), self._state, tone=lambda s: _TONES.get(s.state, "")),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda s: words.number(s.amount), right=True),
                TableColumn(lambda: self.tr("Holder"), lambda s: s.holder),
                TableColumn(lambda: self.tr("Account"), lambda s: grouped(s.account), mono=True),
                TableColumn(lambda: self.tr("Entered by"), lambda s: s.maker.name),
                TableColumn(lambda: self.tr("Decided by"), lambda s: s.checker.name if s.checker else "–"),
                TableColumn(lambda: self.tr("Entry"), lambda s: str(s.entry or "–"), right=True),
                TableColumn(lambda: self.tr("Text"), self._text),
            ],
            lambda s: s.id,
            context.tasks,
            self._fetch,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((132, 128, 116, 176, 106, 84, 178, 86, 86, 60))
        self.table.show_at_least(4)
        self.empty = plain(name="empty", wrap=True)
        content.addWidget(self.empty)
        content.addWidget(self.table, 1)
        content.addStretch(0)
        self.release_one = button(primary=True)
        self.primary = self.release_one
        self.receipt_of = button()
        self.reverse = button()
        self.withdraw = button(danger=True)
        self.new_limit = button()
        self.new_colleague = button()
        self.spread(
            content,
            (self.release_one, self.receipt_of, self.reverse, self.withdraw),
            (self.new_limit, self.new_colleague),
        )
        self.new_colleague.setVisible(self.desk.branch.counter.can_add_colleague)
        self._typing = typing_pause(self, self._search, self.filter)
        find_key(self, self.filter)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(context.shell.report)
        self.tells_of_row(self.table)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self._open())
        self.release_one.clicked.connect(lambda: self._with(self.release))
        self.receipt_of.clicked.connect(lambda: self._with(self.show_receipt))
        self.reverse.clicked.connect(lambda: self._with(self._reverse))
        self.withdraw.clicked.connect(lambda: self._with(self._withdraw))
        self.new_limit.clicked.connect(self._limit)
        self.new_colleague.clicked.connect(self._colleague)
        self.say(self.title.setText, lambda: self.tr("Counter"))
        self.say(
            self.filter.setPlaceholderText, lambda: self.tr("Find by holder, account, number or day (Ctrl+F)")
        )
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a slip"))
        self.say(self.table.setAccessibleName, lambda: self.tr("What was done at the counter"))
        self.say(self.release_one.setText, lambda: self.tr("Release…"))
        self.say(self.receipt_of.setText, lambda: self.tr("Receipt…"))
        self.say(self.reverse.setText, lambda: self.tr("Reverse…"))
        self.say(self.withdraw.setText, lambda: self.tr("Withdraw…"))
        self.say(self.new_limit.setText, lambda: self.tr("Another limit…"))
        self.say(self.new_colleague.setText, lambda: self.tr("New colleague (sample)…"))
        self._chosen()

    def _state(self, slip: Slip) -> str:
        if slip.reversed_by:
            return filled(self.tr("taken back by %1"), str(slip.reversed_by))
        return self.words.show(slip.state, "slip")

    def _text(self, slip: Slip) -> str:
        text = text_of(slip.text, "zh" if self.words.language == "zh" else "en")
        return filled(self.tr("%1 (of entry %2)"), text, str(slip.reverses)) if slip.reverses else text

    def _fetch(self, cursor: Any, limit: int) -> TablePage[Slip]:
        start = int(cursor or 0)
        rows, total = self.desk.branch.counter.slips(text=self._known, start=start, limit=limit)
        end = start + len(rows)
        return TablePage(rows, total, end if rows and end < total else None)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()
        counter = self.desk.branch.counter
        self.work(lambda _job: (counter.limit(), len(counter.waiting())), self._show_limit)

    def _show_limit(self, now: tuple[int, int]) -> None:
        text = self.tr("Above %1 a second person releases. Waiting: %2.")
        self.limit.setText(filled(text, self.words.money(now[0]), self.words.count(now[1])))

    def _search(self) -> None:
        self._typing.stop()
        if self.filter.text().strip() != self._known:
            self._known = self.filter.text().strip()
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        self.table.setVisible(bool(total))
        self.empty.setVisible(not total)
        nothing = self.tr("Nothing was done at the counter yet: cash in and out stand under Customers.")
        self.empty.setText(self.tr("Nothing found.") if self._known else nothing)
        self.table.choose()
        self._chosen()
        self.filled.emit()

    def focus_first(self) -> None:
        (self.table if self.model.rowCount() else self.filter).setFocus()

    @property
    def slip(self) -> Slip | None:
        """The slip under the cursor."""
        return self.model.row_at(self.table.currentIndex())

    def _with(self, act: Any) -> None:
        slip = self.slip
        if slip is not None:
            act(slip)

    def _open(self) -> None:
        slip = self.slip
        if slip is not None and slip.state is SlipState.WAITING:
            self.release(slip)
        elif slip is not None and slip.state is SlipState.DONE:
            self.show_receipt(slip)

    def _chosen(self, *_: object) -> None:
        slip = self.slip
        waits = slip is not None and slip.state is SlipState.WAITING
        done = slip is not None and slip.state is SlipState.DONE
        self.release_one.setEnabled(waits)
        self.withdraw.setEnabled(waits)
        self.receipt_of.setEnabled(done)
        cash = slip is not None and slip.deed in (Deed.CASH_IN, Deed.CASH_OUT) and not slip.reversed_by
        self.reverse.setEnabled(done and cash)

    # -- doing

    def _reverse(self, slip: Slip) -> None:
        counter = self.desk.branch.counter
        self.fill(
            self.tr("Reverse a cash entry"),
            [Ask("reason", self.tr("What was wrong"))],
            lambda v: counter.prepare_reversal(slip.entry, v["reason"]),
            lambda prepared: self.enter(prepared, self.tr("Reverse the entry?"), self.tr("Reverse")),
            explanation=self.slip_text(slip),
        )

    def _withdraw(self, slip: Slip) -> None:
        own = slip.maker.key == self.desk.me.key
        self.sure(
            self.tr("Withdraw what you entered?") if own else self.tr("Refuse what was entered?"),
            self.slip_text(slip),
            self.tr("Withdraw") if own else self.tr("Refuse"),
            lambda: self._do_withdraw(slip),
        )

    def _do_withdraw(self, slip: Slip) -> None:
        self.work(lambda _job: self.desk.branch.counter.withdraw(slip.id), self.slip_decided)

    def _limit(self) -> None:
        counter = self.desk.branch.counter
        self.fill(
            self.tr("Another limit"),
            [Ask("amount", self.tr("Limit"), YUAN), Ask("reason", self.tr("Reason"), TEXT)],
            lambda v: counter.prepare_limit(v["amount"], v["reason"]),
            self.enter,
            explanation=self.tr("Two persons of the bank change it. It counts from then on."),
        )

    def _colleague(self) -> None:
        counter = self.desk.branch.counter
        self.colleague = FieldsDialog(
            self.context,
            self.tr("New colleague"),
            ("name", "new_pin", "again"),
            {},
            lambda v: counter.add_colleague(v["name"], v["new_pin"], v["again"]),
            self,
            done=lambda made: self.tell(filled(self.tr("%1 can release now."), made.name), "good"),
            secret=("new_pin", "again"),
            action=self.tr("Make"),
            explanation=self.tr("A second person of this sample's bank, with a key and PIN of its own."),
        )
        self.colleague.open()
