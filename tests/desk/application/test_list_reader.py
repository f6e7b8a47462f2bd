"""The rows of a list: what a spreadsheet did to a cell is told, what people wrote is read as it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType

import pytest

from loc_desktop.contract.rulebook import document as rulebook
from loc_desktop.desk.application.list_reader import read_file, read_money
from loc_desktop.loan import identity_number
from loc_desktop.texts.words import say
from tests.desk.application.lists import (
    HEADER,
    ONE,
    THREE,
    TODAY,
    TWO,
    are_the_three,
    changed,
    codes,
    read,
    text,
)


def _one(folder: Path, **values: str) -> list[tuple[str, str]]:
    """The problems of one person's row with these cells; the rows beside it are good."""
    preview = read(folder, text(TWO, changed(ONE, **values), THREE))
    assert preview.problems == ()
    assert [codes(row) for row in preview.rows[::2]] == [[], []]
    return codes(preview.rows[1])


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ("name", "", "missing"),
        ("name", "nan", "missing"),
        ("name", "　", "missing"),
        ("name", "李\u202e明", "control"),
        ("name", "李\x00明", "control"),
        ("name", "李\u200b明", "control"),
        ("identity_number", "\u200e35080219800101001X", "control"),
        ("amount", "\u202a30000\u202c", "control"),
        ("phone", "\ufeff13000000001", "control"),
        ("name", "李" * 61, "too_long"),
        ("name", "李\ufffd", "replaced"),
        ("name", "李?", "replaced"),
        ("name", "??", "replaced"),
        ("name", "李\ue863", "private"),
        ("name", "李明2", "name_sign"),
        ("name", "=cmd|' /C calc'!A0", "name_sign"),
        ("name", "13000000001", "name_sign"),
        ("name", "#N/A", "missing"),
        ("name", "#REF!", "cell_error"),
        ("name", "########", "cell_error"),
        ("identity_number", "", "missing"),
        ("identity_number", "NaN", "missing"),
        ("identity_number", "3.50802E+17", "scientific"),
        ("identity_number", "3.50802e17", "scientific"),
        ("identity_number", "３．５０８０２Ｅ＋１７", "scientific"),
        ("identity_number", "'3.50802E+17", "scientific"),
        ("identity_number", "350881197506200000", "lost_digits"),
        ("identity_number", "350881197506200071.0", "lost_digits"),
        ("identity_number", "350881197506200201", "identity_checksum"),
        ("identity_number", "350802198001010011", "identity_checksum"),
        ("identity_number", "350802198013010010", "identity_date"),
        ("identity_number", "35080220270101001X", "identity_date"),
        ("identity_number", "99080219800101001X", "identity_region"),
        ("identity_number", "350802800101001", "identity_length"),
        ("identity_number", "35080219800101001Y", "identity_characters"),
        ("identity_number", "350802196106050000", "lost_digits"),  # its check character fits
        ("identity_number", "350802185001010017", "age"),
        ("amount", "", "missing"),
        ("amount", "nan", "missing"),
        ("amount", "0", "not_positive"),
        ("amount", "-30000", "not_money"),
        ("amount", "三万", "not_money"),
        ("amount", "3E+04", "scientific"),
        ("amount", "30000.001", "not_money"),
        ("amount", "999.99", "too_small"),
        ("amount", "50000.01", "too_large"),
        ("amount", "9" * 400, "not_money"),
        ("amount", "30.000", "point_groups"),
        ("income", "20.000", "point_groups"),
        ("income", "¥20.000元", "point_groups"),
        ("asset", "２０．０００", "point_groups"),
        ("asset", "1.234.567", "point_groups"),
        ("months", "3月2日", "cell_date"),
        ("group", "3月2日", "cell_date"),
        ("group", "2-Mar", "cell_date"),
        ("purpose", "2026-03-02", "cell_date"),
        ("address", "2026/3/2", "cell_date"),
        ("name", "王小明（户主）", "name_sign"),
        ("name", "王小明(户主)", "name_sign"),
        ("name", "王小明 户主", "name_sign"),
        ("amount", "#VALUE!", "cell_error"),
        ("months", "", "missing"),
        ("months", "24.5", "not_whole"),
        ("months", "两年", "not_whole"),
        ("months", "0", "months_range"),
        ("months", "37", "months_range"),
        ("months", "-12", "not_whole"),
        ("purpose", "", "missing"),
        ("purpose", "修缮住房", "refused_use"),
        ("purpose", "给儿子结婚用", "refused_use"),
        ("purpose", "盖房", "refused_use"),
        ("purpose", "饭店办婚礼", "refused_use"),
        ("income", "inf", "not_money"),
        ("income", "nan", "missing"),
        ("asset", "-1", "not_money"),
        ("debt", "无", "not_money"),
        ("phone", "1.3E+10", "scientific"),
        ("phone", "<b>1</b>", "phone"),
        ("address", "龙岩\ufffd新罗区", "replaced"),
        ("group", "组" * 61, "too_long"),
    ],
)  # fmt: skip
def test_a_cell_that_is_wrong_is_told_with_its_place(
    tmp_path: Path, field: str, cell: str, code: str
) -> None:
    values = {field: cell.replace('"', '""')}
    assert _one(tmp_path, **values) == [(field, code)]
    row = read(tmp_path, text(TWO, changed(ONE, **values), THREE)).rows[1]
    assert row.cells[field].place == f"{'ABCDEFGHIJK'[list(row.cells).index(field)]}3"
    assert (row.row, row.line) == (2, 3)
    for problem in row.problems:
        for language in ("zh", "en"):
            assert not say(problem.sentence, language).startswith(("field.", "list."))
    shown = repr(row)
    assert "\ufffd" not in shown
    assert "nan" not in (row.form.name, row.form.amount, row.form.income)


