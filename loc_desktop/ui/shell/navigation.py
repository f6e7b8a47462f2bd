"""The list on the left: the views of the role, each with its count and its key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import tool_tip
from loc_desktop.ui.widgets.scroll_areas import scrolled


def shortcut_of(position: int) -> str:
    """The keys of the view at a place of the list, from 1: Ctrl+1…9, Ctrl+0, then Ctrl+Alt+1…; "" beyond."""
    if position <= 10:
        return f"Ctrl+{position % 10}"
    return f"Ctrl+Alt+{position - 10}" if position < 20 else ""


class Navigation(Speaking, QWidget):
    """The views of this role, with counts and keys. Signal ``chosen(name)``."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        # With large text a small screen does not hold them all: then they scroll.
        inside = QWidget()
        area = scrolled(inside)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)
        self._area = area
        self._layout = QVBoxLayout(inside)
        self._layout.setContentsMargins(0, theme.sizes().space(8), 0, 0)
        self._layout.setSpacing(0)
        self._group = QButtonGroup(self)
        self._items: dict[str, QToolButton] = {}
        self._titles: dict[str, Callable[[], str]] = {}
        self._counts: dict[str, int] = {}
        self._fresh: dict[str, int] = {}
        self._layout.addStretch(1)
        sizes = theme.sizes()
        self.setFixedWidth(min(sizes.px(174), 280))
        self.say(self.setAccessibleName, lambda: self.tr("Views"))

    def add(self, name: str, title: Callable[[], str], icon: str) -> None:
        """One more view at the end."""
        item = QToolButton()
        item.setObjectName("navItem")
        item.setCheckable(True)
        item.setIcon(theme.icon(icon, "muted"))
        item.setIconSize(QSize(theme.sizes().px(18), theme.sizes().px(18)))
        item.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        item.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        item.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        item.clicked.connect(lambda: self.chosen.emit(name))
        self._group.addButton(item)
        self._layout.insertWidget(self._layout.count() - 1, item)
        self._items[name] = item
        self._titles[name] = title
        shortcut = QShortcut(QKeySequence(shortcut_of(len(self._items))), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(lambda: self.chosen.emit(name))
        self._word(name)

    def item(self, name: str) -> QToolButton | None:
        return self._items.get(name)

    def count(self, name: str, number: int) -> None:
        """The number beside a view; 0 shows none."""
        if name in self._items and self._counts.get(name) != number:
            self._counts[name] = number
            self._word(name)

    def fresh(self, name: str, number: int) -> None:
        """How many beside a view are new; 0 says nothing."""
        if name in self._items and self._fresh.get(name, 0) != number:
            self._fresh[name] = number
            self._word(name)

    def mark(self, name: str) -> None:
        """Show which view is in front; one that is not listed leaves the last mark."""
        if name in self._items:
            self._items[name].setChecked(True)
            self._area.ensureWidgetVisible(self._items[name], 0, theme.sizes().px(28))

    def _word(self, name: str) -> None:
        title, number = self._titles[name](), self._counts.get(name, 0)
        item = self._items[name]
        fresh = self._fresh.get(name, 0)
        item.setText((f"{title}  {number}" if number else title) + (f" ●{fresh}" if fresh else ""))
        spoken = f"{title}  {number}" if number else title
        if fresh:
            spoken += " · " + filled(self.tr("%1 new"), str(fresh))
        item.setAccessibleName(spoken)
        keys = shortcut_of(list(self._items).index(name) + 1)
        item.setToolTip(tool_tip(f"{title} ({keys})" if keys else title))

    def retranslate(self) -> None:
        super().retranslate()
        for name in self._items:
            self._word(name)
