"""How a table is laid out: widths, order of the columns, what it is sorted by; kept with the settings."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Protocol, runtime_checkable

from PySide6.QtWidgets import QDialog, QTableView, QWidget

from loc_desktop.ui.widgets.tasks import TaskRunner

_VERSION: Final = 1
_NARROWEST, _WIDEST = 12, 4000
"""Widths that are believed, pixels at 100 % text."""


@runtime_checkable
class TableHost(Protocol):
    """The window that tables stand in."""

    tasks: TaskRunner

    def setting(self, name: str) -> str:
        """What was kept under a name, "" if nothing."""
        ...

    def keep(self, name: str, value: str) -> None: ...

    def told(self, text: str) -> None: ...

    def report(self, error: BaseException) -> None: ...


@dataclass(frozen=True)
class TableLayout:
    """``widths`` (pixels at 100 % text) only of columns that a person has set; ``order`` the columns from
    left to right, () as made; ``sorted_by`` -1 for none."""

    columns: int
    widths: Mapping[int, int]
    order: tuple[int, ...] = ()
    sorted_by: int = -1
    descending: bool = False

    def text(self) -> str:
        return json.dumps(
            {
                "version": _VERSION,
                "columns": self.columns,
                "widths": {str(column): width for column, width in self.widths.items()},
                "order": list(self.order),
                "sorted_by": self.sorted_by,
                "descending": self.descending,
            }
        )


def read_layout(text: str, columns: int) -> TableLayout | None:
    """None where nothing was kept, or it is of another version or other columns."""
    try:
        kept = json.loads(text)
        if kept["version"] != _VERSION or kept["columns"] != columns:
            return None
        widths = {int(column): int(width) for column, width in kept["widths"].items()}
        order = tuple(int(column) for column in kept["order"])
        sorted_by, descending = int(kept["sorted_by"]), kept["descending"] is True
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError):
        return None
    if order and sorted(order) != list(range(columns)):
        return None
    sane = all(0 <= c < columns and _NARROWEST <= w <= _WIDEST for c, w in widths.items())
    return (
        TableLayout(columns, widths, order, sorted_by, descending) if sane and sorted_by < columns else None
    )


def host_of(widget: QWidget) -> TableHost | None:
    """The window around a widget, also around a dialog over it."""
    above: QWidget | None = widget
    while above is not None:
        if isinstance(above, TableHost):
            return above
        above = above.parentWidget()
    return None


def name_of(table: QTableView) -> str:
    """The same for the same table of the same view or dialog, whatever stands in it."""
    owner: QWidget = table
    while (above := owner.parentWidget()) is not None:
        owner = above
        if isinstance(owner, QDialog) or owner.objectName() == "page":
            break
    tables: list[Any] = owner.findChildren(type(table))
    return f"table.{type(owner).__name__}.{tables.index(table) if table in tables else 0}"