def test_what_people_write_is_read_as_it_is(tmp_path: Path) -> None:
    rows = [
        changed(ONE, identity_number="３５０８０２１９８００１０１００１ｘ", amount="３万元", months="２年"),
        changed(TWO, identity_number="'350802199103150229", amount="１２，０００", months="12.0"),
        changed(THREE, identity_number='"=""350881197506200071"""', amount="￥50000元整", months=" 36 "),
    ]
    rows[0] = changed(rows[0], phone="+86 130-0000")
    rows[2] = changed(rows[2], name="王 小　明", phone="13000000003.0")
    preview = read(tmp_path, text(*rows))
    are_the_three(preview)
    assert [row.form.phone for row in preview.rows] == ["+86 130-0000", "13000000002", "13000000003"]


def test_text_that_a_spreadsheet_would_run_is_only_text(tmp_path: Path) -> None:
    preview = read(tmp_path, text(changed(ONE, purpose="=cmd|' /C calc'!A0", address="@SUM(A1)"), TWO, THREE))
    assert codes(preview.rows[0]) == []
    assert (preview.rows[0].form.purpose, preview.rows[0].form.address) == ("=cmd|' /C calc'!A0", "@SUM(A1)")


def test_a_rare_name_of_any_plane_is_a_name(tmp_path: Path) -> None:
    names = ["李𬱖", "㛃〇", "龘𱁬", "\U000323af", "Maria O’Neil-Smith", "阿依古丽•买买提", "ཚེ་རིང་"]
    for name in names:
        assert _one(tmp_path, name=name) == []


def test_the_same_person_twice_is_shown_with_the_earlier_row(tmp_path: Path) -> None:
    preview = read(tmp_path, text(ONE, TWO, changed(THREE, identity_number="35080219800101001x"), ONE))
    assert [codes(row) for row in preview.rows] == [
        [], [], [("identity_number", "same_person")], [("identity_number", "same_person")],
    ]  # fmt: skip
    assert [row.problems[0].params["row"] for row in preview.rows[2:]] == [1, 1]


def test_where_numbers_lost_their_digits_one_that_fits_by_chance_is_not_believed(tmp_path: Path) -> None:
    fits = "350881197506011000"  # its check character is right
    assert _one(tmp_path, identity_number=fits) == []
    preview = read(
        tmp_path, text(changed(ONE, identity_number=fits), changed(TWO, identity_number="350802199103150000"))
    )
    assert [codes(row) for row in preview.rows] == [[("identity_number", "lost_digits")]] * 2


def test_a_line_of_sums_is_nobody(tmp_path: Path) -> None:
    for label in ("合计", "总 计", "小计：", "Total"):
        rows = [ONE, TWO, THREE, (label, "", "92000", *[""] * 8)]
        preview = read(tmp_path, text(*rows))
        assert (preview.good, preview.amount, codes(preview.rows[3])) == (
            3,
            9_200_000,
            [("row", "total_row")],
        )
        assert preview.rows[3].form.name == ""


def test_products_by_id_or_name_with_their_own_limits(tmp_path: Path) -> None:
    header = (*HEADER, "产品")
    rows = [
        (*changed(ONE, amount="200000", months="60"), "扶贫车间贷"),
        (*changed(TWO, amount="9000", months="5"), "workshop"),
        (*changed(THREE, months="13"), "Seasonal farm loan"),
        (*changed(ONE, identity_number="350802199001010016"), "汽车贷"),
    ]
    preview = read(tmp_path, text(*rows, header=header))
    assert [row.form.product for row in preview.rows[:3]] == ["workshop", "workshop", "farm-season"]
    assert codes(preview.rows[0]) == []
    assert codes(preview.rows[1]) == [("amount", "too_small"), ("months", "months_range")]
    assert codes(preview.rows[2]) == [("months", "months_range")]
    assert ("product", "unknown_product") in codes(preview.rows[3])


