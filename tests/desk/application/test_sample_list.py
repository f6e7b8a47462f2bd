"""A file of the demonstration: every bad cell is told; its made-up people stay on sample ledgers."""

from __future__ import annotations

from pathlib import Path

import pytest

from loc_desktop.desk.application.applications import Applications
from loc_desktop.desk.application.sample_list import COLUMNS, MOST_MB, read_file
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError

HEADER = ",".join(COLUMNS)
GOOD = "5,23000,36,14.07,35000,32700,52722,0,credit_card,786.87"


def _write(folder: Path, *lines: str) -> Path:
    file = folder / "applications.csv"
    file.write_text("\n".join((HEADER, *lines)) + "\n", "utf-8")
    return file


def test_a_row_becomes_a_form_with_a_made_up_person(tmp_path: Path) -> None:
    preview = read_file(_write(tmp_path, GOOD, "", GOOD.replace("5,", "6,", 1)))
    assert (preview.good, preview.bad, preview.amount) == (2, 0, 4_600_000)
    row = preview.rows[0]
    assert (row.row, row.line, row.flagged) == (1, 2, False)
    assert preview.made
    assert (row.form.amount, row.form.months, row.form.rate, row.form.purpose) == (
        "23000",
        "36",
        "",  # another lender's rate is not taken over
        "credit_card",
    )
    assert preview.rows[1].line == 4


@pytest.mark.parametrize(
    ("line", "field", "code"),
    [
        (",23000,36,14,1,1,1,0,x,1", "id", "missing"),
        ("7,many,36,14,1,1,1,0,x,1", "amount", "not_money"),
        ("7,0,36,14,1,1,1,0,x,1", "amount", "not_positive"),
        ("7,1,601,14,1,1,1,0,x,1", "months", "months_range"),
        ("7,1,36,x,1,1,1,0,x,1", "rate_percent", "rate"),
        ("7,1,36,14,,1,1,0,x,1", "income", "missing"),
        ("7,1,36,14,1,-1,1,0,x,1", "asset", "not_money"),
        ("7,1,36,14,1,1,1,2,x,1", "flagged", "flag"),
        ("7,1,36", "row", "columns"),
        ("5,1,36,14,1,1,1,0,x,1", "id", "duplicate"),
    ],
)
def test_a_bad_cell_is_a_problem_of_its_row(tmp_path: Path, line: str, field: str, code: str) -> None:
    preview = read_file(_write(tmp_path, GOOD, line))
    assert (preview.good, preview.bad) == (1, 1)
    bad = preview.rows[1]
    assert not bad.good
    assert (field, code) in [(problem.field, problem.code) for problem in bad.problems]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "import.unreadable"),
        (b"\xff\xfe\x00", "import.unreadable"),
        (b"id,amount\n1,2\n", "import.columns"),
        (b"x" * (MOST_MB * 1024 * 1024 + 1), "import.too_large"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes, code: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    with pytest.raises(KnownError) as told:
        read_file(file)
    assert told.value.code == code
    assert told.value.params["file"] == "bad.csv"


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match=r"import\.unreadable"):
        read_file(tmp_path / "none.csv")


def test_people_are_made_up_on_a_samples_ledger_only(workplace: Workplace, tmp_path: Path) -> None:
    file = _write(tmp_path, GOOD)
    applications = workplace.desk_of("C").applications
    preview = applications.read_sample(file)
    real = Applications(workplace.desk_of("C").carrier, workplace.desk_of("C").names)
    with pytest.raises(KnownError) as told:
        real.read_sample(file)
    assert told.value.code == "import.sample_only"
    with pytest.raises(KnownError) as told:
        real.import_rows(preview, applications.banks()[0].key)
    assert told.value.code == "import.sample_only"
    assert applications.mine().total == 0
    # As a list of applicants such a file is refused: it names nobody.
    codes = [problem.code for problem in applications.read_file(file).problems]
    assert codes == ["missing_column"] * len(codes) != []
