"""What stands in the main window: top line, navigation, the views, status line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from loc_desktop.app.values import LedgerStatus
from loc_desktop.ui.shell.navigation import Navigation
from loc_desktop.ui.shell.role_views import RoleView
from loc_desktop.ui.shell.status_line import StatusLine
from loc_desktop.ui.shell.top_line import TopLine
from loc_desktop.ui.shell.view_stack import Typed, ViewStack
from loc_desktop.ui.widgets.view import Context, View
from loc_desktop.ui.widgets.words import Words


class WindowFrame(QWidget):
    """Made anew for another text size. Signal ``chosen(name)``: a view of the navigation."""

    chosen = Signal(str)

    def __init__(self, words: Words, typed: Typed) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.top = TopLine(words)
        self.navigation = Navigation()
        self.stack = ViewStack(typed)
        self.status_line = StatusLine(words)
        self._middle = QHBoxLayout()
        self._middle.setContentsMargins(0, 0, 0, 0)
        self._middle.setSpacing(0)
        self._middle.addWidget(self.navigation)
        self._middle.addWidget(self.stack, 1)
        layout.addWidget(self.top)
        layout.addLayout(self._middle, 1)
        layout.addWidget(self.status_line)
        self.navigation.chosen.connect(self.chosen)
        self.stack.counted.connect(lambda name, number: self.navigation.count(name, number))

    @property
    def listed(self) -> list[RoleView]:
        """The views in the navigation, in order."""
        return [view for view in self.stack.offered if view.listed]

    def offer(self, views: Sequence[RoleView], owner: str) -> None:
        """The views of a role, each made when it is first shown; those of another go."""
        self.stack.offer(views, owner)
        old, self.navigation = self.navigation, Navigation()
        self.navigation.chosen.connect(self.chosen)
        self._middle.replaceWidget(old, self.navigation)
        old.hide()
        old.deleteLater()
        for view in self.listed:
            self.navigation.add(view.name, view.title, view.icon)

    def bring(self, name: str, context: Context, target: object = None) -> View:
        """Bring a view to the front, with what it should show. It is not yet active."""
        view = self.stack.bring(name, context, target)
        self.navigation.mark(name)
        return view

    def show_alone(self, page: QWidget) -> None:
        """A page instead of the views of a role: there is nobody who works yet."""
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        self.navigation.hide()
        self.status_line.show_status(None, None)

    def take_away(self, page: QWidget) -> None:
        self.stack.removeWidget(page)
        page.deleteLater()

    def show_status(self, status: LedgerStatus, days_left: int | None) -> None:
        """Of the ledger; ``days_left`` of the certificate."""
        self.top.show_status(status)
        self.status_line.show_status(status, days_left)
