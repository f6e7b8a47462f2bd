"""Documents looked at inside the window: pictures, pages of a PDF, plain text; never through a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QScrollArea, QVBoxLayout, QWidget

from loc_desktop.desk.values.application import Attachment
from loc_desktop.ui.documents.page_renderer import rendered
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import button
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain, size_text
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Surroundings

ZOOMS = (50, 75, 100, 150, 200, 300)
_MOST_TEXT = 20_000


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """A page of a document as it is shown: a picture or a text; neither where it cannot be shown."""

    image: QImage | None
    text: str
    pages: int


def page_of(document: Attachment, number: int, zoom: int) -> DocumentPage:
    """A page (from 0) of a document, ``zoom`` percent large. On a worker thread."""
    pixels = rendered(document.content, number, zoom)
    if pixels is not None:
        kind = QImage.Format.Format_RGB888 if pixels.format == "RGB" else QImage.Format.Format_BGR888
        image = QImage(pixels.data, pixels.width, pixels.height, pixels.line, kind).copy()
        return DocumentPage(image, "", pixels.pages)
    if document.media_type.startswith("text/"):
        return DocumentPage(None, document.content.decode("utf-8", "replace")[:_MOST_TEXT], 1)
    return DocumentPage(None, "", 0)


class DocumentPreview(Speaking, QDialog):
    """The documents' names left, the chosen one's page right. Page Up and Page Down turn its pages."""

    def __init__(self, surroundings: Surroundings, documents: Sequence[Attachment], parent: QWidget) -> None:
        super().__init__(parent)
        self._surroundings, self._documents = surroundings, tuple(documents)
        self._page, self.pages, self._zoom, self._shown = 0, 0, 100, -1
        sizes = theme.sizes()
        self.resize(min(1240, sizes.px(1020)), min(700, sizes.px(680)))
        layout = QVBoxLayout(self)
        middle = QHBoxLayout()
        self.names = QListWidget()
        self.names.setMaximumWidth(sizes.px(240))
        for document in self._documents:
            self.names.addItem(f"{document.name} ({size_text(len(document.content))})")
        self.sheet = QLabel()
        self.sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.sheet.setTextFormat(Qt.TextFormat.PlainText)
        self.area = QScrollArea()
        self.area.setWidget(self.sheet)
        self.area.setWidgetResizable(True)
        middle.addWidget(self.names)
        middle.addWidget(self.area, 1)
        layout.addLayout(middle, 1)
        self.before, self.after, self.smaller, self.larger, self.close_button = (button() for _ in range(5))
        self.where = plain()
        layout.addLayout(
            row(self.before, self.where, self.after, None, self.smaller, self.larger, self.close_button)
        )
        self.names.currentRowChanged.connect(lambda _row: self._turn(-self._page))
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.smaller.clicked.connect(lambda: self._resize(-1))
        self.larger.clicked.connect(lambda: self._resize(1))
        self.close_button.clicked.connect(self.reject)
        for keys, action in (
            (QKeySequence.StandardKey.MoveToNextPage, lambda: self._turn(1)),
            (QKeySequence.StandardKey.MoveToPreviousPage, lambda: self._turn(-1)),
            (QKeySequence.StandardKey.ZoomIn, lambda: self._resize(1)),
            (QKeySequence.StandardKey.ZoomOut, lambda: self._resize(-1)),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(action)
        self.say(self.setWindowTitle, lambda: self.tr("Documents"))
        self.say(self.names.setAccessibleName, lambda: self.tr("Documents"))
        self.say(self.before.setText, lambda: self.tr("Previous page"))
        self.say(self.after.setText, lambda: self.tr("Next page"))
        self.say(self.smaller.setText, lambda: self.tr("Smaller"))
        self.say(self.larger.setText, lambda: self.tr("Larger"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self.names.setCurrentRow(0)
        self.names.setFocus()

    def _resize(self, by: int) -> None:
        at = ZOOMS.index(self._zoom) + by
        if 0 <= at < len(ZOOMS):
            self._zoom = ZOOMS[at]
            self._show()

    def _turn(self, by: int) -> None:
        if by and not 0 <= self._page + by < max(1, self.pages):
            return
        self._page += by
        self._show()

    def _show(self) -> None:
        chosen, number, zoom = self.names.currentRow(), self._page, self._zoom
        if not 0 <= chosen < len(self._documents):
            return
        document = self._documents[chosen]

        def page(_job: Job) -> DocumentPage:
            return page_of(document, number, zoom)

        def shown(page: DocumentPage) -> None:
            if (chosen, number, zoom) == (self.names.currentRow(), self._page, self._zoom):
                self._put(document, page)

        report = self._surroundings.shell.report
        self._surroundings.tasks.run(page, shown, failed=report, owner=self)

    def _put(self, document: Attachment, page: DocumentPage) -> None:
        self.pages = page.pages
        if page.image is not None:
            self.sheet.setPixmap(QPixmap.fromImage(page.image))
        else:
            self.sheet.setText(page.text or self.tr("This kind of document cannot be shown here."))
        where = filled(self.tr("Page %1 of %2"), str(self._page + 1), str(page.pages))
        self.where.setText(where if page.pages > 1 else "")
        self.sheet.setAccessibleName(" · ".join(part for part in (document.name, self.where.text()) if part))
        self.before.setEnabled(self._page > 0)
        self.after.setEnabled(self._page + 1 < page.pages)
        self.smaller.setEnabled(page.image is not None and self._zoom > ZOOMS[0])
        self.larger.setEnabled(page.image is not None and self._zoom < ZOOMS[-1])
