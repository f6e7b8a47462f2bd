"""Where an application is: on this computer → sent → on the ledger → unlocked or refused."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout

from loc_desktop.desk.values.application import ApplicationRow
from loc_desktop.desk.values.event import Stage
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import clear
from loc_desktop.ui.widgets.words import Words

_ORDER = {
    Stage.DRAFT: 0,
    Stage.WAITING: 0,
    Stage.SENT: 1,
    Stage.ON_LEDGER: 2,
    Stage.HELD: 2,
    Stage.UNLOCKED: 3,
    Stage.REFUSED: 3,
    Stage.WITHDRAWN: 3,
    Stage.RETURNED: 3,
    Stage.EXPIRED: 3,
}


_ENDED = (Stage.REFUSED, Stage.RETURNED, Stage.WITHDRAWN, Stage.EXPIRED)


class StageStrip(Speaking, QFrame):
    """Four stations; those passed have ✓, the present one stands out, below it one sentence."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.setObjectName("card")
        self._words = words
        self._row: ApplicationRow | None = None
        sizes = theme.sizes()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(sizes.space(12), sizes.space(8), sizes.space(12), sizes.space(8))
        layout.setSpacing(sizes.space(4))
        self._stations = QHBoxLayout()
        self._stations.setSpacing(sizes.space(8))
        layout.addLayout(self._stations)
        self.sentence = plain(wrap=True)
        layout.addWidget(self.sentence)

    def show_row(self, line: ApplicationRow) -> None:
        self._row = line
        clear(self._stations)
        at = _ORDER[line.stage]
        words = self._words
        ends = words.stage(line.stage) if at == 3 else words.stage(Stage.UNLOCKED)
        if at == 2:
            third = (
                words.stage(line.stage, line.block)
                if line.stage is Stage.ON_LEDGER
                else words.stage(line.stage)
            )
        else:
            third = words.stage(Stage.ON_LEDGER, line.block)
        names = (self.tr("on this computer"), words.stage(Stage.SENT), third, ends)
        for number, name in enumerate(names):
            if number:
                self._stations.addWidget(plain("→", tone="muted"))
            if number < at or (number == at and line.stage is Stage.UNLOCKED):
                mark, tone = "✓ ", "good"
            elif number == at:
                mark, tone = ("✗ ", "bad") if line.stage in _ENDED else ("● ", "")
            else:
                mark, tone = "○ ", "muted"
            label = plain(mark + name, tone=tone)
            if number == at:
                font = label.font()
                font.setBold(True)
                label.setFont(font)
            self._stations.addWidget(label)
        self._stations.addStretch(1)
        self.sentence.setText(words.where_sentence(line))
        self.setAccessibleName(f"{words.stage(line.stage, line.block)}. {self.sentence.text()}")

    def retranslate(self) -> None:
        super().retranslate()
        if self._row is not None:
            self.show_row(self._row)
