"""Papers looked at in the window, and one that is checked, for the gallery."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from loc_desktop.demo.gallery import Gallery, Scene, settle
from loc_desktop.demo.gallery_money import settled
from loc_desktop.ui.papers.paper_offer import PaperOffer


def paper_scenes(gallery: Gallery) -> Iterator[Scene]:
    """Papers of a loan before they are printed, a note with its number and code, an audit slip, and codes
    that agree or do not."""
    gallery.become("B")
    loans = gallery.show("loans")
    settle(gallery.window)
    if loans.detail is None:
        return
    loan = loans.detail.line.id
    yield from _paper(
        gallery, "B-paper", loans.papers, ("application", "contract", "schedule", "receipt"), loan
    )
    papers = gallery.window.desk.papers if gallery.window.desk is not None else None
    if papers is not None:
        note = papers.issue(papers.make("note", loan, gallery.window.languages.current))
        yield from _paper(gallery, "B-paper", loans.papers, ("note",), loan)
        ledger = gallery.show("ledger")
        ledger.check_paper.click()
        check = ledger.paper_check
        code = note.code
        if check is not None and code is not None:
            for name, line in (("agrees", code.line()), ("differs", replace(code, digest="0" * 64).line())):
                check.code.setText(line)
                check.check()
                settle(gallery.window)
                yield f"B-paper-{name}", check
            check.reject()
    gallery.become("CAD")
    inbox = gallery.show("inbox")
    settle(gallery.window)
    waiting = inbox.model.row_at(inbox.model.index(0, 0))
    if waiting is not None:
        audit = gallery.show("audit", waiting.event)
        settle(gallery.window)
        yield from _paper(gallery, "CAD-paper", audit.papers, ("audit",), waiting.event)


def _paper(
    gallery: Gallery, name: str, offer: PaperOffer, kinds: tuple[str, ...], event: str
) -> Iterator[Scene]:
    for kind in kinds:
        offer.dialog = None
        offer.open(kind, event)
        yield from settled(gallery, f"{name}-{kind}", lambda: offer.dialog)
