"""Text is read and written as UTF-8 whatever the locale is: in a Chinese one of before UTF-8 (GB 18030, GBK),
and in the plainest, where Python would take ASCII."""

from __future__ import annotations

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = (ROOT / "loc_desktop", ROOT / "network" / "loc_network")


def _names_no_encoding(call: ast.Call) -> bool:
    """Whether a call reads or writes text, or starts a program that does, and names no encoding."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    named = {keyword.arg: keyword.value for keyword in call.keywords}
    if "encoding" in named or None in named:
        return False
    if name in ("read_text", "write_text"):
        return len(call.args) < (1 if name == "read_text" else 2)
    if name in ("run", "Popen", "check_output"):
        return "text" in named or "universal_newlines" in named
    if name == "open" and isinstance(call.func, ast.Name):
        mode = call.args[1] if len(call.args) > 1 else named.get("mode")
        return mode is None or (isinstance(mode, ast.Constant) and "b" not in str(mode.value))
    return name == "TextIOWrapper" and len(call.args) < 2


def test_whatever_reads_or_writes_text_names_its_encoding() -> None:
    places = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for folder in SOURCES
        for file in sorted(folder.rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.Call) and _names_no_encoding(node)
    ]
    assert places == []


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("path.read_text()", True),
        ("path.read_text('utf-8')", False),
        ("path.write_text(x)", True),
        ("path.write_text(x, encoding='utf-8')", False),
        ("open(name)", True),
        ("open(name, 'rb')", False),
        ("open(name, 'a', encoding='utf-8')", False),
        ("subprocess.run(x, text=True)", True),
        ("subprocess.run(x, capture_output=True)", False),
    ],
)
def test_a_call_without_an_encoding_is_found(line: str, wrong: bool) -> None:
    (call,) = (node for node in ast.walk(ast.parse(line)) if isinstance(node, ast.Call))
    assert _names_no_encoding(call) is wrong


@pytest.fixture(params=["gb18030", "ascii"])
def locale(request: pytest.FixtureRequest, tmp_path: Path) -> dict[str, str]:
    """The environment of a process whose locale is not UTF-8. The Chinese one is made for the test."""
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    plain |= {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    if request.param == "ascii":
        return {**plain, "LC_ALL": "C"}
    tool = shutil.which("localedef")
    made = tmp_path / "locale"
    made.mkdir()
    command = [tool or "localedef", "-i", "zh_CN", "-f", "GB18030", str(made / "zh_CN.GB18030")]
    if tool is None or subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("no localedef with the locale zh_CN")
    return {**plain, "LOCPATH": str(made), "LC_ALL": "zh_CN.GB18030", "PYTHONIOENCODING": "gbk"}


def _run(locale: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[bytes]:
    """The program in that locale; a call that takes the locale's encoding is an error."""
    python = [sys.executable, "-X", "warn_default_encoding", "-W", "error::EncodingWarning:loc_desktop"]
    return subprocess.run(
        [*python, "-m", "loc_desktop.cli", *arguments], env=locale, capture_output=True, check=False
    )


def _text(locale: dict[str, str], output: bytes) -> str:
    return output.decode(locale.get("PYTHONIOENCODING", "ascii"))


def test_the_story_is_told_in_another_locale(locale: dict[str, str], tmp_path: Path) -> None:
    home = tmp_path / "县支行"
    completed = _run(
        locale, "demo", "--headless", "--json", "--limit", "2", "--days", "2", "--home", str(home)
    )
    assert completed.returncode == 0, completed.stderr
    assert json.loads(_text(locale, completed.stdout))["good"]


def test_a_list_of_applicants_is_checked_in_another_locale(locale: dict[str, str], tmp_path: Path) -> None:
    file = tmp_path / "名单.csv"
    header = "姓名,身份证号,金额（元）,期限（月）,用途,年收入（元）,资产（元）,负债（元）,村组,电话,住址"
    row = "蒋明民,350824198303140010,20000,24,种植茶叶,18000,9000,3000,古田镇一组,10070631599,武平县古田镇"
    file.write_text(f"{header}\n{row}\n", encoding="utf-8")
    completed = _run(locale, "import", str(file), "--check", "--json")
    assert completed.returncode == 0, completed.stderr
    told = json.loads(_text(locale, completed.stdout))
    assert [(row["name"], row["problems"]) for row in told["rows"]] == [("蒋明民", [])]
