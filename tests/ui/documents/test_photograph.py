"""A photograph fits, stands upright and says nothing but its picture."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from loc_desktop.errors import KnownError
from loc_desktop.ui.documents.photograph import FITS, shrunk
from tests.ui.documents.photographs import WHERE, photograph


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photograph_is_made_small_upright_and_loses_what_its_camera_wrote(orientation: int) -> None:
    taken = photograph(orientation=orientation)
    assert WHERE in taken
    assert len(taken) > 1024 * 1024
    small = shrunk("身份证.jpg", taken)
    assert len(small) <= FITS
    assert WHERE not in small
    picture = Image.open(io.BytesIO(small))
    assert not dict(picture.getexif())
    assert "comment" not in picture.info
    wide = orientation in (1, 3)
    assert (picture.width > picture.height) is wide
    edge = {1: (2, 50), 3: (97, 50), 6: (50, 2), 8: (50, 97)}[orientation]
    red, green, blue = picture.convert("RGB").getpixel(  # type: ignore[misc]
        (picture.width * edge[0] // 100, picture.height * edge[1] // 100)
    )
    assert red > 180 > 90 > max(green, blue)


def test_a_small_picture_is_written_anew_too_and_what_is_transparent_becomes_white() -> None:
    out = io.BytesIO()
    Image.new("RGBA", (40, 20), (0, 0, 0, 0)).save(out, "PNG")
    picture = Image.open(io.BytesIO(shrunk("a.png", out.getvalue())))
    assert (picture.format, picture.size) == ("JPEG", (40, 20))
    assert min(picture.convert("L").tobytes()) > 250


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x" * 100,
        b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>",
        b"\xff\xd8\xff\xe0broken",
    ],
)
@pytest.mark.qt_log_ignore("JPEG datastream contains no image")  # the reader's own words
def test_what_is_no_photograph_is_said(content: bytes) -> None:
    with pytest.raises(KnownError) as told:
        shrunk("户口本.jpg", content)
    assert (told.value.code, told.value.params["file"]) == ("file.no_picture", "户口本.jpg")


def test_a_picture_that_claims_to_be_huge_is_not_unpacked() -> None:
    out = io.BytesIO()
    Image.new("L", (8, 8)).save(out, "PNG")
    bomb = bytearray(out.getvalue())
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises(KnownError) as told:
        shrunk("bomb.png", bytes(bomb))
    assert told.value.code == "file.no_picture"
