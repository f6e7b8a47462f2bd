"""The rules on the ledger: versions above, what one says below. A bank proposes others here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QFileDialog, QTabWidget

from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.rules import FlowLine, RuleLine, RulesContent, RulesVersion
from loc_desktop.loan.products import Product
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import short
from loc_desktop.ui.signing.request_view import RequestView
from loc_desktop.ui.widgets.controls import ask_where_to_save, button, file_start
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.values_dialog import DAY, LONG, NUMBER, Ask
from loc_desktop.ui.widgets.view import Context


@dataclass(frozen=True)
class _Change:
    number: int
    sentence: Sentence


@dataclass(frozen=True)
class _Day:
    day: str
    worked: bool
    every_year: bool


class RulesView(RequestView):
    """``versions`` the list, ``content`` what of the chosen one is shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.content_shown: RulesContent | None = None
        self._chosen = ""
        words = self.words
        content = self.content()
        self.versions: RowsModel[RulesVersion] = RowsModel(
            [
                TableColumn(lambda: self.tr("From"), lambda v: v.start),
                TableColumn(
                    lambda: self.tr("State"),
                    lambda v: words.say(Sentence(f"rules.{v.state}")),
                    tone=lambda v: {"current": "good", "proposed": "warn"}.get(v.state, ""),
                ),
                TableColumn(
                    lambda: self.tr("Proposed by"),
                    lambda v: v.by or words.say(Sentence("rules.genesis")),
                ),
                TableColumn(lambda: self.tr("Reason"), lambda v: v.reason or "–"),
                TableColumn(
                    lambda: self.tr("Digest"), lambda v: short(v.digest), mono=True, full=lambda v: v.digest
                ),
            ],
            lambda v: f"{v.state} {v.event} {v.digest} {v.start}",
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.versions)
        self.table.set_widths((110, 190, 220, 330))
        self.table.show_at_least(3)
        content.addWidget(self.table, 2)
        self.tabs = QTabWidget()
        self._build_tabs()
        content.addWidget(self.tabs, 5)
        self.propose = button(primary=True)
        self.days_of = button()
        self.save_as = button()
        self.is_bank = self.desk.can("bank")
        self.propose.setVisible(self.is_bank)
        self.days_of.setVisible(self.is_bank)
        self.primary = self.propose if self.is_bank else self.save_as
        self.spread(content, (self.propose, self.days_of), (self.save_as,))
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._choose())
        self.propose.clicked.connect(self._choose_file)
        self.days_of.clicked.connect(self._ask_days)
        self.save_as.clicked.connect(self._choose_target)
        self.say(self.title.setText, lambda: self.tr("Rules on the ledger"))
        self.say(
            self.subtitle.set_text, lambda: self.tr("a bank proposes, finance department and regulator grant")
        )
        self.say(self.table.setAccessibleName, lambda: self.tr("Versions of the rules"))
        self.say(self.tabs.setAccessibleName, lambda: self.tr("What the chosen version says"))
        self.say(self.propose.setText, lambda: self.tr("Propose a file…"))
        self.say(self.days_of.setText, lambda: self.tr("Days off of a year…"))
        self.say(self.save_as.setText, lambda: self.tr("Save as a file…"))

    # -- building

    def _build_tabs(self) -> None:
        words = self.words
        self.changes: RowsModel[_Change] = RowsModel(
            [TableColumn(lambda: self.tr("Against the version before"), lambda c: words.say(c.sentence))],
            lambda c: str(c.number),
            self,
        )
        self.products: RowsModel[Product] = RowsModel(
            [
                TableColumn(lambda: self.tr("Product"), lambda p: p.name.get(words.language, p.id)),
                TableColumn(
                    lambda: self.tr("Rate a year"), lambda p: words.show(p.rate, "percent"), right=True
                ),
                TableColumn(
                    lambda: self.tr("At most"), lambda p: words.show(p.rate_max, "percent"), right=True
                ),
                TableColumn(
                    lambda: self.tr("Amount, yuan"),
                    lambda p: f"{words.number(p.amount_min)} – {words.number(p.amount_max)}",
                ),
                TableColumn(lambda: self.tr("Months"), lambda p: f"{p.months_min} – {p.months_max}"),
                TableColumn(lambda: self.tr("Repaid by"), lambda p: self.words.show(p.method, "method")),
                TableColumn(lambda: self.tr("Grace, days"), lambda p: str(p.grace_days), right=True),
                TableColumn(lambda: self.tr("Overdue, %"), lambda p: str(p.penalty_factor), right=True),
                TableColumn(lambda: self.tr("Subsidy, %"), lambda p: str(p.subsidy), right=True),
            ],
            lambda p: p.id,
            self,
        )
        self.days: RowsModel[_Day] = RowsModel(
            [
                TableColumn(lambda: self.tr("Day"), lambda d: d.day),
                TableColumn(lambda: self.tr("Weekday"), self._weekday),
                TableColumn(
                    lambda: self.tr("What"),
                    lambda d: self.tr("worked") if d.worked else self.tr("off"),
                    tone=lambda d: "" if d.worked else "good",
                ),
            ],
            lambda d: d.day,
            self,
        )
        self.lending: RowsModel[RuleLine] = RowsModel(
            [
                TableColumn(lambda: self.tr("Rule"), lambda r: words.say(r.name)),
                TableColumn(lambda: self.tr("Value"), lambda r: self._value(r.value)),
            ],
            lambda r: r.name.code + str(r.name.params),
            self,
        )
        self.flows: RowsModel[FlowLine] = RowsModel(
            [
                TableColumn(lambda: self.tr("Event"), lambda f: words.kind(f.kind)),
                TableColumn(lambda: self.tr("Signed by"), lambda f: self._roles(f.signers)),
                TableColumn(lambda: self.tr("Granted by, in order"), lambda f: self._roles(f.grantors)),
            ],
            lambda f: f.kind,
            self,
        )
        self.changes_table = self._tab(self.changes, ())
        self.products_table = self._tab(self.products, (200, 85, 75, 180, 75, 190, 95, 95))
        self.days_table = self._tab(self.days, (140, 120))
        self.lending_table = self._tab(self.lending, (380,))
        self.flows_table = self._tab(self.flows, (260, 220))
        self.say(
            self.changes_table.say_empty, lambda: self.tr("This is the first version, or nothing changes.")
        )
        self.say(self.changes_table.setAccessibleName, lambda: self.tr("What changes"))
        self.say(self.products_table.setAccessibleName, lambda: self.tr("Products"))
        self.say(self.days_table.setAccessibleName, lambda: self.tr("Days off"))
        self.say(self.lending_table.setAccessibleName, lambda: self.tr("Lending rules"))
        self.say(self.flows_table.setAccessibleName, lambda: self.tr("Events"))
        for at, text in enumerate(
            (
                lambda: self.tr("What changes"),
                lambda: self.tr("Products"),
                lambda: self.tr("Days off"),
                lambda: self.tr("Lending rules"),
                lambda: self.tr("Events"),
            )
        ):
            self.say(lambda said, at=at: self.tabs.setTabText(at, said), text)  # type: ignore[misc]
        self.tabs.setCurrentIndex(1)

    def _tab(self, model: RowsModel[Any], widths: tuple[int, ...]) -> RowTable:
        table = RowTable()
        table.setModel(model)
        table.set_widths(widths)
        table.show_at_least(5)
        self.tabs.addTab(table, "")
        return table

    def _value(self, value: Sentence | str) -> str:
        return self.words.say(value) if isinstance(value, Sentence) else value

    def _roles(self, roles: tuple[str, ...]) -> str:
        # body.role: the event itself says in which role its signer stands.
        shown = (
            self.tr("whom it concerns") if role.startswith("body.") else self.words.role(role)
            for role in roles
        )
        return " → ".join(shown) or "–"

    def _weekday(self, line: _Day) -> str:
        if line.every_year:
            return self.tr("every year")
        names = (
            self.tr("Monday"), self.tr("Tuesday"), self.tr("Wednesday"), self.tr("Thursday"),
            self.tr("Friday"), self.tr("Saturday"), self.tr("Sunday"),
        )  # fmt: skip
        return names[date.fromisoformat(line.day).weekday()]

    # -- loading

    def load(self) -> None:
        self.work(lambda _job: self.desk.rules.versions(), self._show)

    def _show(self, versions: tuple[RulesVersion, ...]) -> None:
        self.versions.reword()
        self.versions.set_rows(versions)
        if not self.table.currentIndex().isValid():
            at = next((at for at, version in enumerate(versions) if version.state == "current"), 0)
            self.table.setCurrentIndex(self.versions.index(at, 0))
        self._chosen = ""
        self._choose()

    def _choose(self) -> None:
        version = self.versions.row_at(self.table.currentIndex())
        if version is None:
            return
        chosen = f"{version.state} {version.event} {version.digest} {self.words.language}"
        if chosen == self._chosen:
            return
        self._chosen = chosen
        self.work(lambda _job: self.desk.rules.content(version), self._show_content)

    def _show_content(self, content: RulesContent) -> None:
        self.content_shown = content
        days = [_Day(line.day, line.worked, False) for year in content.years.values() for line in year]
        every = [_Day(day, False, True) for day in content.fixed]
        changes = [_Change(at, change) for at, change in enumerate(content.changes)]
        rows: tuple[tuple[RowsModel[Any], Any], ...] = (
            (self.changes, changes),
            (self.products, content.products),
            (self.days, [*sorted(days, key=lambda day: day.day, reverse=True), *every]),
            (self.lending, content.lending),
            (self.flows, content.flows),
        )
        for model, listed in rows:
            model.reword()
            model.set_rows(listed)
        self.filled.emit()

    def focus_first(self) -> None:
        self.table.setFocus()

    # -- proposing

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Propose the rules of a file"), file_start())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setNameFilter(self.tr("Rules (*.json)"))
        dialog.fileSelected.connect(lambda file: self.propose_file(Path(file)))
        dialog.open()

    def propose_file(self, file: Path) -> None:
        """Check a file, then ask from when and why."""
        self.work(lambda _job: self.desk.rules.load(file), lambda document: self._ask_when(document, ""))

    def _ask_when(self, document: Any, reason: str) -> None:
        desk = self.desk.rules
        self.fill_request(
            self.tr("Propose these rules"),
            [
                Ask("effective", self.tr("From"), DAY, desk.earliest),
                Ask("reason", self.tr("Reason"), LONG, reason),
            ],
            lambda v: desk.prepare(document, v["effective"], v["reason"]),
            desk.submit,
            explanation=self.tr(
                "They count from this day, or from the day after the last signature if that is later."
            ),
        )

    def _ask_days(self) -> None:
        desk = self.desk.rules
        year = date.fromisoformat(self.context.workplace.today).year + 1

        def prepare(values: dict[str, Any]) -> ToSign:
            document = desk.with_days(values["year"], values["off"].split(), values["work"].split())
            return desk.prepare(document, values["effective"], values["reason"])

        self.fill_request(
            self.tr("Days off of a year"),
            [
                Ask("year", self.tr("Year"), NUMBER, str(year)),
                Ask("off", self.tr("Days off"), LONG),
                Ask("work", self.tr("Weekend days worked"), LONG, optional=True),
                Ask("effective", self.tr("From"), DAY, desk.earliest),
                Ask("reason", self.tr("Reason"), LONG),
            ],
            prepare,
            desk.submit,
            explanation=self.tr(
                "Each day as MM-DD, with spaces between, as the State Council's notice lists them."
            ),
        )

    # -- saving

    def _choose_target(self) -> None:
        if self.content_shown is None:
            return
        version = self.content_shown.version
        ask_where_to_save(self, self.tr("Save the rules"), f"rules_{version.start}.json", self.save)

    def save(self, file: Path) -> None:
        """Write the shown version into ``file``, to be changed and proposed."""
        assert self.content_shown is not None
        version = self.content_shown.version
        self.work(
            lambda _job: self.desk.rules.save(version, file),
            lambda _none: self.tell(filled(self.tr("Saved: %1"), str(file)), "good"),
        )
