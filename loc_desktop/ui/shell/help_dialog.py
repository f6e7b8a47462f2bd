"""Help: what is done where, every shortcut, and the paper's words in one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from loc_desktop.ui.shell.navigation import shortcut_of
from loc_desktop.ui.shell.role_views import RoleView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import clear, row
from loc_desktop.ui.widgets.scroll_areas import scrolled


class HelpDialog(Speaking, QDialog):
    """``views`` are those of the navigation, in order; Escape closes."""

    def __init__(self, views: Sequence[RoleView], log_folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._views = list(views)
        sizes = theme.sizes()
        self.resize(min(1180, sizes.px(860)), min(660, sizes.px(560)))
        layout = QVBoxLayout(self)
        inside = QWidget()
        box = QVBoxLayout(inside)
        self._tasks = QGridLayout()
        self._tasks.setHorizontalSpacing(sizes.space(16))
        self._shortcuts = QGridLayout()
        self._shortcuts.setHorizontalSpacing(sizes.space(16))
        self._words = QGridLayout()
        self._words.setHorizontalSpacing(sizes.space(16))
        self._keys_title, self._words_title = plain(name="section"), plain(name="section")
        self._tasks_title = plain(name="section")
        box.addWidget(self._tasks_title)
        box.addLayout(self._tasks)
        box.addWidget(self._keys_title)
        box.addLayout(self._shortcuts)
        box.addWidget(self._words_title)
        box.addLayout(self._words)
        self.log_folder = plain(wrap=True, tone="muted")
        box.addWidget(self.log_folder)
        box.addStretch(1)
        layout.addWidget(scrolled(inside), 1)
        self.close_button = button(primary=True)
        layout.addLayout(row(None, self.close_button))
        self.close_button.clicked.connect(self.accept)
        self.say(self.setWindowTitle, lambda: self.tr("Help"))
        self.say(self._tasks_title.setText, lambda: self.tr("Tasks"))
        self.say(self._keys_title.setText, lambda: self.tr("Keys"))
        self.say(self._words_title.setText, lambda: self.tr("Words"))
        self.say(
            self.log_folder.setText,
            lambda: self.tr("The program's log, without personal data: {folder}").format(folder=log_folder),
        )
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self._fill()
        self.close_button.setFocus()

    def _fill(self) -> None:
        clear(self._tasks)
        clear(self._shortcuts)
        clear(self._words)
        tasks = [
            (f"{view.title()}  {shortcut_of(place)}", self._task(view.name))
            for place, view in enumerate(self._views, start=1)
        ]
        keys = [
            ("Alt+1 … 9", self.tr("work as another identity of this computer")),
            ("Ctrl+L", self.tr("Chinese or English")),
            ("Ctrl++  Ctrl+-", self.tr("larger or smaller text")),
            ("Ctrl+F", self.tr("find")),
            ("Ctrl+N", self.tr("new application")),
            ("Enter", self.tr("open what is chosen")),
            ("Alt+Left", self.tr("back to the list")),
            ("F5", self.tr("read again")),
            ("← →  Home End", self.tr("trace: step back, forward, first, last")),
            (self.tr("Space"), self.tr("trace: play or pause")),
            ("F", self.tr("trace: to the failing step")),
            ("Ctrl+C", self.tr("copy the chosen value; of a table the cell, a number as a number")),
            ("Ctrl+Shift+C", self.tr("copy the row of a table")),
            (self.tr("Menu key"), self.tr("what can be done with a row: copy, open, challenge, export")),
            ("F1", self.tr("this page")),
        ]
        meanings = [
            (self.tr("event"), self.tr("what someone wants to happen, signed by the one who asks")),
            (self.tr("grantor"), self.tr("a role that must pass the event, in the order of the flow")),
            (self.tr("oracle result"), self.tr("a grantor's signed Pass or Failed for one event")),
            (
                self.tr("chaincode (cc)"),
                self.tr("the locked operations with the event and the grantors' keys"),
            ),
            (
                self.tr("unlocking code (uc)"),
                self.tr("the event with the grantors' results; it opens the chaincode"),
            ),
            (
                self.tr("dual-stack evaluation"),
                self.tr(
                    "both are put on stacks and popped in pairs; only if every pair fits does money move"
                ),
            ),
            (self.tr("term"), self.tr("one condition of a role: a declared value against its limit")),
        ]
        for grid, pairs in ((self._tasks, tasks), (self._shortcuts, keys), (self._words, meanings)):
            for line, (left, right) in enumerate(pairs):
                grid.addWidget(plain(left, tone="muted"), line, 0)
                grid.addWidget(plain(right, wrap=True), line, 1)
            grid.setColumnStretch(1, 1)

    def _task(self, view: str) -> str:
        """What is done in a view, in one sentence."""
        said = {
            "inbox": self.tr("audit what waits for you: Enter opens a case; tick rows to sign several"),
            "applications": self.tr(
                "see where applications stand; go on with a draft; correct a refused one; import a list"
            ),
            "form": self.tr("enter an application, check it, sign it"),
            "customers": self.tr(
                "find a customer, edit, change the PIN, see what was applied for and is owed"
            ),
            "register": self.tr("keep persons and evidence that your oracle looks up"),
            "terms": self.tr("change the limits that your oracle applies, with a reason"),
            "accounts": self.tr("see digital accounts, link bank accounts, move money in and out"),
            "loans": self.tr("see loans, pay, prepay, ask for refunds, reschedule, write off"),
            "bank": self.tr("customers, cash, account transfers, day's end, reconciliation"),
            "subsidy": self.tr("refund interest, pay what the programme owes"),
            "challenges": self.tr("ask about a loan, an event or a member, answer, decide"),
            "members": self.tr("see members, inspect and revoke them"),
            "readings": self.tr("see who opened which dossier, and why"),
            "report": self.tr("figures by month and branch, exported"),
            "rules": self.tr("see the rules of this ledger and change them"),
            "ledger": self.tr("search blocks and transactions: name, id (6 characters), amount, date"),
            "flow": self.tr("follow money from issue to repayment"),
            "trace": self.tr("step through the evaluation of a chaincode"),
            "colleagues": self.tr("name a substitute; see what nobody answered in time"),
            "identities": self.tr("see who can sign here, work as another identity"),
            "settings": self.tr("language, text size, colours, certificate, backup, network"),
        }
        return said.get(view, "")

    def retranslate(self) -> None:
        super().retranslate()
        self._fill()
