"""Who has signed an event and who is next, in a line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from loc_desktop.app.values import Party
from loc_desktop.desk.values.event import Signed
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.labels import plain, tool_tip
from loc_desktop.ui.widgets.layouts import clear
from loc_desktop.ui.widgets.role_badge import RoleBadge
from loc_desktop.ui.widgets.words import Words


class SignedStrip(QWidget):
    """Who has signed, who is next: ``C ✓ 14:02 → B you → CAD → FD``, as badges and words."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words = words
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(theme.sizes().space(4))

    def show_signed(
        self,
        signed: Sequence[Signed],
        waits: Party | None = None,
        after: Sequence[Party] = (),
        note: str = "",
    ) -> None:
        """``note`` stands beside the one who is next ("you")."""
        clear(self._layout)
        first = True
        for line in signed:
            first = self._arrow(first)
            ok = line.verdict != "Failed"
            mark = plain(
                f"{'✓' if ok else '✗'} {self._words.clock(line.at)}".strip(), tone="good" if ok else "bad"
            )
            self._add(line.party, mark)
        if waits is not None:
            first = self._arrow(first)
            mark = plain(note or "…", tone="warn")
            self._add(waits, mark)
        for party in after:
            first = self._arrow(first)
            self._add(party, None)
        self._layout.addStretch(1)
        self.setAccessibleName(self._words.signed_line(tuple(signed), waits, tuple(after)))

    def _arrow(self, first: bool) -> bool:
        if not first:
            self._layout.addWidget(plain("→", tone="muted"))
        return False

    def _add(self, party: Party, mark: QLabel | None) -> None:
        badge = RoleBadge(party.role, self._words.role(party.role))
        badge.setToolTip(tool_tip(f"{self._words.role(party.role)} · {party.role} · {party.name}"))
        self._layout.addWidget(badge)
        if mark is not None:
            self._layout.addWidget(mark)
