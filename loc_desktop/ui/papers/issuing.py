"""A paper with its number as a file: rendered once before the number is taken, so that none is lost."""

from __future__ import annotations

from pathlib import Path

from loc_desktop import file_causes
from loc_desktop.desk.papers.paper import Paper
from loc_desktop.desk.papers.papers import Papers
from loc_desktop.identity.files import write_private
from loc_desktop.texts.errors import desk_error
from loc_desktop.ui.papers.renderer import pdf_of


def issue_pdf(papers: Papers, paper: Paper) -> tuple[Paper, bytes]:
    """The paper as it goes out, and its PDF. Raises KnownError as :func:`pdf_of`, OfficeError."""
    pdf_of(paper)
    issued = papers.issue(paper)
    return issued, pdf_of(issued)


def save(papers: Papers, paper: Paper, file: Path) -> Paper:
    """Issue it into ``file``, which only this user reads. Raises KnownError ``statement.file``, and as
    :func:`issue_pdf`."""
    issued, content = issue_pdf(papers, paper)
    try:
        write_private(file, content)
    except OSError as error:
        raise desk_error("statement.file", file=file.name, why=file_causes.of_error(error)) from error
    return issued
