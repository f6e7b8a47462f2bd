"""Files of the data folder that cannot be written: a known error, whichever step fails."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from loc_desktop.app.data_folder import REFERENCE_FILE, DataFolder
from loc_desktop.app.file_register import FileRegister
from loc_desktop.data_file import FilesError
from tests.support.full_disk import largest_file

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX's")


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(FilesError) as told:
        FileRegister(tmp_path / "file" / "home").begin()
    assert told.value.code == "files.disk"


def test_a_lock_that_cannot_be_taken_is_said(tmp_path: Path) -> None:
    (tmp_path / "files.json.lock").mkdir()
    with pytest.raises(FilesError) as told:
        FileRegister(tmp_path).enter("books.sqlite", 1)
    assert (told.value.code, told.value.params["file"]) == ("files.disk", "files.json")
    assert not (tmp_path / "files.json").exists()


def test_what_fails_while_the_lock_is_held_is_not_called_a_full_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="something else"), FileRegister(tmp_path).alone():
        raise OSError("something else")


def test_the_key_of_ids_is_not_half_made_on_a_full_disk(tmp_path: Path) -> None:
    folder = DataFolder(tmp_path)
    with largest_file(0), pytest.raises(FilesError) as told:
        folder.reference("an id")
    assert (told.value.code, told.value.params["file"]) == ("files.disk", REFERENCE_FILE)
    assert not (tmp_path / REFERENCE_FILE).exists()
    assert len(folder.reference("an id")) == 32
