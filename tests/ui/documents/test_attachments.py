"""Documents: a file that cannot be taken is a sentence, before it is read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loc_desktop.errors import KnownError
from loc_desktop.ui.documents.attachments import read_attachment
from tests.ui.documents.photographs import photograph


def why(file: Path) -> KnownError:
    with pytest.raises(KnownError) as raised:
        read_attachment(file)
    return raised.value


def test_a_document_is_read(tmp_path: Path) -> None:
    (tmp_path / "证明.pdf").write_bytes(b"x" * 10)
    attachment = read_attachment(tmp_path / "证明.pdf")
    assert (attachment.name, attachment.media_type, attachment.content) == (
        "证明.pdf",
        "application/pdf",
        b"x" * 10,
    )


def test_a_photograph_is_taken_as_a_small_jpeg_and_what_is_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "户口本.PNG").write_bytes(photograph())
    attachment = read_attachment(tmp_path / "户口本.PNG")
    assert (attachment.name, attachment.media_type) == ("户口本.jpg", "image/jpeg")
    assert len(attachment.content) < 200 * 1024
    for name in ("a.jpg", "IMG_1.heic"):
        (tmp_path / name).write_bytes(b"x" * 10)
        assert why(tmp_path / name).code == "file.no_picture"


def test_a_large_document_is_refused_by_its_size_alone(tmp_path: Path) -> None:
    file = tmp_path / "scan.pdf"
    with file.open("wb") as out:
        out.truncate(58_593 * 1024 * 1024)  # a hole: it could not be read into memory
    error = why(file)
    assert error.code == "file.too_large"
    assert error.params["most"] == "700 KB"


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file in (tmp_path, tmp_path / "pipe", Path("/dev/zero"), tmp_path / "gone"):
        assert why(file).code == "file.unreadable"


def test_a_name_that_is_no_text_is_refused_in_text(tmp_path: Path) -> None:
    file = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.jpg"))
    file.write_bytes(b"x")
    error = why(file)
    assert error.code == "file.unreadable"
    assert str(error).encode()
