"""This role's terms: the limits that its oracle applies, edited here, with their history."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QHeaderView, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.bank.office.values import OfficeTerms
from loc_desktop.ui.granting.limit_field import LimitField, is_months, shown
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.fields_dialog import problems_of
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import clear, row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context, View


class TermsView(View):
    """Limits to edit, a reason, Save; below it every version: who, when, why, what."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.terms: OfficeTerms | None = None
        self.fields: dict[str, LimitField] = {}
        self._kept: tuple[dict[str, str], str] = ({}, "")
        sizes = theme.sizes()
        self.explained = plain(wrap=True, tone="muted")
        self.body.addWidget(self.explained)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, sizes.space(8), 0)
        inner.setSpacing(sizes.space(8))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(sizes.space(12))
        self._grid.setColumnStretch(3, 1)
        inner.addLayout(self._grid)
        self.note = QLineEdit()
        self._note_label = plain()
        inner.addLayout(row(self._note_label, self.note, stretch=1))
        self.history_title = plain(name="section")
        inner.addWidget(self.history_title)
        words = self.words
        self.history: RowsModel[OfficeTerms] = RowsModel(
            [
                TableColumn(lambda: self.tr("Version"), lambda t: str(t.version), right=True),
                TableColumn(lambda: self.tr("When"), lambda t: words.when(t.at)),
                TableColumn(lambda: self.tr("Who"), lambda t: words.entry(t.by)),
                TableColumn(lambda: self.tr("Why"), lambda t: words.entry(t.note)),
                TableColumn(lambda: self.tr("Limits"), self._limits_line, tip=self._limits_line),
            ],
            lambda t: t.version,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.history)
        self.table.set_widths((70, 140, 140, 230))
        self.table.horizontalHeader().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.table.setMinimumHeight(sizes.px(28) * 4)
        inner.addWidget(self.table, 1)
        self.body.addWidget(scrolled(inside), 1)
        self.save = button(primary=True)
        self.primary = self.save
        self.undo = button()
        self.add_action(self.save, self.undo, None)
        self.save.clicked.connect(self._save)
        self.undo.clicked.connect(self._fill)
        self.note.textChanged.connect(lambda _text: self._check())
        self.note.returnPressed.connect(self._save)
        self.say(self.title.setText, lambda: self.tr("Terms"))
        self.say(
            self.explained.setText,
            lambda: self.tr(
                "f(e) = (Π t mod 2) × ex. Each term t is 1 if the declared value keeps its limit, else 0; "
                "ex is 0 if your blacklist holds evidence. Only f(e) = 1 is a Pass. New limits hold for "
                "what you audit from now on."
            ),
        )
        self.say(self._note_label.setText, lambda: self.tr("Reason for the change"))
        self.say(self.note.setAccessibleName, lambda: self.tr("Reason for the change"))
        self.say(self.history_title.setText, lambda: self.tr("History"))
        self.say(self.table.setAccessibleName, lambda: self.tr("History of the terms"))
        self.say(self.save.setText, lambda: self.tr("Save the terms"))
        self.say(self.undo.setText, lambda: self.tr("Undo changes"))
        self._check()

    def _limits_line(self, terms: OfficeTerms) -> str:
        words = self.words
        parts = (f"{words.limit(name)} {shown(name, value, words)}" for name, value in terms.limits.items())
        return " · ".join(parts)

    def load(self) -> None:
        def fetch(_job: Job) -> tuple[OfficeTerms, tuple[OfficeTerms, ...]]:
            return self.desk.office.terms(), self.desk.office.terms_history()

        self.work(fetch, self._show)

    def _show(self, versions: tuple[OfficeTerms, tuple[OfficeTerms, ...]]) -> None:
        terms, history = versions
        self.history.set_rows(history)
        self.history.reword()
        edited = self._changed()
        if self.terms is None or terms.version != self.terms.version or not edited:
            self.terms = terms
            self._fill()
        version = filled(self.tr("version %1, %2"), str(terms.version), self.words.when(terms.at))
        self.subtitle.set_text(version)

    def _fill(self) -> None:
        if self.terms is None:
            return
        clear(self._grid)
        self.fields = {}
        self._problem_labels = {}
        for line, (name, value) in enumerate(self.terms.limits.items()):
            field = LimitField(name, value, self.words)
            field.setMaximumWidth(theme.sizes().px(180))
            label = plain(self.words.limit(name))
            label.setBuddy(field)
            problem = plain(tone="bad", wrap=True)
            self._grid.addWidget(label, line, 0)
            self._grid.addWidget(field, line, 1)
            self._grid.addWidget(
                plain(self.tr("months") if is_months(name) else self.tr("yuan"), tone="muted"), line, 2
            )
            self._grid.addWidget(problem, line, 3)
            field.textChanged.connect(lambda _text: self._check())
            field.returnPressed.connect(self._save)
            self.fields[name] = field
            self._problem_labels[name] = problem
        texts, note = self._kept
        self._kept = ({}, "")
        for name, text in texts.items():
            if name in self.fields:
                self.fields[name].setText(text)
        self.note.setText(note)
        self._check()

    def values(self) -> dict[str, int] | None:
        """The limits as typed; None if one is not a number."""
        values = {name: field.value for name, field in self.fields.items()}
        good = {name: value for name, value in values.items() if value is not None}
        return good if len(good) == len(values) else None

    def typed(self) -> tuple[dict[str, str], str]:
        texts = {name: field.text() for name, field in self.fields.items()}
        return texts if self._changed() else {}, self.note.text()

    def type_again(self, kept: tuple[dict[str, str], str]) -> None:
        """Once the limits have been read."""
        self._kept = kept

    def _changed(self) -> bool:
        return self.terms is not None and bool(self.fields) and self.values() != dict(self.terms.limits)

    def unsaved(self) -> str:
        return (
            self.tr("The terms are changed and not saved: they do not count yet.") if self._changed() else ""
        )

    def _check(self) -> None:
        self.undo.setEnabled(self._changed())
        values = self.values()
        good = values is not None and self._changed()
        problems = {}
        if good and values is not None:
            problems = {p.field: self.words.say(p.sentence) for p in self.desk.office.check_terms(values)}
        for name, field in self.fields.items():
            text = problems.get(name, "")
            if field.value is None:
                text = self.tr("Not a number.")
            self._problem_labels[name].setText(f"✗ {text}" if text else "")
        if good and not problems and not self.note.text().strip():
            self.tell(self.tr("Say why the terms change; it stays in the history."))
        else:
            self.tell(" ".join(t for f, t in problems.items() if f not in self.fields), "bad")
        self.save.setEnabled(good and not problems and bool(self.note.text().strip()))

    def focus_first(self) -> None:
        first = next(iter(self.fields.values()), None)
        (first or self.table).setFocus()

    def _save(self) -> None:
        values, note = self.values(), self.note.text().strip()
        if not self.save.isEnabled() or values is None:
            return
        self.save.setEnabled(False)

        def save(_job: Job) -> OfficeTerms:
            return self.desk.office.save_terms(values, note)

        self.work(save, self._saved, self._not_saved)

    def _saved(self, terms: OfficeTerms) -> None:
        self.terms = terms
        self._fill()
        self.load()
        self.context.shell.told(filled(self.tr("The terms are saved as version %1."), str(terms.version)))

    def _not_saved(self, error: BaseException) -> None:
        problems = problems_of(error)
        if problems:
            self.tell(" ".join(self.words.say(p.sentence) for p in problems), "bad")
            self.save.setEnabled(True)
        else:
            self._check()
            self.context.shell.report(error)

    def retranslate(self) -> None:
        super().retranslate()
        if not self._changed():
            self._fill()
