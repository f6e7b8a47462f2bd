"""Lists as .xlsx workbooks: numbers, dates, formulas, sheets, merged and hidden cells, hostile files."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from loc_desktop.desk.application.table import MOST_ROWS
from loc_desktop.desk.application.workbook import number_text
from tests.desk.application.lists import (
    ENGLISH,
    HEADER,
    ONE,
    PEOPLE,
    THREE,
    TWO,
    are_the_three,
    changed,
    codes,
    read,
    saved,
    workbook,
)


def _numbers(person: Sequence[str]) -> list[Any]:
    """A person's row with amounts and term as numbers, as a spreadsheet keeps them."""
    return [int(cell) if place in (2, 3, 5, 6, 7) else cell for place, cell in enumerate(person)]


@pytest.mark.parametrize("header", [HEADER, ENGLISH])
def test_numbers_and_texts_give_the_same_people(tmp_path: Path, header: tuple[str, ...]) -> None:
    for rows in (PEOPLE, [_numbers(person) for person in PEOPLE]):
        preview = read(tmp_path, saved(workbook(*rows, header=header)), "list.xlsx")
        are_the_three(preview)
        assert (preview.sheet, preview.encoding, preview.separator) == ("名单", "", "")
        assert [row.line for row in preview.rows] == [2, 3, 4]


def test_what_a_file_is_called_does_not_matter(tmp_path: Path) -> None:
    are_the_three(read(tmp_path, saved(workbook(*PEOPLE)), "list.csv"))
    are_the_three(read(tmp_path, "\n".join(",".join(row) for row in (HEADER, *PEOPLE)), "list.xlsx"))


@pytest.mark.parametrize("number", [3.508811975062001e17, 350881197506200071, 3.5e17])
def test_an_identity_number_kept_as_a_number_has_lost_its_end(tmp_path: Path, number: float) -> None:
    rows = [_numbers(ONE), _numbers(TWO), _numbers(THREE)]
    rows[2][1] = number
    preview = read(tmp_path, saved(workbook(*rows)), "list.xlsx")
    assert [codes(row) for row in preview.rows] == [[], [], [("identity_number", "lost_digits")]]
    assert preview.rows[2].cells["identity_number"].place == "B4"
    # What is shown is what a spreadsheet shows, never digits that nobody wrote.
    assert "E+17" in preview.rows[2].cells["identity_number"].text
    assert preview.rows[2].form.identity_number == ""


def test_numbers_as_spreadsheets_show_them() -> None:
    for value, shown in (
        (30000, "30000"), (30000.0, "30000"), (24.5, "24.5"), (0.1 + 0.2, "0.3"), (13e9, "13000000000"),
        (350802800101001, "350802800101001"), (-1, "-1"), (float("nan"), "NaN"), (1e300, "1.00000E+300"),
        (3.508811975062001e17, "3.50881E+17"),
    ):  # fmt: skip
        assert number_text(value) == shown


@pytest.mark.parametrize(
    ("place", "value", "field", "code"),
    [
        ("D3", 24.0, "", ""),
        ("D3", 24.5, "months", "not_whole"),
        ("C3", 12000.5, "", ""),
        ("C3", 12000.005, "amount", "not_money"),
        ("C3", date(2026, 1, 2), "amount", "cell_date"),
        ("D3", datetime(2026, 1, 2, 3, 4), "months", "cell_date"),
        *(
            (f"{letter}3", date(2026, 3, 2), field, "cell_date")
            for letter, field in zip(
                "ABEIJK", ["name", "identity_number", "purpose", "group", "phone", "address"], strict=True
            )
        ),
        ("C3", "#N/A", "amount", "cell_error"),
        ("A3", "#REF!", "name", "cell_error"),
        ("C3", "=B2*2", "amount", "cell_formula"),
        ("K3", "=HYPERLINK(1)", "address", "cell_formula"),
        ("J3", 13000000002, "", ""),
        ("I3", 7, "", ""),
        ("A3", True, "", ""),
    ],
)
def test_a_cell_is_what_the_spreadsheet_made_of_it(
    tmp_path: Path, place: str, value: Any, field: str, code: str
) -> None:
    book = workbook(_numbers(ONE), _numbers(TWO), _numbers(THREE))
    book.active[place] = value
    preview = read(tmp_path, saved(book), "list.xlsx")
    assert codes(preview.rows[1]) == ([(field, code)] if code else [])
    assert codes(preview.rows[0]) == codes(preview.rows[2]) == []


