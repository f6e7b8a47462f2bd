"""A page of a foreign document made into pixels, in a process of its own with bounded memory and time.

What is looked at comes from whoever applies: a file of a kilobyte may ask for gigabytes, or never end. Run as
``python -m loc_desktop.ui.documents.page_renderer NUMBER ZOOM``: the document on stdin; on stdout a line of
JSON ``[width, height, bytes a line, format, pages]`` and the pixels; nothing where it cannot be shown.
"""

from __future__ import annotations

import contextlib
import json
import subprocess
import sys
from dataclasses import dataclass
from typing import Final

if sys.platform != "win32":
    import resource

WIDTH: Final = 720
"""Pixels of a page's width at 100 %."""
HIGHEST: Final = 12_000
KINDS: Final = ("jpeg", "png", "gif", "bmp", "webp", "tiff")
"""The pictures that are drawn, by their content: others could name files, or draw without end."""
MEMORY: Final = 1 << 30
"""Bytes that a page may need."""
SECONDS: Final = 15


@dataclass(frozen=True, slots=True)
class Pixels:
    """Rows of ``line`` bytes, three bytes a pixel: ``format`` is RGB or BGR."""

    width: int
    height: int
    line: int
    format: str
    pages: int
    data: bytes


def rendered(content: bytes, number: int, zoom: int) -> Pixels | None:
    """Page ``number`` (from 0) of a document, ``zoom`` percent large; None where it cannot be shown, or not
    within :data:`MEMORY` and :data:`SECONDS`."""
    # Isolated: nothing of the folder in which the window was started is taken for a library.
    command = [sys.executable, "-I", "-m", __name__, str(number), str(zoom)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=SECONDS, check=False)
    except (subprocess.TimeoutExpired, OSError):
        return None
    head, _, data = done.stdout.partition(b"\n")
    if done.returncode:
        return None
    try:
        width, height, line, form, pages = json.loads(head)
    except (ValueError, TypeError, RecursionError):
        return None
    pixels = Pixels(width, height, line, form, pages, data)
    return pixels if _whole(pixels) else None


def _whole(pixels: Pixels) -> bool:
    """Whether there are as many pixels as it says: a document may have taken the renderer over."""
    numbers = (pixels.width, pixels.height, pixels.line, pixels.pages)
    return (
        all(type(number) is int and number > 0 for number in numbers)
        and pixels.format in ("RGB", "BGR")
        and 3 * pixels.width <= pixels.line
        and pixels.height <= HIGHEST + 1
        and len(pixels.data) == pixels.line * pixels.height
    )


def _bound() -> None:
    if sys.platform == "win32":
        return  # no such bounds there: the time-out alone
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _picture(content: bytes, zoom: int) -> Pixels | None:
    from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
    from PySide6.QtGui import QImage, QImageReader

    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode() not in KINDS or (size := reader.size()).isEmpty():
        return None
    target = QSize(WIDTH * zoom // 100, HIGHEST)
    reader.setScaledSize(size.scaled(target, Qt.AspectRatioMode.KeepAspectRatio))
    image = reader.read()
    if image.isNull():
        return None
    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels = bytes(plain.constBits())
    return Pixels(plain.width(), plain.height(), plain.bytesPerLine(), "RGB", 1, pixels)


def _pdf_page(content: bytes, number: int, zoom: int) -> Pixels | None:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        page = document[number]
        scale = min(WIDTH * zoom / 100 / page.get_width(), HIGHEST / page.get_height())
        bitmap = page.render(scale=scale)
    except (pypdfium2.PdfiumError, ZeroDivisionError, IndexError):
        return None
    pixels = bytes(bitmap.buffer)
    return Pixels(bitmap.width, bitmap.height, bitmap.stride, "BGR", len(document), pixels)


def main(number: int, zoom: int) -> None:
    """The document of stdin as pixels on stdout."""
    content = sys.stdin.buffer.read()
    _bound()
    pixels = None
    with contextlib.suppress(MemoryError):
        pixels = _pdf_page(content, number, zoom) if content.startswith(b"%PDF") else _picture(content, zoom)
    if pixels is not None:
        head = [pixels.width, pixels.height, pixels.line, pixels.format, pixels.pages]
        sys.stdout.buffer.write(json.dumps(head).encode() + b"\n")
        sys.stdout.buffer.write(pixels.data)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
