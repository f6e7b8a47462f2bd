"""Photographs and PDF files for tests, made in memory."""

from __future__ import annotations

import io

from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

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
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages:
        canvas.drawString(100, 700, page)
        canvas.showPage()
    canvas.save()
    return out.getvalue()
