"""A small form in a dialog: some texts, problems at their fields."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import FieldProblem
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.form_fields import FormGrid, TextField
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context


class FieldsDialog(Speaking, QDialog):
    """``save(values)`` runs on a worker thread when the person accepts; the dialog closes when it worked.

    ``fields`` are the desk's field names; those in ``secret`` are not shown while typed.
    """

    def __init__(
        self,
        context: Context,
        title: str,
        fields: Sequence[str],
        values: Mapping[str, str],
        save: Callable[[dict[str, str]], Any],
        parent: QWidget,
        *,
        done: Callable[[Any], None],
        fixed: Sequence[str] = (),
        secret: Sequence[str] = (),
        explanation: str = "",
    ) -> None:
        super().__init__(parent)
        self.context, self._save, self._done = context, save, done
        sizes = theme.sizes()
        self.setWindowTitle(title)
        self.resize(min(1000, sizes.px(520)), min(640, sizes.px(120 + 46 * len(fields))))
        layout = QVBoxLayout(self)
        layout.addWidget(plain(title, name="section", wrap=True))
        if explanation:
            layout.addWidget(plain(explanation, wrap=True, tone="muted"))
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
            grid.add_field(field, plain(context.words.field(name)))
            self.fields[name] = field
        layout.addWidget(scrolled(inside), 1)
        self.problem = plain(tone="bad", wrap=True)
        self.problem.hide()
        layout.addWidget(self.problem)
        self.cancel = button()
        self.keep = button(primary=True)
        self.keep.setDefault(True)
        layout.addLayout(row(None, self.cancel, self.keep))
        self.cancel.clicked.connect(self.reject)
        self.keep.clicked.connect(self._keep)
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.say(self.keep.setText, lambda: self.tr("Save"))
        first = next((f for name, f in self.fields.items() if name not in fixed), None)
        if first is not None:
            first.edit.setFocus()

    def _keep(self) -> None:
        values = {name: field.edit.text().strip() for name, field in self.fields.items()}
        self.keep.setEnabled(False)

        def save(_job: Job) -> Any:
            return self._save(values)

        self.context.tasks.run(save, self._saved, failed=self._failed, owner=self)

    def _saved(self, result: Any) -> None:
        self.accept()
        self._done(result)

    def _failed(self, error: BaseException) -> None:
        self.keep.setEnabled(True)
        problems = problems_of(error)
        if not problems:
            self.context.shell.report(error)
            return
        for field in self.fields.values():
            field.show_problem("")
        others = []
        for problem in problems:
            text = self.context.words.say(problem.sentence)
            if problem.field in self.fields:
                self.fields[problem.field].show_problem(text)
            else:
                others.append(text)
        self.problem.setText(" ".join(others))
        self.problem.setVisible(bool(others))


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
