"""Photographs and PDF files for tests, made in memory."""

from __future__ import annotations

import io

from PIL import Image

from loc_desktop.ui.papers.pdf_file import Lettering, write
from loc_desktop.ui.papers.typefaces import of_this_computer

WHERE = b"GPS-117.0249E-25.0921N"
"""What a camera writes beside the picture; also a name of its maker."""


def photograph(width: int = 3000, height: int = 2000, orientation: int = 6) -> bytes:
    """A JPEG with noise, a red left edge, a comment, EXIF with an orientation and a place."""
    picture = Image.effect_noise((width // 4, height // 4), 90).resize((width, height)).convert("RGB")
    picture.paste((255, 0, 0), (0, 0, width // 10, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = WHERE.decode()
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=92, exif=exif, comment=WHERE)
    return out.getvalue()


def pdf(*pages: str) -> bytes:
    marks = [(Lettering(35, 50, 12, page),) for page in pages]
    return write(marks, of_this_computer(), title="test", made="20261128000000", language="en")
