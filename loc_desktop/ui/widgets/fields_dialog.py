"""A small form in a dialog: some texts, problems at their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QLineEdit, QProgressBar, QVBoxLayout, QWidget

from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import FieldProblem
from loc_desktop.texts.words import what_and_todo
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.form_fields import Choose, FileField, FormGrid, TextField
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Surroundings


class FieldsDialog(Speaking, QDialog):
    """``save(values)`` runs on a worker thread when the person accepts; the dialog closes when it worked.

    ``fields`` are the desk's field names; those in ``secret`` are not shown while typed, those in ``files``
    are paths. ``at`` says at which field a known error without problems of its own is shown (by its code);
    any other error goes to ``report`` (default: the shell's). ``slow(values, job)`` in place of ``save``
    tells its progress by the job, which Cancel and Esc stop.
    """

    def __init__(
        self,
        context: Surroundings,
        title: str,
        fields: Sequence[str],
        values: Mapping[str, str],
        save: Callable[[dict[str, str]], Any] | None,
        parent: QWidget,
        *,
        done: Callable[[Any], None],
        fixed: Sequence[str] = (),
        secret: Sequence[str] = (),
        files: Mapping[str, Choose] | None = None,
        at: Mapping[str, str] | None = None,
        report: Callable[[BaseException], None] | None = None,
        action: str = "",
        explanation: str = "",
        slow: Callable[[dict[str, str], Job], Any] | None = None,
    ) -> None:
        super().__init__(parent)
        self.context, self._save, self._slow, self._done = context, save, slow, done
        self._job: Job | None = None
        self._secret, self._at, self._report = secret, at or {}, report or context.shell.report
        sizes = theme.sizes()
        self.setWindowTitle(title)
        width, self._height = min(1000, sizes.px(520)), sizes.px(120 + 46 * len(fields))
        layout = QVBoxLayout(self)
        layout.addWidget(plain(title, name="section", wrap=True))
        if explanation:
            explaining = plain(explanation, wrap=True, tone="muted")
            layout.addWidget(explaining)
            lines = explaining.heightForWidth(width - sizes.space(24))
            self._height += lines - explaining.fontMetrics().height()  # there is room for one line
        self.resize(width, min(640, self._height))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        grid = FormGrid()
        box.addLayout(grid)
        box.addStretch(1)
        self.fields: dict[str, TextField] = {}
        for name in fields:
            field = TextField(name)
            field.edit.setText(values.get(name, ""))
            field.edit.setReadOnly(name in fixed)
            field.edit.setAccessibleName(context.words.field(name))
            if name in secret:
                field.edit.setEchoMode(QLineEdit.EchoMode.Password)
            label = plain(context.words.field(name))
            if files and name in files:
                grid.add_widget(FileField(field, files[name]), label)
            else:
                grid.add_field(field, label)
            self.fields[name] = field
        layout.addWidget(scrolled(inside), 1)
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.hide()
        layout.addWidget(self.progress)
        self.problem = plain(tone="bad", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self.cancel = button()
        self.keep = button(primary=True)
        self.keep.setDefault(True)
        layout.addLayout(row(None, self.cancel, self.keep))
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        self.say(self.progress.setAccessibleName, lambda: self.tr("How far it is"))
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.say(self.keep.setText, lambda: action or self.tr("Save"))
        first = next((f for name, f in self.fields.items() if name not in fixed), None)
        if first is not None:
            first.edit.setFocus()

    def _keep(self) -> None:
        typed = {name: field.edit.text() for name, field in self.fields.items()}
        values = {name: text if name in self._secret else text.strip() for name, text in typed.items()}
        self.keep.setEnabled(False)

        def save(job: Job) -> Any:
            if self._slow is not None:
                return self._slow(values, job)
            return self._save(values) if self._save is not None else None

        self.progress.setRange(0, 0)
        self.progress.setVisible(self._slow is not None)
        self._job = self.context.tasks.run(
            save, self._saved, failed=self._failed, progress=self._advance, owner=self
        )

    def _advance(self, done: int, total: int) -> None:
        # In thousandths: Qt counts in 32 bits, a ledger may have more bytes.
        self.progress.setRange(0, 1000)
        self.progress.setValue(1000 * done // max(total, 1))

    def reject(self) -> None:
        """Close; slow work that is under way is stopped first, and says so."""
        if self._slow is not None and self._job is not None:
            self._job.cancel()
        else:
            super().reject()

    def _saved(self, result: Any) -> None:
        self._job = None
        self.accept()
        self._done(result)

    def _failed(self, error: BaseException) -> None:
        self._job = None
        self.progress.hide()
        self.keep.setEnabled(True)
        said = [(problem.field, self.context.words.say(problem.sentence)) for problem in problems_of(error)]
        if not said and isinstance(error, KnownError) and error.code in self._at:
            said = [
                (self._at[error.code], " ".join(what_and_todo(error, self.context.words.language)).strip())
            ]
        if not said:
            self._report(error)
            return
        for field in self.fields.values():
            field.show_problem("")
        others = []
        for name, text in said:
            if name in self.fields:
                self.fields[name].show_problem(text)
            else:
                others.append(text)
        first = next((name for name, _ in said if name in self.fields), "")
        if first:
            self.fields[first].edit.setFocus()
        self.problem.setText(" ".join(others))
        self.problem.setVisible(bool(others))
        wrong = [field for field in self.fields.values() if field.problem.text()]
        needed = sum(field.problem.heightForWidth(field.edit.width()) + 2 for field in wrong)
        self.resize(self.width(), max(self.height(), min(640, self._height + needed)))


def problems_of(error: BaseException) -> list[FieldProblem]:
    """The field problems that a known error carries in ``params["problems"]``."""
    if not isinstance(error, KnownError):
        return []
    problems = error.params.get("problems", ())
    return (
        [problem for problem in problems if isinstance(problem, FieldProblem)]
        if isinstance(problems, Iterable)
        else []
    )
