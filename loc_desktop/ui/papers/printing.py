"""A paper's PDF as pictures, and those on a printer: what is looked at is what is printed."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QMarginsF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from loc_desktop.texts.errors import desk_error

DPI: Final = 300
"""Dots an inch that a printer is given."""
_PDFIUM: Final = threading.Lock()
"""PDFium does one thing at a time."""


def pictures_of(content: bytes, dpi: float) -> tuple[QImage, ...]:
    """The pages of a PDF that this program made. On a worker thread."""
    import pypdfium2

    with _PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            images = []
            for page in document:
                bitmap = page.render(scale=dpi / 72)
                kind = QImage.Format.Format_BGR888
                image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, kind)
                images.append(image.copy())
            return tuple(images)
        finally:
            document.close()


def printer_names() -> list[str]:
    """The printers of this computer, the usual one first."""
    usual = QPrinterInfo.defaultPrinterName()
    names = QPrinterInfo.availablePrinterNames()
    return sorted(names, key=lambda name: (name != usual, name))


def printer_for(name: str, copies: int) -> QPrinter:
    """A printer set for papers: A4 upright, whole sheet."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPrinterName(name)
    dress(printer)
    printer.setCopyCount(copies)
    return printer


def dress(printer: QPrinter) -> None:
    """A4 upright to the paper's edge, in the resolution of :data:`DPI`."""
    printer.setResolution(DPI)
    printer.setFullPage(True)
    upright = QPageLayout(
        QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
    )
    printer.setPageLayout(upright)


def print_pages(pages: Sequence[QImage], printer: QPrinter, title: str) -> None:
    """Raises KnownError ``paper.not_printed``."""
    printer.setDocName(title)
    painter = QPainter()
    if not painter.begin(printer):
        raise desk_error("paper.not_printed", printer=printer.printerName() or "–")
    try:
        for number, image in enumerate(pages):
            if number and not printer.newPage():
                raise desk_error("paper.not_printed", printer=printer.printerName() or "–")
            painter.drawImage(painter.viewport(), image)
    finally:
        painter.end()
