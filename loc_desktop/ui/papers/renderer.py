"""A paper as a PDF file, and that file's pages as pictures: one layout for screen, printer and file."""

from __future__ import annotations

from loc_desktop.desk.papers.paper import Paper
from loc_desktop.ui.papers.page_layout import pages_of
from loc_desktop.ui.papers.pdf_file import write
from loc_desktop.ui.papers.typefaces import Typefaces, of_this_computer


def pdf_of(paper: Paper, fonts: Typefaces | None = None) -> bytes:
    """The paper as a PDF; the same bytes for the same paper on one computer.

    Raises KnownError ``paper.fonts`` (no Chinese font is installed), ``paper.character`` (none has a
    character of it).
    """
    faces = fonts or of_this_computer()
    made = "".join(sign for sign in paper.made if sign.isdigit())[:14]
    return write(
        pages_of(paper, faces),
        faces,
        title=" ".join(filter(None, (paper.title, paper.number))),
        made=made,
        language="zh-CN" if paper.language == "zh" else "en",
    )
