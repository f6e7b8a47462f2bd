"""Lists as CSV: encodings, separators, quotes, headers; what makes a file unusable is told with its place."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import given, strategies

from loc_desktop.desk.application.list_reader import read_file
from loc_desktop.desk.application.table import MOST_CELL, MOST_COLUMNS, MOST_MB, MOST_ROWS, TableError
from loc_desktop.desk.application.table_file import SEPARATORS, read_table, split
from tests.desk.application.lists import (
    ENGLISH,
    FIELDS,
    HEADER,
    ONE,
    PEOPLE,
    THREE,
    TODAY,
    TWO,
    are_the_three,
    changed,
    codes,
    read,
    text,
)


@pytest.mark.parametrize(
    ("encoding", "mark", "said"),
    [
        ("utf-8", b"", "UTF-8"),
        ("utf-8", b"\xef\xbb\xbf", "UTF-8"),
        ("gb18030", b"", "GB18030"),
        ("gb18030", b"\x84\x31\x95\x33", "GB18030"),
        ("utf-16-le", b"\xff\xfe", "UTF-16LE"),
        ("utf-16-be", b"\xfe\xff", "UTF-16BE"),
        ("utf-16-le", b"", "UTF-16LE"),
        ("utf-16-be", b"", "UTF-16BE"),
    ],
)
@pytest.mark.parametrize("separator", [",", ";", "\t", "，"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("header", [HEADER, ENGLISH])
def test_every_encoding_separator_and_line_end_gives_the_same_people(
    tmp_path: Path, encoding: str, mark: bytes, said: str, separator: str, end: str, header: tuple[str, ...]
) -> None:
    content = mark + text(*PEOPLE, header=header, separator=separator, end=end).encode(encoding)
    preview = read(tmp_path, content)
    are_the_three(preview)
    assert (preview.encoding, preview.separator) == (said, separator)


def test_without_a_line_end_at_the_end_and_with_blank_lines_and_a_title(tmp_path: Path) -> None:
    lines = text(*PEOPLE, end="\n").splitlines()
    preview = read(tmp_path, "\n".join(["上村贷款申请汇总表", "", *lines[:2], ",,,,,,,,,,", "", *lines[2:]]))
    are_the_three(preview)
    assert [(row.row, row.line) for row in preview.rows] == [(1, 4), (2, 7), (3, 8)]


def test_the_spreadsheets_own_line_that_names_the_separator(tmp_path: Path) -> None:
    preview = read(tmp_path, "sep=;\n" + text(*PEOPLE, separator=";"))
    are_the_three(preview)
    assert [row.line for row in preview.rows] == [3, 4, 5]


def test_columns_stand_in_any_order_with_others_between_them(tmp_path: Path) -> None:
    header = ("序号", *reversed(HEADER), "备注")
    rows = [(str(number), *reversed(person), "") for number, person in enumerate(PEOPLE, start=1)]
    preview = read(tmp_path, text(*rows, header=header))
    are_the_three(preview)
    assert preview.ignored == ("序号", "备注")


@pytest.mark.parametrize(
    "header",
    [
        "姓　名|身份证号码|贷款金额(元)|贷款期限（个月）|贷款用途|家庭年收入|家庭资产|"
        "现有负债|村民小组|联系电话|家庭住址",
        "*姓名|* 公民身份号码|金额/元|期限/月|用途（必填）|年收入【元】|资产 [元]|"
        "负债：元|所在村|手机号|地址",
        "NAME|id_number|loan amount, yuan|months|Use of loan|annual_income_yuan|Assets|Liabilities|GROUP|"
        "Mobile phone|Home address",
        "姓名|身份证号|金额（小写）|期限（月数）|用途|年收入|资产|负债|村/组|电话|现居住地址",
        "name|id|amount|months|purpose|income|assets|debts|group|phone|address",
        "full name|ID No.|Amount [CNY]|Term (months)|purpose|Income (yuan)|total assets|Total debts (yuan)|"
        "village|Tel.|ADDRESS",
    ],
)
def test_headers_mean_what_people_call_them(tmp_path: Path, header: str) -> None:
    quoted = tuple(f'"{name}"' for name in header.split("|"))
    are_the_three(read(tmp_path, text(*PEOPLE, header=quoted)))


def test_amounts_and_terms_follow_the_units_of_their_columns_and_cells(tmp_path: Path) -> None:
    header = ("姓名", "身份证号", "金额（万元）", "期限（年）", *HEADER[4:5], "年收入（千元）", *HEADER[6:])
    rows = [
        changed(ONE, amount="3", months="2", income="20"),
        changed(TWO, amount="12000元", months="12个月", income="18"),
        changed(THREE, amount="5.0000", months="3", income="26"),
    ]
    preview = read(tmp_path, text(*rows, header=header))
    are_the_three(preview)
    assert [row.form.income for row in preview.rows] == ["20000", "18000", "26000"]


@pytest.mark.parametrize("header", ["金额（美元）", "金额（10000元）", "Amount (USD)"])
def test_an_amount_in_a_unit_that_is_not_known_is_not_guessed(tmp_path: Path, header: str) -> None:
    preview = read(tmp_path, text(*PEOPLE, header=(*HEADER[:2], header, *HEADER[3:])))
    (problem,) = preview.problems
    assert (problem.code, problem.params["cell"], preview.rows) == ("unknown_unit", "C1", ())


def test_an_amount_in_words_beside_the_one_in_figures_is_not_a_second_one(tmp_path: Path) -> None:
    rows = [(*person, "叁万元整") for person in PEOPLE]
    preview = read(tmp_path, text(*rows, header=(*HEADER, "贷款金额（大写）")))
    are_the_three(preview)
    assert preview.ignored == ("贷款金额（大写）",)


def test_an_id_beside_the_identity_number_is_a_serial_number(tmp_path: Path) -> None:
    rows = [(str(number), *person) for number, person in enumerate(PEOPLE)]
    preview = read(tmp_path, text(*rows, header=("ID", *ENGLISH)))
    are_the_three(preview)
    assert preview.ignored == ("ID",)


def test_a_person_whom_an_open_quote_swallows_does_not_vanish(tmp_path: Path) -> None:
    rows = [ONE, changed(TWO, address='"龙岩市新罗区上村'), changed(THREE, address='漳平市下村"')]
    preview = read(tmp_path, text(*rows))
    assert [codes(row) for row in preview.rows] == [[], [("address", "cell_lines")]]
    rows = [ONE, changed(TWO, name='"阿依古丽·买买提'), changed(THREE, name='王小明"')]
    preview = read(tmp_path, text(*rows))
    assert [codes(row) for row in preview.rows] == [[], [("name", "cell_lines")]]


def test_a_monthly_income_is_not_an_annual_one(tmp_path: Path) -> None:
    preview = read(tmp_path, text(*PEOPLE, header=(*HEADER[:5], "月收入（元）", *HEADER[6:])))
    assert [(problem.code, problem.params["column"]) for problem in preview.problems] == [
        ("missing_column", "income")
    ]
    preview = read(tmp_path, text(*PEOPLE, header=(*HEADER[:5], "收入（元/月）", *HEADER[6:])))
    assert [problem.code for problem in preview.problems] == ["unknown_unit"]


@pytest.mark.parametrize("left_out", range(len(HEADER)))
def test_a_missing_column_is_named(tmp_path: Path, left_out: int) -> None:
    rows = [tuple(cell for at, cell in enumerate(row) if at != left_out) for row in (HEADER, *PEOPLE)]
    preview = read(tmp_path, text(*rows[1:], header=rows[0]))
    assert [(problem.code, problem.params["column"]) for problem in preview.problems] == [
        ("missing_column", FIELDS[left_out])
    ]
    assert preview.rows == ()


@pytest.mark.parametrize(
    ("second", "column"),
    [("金额（元）", "amount"), ("贷款金额", "amount"), ("Amount", "amount"), ("手机", "phone")],
)
def test_a_column_twice_is_refused_also_under_two_names(tmp_path: Path, second: str, column: str) -> None:
    rows = [(*person, "99999") for person in PEOPLE]
    preview = read(tmp_path, text(*rows, header=(*HEADER, second)))
    (problem,) = preview.problems
    assert (problem.code, problem.params["column"], problem.params["cell"], problem.params["line"]) == (
        "duplicate_column", column, "L1", 1,
    )  # fmt: skip
    assert preview.rows == ()


def test_quoted_cells_with_separators_quotes_and_line_ends(tmp_path: Path) -> None:
    rows = [
        changed(ONE, amount='"30,000"', address='"龙岩市新罗区上村"'),
        changed(TWO, purpose='"种茶\r\n和""制茶"""', name=' "阿依古丽·买买提" '),
        changed(THREE, amount='"￥50,000.00"'),
    ]
    preview = read(tmp_path, text(*rows))
    are_the_three(preview)
    assert preview.rows[1].form.purpose == '种茶 和"制茶"'
    assert [row.line for row in preview.rows] == [2, 3, 5]


