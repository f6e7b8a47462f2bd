"""A paper as a value: blocks of text in one language, which a renderer sets on pages. No Qt, no file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from loc_desktop.desk.papers.code import PaperCode


@dataclass(frozen=True, slots=True)
class Fact:
    """A labelled value. ``wide``: on a line of its own."""

    label: str
    value: str
    wide: bool = False


@dataclass(frozen=True, slots=True)
class Facts:
    """Labelled values in a ruled box, two on a line; ``title`` stands above, "" none."""

    rows: tuple[Fact, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Prose:
    """Paragraphs below one another; ``title`` stands above, "" none."""

    paragraphs: tuple[str, ...]
    title: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. ``shares`` are the columns' parts of the width, ``right`` those set to the right; ``sums`` is
    a last line in bold, () none. The heads are repeated on each page."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[int, ...]
    right: frozenset[int] = frozenset()
    sums: tuple[str, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Places to sign or seal by hand, side by side; each has a line for the date."""

    labels: tuple[str, ...]
    date: str


Block = Facts | Prose | Grid | Places


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper in one language. ``number`` is "" in a preview of what was never issued; ``reprint`` counts
    the copies after the first, 0 on the first. ``proof`` stands beside the code: what it is of;
    ``content`` is the line that its digest is of, ``event`` and ``tx`` the ids in the code. ``made``: when,
    RFC 3339 UTC."""

    kind: str
    language: str
    title: str
    office: str
    blocks: tuple[Block, ...]
    proof: tuple[Fact, ...]
    content: str
    made: str
    event: str = ""
    tx: str = ""
    number: str = ""
    reprint: int = 0
    code: PaperCode | None = None

    def texts(self) -> Iterator[str]:
        """All that stands on it, but for number, code and pages."""
        yield self.office
        yield self.title
        for block in self.blocks:
            if isinstance(block, Facts):
                yield block.title
                for fact in block.rows:
                    yield from (fact.label, fact.value)
            elif isinstance(block, Prose):
                yield block.title
                yield from block.paragraphs
            elif isinstance(block, Grid):
                yield block.title
                for line in (block.heads, *block.rows, block.sums):
                    yield from line
            else:
                yield from (*block.labels, block.date)
        for fact in self.proof:
            yield from (fact.label, fact.value)
