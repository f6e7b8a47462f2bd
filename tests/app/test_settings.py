"""Settings: several processes, damaged files, folders that cannot be written."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from loc_desktop.app.file_register import FileRegister
from loc_desktop.app.settings import Settings
from loc_desktop.data_file import FilesError
from tests.support.full_disk import largest_file

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


@pytest.mark.parametrize(
    "content",
    [b"{", b"\xff\xfe", b"[1]", b"[" * 100_000, b"{}", b'{"version": 0, "content": {}}',
     b'{"version": 1, "content": []}', b'{"version": "2", "content": {}}'],
)  # fmt: skip
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


USES: dict[str, list[Callable[[Settings], object]]] = {
    "settings.json": [lambda settings: settings.all(), lambda settings: settings.set("a", "b")],
    "ledgers.json": [lambda settings: settings.ledgers(), lambda settings: settings.add_ledger("a", {})],
    "joining.json": [lambda settings: settings.joining(), lambda settings: settings.set_joining("a", {})],
    "cache.json": [lambda settings: settings.cached("a"), lambda settings: settings.cache("a", "b")],
}


@pytest.mark.parametrize("name", USES)
def test_a_newer_versions_file_is_refused_by_name_and_left(tmp_path: Path, name: str) -> None:
    content = b'{"version": 2, "content": {"a": "b"}}'
    FileRegister(tmp_path).begin()
    (tmp_path / name).write_bytes(content)
    for use in USES[name]:
        with pytest.raises(FilesError) as told:
            use(Settings(tmp_path))
        assert (told.value.code, told.value.params["file"]) == ("files.newer", name)
    assert (tmp_path / name).read_bytes() == content
    assert Settings(tmp_path).damaged() == ()


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")
@pytest.mark.parametrize("name", ["settings.json", "ledgers.json", "joining.json"])
def test_a_full_disk_is_a_known_error(tmp_path: Path, name: str) -> None:
    FileRegister(tmp_path).begin()
    settings = Settings(tmp_path)
    with largest_file(0), pytest.raises(FilesError) as told:
        USES[name][1](settings)
    assert (told.value.code, told.value.params["file"]) == ("files.disk", name)
    assert not (tmp_path / name).exists()
    USES[name][1](settings)


def test_what_can_be_worked_out_again_is_never_worth_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(tmp_path / "file" / "home")
    settings.cache("x", "1")
    assert settings.cached("x") == ""
    assert settings.all() == {}
