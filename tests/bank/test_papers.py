"""The register of papers in an office's file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from loc_desktop.bank.office.file import OfficeFile
from loc_desktop.bank.office.papers import issue, issued


@pytest.fixture
def office(tmp_path: Path) -> Iterator[OfficeFile]:
    ticks = iter(f"2026-11-22T08:00:{n:02d}Z" for n in range(60))
    file = OfficeFile(tmp_path / "office-B.sqlite", clock=lambda: next(ticks))
    yield file
    file.close()


def test_numbers_run_without_gaps_and_copies_are_counted(office: OfficeFile) -> None:
    def made(series: str, digest: str) -> tuple[str, int]:
        paper = issue(office, series, event="e", tx="t", digest=digest, line=f"line {digest}")
        return paper.number, paper.copies

    assert made("JJ-1", "a") == ("JJ-1-000001", 1)
    assert made("JJ-1", "b") == ("JJ-1-000002", 1)
    assert made("SJ-1", "a") == ("SJ-1-000001", 1)
    assert made("JJ-1", "a") == ("JJ-1-000001", 2)
    kept = issued(office, number="JJ-1-000001")
    assert kept is not None
    assert (kept.copies, kept.at, kept.last_at) == (2, "2026-11-22T08:00:00Z", "2026-11-22T08:00:03Z")
    assert (kept.event, kept.tx, kept.line) == ("e", "t", "line a")
    assert issued(office, series="JJ-1", digest="b") == issued(office, number="JJ-1-000002")
    assert issued(office, number="JJ-1-000003") is None
