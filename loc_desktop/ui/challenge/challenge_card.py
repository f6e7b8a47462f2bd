"""One challenge in sentences: what is asked, the answers, the decision, what waits for a second key."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from loc_desktop.desk.values.challenge import ChallengeDetail
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import card, clear
from loc_desktop.ui.widgets.words import Words


class ChallengeCard(QWidget):
    """A white card with a line for each sentence."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        frame, self._lines = card()
        self._lines.setSpacing(theme.sizes().space(4))
        layout.addWidget(frame)

    def show_challenge(self, detail: ChallengeDetail) -> None:
        """Say all of this challenge."""
        words, line = self.words, detail.line
        clear(self._lines)
        self._say_line(words.say(line.sentence), "section")
        self._say_line(filled(self.tr("Reason: %1"), line.reason))
        if line.frozen:
            self._say_line(words.say(detail.stops), tone="warn")
        if line.until:
            text = self.tr(
                "The freeze stands until %1 and then ends by itself, unless a second authority agrees."
            )
            self._say_line(filled(text, words.when(line.until)), tone="warn")
        if detail.paused:
            text = self.tr("%1 loans stand still: no day past due and no penalty until it is decided.")
            self._say_line(filled(text, words.count(len(detail.paused))), tone="warn")
        for answer in detail.answers:
            text = filled(self.tr("Answer of %1: %2"), words.when(answer.at), answer.text)
            self._say_line(text)
            if answer.evidence:
                self._say_line(filled(self.tr("Evidence: %1"), answer.evidence), tone="muted")
            if answer.verdict:
                self._say_line(filled(self.tr("The regulator: %1"), words.verdict(answer.verdict)))
        if detail.decided:
            text = self.tr("Decided %1: %2, %3. %4")
            values = (
                words.when(detail.decided),
                words.show(line.status, "challenge_state"),
                words.show(detail.effect, "challenge_effect"),
                detail.ruling,
            )
            self._say_line(filled(text, *values), tone=theme.challenge_tone(line.status))
        for wait in detail.waiting:
            text = self.tr("Signed by the regulator, waits for %1: %2")
            text = filled(text, words.party(wait.waits_for), words.say(wait.effect))
            self._say_line(text, tone="warn")
        for event in detail.reversals:
            self._say_line(filled(self.tr("To be reversed: event %1"), event), tone="bad")
        self._lines.addStretch(1)

    def _say_line(self, text: str, name: str = "", tone: str = "") -> None:
        self._lines.addWidget(plain(text, wrap=True, name=name, tone=tone))
