"""``loc-desktop schedule`` as a user and a program call it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from loc_desktop.cli import main

Capture = pytest.CaptureFixture[str]


def test_json_has_every_line_and_exact_sums(capsys: Capture) -> None:
    code = main(
        [
            "schedule",
            "--amount",
            "50,000",
            "--months",
            "12",
            "--rate",
            "4.35",
            "--start",
            "2026-01-31",
            "--json",
        ]
    )
    report = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (report["amount"], report["installment"], len(report["lines"])) == (5_000_000, 426_550, 12)
    assert sum(line["principal"] for line in report["lines"]) == 5_000_000
    assert report["total"] == sum(line["payment"] for line in report["lines"])
    assert report["lines"][0]["due"] == "2026-02-28"


def test_a_table_for_a_person(capsys: Capture) -> None:
    assert (
        main(["schedule", "--amount", "50000", "--months", "2", "--rate", "4.35%", "--method", "bullet"]) == 0
    )
    assert "50,362.50" in capsys.readouterr().out


def test_a_file_of_loans_gives_their_instalments(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "loans.csv"
    file.write_text("amount,months,rate_percent,id,more\n23000,36,14.07,5,x\n5000,36,6.72,6,\n", "utf-8")
    assert main(["schedule", "--batch", str(file)]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert rows == [{"id": "5", "installment": "786.87"}, {"id": "6", "installment": "153.75"}]


def test_wrong_lines_are_named_and_the_others_answered(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "loans.csv"
    file.write_text(
        "id,amount,months,rate_percent\n1,x,12,5\n2,100,12,5\n3,100,0,5\n4,100,12\n5,100,1,1e9\n", "utf-8"
    )
    assert main(["schedule", "--batch", str(file)]) == 1
    captured = capsys.readouterr()
    assert captured.out.splitlines() == ["id,installment", "2,8.57"]
    assert [f"line {n}" in captured.err for n in (2, 4, 5, 6)] == [True] * 4
    assert "Traceback" not in captured.err


@pytest.mark.parametrize(
    ("content", "word"),
    [("a,b\n1,2\n", "column"), ("", "column"), ('id,amount,months,rate_percent\n"1\n', "line")],
)
def test_a_file_of_another_form_is_told(tmp_path: Path, capsys: Capture, content: str, word: str) -> None:
    file = tmp_path / "loans.csv"
    file.write_text(content, "utf-8")
    assert main(["schedule", "--batch", str(file)]) == 1
    assert word in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["--amount", "0"], ["--amount", "1.234"], ["--months", "1.5"], ["--rate", "nan"], ["--start", "31.1."],
     ["--payment-day", "40"], ["--rate", "1e9"]],
)  # fmt: skip
def test_wrong_values_give_a_sentence(arguments: list[str], capsys: Capture) -> None:
    assert main(["schedule", "--amount", "1", "--months", "12", "--rate", "5", *arguments]) == 1
    error = capsys.readouterr().err
    assert arguments[0] in error
    assert "Traceback" not in error


@pytest.mark.parametrize("path", ["no such file.csv", "\0", "/"])
def test_a_file_that_cannot_be_read_gives_a_sentence(path: str, capsys: Capture) -> None:
    assert main(["schedule", "--batch", path]) == 1
    assert "cannot be read" in capsys.readouterr().err


def test_one_loan_and_a_batch_do_not_go_together(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["schedule", "--batch", "x.csv", "--amount", "5"])
    assert stopped.value.code == 2
    assert "either" in capsys.readouterr().err
