"""A paper set on A4 pages: where each text and line stands. The same marks are the PDF, its picture on the
screen and what a printer gets.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from unicodedata import category

import segno

from loc_desktop.desk.papers.kinds import OF_BOOKS
from loc_desktop.desk.papers.paper import Block, Fact, Facts, Grid, Paper, Places, Prose
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from loc_desktop.ui.papers.line_breaks import lines_of
from loc_desktop.ui.papers.pdf_file import HEIGHT, POINTS, WIDTH, Bar, Lettering, Mark, Page
from loc_desktop.ui.papers.typefaces import Typefaces

LEFT: Final = 18.0
RIGHT: Final = WIDTH - 18.0
TOP: Final = 16.0
BOTTOM: Final = HEIGHT - 16.0
_BODY: Final = 9.5
_SMALL: Final = 8.0
_TINY: Final = 6.5
_LEADING: Final = 1.5
_PAD: Final = 1.1
_CODE: Final = 30.0
"""Side of the code with its quiet zone, mm."""
_LABEL: Final = {"zh": 27.0, "en": 36.0}
_PLACE: Final = 23.0
"""Height of a place to sign or seal."""


def pages_of(paper: Paper, fonts: Typefaces) -> tuple[Page, ...]:
    """The pages. Raises KnownError ``paper.character``."""
    return _Setting(paper, fonts).pages()


def _clean(text: str) -> str:
    """On one line: ends of lines and controls are spaces. No other character is left out."""
    return "".join(" " if category(sign) in ("Cc", "Zl", "Zp") else sign for sign in text).strip()


class _Setting:
    def __init__(self, paper: Paper, fonts: Typefaces) -> None:
        self._paper = paper
        self._fonts = fonts
        self._pages: list[list[Mark]] = [[]]
        self._y = TOP

    def pages(self) -> tuple[Page, ...]:
        self._head()
        for block in self._paper.blocks:
            self._block(block)
        self._proof()
        count = len(self._pages)
        for number, page in enumerate(self._pages, 1):
            self._foot(page, number, count)
        return tuple(tuple(page) for page in self._pages)

    # -- words

    def _say(self, code: str, **params: str | int) -> str:
        return say(Sentence(f"paper.{code}", params), self._paper.language)

    def _mm(self, text: str, size: float, bold: bool = False) -> float:
        return self._fonts.width(text, size, bold) / POINTS

    def _lines(self, text: str, width: float, size: float, bold: bool = False) -> list[str]:
        return lines_of(_clean(text), width, lambda part: self._mm(part, size, bold))

    @staticmethod
    def _step(size: float) -> float:
        return size * _LEADING / POINTS

    # -- marks

    def _put(self, mark: Mark) -> None:
        self._pages[-1].append(mark)

    def _text(
        self, x: float, top: float, text: str, size: float = _BODY, bold: bool = False, grey: float = 0.0
    ) -> None:
        """``top`` is the line's upper edge."""
        if text:
            self._put(Lettering(x, top + 1.1 * size / POINTS, size, text, bold, grey))

    def _right(self, x: float, top: float, text: str, size: float = _BODY, bold: bool = False) -> None:
        self._text(x - self._mm(text, size, bold), top, text, size, bold)

    def _room(self, height: float) -> None:
        """A new page where so much does not fit on this one."""
        if self._y + height > BOTTOM and self._pages[-1]:
            self._pages.append([])
            self._y = TOP

    # -- parts

    def _head(self) -> None:
        paper = self._paper
        number = self._say("number", number=paper.number) if paper.number else self._say("preview")
        self._right(RIGHT, self._y, number, _SMALL)
        room = RIGHT - LEFT - self._mm(number, _SMALL) - 6
        for line in self._lines(paper.office, room, _SMALL):
            self._text(LEFT, self._y, line, _SMALL)
            self._y += self._step(_SMALL)
        if paper.reprint:
            self._right(RIGHT, TOP + self._step(_SMALL), self._reprint(), _SMALL, bold=True)
            self._y = max(self._y, TOP + 2 * self._step(_SMALL))
        self._y += 2
        for line in self._lines(paper.title, RIGHT - LEFT, 17, bold=True):
            width = self._mm(line, 17, bold=True)
            self._text(LEFT + (RIGHT - LEFT - width) / 2, self._y, line, 17, bold=True)
            self._y += self._step(17)
        self._y += 1.5

    def _reprint(self) -> str:
        return self._say("reprint", count=self._paper.reprint)

    def _foot(self, page: list[Mark], number: int, count: int) -> None:
        paper, top = self._paper, HEIGHT - 13.0
        parts = [paper.number or self._say("preview"), *([self._reprint()] if paper.reprint else [])]
        shown = self._say("page", number=number, count=count)
        for text, x in (
            (" · ".join(parts), LEFT),
            (shown, RIGHT - self._mm(shown, _SMALL)),
        ):
            page.append(Lettering(x, top + 1.1 * _SMALL / POINTS, _SMALL, text, grey=0.25))

    def _title(self, title: str, needed: float) -> None:
        if title:
            self._room(self._step(10.5) + 1 + needed)
            self._text(LEFT, self._y, title, 10.5, bold=True)
            self._y += self._step(10.5) + 1

    def _block(self, block: Block) -> None:
        if isinstance(block, Facts):
            self._facts(block)
        elif isinstance(block, Prose):
            self._prose(block)
        elif isinstance(block, Grid):
            self._grid(block)
        else:
            self._places(block)
        self._y += 3

    def _prose(self, prose: Prose) -> None:
        self._title(prose.title, 2 * self._step(_BODY))
        for paragraph in prose.paragraphs:
            lines = self._lines(paragraph, RIGHT - LEFT, _BODY)
            for line in lines:
                self._room(self._step(_BODY))
                self._text(LEFT, self._y, line)
                self._y += self._step(_BODY)
            self._y += 1

    def _frame(self, x: float, y: float, width: float, height: float) -> None:
        thin = 0.2
        for bar in (
            Bar(x, y, width, thin),
            Bar(x, y + height, width + thin, thin),
            Bar(x, y, thin, height),
            Bar(x + width, y, thin, height),
        ):
            self._put(bar)

    def _facts(self, facts: Facts) -> None:
        self._title(facts.title, 8)
        waiting: list[Fact] = []
        for fact in facts.rows:
            if fact.wide:
                self._fact_line(waiting)
                self._fact_line([fact])
                waiting = []
            else:
                waiting.append(fact)
                if len(waiting) == 2:
                    self._fact_line(waiting)
                    waiting = []
        self._fact_line(waiting)

    def _fact_line(self, facts: Sequence[Fact]) -> None:
        if not facts:
            return
        label = _LABEL[self._paper.language]
        whole = RIGHT - LEFT
        width = whole / len(facts)
        cells = []
        for fact in facts:
            cells.append(
                (
                    self._lines(fact.label, label - 2 * _PAD, _BODY),
                    self._lines(fact.value or "–", width - label - 2 * _PAD, _BODY),
                )
            )
        count = max(len(lines) for cell in cells for lines in cell)
        height = count * self._step(_BODY) + 2 * _PAD
        self._room(height)
        for place, (labels, values) in enumerate(cells):
            x = LEFT + place * width
            self._put(Bar(x, self._y, label, height, 0.93))
            self._frame(x, self._y, label, height)
            self._frame(x + label, self._y, width - label, height)
            self._cell(x, labels)
            self._cell(x + label, values)
        self._y += height

    def _cell(self, x: float, lines: Sequence[str]) -> None:
        for number, line in enumerate(lines):
            self._text(x + _PAD, self._y + _PAD + number * self._step(_BODY), line)

    # -- tables

    def _grid(self, grid: Grid) -> None:
        whole = RIGHT - LEFT
        widths = [whole * share / sum(grid.shares) for share in grid.shares]
        self._title(grid.title, 20)
        self._row(grid, widths, grid.heads, head=True)
        for cells in grid.rows:
            self._row(grid, widths, cells)
        if grid.sums:
            self._row(grid, widths, grid.sums, bold=True)

    def _row(
        self,
        grid: Grid,
        widths: Sequence[float],
        cells: Sequence[str],
        head: bool = False,
        bold: bool = False,
    ) -> None:
        strong = head or bold
        set_cells = [
            self._lines(text, width - 2 * _PAD, _SMALL, strong)
            for text, width in zip(cells, widths, strict=True)
        ]
        height = max(map(len, set_cells)) * self._step(_SMALL) + 1.2
        if self._y + height > BOTTOM and not head:
            self._room(height)
            self._row(grid, widths, grid.heads, head=True)
        x = LEFT
        if head:
            self._put(Bar(LEFT, self._y, RIGHT - LEFT, height, 0.93))
        for place, (lines, width) in enumerate(zip(set_cells, widths, strict=True)):
            self._frame(x, self._y, width, height)
            for number, line in enumerate(lines):
                top = self._y + 0.6 + number * self._step(_SMALL)
                if place in grid.right:
                    self._right(x + width - _PAD, top, line, _SMALL, strong)
                else:
                    self._text(x + _PAD, top, line, _SMALL, strong)
            x += width
        self._y += height

    # -- hands and the code

    def _places(self, places: Places) -> None:
        self._room(_PLACE)
        width = (RIGHT - LEFT) / len(places.labels)
        for place, label in enumerate(places.labels):
            x = LEFT + place * width
            self._frame(x, self._y, width, _PLACE)
            for number, line in enumerate(self._lines(label, width - 2 * _PAD, _SMALL)):
                self._text(x + _PAD, self._y + _PAD + number * self._step(_SMALL), line, _SMALL)
            self._right(x + width - _PAD, self._y + _PLACE - self._step(_SMALL) - _PAD, places.date, _SMALL)
        self._y += _PLACE

    def _proof(self) -> None:
        """The code with what it is of beside it, kept together; in a preview its place."""
        paper = self._paper
        check = "check_books" if paper.kind in OF_BOOKS else "check"
        x = LEFT + _CODE + 3
        width = RIGHT - x
        printed = [*self._lines(self._say(check), width, _SMALL)]
        facts = [line for fact in paper.proof for line in self._lines(self._labelled(fact), width, _SMALL)]
        code = self._lines(paper.code.line(), width, _TINY) if paper.code else []
        lines = len(printed) + len(facts)
        height = max(_CODE, lines * self._step(_SMALL) + len(code) * self._step(_TINY)) + 4
        self._room(height)
        self._put(Bar(LEFT, self._y, RIGHT - LEFT, 0.2, 0.4))
        self._y += 3
        if paper.code:
            self._code(paper.code.line(), LEFT, self._y)
        else:
            self._frame(LEFT, self._y, _CODE - 1, _CODE - 1)
            for number, line in enumerate(self._lines(self._say("code_later"), _CODE - 6, _SMALL)):
                self._text(LEFT + 2.5, self._y + 8 + number * self._step(_SMALL), line, _SMALL)
        top = self._y
        for line in (*facts, *printed):
            self._text(x, top, line, _SMALL)
            top += self._step(_SMALL)
        for line in code:
            self._text(x, top, line, _TINY, grey=0.25)
            top += self._step(_TINY)
        self._y += height

    def _labelled(self, fact: Fact) -> str:
        return (
            f"{fact.label}：{fact.value}" if self._paper.language == "zh" else f"{fact.label}: {fact.value}"
        )

    def _code(self, line: str, x: float, y: float) -> None:
        matrix = segno.make(line, error="m", micro=False).matrix
        side = _CODE / (len(matrix) + 4)
        for place, modules in enumerate(matrix):
            start = None
            for column, dark in enumerate((*modules, 0)):
                if dark and start is None:
                    start = column
                elif not dark and start is not None:
                    self._put(Bar(x + start * side, y + place * side, (column - start) * side, side))
                    start = None
