"""``loc-desktop import`` as a person or a program runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from loc_desktop.cli import main
from loc_desktop.desk.workplace import Workplace
from tests.desk.application.lists import ONE, PEOPLE, THREE, TWO, changed, text

Printed = pytest.CaptureFixture[str]


def _file(folder: Path, *rows: tuple[str, ...]) -> str:
    file = folder / "list.csv"
    file.write_text(text(*rows), "utf-8")
    return str(file)


def test_a_good_list_is_checked_without_a_data_folder_or_a_keyring(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = tmp_path / "home"
    for name in ("LOC_HOME", "DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LOC_HOME", str(home))
    assert main(["import", _file(tmp_path, *PEOPLE), "--check", "--json"]) == 0
    assert not home.exists()
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    assert told["rows"][1] == {
        "row": 2, "line": 3, "name": "阿依古丽·买买提", "identity_number": "350802199103150229",
        "amount_fen": 1_200_000, "months": 12, "income_fen": 1_800_000, "asset_fen": 800_000,
        "debt_fen": 200_000, "purpose": "种茶", "group": "上村二组", "phone": "13000000002",
        "address": "龙岩市新罗区上村", "product": "poverty-micro",
        "problems": [],
    }  # fmt: skip


def test_what_is_wrong_is_told_with_row_field_code_and_cell(tmp_path: Path, capsys: Printed) -> None:
    file = _file(tmp_path, ONE, changed(TWO, amount="many"), changed(THREE, identity_number=ONE[1]))
    assert main(["import", file, "--check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["problems"] == []
    first, second, third = told["rows"]
    assert (first["row"], first["problems"], "amount_fen" in second) == (1, [], False)
    assert [(problem["field"], problem["code"], problem["cell"]) for problem in second["problems"]] == [
        ("amount", "not_money", "C3")
    ]
    (same,) = third["problems"]
    assert (same["field"], same["code"], same["row"]) == ("identity_number", "same_person", 1)
    assert main(["import", file, "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert "row 2, line 3, cell C3: amount: “many” is no amount." in lines[1]
    assert lines[-1] == "Good rows: 1 (30,000.00 yuan). Rows with problems: 2."


def test_amounts_have_commas_wherever_a_terminal_shows_them(tmp_path: Path, capsys: Printed) -> None:
    file = _file(tmp_path, ONE, changed(TWO, amount="60000"))
    assert main(["import", file, "--check"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[1:] == [
        "row 2, line 3, cell C3: amount: at most 50,000.00 yuan, not 60,000.00.",
        "Good rows: 1 (30,000.00 yuan). Rows with problems: 1.",
    ]
    assert main(["import", file, "--check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["rows"][1]["problems"][0]["what"] == "amount: at most 50,000.00 yuan, not 60,000.00."


def test_a_whole_file_that_is_wrong(tmp_path: Path, capsys: Printed) -> None:
    file = _file(tmp_path, ONE, changed(TWO, name='"阿依古丽'), THREE)
    assert main(["import", file, "--check", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["rows"] == []
    (problem,) = told["problems"]
    assert (problem["code"], problem["line"]) == ("unclosed_quote", 3)
    assert main(["import", str(tmp_path / "none.csv"), "--check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "unreadable"
    assert main(["import", str(tmp_path), "--check"]) == 1
    assert "no ordinary file" in capsys.readouterr().out


def test_without_check_the_good_rows_are_applied_for_once(
    workplace: Workplace, tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOC_HOME", str(workplace.home))
    monkeypatch.setattr("loc_desktop.cli.import_list.Workplace", lambda _home: workplace)
    file = _file(tmp_path, ONE, TWO, changed(THREE, amount="x"))
    with pytest.raises(SystemExit):  # nobody to ask, and no --yes
        main(["import", file])
    assert workplace.desk_of("C").applications.mine().total == 0
    capsys.readouterr()
    assert main(["import", file, "--yes"]) == 1  # one row has a problem
    assert "2 applications are on the ledger" in capsys.readouterr().err
    assert workplace.desk_of("C").applications.mine().total == 2
    assert main(["import", _file(tmp_path, ONE, TWO), "--yes"]) == 0
    assert workplace.desk_of("C").applications.mine().total == 2
    assert main(["import", _file(tmp_path, THREE), "--yes", "--identity", "nobody"]) == 1
    assert "no such counter" in capsys.readouterr().err
    assert main(["import", _file(tmp_path, THREE), "--yes", "--bank", "nowhere"]) == 1
    assert "--bank" in capsys.readouterr().err


def test_without_a_data_folder_nothing_is_signed(
    tmp_path: Path, capsys: Printed, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOC_HOME", str(tmp_path / "home"))
    assert main(["import", _file(tmp_path, *PEOPLE), "--yes"]) == 1
    assert "no such counter here" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["import", _file(tmp_path, *PEOPLE), "--check", "--yes"])


def test_an_empty_list_and_the_rows_with_problems_are_saved_to_be_filled_in_and_imported(
    tmp_path: Path, capsys: Printed
) -> None:
    empty = tmp_path / "empty.csv"
    assert main(["import", "--template", str(empty), "--lang", "zh"]) == 0
    assert "已保存" in capsys.readouterr().out
    (headers,) = empty.read_text("utf-8-sig").splitlines()
    assert headers.startswith("姓名,身份证号,")
    wrong = changed(TWO, amount="many")
    problems = tmp_path / "problems.csv"
    assert main(["import", _file(tmp_path, ONE, wrong), "--check", "--problems", str(problems)]) == 1
    assert str(problems) in capsys.readouterr().err
    saved = problems.read_text("utf-8-sig")
    assert "is no amount" in saved
    assert ONE[0] not in saved
    problems.write_text(saved.replace("many", "12000"), "utf-8")
    assert main(["import", str(problems), "--check"]) == 0
    good = tmp_path / "none.csv"
    assert main(["import", _file(tmp_path, ONE), "--check", "--problems", str(good)]) == 0
    assert not good.exists()
    for arguments in ([], [str(problems), "--template", str(empty)]):
        with pytest.raises(SystemExit) as usage:
            main(["import", *arguments])
        assert usage.value.code == 2
        assert "--template" in capsys.readouterr().err
