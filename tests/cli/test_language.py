"""The commands in Chinese: by ``--lang`` and by the locale; programs get the same JSON."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

import loc_desktop.cli as frame
from loc_desktop.bench.embedded import EmbeddedWorld
from tests.script.support import RECORDS, make_loan

ENGLISH = re.compile(r"[A-Za-z][a-z]+ [a-z]+")
"""Two English words in a row: none in what the Chinese terminal says, but in names of options and files."""


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    try:
        code = frame.main(["--lang", "zh", *arguments])
    except SystemExit as left:
        code = int(left.code or 0)
    shown = capsys.readouterr()
    return code, shown.out + shown.err


@pytest.fixture
def loan(tmp_path: Path) -> list[str]:
    cc, uc = make_loan()
    files = []
    for name, value in (("cc", cc), ("uc", uc), ("members", RECORDS)):
        (tmp_path / f"{name}.json").write_text(json.dumps(value))
        files.append(str(tmp_path / f"{name}.json"))
    return files


def test_an_evaluation_is_told_in_chinese(
    loan: list[str], capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, text = said(capsys, "evaluate", *loan)
    assert (code, "返回码 0：成功" in text, "审核意见为“通过”" in text) == (0, True, True)
    assert not ENGLISH.search(text.replace("loan.apply loan", "")), text
    code, text = said(capsys, "evaluate", loan[1], *loan[1:])
    assert (code, "输入不符合规定的格式 (cc.type：应为“chaincode”)" in text) == (3, True)
    assert said(capsys, "evaluate", str(tmp_path / "gone"), *loan[1:])[1].endswith(
        " 无法读取：没有这个文件或文件夹\n"
    )
    (tmp_path / "cc.json").write_text("{")
    assert "第 1 行第 2 列起不是 JSON 文本" in said(capsys, "evaluate", *loan)[1]


def test_json_is_the_same_in_both_languages(loan: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    chinese = said(capsys, "evaluate", "--json", *loan)
    frame.main(["--lang", "en", "evaluate", "--json", *loan])
    assert chinese == (0, capsys.readouterr().out)


def test_a_schedule_and_its_faults_are_told_in_chinese(capsys: pytest.CaptureFixture[str]) -> None:
    loan = ["--months", "6", "--rate", "4.35", "--start", "2026-01-31"]
    code, text = said(capsys, "schedule", "--amount", "50000", *loan)
    assert code == 0
    head, *rows = text.splitlines()
    assert head.split() == ["期数", "到期日", "天数", "本金", "利息", "还款额", "剩余本金"]
    assert rows[-1].split()[0] == "合计"
    code, text = said(capsys, "schedule", "--amount", "5x", *loan)
    assert (code, "--amount 为“5x”。资金未动。应为大于 0 的金额（元）" in text) == (1, True)
    code, text = said(capsys, "schedule")
    assert (code, "错误：需要 --amount、--months 和 --rate" in text) == (2, True)
    code, text = said(capsys, "schedule", "--amount")
    assert (code, "错误：参数 --amount：应有一个值" in text) == (2, True)
    code, text = said(capsys, "schedule", "--method", "wish")
    assert (code, "无效的选择：'wish'" in text) == (2, True)


def test_loans_played_through_and_their_faults_are_told_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loan = {"amount_fen": 5_000_000, "months": 12, "rate": "4.35", "paid_out": "2026-01-31"}
    lines = [
        json.dumps({"id": "a", "loan": loan, "ask": ["2026-06-30"]}),
        json.dumps({"id": "b", "loan": {**loan, "months": 0}}),
        '{"id": "c", "id": "d"}',
        "{",
        json.dumps({"id": "e", "loan": {**loan, "colour": "red"}}),
    ]
    (tmp_path / "loans.jsonl").write_text("\n".join(lines))
    code, text = said(capsys, "loan", "replay", "--batch", str(tmp_path / "loans.jsonl"))
    good, *wrong = text.splitlines()
    assert code == 0
    assert good.startswith("a：0 个事件中接受 0 个")
    assert "逾期" in good
    assert wrong[0] == "第 2 行（b）无法推演：loan.months：应为 1 至 600 的整数。"
    assert "同一对象中 id 出现了两次" in wrong[1]
    assert "从第 1 行第 2 列起不是 JSON 文本" in wrong[2]
    assert "loan.colour：没有这一项" in wrong[3]
    frame.main(["--lang", "zh", "loan", "replay", "--json", "--batch", str(tmp_path / "loans.jsonl")])
    answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert answers[1] == {
        "id": "b", "error": "field", "field": "loan.months", "why": "a whole number from 1 to 600",
    }  # fmt: skip


def test_a_ledger_and_its_damage_are_told_in_chinese(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    world = EmbeddedWorld(tmp_path, slots=1)
    world.loan()
    world.ledger.close()
    path = world.path
    code, text = said(capsys, "ledger", "verify", str(path))
    assert (code, "全部与写入时一致。" in text) == (0, True)
    assert not ENGLISH.search(text)
    assert "高度" in said(capsys, "ledger", "info", str(path))[1]
    assert "现行" in said(capsys, "rules", "show", str(path))[1]
    connection = sqlite3.connect(path)
    connection.execute("UPDATE tx SET value = substr(value, 2) WHERE block = 3")
    connection.execute("DELETE FROM state WHERE key IN (SELECT key FROM state LIMIT 2)")
    connection.commit()
    connection.close()
    code, text = said(capsys, "ledger", "verify", str(path))
    assert code == 1
    assert "账本已损坏" in text
    assert not ENGLISH.search(text), text


@pytest.mark.parametrize(
    "command",
    ["evaluate", "demo", "schedule", "import", "day-end", "erase", "reconcile", "permissions", "screenshots",
     "loan replay", "ledger verify", "ledger info", "rules show"],
)  # fmt: skip
def test_a_command_s_help_is_chinese(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    code, text = said(capsys, *command.split(), "--help")
    assert (code, text.startswith("用法：")) == (0, True)
    explained = text.split("\n\n", 1)[1]
    assert not ENGLISH.search(re.sub(r"`[^`]+`|--[a-z]+( [a-z]+)?", "", explained)), explained


def test_the_locale_chooses_and_lang_overrules(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert frame.main(["schedule", "--amount", "x", "--months", "1", "--rate", "1"]) == 1
    assert "应为大于 0 的金额" in capsys.readouterr().err
    assert frame.main(["--lang", "en", "schedule", "--amount", "x", "--months", "1", "--rate", "1"]) == 1
    assert "Give an amount in yuan above 0" in capsys.readouterr().err
