"""Small private files: whole or not at all, their owner's alone, one writer at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from loc_desktop.identity.files import locked, write_private
from tests.support.full_disk import largest_file


def test_a_file_is_replaced_and_is_its_owners_alone(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"before")
    file.chmod(0o644)
    write_private(file, b"after")
    assert file.read_bytes() == b"after"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    write_private(file, b"")
    assert file.read_bytes() == b""
    assert list(tmp_path.iterdir()) == [file]


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_beside(tmp_path: Path) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    file = folder / "file"
    file.write_bytes(b"before")
    with largest_file(1024), pytest.raises(OSError, match="too large"):
        write_private(file, b"x" * 4096)
    assert file.read_bytes() == b"before"
    assert list(folder.iterdir()) == [file]
    for nowhere in (folder / "no" / "file", folder):
        with pytest.raises(OSError, match=r".+"):
            write_private(nowhere, b"x")
    assert list(folder.iterdir()) == [file]


def test_a_link_is_replaced_and_what_it_pointed_at_stays(tmp_path: Path) -> None:
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"theirs")
    link.symlink_to(target)
    write_private(link, b"ours")
    assert (target.read_bytes(), link.read_bytes(), link.is_symlink()) == (b"theirs", b"ours", False)


def test_one_at_a_time_reads_and_writes_again(tmp_path: Path) -> None:
    file = tmp_path / "count"
    file.write_text("0")

    def count() -> None:
        for _ in range(20):
            with locked(file):
                write_private(file, str(int(file.read_text()) + 1).encode())

    threads = [threading.Thread(target=count) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert file.read_text() == "80"


HOLD = """
import sys
from pathlib import Path
from loc_desktop.identity.files import locked
with locked(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(os.name != "posix", reason="kills")
def test_a_process_that_dies_lets_go(tmp_path: Path) -> None:
    file = tmp_path / "file"
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        holder.kill()
    with locked(file):
        write_private(file, b"mine")
    assert file.read_bytes() == b"mine"
    assert stat.S_IMODE((tmp_path / "file.lock").stat().st_mode) == 0o600
