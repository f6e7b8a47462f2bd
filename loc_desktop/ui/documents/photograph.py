"""A photograph made to fit into a dossier: smaller, upright, with nothing but its picture. In memory only."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QImageWriter, QPainter

from loc_desktop.errors import KnownError

PHOTOGRAPH_MOST = 64 * 1024 * 1024
"""Bytes of a photograph's file that are read."""
FITS = 160 * 1024
"""Bytes of a photograph in a dossier: four of them are below the bound of all documents."""
KINDS = frozenset({"jpeg", "png", "bmp", "tiff", "webp", "gif"})
_MOST_PIXELS = 120_000_000
_TRIES = ((2000, 80), (1800, 70), (1600, 60), (1300, 55), (1000, 45), (700, 40))
"""Pixels of the longer side and quality, until it fits."""


def shrunk(name: str, content: bytes) -> bytes:
    """The photograph as JPEG of at most :data:`FITS` bytes, turned as its camera says. Where it was taken,
    with what and when, and a picture inside the picture, are not in it.

    Raises KnownError ``file.no_picture``.
    """
    picture = _read(name, content)
    small = b""
    for side, quality in _TRIES:
        scaled = picture
        if max(picture.width(), picture.height()) > side:
            scaled = picture.scaled(
                QSize(side, side),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
        small = _jpeg(scaled, quality)
        if len(small) <= FITS:
            break
    return small


def _read(name: str, content: bytes) -> QImage:
    """The picture upright, on white, without anything beside it."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    if bytes(reader.format().data()).decode() not in KINDS or (size := reader.size()).isEmpty():
        raise _no_picture(name)
    if size.width() * size.height() > _MOST_PIXELS:
        raise _no_picture(name)
    largest = _TRIES[0][0] * 2  # twice as large as needed is decoded: scaling down from it is smooth
    if max(size.width(), size.height()) > largest:
        reader.setScaledSize(size.scaled(QSize(largest, largest), Qt.AspectRatioMode.KeepAspectRatio))
    picture = reader.read()
    if picture.isNull():
        raise _no_picture(name)
    plain = QImage(picture.size(), QImage.Format.Format_RGB32)
    plain.fill(Qt.GlobalColor.white)
    painter = QPainter(plain)
    painter.drawImage(plain.rect(), picture)
    painter.end()
    return plain


def _jpeg(picture: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"jpeg"))
    writer.setQuality(quality)
    writer.write(picture)
    return bytes(buffer.data().data())


def _no_picture(name: str) -> KnownError:
    return KnownError(
        "file.no_picture",
        params={"file": name},
    )
