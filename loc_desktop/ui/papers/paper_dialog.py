"""A paper looked at in the window, then printed or saved; it takes its number only then."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QKeySequence, QPixmap, QShortcut
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QDialog, QLabel, QScrollArea, QSpinBox, QVBoxLayout, QWidget

from loc_desktop.desk.papers.paper import Paper
from loc_desktop.ui.papers.issuing import issue_pdf, save
from loc_desktop.ui.papers.printing import DPI, pictures_of, print_pages, printer_for, printer_names
from loc_desktop.ui.papers.renderer import pdf_of
from loc_desktop.ui.widgets import theme
from loc_desktop.ui.widgets.controls import ask_where_to_save, button, choice
from loc_desktop.ui.widgets.i18n import Speaking, filled
from loc_desktop.ui.widgets.labels import plain, set_tone
from loc_desktop.ui.widgets.layouts import row
from loc_desktop.ui.widgets.tasks import Job
from loc_desktop.ui.widgets.view import Context

_MOST_COPIES = 9
LookedAt = tuple[Paper, tuple[QImage, ...]]
"""A paper and its pages for the screen."""


class PaperDialog(Speaking, QDialog):
    """``paper`` is what is shown, ``sheets`` its pages. Page Up and Page Down go through them; Ctrl+P prints,
    Ctrl+S saves."""

    printer_for: Callable[[str, int], QPrinter] = staticmethod(printer_for)

    def __init__(self, context: Context, paper: Paper, pages: Sequence[QImage], parent: QWidget) -> None:
        super().__init__(parent)
        self.context, self.paper = context, paper
        self._working = False
        sizes = theme.sizes()
        self.resize(min(1240, sizes.px(900)), min(700, sizes.px(680)))
        layout = QVBoxLayout(self)
        self._inside = QWidget()
        self._sheets = QVBoxLayout(self._inside)
        self._sheets.setSpacing(sizes.space(10))
        self.sheets: list[QLabel] = []
        self.area = QScrollArea()
        self.area.setWidget(self._inside)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        layout.addWidget(self.area, 1)
        self.told = plain(wrap=True)
        layout.addWidget(self.told)
        self.printer, self.printer_label = choice(14), plain()
        self.printer_label.setBuddy(self.printer)
        self.copies, self.copies_label = QSpinBox(), plain()
        self.copies.setRange(1, _MOST_COPIES)
        self.copies_label.setBuddy(self.copies)
        self.print_button = button(primary=True)
        self.save_button, self.close_button = button(), button()
        layout.addLayout(
            row(self.printer_label, self.printer, self.copies_label, self.copies, self.print_button,
                self.save_button, None, self.close_button)
        )  # fmt: skip
        # Not the buttons' own shortcuts: their texts take those away.
        for keys, pressed in (("Ctrl+P", self.print_button), ("Ctrl+S", self.save_button)):
            QShortcut(QKeySequence(keys), self).activated.connect(pressed.click)
        self.print_button.clicked.connect(self.print_out)
        self.save_button.clicked.connect(self._ask_where)
        self.close_button.clicked.connect(self.reject)
        self.say(self.setWindowTitle, lambda: self.paper.title)
        self.say(self.area.setAccessibleName, lambda: filled(self.tr("Preview: %1"), self.paper.title))
        self.say(self.printer_label.setText, lambda: self.tr("Printer"))
        self.say(self.copies_label.setText, lambda: self.tr("Copies"))
        self.say(self.printer.setAccessibleName, lambda: self.tr("Printer"))
        self.say(self.copies.setAccessibleName, lambda: self.tr("Copies"))
        self.say(self.print_button.setText, lambda: self.tr("Print"))
        self.say(self.save_button.setText, lambda: self.tr("Save as PDF…"))
        self.say(self.close_button.setText, lambda: self.tr("Close"))
        self._fill_printers()
        self._show(pages)
        self._tell_state()
        self.area.setFocus()

    def _fill_printers(self) -> None:
        names = printer_names()
        for name in names:
            self.printer.addItem(name, name)
        if not names:
            self.printer.addItem(self.tr("no printer"), "")
        self.printer.setEnabled(bool(names))
        self.copies.setEnabled(bool(names))
        self.print_button.setEnabled(bool(names))

    def _show(self, pages: Sequence[QImage]) -> None:
        while self.sheets:
            self._sheets.removeWidget(self.sheets[-1])
            self.sheets.pop().deleteLater()
        for number, image in enumerate(pages, 1):
            sheet = QLabel()
            sheet.setPixmap(QPixmap.fromImage(image))
            sheet.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            name = filled(self.tr("Page %1 of %2"), str(number), str(len(pages)))
            sheet.setAccessibleName(f"{self.paper.title} · {name}")
            self._sheets.addWidget(sheet)
            self.sheets.append(sheet)

    def _tell_state(self) -> None:
        paper = self.paper
        if not paper.number:
            self.told.setText(self.tr("It takes its number when it is printed or saved."))
        else:
            text = self.tr("Number %1, made before: the next one says that it is a reprint.")
            self.told.setText(filled(text, paper.number))
        set_tone(self.told, "muted")

    # -- out

    def print_out(self) -> None:
        """Issue it, then print the pages on the chosen printer."""
        name, copies = self.printer.currentData(), self.copies.value()
        papers, paper = self.context.desk.papers, self.paper

        def made(_job: Job) -> tuple[Paper, tuple[QImage, ...], tuple[QImage, ...]]:
            issued, content = issue_pdf(papers, paper)
            return issued, pictures_of(content, DPI), pictures_of(content, preview_dpi())

        def done(result: tuple[Paper, tuple[QImage, ...], tuple[QImage, ...]]) -> None:
            issued, large, shown = result
            self._issued(issued, shown)
            title = f"{issued.title} {issued.number}"
            try:
                print_pages(large, self.printer_for(name, copies), title)
            except Exception as error:
                self._failed(error)
                return
            self._good(filled(self.tr("Printed: number %1"), issued.number))

        self._run(made, done)

    def _ask_where(self) -> None:
        ask_where_to_save(self, self.tr("Save the paper"), f"{self.paper.title}.pdf", self.save)

    def save(self, file: Path) -> None:
        """Issue it into a file."""
        papers, paper = self.context.desk.papers, self.paper

        def saved(_job: Job) -> tuple[Paper, tuple[QImage, ...]]:
            issued = save(papers, paper, file)
            return issued, pictures_of(pdf_of(issued), preview_dpi())

        def done(result: tuple[Paper, tuple[QImage, ...]]) -> None:
            self._issued(*result)
            self._good(filled(self.tr("Saved as %1, number %2"), str(file), result[0].number))

        self._run(saved, done)

    def _run(self, work: Callable[[Job], object], done: Callable[..., None]) -> None:
        self._busy(True)
        self.context.tasks.run(work, done, failed=self._failed, owner=self)

    def _busy(self, busy: bool) -> None:
        self.print_button.setEnabled(not busy and bool(self.printer.currentData()))
        self.save_button.setEnabled(not busy)

    def _issued(self, issued: Paper, pages: Sequence[QImage]) -> None:
        self.paper = issued
        self._show(pages)

    def _good(self, text: str) -> None:
        self._busy(False)
        self.told.setText(text)
        set_tone(self.told, "good")

    def _failed(self, error: BaseException) -> None:
        self._busy(False)
        self.context.shell.report(error)


def looked_at(paper: Paper) -> LookedAt:
    """A paper with its pages. On a worker thread. Raises KnownError ``paper.*``."""
    return paper, pictures_of(pdf_of(paper), preview_dpi())


def preview_dpi() -> float:
    """Dots an inch of the preview: larger with larger text."""
    return 96.0 * theme.sizes().percent / 100
