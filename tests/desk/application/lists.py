"""Lists of made-up applicants for the tests of the import."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from loc_desktop.desk.application.list_reader import read_file
from loc_desktop.desk.values.applicants import ImportPreview, ImportRow

TODAY = date(2026, 11, 27)
HEADER = (
    "姓名", "身份证号", "金额（元）", "期限（月）", "用途", "年收入（元）",
    "资产（元）", "负债（元）", "村组", "电话", "住址",
)  # fmt: skip
ENGLISH = (
    "Name", "Identity number", "Amount (yuan)", "Term (months)", "Purpose", "Annual income (yuan)",
    "Assets (yuan)", "Debts (yuan)", "Village group", "Telephone", "Address",
)  # fmt: skip
FIELDS = (
    "name", "identity_number", "amount", "months", "purpose", "income",
    "asset", "debt", "group", "phone", "address",
)  # fmt: skip
ONE = (
    "李𬱖", "35080219800101001X", "30000", "24", "养鸡", "20000",
    "10000", "0", "上村一组", "13000000001", "龙岩市新罗区上村",
)  # fmt: skip
TWO = (
    "阿依古丽·买买提", "350802199103150229", "12000", "12", "种茶", "18000",
    "8000", "2000", "上村二组", "13000000002", "龙岩市新罗区上村",
)  # fmt: skip
THREE = (
    "王小明", "350881197506200071", "50000", "36", "养牛", "26000",
    "30000", "5000", "下村", "13000000003", "漳平市下村",
)  # fmt: skip
PEOPLE = (ONE, TWO, THREE)


def changed(person: Sequence[str], **values: str) -> tuple[str, ...]:
    """A person's row with other cells, by the names of the fields."""
    assert set(values) <= set(FIELDS)
    return tuple(values.get(field, cell) for field, cell in zip(FIELDS, person, strict=True))


def text(
    *rows: Sequence[str], header: Sequence[str] = HEADER, separator: str = ",", end: str = "\r\n"
) -> str:
    return "".join(separator.join(row) + end for row in (header, *rows))


def read(folder: Path, content: bytes | str, name: str = "list.csv") -> ImportPreview:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(file, TODAY)


def workbook(*rows: Sequence[Any], header: Sequence[Any] = HEADER, title: str = "名单") -> Any:
    """An openpyxl workbook with one sheet; texts stay texts."""
    from openpyxl import Workbook

    book = Workbook()
    sheet: Any = book.active
    sheet.title = title
    for row in (header, *rows):
        sheet.append(list(row))
    return book


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def codes(row: ImportRow) -> list[tuple[str, str]]:
    return [(problem.field, problem.code) for problem in row.problems]


def are_the_three(preview: ImportPreview) -> None:
    """The three people as they are, nothing wrong, nothing invented."""
    assert preview.problems == ()
    assert [codes(row) for row in preview.rows] == [[], [], []]
    assert [(row.form.name, row.form.identity_number) for row in preview.rows] == [
        (person[0], person[1]) for person in PEOPLE
    ]
    assert [(row.amount_fen, row.form.months) for row in preview.rows] == [
        (3_000_000, "24"),
        (1_200_000, "12"),
        (5_000_000, "36"),
    ]
    assert [row.form.address for row in preview.rows] == [person[-1] for person in PEOPLE]
    assert preview.rows[1].form.debt == "2000"
