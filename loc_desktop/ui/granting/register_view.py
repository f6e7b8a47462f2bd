"""This role's own register of persons and its blacklist. Nothing here is on the ledger."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QLineEdit, QTabWidget, QVBoxLayout, QWidget

from loc_desktop.bank.office.values import BlacklistEntry, RegisterEntry
from loc_desktop.desk.granting.office import MEANS
from loc_desktop.texts.words import yuan
from loc_desktop.ui.signing.confirm_dialog import QuestionDialog
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, find_key, typing_pause
from loc_desktop.ui.widgets.fields_dialog import FieldsDialog
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, TableColumn, TablePage
from loc_desktop.ui.widgets.view import Context, View

PERSON = ("identity_number", "name", "household", "address", "phone", "group", *MEANS, "note")
EVIDENCE = ("identity_number", "reason", "source", "date")


def _text(value: str | int | None) -> str:
    """A value of an entry as it is typed: amounts in yuan, nothing where the register has none."""
    if isinstance(value, int):
        return yuan(value)
    return value or ""


class RegisterView(View):
    """Two tabs, persons and blacklist, with one search for both."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._text = ""
        self.dialog: FieldsDialog | None = None
        self.question: QuestionDialog | None = None
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.lifted = QCheckBox()
        self.body.addLayout(row(self.filter, self.lifted, stretch=0))
        self.tabs = QTabWidget()
        self.body.addWidget(self.tabs, 1)
        self._build_persons()
        self._build_blacklist()
        self.add = button(primary=True)
        self.primary = self.add
        self.change = button()
        self.remove = button(danger=True)
        self.add_action(self.add, self.change, None, self.remove)
        self.add.clicked.connect(self._add)
        self.change.clicked.connect(self._change)
        self.remove.clicked.connect(self._ask_remove)
        self.tabs.currentChanged.connect(lambda _tab: self._tab_changed())
        self._typing = typing_pause(self, self._search, self.filter)
        self.lifted.toggled.connect(lambda _on: self.load())
        find_key(self, self.filter)
        self.say(self.title.setText, lambda: self.tr("Register"))
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by number or name (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find in the register"))
        self.say(self.lifted.setText, lambda: self.tr("lifted entries too"))
        self.say(self.tabs.setAccessibleName, lambda: self.tr("Persons or blacklist"))
        self.say(self.subtitle.set_text, lambda: self.tr("your office's own, on this computer only"))
        self._tab_changed()

    def _tab(self, table: RowTable, title: Any) -> None:
        page = QWidget()
        layout = QVBoxLayout(page)
        space = theme.sizes().space(4)
        layout.setContentsMargins(space, space, space, space)
        layout.addWidget(table)
        index = self.tabs.addTab(page, "")
        self.say(lambda text: self.tabs.setTabText(index, text), title)

    def _build_persons(self) -> None:
        words = self.words
        self.persons: LazyModel[RegisterEntry] = LazyModel(
            [
                TableColumn(lambda: self.tr("Identity number"), lambda p: p.identity_number, mono=True),
                TableColumn(lambda: self.tr("Name"), lambda p: p.name),
                TableColumn(lambda: self.tr("Address"), lambda p: p.address),
                TableColumn(lambda: self.tr("Telephone"), lambda p: p.phone),
                TableColumn(lambda: self.tr("Village group"), lambda p: p.group),
                TableColumn(lambda: words.field("household"), lambda p: p.household),
                TableColumn(lambda: self.tr("Note"), lambda p: p.note),
                TableColumn(
                    lambda: self.tr("Changed"),
                    lambda p: f"{words.when(p.changed_at)} {words.entry(p.changed_by)}",
                ),
            ],
            lambda p: p.identity_number,
            self.context.tasks,
            self._fetch_persons,
            self,
        )
        self.persons_table = RowTable()
        self.persons_table.setModel(self.persons)
        self.persons_table.set_widths((160, 90, 190, 110, 100, 100, 110))
        self.persons_table.opened.connect(lambda _index: self._change())
        self.persons.failed.connect(self.context.shell.report)
        self.persons.loaded.connect(lambda _total: self._loaded())
        self._tab(self.persons_table, lambda: self.tr("Persons"))
        self.say(self.persons_table.setAccessibleName, lambda: self.tr("Persons in your register"))

    def _build_blacklist(self) -> None:
        words = self.words
        self.black: LazyModel[BlacklistEntry] = LazyModel(
            [
                TableColumn(lambda: self.tr("Identity number"), lambda b: b.identity_number, mono=True),
                TableColumn(lambda: self.tr("Reason"), lambda b: words.entry(b.reason)),
                TableColumn(lambda: self.tr("Source"), lambda b: words.entry(b.source)),
                TableColumn(lambda: self.tr("Date"), lambda b: b.date),
                TableColumn(
                    lambda: self.tr("Stands"),
                    lambda b: (
                        filled(self.tr("lifted %1"), words.when(b.lifted_at))
                        if b.lifted_at
                        else self.tr("✗ ex = 0")
                    ),
                    tone=lambda b: "muted" if b.lifted_at else "bad",
                ),
                TableColumn(
                    lambda: self.tr("Entered"),
                    lambda b: f"{words.when(b.entered_at)} {words.entry(b.entered_by)}",
                ),
            ],
            lambda b: b.id,
            self.context.tasks,
            self._fetch_black,
            self,
        )
        self.black_table = RowTable()
        self.black_table.setModel(self.black)
        self.black_table.set_widths((180, 250, 180, 110, 150))
        self.black.failed.connect(self.context.shell.report)
        self.black.loaded.connect(lambda _total: self._loaded())
        self._tab(self.black_table, lambda: self.tr("Blacklist"))
        self.say(self.black_table.setAccessibleName, lambda: self.tr("Blacklist: evidence against loans"))

    @property
    def on_persons(self) -> bool:
        return self.tabs.currentIndex() == 0

    def _fetch_persons(self, cursor: Any, limit: int) -> TablePage[RegisterEntry]:
        start = int(cursor or 0)
        rows, total = self.desk.office.register(text=self._text, start=start, limit=limit)
        end = start + len(rows)
        return TablePage(rows, total, end if rows and end < total else None)

    def _fetch_black(self, cursor: Any, limit: int) -> TablePage[BlacklistEntry]:
        start = int(cursor or 0)
        rows, total = self.desk.office.blacklist(
            text=self._text, lifted=self.lifted.isChecked(), start=start, limit=limit
        )
        end = start + len(rows)
        return TablePage(rows, total, end if rows and end < total else None)

    def load(self) -> None:
        for model in (self.persons, self.black):
            model.reword()
            model.reload()

    def focus_first(self) -> None:
        (self.persons_table if self.on_persons else self.black_table).setFocus()

    def _search(self) -> None:
        self._typing.stop()
        if self.filter.text().strip() != self._text:
            self._text = self.filter.text().strip()
            self.persons.ask(self._fetch_persons)
            self.black.ask(self._fetch_black)

    def _loaded(self) -> None:
        for table, model in ((self.persons_table, self.persons), (self.black_table, self.black)):
            if model.rowCount() and not table.currentIndex().isValid():
                table.setCurrentIndex(model.index(0, 0))
        self._tab_changed()

    def _tab_changed(self) -> None:
        if not hasattr(self, "remove"):
            return
        persons = self.on_persons
        self.lifted.setVisible(not persons)
        self.change.setVisible(persons)
        self.add.setText(self.tr("Add a person…") if persons else self.tr("Add evidence…"))
        self.change.setText(self.tr("Change…"))
        self.remove.setText(self.tr("Remove…") if persons else self.tr("Lift…"))
        some = self.persons.rowCount() if persons else self.black.rowCount()
        self.change.setEnabled(bool(some))
        self.remove.setEnabled(bool(some))

    def retranslate(self) -> None:
        super().retranslate()
        self._tab_changed()

    # -- changing

    def _open(self, title: str, fields: Any, values: dict[str, str], save: Any, fixed: Any = ()) -> None:
        self.dialog = FieldsDialog(
            self.context, title, fields, values, save, self, done=lambda _saved: self.load(), fixed=fixed
        )
        self.dialog.open()

    def _add(self) -> None:
        office = self.desk.office
        if self.on_persons:
            self._open(self.tr("Add a person"), PERSON, {}, office.save_typed)
            return
        values = {"date": self.context.workplace.today}
        chosen = self.persons.row_at(self.persons_table.currentIndex())
        if chosen is not None:
            values["identity_number"] = chosen.identity_number
        self._open(
            self.tr("Add evidence against a loan"), EVIDENCE, values, lambda v: office.add_evidence(**v)
        )

    def _change(self) -> None:
        entry = self.persons.row_at(self.persons_table.currentIndex())
        if entry is None or not self.on_persons:
            return
        office = self.desk.office
        values = {name: _text(getattr(entry, name)) for name in PERSON}
        self._open(
            self.tr("Change a person"),
            PERSON,
            values,
            office.save_typed,
            ("identity_number",),
        )

    def _ask_remove(self) -> None:
        person = self.persons.row_at(self.persons_table.currentIndex())
        entry = self.black.row_at(self.black_table.currentIndex())
        if self.on_persons and person is not None:
            number = person.identity_number
            text = self.tr("%1 no longer stands in your register; applications of this person then fail.")
            self.question = QuestionDialog(
                self.tr("Remove the person?"),
                filled(text, person.name),
                self.tr("Remove"),
                self,
                danger=True,
            )
            self.question.accepted.connect(
                lambda: self.work(
                    lambda _job: self.desk.office.remove_person(number), lambda _none: self.load()
                )
            )
        elif not self.on_persons and entry is not None and not entry.lifted_at:
            number_of = entry.id
            text = self.tr("The entry about %1 no longer counts (ex = 1 again); it stays on record.")
            self.question = QuestionDialog(
                self.tr("Lift the entry?"), filled(text, entry.identity_number), self.tr("Lift"), self
            )
            self.question.accepted.connect(
                lambda: self.work(lambda _job: self.desk.office.lift(number_of), lambda _none: self.load())
            )
        else:
            return
        self.question.open()
