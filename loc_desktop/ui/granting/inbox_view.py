"""Waiting for you: the events whose next grantor I am, oldest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit

from loc_desktop.app import log
from loc_desktop.desk.values.case import CheckedEvent, InboxRow
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.granting import case_round
from loc_desktop.ui.granting.next_case import open_case
from loc_desktop.ui.widgets.controls import button, find_key, typing_pause
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, TableColumn, TablePage
from loc_desktop.ui.widgets.view import Context, View

if TYPE_CHECKING:
    from loc_desktop.ui.granting.sign_many import SignMany


class InboxView(View):
    """The inbox with its filter; Enter opens a case, the main action signs those of the ticked rows
    (else of all that the filter shows) that meet every term."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._known_text = ""
        self._shown = False
        self._news: Mapping[str, str] = {}
        self.many: SignMany | None = None
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self._checked: dict[str, CheckedEvent] = {}
        self._checking = False
        judges = context.desk.identity.role != "R"  # answers to challenges: nothing to sign by terms
        self.model: LazyModel[InboxRow] = LazyModel(
            self._columns(judges),
            lambda line: line.event,
            context.tasks,
            self._fetch,
            self,
            with_ticks=judges,
        )
        self.tick_all = button()
        self.ticked = plain(tone="muted")
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths(
            (125, 105, 60, 130, 215, 70, 190, 150) if judges else (150, 105, 72, 180, 215, 76, 150)
        )
        self.empty = plain(name="empty", wrap=True)
        self.empty.hide()
        self.body.addLayout(row(self.filter, self.tick_all, self.ticked))
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.open_case = button()
        self.what_if = button()
        self.sign_all = button(primary=True)
        self.primary = self.sign_all
        if not judges:
            for widget in (self.sign_all, self.what_if, self.tick_all, self.ticked):
                widget.hide()
            self.primary = self.open_case
        self.office = button()
        self.overdue = plain(wrap=True, tone="bad")
        self.overdue.hide()
        self.body.insertWidget(0, self.overdue)
        self.add_action(self.sign_all, self.open_case, self.what_if, None, self.office)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(context.shell.report)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.open_case.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.what_if.clicked.connect(self._what_if)
        self.office.clicked.connect(lambda: context.shell.go("colleagues"))
        self.sign_all.clicked.connect(self._sign_all)
        self.tick_all.clicked.connect(self._tick_all)
        self.model.ticks_changed.connect(self._say_ticked)
        self._typing = typing_pause(self, self._search, self.filter)
        find_key(self, self.filter)
        self.say(self.title.setText, lambda: self.tr("Waiting for you"))
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by name, amount or id (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find in the list"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Events that wait for you"))
        self.say(self.open_case.setText, lambda: self.tr("Open"))
        self.say(self.what_if.setText, lambda: self.tr("What if…"))
        self.say(
            self.office.setText,
            lambda: self.tr("Substitute and office…") if judges else self.tr("Not answered in time…"),
        )
        self._chosen()
        self._say_ticked()

    def _columns(self, judges: bool) -> list[TableColumn[InboxRow]]:
        words = self.words
        check = TableColumn[InboxRow](lambda: self.tr("Check"), self._check, tone=self._tone, tip=self._check)
        return [
            TableColumn(
                lambda: self.tr("Customer"),
                self._customer,
                tone=lambda r: "warn" if r.event in self._news else "",
                tip=self._what_is_new,
                order=lambda r: r.customer.name,
                full=lambda r: r.customer.name,
            ),
            TableColumn(
                lambda: self.tr("Amount, yuan"),
                lambda r: words.number(r.amount) if r.amount else "",
                right=True,
            ),
            TableColumn(lambda: self.tr("Months"), lambda r: str(r.months) if r.months else "", right=True),
            TableColumn(lambda: self.tr("Event"), lambda r: words.kind(r.kind)),
            TableColumn(
                lambda: self.tr("Signed → next"),
                lambda r: words.signed_line(r.signed, r.next, r.after),
                tone=lambda r: "bad" if any(s.verdict == "Failed" for s in r.signed) else "",
            ),
            TableColumn(
                lambda: self.tr("Waiting"), lambda r: words.age(r.age), right=True, order=lambda r: r.age
            ),
            *([check] if judges else []),
            TableColumn(lambda: self.tr("On the ledger since"), lambda r: words.when(r.at)),
            TableColumn(lambda: self.tr("Id"), lambda r: r.event, mono=True),
        ]

    # -- what is new since the list was last looked at

    def _customer(self, line: InboxRow) -> str:
        """The name; before it what is new (●) or changed (○)."""
        return {"new": "● ", "changed": "○ "}.get(self._news.get(line.event, ""), "") + line.customer.name

    def _what_is_new(self, line: InboxRow) -> str:
        said = {"new": self.tr("new since you last looked"), "changed": self.tr("changed since you looked")}
        return said.get(self._news.get(line.event, ""), line.customer.name)

    def _find_news(self) -> None:
        inbox = self.desk.inbox

        def failed(error: BaseException) -> None:
            log.failed("what is new", error)

        self.work(lambda _job: inbox.news(), self._show_news, failed)

    def _show_news(self, news: Mapping[str, str]) -> None:
        if news != self._news:
            self._news = news
            self.model.reword()
        self._say_total()

    def _say_total(self) -> None:
        said = filled(self.tr("%1 events"), self.words.count(self.model.total))
        if self._news:
            said += " · " + filled(self.tr("%1 new or changed"), self.words.count(len(self._news)))
        self.subtitle.set_text(said)

    def _keep_looked(self) -> None:
        """What was shown was looked at."""
        if not self._shown:
            return
        self._shown = False
        inbox, told = self.desk.inbox, self.context.shell.looked

        def failed(error: BaseException) -> None:
            log.failed("keeping what was looked at", error)

        self.context.tasks.run(lambda _job: inbox.looked(), lambda _none: told(), failed=failed)

    # -- what the terms say of each row

    def _check(self, line: InboxRow) -> str:
        checked = self._checked.get(line.event)
        if checked is None:
            return ""
        if checked.why is not None:
            return f"✗ {self.words.say(checked.why)}"
        return self.tr("to be looked at") if checked.person else f"✓ {self.tr('meets every term')}"

    def _tone(self, line: InboxRow) -> str:
        checked = self._checked.get(line.event)
        return "" if checked is None or checked.person else "good" if checked.passes else "bad"

    def _check_rows(self) -> None:
        """Check the loaded rows that are not checked yet; a key with a PIN is not asked for it for that."""
        waiting = [line.event for line in self.model.rows if line.event not in self._checked]
        if not self.model.with_ticks or self._checking or not waiting:
            return
        if self.desk.identity.needs_pin:
            return
        grants = self.desk.grants
        self._checking = True
        self.work(lambda _job: grants.check(waiting), self._were_checked, self._were_not_checked)

    def _were_checked(self, checked: Sequence[CheckedEvent]) -> None:
        self._checking = False
        self._learn(checked)

    def _were_not_checked(self, error: BaseException) -> None:
        self._checking = False
        log.failed("checking rows", error)

    def _learn(self, checked: Sequence[CheckedEvent]) -> None:
        self._checked.update({line.event: line for line in checked})
        self.model.reword()

    # -- which rows

    def _tick_all(self) -> None:
        """Tick every row that the filter shows; where all are ticked, none."""
        if self.model.ticked:
            self.model.tick(())
            return
        inbox, text = self.desk.inbox, self._known_text
        self.work(lambda _job: [line.event for line in inbox.all(text=text)], self.model.tick)

    def _say_ticked(self) -> None:
        count = len(self.model.ticked)
        self.ticked.setText(filled(self.tr("%1 ticked"), self.words.count(count)) if count else "")
        self.tick_all.setText(self.tr("Untick all") if count else self.tr("Tick all shown"))
        if count:
            text = filled(self.tr("Sign the %1 ticked…"), self.words.count(count))
        elif self._known_text:
            text = self.tr("Sign those shown that meet every term…")
        else:
            text = self.tr("Sign all that meet every term…")
        self.sign_all.setText(text)

    def retranslate(self) -> None:
        super().retranslate()
        self._say_ticked()

    def _fetch(self, cursor: Any, limit: int) -> TablePage[InboxRow]:
        page = self.desk.inbox.page(text=self._known_text, start=cursor or 0, limit=limit)
        return TablePage(page.rows, page.total, page.next)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()
        self.work(lambda _job: len(self.desk.escalations.mine()), self._say_overdue)

    def _say_overdue(self, count: int) -> None:
        self.overdue.setVisible(count > 0)
        self.overdue.setText(self.words.say(Sentence("overdue.notice", {"count": count})))

    def activate(self) -> None:
        super().activate()
        self._check_rows()  # what was forgotten when it was left

    def deactivate(self) -> None:
        super().deactivate()
        self._keep_looked()
        self._checked.clear()  # registers and terms may change meanwhile

    def focus_first(self) -> None:
        self.table.setFocus()

    def _search(self) -> None:
        self._typing.stop()
        if self.filter.text().strip() != self._known_text:
            self._known_text = self.filter.text().strip()
            self.model.tick(())  # what is no longer shown is not signed
            self._say_ticked()
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        if not self._known_text:
            self.counted.emit(total)
        self._shown = True
        self._say_total()
        self._find_news()
        nothing = total == 0
        self.empty.setVisible(nothing)
        self.table.setVisible(not nothing)
        self.empty.setText(
            self.tr("Nothing found.")
            if self._known_text
            else self.tr("Nothing waits for you. New events appear here by themselves.")
        )
        self.sign_all.setEnabled(not nothing)
        self.tick_all.setEnabled(not nothing)
        self._check_rows()
        self.what_if.setEnabled(not nothing)
        self.table.choose()
        self.filled.emit()

    def _chosen(self, *_: object) -> None:
        self.open_case.setEnabled(self.table.currentIndex().isValid())

    def _open(self, index: QModelIndex) -> None:
        line = self.model.row_at(index)
        if line is None:
            return
        model = self.model

        def begin(rows: Sequence[InboxRow]) -> None:
            case_round.begin(self.desk, rows)
            open_case(self.context, line)

        self.work(lambda job: tuple(model.all_rows(job)), begin)

    def _what_if(self) -> None:
        from loc_desktop.ui.granting.what_if_dialog import WhatIfDialog

        WhatIfDialog(self.context, self).open()

    def _sign_all(self) -> None:
        from loc_desktop.ui.granting.sign_many import SignMany

        self.many = SignMany(self.context, self, self._learn)
        self.many.begin(self._known_text, self.model.ticked)
