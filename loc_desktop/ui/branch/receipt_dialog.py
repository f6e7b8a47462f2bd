"""The receipt of a deed at the counter, on the screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QGridLayout, QLabel, QVBoxLayout, QWidget

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.bank.books.slip_values import Deed
from loc_desktop.bank.books.statements import text_of
from loc_desktop.desk.values.branch import CashReceipt
from loc_desktop.loan.money import capitals
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.view import Context

if TYPE_CHECKING:
    from loc_desktop.desk.papers.paper import Paper
    from loc_desktop.ui.papers.paper_dialog import PaperDialog


class ReceiptDialog(Speaking, QDialog):
    """``facts`` are the lines shown, name and value."""

    def __init__(self, context: Context, receipt: CashReceipt, parent: QWidget) -> None:
        super().__init__(parent)
        self.context, self.receipt = context, receipt
        self.facts: list[tuple[str, str]] = []
        sizes = theme.sizes()
        self.resize(min(1000, sizes.px(480)), min(640, sizes.px(430)))
        layout = QVBoxLayout(self)
        self.heading = plain(name="section", wrap=True)
        layout.addWidget(self.heading)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        layout.addWidget(scrolled(inside), 1)
        self.close_button = button(primary=True)
        self.close_button.setDefault(True)
        self.print_button = button()
        self.paper: PaperDialog | None = None
        self.print_button.clicked.connect(self._print)
        layout.addLayout(row(self.print_button, None, self.close_button))
        self.close_button.clicked.connect(self.accept)
        self.say(self.setWindowTitle, lambda: self.tr("Receipt"))
        self.say(self.heading.setText, self._title)
        self.say(self.print_button.setText, lambda: self.tr("Print or save as PDF…"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self._fill()
        self.close_button.setFocus()

    def _print(self) -> None:
        """Show it as a paper."""
        from loc_desktop.ui.papers.paper_dialog import looked_at

        papers, receipt, language = self.context.desk.papers, self.receipt, self.context.words.language
        self.context.tasks.run(
            lambda _job: looked_at(papers.cash(receipt, language)),
            lambda made: self._show_paper(*made),
            failed=self.context.shell.report,
            owner=self,
        )

    def _show_paper(self, paper: Paper, pages: Sequence[QImage]) -> None:
        from loc_desktop.ui.papers.paper_dialog import PaperDialog

        self.paper = PaperDialog(self.context, paper, pages, self)
        self.paper.open()

    def _title(self) -> str:
        return f"{self.receipt.bank} · {self.context.words.show(self.receipt.deed, 'deed')}"

    def retranslate(self) -> None:
        super().retranslate()
        self._fill()

    def _fill(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        self.facts = [fact for fact in self._lines() if fact[1]]
        for line, (name, value) in enumerate(self.facts):
            label: QLabel = plain(name, tone="muted")
            said = plain(value, wrap=True)
            said.setAccessibleName(f"{name} {value}")
            self._grid.addWidget(label, line, 0)
            self._grid.addWidget(said, line, 1)
        self._grid.setRowStretch(len(self.facts), 1)

    def _lines(self) -> list[tuple[str, str]]:
        words, told = self.context.words, self.receipt
        money = told.deed is Deed.LIMIT or told.amount > 0
        return [
            (self.tr("Number"), told.number),
            (self.tr("Booked"), words.when(told.at)),
            (self.tr("Account"), grouped(told.account)),
            (self.tr("Holder"), told.holder),
            (self.tr("Amount"), words.money(told.amount) if money else ""),
            (self.tr("In words"), capitals(told.amount) if money and words.language == "zh" else ""),
            (self.tr("Balance afterwards"), words.money(told.balance) if told.account else ""),
            (self.tr("Text"), text_of(told.text, "zh" if words.language == "zh" else "en")),
            (self.tr("Journal entry"), str(told.entry) if told.entry else ""),
            (self.tr("Takes back entry"), str(told.reverses) if told.reverses else ""),
            (self.tr("Taken back by entry"), str(told.reversed_by) if told.reversed_by else ""),
            (self.tr("Entered by"), told.maker),
            (self.tr("Released by"), told.checker),
        ]
