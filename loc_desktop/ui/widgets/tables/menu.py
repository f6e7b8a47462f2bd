"""What can be done with a cell and its row: copy, open, challenge, export."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QTableView

from loc_desktop.ui.widgets.i18n import translate
from loc_desktop.ui.widgets.table_models import RowsModel
from loc_desktop.ui.widgets.tables.export import seen_columns

_ID: Final = re.compile(r"[0-9A-Za-z_.:-]{16,}")


def copy_cell(model: RowsModel[Any], index: QModelIndex) -> None:
    """A number as a number, a shortened id in full."""
    row = model.row_at(index)
    if row is not None:
        QGuiApplication.clipboard().setText(model.columns[index.column()].whole(row))


def copy_row(table: QTableView, model: RowsModel[Any], index: QModelIndex) -> None:
    """The cells that are seen, from left to right, with tabs between: a spreadsheet takes them as cells."""
    row = model.row_at(index)
    if row is not None:
        cells = [str(model.columns[column].cell(row)) for column in seen_columns(table)]
        QGuiApplication.clipboard().setText("\t".join(" ".join(cell.split()) for cell in cells))


def full_id(model: RowsModel[Any], index: QModelIndex) -> str:
    """The id of the row; "" where rows have none."""
    row = model.row_at(index)
    key = model.key(row) if row is not None else None
    parts = key if isinstance(key, tuple) else (key,)
    return next((part for part in parts if isinstance(part, str) and _ID.fullmatch(part)), "")


def table_menu(
    table: QTableView,
    model: RowsModel[Any],
    index: QModelIndex,
    *,
    open_row: Callable[[], None] | None,
    challenge: Callable[[], None] | None,
    export: Callable[[], None] | None,
) -> QMenu:
    """The menu over ``index``; what is None is not offered."""
    menu = QMenu(table)
    identifier = full_id(model, index)
    if model.row_at(index) is not None:
        cell = menu.addAction(translate("TableMenu", "Copy cell"), lambda: copy_cell(model, index))
        cell.setShortcut("Ctrl+C")
        row = menu.addAction(translate("TableMenu", "Copy row"), lambda: copy_row(table, model, index))
        row.setShortcut("Ctrl+Shift+C")
        if identifier:
            menu.addAction(
                translate("TableMenu", "Copy full id"),
                lambda: QGuiApplication.clipboard().setText(identifier),
            )
        menu.addSeparator()
        if open_row is not None:
            menu.addAction(translate("TableMenu", "Open"), open_row).setShortcut("Return")
        if challenge is not None:
            menu.addAction(translate("TableMenu", "Challenge…"), challenge)
    if export is not None:
        menu.addAction(translate("TableMenu", "Export…"), export)
    return menu
