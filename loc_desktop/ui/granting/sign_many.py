"""Many at once: of the rows that are shown or ticked, find those that meet every term, show exactly what will
be signed, sign with progress and cancel."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loc_desktop.desk.values.case import CheckedEvent, GrantReport, InboxRow
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.signing.batch_dialog import BatchDialog
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled, translate
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context, View
from loc_desktop.ui.widgets.words import Words

if TYPE_CHECKING:
    from loc_desktop.app.values import Party


class SignManyDialog(Speaking, QDialog):
    """Lists what will be signed: every event with customer, amount and months. Cancel is the default.

    Below, what of the chosen rows is not signed and why.
    """

    def __init__(
        self,
        rows: Sequence[InboxRow],
        left: Sequence[tuple[InboxRow, CheckedEvent | None]],
        me: Party,
        words: Words,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        sizes = theme.sizes()
        self.resize(min(1000, sizes.px(760)), min(560, sizes.px(560)))
        layout = QVBoxLayout(self)
        layout.setSpacing(sizes.space(8))
        self.sentence = plain(wrap=True, name="signed")
        layout.addWidget(self.sentence)
        customer = TableColumn[InboxRow](lambda: self.tr("Customer"), lambda r: r.customer.name)
        amount = TableColumn[InboxRow](
            lambda: self.tr("Amount, yuan"), lambda r: words.number(r.amount), right=True
        )
        months = TableColumn[InboxRow](lambda: self.tr("Months"), lambda r: str(r.months or ""), right=True)
        identifier = TableColumn[InboxRow](lambda: self.tr("Id"), lambda r: r.event, mono=True)
        self.model: RowsModel[InboxRow] = RowsModel(
            [customer, amount, months, identifier], lambda r: r.event, self
        )
        self.model.set_rows(rows)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((200, 120, 80))
        self.table.show_at_least(2 if sizes.large else 4)
        layout.addWidget(self.table, 2)
        why = {line.event: _why(checked, words) for line, checked in left}
        self.rest = plain(wrap=True, tone="muted")
        self.rest_model: RowsModel[InboxRow] = RowsModel(
            [customer, amount, TableColumn(lambda: self.tr("Why not"), lambda r: why[r.event])],
            lambda r: r.event,
            self,
        )
        self.rest_model.set_rows([line for line, _ in left])
        self.rest_table = RowTable()
        self.rest_table.setModel(self.rest_model)
        self.rest_table.set_widths((200, 120))
        layout.addWidget(self.rest)
        layout.addWidget(self.rest_table, 1)
        self.rest.setVisible(bool(left))
        self.rest_table.setVisible(bool(left))
        self.cancel = button()
        self.cancel.setDefault(True)
        self.sign = button()
        layout.addLayout(row(None, self.cancel, self.sign))
        self.cancel.clicked.connect(self.reject)
        self.sign.clicked.connect(self.accept)
        total = sum(r.amount for r in rows)

        def sentence() -> str:
            text = self.tr("As %1 %2, I say Pass to %3 listed events, %4 in all.")
            return filled(text, words.role(me.role), me.name, words.count(len(rows)), words.money(total))

        self.say(self.setWindowTitle, lambda: self.tr("Sign many"))
        self.say(self.sentence.setText, sentence)
        self.say(
            self.rest.setText,
            lambda: filled(self.tr("%1 are not signed and stay in the inbox:"), words.count(len(left))),
        )
        self.say(self.table.setAccessibleName, lambda: self.tr("What will be signed"))
        self.say(self.rest_table.setAccessibleName, lambda: self.tr("What is not signed"))
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.say(self.sign.setText, lambda: filled(self.tr("Sign Pass for %1"), words.count(len(rows))))
        self.sign.setEnabled(bool(rows))
        self.cancel.setFocus()


def _why(checked: CheckedEvent | None, words: Words) -> str:
    """Why a row is not signed among many."""
    if checked is None:
        return translate("SignManyDialog", "It cannot be opened.")
    if checked.why is not None:
        return words.say(checked.why)
    return translate("SignManyDialog", "A person has to look at it: open it.")


class SignMany:
    """The way through: check the chosen rows, confirm, sign; each step a dialog. ``checked`` learns what the
    oracle found."""

    def __init__(
        self, context: Context, parent: View, checked: Callable[[Sequence[CheckedEvent]], None]
    ) -> None:
        self.context, self.parent = context, parent
        self._checked = checked
        self.finding: BatchDialog | None = None
        self.confirm: SignManyDialog | None = None
        self.signing: BatchDialog | None = None
        self._pin: str | None = None

    def begin(self, text: str, ticked: Sequence[str]) -> None:
        """Ask for the PIN if there is one, then check the ticked rows, or if there are none all that the
        filter ``text`` shows: nothing that is not on the screen."""
        self.context.shell.with_pin(self.parent, lambda pin: self._find(text, ticked, pin))

    def _find(self, text: str, ticked: Sequence[str], pin: str | None) -> None:
        self._pin = pin
        grants, inbox = self.context.desk.grants, self.context.desk.inbox

        def find(job: Job) -> tuple[list[InboxRow], tuple[CheckedEvent, ...]] | None:
            wanted = set(ticked)
            rows = [r for r in inbox.all(text=text, pin=pin) if not wanted or r.event in wanted]
            checked = grants.check(
                [r.event for r in rows], pin=pin, progress=job.progress, cancelled=job.cancelled
            )
            return None if job.cancelled() else (rows, checked)

        self.finding = BatchDialog(
            translate("SignMany", "Checking every event against your terms"),
            self.context.tasks,
            find,
            lambda _checked: ("", ()),
            self.parent,
        )
        self.finding.finished_work.connect(self._found)
        self.finding.failed_work.connect(self.context.shell.report)
        self.finding.start()

    def _found(self, found_rows: tuple[list[InboxRow], tuple[CheckedEvent, ...]] | None) -> None:
        if self.finding is not None:
            self.finding.accept()
        if found_rows is None:
            return
        rows, checked = found_rows
        self._checked(checked)
        by_event = {c.event: c for c in checked}
        good = [r for r in rows if r.event in by_event and by_event[r.event].passes]
        left = [(r, by_event.get(r.event)) for r in rows if r not in good]
        me, words = self.context.desk.me, self.context.words
        self.confirm = SignManyDialog(good, left, me, words, self.parent)
        self.confirm.accepted.connect(lambda: self._sign([r.event for r in good]))
        self.confirm.open()

    def _sign(self, events: list[str]) -> None:
        grants, pin = self.context.desk.grants, self._pin

        def sign(job: Job) -> GrantReport:
            return grants.sign_many(events, pin=pin, progress=job.progress, cancelled=job.cancelled)

        self.signing = BatchDialog(
            translate("SignMany", "Signing"), self.context.tasks, sign, self._summary, self.parent,
            translate("SignMany", "Signing is complete"),
        )  # fmt: skip
        self.signing.finished_work.connect(lambda _report: self.parent.load())
        self.signing.failed_work.connect(self.context.shell.report)
        self.signing.start()

    def _summary(self, report: GrantReport) -> tuple[str, list[str]]:
        words = self.context.words
        unlocked = sum(
            1 for outcome in report.signed if outcome.unlock is not None and outcome.unlock.code == 0
        )
        parts = [filled(translate("SignMany", "%1 signed."), words.count(len(report.signed)))]
        for count, text in (
            (unlocked, translate("SignMany", "%1 unlocked: the money has moved.")),
            (len(report.skipped), translate("SignMany", "%1 left alone.")),
        ):
            if count:
                parts.append(filled(text, words.count(count)))
        if report.failed:
            parts.append(words.say(Sentence("batch.failed", {"count": len(report.failed)})))
        if report.cancelled:
            parts.append(words.say(Sentence("batch.stopped")))
        return " ".join(parts), [f"{failure.event}: {words.failure(failure)}" for failure in report.failed]
