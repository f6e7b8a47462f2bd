"""Several views behind tabs, under one entry of the navigation."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QTabWidget

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.view import Context, View


class TabsView(View):
    """Several views behind tabs, under one entry of the navigation. The first tab's target is the entry's."""

    def __init__(self, context: Context, pages: Sequence[tuple[str, Callable[[], str], View]]) -> None:
        super().__init__(context)
        self.pages = {name: view for name, _, view in pages}
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setObjectName("pages")
        # The tabs' views bring their own margins; their bars of actions go from edge to edge as everywhere.
        self.inside.setContentsMargins(0, theme.sizes().space(4), 0, 0)
        # Each tab's view scrolls by itself: scrolled as one their actions would leave the screen.
        self.area.hide()
        self.inside.insertWidget(self.inside.indexOf(self.area), self.tabs, 1)
        self.title.hide()
        self.subtitle.hide()
        for index, (_name, title, view) in enumerate(pages):
            view.title.hide()
            view.subtitle.hide()
            self.tabs.addTab(view, "")
            self.say(lambda text, at=index: self.tabs.setTabText(at, text), title)  # type: ignore[misc]
            view.filled.connect(self.filled)
        self.tabs.currentChanged.connect(self._turned)
        self._take_primary()

    @property
    def page(self) -> View:
        """The view in front."""
        view = self.tabs.currentWidget()
        assert isinstance(view, View)
        return view

    def open_page(self, name: str, target: object = None) -> View:
        """Bring a tab to the front, with what it should show."""
        view = self.pages[name]
        if target is not None:
            view.show_target(target)
        self.tabs.setCurrentWidget(view)
        return view

    def show_target(self, target: object) -> None:
        self.open_page(next(iter(self.pages)), target)

    def _turned(self, _index: int) -> None:
        for view in self.pages.values():
            if view is not self.page:
                view.deactivate()
        self._take_primary()
        if self._active:
            # What another tab has done in the bank's own books brings no block that would tell of it.
            self.page.changed()
            self.page.activate()

    def _take_primary(self) -> None:
        self.primary = self.page.primary

    def load(self) -> None:
        """The tabs load themselves."""

    def activate(self) -> None:
        super().activate()
        self.page.activate()

    def deactivate(self) -> None:
        super().deactivate()
        for view in self.pages.values():
            view.deactivate()

    def changed(self) -> None:
        for view in self.pages.values():
            view.changed()

    def focus_first(self) -> None:
        self.page.focus_first()
