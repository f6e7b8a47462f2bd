"""What grantors explain of an application: why it came back, what they saw themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from loc_desktop.desk.values.case import Explanation
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.view import Context


class ExplanationDialog(Speaking, QDialog):
    """One paragraph an office: who, when, what from the list, and its words."""

    def __init__(self, context: Context, told: Sequence[Explanation], parent: QWidget) -> None:
        super().__init__(parent)
        words, sizes = context.words, theme.sizes()
        self.resize(min(1000, sizes.px(560)), min(640, sizes.px(120 + 110 * max(1, len(told)))))
        inside = QWidget()
        box = QVBoxLayout(inside)
        box.setContentsMargins(0, 0, 0, 0)
        for one in told:
            box.addWidget(plain(f"{words.party(one.by)} · {words.when(one.at)}", name="section", wrap=True))
            box.addWidget(plain(words.say(one.said), wrap=True))
            text = one.text or words.say(one.unreadable or Sentence("explain.none"))
            box.addWidget(plain(text, wrap=True, tone="bad" if one.unreadable else ""))
        self.wrong = plain(wrap=True, tone="muted")
        box.addWidget(self.wrong)
        box.addStretch(1)
        layout = QVBoxLayout(self)
        layout.addWidget(scrolled(inside), 1)
        self.close_ = button(primary=True)
        self.close_.setDefault(True)
        layout.addLayout(row(None, self.close_))
        self.close_.clicked.connect(self.accept)
        self.say(self.setWindowTitle, lambda: self.tr("Explanation"))
        self.say(
            self.wrong.setText,
            lambda: self.tr("What is not right can be complained of to the regulator, who can challenge it."),
        )
        self.say(self.close_.setText, lambda: self.tr("Close"))
