"""One step of a trace in words: what was popped, which checks it passed or failed, who passed before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from loc_desktop.script.evaluate import Step
from loc_desktop.texts.sentence import Sentence
from loc_desktop.ui.viewer.item_describer import ItemDescriber
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import filled, role_mark
from loc_desktop.ui.widgets.labels import Elided, plain
from loc_desktop.ui.widgets.layouts import clear, row
from loc_desktop.ui.widgets.role_badge import RoleBadge
from loc_desktop.ui.widgets.words import Words


class StepCard(QWidget):
    """Signal ``opened(item)`` when the person wants to see a popped item in full."""

    opened = Signal(object)

    def __init__(self, words: Words, describer: ItemDescriber) -> None:
        super().__init__()
        self.words, self._describer = words, describer
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, theme.sizes().space(6), 0)
        self._layout.setSpacing(theme.sizes().space(6))

    def show_nothing(self) -> None:
        """There is no step."""
        clear(self._layout)

    def show_step(self, step: Step, earlier: Sequence[Step]) -> None:
        """Show this step; of the ``earlier`` ones only whose results passed."""
        layout = self._layout
        clear(layout)
        layout.addWidget(plain(self.tr("Popped in this step"), name="section"))
        for item in step.popped:
            if item is not None:
                layout.addWidget(self._slab(item))
        layout.addWidget(plain(self.tr("Checks"), name="section"))
        failed = step.failed if step.checks else None
        ordered = ([failed] if failed is not None else []) + [c for c in step.checks if c is not failed]
        for check in ordered:
            text = ("✓ " if check.ok else "✗ ") + self.words.show(check.name, "check")
            layout.addWidget(plain(text, tone="good" if check.ok else "bad", wrap=True))
            if not check.ok and check.reason:
                why = self.words.say(Sentence(f"trace.{check.reason}"))
                layout.addWidget(plain(f"{why} ({check.where})" if check.where else why, wrap=True))
        roles = [self._describer.badge(before.popped[0]) for before in earlier if before.code == 0]
        passed = "  ".join(f"{role_mark(role)} ✓" for role in roles if role)
        if passed:
            layout.addWidget(plain(filled(self.tr("done: %1"), passed), tone="muted"))
        layout.addStretch(1)

    def _slab(self, item: Mapping[str, Any]) -> QWidget:
        whole = QWidget()
        layout = row(spacing=6)
        layout.setContentsMargins(0, 0, 0, 0)
        whole.setLayout(layout)
        badge = self._describer.badge(item)
        if badge:
            layout.addWidget(RoleBadge(badge, self.words.role(badge)))
        text = Elided(self._describer.text(item))
        text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        layout.addWidget(text, 1)
        more = button(flat=True)
        more.setText(self.tr("Open"))
        more.setAccessibleName(self.words.with_colon(more.text(), self._describer.text(item)))
        more.clicked.connect(lambda: self.opened.emit(item))
        layout.addWidget(more)
        return whole