def test_the_limits_are_those_of_the_rules_that_are_given(tmp_path: Path) -> None:
    shipped = rulebook.shipped()
    small = {
        name: replace(product, amount_max=2_000_000, months_max=12)
        for name, product in shipped.products.items()
    }
    file = tmp_path / "list.csv"
    file.write_text(text(ONE, TWO, THREE), "utf-8")
    rules = replace(shipped, products=MappingProxyType(small))
    preview = read_file(file, TODAY, rules)
    assert [codes(row) for row in preview.rows] == [
        [("amount", "too_large"), ("months", "months_range")],
        [],
        [("amount", "too_large"), ("months", "months_range")],
    ]
    assert preview.rows[0].problems[0].params["most"] == 2_000_000


@pytest.mark.parametrize(
    ("cell", "unit", "fen"),
    [
        ("50000", 100, 5_000_000), ("50,000.5", 100, 5_000_050), ("5 000", 100, 500_000),
        ("5", 1_000_000, 5_000_000), ("5.25", 1_000_000, 5_250_000), ("5万", 100, 5_000_000),
        ("0.0001万元", 100, 100), ("0.00001万元", 100, 10), ("12元", 1_000_000, 1_200),
        ("rmb 5", 100, None), ("rmb5", 100, 500), ("5,00", 100, None), ("1,0000", 100, None),
        ("0.001", 100, None), ("20.00", 100, 2_000), ("20.000", 100, None), ("1.234", 100, None),
        ("0.500", 100, 50),
        ("20000.000", 100, 2_000_000), ("12.500万元", 100, 12_500_000), ("12.500", 1, None),
        ("1.234,56", 100, None), ("5e4", 100, None), ("", 100, None), ("1" * 40, 100, None), ("٣", 100, None),
    ],
)  # fmt: skip
def test_amounts_are_read_exactly(cell: str, unit: int, fen: int | None) -> None:
    assert read_money(cell, unit) == fen


def test_points_between_thousands_are_a_problem_in_a_file_of_semicolons(tmp_path: Path) -> None:
    rows = [
        changed(ONE, income="20.000", asset="10.500", debt="1.234,56"),
        changed(TWO, income="20.00", asset="10500", debt="1,234.56"),
    ]
    preview = read(tmp_path, text(*rows, separator=";"))
    assert codes(preview.rows[0]) == [(field, "point_groups") for field in ("income", "asset", "debt")]
    assert [preview.rows[0].form.income, preview.rows[0].form.asset] == ["", ""]
    assert codes(preview.rows[1]) == []
    form = preview.rows[1].form
    assert (form.income, form.asset, form.debt) == ("20", "10500", "1234.56")


def test_headers_in_traditional_signs_of_the_head_and_with_nothing_between(tmp_path: Path) -> None:
    header = (
        "户主姓名", "身份證號", "貸款金額（萬元）", "期限\u200b（個月）", "\ufeff用途", "家庭年收入", "資產",
        "負債", "村組", "聯繫電話", "住址",
    )  # fmt: skip
    rows = [
        changed(person, amount=amount)
        for person, amount in zip((ONE, TWO, THREE), ["3", "1.2", "5"], strict=True)
    ]
    are_the_three(read(tmp_path, text(*rows, header=header)))
    are_the_three(read(tmp_path, text(ONE, TWO, THREE, header=("客户名称", *HEADER[1:]))))
    preview = read(
        tmp_path, text(*((*person, "李一") for person in (ONE, TWO, THREE)), header=(*HEADER, "户主姓名"))
    )
    are_the_three(preview)
    assert preview.ignored == ("户主姓名",)


def test_the_number_of_the_head_is_not_that_of_another_member(tmp_path: Path) -> None:
    header = (HEADER[0], "户主身份证号", *HEADER[2:])
    (problem,) = read(tmp_path, text(ONE, header=header)).problems
    assert (problem.code, problem.params["column"]) == ("missing_column", "identity_number")
    are_the_three(read(tmp_path, text(ONE, TWO, THREE, header=("户主", "户主身份证号", *HEADER[2:]))))


@pytest.mark.parametrize(
    ("born", "years"),
    [
        (date(2008, 11, 27), None), (date(2008, 11, 28), 17), (date(1960, 11, 28), None),
        (date(1960, 11, 27), 66), (date(1850, 1, 1), 176),
    ],
)  # fmt: skip
def test_a_borrower_is_of_the_age_of_the_rules_on_the_day(
    tmp_path: Path, born: date, years: int | None
) -> None:
    number = identity_number.make(350802, born, 7)
    row = read(tmp_path, text(changed(ONE, identity_number=number))).rows[0]
    assert codes(row) == ([] if years is None else [("identity_number", "age")])
    if years is not None:
        assert row.problems[0].params == {"age": years, "least": 18, "most": 65}


def test_the_ages_are_those_of_the_rules_that_are_given(tmp_path: Path) -> None:
    shipped = rulebook.shipped()
    borrower = replace(shipped.lending.borrower, age_max=45)
    rules = replace(shipped, lending=replace(shipped.lending, borrower=borrower))
    file = tmp_path / "list.csv"
    file.write_text(text(ONE, TWO), "utf-8")
    assert [codes(row) for row in read_file(file, TODAY, rules).rows] == [[("identity_number", "age")], []]
