"""The application form, in the order of the paper form: who, what for, how much, from what, to whom."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from loc_desktop.desk.model import (
    Applicant,
    ApplicationForm,
    Applied,
    Draft,
    FieldProblem,
    Party,
    Stage,
    ToSign,
)
from loc_desktop.loan.money import AmountError, parse_yuan
from loc_desktop.ui import theme
from loc_desktop.ui.attachments import AttachmentsField
from loc_desktop.ui.confirm_dialog import ConfirmDialog
from loc_desktop.ui.form_fields import FormGrid, TextField
from loc_desktop.ui.pin_dialog import PinDialog
from loc_desktop.ui.tasks import Job
from loc_desktop.ui.view import Context, View
from loc_desktop.ui.widgets import KeepVisible, button, choice, plain, scrolled

SAVE_MS = 400
"""A draft is saved this long after the last key, and whenever the view is left."""

TEXTS = ("name", "identity_number", "address", "phone", "group", "purpose")
NUMBERS = ("amount", "months", "income", "asset", "debt")


class ApplicationFormView(View):
    """One application. Every change is checked at its field and saved as a draft on this computer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._draft = ""
        self._loading = False
        self._dirty = False
        self._touched: set[str] = set()
        self._applicants: tuple[Applicant, ...] = ()
        self._problems: tuple[FieldProblem, ...] = ()
        self.confirm: ConfirmDialog | None = None
        self.applied: Applied | None = None
        self._build()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SAVE_MS)
        self._timer.timeout.connect(self.save)
        self.sign = button(primary=True)
        self.primary = self.sign
        self.clear_button = button()
        self.saved = plain(tone="muted")
        self.add_action(self.sign, self.clear_button, None, self.saved)
        self.sign.clicked.connect(self._prepare)
        self.clear_button.clicked.connect(lambda: self.show_target(""))
        QShortcut(QKeySequence("Ctrl+Return"), self).activated.connect(self._prepare)
        self.say(self.title.setText, lambda: self.tr("Loan application"))
        self.say(self.sign.setText, lambda: self.tr("Check and sign…"))
        self.say(self.clear_button.setText, lambda: self.tr("New form"))

    def _build(self) -> None:
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, theme.sizes().space(8), 0)
        self.fields: dict[str, TextField] = {}
        left, right = FormGrid(), FormGrid()
        # Two columns where the text size leaves room for them: the whole form without scrolling.
        columns = QHBoxLayout() if theme.sizes().percent <= 125 else QVBoxLayout()
        columns.setSpacing(theme.sizes().space(32 if theme.sizes().percent <= 125 else 4))
        for grid in (left, right):
            column = QVBoxLayout()
            column.addLayout(grid)
            column.addStretch(1)
            columns.addLayout(column, 1)
        layout.addLayout(columns)
        self.grid = left
        self.applicant = choice()
        self.bank = choice()
        self._section(lambda: self.tr("1 Applicant"))
        self.grid.add_widget(self.applicant, self._label("applicant"))
        for name in TEXTS[:-1]:
            self._field(name)
        self._section(lambda: self.tr("2 Loan"))
        self._field("purpose")
        self._field("amount")
        self._field("months")
        self.grid = right
        self._section(lambda: self.tr("3 Circumstances"))
        for name in NUMBERS[2:]:
            self._field(name)
        self._section(lambda: self.tr("4 Bank and documents"))
        self.grid.add_widget(self.bank, self._label("bank"))
        self.documents = AttachmentsField(self.context)
        self.documents.changed.connect(lambda: self._edited("attachments"))
        self.grid.add_widget(self.documents, self._label("attachments"))
        layout.addStretch(1)
        area = scrolled(inside)
        self._keep = KeepVisible(area)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self.body.addWidget(area, 1)
        self.applicant.currentIndexChanged.connect(lambda _index: self._applicant_chosen())
        self.bank.currentIndexChanged.connect(lambda _index: self._edited("bank"))
        self.say(self.applicant.setAccessibleName, lambda: self.words.field("applicant"))
        self.say(self.bank.setAccessibleName, lambda: self.words.field("bank"))

    def _section(self, text: Any) -> None:
        label = plain(name="section")
        self.say(label.setText, text)
        self.grid.add_section(label)

    def _label(self, name: str) -> QLabel:
        label = plain()
        self.say(label.setText, lambda: self.words.field(name))
        return label

    def _field(self, name: str) -> None:
        field = TextField(name)
        self.fields[name] = field
        self.grid.add_field(field, self._label(name))
        self.say(field.edit.setAccessibleName, lambda: self.words.field(name))
        self.say(field.set_unit, lambda: self._unit(name))
        field.edit.textEdited.connect(lambda _text: self._edited(name))
        if name == "amount":
            field.edit.textChanged.connect(lambda _text: self._show_capitals())
        field.edit.editingFinished.connect(lambda: self._left(name))

    def _unit(self, name: str) -> str:
        if name == "months":
            return self.tr("months")
        return self.tr("yuan") if name in NUMBERS else ""

    # -- which form

    def show_target(self, target: object) -> None:
        """A :class:`Draft` to go on with, or "" for an empty form."""
        self._timer.stop()
        self.save()
        self._draft = target.id if isinstance(target, Draft) else ""
        self.applied = None
        self._touched = set()
        self._fill(target.form if isinstance(target, Draft) else ApplicationForm())
        self.saved.setText("")
        self.tell("")

    def _fill(self, form: ApplicationForm) -> None:
        self._loading = True
        for name in (*TEXTS, *NUMBERS):
            self.fields[name].edit.setText(getattr(form, name))
            self.fields[name].show_problem("")
        self.documents.show_attachments(form.attachments)
        self._choose(self.bank, form.bank)
        self._choose(self.applicant, form.applicant)
        self._loading = False
        self._show_capitals()
        self._check(all_fields=False)

    @staticmethod
    def _choose(box: QComboBox, value: str) -> None:
        found = box.findData(value)
        box.setCurrentIndex(found if found >= 0 else 0)

    def form(self) -> ApplicationForm:
        """What is in the fields now."""
        texts = {name: field.edit.text() for name, field in self.fields.items()}
        return ApplicationForm(
            **texts,
            bank=str(self.bank.currentData() or ""),
            applicant=str(self.applicant.currentData() or ""),
            attachments=self.documents.attachments,
        )

    def load(self) -> None:
        def fetch(_job: Job) -> tuple[tuple[Party, ...], tuple[Applicant, ...]]:
            return self.desk.applications.banks(), self.desk.applications.applicants()

        self.work(fetch, self._show_choices)
        self._say_problems()
        self._show_capitals()

    def _show_choices(self, found: tuple[tuple[Party, ...], tuple[Applicant, ...]]) -> None:
        banks, self._applicants = found
        self._loading = True
        for box, items in (
            (self.bank, [(party.name, party.key) for party in banks]),
            (self.applicant, [(one.name, one.identity) for one in self._applicants]),
        ):
            chosen = box.currentData()
            box.clear()
            for text, value in items:
                box.addItem(text, value)
            self._choose(box, chosen or "")
        self._loading = False
        if self.form().applicant and not self.fields["name"].edit.text():
            self._fill_in_applicant()

    def focus_first(self) -> None:
        empty = (field.edit for field in self.fields.values() if not field.edit.text())
        next(empty, self.fields["name"].edit).setFocus()

    def deactivate(self) -> None:
        if self._timer.isActive():
            self._timer.stop()
            self.save()
        super().deactivate()

    def _focus_changed(self, old: QWidget | None, now: QWidget | None) -> None:
        self._keep.focused(old, now)

    # -- while typing

    def _applicant_chosen(self) -> None:
        if self._loading:
            return
        self._fill_in_applicant()
        self._edited("applicant")

    def _fill_in_applicant(self) -> None:
        """The customer's own particulars go into the empty fields; that alone makes no draft."""
        chosen = str(self.applicant.currentData() or "")
        for one in self._applicants:
            if one.identity == chosen:
                known = {
                    "name": one.name,
                    "identity_number": one.identity_number,
                    "address": one.address,
                    "phone": one.phone,
                }
                for name, value in known.items():
                    if value and not self.fields[name].edit.text():
                        self.fields[name].edit.setText(value)

    def _edited(self, name: str) -> None:
        if self._loading:
            return
        if self.applied is not None:
            self.applied = None
            self.tell("")
        self._dirty = True
        self._check(all_fields=False)
        self._timer.start()

    def _left(self, name: str) -> None:
        self._touched.add(name)
        self._check(all_fields=False)

    def _show_capitals(self) -> None:
        try:
            text = self.words.capitals(parse_yuan(self.fields["amount"].edit.text()))
        except AmountError:
            text = ""
        self.fields["amount"].show_note(text)

    def check_all(self) -> bool:
        """Check every field, empty ones too, and say what is wrong. True if nothing is."""
        return self._check(all_fields=True)

    def _check(self, *, all_fields: bool) -> bool:
        """Check what is typed; with ``all_fields`` empty ones too. True if there is no problem."""
        if all_fields:
            self._touched = {*self.fields}
        self._problems = self.desk.applications.check(self.form(), complete=all_fields)
        self._say_problems()
        return not self._problems

    def _say_problems(self) -> None:
        by_field: dict[str, str] = {}
        for problem in self._problems:
            by_field.setdefault(problem.field, self.words.say(problem.sentence))
        for name, field in self.fields.items():
            # What is being typed for the first time is not scolded before the field is left.
            typing = field.edit.hasFocus() and name not in self._touched
            field.show_problem("" if typing else by_field.get(name, ""))
        others = [text for name, text in by_field.items() if name not in self.fields]
        if others:
            self.tell(" ".join(others), "bad")

    # -- draft

    def save(self) -> None:
        """Save the draft on a worker thread, if the person has changed anything since it was saved."""
        if self.applied is not None or not self._dirty:
            return
        self._dirty = False
        form, draft = self.form(), self._draft

        def keep(_job: Job) -> Draft:
            return self.desk.applications.save_draft(form, draft)

        self.context.tasks.run(keep, self._saved, failed=self.context.shell.report, owner=self)

    def _saved(self, draft: Draft) -> None:
        if not self._draft and self.applied is None:
            self._draft = draft.id
        text = self.tr("Draft saved on this computer, %1")
        self.saved.setText(text.replace("%1", self.words.clock(draft.saved_at)))

    # -- signing

    def _prepare(self) -> None:
        if not self.check_all():
            first = next((name for name in self.fields if any(p.field == name for p in self._problems)), "")
            if first:
                self.fields[first].edit.setFocus()
            return
        form = self.form()
        self.sign.setEnabled(False)

        def prepare(_job: Job) -> ToSign:
            return self.desk.applications.prepare(form)

        self.work(prepare, lambda to_sign: self._confirm(form, to_sign), self._not_applied)

    def _confirm(self, form: ApplicationForm, to_sign: ToSign) -> None:
        self.sign.setEnabled(True)
        self.confirm = ConfirmDialog(to_sign, self.words, self)
        self.confirm.accepted.connect(lambda: self._ask_pin(form, to_sign))
        self.confirm.open()

    def _ask_pin(self, form: ApplicationForm, to_sign: ToSign) -> None:
        chosen = next((one for one in self._applicants if one.identity == form.applicant), None)
        if chosen is None or not chosen.needs_pin:
            self._apply(form, to_sign, None)
            return
        dialog = PinDialog(chosen.name, self)
        dialog.accepted.connect(lambda: self._apply(form, to_sign, dialog.secret))
        dialog.open()

    def _apply(self, form: ApplicationForm, to_sign: ToSign, pin: str | None) -> None:
        self._timer.stop()
        self._dirty = False
        self.sign.setEnabled(False)
        draft = self._draft

        def apply(_job: Job) -> Applied:
            return self.desk.applications.apply(form, pin=pin, draft=draft, prepared=to_sign)

        self.work(apply, self._done, self._not_applied)

    def _not_applied(self, error: BaseException) -> None:
        self.sign.setEnabled(True)
        self.context.shell.report(error)

    def _done(self, applied: Applied) -> None:
        self.sign.setEnabled(True)
        self.applied = applied
        self._draft = ""
        self._touched = set()
        self._fill(replace(ApplicationForm(), bank=str(self.bank.currentData() or "")))
        self.applied = applied
        self.saved.setText("")
        if applied.stage is Stage.WAITING:
            text = self.tr(
                "Signed. The ledger is away: the application waits in the outbox and is sent by itself."
            )
        else:
            text = self.tr("Signed and %1.").replace("%1", self.words.stage(applied.stage, applied.block))
        self.tell(text, "good")
        self.context.shell.told(text)
        self.context.shell.go("applications")
