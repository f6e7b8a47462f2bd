"""What if the limits were others: how many of the inbox would pass. Changes nothing."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QGridLayout, QProgressBar, QVBoxLayout, QWidget

from loc_desktop.bank.office.values import OfficeTerms
from loc_desktop.desk.values.case import WhatIf
from loc_desktop.ui.granting.limit_field import LimitField
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import clear, row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context


class WhatIfDialog(Speaking, QDialog):
    """Limits beside a result: now and then, by term."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        self._fields: dict[str, LimitField] = {}
        self._job: Job | None = None
        self._result: WhatIf | None = None
        sizes = theme.sizes()
        self.resize(min(1000, sizes.px(600)), min(660, sizes.px(430)))
        layout = QVBoxLayout(self)
        layout.setSpacing(sizes.space(8))
        lead = plain(wrap=True, tone="muted")
        layout.addWidget(lead)
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(0, 0, 0, 0)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(sizes.space(12))
        inner.addLayout(self._grid)
        self.answer = plain(wrap=True, name="section")
        inner.addWidget(self.answer)
        self._table = QGridLayout()
        self._table.setHorizontalSpacing(sizes.space(16))
        inner.addLayout(self._table)
        inner.addStretch(1)
        layout.addWidget(scrolled(inside), 1)
        self.bar = QProgressBar()
        self.bar.hide()
        layout.addWidget(self.bar)
        self.count = button(primary=True)
        self.close_button = button()
        layout.addLayout(row(None, self.close_button, self.count))
        self.count.setEnabled(False)
        self.count.clicked.connect(self._count)
        self.close_button.clicked.connect(self.reject)
        self.say(self.setWindowTitle, lambda: self.tr("What if…"))
        self.say(
            lead.setText,
            lambda: self.tr(
                "Try other limits on everything that waits for you. Nothing is changed or signed."
            ),
        )
        self.say(self.count.setText, lambda: self.tr("Count"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self.say(self.bar.setAccessibleName, lambda: self.tr("Progress"))
        context.tasks.run(
            lambda _job: context.desk.office.terms(), self._fill, failed=context.shell.report, owner=self
        )

    def _fill(self, terms: OfficeTerms) -> None:
        for line, (name, value) in enumerate(terms.limits.items()):
            field = LimitField(name, value, self.context.words)
            label = plain(self.context.words.limit(name))
            label.setBuddy(field)
            self._grid.addWidget(label, line, 0)
            self._grid.addWidget(field, line, 1)
            self._fields[name] = field
            field.textChanged.connect(lambda _text: self._check())
            field.returnPressed.connect(self._count)
        self._check()
        first = next(iter(self._fields.values()), None)
        if first is not None:
            first.setFocus()

    @property
    def fields(self) -> dict[str, LimitField]:
        """The limits by name."""
        return self._fields

    def _check(self) -> None:
        self.count.setEnabled(all(field.value is not None for field in self._fields.values()))

    def _count(self) -> None:
        limits = {name: field.value for name, field in self._fields.items()}
        wanted = {name: value for name, value in limits.items() if value is not None}
        if len(wanted) == len(limits):
            self.context.shell.with_pin(self, lambda pin: self._run(wanted, pin))

    def _run(self, limits: dict[str, int], pin: str | None) -> None:
        if self._job is not None:
            self._job.drop()
        self.bar.setRange(0, 0)
        self.bar.show()
        grants = self.context.desk.grants

        def count(job: Job) -> WhatIf:
            return grants.what_if(limits, pin=pin, progress=job.progress, cancelled=job.cancelled)

        def advance(done: int, total: int) -> None:
            self.bar.setRange(0, max(1, total))
            self.bar.setValue(done)

        self._job = self.context.tasks.run(
            count, self._show, failed=self._failed, progress=advance, owner=self
        )

    def _failed(self, error: BaseException) -> None:
        self.bar.hide()
        self._job = None
        self.context.shell.report(error)

    def _show(self, result: WhatIf) -> None:
        self._job = None
        self.bar.hide()
        self._result = result
        words = self.context.words
        text = self.tr("Of %1 waiting, %2 pass now; with these limits %3 would.")
        counts = (result.total, result.passed_now, result.passed_then)
        self.answer.setText(filled(text, *map(words.count, counts)))
        clear(self._table)
        items = sorted({*result.failed_by_term_now, *result.failed_by_term_then})
        if items:
            for column, head in enumerate((self.tr("stopped by"), self.tr("now"), self.tr("then"))):
                self._table.addWidget(plain(head, tone="muted"), 0, column)
        for line, item in enumerate(items, start=1):
            self._table.addWidget(plain(words.term(item)), line, 0)
            self._table.addWidget(plain(str(result.failed_by_term_now.get(item, 0))), line, 1)
            self._table.addWidget(plain(str(result.failed_by_term_then.get(item, 0))), line, 2)
        self._table.setColumnStretch(3, 1)
        if result.unreadable:
            more = filled(self.tr("%1 could not be opened."), words.count(result.unreadable))
            self._table.addWidget(plain(more, tone="warn"), len(items) + 1, 0, 1, 4)

    def reject(self) -> None:
        if self._job is not None:
            self._job.drop()
            self._job = None
        super().reject()

    def retranslate(self) -> None:
        super().retranslate()
        if self._result is not None:
            self._show(self._result)