def test_a_formula_gives_the_value_that_was_computed(tmp_path: Path) -> None:
    book = workbook(_numbers(ONE), _numbers(TWO), _numbers(THREE))
    book.active["C3"] = "=6000*2"
    content = _edited(
        saved(book), "xl/worksheets/sheet1.xml", b"<f>6000*2</f><v />", b"<f>6000*2</f><v>12000</v>"
    )
    are_the_three(read(tmp_path, content, "list.xlsx"))


def test_the_visible_sheet_with_people_is_read(tmp_path: Path) -> None:
    book = workbook(*PEOPLE)
    notes = book.create_sheet("说明", 0)
    notes.append(["请在“名单”中填写"])
    old = book.create_sheet("去年", 0)
    for row in (HEADER, TWO):
        old.append(list(row))
    old.sheet_state = "hidden"
    preview = read(tmp_path, saved(book), "list.xlsx")
    are_the_three(preview)
    assert preview.sheet == "名单"


def test_people_on_two_sheets_are_not_left_behind(tmp_path: Path) -> None:
    book = workbook(*PEOPLE)
    second = book.create_sheet("下村")
    for row in (HEADER, ONE):
        second.append(list(row))
    (problem,) = read(tmp_path, saved(book), "list.xlsx").problems
    assert (problem.code, problem.params["sheets"]) == ("several_sheets", "名单, 下村")


def test_a_title_a_blank_row_and_a_line_of_sums(tmp_path: Path) -> None:
    book = workbook(header=["2026 年上村贷款申请汇总表"])
    sheet = book.active
    sheet.merge_cells("A1:K1")
    sheet.append([])
    for row in (HEADER, *PEOPLE, ("合计", None, 92000)):
        sheet.append(list(row))
    preview = read(tmp_path, saved(book), "list.xlsx")
    assert [row.line for row in preview.rows] == [4, 5, 6, 7]
    assert (preview.good, preview.amount) == (3, 9_200_000)
    assert codes(preview.rows[3]) == [("row", "total_row")]


def test_a_merged_village_stands_for_its_rows_a_merged_amount_does_not(tmp_path: Path) -> None:
    rows = [changed(person, group="上村一组") for person in PEOPLE]
    book = workbook(*rows)
    book.active.merge_cells("I2:I4")
    preview = read(tmp_path, saved(book), "list.xlsx")
    are_the_three(preview)
    assert [row.form.group for row in preview.rows] == ["上村一组"] * 3
    book.active.merge_cells("C2:C3")
    book.active.merge_cells("A3:A4")
    preview = read(tmp_path, saved(book), "list.xlsx")
    assert [codes(row) for row in preview.rows] == [
        [],
        [("amount", "cell_merged")],
        [("name", "cell_merged")],
    ]


def test_a_hidden_row_is_shown_and_not_taken(tmp_path: Path) -> None:
    book = workbook(*PEOPLE)
    book.active.row_dimensions[3].hidden = True
    preview = read(tmp_path, saved(book), "list.xlsx")
    assert [codes(row) for row in preview.rows] == [[], [("row", "hidden_row")], []]
    assert preview.rows[1].form.name == TWO[0]


def test_a_row_that_is_struck_out_is_shown_and_not_taken(tmp_path: Path) -> None:
    from openpyxl.styles import Font

    for column in ("A", "C"):
        book = workbook(*PEOPLE)
        book.active[f"{column}3"].font = Font(strike=True)
        book.active["L3"].font = Font(strike=True)  # of an empty cell: nothing is struck out
        book.active["L4"].font = Font(strike=True)
        preview = read(tmp_path, saved(book), "list.xlsx")
        assert [codes(row) for row in preview.rows] == [[], [("row", "struck_row")], []]
        assert preview.rows[1].form.name == TWO[0]


