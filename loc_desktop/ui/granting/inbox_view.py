"""Waiting for you: the events whose next grantor I am, oldest first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit

from loc_desktop.desk.values.case import InboxRow
from loc_desktop.ui.granting.next_case import open_case
from loc_desktop.ui.widgets.controls import button, typing_pause
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
    """The inbox with its filter; Enter opens a case, the main action signs all that meet every term."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._known_text = ""
        self.many: SignMany | None = None
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.model: LazyModel[InboxRow] = LazyModel(
            self._columns(), lambda line: line.event, context.tasks, self._fetch, self
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((150, 105, 72, 180, 215, 76, 140))
        self.empty = plain(name="empty", wrap=True)
        self.empty.hide()
        self.body.addLayout(row(self.filter))
        self.body.addWidget(self.empty)
        self.body.addWidget(self.table, 1)
        self.open_case = button()
        self.what_if = button()
        self.sign_all = button(primary=True)
        self.primary = self.sign_all
        if context.desk.identity.role == "R":  # answers to challenges: nothing to sign by terms
            self.sign_all.hide()
            self.what_if.hide()
            self.primary = self.open_case
        self.add_action(self.sign_all, self.open_case, self.what_if, None)
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(context.shell.report)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.open_case.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.what_if.clicked.connect(self._what_if)
        self.sign_all.clicked.connect(self._sign_all)
        self._typing = typing_pause(self, self._search, self.filter)
        QShortcut(QKeySequence("Ctrl+F"), self).activated.connect(self.filter.setFocus)
        self.say(self.title.setText, lambda: self.tr("Waiting for you"))
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by name, amount or id (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find in the list"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Events that wait for you"))
        self.say(self.open_case.setText, lambda: self.tr("Open"))
        self.say(self.what_if.setText, lambda: self.tr("What if…"))
        self.say(self.sign_all.setText, lambda: self.tr("Sign all that meet every term…"))
        self._chosen()

    def _columns(self) -> list[TableColumn[InboxRow]]:
        words = self.words
        return [
            TableColumn(lambda: self.tr("Customer"), lambda r: r.customer.name),
            TableColumn(
                lambda: self.tr("Amount, yuan"),
                lambda r: words.number(r.amount) if r.amount else "",
                right=True,
            ),
            TableColumn(lambda: self.tr("Months"), lambda r: str(r.months) if r.months else "", right=True),
            TableColumn(lambda: self.tr("Event"), lambda r: words.kind(r.kind)),
            TableColumn(
                lambda: self.tr("Signed → next"), lambda r: words.signed_line(r.signed, r.next, r.after)
            ),
            TableColumn(lambda: self.tr("Waiting"), lambda r: words.age(r.age), right=True),
            TableColumn(lambda: self.tr("On the ledger since"), lambda r: words.when(r.at)),
            TableColumn(lambda: self.tr("Id"), lambda r: r.event, mono=True),
        ]

    def _fetch(self, cursor: Any, limit: int) -> TablePage[InboxRow]:
        page = self.desk.inbox.page(text=self._known_text, start=cursor or 0, limit=limit)
        return TablePage(page.rows, page.total, page.next)

    def load(self) -> None:
        self.model.reword()
        self.model.reload()

    def focus_first(self) -> None:
        self.table.setFocus()

    def _search(self) -> None:
        self._typing.stop()
        if self.filter.text().strip() != self._known_text:
            self._known_text = self.filter.text().strip()
            self.model.ask(self._fetch)

    def _loaded(self, total: int) -> None:
        if not self._known_text:
            self.counted.emit(total)
        self.subtitle.set_text(filled(self.tr("%1 events"), self.words.count(total)))
        nothing = total == 0
        self.empty.setVisible(nothing)
        self.table.setVisible(not nothing)
        self.empty.setText(
            self.tr("Nothing found.")
            if self._known_text
            else self.tr("Nothing waits for you. New events appear here by themselves.")
        )
        self.sign_all.setEnabled(not nothing)
        self.what_if.setEnabled(not nothing)
        if not nothing and not self.table.currentIndex().isValid():
            self.table.setCurrentIndex(self.model.index(0, 0))
        self.filled.emit()

    def _chosen(self, *_: object) -> None:
        self.open_case.setEnabled(self.table.currentIndex().isValid())

    def _open(self, index: QModelIndex) -> None:
        line = self.model.row_at(index)
        if line is not None:
            open_case(self.context, line)

    def _what_if(self) -> None:
        from loc_desktop.ui.granting.what_if_dialog import WhatIfDialog

        WhatIfDialog(self.context, self).open()

    def _sign_all(self) -> None:
        from loc_desktop.ui.granting.sign_many import SignMany

        self.many = SignMany(self.context, self)
        self.many.begin()
