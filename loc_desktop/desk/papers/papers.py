"""Papers of one identity: which there are of an event, made as a preview, issued with a number, checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loc_desktop.app.bank_books import house_books
from loc_desktop.contract.certificate import key_digest
from loc_desktop.desk.papers.application_paper import application_paper
from loc_desktop.desk.papers.audit_slip import audit_slip
from loc_desktop.desk.papers.cash_receipt import cash_receipt
from loc_desktop.desk.papers.checking import PaperCheck, check
from loc_desktop.desk.papers.code import PaperCode, digest_of, read_code
from loc_desktop.desk.papers.demand_paper import demand_paper
from loc_desktop.desk.papers.loan_papers import contract_paper, note_paper, schedule_paper
from loc_desktop.desk.papers.paper import Paper
from loc_desktop.desk.papers.paper_words import PaperWords
from loc_desktop.desk.papers.receipts import receipt_paper
from loc_desktop.desk.papers.sources import Source
from loc_desktop.desk.papers.statement_paper import statement_paper
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.bank.office.file import OfficeFile
    from loc_desktop.desk.signing.carrier import Carrier
    from loc_desktop.desk.signing.party_names import Names
    from loc_desktop.desk.values.branch import CashReceipt, DemandLetter

LETTERS: Final = {
    "application": "SQ",
    "contract": "HT",
    "note": "JJ",
    "schedule": "HK",
    "receipt": "SJ",
    "statement": "DZ",
    "audit": "SP",
    "cash": "XJ",
    "demand": "CS",
}
"""Kinds of papers and the letters that their numbers begin with (申请、合同、借据、还款、
收据、对账、审批、现金、催收)."""

_MAKERS: Final[Mapping[str, Callable[[Source, str], Paper]]] = {
    "application": application_paper,
    "contract": contract_paper,
    "note": note_paper,
    "schedule": schedule_paper,
    "receipt": receipt_paper,
    "audit": audit_slip,
}
EVENT_KINDS: Final = tuple(_MAKERS)
"""Kinds of papers of an event."""


class Papers:
    """For everyone; what needs a dossier for those whose key opens it. Nothing is written but the office's
    register of papers and the record of what was read."""

    def __init__(self, carrier: Carrier, names: Names) -> None:
        self._carrier = carrier
        self._names = names

    def make(self, kind: str, event: str, language: str, *, pin: str | None = None) -> Paper:
        """A paper of an event as a preview: with its number only where it was issued before. ``pin``: of the
        key that opens the dossier.

        Raises KnownError ``case.unknown``, ``paper.nothing``, ``paper.dossier``, ``pin.*``, ``keyring.*``,
        ``dossier.*``, the ledger's.
        """
        if kind not in _MAKERS:
            raise desk_error("paper.nothing", event=event)
        return self._known(_MAKERS[kind](self._source(language, pin), event))

    def statement(self, number: str, start: str, end: str, language: str) -> Paper:
        """An account's statement for the days, both included; for a bank whose books are here. Raises
        KnownError ``books.*``."""
        told = house_books(self._carrier.connections, self._carrier.identity).statement(number, start, end)
        return self._known(statement_paper(self._source(language), told))

    def cash(self, receipt: CashReceipt, language: str) -> Paper:
        """The receipt of a deed at the counter. Raises OfficeError."""
        return self._known(cash_receipt(self._source(language), receipt))

    def demand(self, letter: DemandLetter, language: str) -> Paper:
        """A letter of demand, for the bank that made it out."""
        return self._known(demand_paper(self._source(language), letter))

    def issue(self, paper: Paper) -> Paper:
        """The paper with its number: it was printed or saved once more. Raises OfficeError."""
        from loc_desktop.bank.office import papers as register

        kept = register.issue(
            self._office, self._series(paper.kind), event=paper.event, tx=paper.tx,
            digest=digest_of(paper.content), line=paper.content,
        )  # fmt: skip
        return _numbered(paper, kept.number, kept.copies - 1)

    def check(self, text: str, language: str) -> PaperCheck:
        """A code as scanned or typed, against the ledger and this office's register. Raises KnownError
        ``paper.code``, ``paper.code_newer``, ``office.*``."""
        from loc_desktop.bank.office import papers as register

        code = read_code(text)
        kinds = {letters: kind for kind, letters in LETTERS.items()}
        kind = kinds.get(code.number.partition("-")[0], "")
        if not kind:
            raise desk_error("paper.code")
        own = code.number.startswith(f"{self._series(kind)}-")
        kept = register.issued(self._office, number=code.number) if own else None
        return check(self._source(language), code, kind, kept, own)

    # ------------------------------------------------------------------ numbers

    @property
    def _office(self) -> OfficeFile:
        return self._carrier.connections.office(self._carrier.identity)

    def _series(self, kind: str) -> str:
        """Letters and the beginning of the issuing key's digest: two branches never share a number."""
        return f"{LETTERS[kind]}-{key_digest(self._carrier.identity.key)[:6].upper()}"

    def _known(self, paper: Paper) -> Paper:
        """With the number that a paper of this content has already."""
        from loc_desktop.bank.office import papers as register

        digest = digest_of(paper.content)
        kept = register.issued(self._office, series=self._series(paper.kind), digest=digest)
        return paper if kept is None else _numbered(paper, kept.number, kept.copies)

    def _source(self, language: str, pin: str | None = None) -> Source:
        words = PaperWords(language if language == "zh" else "en", self._carrier.zone)
        return Source(self._carrier, self._names, words, pin)


def _numbered(paper: Paper, number: str, reprint: int) -> Paper:
    code = PaperCode(number, paper.event, paper.tx, digest_of(paper.content))
    return replace(paper, number=number, reprint=reprint, code=code)
