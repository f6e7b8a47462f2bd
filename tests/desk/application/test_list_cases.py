"""The files of ../shared/cases/import with their right outcomes, where that folder is there."""

from __future__ import annotations

from pathlib import Path

import pytest

import loc_desktop
from loc_desktop.desk.application.list_reader import read_file
from tests.desk.application.lists import PEOPLE, TODAY, codes

CASES = Path(loc_desktop.__file__).parents[2] / "shared" / "cases" / "import"

OUTCOMES: dict[str, list[list[tuple[str, str]]]] = {
    "gb18030.csv": [[], [], []],
    "utf8-bom.csv": [[], [], []],
    "full-width.csv": [[], [], []],
    "scientific-number.csv": [[("identity_number", "scientific")], [], []],
    "over-limit-and-same-person-twice.csv": [
        [],
        [("amount", "too_large")],
        [("identity_number", "same_person")],
    ],
    "workbook-one-number-as-float.xlsx": [[], [], [("identity_number", "lost_digits")]],
}
REFUSED = {"duplicate-column.csv": ("duplicate_column", 1), "unclosed-quote.csv": ("unclosed_quote", 3)}

pytestmark = pytest.mark.skipif(not CASES.is_dir(), reason="no ../shared/cases beside this clone")


@pytest.mark.parametrize("name", OUTCOMES)
def test_a_case_has_its_outcome(name: str) -> None:
    preview = read_file(CASES / name, TODAY)
    assert preview.problems == ()
    assert [codes(row) for row in preview.rows] == OUTCOMES[name]
    good = [row for row in preview.rows if row.good]
    assert {(row.form.name, row.form.identity_number) for row in good} <= {person[:2] for person in PEOPLE}


@pytest.mark.parametrize("name", REFUSED)
def test_a_case_is_refused(name: str) -> None:
    preview = read_file(CASES / name, TODAY)
    assert [(problem.code, problem.params["line"]) for problem in preview.problems] == [REFUSED[name]]
    assert preview.rows == ()
