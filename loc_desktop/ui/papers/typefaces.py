"""The typefaces of papers: found among those that this computer has, embedded as subsets of what is used.

No font comes with the program. A serif of Noto CJK (Debian: ``fonts-noto-cjk``) is looked for first, then
what other systems bring; a character that the first has not is taken from the others, and one that none has
is refused by name: a paper never shows a box or a question mark for it.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Final

from loc_desktop.texts.errors import desk_error

_FILES: Final = (
    # (regular, bold, which face of a collection: the simplified Chinese one)
    ("NotoSerifCJK-Regular.ttc", "NotoSerifCJK-Bold.ttc", "SC"),
    ("NotoSansCJK-Regular.ttc", "NotoSansCJK-Bold.ttc", "SC"),
    ("NotoSerifCJKsc-Regular.otf", "NotoSerifCJKsc-Bold.otf", ""),
    ("NotoSerifSC-Regular.otf", "NotoSerifSC-Bold.otf", ""),
    ("NotoSansCJKsc-Regular.otf", "NotoSansCJKsc-Bold.otf", ""),
    ("SourceHanSerifSC-Regular.otf", "SourceHanSerifSC-Bold.otf", ""),
    ("simsun.ttc", "", ""),
    ("msyh.ttc", "msyhbd.ttc", ""),
    ("Songti.ttc", "", "SC"),
    ("uming.ttc", "", "CN"),
    ("wqy-zenhei.ttc", "", ""),
    ("wqy-microhei.ttc", "", ""),
    # What only fills in characters.
    ("simsunb.ttf", "", ""),
    ("SimSunExtG.ttf", "", ""),
    ("HanaMinA.ttf", "", ""),
    ("HanaMinB.ttf", "", ""),
    ("PlangothicP1-Regular.ttf", "", ""),
    ("PlangothicP2-Regular.ttf", "", ""),
)


def folders() -> tuple[Path, ...]:
    """Where this system keeps fonts."""
    home = Path.home()
    if sys.platform == "win32":
        local = Path(os.environ.get("LOCALAPPDATA", home))
        return (
            Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
            local / "Microsoft" / "Windows" / "Fonts",
        )
    if sys.platform == "darwin":
        return (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts")
    data = Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share")
    return (data / "fonts", home / ".fonts", Path("/usr/local/share/fonts"), Path("/usr/share/fonts"))


@dataclass(frozen=True)
class _Tables:
    """What is asked of a font again and again: units of an em, PostScript name, code point → glyph, glyph →
    width in units, and the box of :attr:`Typeface.box`."""

    em: int
    name: str
    cmap: dict[int, str]
    widths: dict[str, int]
    box: tuple[int, ...]


@dataclass(frozen=True)
class Typeface:
    """One face of a font file. ``thicken``: it stands for a bold that is not there."""

    file: Path
    place: int
    thicken: bool = False

    def _open(self) -> Any:
        from fontTools.ttLib import TTFont

        return TTFont(self.file, fontNumber=self.place, lazy=True)

    @cached_property
    def _read(self) -> _Tables:
        """Read once, and the file is closed again."""
        with closing(self._open()) as font:
            em, head, line = int(font["head"].unitsPerEm), font["head"], font["hhea"]
            units = (head.xMin, head.yMin, head.xMax, head.yMax, line.ascent, line.descent)
            return _Tables(
                em,
                str(font["name"].getDebugName(6) or "Paper"),
                dict(font.getBestCmap()),
                {glyph: width for glyph, (width, _) in font["hmtx"].metrics.items()},
                tuple(round(1000 * unit / em) for unit in units),
            )

    @property
    def cmap(self) -> dict[int, str]:
        """Code point → glyph."""
        return self._read.cmap

    @property
    def name(self) -> str:
        """The PostScript name."""
        return self._read.name

    @property
    def box(self) -> tuple[int, ...]:
        """The font's bounding box and its ascent and descent, in thousandths of an em."""
        return self._read.box

    def advance(self, character: str) -> float:
        """The width of a character, in em."""
        tables = self._read
        return tables.widths[tables.cmap[ord(character)]] / tables.em

    def subset(self, characters: set[str]) -> Subset:
        """A font with the glyphs of these characters only."""
        from fontTools import subset

        tables = ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
        options = subset.Options(
            layout_features=[], name_IDs=[6], notdef_outline=True, hinting=False, recalc_timestamp=False,
            drop_tables=[*subset.Options().drop_tables, *tables],
        )  # fmt: skip
        with closing(self._open()) as font:
            shrinker = subset.Subsetter(options)
            shrinker.populate(unicodes=sorted(map(ord, characters)))
            shrinker.subset(font)
            numbers = {name: place for place, name in enumerate(font.getGlyphOrder())}
            is_cff = "CFF " in font
            if not is_cff:
                out = io.BytesIO()
                font.save(out)
                data = out.getvalue()
            else:
                if hasattr(font["CFF "].cff.topDictIndex[0], "ROS"):
                    # A CID-keyed font is asked by its own character ids, which fontTools keeps in the names.
                    numbers = {
                        name: int(name.removeprefix("cid")) if name != ".notdef" else 0 for name in numbers
                    }
                data = font["CFF "].compile(font)
        ids = {character: numbers[self.cmap[ord(character)]] for character in characters}
        return Subset(data, is_cff, ids)


