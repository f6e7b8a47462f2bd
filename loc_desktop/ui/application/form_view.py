"""The application form, in the order of the paper form: who, what for, how much, from what, to whom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtGui import QKeySequence, QShortcut

from loc_desktop.app.values import Party
from loc_desktop.desk.values.application import Applicant, ApplicationForm, Applied, FormDraft
from loc_desktop.desk.values.case import ToSign
from loc_desktop.desk.values.event import Stage
from loc_desktop.loan.products import Product
from loc_desktop.texts.sentence import FieldProblem, Sentence
from loc_desktop.ui.application.application_fields import DEPARTMENTS, ApplicationFields
from loc_desktop.ui.application.draft_saver import DraftSaver
from loc_desktop.ui.documents.attachments import delete_original
from loc_desktop.ui.signing.confirm_dialog import ConfirmDialog, QuestionDialog
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.scroll_areas import follow_focus, scrolled
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context, View

Choices = tuple[tuple[Party, ...], dict[str, tuple[Party, ...]], Applicant | None, tuple[Product, ...]]
"""Banks, departments by role, the applicant, products."""


class ApplicationFormView(View):
    """One application. Every change is checked at its field and saved as a draft on this computer."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._touched: set[str] = set()
        self._chosen_departments: set[str] = set()
        self._prepared_draft = ""
        self._problems: tuple[FieldProblem, ...] = ()
        self.confirm: ConfirmDialog | None = None
        self.question: QuestionDialog | None = None
        self.applied: Applied | None = None
        self.paper = ApplicationFields(context)
        self.fields, self.form, self.documents = self.paper.fields, self.paper.form, self.paper.documents
        self.bank, self.applicant = self.paper.bank, self.paper.applicant
        self.paper.edited.connect(self._edited)
        self.paper.left.connect(self._left)
        area = scrolled(self.paper)
        follow_focus(area)
        self.body.addWidget(area, 1)
        self.draft = DraftSaver(context, self.form, self)
        self.draft.saved.connect(self._say_saved)
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

    # -- which form

    def show_target(self, target: object) -> None:
        """A :class:`FormDraft` to go on with, a form that is filled in already, or "" for an empty form."""
        self.draft.save()
        self._prepared_draft = ""
        self.draft.use(target.id if isinstance(target, FormDraft) else "")
        self.applied = None
        self._touched = set()
        if isinstance(target, FormDraft):
            target = target.form
        self._fill(target if isinstance(target, ApplicationForm) else ApplicationForm())
        self.saved.setText("")
        self.tell("")

    def _fill(self, form: ApplicationForm) -> None:
        self.paper.fill(form)
        self._check(all_fields=False)
        self._say_cost()
        self._chosen_departments = {name for name in DEPARTMENTS.values() if getattr(form, name)}
        self.load()

    def load(self) -> None:
        identity, place = self.applicant.identity, self.fields["address"].edit.text()

        def fetch(_job: Job) -> Choices:
            asked = self.desk.applications
            applicant = asked.applicants.one(identity) or asked.applicants.one("")
            return asked.banks(), asked.departments(place), applicant, asked.products()

        def offer(choices: Choices) -> None:
            if self.applicant.identity == identity:  # else another was chosen meanwhile
                self.paper.offer(*choices)
                self.paper.propose(choices[1], self._chosen_departments)
                self._say_cost()
                self._say_deciding()

        self.work(fetch, offer)
        self._say_problems()
        self.paper.show_capitals()
        self._say_cost()

    def focus_first(self) -> None:
        empty = (field.edit for field in self.fields.values() if not field.edit.text())
        next(empty, self.fields["purpose"].edit).setFocus()

    def deactivate(self) -> None:
        self.draft.save()
        super().deactivate()

    def typed(self) -> FormDraft:
        return FormDraft(self.draft.save_now(), "", self.form())

    def type_again(self, kept: FormDraft) -> None:
        self.draft.use(kept.id)
        self._fill(kept.form)

    # -- while typing

    def _edited(self, name: str) -> None:
        if name in DEPARTMENTS.values():
            self._chosen_departments.add(name)
        if name in ("bank", *DEPARTMENTS.values()):
            self._say_deciding()
        if self.applied is not None:
            self.applied = None
            self.tell("")
        self._check(all_fields=False)
        self._say_cost()
        self.draft.form_changed()

    def _left(self, name: str) -> None:
        self._touched.add(name)
        if name == "address":
            self._propose()
        elif name == "amount":
            self._say_deciding()
        self._check(all_fields=False)

    def _propose(self) -> None:
        """The departments that serve the address, where the person has not chosen others."""
        place = self.fields["address"].edit.text()

        def fetch(_job: Job) -> dict[str, tuple[Party, ...]]:
            return self.desk.applications.departments(place)

        def propose(offered: dict[str, tuple[Party, ...]]) -> None:
            if self.fields["address"].edit.text() == place:
                self.paper.propose(offered, self._chosen_departments)
                self._say_deciding()

        self.work(fetch, propose)

    def check_all(self) -> bool:
        """Check every field, empty ones too, and say what is wrong. True if nothing is."""
        return self._check(all_fields=True)

    def _check(self, *, all_fields: bool) -> bool:
        """Check what is typed; with ``all_fields`` empty ones too. True if there is no problem."""
        if all_fields:
            self._touched = {*self.fields}
        problems = self.desk.applications.check(self.form(), complete=all_fields)
        if self.paper.enters_number:
            problems = tuple(problem for problem in problems if problem.code != "no_person")
        self._problems = problems
        self._say_problems()
        return not self._problems

    def _say_problems(self) -> None:
        by_field: dict[str, str] = {}
        for problem in self._problems:
            by_field.setdefault(problem.field, self.words.say(problem.sentence))
        for name, field in self.fields.items():
            # What is typed for the first time is not said to be wrong before the field is left.
            typing = field.edit.hasFocus() and name not in self._touched
            field.show_problem("" if typing else by_field.get(name, ""))
        others = [text for name, text in by_field.items() if name not in self.fields]
        if others:
            self.tell(" ".join(others), "bad")

    def _say_deciding(self) -> None:
        form = self.form()
        self.work(lambda _job: self.desk.applications.who_decides(form), self.paper.show_deciding)

    def _say_cost(self) -> None:
        """What the loan that is typed would cost; without amount or term what the product offers."""
        form = self.form()
        cost = self.desk.applications.cost(form)
        if cost is not None:
            own = {"own": cost.interest - cost.subsidy}
            said = Sentence("applying.cost", {**cost.params(), **cost.payments_params(), **own})
            self.paper.show_cost(self.words.say(said))
            return
        self.paper.show_cost(self.paper.offered())

    def _say_saved(self, draft: FormDraft) -> None:
        text = self.tr("Draft saved on this computer, %1")
        self.saved.setText(filled(text, self.words.clock(draft.saved_at)))

    # -- signing

    def _prepare(self) -> None:
        if not self.check_all():
            first = next((name for name in self.fields if any(p.field == name for p in self._problems)), "")
            if first:
                self.fields[first].edit.setFocus()
            return
        form = self.form()
        self.sign.setEnabled(False)

        enters, draft = self.paper.enters_number, self.draft.id
        self._prepared_draft = draft

        def prepare(_job: Job) -> tuple[ToSign, tuple[Sentence, ...]]:
            applications = self.desk.applications
            if enters:
                applications.applicants.enter_self(form.identity_number, form.address, form.phone)
            return applications.prepare(form, draft=draft), applications.going_on(form)

        self.work(prepare, lambda prepared: self._confirm(form, *prepared), self._not_applied)

    def _confirm(self, form: ApplicationForm, to_sign: ToSign, warnings: tuple[Sentence, ...]) -> None:
        self.sign.setEnabled(True)
        if self.paper.enters_number:
            self.load()  # the number is entered, and fixed from now on
        told = "\n".join(f"⚠ {self.words.say(warning)}" for warning in warnings)
        self.confirm = ConfirmDialog(to_sign, self.words, self, consequence=told)
        self.confirm.accepted.connect(lambda: self._ask_pin(form, to_sign))
        self.confirm.open()

    def _ask_pin(self, form: ApplicationForm, to_sign: ToSign) -> None:
        chosen = self.paper.chosen
        if chosen is None or not chosen.needs_pin:
            self._apply(form, to_sign, None)
            return
        self.context.shell.ask_pin(chosen.name, self, lambda pin: self._apply(form, to_sign, pin))

    def _apply(self, form: ApplicationForm, to_sign: ToSign, pin: str | None) -> None:
        self.draft.forget()
        self.sign.setEnabled(False)
        draft = self._prepared_draft

        def apply(_job: Job) -> Applied:
            return self.desk.applications.apply(form, pin=pin, draft=draft, prepared=to_sign)

        self.work(apply, self._done, self._not_applied)

    def _not_applied(self, error: BaseException) -> None:
        self.sign.setEnabled(True)
        self.context.shell.report(error)

    def _done(self, applied: Applied) -> None:
        self.sign.setEnabled(True)
        self.applied = applied
        originals = self.documents.originals
        self.draft.use("")
        self._touched = set()
        self._fill(replace(ApplicationForm(), bank=str(self.bank.currentData() or "")))
        self.applied = applied
        self.saved.setText("")
        if applied.stage is Stage.WAITING:
            text = self.tr(
                "Signed. The ledger is away: the application waits in the outbox and is sent by itself."
            )
        else:
            text = filled(self.tr("Signed and %1."), self.words.stage(applied.stage, applied.block))
        self.tell(text, "good")
        self.context.shell.told(text)
        self.context.shell.go("applications", applied.event)
        if originals:
            self._ask_originals(originals)

    def _ask_originals(self, originals: tuple[Path, ...]) -> None:
        """What the scanner left in clear is sealed now: whether it goes."""
        text = self.tr(
            "The documents are sealed with the application. Their originals still lie in the scanner's "
            "folder, where anybody can read them: %1"
        )
        names = ", ".join(file.name for file in originals)
        self.question = QuestionDialog(
            self.tr("Delete the originals?"), filled(text, names), self.tr("Delete"), self, danger=True
        )
        self.question.accepted.connect(lambda: self._delete(originals))
        self.question.open()

    def _delete(self, originals: tuple[Path, ...]) -> None:
        def delete(_job: Job) -> None:
            for file in originals:
                delete_original(file)

        def told(_none: None) -> None:
            self.context.shell.told(self.tr("The originals are deleted."))

        self.work(delete, told)