@pytest.mark.parametrize(
    ("lines", "code", "line", "column"),
    [
        ([ONE, changed(TWO, name='"阿依古丽·买买提'), THREE], "unclosed_quote", 3, 1),
        ([ONE, changed(TWO, purpose='"种茶'), THREE], "unclosed_quote", 3, 5),
        ([changed(ONE, purpose='"a\r\nb"', group='"上村'), TWO, THREE], "unclosed_quote", 3, 9),
        ([ONE, changed(TWO, name='"阿依古丽·买买提'), changed(THREE, name='"王小明')], "bad_quote", 3, 1),
        ([ONE, changed(TWO, name='"阿依古丽"·买买提'), THREE], "bad_quote", 3, 1),
    ],
)
def test_an_open_quote_is_told_with_the_line_on_which_it_opens(
    tmp_path: Path, lines: list[tuple[str, ...]], code: str, line: int, column: int
) -> None:
    preview = read(tmp_path, text(*lines))
    (problem,) = preview.problems
    assert (problem.code, problem.params["line"], problem.params["column"]) == (code, line, column)
    assert preview.rows == ()


def test_an_inch_sign_inside_a_cell_opens_no_quote(tmp_path: Path) -> None:
    preview = read(tmp_path, text(ONE, changed(TWO, purpose='买 8" 水管'), THREE))
    are_the_three(preview)
    assert preview.rows[1].form.purpose == '买 8" 水管'


