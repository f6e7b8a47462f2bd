"""Pages as a PDF 1.7 file: each typeface embedded as a subset, each glyph with the character that it is, the
same bytes for the same paper. Written by hand because the outlines of Noto CJK are CFF in a collection, which
the common writers do not embed, or embed with other widths than the glyphs have.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

from loc_desktop.ui.papers.typefaces import Subset, Typeface, Typefaces

POINTS: Final = 72 / 25.4
"""Points of a millimetre."""
WIDTH: Final = 210.0
HEIGHT: Final = 297.0


@dataclass(frozen=True, slots=True)
class Lettering:
    """A text; ``x`` and the base line ``y`` in mm from the page's upper left corner, ``size`` in points."""

    x: float
    y: float
    size: float
    text: str
    bold: bool = False
    grey: float = 0.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A filled rectangle, mm; also lines, which are thin ones. ``grey`` 0 is black."""

    x: float
    y: float
    width: float
    height: float
    grey: float = 0.0


Mark = Lettering | Bar
Page = tuple[Mark, ...]


def write(pages: Iterable[Page], fonts: Typefaces, *, title: str, made: str, language: str) -> bytes:
    """The file. ``made`` is its date, ``YYYYMMDDHHMMSS``. Raises KnownError ``paper.character``."""
    whole = tuple(pages)
    used: dict[Typeface, set[str]] = {}
    for page in whole:
        for mark in page:
            if isinstance(mark, Lettering):
                for face, text in fonts.runs(mark.text, mark.bold):
                    used.setdefault(face, set()).update(text)
    subsets = {face: face.subset(characters) for face, characters in used.items()}
    return _PdfObjects(whole, fonts, subsets).bytes(title, made, language)


class _PdfObjects:
    def __init__(self, pages: tuple[Page, ...], fonts: Typefaces, subsets: Mapping[Typeface, Subset]) -> None:
        self._pages = pages
        self._fonts = fonts
        self._subsets = subsets
        self._names = {face: f"F{number}" for number, face in enumerate(subsets, 1)}
        self._objects: list[bytes] = []

    def _add(self, body: bytes | str) -> int:
        self._objects.append(body if isinstance(body, bytes) else body.encode("ascii"))
        return len(self._objects)

    def _stream(self, data: bytes, more: str = "") -> int:
        packed = zlib.compress(data, 9)
        head = f"<< /Length {len(packed)} /Filter /FlateDecode{more} >>\nstream\n".encode("ascii")
        return self._add(head + packed + b"\nendstream")

    def bytes(self, title: str, made: str, language: str) -> bytes:
        tree = self._add(b"")
        fonts = " ".join(f"/{self._names[face]} {self._font(face)} 0 R" for face in self._subsets)
        resources = self._add(f"<< /Font << {fonts} >> >>")
        kids = []
        for page in self._pages:
            content = self._stream(self._content(page).encode("ascii"))
            box = f"[0 0 {WIDTH * POINTS:.2f} {HEIGHT * POINTS:.2f}]"
            kids.append(
                self._add(
                    f"<< /Type /Page /Parent {tree} 0 R /MediaBox {box} /Resources {resources} 0 R"
                    f" /Contents {content} 0 R >>"
                )
            )
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        self._objects[tree - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{listed}] >>".encode("ascii")
        root = self._add(
            f"<< /Type /Catalog /Pages {tree} 0 R /Lang ({language})"
            " /ViewerPreferences << /DisplayDocTitle true /PrintScaling /None >> >>"
        )
        info = self._add(
            f"<< /Title {_text(title)} /Creator (LoC Desktop) /Producer (LoC Desktop)"
            f" /CreationDate (D:{made}Z) >>"
        )
        out = bytearray(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        places = []
        for number, body in enumerate(self._objects, 1):
            places.append(len(out))
            out += f"{number} 0 obj\n".encode("ascii") + body + b"\nendobj\n"
        start, digest = len(out), hashlib.sha256(out).hexdigest()[:32]
        out += f"xref\n0 {len(places) + 1}\n0000000000 65535 f \n".encode("ascii")
        out += "".join(f"{place:010d} 00000 n \n" for place in places).encode("ascii")
        out += (
            f"trailer\n<< /Size {len(places) + 1} /Root {root} 0 R /Info {info} 0 R"
            f" /ID [<{digest}> <{digest}>] >>\nstartxref\n{start}\n%%EOF\n"
        ).encode("ascii")
        return bytes(out)

    def _content(self, page: Page) -> str:
        lines = []
        for mark in page:
            if isinstance(mark, Bar):
                x, y = mark.x * POINTS, (HEIGHT - mark.y - mark.height) * POINTS
                size = f"{mark.width * POINTS:.3f} {mark.height * POINTS:.3f}"
                lines.append(f"{mark.grey:g} g {x:.3f} {y:.3f} {size} re f")
            else:
                lines += self._written(mark)
        return "\n".join(lines)

    def _written(self, words: Lettering) -> Iterable[str]:
        x, y = words.x * POINTS, (HEIGHT - words.y) * POINTS
        for face, text in self._fonts.runs(words.text, words.bold):
            ids = self._subsets[face].ids
            shown = "".join(f"{ids[character]:04X}" for character in text)
            thick = f"2 Tr {words.size * 0.03:.2f} w" if face.thicken else "0 Tr"
            yield (
                f"BT {words.grey:g} g {words.grey:g} G {thick} /{self._names[face]} {words.size:g} Tf"
                f" {x:.3f} {y:.3f} Td <{shown}> Tj ET"
            )
            x += sum(words.size * face.advance(character) for character in text)

    def _font(self, face: Typeface) -> int:
        part = self._subsets[face]
        left, low, right, high, ascent, descent = face.box
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(part.data).digest()[:6])
        name = f"{tag}+{face.name}"
        kind = " /Subtype /CIDFontType0C" if part.is_cff else f" /Length1 {len(part.data)}"
        file = self._stream(part.data, kind)
        descriptor = self._add(
            f"<< /Type /FontDescriptor /FontName /{name} /Flags 4 /FontBBox [{left} {low} {right} {high}]"
            f" /ItalicAngle 0 /Ascent {ascent} /Descent {descent} /CapHeight {ascent} /StemV 80"
            f" /FontFile{3 if part.is_cff else 2} {file} 0 R >>"
        )
        widths = " ".join(
            f"{number} [{1000 * face.advance(character):.0f}]"
            for number, character in sorted((number, character) for character, number in part.ids.items())
        )
        mapping = "" if part.is_cff else " /CIDToGIDMap /Identity"
        descendant = self._add(
            f"<< /Type /Font /Subtype /CIDFontType{0 if part.is_cff else 2} /BaseFont /{name}"
            " /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>"
            f" /FontDescriptor {descriptor} 0 R /DW 1000 /W [{widths}]{mapping} >>"
        )
        unicode = self._stream(_to_unicode(part.ids).encode("ascii"))
        return self._add(
            f"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H"
            f" /DescendantFonts [{descendant} 0 R] /ToUnicode {unicode} 0 R >>"
        )


def _to_unicode(ids: Mapping[str, int]) -> str:
    """Which character each glyph is, so that text can be found and copied."""
    # Where a font has one glyph for two characters, the plain one is meant (not a radical's own sign).
    meant = {
        number: character
        for character, number in sorted(ids.items(), key=lambda pair: pair[0] == normalize("NFKC", pair[0]))
    }
    lines = [
        f"<{number:04X}> <{character.encode('utf-16-be').hex().upper()}>"
        for number, character in sorted(meant.items())
    ]
    chunks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    listed = "\n".join(f"{len(chunk)} beginbfchar\n" + "\n".join(chunk) + "\nendbfchar" for chunk in chunks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )


def _text(text: str) -> str:
    marked = b"\xfe\xff" + text.encode("utf-16-be")
    return f"<{marked.hex().upper()}>"
