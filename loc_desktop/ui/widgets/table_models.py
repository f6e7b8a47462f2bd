"""Table models: rows of the desk, fetched page by page on a worker thread."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from loc_desktop.spreadsheet import Cell
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.i18n import role_mark
from loc_desktop.ui.widgets.labels import tool_tip
from loc_desktop.ui.widgets.tables.order import number_of, ordered
from loc_desktop.ui.widgets.tasks import Job, TaskRunner

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex

PAGE = 100
"""Rows fetched at a time."""

STEP = 500
"""Rows fetched at a time where all are."""

KEEP = 2000
"""At most so many loaded rows are fetched again when the ledger has changed."""

RowRole = Qt.ItemDataRole.UserRole + 1
"""The row's own value."""

BadgeRole = Qt.ItemDataRole.UserRole + 2
"""A role letter, painted as a badge before the text."""


@dataclass(frozen=True)
class TableColumn(Generic[Row]):
    """A column: its title (a function, so that a change of language is seen) and how it shows a row.
    ``order`` is what it is sorted by where that is not the text, ``full`` what is copied and exported of a
    shortened id."""

    title: Callable[[], str]
    text: Callable[[Row], str]
    right: bool = False
    mono: bool = False
    tone: Callable[[Row], str] | None = None
    badge: Callable[[Row], str] | None = None
    tip: Callable[[Row], str] | None = None
    order: Callable[[Row], Any] | None = None
    full: Callable[[Row], str] | None = None

    def whole(self, row: Row) -> str:
        """The cell's text, an id in full, a number without thousands signs."""
        text = self.full(row) if self.full is not None else self.text(row)
        number = number_of(text) if self.right and not text.endswith("%") else None
        return str(number) if number is not None else text

    def cell(self, row: Row) -> Cell:
        """For a spreadsheet: a number as one, a role's letter before the text."""
        text = self.whole(row)
        number = number_of(text) if self.right and not text.endswith("%") else None
        badge = self.badge(row) if self.badge is not None else ""
        return number if number is not None else f"{role_mark(badge)} {text}" if badge else text

    def sort(self, rows: Iterable[Row], descending: bool) -> list[Row]:
        return ordered(rows, self.order or self.text, descending, numbers=self.right)


@dataclass(frozen=True)
class TablePage(Generic[Row]):
    """What a fetch gives: rows, how many there are in all, where the next page starts (None: the end)."""

    rows: Sequence[Row]
    total: int
    next: Any = None


Fetch = Callable[[Any, int], TablePage[Row]]
"""``fetch(cursor, limit)``; the first cursor is None. Called on a worker thread."""