def test_a_column_twice_and_a_missing_one_are_named_by_their_cells(tmp_path: Path) -> None:
    rows = [[*row[:4], row[2], *row[5:]] for row in PEOPLE]
    preview = read(
        tmp_path, saved(workbook(*rows, header=[*HEADER[:4], "贷款金额", *HEADER[5:]])), "list.xlsx"
    )
    assert [(problem.code, problem.params["column"]) for problem in preview.problems] == [
        ("duplicate_column", "amount"),
        ("missing_column", "purpose"),
    ]
    assert (preview.problems[0].params["other"], preview.problems[0].params["cell"]) == ("C1", "E1")


def _edited(content: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """A workbook with one part changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            data = before.read(name)
            if name == part:
                assert old in data
                data = data.replace(old, new)
            after.writestr(name, data)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
END = b"</sheetData>"


@pytest.mark.parametrize(
    ("part", "old", "new", "code"),
    [
        # 60 MB of blanks in a small file
        (SHEET, b"<sheetData>", b"<sheetData>" + b" " * 60_000_000, "too_large"),
        # entities that double themselves
        (
            SHEET,
            b"<worksheet",
            b"<!DOCTYPE w [<!ENTITY a 'aaaaaaaaaa'>"
            + b"".join(b"<!ENTITY %c '%s'>" % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(12))
            + b"]><worksheet x='&l;'",
            "unreadable",
        ),
        (SHEET, END, b"<row r='999999999999'><c r='A999999999999'/></row></sheetData>", ""),
        (SHEET, END, b"<row r='9'><c r='XFD9' t='n'><v>1</v></c></row></sheetData>", ""),
        (SHEET, END, b"<row r='9'><c r='CW9' t='n'><v>1</v></c></row></sheetData>", "too_many_columns"),
        (SHEET, END, b"</sheetData><mergeCells><mergeCell ref='A1:XFD1048576'/></mergeCells>", ""),
        (SHEET, END, b"</sheetDat>", "unreadable"),
        (SHEET, b"<v>30000</v>", b"<v>" + b"9" * 5000 + b"</v>", "unreadable"),
        ("xl/workbook.xml", b"<sheets>", b"<sheets", "unreadable"),
    ],
)  # fmt: skip
def test_a_hostile_workbook_ends_in_time_with_a_problem(
    tmp_path: Path, part: str, old: bytes, new: bytes, code: str
) -> None:
    content = _edited(saved(workbook(*[_numbers(person) for person in PEOPLE])), part, old, new)
    began = time.monotonic()
    preview = read(tmp_path, content, "list.xlsx")
    assert time.monotonic() - began < 20
    assert [problem.code for problem in preview.problems] == ([code] if code else [])
    assert preview.problems or [row.name for row in preview.rows[:1]] == [ONE[0]]


def test_more_rows_than_a_list_may_have(tmp_path: Path) -> None:
    rows = "".join(f"<row r='{n}'><c r='A{n}' t='n'><v>1</v></c></row>" for n in range(5, MOST_ROWS + 40))
    content = _edited(saved(workbook(*PEOPLE)), SHEET, b"</sheetData>", rows.encode() + b"</sheetData>")
    assert [problem.code for problem in read(tmp_path, content, "list.xlsx").problems] == ["too_many_rows"]


def test_a_workbook_cut_short_or_with_a_broken_part_is_told(tmp_path: Path) -> None:
    content = saved(workbook(*PEOPLE))
    for broken in (content[:-200], content[:500], b"PK\x03\x04", content.replace(b"sheet1", b"sheet9")):
        preview = read(tmp_path, broken, "list.xlsx")
        assert [problem.code for problem in preview.problems] in (["unreadable"], ["empty"])


def test_an_empty_workbook(tmp_path: Path) -> None:
    from openpyxl import Workbook

    assert [problem.code for problem in read(tmp_path, saved(Workbook()), "a.xlsx").problems] == ["empty"]
    assert [problem.code for problem in read(tmp_path, saved(workbook()), "a.xlsx").problems] == ["no_rows"]
