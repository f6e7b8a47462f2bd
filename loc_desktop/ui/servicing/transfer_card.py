"""A deposit or withdrawal in its two phases: the steps, and where the money is now."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from loc_desktop.desk.values.transfer import TransferView
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import filled, translate
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import clear
from loc_desktop.ui.widgets.words import Words

_MARKS = {"done": ("✓", "good"), "now": ("●", "warn"), "ahead": ("○", "muted"), "unknown": ("?", "muted")}


class TransferCard(QFrame):
    """``✓ Asked for → ✓ 1 Booked → ● 2 On the ledger → ○ Settled``, below it where the money is."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("card")
        self._words = words
        sizes = theme.sizes()
        layout = QVBoxLayout(self)
        space = sizes.space(10)
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(sizes.space(4))
        self.line = plain(name="section", wrap=True)
        self._steps = QHBoxLayout()
        self._steps.setSpacing(sizes.space(8))
        self.where = plain(wrap=True)
        self.why = plain(wrap=True, tone="bad")
        layout.addWidget(self.line)
        layout.addLayout(self._steps)
        layout.addWidget(self.where)
        layout.addWidget(self.why)

    def show_transfer(self, transfer: TransferView | None) -> None:
        self.setVisible(transfer is not None)
        clear(self._steps)
        if transfer is None:
            return
        words = self._words
        way = words.show("in" if transfer.inward else "out", "direction")
        self.line.setText(
            f"{words.kind(transfer.kind)} · {words.money(transfer.amount)} · {way} · {transfer.bank.name}"
        )
        said = []
        for number, step in enumerate(transfer.steps):
            if number:
                self._steps.addWidget(plain("→", tone="muted"))
            mark, tone = _MARKS.get(step.state, ("", ""))
            if step.name in ("refused", "reversed"):
                mark, tone = "✗", "bad"
            label = plain(f"{mark} {words.show(step.name, 'transfer_step')}", tone=tone)
            label.setAccessibleDescription(words.say(step.sentence))
            self._steps.addWidget(label)
            said.append(label.text())
        self._steps.addStretch(1)
        text = filled(translate("Money", "The money is %1."), words.show(transfer.where, "money_place"))
        if any(step.state == "unknown" for step in transfer.steps):
            text += " " + translate("Money", "What is marked ? only the bank's own computer can tell.")
        self.where.setText(text)
        why = [words.say(transfer.reason), words.trouble(transfer.trouble)]
        self.why.setText(" · ".join(part for part in why if part))
        self.why.setVisible(bool(self.why.text()))
        self.setAccessibleName(f"{self.line.text()}: {' → '.join(said)}. {text}")
