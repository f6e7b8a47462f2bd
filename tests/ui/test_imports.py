"""The window's start loads only what its first view needs."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from loc_desktop.desk.workplace import Workplace

HEAVY = {"cryptography", "joserfc", "keyring", "sqlalchemy", "sqlcipher3", "sqlite3", "grpc", "fontTools"}

PROGRAM = """
import sys
from loc_desktop.ui.shell.app import main
from PySide6.QtWidgets import QApplication

def loaded():
    print(*sys.modules, flush=True)
    QApplication.exit()

main([], opened=lambda window: window.usable.connect(loaded))
"""


@pytest.mark.parametrize("role", ["C", "B", "CAD", "FD", "R"])
def test_the_window_is_there_before_keys_and_files_are_opened(role: str, workplace: Workplace) -> None:
    identity = next(identity.id for identity in workplace.identities() if identity.role == role)
    workplace.set("last_identity", identity)
    environment = {**os.environ, "LOC_HOME": str(workplace.home)}
    command = [sys.executable, "-c", PROGRAM]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in result.stdout.split()}
    assert "PySide6" in loaded
    assert HEAVY & loaded == set()


def test_the_sources_of_what_is_imported_are_not_read() -> None:
    program = "import loc_desktop.ui.shell.app, linecache; print(*linecache.cache)"
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "loc_desktop" not in result.stdout
