"""A table as a file for spreadsheets: no text of it is a formula, numbers stay numbers."""

from __future__ import annotations

import csv
import stat
from pathlib import Path

import pytest

from loc_desktop.desk.viewer.table_file import save_table
from loc_desktop.errors import KnownError


def test_cells_come_back_and_formulas_are_texts(tmp_path: Path) -> None:
    file = tmp_path / "table.csv"
    save_table(file, [["名", "sum"], ['a "b", c\nd', 12], ["=1+1", -5], ["@x", "-5"], ["\tx", ""]])
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows == [
        ["名", "sum"],
        ['a "b", c\nd', "12"],
        ["'=1+1", "-5"],
        ["'@x", "-5"],
        ["'\tx", ""],
    ]
    assert file.read_bytes().startswith(b"\xef\xbb\xbf")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written_is_named_and_a_table_may_be_empty(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "no" / "table.csv"):
        with pytest.raises(KnownError) as refused:
            save_table(place, [["a"]])
        assert (refused.value.code, refused.value.params["file"]) == ("statement.file", place.name)
    save_table(tmp_path / "empty.csv", [])
    assert (tmp_path / "empty.csv").read_bytes() == b"\xef\xbb\xbf"
