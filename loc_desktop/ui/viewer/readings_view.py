"""The record of readings: who read which dossier or inspected what, when and why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit

from loc_desktop.contract.fields import PURPOSES
from loc_desktop.desk.values.inspection import ReadingLine
from loc_desktop.desk.viewer.table_file import save_table
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.widgets.controls import (
    ask_where_to_save,
    button,
    choice,
    find_key,
    typing_pause,
)
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.role_badge import BadgeDelegate
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Context, View

_IN_TURN = ("turn", "name", "paper")


class ReadingsView(View):
    """Searched by whatever a row shows; opened, a row leads to the ledger."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        words = self.words
        self._lines: tuple[ReadingLine, ...] = ()
        self.filter = QLineEdit()
        self.filter.setClearButtonEnabled(True)
        self.purpose = choice(16)
        self.body.addLayout(row(self.filter, self.purpose, stretch=0))
        self._columns: list[TableColumn[ReadingLine]] = [
            TableColumn(lambda: self.tr("When"), lambda r: words.when(r.at)),
            TableColumn(lambda: self.tr("Who"), lambda r: r.reader.name, badge=lambda r: r.reader.role),
            TableColumn(
                lambda: self.tr("What"),
                lambda r: words.heading(words.say(r.about)),
                tip=lambda r: words.heading(words.say(r.about)),
            ),
            TableColumn(lambda: self.tr("Purpose"), lambda r: words.say(Sentence(f"purpose.{r.purpose}"))),
            TableColumn(
                lambda: self.tr("Record"),
                self._record,
                tone=lambda r: "" if r.signed else "bad",
            ),
            TableColumn(lambda: self.tr("Note"), lambda r: r.note, tip=lambda r: r.note),
        ]
        self.model: RowsModel[ReadingLine] = RowsModel(self._columns, lambda r: r.id, self)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.setItemDelegate(BadgeDelegate(self.table))
        self.table.set_widths((150, 180, 300, 170, 150))
        self.body.addWidget(self.table, 1)
        self.note = plain(wrap=True, tone="muted")
        self.body.addWidget(self.note)
        self.show_ledger = button(primary=True)
        self.save_as = button()
        self.primary = self.show_ledger
        self.add_action(self.show_ledger, None, self.save_as)
        self._typing = typing_pause(self, self._search, self.filter)
        find_key(self, self.filter)
        self.purpose.activated.connect(lambda _index: self._search())
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.show_ledger.clicked.connect(lambda: self._open(self.table.currentIndex()))
        self.save_as.clicked.connect(self._choose)
        self.say(self.title.setText, lambda: self.tr("Record of readings"))
        self.say(self.filter.setPlaceholderText, lambda: self.tr("Find by anything in a row (Ctrl+F)"))
        self.say(self.filter.setAccessibleName, lambda: self.tr("Find a reading"))
        self.say(self.purpose.setAccessibleName, lambda: self.tr("Purpose"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Record of readings"))
        self.say(self.note.setText, self._about)
        self.say(self.show_ledger.setText, lambda: self.tr("Show on the ledger"))
        self.say(self.save_as.setText, lambda: self.tr("Save as CSV…"))
        self._fill_purposes()
        self._chosen()

    def _about(self) -> str:
        role = self.desk.identity.role
        if role == "R":
            return self.tr("What regulators inspected stands on the ledger; the notes on this computer only.")
        if role == "C":
            return self.tr(
                "What regulators inspected of this counter's customers. Grantors keep a record of their own."
            )
        return self.tr("What this office read, signed by who read it; it is never deleted.")

    def _record(self, line: ReadingLine) -> str:
        if not line.signed:
            return self.tr("changed afterwards")
        return self.tr("on the ledger") if line.inspection else self.tr("in this office")

    def _fill_purposes(self) -> None:
        chosen = self.purpose.currentIndex()
        self.purpose.clear()
        self.purpose.addItem(self.tr("every purpose"), "")
        for name in (*PURPOSES, *(() if self.desk.identity.role in ("R", "C") else _IN_TURN)):
            self.purpose.addItem(self.words.say(Sentence(f"purpose.{name}")), name)
        self.purpose.setCurrentIndex(max(0, chosen))

    def retranslate(self) -> None:
        super().retranslate()
        self._fill_purposes()

    def load(self) -> None:
        self.work(lambda _job: self.desk.reading_record.lines(), self._show)

    def _show(self, lines: tuple[ReadingLine, ...]) -> None:
        self._lines = lines
        self.model.reword()
        self.table.say_empty(self.tr("Nothing has been read or inspected."))
        self._search()
        self.filled.emit()

    def _search(self) -> None:
        self._typing.stop()
        text = self.filter.text().strip().casefold()
        purpose = self.purpose.currentData() or ""
        self.model.set_rows(
            [
                line
                for line in self._lines
                if purpose in ("", line.purpose) and (not text or text in self._cells(line))
            ]
        )
        self.table.choose()
        self.subtitle.set_text(filled(self.tr("%1 records"), self.words.count(len(self.model.rows))))
        self._chosen()

    def _cells(self, line: ReadingLine) -> str:
        shown = [column.text(line) for column in self._columns]
        return "\n".join([*shown, line.event, line.inspection]).casefold()

    def focus_first(self) -> None:
        self.table.setFocus()

    def _chosen(self, *_: object) -> None:
        self.show_ledger.setEnabled(self.model.row_at(self.table.currentIndex()) is not None)

    def _open(self, index: QModelIndex) -> None:
        line = self.model.row_at(index)
        if line is not None:
            self.context.shell.go("ledger", line.inspection or line.event)

    def _choose(self) -> None:
        name = f"readings_{self.context.workplace.today}.csv"
        ask_where_to_save(self, self.tr("Save the record of readings"), name, self.save)

    def save(self, file: Path) -> None:
        """The rows that are shown, as CSV, with full ids."""
        heads = [*(column.title() for column in self._columns), self.tr("Event"), self.tr("Inspection")]
        rows = [
            [*(column.text(line) for column in self._columns), line.event, line.inspection]
            for line in self.model.rows
        ]
        self.work(
            lambda _job: save_table(file, [heads, *rows]),
            lambda _none: self.tell(filled(self.tr("Saved: %1"), str(file)), "good"),
        )
