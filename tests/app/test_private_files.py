"""Every file of a data folder is its owner's alone: new ones, and those of an older version."""

from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from loc_desktop.app.data_folder import DataFolder
from loc_desktop.desk.workplace import Workplace

pytestmark = pytest.mark.skipif(os.name != "posix", reason="modes are POSIX's")


@pytest.fixture
def open_umask() -> Iterator[None]:
    """A session in which new files are everybody's to read and write."""
    before = os.umask(0)
    yield
    os.umask(before)


def _shared(home: Path) -> dict[str, str]:
    """What others may touch in a folder: name and mode."""
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in (home, *home.rglob("*"))}
    return {str(path.relative_to(home.parent)): oct(mode) for path, mode in modes.items() if mode & 0o077}


def test_whatever_a_workplace_writes_is_private(open_umask: None, empty: Workplace) -> None:
    from loc_desktop.app import log

    log.set_up(empty.home)
    empty.try_here()
    empty.catch_up()
    for role in ("C", "B", "CAD", "FD", "R"):
        empty.desk_of(role).waiting()
    empty.desk_of("B").branch.run_day()
    identity = empty.desk_of("C").carrier.identity
    empty.connections.outbox_add(identity, "register", [identity.member_record()], "")
    log.failed("a test", ValueError())
    names = {path.name for path in empty.home.rglob("*")}
    kinds = ("ledger.sqlite", "ledger.sqlite-wal", "outbox.sqlite", "outbox.sqlite-wal", "settings.json")
    assert names >= {*kinds, "settings.json.lock", "reference.key", "loc-desktop.log", "crash.log"}
    assert any(name.startswith("index-") and name.endswith("-wal") for name in names)
    assert any(name.startswith("office-") for name in names)
    assert any(name.startswith("books-") for name in names)
    assert _shared(empty.home) == {}
    log.close()


def test_the_files_of_the_demonstration_are_private(open_umask: None, tmp_path: Path) -> None:
    command = [
        sys.executable, "-m", "loc_desktop.cli", "demo", "--headless", "--json",
        "--limit", "2", "--days", "2", "--home", str(tmp_path / "home"),
    ]  # fmt: skip
    completed = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert completed.returncode == 0, completed.stderr
    told = json.loads(completed.stdout)
    folder = Path(told["ledger"]).parent
    assert (folder / "ledger.sqlite").is_file()
    assert _shared(folder) == {}


def test_files_that_are_there_become_private_and_others_folders_stay(tmp_path: Path) -> None:
    home = tmp_path / "home"
    for folder in (home, home / "identities", home / "network"):
        folder.mkdir(mode=0o755)
    for name in ("outbox.sqlite", "index-1.sqlite-wal", "identities/a.json"):
        (home / name).write_text("{}", encoding="utf-8")
        (home / name).chmod(0o644)
    program = home / "network" / "peer"
    program.touch(mode=0o755)
    DataFolder(home)
    assert _shared(home) == {"home/network": "0o755", "home/network/peer": "0o755"}
