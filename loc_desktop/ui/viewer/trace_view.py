"""The dual-stack trace of one unlock attempt: what the ledger's own evaluation did, step by step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout

from loc_desktop.desk.signing.event_stage import result_reason
from loc_desktop.desk.values.ledger import FlowTarget
from loc_desktop.desk.values.trace import AttemptTrace
from loc_desktop.script.evaluate import Step
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.viewer.flow_inspecting import FlowInspecting
from loc_desktop.ui.viewer.item_describer import ItemDescriber
from loc_desktop.ui.viewer.stack_list import StackList
from loc_desktop.ui.viewer.step_card import StepCard
from loc_desktop.ui.viewer.step_strip import StepStrip
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, choice
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.json_dialog import JsonDialog
from loc_desktop.ui.widgets.labels import Elided, plain
from loc_desktop.ui.widgets.layouts import card, row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context, View

PLAY_MS = 900
"""How long a step stands while playing."""


class TraceView(View):
    """Two stacks side by side before and after each step, the checks in words, the return code.

    Keys: Left/Right step, Home/End first and last, Space plays, F the failing step, Enter opens a value.
    """

    stepped = Signal(int)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._event = ""
        self._attempt: int | None = None
        self._shown: AttemptTrace | None = None
        self._position = 0
        self.value: JsonDialog | None = None
        self._describer = ItemDescriber(context.words)
        self._timer = QTimer(self)
        self._timer.setInterval(PLAY_MS)
        self._timer.timeout.connect(self._play_on)
        self._build_controls()
        self._build_stacks()
        self._shortcuts()
        self.say(self.title.setText, lambda: self.tr("Trace of the evaluation"))
        self.say(self.title.setToolTip, lambda: self.tr("Dual-stack evaluation (Algorithm 3)"))

    # -- building

    def _build_controls(self) -> None:
        self.attempts = choice()
        self.attempts.currentIndexChanged.connect(self._attempt_chosen)
        self.head.addWidget(self.attempts)
        self.inspecting = FlowInspecting(self.context, self)
        self.inspect = button()
        self.inspect.hide()
        self.inspect.clicked.connect(self._inspect)
        self.head.addWidget(self.inspect)
        self.say(self.inspect.setText, lambda: self.tr("Inspect…"))
        self.say(self.attempts.setAccessibleName, lambda: self.tr("Unlock attempt"))
        self.first = button()
        self.back = button()
        self.forward = button(primary=True)
        self.play = button()
        self.primary = self.forward
        self.where = plain(name="section")
        self.strip = StepStrip()
        self.strip.chosen.connect(self.go_to)
        self.outcome = Elided()
        self.body.addLayout(
            row(self.first, self.back, self.forward, self.play, self.where, self.strip, stretch=5)
        )
        for widget, action in (
            (self.first, lambda: self.go_to(0)),
            (self.back, lambda: self.go_to(self._position - 1)),
            (self.forward, lambda: self.go_to(self._position + 1)),
            (self.play, self.toggle_play),
        ):
            widget.clicked.connect(_without_argument(action))
        self.say(self.first.setText, lambda: "|◀")
        self.say(self.first.setAccessibleName, lambda: self.tr("First step"))
        self.say(self.first.setToolTip, lambda: self.tr("First step (Home)"))
        self.say(self.back.setText, lambda: self.tr("◀ Back"))
        self.say(self.forward.setText, lambda: self.tr("Forward ▶"))
        self.say(self.play.setText, lambda: self.tr("Play ▶▶"))
        self.say(self.strip.setAccessibleName, lambda: self.tr("All steps"))

    def _build_stacks(self) -> None:
        grid = QGridLayout()
        grid.setSpacing(theme.sizes().space(8))
        self.step_card = StepCard(self.words, self._describer)
        self.step_card.opened.connect(self._open_value)
        left, left_layout = card()
        area = scrolled(self.step_card)
        left_layout.addWidget(area, 1)
        left_layout.addWidget(self.outcome)
        grid.addWidget(left, 0, 0, 4, 1)
        self.lists: dict[str, StackList] = {}
        for line, moment in enumerate(("before", "after")):
            for column, stack in enumerate(("cc", "uc"), start=1):
                label = plain(tone="muted")
                listing = StackList(self._describer)
                listing.opened.connect(self._open_value)
                self.lists[f"{moment}_{stack}"] = listing
                grid.addWidget(label, line * 2, column)
                grid.addWidget(listing, line * 2 + 1, column)
                self._name_list(label, listing, moment, stack)
            grid.setRowStretch(line * 2 + 1, 1)
        grid.setColumnStretch(0, 5)
        grid.setColumnStretch(1, 5)
        grid.setColumnStretch(2, 5)
        self.body.addLayout(grid, 1)

    def _name_list(self, label: Any, listing: StackList, moment: str, stack: str) -> None:
        def text() -> str:
            if moment == "before":
                if stack == "cc":
                    return self.tr("S_cc chaincode, before")
                return self.tr("S_uc unlocking code, before")
            if stack == "cc":
                return self.tr("S_cc chaincode, after")
            return self.tr("S_uc unlocking code, after")

        self.say(label.setText, text)
        self.say(listing.setAccessibleName, text)

    def _shortcuts(self) -> None:
        for keys, action in (
            (Qt.Key.Key_Left, lambda: self.go_to(self._position - 1)),
            (Qt.Key.Key_Right, lambda: self.go_to(self._position + 1)),
            (Qt.Key.Key_Home, lambda: self.go_to(0)),
            (Qt.Key.Key_End, lambda: self.go_to(len(self.steps) - 1)),
            (Qt.Key.Key_F, self.go_to_failure),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(action)

    # -- what is shown

    @property
    def steps(self) -> tuple[Step, ...]:
        """The trace's steps."""
        return tuple(self._shown.trace.steps) if self._shown is not None else ()

    @property
    def position(self) -> int:
        """The step in sight, from 0."""
        return self._position

    def show_target(self, target: object) -> None:
        if isinstance(target, str):
            self.open_event(target)

    def open_event(self, event: str, attempt: int | None = None) -> None:
        """Show the trace of this event's attempt (None: the last)."""
        self._event, self._attempt = event, attempt
        self._stale = True
        if self._active:
            self._stale = False
            self.load()

    def load(self) -> None:
        if not self._event:
            self.tell(self.tr("Choose a committed or refused loan in the ledger or in a list, then Trace."))
            return
        event, attempt = self._event, self._attempt

        def fetch(_job: Job) -> AttemptTrace:
            return self.desk.viewer.trace(event, attempt)

        self.work(fetch, self.show_trace, self._no_trace)

    def _no_trace(self, error: BaseException) -> None:
        if getattr(error, "code", "") == "trace.none":
            self._shown = None
            self.inspect.hide()
            self._fill()
            self.subtitle.set_text("")
            self.tell(self.tr("This event has not been unlocked yet: there is nothing to trace."))
        else:
            self.context.shell.report(error)

    def show_trace(self, shown: AttemptTrace) -> None:
        """Show a trace; the failing step first if there is one."""
        same = (
            self._shown is not None
            and self._shown.event == shown.event
            and self._shown.attempt == shown.attempt
        )
        self._shown = shown
        self._describer.parties = shown.parties
        self.subtitle.set_text(self.words.say(shown.sentence))
        self.attempts.blockSignals(True)
        self.attempts.clear()
        for attempt in shown.attempts:
            text = self.tr("Attempt %1 · %2 · block %3")
            values = (str(attempt.number), self.words.when(attempt.at), self.words.count(attempt.block))
            self.attempts.addItem(filled(text, *values), attempt.number)
        self.attempts.setCurrentIndex(self.attempts.findData(shown.attempt.number))
        self.attempts.blockSignals(False)
        self.attempts.setVisible(len(shown.attempts) > 1)
        self.inspect.setVisible(self.desk.can("inspect"))
        self._tell_outcome()
        if not same:
            self._position = 0
            failing = self.failing_step()
            if failing is not None:
                self._position = failing
        self._fill()

    def _tell_outcome(self) -> None:
        if self._shown is None:
            return
        trace = self._shown.trace
        if not trace.failure:
            self.tell("")
            return
        failing = self.failing_step()
        reason = self.words.say(Sentence(f"trace.{trace.failure}"))
        if failing is not None:
            text = filled(self.tr("Step %1 fails: %2"), str(failing + 1), reason)
            who = self._describer.badge(self.steps[failing].popped[0])
            if who:
                text += f" · {who} {self.words.role(who)}"
            text += self._of_verdict(self.steps[failing].popped)
        else:
            text = reason
        details = " · ".join(part for part in (trace.where, self.words.trouble(trace.why)) if part)
        self.tell(f"{text} ({details})" if details else text, "bad")

    def _of_verdict(self, popped: Sequence[Any]) -> str:
        """Why a grantor's Failed is one: which terms, which evidence."""
        for item in popped:
            if item is not None and item.get("type") == "oracle" and item.get("verdict") == "Failed":
                terms, exception = item.get("terms", {}), item.get("exception")
                why = result_reason("Failed", dict(terms), exception, str(item.get("reason", "")))
                return f" · {self.words.say(why)}"
        return ""

    def failing_step(self) -> int | None:
        """The position of the step with the failed check, None if every step passed."""
        for number, step in enumerate(self.steps):
            if step.failed is not None if step.checks else step.code != 0:
                return number
        return None

    # -- moving

    def go_to(self, position: int) -> None:
        """Show this step; out of range stays where it is."""
        if not 0 <= position < len(self.steps) or position == self._position:
            return
        self._position = position
        self._fill()
        self.stepped.emit(position)

    def go_to_failure(self) -> None:
        failing = self.failing_step()
        if failing is not None:
            self.go_to(failing)

    def toggle_play(self) -> None:
        """Play from here (from the start when at the end); again pauses."""
        if self._timer.isActive():
            self._timer.stop()
        else:
            if self._position >= len(self.steps) - 1:
                self.go_to(0)
            self._timer.start()
        self._say_play()

    def _play_on(self) -> None:
        self.go_to(self._position + 1)
        if self._position >= len(self.steps) - 1 or self._position == self.failing_step():
            self._timer.stop()
            self._say_play()

    def _say_play(self) -> None:
        self.play.setText(self.tr("Pause") if self._timer.isActive() else self.tr("Play ▶▶"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.toggle_play()
        else:
            super().keyPressEvent(event)

    def focus_first(self) -> None:
        self.strip.setFocus()

    def deactivate(self) -> None:
        self._timer.stop()
        self._say_play()
        super().deactivate()

    # -- filling

    def _fill(self) -> None:
        steps = self.steps
        marks = tuple(step.code == 0 for step in steps)
        self.strip.show_steps(marks, self._position)
        at_end = self._position >= len(steps) - 1
        self.back.setEnabled(self._position > 0)
        self.first.setEnabled(self._position > 0)
        self.forward.setEnabled(not at_end)
        self.play.setEnabled(len(steps) > 1)
        if not steps:
            self.step_card.show_nothing()
            self.where.setText("")
            self.outcome.set_text("")
            for listing in self.lists.values():
                listing.show_items((), False)
            return
        step = steps[self._position]
        said = filled(self.tr("Step %1 of %2"), str(step.number), str(len(steps)))
        self.where.setText(said)
        self.lists["before_cc"].show_items(step.before.chaincode, True)
        self.lists["before_uc"].show_items(step.before.unlocking, step.popped[1] is not None)
        self.lists["after_cc"].show_items(step.after.chaincode, False)
        self.lists["after_uc"].show_items(step.after.unlocking, False)
        self.step_card.show_step(step, steps[: self._position])
        assert self._shown is not None
        self.outcome.set_text(filled(self.tr("return code: %1"), self.words.code(self._shown.trace.code)))

    def open_top(self) -> None:
        """Open the item on top of S_cc in full."""
        if self.steps:
            self._open_value(self.steps[self._position].popped[0])

    def _open_value(self, item: object) -> None:
        if isinstance(item, Mapping):
            self.value = JsonDialog(self._describer.text(item), item, self)
            self.value.open()

    def _inspect(self) -> None:
        """The attempt's transaction if it executed the event, and the parties that are in its trace."""
        shown = self._shown
        if shown is None:
            return
        executed = [FlowTarget("transaction", shown.attempt.tx_id)] if shown.attempt.code == 0 else []
        parties = [party for party in shown.parties.values() if party.role]
        # The customer is whom an inspection is mostly about.
        parties.sort(key=lambda party: party.role != "C")
        self.inspecting.ask(
            [*executed, *(FlowTarget(what, p.key, p.name) for p in parties for what in ("party", "account"))]
        )

    def _attempt_chosen(self, index: int) -> None:
        number = self.attempts.itemData(index)
        if number is not None:
            self.open_event(self._event, int(number))


def _without_argument(action: Callable[[], None]) -> Callable[[bool], None]:
    """Buttons say whether they are checked; these actions do not care."""
    return lambda _checked: action()