class RowsModel(QAbstractTableModel, Generic[Row]):
    """Rows with columns. ``key(row)`` tells rows apart, so that a reload keeps the selection.

    With ``with_ticks`` each row has a box to tick in its first column; ``ticked`` are the keys of the ticked
    rows, ``ticks_changed()`` when they change.
    """

    ticks_changed = Signal()

    def __init__(
        self,
        columns: Sequence[TableColumn[Row]],
        key: Callable[[Row], Hashable],
        parent: QObject | None = None,
        *,
        with_ticks: bool = False,
    ) -> None:
        super().__init__(parent)
        self._columns = list(columns)
        self.key = key
        self.with_ticks = with_ticks
        self._ticked: dict[Hashable, None] = {}
        self._given: list[Row] = []
        self._rows: list[Row] = []
        self._order: tuple[int, bool] | None = None
        self._positions: dict[Hashable, int] | None = None

    @property
    def rows(self) -> Sequence[Row]:
        """In the order in which they were given, whatever they are sorted by."""
        return self._given

    @property
    def columns(self) -> Sequence[TableColumn[Row]]:
        return self._columns

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Replace everything; what was sorted stays sorted."""
        self._place(rows, self._in_order(rows))

    def _in_order(self, rows: Sequence[Row]) -> Sequence[Row]:
        if self._order is None:
            return rows
        column, descending = self._order
        return self._columns[column].sort(rows, descending)

    def _place(self, given: Sequence[Row], shown: Sequence[Row]) -> None:
        self.beginResetModel()
        self._given, self._rows = list(given), list(shown)
        self._positions = None
        self.endResetModel()
        if self._ticked and self._is_whole():
            self.tick([key for key in self._ticked if self.find(key).isValid()])

    def _is_whole(self) -> bool:
        """Whether no further rows are to come."""
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """By a column; a negative one: as the rows were given."""
        wanted = (column, order is Qt.SortOrder.DescendingOrder) if 0 <= column < len(self._columns) else None
        if wanted != self._order:
            self._order = wanted
            self._sort_again()

    def _sort_again(self) -> None:
        if self._given:
            self.set_rows(self._given)

    def all_rows(self, job: Job) -> Sequence[Row]:
        """Every row of the question in the order that is shown; on a worker thread."""
        return list(self._rows)

    def row_at(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def find(self, key: Hashable) -> QModelIndex:
        """The first cell of the row with this key, or an invalid index."""
        if self._positions is None:
            self._positions = {self.key(row): number for number, row in enumerate(self._rows)}
        number = self._positions.get(key)
        return self.index(number, 0) if number is not None else QModelIndex()

    @property
    def ticked(self) -> list[Any]:
        """The keys of the ticked rows, in the order in which they were ticked."""
        return list(self._ticked)

    def tick(self, keys: Iterable[Hashable]) -> None:
        """Exactly these are ticked."""
        wanted = dict.fromkeys(keys)
        if wanted == self._ticked:
            return
        self._ticked = wanted
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, 0))
        self.ticks_changed.emit()

    def toggle(self, index: Index) -> None:
        """Tick the row of ``index``, or take its tick away."""
        row = self.row_at(index)
        if row is not None and self.with_ticks:
            key = self.key(row)
            self.tick([k for k in self._ticked if k != key] if key in self._ticked else [*self._ticked, key])

    def reword(self) -> None:
        """The language has changed: every text is asked anew."""
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self._columns) - 1)
        if self._rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._rows) - 1, len(self._columns) - 1))

    # -- Qt

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._columns)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal or section >= len(self._columns):
            return None
        column = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.title()
        if role == Qt.ItemDataRole.TextAlignmentRole and column.right:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        kept = super().flags(index)
        return kept | Qt.ItemFlag.ItemIsUserCheckable if self.with_ticks and index.column() == 0 else kept

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        if role != Qt.ItemDataRole.CheckStateRole or not self.with_ticks or not index.isValid():
            return False
        self.toggle(index)
        return True

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == RowRole:
            return row
        if role == Qt.ItemDataRole.CheckStateRole:
            if not self.with_ticks or index.column() != 0:
                return None
            return Qt.CheckState.Checked if self.key(row) in self._ticked else Qt.CheckState.Unchecked
        column = self._columns[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            badge = column.badge(row) if column.badge else ""
            return f"{column.title()}: {badge} {column.text(row)}"
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if column.right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.FontRole and column.mono:
            return theme.mono_font()
        if role == Qt.ItemDataRole.ForegroundRole and column.tone is not None:
            tone = column.tone(row)
            return theme.colour(tone) if tone else None
        if role == BadgeRole and column.badge is not None:
            return column.badge(row)
        if role == Qt.ItemDataRole.ToolTipRole and column.tip is not None:
            return tool_tip(column.tip(row))
        if role == Qt.ItemDataRole.ToolTipRole and column.badge is not None:
            return column.badge(row) or None
        return None


class LazyModel(RowsModel[Row]):
    """Rows that come page by page. ``loaded(total)`` after every page, ``failed(error)`` if none came."""

    loaded = Signal(int)
    failed = Signal(object)

    def __init__(
        self,
        columns: Sequence[TableColumn[Row]],
        key: Callable[[Row], Hashable],
        tasks: TaskRunner,
        fetch: Fetch[Row] | None = None,
        parent: QObject | None = None,
        *,
        with_ticks: bool = False,
    ) -> None:
        super().__init__(columns, key, parent, with_ticks=with_ticks)
        self._tasks = tasks
        self._fetch = fetch
        self._next: Any = None
        self._job: Job | None = None
        self.total = 0

    def _is_whole(self) -> bool:
        return self._next is None

    @property
    def loading(self) -> bool:
        return self._job is not None

    def ask(self, fetch: Fetch[Row]) -> None:
        """Another question (a search, a block): forget the rows, fetch the first page."""
        self._fetch = fetch
        self._start(PAGE)

    def reload(self) -> None:
        """The same question again, as many rows as are there."""
        self._start(max(PAGE, min(len(self._rows), KEEP)))

    def _start(self, limit: int) -> None:
        if self._fetch is None:
            return
        fetch = self._fetch
        if self._job is not None:
            self._job.drop()
        self._next = None

        def first(job: Job) -> tuple[TablePage[Row], Sequence[Row]]:
            if self._order is None:
                page = fetch(None, limit)
                return page, page.rows
            page = _whole(fetch, job)
            return page, self._in_order(page.rows)

        self._job = self._tasks.run(first, self._first, failed=self._broken, owner=self)

    def _first(self, fetched: tuple[TablePage[Row], Sequence[Row]]) -> None:
        page, shown = fetched
        self._job = None
        self._next = page.next
        self.total = page.total
        if list(page.rows) != self._given or list(shown) != self._rows:
            self._place(page.rows, shown)
        self.loaded.emit(self.total)

    def _sort_again(self) -> None:
        """The whole list, never only the loaded part of it: what is missing is fetched first."""
        if self._is_whole() and self._job is None:
            super()._sort_again()
        else:
            self._start(PAGE)

    def all_rows(self, job: Job) -> Sequence[Row]:
        if self._fetch is None or (self._is_whole() and self._job is None):
            return list(self._rows)
        return self._in_order(_whole(self._fetch, job).rows)

    def _broken(self, error: BaseException) -> None:
        self._job = None
        self._next = None
        self.failed.emit(error)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and self._next is not None and self._job is None

    def fetchMore(self, parent: Index) -> None:
        if not self.canFetchMore(parent) or self._fetch is None:
            return
        fetch, cursor = self._fetch, self._next
        self._job = self._tasks.run(
            lambda _job: fetch(cursor, PAGE), self._more, failed=self._broken, owner=self
        )

    def _more(self, page: TablePage[Row]) -> None:
        self._job = None
        self._next = page.next
        self.total = page.total
        if page.rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(page.rows) - 1)
            self._given.extend(page.rows)
            self._rows.extend(page.rows)
            self._positions = None
            self.endInsertRows()
        self.loaded.emit(self.total)


def _whole(fetch: Fetch[Row], job: Job) -> TablePage[Row]:
    """Every page of a question as one."""
    rows: list[Row] = []
    cursor: Any = None
    while not job.cancelled():
        page = fetch(cursor, STEP)
        rows.extend(page.rows)
        job.progress(len(rows), max(page.total, len(rows) + 1))
        cursor = page.next
        if cursor is None:
            break
    return TablePage(rows, len(rows))
