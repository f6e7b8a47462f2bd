"""The frame of the commands: lazy, quiet about what is not there, and plain about errors."""

from __future__ import annotations

import os
import subprocess
import sys
import types
from pathlib import Path
from typing import Any

import pytest

import loc_desktop.cli as frame
from loc_desktop import paths
from loc_desktop.app import log
from loc_desktop.cli.workplace import logged
from loc_desktop.errors import KnownError, Money


def command(run: Any) -> types.ModuleType:
    module = types.ModuleType("loc_desktop.cli.fake")
    module.add_arguments = lambda parser: parser.add_argument("--number", type=int, default=0)  # type: ignore[attr-defined]
    module.run = run  # type: ignore[attr-defined]
    return module


@pytest.fixture
def with_command(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Puts a command ``fake`` that runs the given function, and a group ``bench fake``, into the table."""

    def put(run: Any) -> None:
        module = command(run)
        module.__spec__ = types.SimpleNamespace()  # type: ignore[assignment]
        monkeypatch.setitem(sys.modules, "loc_desktop.cli.fake", module)
        row = frame.Command("loc_desktop.cli.fake", "a command for this test")
        gone = frame.Command("loc_desktop.cli.not_there", "a command without a module")
        monkeypatch.setattr(
            frame, "COMMANDS", {"fake": row, "gone": gone, "bench": {"fake": row, "gone": gone}}
        )

    return put


def test_a_command_gets_its_arguments_and_its_code_is_the_exit_code(with_command: Any) -> None:
    with_command(lambda args: args.number + 1)
    assert frame.main(["fake", "--number", "41"]) == 42
    assert frame.main(["bench", "fake", "--number", "1"]) == 2


def test_a_command_without_a_module_is_not_listed(
    with_command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    with_command(lambda _: 0)
    with pytest.raises(SystemExit) as left:
        frame.main(["--help"])
    assert left.value.code == 0
    shown = capsys.readouterr().out
    assert "a command for this test" in shown
    assert "gone" not in shown
    with pytest.raises(SystemExit) as left:
        frame.main(["gone"])
    assert left.value.code == 2


def test_every_registered_command_that_is_there_has_the_two_functions() -> None:
    rows: list[frame.Command] = []
    for row in frame.COMMANDS.values():
        rows += [row] if isinstance(row, frame.Command) else row.values()
    present = [row.module for row in rows if frame._exists(row.module)]
    assert "loc_desktop.cli.evaluate" in present
    for name in present:
        source = Path(*name.split(".")).with_suffix(".py")
        text = (Path(frame.__file__).parents[2] / source).read_text(encoding="utf-8")
        assert "def add_arguments(parser: argparse.ArgumentParser) -> None:" in text, name
        assert "def run(args: argparse.Namespace) -> int:" in text, name


def test_a_known_error_is_its_sentences_and_exit_1(
    with_command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(args: Any) -> int:
        raise KnownError("ledger.closed", money=Money.UNKNOWN)

    with_command(run)
    assert frame.main(["fake"]) == 1
    said = capsys.readouterr().err
    wanted = "The ledger was closed. It is not yet known whether the money has moved. Open it again."
    assert said == f"loc-desktop: {wanted}\n"


def test_a_bug_is_called_one_in_one_line_and_exit_70(
    with_command: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(args: Any) -> int:
        raise ZeroDivisionError("division by zero")

    with_command(run)
    assert frame.main(["fake"]) == 70
    said = capsys.readouterr().err
    assert "this is a bug in the program: ZeroDivisionError: division by zero" in said
    assert said.count("\n") == 1
    for arguments in (["--debug", "fake"], ["fake", "--debug"]):
        with pytest.raises(ZeroDivisionError):
            frame.main(arguments)


def test_a_bug_after_the_data_folder_was_opened_is_in_its_log(
    with_command: Any, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def run(args: Any) -> int:
        assert logged() == home
        raise ZeroDivisionError("刘建国")

    with_command(run)
    assert frame.main(["fake"]) == 70
    text = (log.folder_of(home) / "loc-desktop.log").read_text("utf-8")
    assert "command: ZeroDivisionError at test_frame.py:" in text
    assert "刘建国" not in text
    assert capsys.readouterr().err.count("\n") == 1


def test_a_command_on_a_folder_that_is_not_there_makes_none(tmp_path: Path) -> None:
    assert logged(tmp_path / "none") == tmp_path / "none"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [["data", "list"], ["identity", "export", "--identity", "x", "file"]])
def test_commands_that_open_the_data_folder_log_in_it(command: list[str], home: Path) -> None:
    run = [sys.executable, "-m", "loc_desktop.cli", *command]
    subprocess.run(run, capture_output=True, check=False, stdin=subprocess.DEVNULL)
    assert (log.folder_of(home) / "loc-desktop.log").is_file()


def test_interrupting_exits_130(with_command: Any, capsys: pytest.CaptureFixture[str]) -> None:
    def run(args: Any) -> int:
        raise KeyboardInterrupt

    with_command(run)
    assert frame.main(["fake"]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_home_may_stand_before_or_after_the_command(
    with_command: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[Path] = []

    def run(args: Any) -> int:
        seen.append(paths.data_dir())
        return 0

    with_command(run)
    for number, arguments in enumerate(
        (["--home", "{}", "fake"], ["fake", "--home", "{}"], ["bench", "fake", "--home", "{}"])
    ):
        monkeypatch.delenv("LOC_HOME", raising=False)
        folder = tmp_path / f"home {number}"
        assert frame.main([part.format(folder) for part in arguments]) == 0
        assert seen[-1] == folder
        if os.name == "posix":
            assert folder.stat().st_mode & 0o777 == 0o700


def test_the_data_folder_is_the_systems_own_without_loc_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LOC_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert paths.data_dir().name == "loc-desktop"
    assert paths.data_dir().is_relative_to(tmp_path)
    monkeypatch.setenv("LOC_HOME", str(tmp_path / "own"))
    assert paths.data_dir() == tmp_path / "own"


@pytest.mark.parametrize(
    ("arguments", "asked"),
    [
        ([], ""),
        (["gui"], ""),
        (["gui", "--home", "x"], ""),
        (["--lang", "en"], "en"),
        (["gui", "--lang=zh"], "zh"),
    ],
)
def test_no_command_or_gui_opens_the_window(
    arguments: list[str], asked: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[list[str], str]] = []

    def window(argv: list[str], language: str) -> int:
        opened.append((argv, language))
        return 0

    module = types.ModuleType("loc_desktop.ui.shell.app")
    module.__spec__ = types.SimpleNamespace()  # type: ignore[assignment]
    module.main = window  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "loc_desktop.ui.shell.app", module)
    monkeypatch.setenv("LOC_HOME", str(tmp_path))
    assert frame.main(arguments) == 0
    assert opened == [([], asked)]


def test_a_short_command_does_not_load_the_window_or_the_other_commands() -> None:
    code = """
import sys
from loc_desktop.cli import main
try:
    main(["evaluate", "--help"])
except SystemExit:
    pass
heavy = {"PySide6", "sqlalchemy", "grpc", "keyring", "hfc", "joserfc"} & set(sys.modules)
rooms = ("loc_desktop.ui", "loc_desktop.desk", "loc_desktop.cli.bench")
heavy |= {name for name in sys.modules if name.startswith(rooms)}
sys.exit(str(heavy) if heavy else 0)
"""
    completed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert completed.returncode == 0, completed.stderr


def test_a_reader_that_has_gone_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    path.write_text("x\n" * 50_000)
    line = [sys.executable, "-m", "loc_desktop.cli", "evaluate", "--batch", str(path), "--json"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert b'"code": 3' in process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141
