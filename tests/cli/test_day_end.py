"""``loc-desktop day-end``: said before, told afterwards, refused with the way on."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from loc_desktop.cli import USAGE, main
from loc_desktop.cli.branch import day_end
from loc_desktop.desk.workplace import Workplace
from tests.support.workplace import PASSPHRASE as KEYS

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(workplace: Workplace, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command on the workplace's folder; its exit code, what it printed and what it said beside."""
    keys = tmp_path / "keys.txt"
    keys.write_text(KEYS)

    def command(*arguments: str) -> tuple[int, str, str]:
        workplace.close()
        common = ("--home", str(workplace.home), "--keys-passphrase-file", str(keys))
        try:
            code = main(["day-end", *arguments, *common])
        except SystemExit as left:
            code = int(left.code or 0)
        told = capsys.readouterr()
        return code, told.out, told.err

    return command


def test_a_days_end_is_said_agreed_to_run_and_told(
    run: Run, workplace: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = workplace.today
    code, out, _ = run("--check", "--json")
    plan = json.loads(out)["plan"]
    assert (code, plan["days"], plan["until"], plan["last"]) == (0, 1, today, "")
    code, _, err = run()
    assert (code, "give --yes" in err) == (USAGE, True)
    asked: list[str] = []
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)

    def no(question: str) -> str:
        asked.append(question)
        return "n"

    monkeypatch.setattr("builtins.input", no)
    code, out, err = run("--lang", "zh")
    assert (code, out) == (1, "")
    assert "将运行 1 天" in err
    assert "没有运行。" in err
    assert asked == ["现在运行吗？ [y/N] "]
    code, out, err = run("--yes")
    assert (code, out.startswith(f"{today}: finished; ")) == (0, True)
    assert "To be run: 1 day" in err
    code, out, _ = run("--yes")
    assert (code, "Nothing is left to be run" in out) == (0, True)


def test_days_that_were_missed_are_told_one_by_one(run: Run, workplace: Workplace) -> None:
    assert run("--yes")[0] == 0
    workplace.walk(3)
    code, out, _ = run("--yes", "--json")
    days = json.loads(out)["days"]
    assert (code, len(days), {day["status"] for day in days}) == (0, 3, {"finished"})
    assert days[-1]["day"] == workplace.today


def test_a_wrong_day_is_refused_with_the_last_one_and_the_way_on(run: Run, workplace: Workplace) -> None:
    first = workplace.today
    assert run("--yes")[0] == 0
    for wrong, words in (("2019/1/5", first), ("2999-01-01", "not over yet")):
        code, out, err = run("--yes", "--day", wrong)
        assert (code, out) == (1, "")
        assert words in err
    code, _, err = run("--yes", "--day", "soon")
    assert (code, "no day such as" in err) == (USAGE, True)
    workplace.walk(40)
    code, _, err = run("--yes", "--day", workplace.today)
    assert (code, first in err, "39 days" in err) == (1, True, True)
    following = (date.fromisoformat(first) + timedelta(days=1)).isoformat()
    assert following in err
    assert run("--yes", "--day", following)[0] == 0
    assert day_end.DESCRIPTION.startswith("Runs the ends")
