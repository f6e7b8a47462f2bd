"""No screen: a sentence, not the end of the process by Qt."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from loc_desktop.ui.shell import screen

MAIN = "import sys; from loc_desktop.cli import main; sys.exit(main([]))"


@pytest.mark.parametrize("display", ["", ":987", "unix:987.0"])
def test_the_window_says_that_there_is_no_screen(display: str, tmp_path: Path) -> None:
    kept = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and name[:3] != "QT_"}
    environment = {
        **kept,
        "LANG": "C.UTF-8",
        "LOC_HOME": str(tmp_path),
        **({"DISPLAY": display} if display else {}),
    }
    line = [sys.executable, "-c", MAIN]
    completed = subprocess.run(line, capture_output=True, text=True, check=False, env=environment)
    assert completed.returncode == 1
    assert "There is no screen here" in completed.stderr


def test_the_screen_of_this_session_answers() -> None:
    assert screen.has_screen()


def test_a_platform_without_a_server_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert screen.has_screen()


@pytest.mark.parametrize("where", ["/proc/nowhere/x", "/dev/null/x", "/dev/null"])
def test_a_data_folder_that_cannot_be_used_is_a_known_error(where: str) -> None:
    line = [sys.executable, "-m", "loc_desktop.cli", "ledger", "info", "--home", where]
    completed = subprocess.run(line, capture_output=True, text=True, check=False)
    assert completed.returncode == 1
    assert "bug" not in completed.stderr
    assert where in completed.stderr


SPOKEN = """
import sys
from PySide6.QtCore import QTimer
from loc_desktop.ui.shell import app

def shown(window):
    print(window.languages.current)
    QTimer.singleShot(0, window.close)

app.main([], opened=shown, language=sys.argv[1])
"""


@pytest.mark.parametrize(
    ("asked", "system", "spoken"),
    [("en", "zh_CN", "en"), ("", "zh_CN", "zh"), ("", "en_GB", "en"), ("", "de_DE", "en"), ("", "C", "zh")],
)
def test_the_window_speaks_the_language_that_is_asked_for_else_the_systems(
    asked: str, system: str, spoken: str, tmp_path: Path
) -> None:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG"))}
    environment = {
        **kept,
        "LANG": f"{system}.UTF-8",
        "LOC_HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
    }
    line = [sys.executable, "-c", SPOKEN, asked]
    completed = subprocess.run(line, capture_output=True, text=True, check=False, env=environment, timeout=60)
    assert completed.stdout.split() == [spoken], completed.stderr
