"""Any value in full: as a tree to expand and as canonical text, both to copy."""

from __future__ import annotations

import json
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QPlainTextEdit,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from loc_desktop.script.canonical import pretty
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import row

MOST_NODES = 5000
"""A tree of more nodes than this is shown to here; the text tab has everything."""


class JsonTree(QTreeWidget):
    """A JSON value as a tree of name and value."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("mono", True)
        self.setColumnCount(2)
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(True)
        self.setRootIsDecorated(True)
        self._left = 0
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy_current)

    def show_value(self, value: Any) -> None:
        """Fill the tree; the first levels are open."""
        self.clear()
        self._left = MOST_NODES
        self._add(self.invisibleRootItem(), value)
        self.expandToDepth(1)
        self.resizeColumnToContents(0)
        wide = max(self.columnWidth(0) + theme.sizes().px(16), theme.sizes().px(120))
        self.setColumnWidth(0, min(wide, theme.sizes().px(260)))
        first = self.topLevelItem(0)
        if first is not None:
            self.setCurrentItem(first)

    def copy_current(self) -> None:
        """The selected value (or subtree as JSON) to the clipboard."""
        item = self.currentItem()
        if item is None:
            return
        value = item.data(0, Qt.ItemDataRole.UserRole)
        QGuiApplication.clipboard().setText(value if isinstance(value, str) else pretty(value))

    def _add(self, parent: QTreeWidgetItem, value: Any) -> None:
        pairs = (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        )
        for name, inner in pairs:
            if self._left <= 0:
                QTreeWidgetItem(parent, ["…", ""])
                return
            self._left -= 1
            nested = isinstance(inner, dict | list)
            if nested:
                text = f"{{{len(inner)}}}" if isinstance(inner, dict) else f"[{len(inner)}]"
            else:
                text = inner if isinstance(inner, str) else json.dumps(inner, ensure_ascii=False)
            item = QTreeWidgetItem(parent, [str(name), text])
            item.setData(0, Qt.ItemDataRole.UserRole, inner)
            if nested:
                self._add(item, inner)


class JsonDialog(Speaking, QDialog):
    """Shows one value of the ledger. Enter or Escape closes, Ctrl+C copies what is selected."""

    def __init__(self, title: str, value: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = value
        self.setWindowTitle(title)
        sizes = theme.sizes()
        self.resize(min(760, 560 + sizes.px(120)), 560)
        layout = QVBoxLayout(self)
        heading = plain(title, name="section", wrap=True)
        layout.addWidget(heading)
        tabs = QTabWidget()
        self.tree = JsonTree()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setProperty("mono", True)
        self.text.setPlainText(pretty(value))
        tabs.addTab(self.tree, "")
        tabs.addTab(self.text, "")
        layout.addWidget(tabs, 1)
        self.copy_all = button()
        self.copy_one = button()
        self.done_button = button()
        layout.addLayout(row(self.copy_one, self.copy_all, None, self.done_button))
        self.copy_all.clicked.connect(self._copy_all)
        self.copy_one.clicked.connect(self.tree.copy_current)
        self.done_button.clicked.connect(self.accept)
        self.say(lambda text: tabs.setTabText(0, text), lambda: self.tr("Tree"))
        self.say(lambda text: tabs.setTabText(1, text), lambda: self.tr("Text"))
        self.say(tabs.setAccessibleName, lambda: self.tr("Value as tree or text"))
        self.say(self.tree.setAccessibleName, lambda: self.tr("Value as a tree"))
        self.say(self.text.setAccessibleName, lambda: self.tr("Value as text"))
        self.say(self.copy_all.setText, lambda: self.tr("Copy all"))
        self.say(self.copy_one.setText, lambda: self.tr("Copy selected value"))
        self.say(self.done_button.setText, lambda: self.tr("Close"))
        self._head()
        self.tree.show_value(value)
        self.tree.setFocus()

    def _head(self) -> None:
        self.tree.setHeaderLabels([self.tr("Name"), self.tr("Value")])

    def retranslate(self) -> None:
        super().retranslate()
        self._head()

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(pretty(self._value))