@dataclass(frozen=True)
class Subset:
    """An embedded font: its bytes, whether they are a bare CFF, and each character's id in it."""

    data: bytes
    is_cff: bool
    ids: dict[str, int]


class Typefaces:
    """Those that papers are set in, the first choice first. Raises KnownError ``paper.fonts``: no font."""

    def __init__(self, files: tuple[tuple[Path, Path | None, str], ...]) -> None:
        if not files:
            raise desk_error("paper.fonts")
        self.regular = tuple(Typeface(file, _place(file, wanted)) for file, _, wanted in files)
        self.bold = tuple(
            Typeface(bold, _place(bold, wanted)) if bold else Typeface(file, _place(file, wanted), True)
            for file, bold, wanted in files
        )

    @cached_property
    def _found(self) -> dict[tuple[str, bool], Typeface]:
        return {}

    def of(self, character: str, bold: bool = False) -> Typeface:
        """The first that has the character. Raises KnownError ``paper.character``."""
        known = self._found.get((character, bold))
        if known is not None:
            return known
        for face in self.bold if bold else self.regular:
            if ord(character) in face.cmap:
                self._found[character, bold] = face
                return face
        raise desk_error("paper.character", character=character, point=f"U+{ord(character):04X}")

    def runs(self, text: str, bold: bool = False) -> Iterator[tuple[Typeface, str]]:
        """The text in pieces of one typeface each."""
        piece, last = "", None
        for character in text:
            face = self.of(character, bold)
            if face is not last and last is not None:
                yield last, piece
                piece = ""
            piece, last = piece + character, face
        if last is not None:
            yield last, piece

    def width(self, text: str, size: float, bold: bool = False) -> float:
        """How wide a text is, in the unit of ``size``."""
        return size * sum(self.of(character, bold).advance(character) for character in text)


def _place(file: Path, wanted: str) -> int:
    """Which face of a collection is the wanted one."""
    from fontTools.ttLib import TTCollection

    with file.open("rb") as stream:
        if stream.read(4) != b"ttcf":
            return 0
    with TTCollection(str(file), lazy=True) as collection:
        for place, font in enumerate(collection.fonts):
            name = str(font["name"].getDebugName(4) or "")
            if wanted in name.split() and " Mono " not in f" {name} ":
                return place
    return 0


@cache
def of_this_computer() -> Typefaces:
    """Those of the system, looked for once. Raises KnownError ``paper.fonts``."""
    wanted = {name for pair in _FILES for name in pair[:2] if name}
    found: dict[str, Path] = {}
    for folder in folders():
        for where, _, names in os.walk(folder):
            for name in wanted.intersection(names):
                found.setdefault(name, Path(where) / name)
    return Typefaces(
        tuple(
            (found[regular], found.get(bold), wanted) for regular, bold, wanted in _FILES if regular in found
        )
    )