@pytest.mark.parametrize("header", [HEADER, ENGLISH])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_broken_byte_in_utf8_is_told_with_its_line(
    tmp_path: Path, header: tuple[str, ...], mark: bytes
) -> None:
    content = mark + text(*PEOPLE, header=header).encode().replace(
        "王小明".encode(), b"\xe7\x8e\x8b\xe5\xb0\xe6\x98\x8e"
    )
    preview = read(tmp_path, content)
    (problem,) = preview.problems
    assert (problem.code, problem.params["line"], problem.params["encoding"]) == ("undecodable", 4, "UTF-8")
    assert preview.rows == ()


@pytest.mark.parametrize("header", [HEADER, ENGLISH])
def test_a_broken_byte_in_gb18030_is_told_with_its_line(tmp_path: Path, header: tuple[str, ...]) -> None:
    content = text(*PEOPLE, header=header).encode("gb18030").replace("种茶".encode("gb18030"), b"\xd6\xff")
    (problem,) = read(tmp_path, content).problems
    assert (problem.code, problem.params["line"], problem.params["encoding"]) == ("undecodable", 3, "GB18030")


def test_half_a_character_of_utf16_is_told_with_its_line(tmp_path: Path) -> None:
    content = b"\xff\xfe" + text(*PEOPLE, end="\n").encode("utf-16-le")
    (problem,) = read(tmp_path, content[:-1]).problems
    assert (problem.code, problem.params["line"]) == ("undecodable", 4)
    (problem,) = read(tmp_path, content.replace("种".encode("utf-16-le"), b"\x00\xd8")).problems
    assert (problem.code, problem.params["line"]) == ("undecodable", 3)


def test_characters_that_gb18030_gave_private_codes_are_the_characters(tmp_path: Path) -> None:
    content = (
        text(ONE, TWO, THREE)
        .encode("gb18030")
        .replace("王小明".encode("gb18030"), b"\xcd\xf5\xfe\x59\xfe\x9f")
    )
    preview = read(tmp_path, content)
    assert preview.rows[2].form.name == "王\u9fb4\u4dae"
    assert preview.rows[2].good


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe\r\x00\n\x00", "empty"),
        (b"\r\n \t\r\n", "empty"),
        (b",,,\r\n,,,\r\n", "empty"),
        (text().encode(), "no_rows"),
        (b"%PDF-1.7 \x00\xff\xfe\x80" * 10, "not_a_table"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old_workbook"),
        (bytes(600), "empty"),
        (b"PK\x03\x04 and then something else", "unreadable"),
        (b"x" * (MOST_MB * 1024 * 1024 + 1), "too_large"),
        (("a," * 200).encode(), "too_many_columns"),
    ],
)
def test_a_file_that_cannot_be_used_is_told(tmp_path: Path, content: bytes, code: str) -> None:
    preview = read(tmp_path, content)
    assert [problem.code for problem in preview.problems] == [code]
    assert preview.rows == ()


def test_more_rows_than_one_file_may_have(tmp_path: Path) -> None:
    content = text(*[ONE] * (MOST_ROWS + 1))
    (problem,) = read(tmp_path, content).problems
    assert (problem.code, problem.params["most"]) == ("too_many_rows", MOST_ROWS)
    preview = read(tmp_path, text(*[ONE] * MOST_ROWS))
    assert len(preview.rows) == MOST_ROWS


