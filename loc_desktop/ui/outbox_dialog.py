"""The outbox: what is signed and waits on this computer for the ledger."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loc_desktop.desk.model import OutboxRow
from loc_desktop.ui import theme
from loc_desktop.ui.i18n import Speaking
from loc_desktop.ui.models import Column, RowsModel
from loc_desktop.ui.view import Context
from loc_desktop.ui.widgets import Table, button, plain, row


class OutboxDialog(Speaking, QDialog):
    """A table, Send now, Close. Nothing can be sent twice: the ledger knows each id."""

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
                Column(lambda: self.tr("Since"), lambda o: words.when(o.at)),
                Column(lambda: self.tr("What"), lambda o: self._what(o.fn)),
                Column(lambda: self.tr("Event"), lambda o: o.event, mono=True),
                Column(lambda: self.tr("State"), lambda o: self._state(o.state)),
                Column(lambda: self.tr("Tries"), lambda o: str(o.attempts), right=True),
                Column(
                    lambda: self.tr("Last answer"),
                    lambda o: words.trouble(o.trouble),
                    tip=lambda o: words.trouble(o.trouble),
                ),
            ],
            lambda o: o.id,
            self,
        )
        self.table = Table()
        self.table.setModel(self.model)
        self.table.set_widths((140, 120, 160, 90, 60))
        layout.addWidget(self.table, 1)
        self.send = button(primary=True)
        self.close_button = button()
        layout.addLayout(row(None, self.close_button, self.send))
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
        self.say(self.close_button.setText, lambda: self.tr("Close"))
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

    def _load(self) -> None:
        self.context.tasks.run(
            lambda _job: self.context.desk.outbox(),
            self.model.set_rows,
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
        self.lead.setText(self.tr("%1 went through.").replace("%1", str(number)))
        self._load()

    def _not_sent(self, error: BaseException) -> None:
        self.send.setEnabled(True)
        self.context.shell.report(error)
        self._load()
