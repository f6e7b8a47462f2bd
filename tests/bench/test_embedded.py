"""The measurement runs and says what it counts; how fast it is, is not a test's business."""

from __future__ import annotations

import json

import pytest

from loc_desktop.cli import main


def test_bench_embedded_prints_one_object(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "embedded", "--json", "--batches", "1", "--loans", "1"]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert {"loans_per_s", "unlock_many_per_s", "bound_per_s", "share"} <= set(figures)
    assert figures["share"] == pytest.approx(figures["unlock_many_per_s"] / figures["bound_per_s"], abs=0.01)


def test_bench_embedded_reads_well(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["bench", "embedded", "--batches", "1", "--loans", "1"]) == 0
    assert "share of bound" in capsys.readouterr().out


def test_its_help_says_what_the_bound_counts(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["bench", "embedded", "--help"])
    text = capsys.readouterr().out
    assert "bound_per_s" in text
    assert "fsync" in text
