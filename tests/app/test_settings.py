"""Settings: several processes, damaged files, folders that cannot be written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from loc_desktop.app.settings import Settings

WRITER = """
import sys
from pathlib import Path
from loc_desktop.app.settings import Settings
settings = Settings(Path(sys.argv[1]))
for number in range(25):
    settings.add_ledger(f"{sys.argv[2]}-{number}", {"kind": "fabric", "where": "x"})
"""


def test_two_processes_lose_nothing_of_each_other(tmp_path: Path) -> None:
    line = [sys.executable, "-c", WRITER, str(tmp_path)]
    writers = [subprocess.Popen([*line, name]) for name in ("a", "b")]
    assert [writer.wait() for writer in writers] == [0, 0]
    assert len(Settings(tmp_path).ledgers()) == 50


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[1]", b"[" * 100_000])
def test_a_damaged_file_is_kept_aside_and_named(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "settings.json").write_bytes(content)
    settings = Settings(tmp_path)
    assert settings.all() == {}
    assert [file.name for file in settings.damaged()] == ["settings.json"]
    settings.set("language", "en")
    assert settings.all() == {"language": "en"}
    (kept,) = settings.damaged()
    assert kept.name == "settings.json.damaged1"
    assert kept.read_bytes() == content


def test_a_second_damaged_file_does_not_replace_the_first(tmp_path: Path) -> None:
    settings = Settings(tmp_path)
    for content in (b"one", b"two"):
        (tmp_path / "ledgers.json").write_bytes(content)
        settings.add_ledger("x", {"kind": "embedded"})
    assert [file.read_bytes() for file in settings.damaged()] == [b"one", b"two"]


def test_files_are_the_owners_alone(tmp_path: Path) -> None:
    Settings(tmp_path).set("language", "zh")
    assert (tmp_path / "settings.json").stat().st_mode & 0o077 == 0


def test_what_can_be_worked_out_again_is_never_worth_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "home")
    settings.cache("x", "1")
    assert settings.cached("x") == ""
    assert settings.all() == {}
