"""Reading a file of bounded size, and the program's own data."""

from __future__ import annotations

import json
import os
import threading
from pathlib import Path

import pytest

from loc_desktop import resources
from loc_desktop.small_file import read_small


def test_at_most_one_byte_more_than_the_bound_is_read(tmp_path: Path) -> None:
    file = tmp_path / "file"
    for size, read in ((0, 0), (9, 9), (10, 10), (11, 11), (5000, 11)):
        file.write_bytes(b"x" * size)
        assert len(read_small(file, 10)) == read


def test_what_never_ends_is_not_opened_and_what_is_not_there_is_told(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    done: list[BaseException] = []

    def read() -> None:
        with pytest.raises(OSError, match="no file") as refused:
            read_small(pipe, 10)
        done.append(refused.value)

    reader = threading.Thread(target=read, daemon=True)
    reader.start()
    reader.join(timeout=10)
    assert done, "it waited for somebody to write"
    for path in (tmp_path, Path("/dev/zero"), tmp_path / "none"):
        with pytest.raises(OSError, match=r".+"):
            read_small(path, 10)
    link = tmp_path / "link"
    (tmp_path / "file").write_bytes(b"x")
    link.symlink_to(tmp_path / "file")
    assert read_small(link, 10) == b"x"


def test_the_programs_data_are_read_by_their_names() -> None:
    assert {flow["kind"] for flow in json.loads(resources.text("flows.json"))["flows"]} > {"loan.apply"}
    assert (resources.FOLDER / "i18n").is_dir()
    with pytest.raises(OSError, match=r"none\.json"):
        resources.text("none.json")