def test_only_ordinary_files_are_opened(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    began = time.monotonic()
    for file, code in (
        (tmp_path, "not_a_file"),
        (pipe, "not_a_file"),
        (Path("/dev/zero"), "not_a_file"),
        (tmp_path / "none.csv", "unreadable"),
        (tmp_path / "a\0b", "unreadable"),
    ):
        assert [problem.code for problem in read_file(file, TODAY).problems] == [code]
    assert time.monotonic() - began < 5


def test_a_file_of_43_mb_is_refused_before_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "large.csv"
    with file.open("wb") as out:
        out.truncate(43 * 1024 * 1024)
    began = time.monotonic()
    assert [problem.code for problem in read_file(file, TODAY).problems] == ["too_large"]
    assert time.monotonic() - began < 1


def test_a_row_with_other_columns_than_the_header_is_told(tmp_path: Path) -> None:
    rows = [ONE, changed(TWO, amount="12,000"), THREE[:5], (*THREE, "")]
    preview = read(tmp_path, text(*rows))
    assert [codes(row) for row in preview.rows] == [[], [("row", "columns")], [("row", "columns")], []]
    assert preview.rows[1].form.name == ""


# --- rows and cells by themselves ---------------------------------------------------------------------------


def _cells(content: str, separator: str = ",", start: int = 0) -> list[tuple[int, list[str]]]:
    return [(row.line, [cell.text for cell in row.cells]) for row in split(content, separator, start)]


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("", []),
        ("a", [(1, ["a"])]),
        ("a,", [(1, ["a", ""])]),
        (",", [(1, ["", ""])]),
        ("a,b\n", [(1, ["a", "b"])]),
        ("a\r\nb\rc\nd", [(1, ["a"]), (2, ["b"]), (3, ["c"]), (4, ["d"])]),
        ("\n\na", [(1, [""]), (2, [""]), (3, ["a"])]),
        ('"a,b",c', [(1, ["a,b", "c"])]),
        ('"a\nb",c\nd', [(1, ["a\nb", "c"]), (3, ["d"])]),
        ('"a\r\nb\rc"\nd', [(1, ["a\r\nb\rc"]), (4, ["d"])]),
        ('"say ""yes"""', [(1, ['say "yes"'])]),
        ('""', [(1, [""])]),
        ('  "a"  ,\u3000"b"\n', [(1, ["a", "b"])]),
        (' a ,"b"', [(1, [" a ", "b"])]),
        ('5" pipe,"x"', [(1, ['5" pipe', "x"])]),
    ],
)
def test_a_text_is_cut_as_it_was_written(content: str, rows: list[tuple[int, list[str]]]) -> None:
    assert _cells(content) == rows


def test_a_tab_is_no_blank_where_it_separates() -> None:
    assert _cells('a\t"b"\t\t c', "\t") == [(1, ["a", "b", "", " c"])]
    assert _cells('\t"a"', ",") == [(1, ["a"])]


def test_what_comes_before_the_start_counts_its_lines() -> None:
    assert _cells("sep=;\na;b", ";", start=len("sep=;\n")) == [(2, ["a", "b"])]


@pytest.mark.parametrize(
    ("content", "code", "params"),
    [
        ('a\nb,"c', "unclosed_quote", {"line": 2, "column": 2}),
        ('"a\nb\nc', "unclosed_quote", {"line": 1, "column": 1}),
        ('"a"b', "bad_quote", {"line": 1, "column": 1}),
        ('x,"a\nb"c', "bad_quote", {"line": 1, "column": 2}),
        ("a\n" + "," * MOST_COLUMNS, "too_many_columns", {"line": 2, "most": MOST_COLUMNS}),
    ],
)
def test_what_cannot_be_cut_is_told_with_its_place(content: str, code: str, params: dict[str, int]) -> None:
    with pytest.raises(TableError) as told:
        _cells(content)
    assert (told.value.code, told.value.params) == (code, params)


def test_as_many_columns_and_characters_as_a_table_may_have() -> None:
    ((_, cells),) = _cells("," * (MOST_COLUMNS - 1))
    assert len(cells) == MOST_COLUMNS
    ((_, (longest, other)),) = _cells("x" * (MOST_CELL + 1) + ",y")
    assert (len(longest), other) == (MOST_CELL, "y")


@given(
    rows=strategies.lists(
        strategies.lists(strategies.text("ab ,;\"'\n\r\t，中", max_size=8), min_size=1, max_size=6),
        min_size=1,
        max_size=6,
    ),
    separator=strategies.sampled_from(SEPARATORS),
)
def test_whatever_is_quoted_comes_out_as_it_was(rows: list[list[str]], separator: str) -> None:
    content = "\n".join(separator.join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows)
    assert [cells for _, cells in _cells(content, separator)] == rows


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \t\r\n", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b",,\n,,\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", "old_workbook"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "not_a_table"),
    ],
)
def test_a_file_without_a_table_is_named_for_what_it_is(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "list"
    file.write_bytes(data)
    with pytest.raises(TableError) as told:
        read_table(file, lambda texts: len(set(texts) & set(HEADER)))
    assert told.value.code == code
    for place in (tmp_path, tmp_path / "none.csv"):
        with pytest.raises(TableError) as nothing:
            read_table(place, len)
        assert nothing.value.code == ("not_a_file" if place.is_dir() else "unreadable")
