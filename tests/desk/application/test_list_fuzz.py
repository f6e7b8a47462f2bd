"""Whatever a file holds: the reader ends, in time, with rows or with known problems, and invents nothing."""

from __future__ import annotations

import json
import tempfile
import time
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from loc_desktop.cli.import_list import to_json
from loc_desktop.desk.application.list_columns import meaning
from loc_desktop.desk.application.list_reader import read_file
from loc_desktop.desk.application.list_writer import save_problems
from loc_desktop.desk.values.applicants import ImportPreview
from loc_desktop.texts.catalogue import LANGUAGES, SENTENCES
from loc_desktop.texts.words import say
from tests.desk.application.lists import ENGLISH, HEADER, PEOPLE, TODAY, read, saved, text, workbook

FUZZ = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])

CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "",
            " ",
            "nan",
            "=1+1",
            '"',
            '""',
            '"a',
            "3.5E+17",
            "\ufffd",
            "合计",
            "350802199103150229",
            "3万元",
            "-1",
            "#REF!",
        ]
    ),
)
ROWS = st.lists(st.lists(CELLS, max_size=13), max_size=6)
SEPARATORS = st.sampled_from([",", ";", "\t", "，"])
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])


def _holds(preview: ImportPreview, written: str | None = None) -> None:
    """What is true of every preview."""
    assert bool(preview.problems) <= (preview.rows == ())
    for problem in preview.problems:
        assert f"list.{problem.code}" in SENTENCES
    for row in preview.rows:
        for wrong in row.problems:
            assert f"field.{wrong.code}" in SENTENCES
            assert all("{" not in say(wrong.sentence, language) or "{" in repr(row) for language in LANGUAGES)
        if row.good:
            assert row.form.name
            assert len(row.form.identity_number) == 18
            assert (row.amount_fen or 0) > 0
            if written is not None:  # nobody is in the preview who is not in the file
                assert row.form.name.replace(" ", "") in "".join(written.split())
    told = json.dumps(to_json(preview), ensure_ascii=False)
    assert "\ufffd" not in told
    assert "NaN" not in told or written is None or "NaN" in written


@FUZZ
@given(st.binary(max_size=400))
def test_any_bytes(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _holds(read(Path(folder), content))


@FUZZ
@given(st.integers(0, 10**6), st.binary(min_size=1, max_size=4), ENCODINGS)
def test_a_list_with_some_bytes_changed(place: int, noise: bytes, encoding: str) -> None:
    content = text(*PEOPLE).encode(encoding)
    at = place % len(content)
    with tempfile.TemporaryDirectory() as folder:
        _holds(read(Path(folder), content[:at] + noise + content[at + len(noise) :]))


@FUZZ
@given(ROWS, SEPARATORS, ENCODINGS, st.sampled_from([HEADER, ENGLISH, HEADER[::-1]]), st.booleans())
def test_any_table(
    rows: list[list[str]], separator: str, encoding: str, header: tuple[str, ...], people: bool
) -> None:
    written = text(*(PEOPLE if people else ()), *rows, header=header, separator=separator)
    content = written.encode(encoding, errors="replace")
    with tempfile.TemporaryDirectory() as folder:
        preview = read(Path(folder), content)
        _holds(preview, written)
        if preview.bad:  # the rows with problems can be saved, and read again
            for name in ("wrong.csv", "wrong.xlsx"):
                save_problems(Path(folder) / name, preview, "zh")
                _holds(read_file(Path(folder) / name, TODAY))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.lists(
            st.one_of(
                st.text("abc张三=+@ \n", max_size=8),
                st.integers(),
                st.floats(),
                st.booleans(),
                st.none(),
                st.dates(),
            ),
            max_size=13,
        ),
        max_size=5,
    )
)
def test_any_workbook(rows: list[list[object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        _holds(read(Path(folder), saved(workbook(*PEOPLE, *rows)), "list.xlsx"))


@FUZZ
@given(st.text(max_size=60))
def test_any_header(header: str) -> None:
    column = meaning(header)
    assert column is None or column.unit >= 0


def test_time_grows_with_the_size_of_the_file_only(tmp_path: Path) -> None:
    for content in ('"' * 2_000_000, "," * 2_000_000, "\r" * 2_000_000, '""\n' * 500_000, "姓名," * 500_000):
        began = time.monotonic()
        _holds(read(tmp_path, content))
        assert time.monotonic() - began < 30
