"""A paper as PDF: fonts embedded as subsets, its text, digits and rare characters, pages, the code."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
import segno
from pypdf import PdfReader

from loc_desktop.desk.papers.code import PaperCode
from loc_desktop.desk.papers.paper import Fact, Facts, Grid, Paper, Places, Prose
from loc_desktop.errors import KnownError
from loc_desktop.ui.papers.line_breaks import lines_of
from loc_desktop.ui.papers.page_layout import pages_of
from loc_desktop.ui.papers.pdf_file import HEIGHT, WIDTH, Bar, Lettering
from loc_desktop.ui.papers.renderer import pdf_of
from loc_desktop.ui.papers.typefaces import Typefaces, of_this_computer

CODE = PaperCode("JJ-1A2B3C-000012", "ab" * 16, "cd" * 32, "0f" * 32)
RARE = "𠮷䶮㛃"

PAPER = Paper(
    kind="note",
    language="zh",
    title="借款借据",
    office="龙岩农信社",
    blocks=(
        Facts(
            (
                Fact("借款人", f"王{RARE}"),
                Fact("身份证号", "11010519491231002X"),
                Fact("金额", "1,234,567.89 元（人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分）", wide=True),
            ),
            "借款",
        ),
        Prose(("今借到上列款项，到 2026年11月28日 归还。" * 4,)),
        Grid(
            ("期次", "应还日", "本金"),
            tuple((str(number), "2026年11月28日", f"{number},234.56") for number in range(1, 91)),
            (1, 2, 2),
            frozenset({0, 2}),
            ("合计", "", "9,876.50"),
        ),
        Places(("借款人", "经办人"), "年月日"),
    ),
    proof=(Fact("事件", CODE.event),),
    content="x",
    made="2026-11-28T10:00:00Z",
)


def _fonts(content: bytes) -> list[dict[str, Any]]:
    pages = PdfReader(io.BytesIO(content)).pages
    return [font.get_object() for page in pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def _together(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_font_is_embedded_as_a_subset_with_its_characters(language: str) -> None:
    content = pdf_of(replace(PAPER, language=language))
    fonts = _fonts(content)
    assert len(fonts) >= 2
    for font in fonts:
        inner = font["/DescendantFonts"][0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        tag, plus, name = font["/BaseFont"][1:].partition("+")
        assert (len(tag), tag.isupper(), plus, bool(name)) == (6, True, "+", True)
        assert "/FontFile3" in descriptor or "/FontFile2" in descriptor
        assert "/ToUnicode" in font
    assert len(content) < 200_000


def test_text_digits_and_rare_characters_read_back_as_they_are() -> None:
    content = pdf_of(PAPER)
    read = _together("".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages))
    document = pypdfium2.PdfDocument(content)
    searched = _together("".join(page.get_textpage().get_text_range() for page in document))
    document.close()
    for text in PAPER.texts():
        for word in text.split():
            whole = len(word) <= 16
            assert not whole or (word in read and word in searched), word
    assert RARE in read
    assert "1,234,567.89元（人民币壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分）" in read
    assert "1,234,567.89" in searched


def test_what_is_drawn_has_ink_where_the_rare_characters_stand() -> None:
    """Not a box: each of them looks different from the others and from a character that is not there."""
    pictures = set()
    for character in (*RARE, "一"):
        content = pdf_of(replace(PAPER, title=character, blocks=(), proof=()))
        document = pypdfium2.PdfDocument(content)
        bitmap = document[0].render(scale=2, crop=(200, 740, 200, 30))
        pictures.add(bytes(bitmap.buffer))
        document.close()
    assert len(pictures) == len(RARE) + 1


@pytest.mark.parametrize("character", ["\ue123", "\U000e1234", "𪚥"])
def test_a_character_that_no_font_has_is_refused_by_name(character: str) -> None:
    if any(ord(character) in face.cmap for face in of_this_computer().regular):
        pytest.skip("this computer has a font for it")
    with pytest.raises(KnownError) as told:
        pdf_of(replace(PAPER, blocks=(Facts((Fact("借款人", f"王{character}"),)),)))
    assert (told.value.code, told.value.params["character"]) == ("paper.character", character)
    assert told.value.params["point"] == f"U+{ord(character):04X}"


def test_without_a_font_it_says_what_to_install() -> None:
    with pytest.raises(KnownError) as told:
        Typefaces(())
    assert told.value.code == "paper.fonts"


def test_the_same_paper_is_the_same_file() -> None:
    assert pdf_of(PAPER) == pdf_of(PAPER)
    assert pdf_of(PAPER) != pdf_of(replace(PAPER, number="JJ-1A2B3C-000012", code=CODE))


def test_pages_repeat_the_heads_and_say_number_and_reprint() -> None:
    issued = replace(PAPER, number=CODE.number, code=CODE, reprint=2)
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(issued))).pages]
    assert len(pages) == 3
    for number, text in enumerate(pages, 1):
        assert f"第 {number} 页，共 3 页" in text
        assert CODE.number in text
        assert "补打 2" in text
    assert all("应还日" in text for text in pages[:2])
    assert "预览" not in pages[0]
    first = pdf_of(PAPER)
    assert "预览" in PdfReader(io.BytesIO(first)).pages[0].extract_text()


def test_the_code_on_the_paper_is_the_one_of_its_line() -> None:
    """Read back from the drawn modules."""
    issued = replace(PAPER, number=CODE.number, code=CODE)
    marks = pages_of(issued, of_this_computer())[-1]
    matrix = segno.make(CODE.line(), error="m", micro=False).matrix
    side = 30.0 / (len(matrix) + 4)
    bars = [mark for mark in marks if isinstance(mark, Bar) and abs(mark.height - side) < 1e-9]
    x, y = min(bar.x for bar in bars), min(bar.y for bar in bars)
    drawn = [[0] * len(matrix) for _ in matrix]
    for bar in bars:
        for column in range(round(bar.width / side)):
            drawn[round((bar.y - y) / side)][round((bar.x - x) / side) + column] = 1
    assert drawn == [[int(module) for module in row] for row in matrix]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_nothing_stands_outside_of_the_page(language: str) -> None:
    fonts = of_this_computer()
    long = Facts((Fact("地址", "福建省龙岩市" * 40, wide=True), Fact("编号", "0123456789ABCDEF" * 12)))
    paper = replace(PAPER, language=language, blocks=(*PAPER.blocks, long), code=CODE, number=CODE.number)
    for page in pages_of(paper, fonts):
        for mark in page:
            if isinstance(mark, Lettering):
                right = mark.x + fonts.width(mark.text, mark.size, mark.bold) * 25.4 / 72
                assert 15 < mark.x < right < WIDTH - 15, mark.text
                assert 10 < mark.y < HEIGHT - 5, mark.text
            else:
                assert mark.x >= 15, mark
                assert mark.x + mark.width <= WIDTH - 15, mark
                assert mark.y + mark.height <= HEIGHT - 10, mark


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("今借到人民币，贰万元。", 6, ["今借到人民", "币，贰万元。"]),
        ("（甲方）签字", 4, ["（甲方）", "签字"]),
        ("abc defg hi", 6, ["abc", "defg", "hi"]),
        ("0123456789", 4, ["0123", "4567", "89"]),
        ("", 4, [""]),
    ],
)
def test_lines_break_where_a_reader_expects_it(text: str, width: int, lines: list[str]) -> None:
    assert lines_of(text, width, len) == lines
