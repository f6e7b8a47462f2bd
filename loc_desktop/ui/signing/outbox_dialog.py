"""The outbox: what is signed and waits on this computer for the ledger."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loc_desktop.app.values import OutboxRow
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import RowsModel, TableColumn
from loc_desktop.ui.widgets.view import Context


class OutboxDialog(Speaking, QDialog):
    """A table, Drop and Send again for the chosen row that was refused, Send now, Close. Nothing can be sent
    twice: the ledger knows each id."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self.context = context
        words = context.words
        sizes = theme.sizes()
        self.resize(min(1100, sizes.px(760)), min(600, sizes.px(360)))
        layout = QVBoxLayout(self)
        self.lead = plain(wrap=True)
        layout.addWidget(self.lead)
        self.model: RowsModel[OutboxRow] = RowsModel(
            [
                TableColumn(lambda: self.tr("Since"), lambda o: words.when(o.at)),
                TableColumn(lambda: self.tr("What"), lambda o: self._what(o.fn)),
                TableColumn(lambda: self.tr("Event"), lambda o: o.event, mono=True),
                TableColumn(lambda: self.tr("State"), lambda o: self._state(o.state)),
                TableColumn(lambda: self.tr("Tries"), lambda o: str(o.attempts), right=True),
                TableColumn(
                    lambda: self.tr("Last answer"),
                    lambda o: words.trouble(o.trouble),
                    tip=lambda o: words.trouble(o.trouble),
                ),
            ],
            lambda o: o.id,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        self.table.set_widths((140, 120, 160, 90, 60))
        layout.addWidget(self.table, 1)
        self.send = button(primary=True)
        self.drop = button()
        self.again = button()
        self.close_button = button()
        layout.addLayout(row(self.drop, self.again, None, self.close_button, self.send))
        self.drop.clicked.connect(lambda: self._on_chosen(self.context.desk.drop_outbox))
        self.again.clicked.connect(lambda: self._on_chosen(self.context.desk.queue_outbox))
        self.send.clicked.connect(self._send)
        self.close_button.clicked.connect(self.accept)
        self.say(self.setWindowTitle, lambda: self.tr("Outbox"))
        self.say(
            self.lead.setText,
            lambda: self.tr(
                "Signed here, not yet on the ledger. It is sent by itself when the ledger is back."
            ),
        )
        self.say(self.table.setAccessibleName, lambda: self.tr("Outbox"))
        self.say(self.send.setText, lambda: self.tr("Send now"))
        self.say(self.drop.setText, lambda: self.tr("Drop"))
        self.say(self.again.setText, lambda: self.tr("Send again"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._choice())
        self._choice()
        self._load()

    def _what(self, fn: str) -> str:
        return {
            "lock": self.tr("application"),
            "grant": self.tr("oracle result"),
            "unlock": self.tr("unlocking code"),
        }.get(fn, fn)

    def _state(self, state: str) -> str:
        return {
            "draft": self.tr("draft"),
            "waiting": self.tr("to be sent"),
            "sent": self.tr("sent"),
            "committed": self.tr("on the ledger"),
            "refused": self.tr("refused"),
        }.get(state, state)

    def _chosen(self) -> OutboxRow | None:
        rows = self.table.selectionModel().selectedRows()
        return self.model.row_at(rows[0]) if rows else None

    def _choice(self) -> None:
        """Only what the ledger refused, or what was never tried, can be dropped."""
        chosen = self._chosen()
        refused = chosen is not None and chosen.state == "refused"
        untried = chosen is not None and chosen.state == "waiting" and not chosen.attempts
        self.drop.setEnabled(refused or untried)
        # What waited too long is signed again; sent again it would only be refused again.
        late = chosen is not None and chosen.trouble is not None and chosen.trouble.code == "reason.too_late"
        self.again.setEnabled(refused and not late)

    def _on_chosen(self, work: Callable[[str], bool]) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        item = chosen.id
        self.context.tasks.run(
            lambda _job: work(item), lambda _done: self._load(), failed=self.context.shell.report, owner=self
        )

    def _show(self, rows: Sequence[OutboxRow]) -> None:
        self.model.set_rows(rows)
        self._choice()

    def _load(self) -> None:
        self.context.tasks.run(
            lambda _job: self.context.desk.outbox(),
            self._show,
            failed=self.context.shell.report,
            owner=self,
        )

    def _send(self) -> None:
        self.send.setEnabled(False)
        self.context.tasks.run(
            lambda _job: self.context.desk.send_outbox(),
            self._sent,
            failed=self._not_sent,
            owner=self,
        )

    def _sent(self, number: int) -> None:
        self.send.setEnabled(True)
        self.lead.setText(filled(self.tr("%1 went through."), str(number)))
        self._load()

    def _not_sent(self, error: BaseException) -> None:
        self.send.setEnabled(True)
        self.context.shell.report(error)
        self._load()
