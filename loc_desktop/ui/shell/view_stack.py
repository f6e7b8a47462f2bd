"""The views of the identity in use: each is made when it is first shown, one is in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from loc_desktop.ui.shell.role_views import RoleView
from loc_desktop.ui.widgets.view import Context, View

Typed = dict[tuple[str, str], tuple[Any, str]]
"""By identity and view: what was typed, and what the view was asked to show."""


class ViewStack(QStackedWidget):
    """``views`` are those made so far, by name; ``front`` is the name of the one in front, "" for none.
    ``typed`` keeps what was typed into each identity's views while they are gone. Signal
    ``counted(name, number)``: the number beside a view in the navigation.
    """

    counted = Signal(str, int)

    def __init__(self, typed: Typed) -> None:
        super().__init__()
        self._typed, self._owner = typed, ""
        self._targets: dict[str, str] = {}
        self.views: dict[str, View] = {}
        self.front = ""
        self._offered: dict[str, RoleView] = {}

    def offer(self, role_views: Sequence[RoleView], owner: str) -> None:
        """These can be shown from now on, of the identity ``owner``; what was there before is gone."""
        self.drop()
        self._owner = owner
        self._offered = {role_view.name: role_view for role_view in role_views}

    @property
    def offered(self) -> tuple[RoleView, ...]:
        """What can be shown, in the order of the navigation."""
        return tuple(self._offered.values())

    def can_show(self, name: str) -> bool:
        return name in self._offered

    def bring(self, name: str, context: Context, target: object = None) -> View:
        """Bring a view to the front, with what it should show. It is not yet active."""
        view = self.views.get(name)
        if view is None:
            view = self.views[name] = self._offered[name].make(context)
            view.counted.connect(lambda number: self.counted.emit(name, number))
            self.addWidget(view)
            typed, shown = self._typed.pop((self._owner, name), (None, ""))
            if shown and target is None:
                view.show_target(shown)
            if typed is not None:
                view.type_again(typed)
        if isinstance(target, str):
            self._targets[name] = target
        if target is not None:
            view.show_target(target)
        if self.front != name and self.front in self.views:
            self.views[self.front].deactivate()
        self.front = name
        self.setCurrentWidget(view)
        return view

    def drop(self) -> None:
        """Every view goes; those offered can be made anew."""
        for name, view in self.views.items():
            self._typed[(self._owner, name)] = (view.typed(), self._targets.get(name, ""))
            view.deactivate()
            self.removeWidget(view)
            view.deleteLater()
        self.views, self.front, self._targets = {}, "", {}

    def refresh(self) -> None:
        """The ledger has changed: the view in front loads now, the others when they are shown."""
        for view in list(self.views.values()):
            view.changed()
