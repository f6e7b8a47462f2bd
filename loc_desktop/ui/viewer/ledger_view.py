"""The ledger: blocks left, their transactions right, below them the chosen event in business words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from loc_desktop.desk.values.ledger import BlockRow, SearchQuery, TransactionPage, TransactionRow
from loc_desktop.texts.words import mark, short
from loc_desktop.ui.viewer.search_bar import SearchBar
from loc_desktop.ui.viewer.transaction_panel import TransactionPanel
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button, find_key
from loc_desktop.ui.widgets.i18n import filled
from loc_desktop.ui.widgets.labels import plain
from loc_desktop.ui.widgets.layouts import holding, row
from loc_desktop.ui.widgets.scroll_areas import scrolled
from loc_desktop.ui.widgets.table import RowTable
from loc_desktop.ui.widgets.table_models import LazyModel, TableColumn, TablePage
from loc_desktop.ui.widgets.view import Context, View

if TYPE_CHECKING:
    from loc_desktop.ui.papers.check_dialog import PaperCheckDialog


class LedgerView(View):
    """Everyone's view of the ledger. Without a block chosen or a search, all transactions, newest first."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._block: int | None = None
        self._query: SearchQuery | None = None
        self._wanted = ""
        self.search = SearchBar(context.words)
        self.body.addWidget(self.search)
        self._build_tables()
        self.panel = TransactionPanel(context)
        horizontal = QSplitter(Qt.Orientation.Horizontal)
        horizontal.setChildrenCollapsible(False)
        left = QWidget()
        left_box = QVBoxLayout(left)
        left_box.setContentsMargins(0, 0, 0, 0)
        left_box.addWidget(self.blocks_table)
        right = QSplitter(Qt.Orientation.Vertical)
        right.setChildrenCollapsible(False)
        upper = QWidget()
        box = QVBoxLayout(upper)
        box.setContentsMargins(0, 0, 0, 0)
        self.what = plain(tone="muted")
        self.all = button(flat=True)
        self.check_paper = button(flat=True)
        self.paper_check: PaperCheckDialog | None = None
        box.addLayout(row(self.what, None, self.check_paper, self.all))
        box.addWidget(self.table)
        right.addWidget(upper)
        right.addWidget(self.panel)
        right.setSizes([300, 260])
        horizontal.addWidget(left)
        horizontal.addWidget(right)
        wide = not theme.sizes().large
        horizontal.setSizes([290 if wide else 240, 900])
        horizontal.setStretchFactor(0, 0)
        horizontal.setStretchFactor(1, 1)
        # With large text and all filters open the rest scrolls instead of growing out of the screen.
        self.body.addWidget(horizontal if wide else scrolled(holding(horizontal)), 1)
        self.search.asked.connect(self._searched)
        self.all.clicked.connect(self.show_all)
        self.check_paper.clicked.connect(self._check_paper)
        find_key(self, self.search.text)
        self.say(self.title.setText, lambda: self.tr("Ledger"))
        self.say(self.all.setText, lambda: self.tr("All transactions"))
        self.say(self.check_paper.setText, lambda: self.tr("Check a paper…"))
        self.say(self.blocks_table.setAccessibleName, lambda: self.tr("Blocks"))
        self.say(self.table.setAccessibleName, lambda: self.tr("Transactions"))
        self._say_what()

    def _check_paper(self) -> None:
        from loc_desktop.ui.papers.check_dialog import PaperCheckDialog

        self.paper_check = PaperCheckDialog(self.context, self)
        self.paper_check.open()

    def _build_tables(self) -> None:
        words = self.words
        self.blocks: LazyModel[BlockRow] = LazyModel(
            [
                TableColumn(lambda: self.tr("Block"), lambda b: words.count(b.number), right=True),
                TableColumn(lambda: self.tr("Tx"), lambda b: str(b.transactions), right=True),
                TableColumn(lambda: self.tr("Time"), lambda b: words.clock(b.at), order=lambda b: b.at),
                TableColumn(
                    lambda: self.tr("Hash"),
                    lambda b: short(b.hash),
                    mono=True,
                    tip=lambda b: b.hash,
                    full=lambda b: b.hash,
                ),
            ],
            lambda b: b.number,
            self.context.tasks,
            self._fetch_blocks,
            self,
        )
        self.blocks_table = RowTable()
        self.blocks_table.setModel(self.blocks)
        self.blocks_table.set_widths((54, 40, 66))
        self.blocks_table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        if theme.sizes().large:
            for column in (2, 3):
                self.blocks_table.setColumnHidden(column, True)
        self.blocks.loaded.connect(self._blocks_loaded)
        self.blocks.failed.connect(self.context.shell.report)
        # Only a person's choice filters: clicked or Enter, not the cursor that a reload sets.
        self.blocks_table.clicked.connect(self._block_chosen)
        self.blocks_table.opened.connect(self._block_chosen)
        self.model: LazyModel[TransactionRow] = LazyModel(
            [
                TableColumn(lambda: self.tr("Time"), lambda t: words.clock(t.at), order=lambda t: t.at),
                TableColumn(
                    lambda: self.tr("What happened"),
                    lambda t: words.say(t.sentence),
                    tip=lambda t: words.say(t.sentence),
                    tone=lambda t: "" if t.valid else "bad",
                ),
                TableColumn(
                    lambda: self.tr("Amount, yuan"),
                    lambda t: words.number(t.amount) if t.amount is not None else "",
                    right=True,
                ),
                TableColumn(
                    lambda: self.tr("Code"),
                    lambda t: mark(t.code, t.valid),
                    tone=lambda t: "bad" if not t.valid or t.code else "good" if t.code == 0 else "",
                ),
                TableColumn(lambda: self.tr("Block"), lambda t: words.count(t.block), right=True),
                TableColumn(lambda: self.tr("Event"), lambda t: words.kind(t.kind)),
            ],
            lambda t: (t.id, t.event),
            self.context.tasks,
            self._fetch_recent,
            self,
        )
        self.table = RowTable()
        self.table.setModel(self.model)
        wide = not theme.sizes().large
        self.table.set_widths((84, 400 if wide else 300, 112, 50, 54))
        if self.desk.identity.role == "R":
            self.table.challenge_of = lambda t: (
                lambda: self.context.shell.go(
                    "challenges", ("event", t.event) if t.event else ("transaction", t.id)
                )
            )
        self.model.loaded.connect(self._loaded)
        self.model.failed.connect(self.context.shell.report)
        self.table.selectionModel().currentRowChanged.connect(self._chosen)
        self.table.opened.connect(lambda _index: self.panel.focus_first())

    # -- questions

    def _fetch_blocks(self, cursor: Any, limit: int) -> TablePage[BlockRow]:
        page = self.desk.viewer.blocks(before=cursor, limit=limit)
        return TablePage(page.rows, page.total, page.next)

    def _fetch_recent(self, cursor: Any, limit: int) -> TablePage[TransactionRow]:
        return _page(self.desk.viewer.recent(before=cursor, limit=limit))

    def load(self) -> None:
        self.blocks.reword()
        self.model.reword()
        self.blocks.reload()
        self.model.reload()
        self._say_what()

    def show_target(self, target: object) -> None:
        """An event id or a transaction id: found by search and opened below."""
        if isinstance(target, str) and target:
            self._wanted = target
            self.search.set_text(target)
            self.search.ask()

    def show_all(self) -> None:
        """No block, no search."""
        self._block, self._query = None, None
        self.search.clear()
        self.blocks_table.clearSelection()
        self.model.ask(self._fetch_recent)
        self._say_what()

    def _block_chosen(self, index: QModelIndex) -> None:
        block = self.blocks.row_at(index)
        if block is None:
            return
        number = block.number
        self._block, self._query = number, None
        self.search.clear()

        def fetch(_cursor: Any, _limit: int) -> TablePage[TransactionRow]:
            return _page(self.desk.viewer.transactions(number))

        self.model.ask(fetch)
        self._say_what()

    def _searched(self, query: SearchQuery) -> None:
        if query == SearchQuery():
            self.show_all()
            return
        self._block, self._query = None, query

        def fetch(cursor: Any, limit: int) -> TablePage[TransactionRow]:
            return _page(self.desk.viewer.search(query, after=cursor, limit=limit))

        self.model.ask(fetch)
        self._say_what()

    def _say_what(self) -> None:
        if self._query is not None:
            text = filled(self.tr("found: %1"), self.words.count(self.model.total))
        elif self._block is not None:
            text = filled(self.tr("transactions of block %1"), self.words.count(self._block))
        else:
            text = filled(self.tr("all transactions, newest first: %1"), self.words.count(self.model.total))
        self.what.setText(text)
        self.all.setVisible(self._query is not None or self._block is not None)

    # -- answers

    def _blocks_loaded(self, total: int) -> None:
        self.subtitle.set_text(filled(self.tr("%1 blocks"), self.words.count(total)))

    def _loaded(self, _total: int) -> None:
        self._say_what()
        if self.model.rowCount():
            if not self.table.currentIndex().isValid() or self._wanted:
                self._wanted = ""
                self.table.setCurrentIndex(self.model.index(0, 0))
        else:
            self.panel.show_nothing()
        self.filled.emit()

    def _chosen(self, *_: Any) -> None:
        chosen = self.model.row_at(self.table.currentIndex())
        if chosen is not None:
            self.panel.show_transaction(chosen)

    def focus_first(self) -> None:
        self.table.setFocus()


def _page(page: TransactionPage) -> TablePage[TransactionRow]:
    return TablePage(page.rows, page.total, page.next)
