"""Help: every shortcut, and the paper's words in one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import clear, row
from loc_desktop.ui.widgets.scroll_areas import scrolled


class HelpDialog(Speaking, QDialog):
    """Shortcuts left, words right; Escape closes."""

    def __init__(self, views: Sequence[str], log_folder: Path, parent: QWidget) -> None:
        super().__init__(parent)
        self._views = list(views)
        sizes = theme.sizes()
        self.resize(min(1180, sizes.px(860)), min(660, sizes.px(560)))
        layout = QVBoxLayout(self)
        inside = QWidget()
        box = QVBoxLayout(inside)
        self._shortcuts = QGridLayout()
        self._shortcuts.setHorizontalSpacing(sizes.space(16))
        self._words = QGridLayout()
        self._words.setHorizontalSpacing(sizes.space(16))
        self._keys_title, self._words_title = plain(name="section"), plain(name="section")
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
        clear(self._shortcuts)
        clear(self._words)
        keys = [(f"Ctrl+{n}", view) for n, view in enumerate(self._views[:9], start=1)]
        keys += [
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
            ("Ctrl+C", self.tr("copy the chosen value")),
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
        for grid, pairs in ((self._shortcuts, keys), (self._words, meanings)):
            for line, (left, right) in enumerate(pairs):
                grid.addWidget(plain(left, tone="muted"), line, 0)
                grid.addWidget(plain(right, wrap=True), line, 1)
            grid.setColumnStretch(1, 1)

    def retranslate(self) -> None:
        super().retranslate()
        self._fill()
