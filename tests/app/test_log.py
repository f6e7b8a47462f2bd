"""The log: what failed and where, never what was said about whom."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from loc_desktop.app import log
from loc_desktop.errors import KnownError


def fail(name: str) -> None:
    raise ValueError(f"no such person: {name}")


def test_the_log_has_the_place_of_a_bug_and_no_personal_data(tmp_path: Path) -> None:
    log.set_up(tmp_path)
    try:
        fail("刘建国")
    except ValueError as error:
        log.failed("work of a view", error)
    log.failed("state of the ledger", KnownError("ledger.away", params={"name": "刘建国"}))
    file = log.folder_of(tmp_path) / "loc-desktop.log"
    text = file.read_text("utf-8")
    assert "ValueError at test_log.py:" in text
    assert " fail" in text
    assert "state of the ledger: ledger.away" in text
    assert "刘建国" not in text
    assert file.stat().st_mode & 0o077 == 0


def test_the_log_is_bounded(tmp_path: Path) -> None:
    log.set_up(tmp_path)
    for _ in range(40_000):
        log.failed("work", KnownError("x" * 60))
    sizes = [file.stat().st_size for file in log.folder_of(tmp_path).glob("loc-desktop.log*")]
    assert 1 < len(sizes) <= 5
    assert max(sizes) <= 512 * 1024


def test_a_folder_that_cannot_be_written_has_no_log(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    log.set_up(tmp_path / "file")


def test_a_process_that_crashes_says_where(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from loc_desktop.app import log\n"
        "def crash():\n    os.abort()\n"
        "log.set_up(Path(sys.argv[1])); crash()"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    process = subprocess.run(command, capture_output=True, check=False, cwd=tmp_path)
    assert process.returncode != 0
    said = (log.folder_of(tmp_path) / "crash.log").read_text("utf-8")
    assert "Fatal Python error: Aborted" in said
    assert "in crash" in said


def test_a_log_that_was_never_set_up_says_nothing() -> None:
    code = "from loc_desktop.app import log; log.failed('work', ValueError('x'))"
    process = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert (process.stdout, process.stderr) == (b"", b"")
