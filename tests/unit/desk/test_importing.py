"""Reading and importing a file: every bad cell is told with its line, good rows go through, none twice."""

from __future__ import annotations

from pathlib import Path

import pytest

from loc_desktop.desk.importing import COLUMNS, MOST_MB, read_file
from loc_desktop.desk.workplace import Workplace
from loc_desktop.errors import KnownError
from tests.support.clock import TODAY
from tests.unit.desk.conftest import sample

HEADER = ",".join(COLUMNS)
GOOD = "5,23000,36,14.07,35000,32700,52722,0,credit_card,786.87"


def _write(folder: Path, *lines: str) -> Path:
    file = folder / "applications.csv"
    file.write_text("\n".join((HEADER, *lines)) + "\n", "utf-8")
    return file


def test_a_row_becomes_a_form_with_a_made_up_person(tmp_path: Path) -> None:
    preview = read_file(_write(tmp_path, GOOD, "", GOOD.replace("5,", "6,", 1)), TODAY)
    assert (preview.good, preview.bad, preview.amount) == (2, 0, 4_600_000)
    row = preview.rows[0]
    assert (row.line, row.source_id, row.flagged) == (2, "5", False)
    assert row.form is not None
    assert (row.form.amount, row.form.months, row.form.rate, row.form.purpose) == (
        "23000",
        "36",
        "14.07",
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
    preview = read_file(_write(tmp_path, GOOD, line), TODAY)
    assert (preview.good, preview.bad) == (1, 1)
    bad = preview.rows[1]
    assert bad.form is None
    assert (field, code) in [(one.field, one.code) for one in bad.problems]


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
        read_file(file, TODAY)
    assert told.value.code == code
    assert "bad.csv" in told.value.what


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="cannot be read"):
        read_file(tmp_path / "none.csv", TODAY)


def test_rows_are_applied_once_and_enter_the_sample_registers(workplace: Workplace) -> None:
    desk = workplace.desk_of("C")
    bank = desk.applications.banks()[0].key
    seen: list[tuple[int, int]] = []
    report = desk.applications.import_rows(sample(6), bank, progress=lambda *step: seen.append(step))
    assert (report.done, report.already, report.failed, report.cancelled) == (6, 0, (), False)
    assert seen[-1] == (6, 6)
    again = desk.applications.import_rows(sample(6), bank)
    assert (again.done, again.already) == (0, 6)
    mine = desk.applications.mine()
    assert mine.total == 6
    assert {row.applicant.name for row in mine.rows} == {row.name for row in sample(6).rows}
    assert workplace.desk_of("B").audit.inbox().total == 6
    for role in ("B", "CAD", "FD"):
        assert workplace.desk_of(role).office.person(sample(6).rows[0].identity_number) is not None


def test_a_cancelled_import_keeps_what_is_done_and_goes_on_later(workplace: Workplace) -> None:
    applications = workplace.desk_of("C").applications
    bank = applications.banks()[0].key
    done: list[int] = []
    report = applications.import_rows(
        sample(30), bank, progress=lambda step, _: done.append(step), cancelled=lambda: len(done) > 4
    )
    assert report.cancelled
    assert 0 < report.done < 30
    assert applications.mine().total == report.done
    rest = applications.import_rows(sample(30), bank)
    assert (rest.done, rest.already, rest.cancelled) == (30 - report.done, report.done, False)
