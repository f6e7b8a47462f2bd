"""Many at once: find those that meet every term, show what will be signed, sign with progress and cancel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loc_desktop.desk.values.case import GrantReport, InboxRow
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

MOST = 100_000


class SignManyDialog(Speaking, QDialog):
    """Lists what will be signed: every event with customer, amount and months. Cancel is the default."""

    def __init__(
        self, rows: Sequence[InboxRow], skipped: int, me: str, role: str, words: Words, parent: QWidget
    ) -> None:
        super().__init__(parent)
        sizes = theme.sizes()
        self.resize(min(1100, sizes.px(720)), min(660, sizes.px(520)))
        layout = QVBoxLayout(self)
        layout.setSpacing(sizes.space(8))
        self.sentence = plain(wrap=True, name="signed")
        self.rest = plain(wrap=True, tone="muted")
        layout.addWidget(self.sentence)
        layout.addWidget(self.rest)
        self.model: RowsModel[InboxRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Customer"), lambda r: r.customer.name),
                TableColumn(lambda: self.tr("Amount, yuan"), lambda r: words.number(r.amount), right=True),
                TableColumn(lambda: self.tr("Months"), lambda r: str(r.months), right=True),
                TableColumn(lambda: self.tr("Id"), lambda r: r.event, mono=True),
            ],
            lambda r: r.event,
            self,
        )
        self.model.set_rows(rows)
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((200, 120, 80))
        layout.addWidget(self.table, 1)
        self.cancel = button()
        self.cancel.setDefault(True)
        self.sign = button()
        layout.addLayout(row(None, self.cancel, self.sign))
        self.cancel.clicked.connect(self.reject)
        self.sign.clicked.connect(self.accept)
        total = sum(r.amount for r in rows)

        def sentence() -> str:
            text = self.tr("As %1 %2, I say Pass to %3 listed events, %4 in all.")
            return filled(text, words.role(role), me, words.count(len(rows)), words.money(total))

        def skipped_too() -> str:
            text = self.tr("%1 events do not meet every term and stay in the inbox.")
            return filled(text, words.count(skipped)) if skipped else ""

        self.say(self.setWindowTitle, lambda: self.tr("Sign many"))
        self.say(self.sentence.setText, sentence)
        self.say(self.rest.setText, skipped_too)
        self.say(self.table.setAccessibleName, lambda: self.tr("What will be signed"))
        self.say(self.cancel.setText, lambda: self.tr("Cancel"))
        self.say(
            self.sign.setText,
            lambda: filled(self.tr("Sign Pass for %1"), words.count(len(rows))),
        )
        self.sign.setEnabled(bool(rows))
        self.cancel.setFocus()


class SignMany:
    """The way through: audit all, confirm, sign all; each step a dialog."""

    def __init__(self, context: Context, parent: View) -> None:
        self.context, self.parent = context, parent
        self.finding: BatchDialog | None = None
        self.confirm: SignManyDialog | None = None
        self.signing: BatchDialog | None = None
        self._pin: str | None = None

    def begin(self) -> None:
        """Ask for the PIN if there is one, then look for those that meet every term."""
        self.context.shell.with_pin(self.parent, self._find)

    def _find(self, pin: str | None) -> None:
        self._pin = pin
        grants, inbox = self.context.desk.grants, self.context.desk.inbox

        def find(job: Job) -> tuple[list[InboxRow], int, bool]:
            passing = set(grants.passing(pin=pin, progress=job.progress, cancelled=job.cancelled))
            if job.cancelled():
                return [], 0, True
            page = inbox.page(limit=MOST)
            rows = [r for r in page.rows if r.event in passing]
            return rows, page.total - len(rows), False

        self.finding = BatchDialog(
            translate("SignMany", "Checking every event against your terms"),
            self.context.tasks,
            find,
            lambda found_rows: (
                filled(translate("SignMany", "%1 meet every term."), str(len(found_rows[0]))),
                (),
            ),
            self.parent,
        )
        self.finding.finished_work.connect(self._found)
        self.finding.failed_work.connect(self.context.shell.report)
        self.finding.start()

    def _found(self, found_rows: tuple[list[InboxRow], int, bool]) -> None:
        rows, skipped, cancelled = found_rows
        if self.finding is not None:
            self.finding.accept()
        if cancelled:
            return
        me = self.context.desk.identity
        self.confirm = SignManyDialog(rows, skipped, me.name, me.role, self.context.words, self.parent)
        self.confirm.accepted.connect(lambda: self._sign([r.event for r in rows]))
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
        parts = [filled(translate("SignMany", "%1 signed."), words.count(len(report.signed)))]
        unlocked = sum(
            1 for outcome in report.signed if outcome.unlock is not None and outcome.unlock.code == 0
        )
        if unlocked:
            parts.append(
                filled(translate("SignMany", "%1 unlocked: the money has moved."), words.count(unlocked))
            )
        if report.skipped:
            parts.append(filled(translate("SignMany", "%1 left alone."), words.count(len(report.skipped))))
        if report.failed:
            parts.append(
                filled(translate("SignMany", "%1 did not go through:"), words.count(len(report.failed)))
            )
        if report.cancelled:
            parts.append(translate("SignMany", "Stopped by you."))
        return " ".join(parts), [f"{failure.event}: {words.failure(failure)}" for failure in report.failed]
