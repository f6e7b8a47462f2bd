"""A paper's code against the ledger: does it say what the ledger says, and did this office issue it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from loc_desktop.desk.papers.code import PaperCode, digest_of
from loc_desktop.desk.papers.contents import audit_content, event_content, schedule_content
from loc_desktop.desk.papers.kinds import OF_BOOKS
from loc_desktop.desk.papers.loan_papers import loan_content
from loc_desktop.desk.papers.paper import Fact
from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.bank.office.papers import IssuedPaper
    from loc_desktop.desk.papers.sources import Source
    from loc_desktop.ledger.index.rows import EventRow

AGREES: Final = "agrees"
DIFFERS: Final = "differs"
SINCE: Final = "since"
UNKNOWN: Final = "unknown"
"""Verdicts: as the ledger says; not so; as this office issued it, but the ledger went on; not comparable."""


@dataclass(frozen=True, slots=True)
class PaperCheck:
    """``verdict`` is one of the above; ``found`` says why; ``facts`` are what the ledger says of it."""

    code: PaperCode
    kind: str
    verdict: str
    found: tuple[Sentence, ...]
    facts: tuple[Fact, ...] = ()


def check(source: Source, code: PaperCode, kind: str, kept: IssuedPaper | None, own: bool) -> PaperCheck:
    """``kept``: this office's own record of the number; ``own``: the number is of this office's series."""
    registered = _register(source, code, kept, own)
    forged = own and (kept is None or not _same(kept, code))
    if kind in OF_BOOKS:
        return _of_books(source, code, kind, registered, kept, own)
    row = source.index.event(code.event)
    if row is None:
        return PaperCheck(
            code, kind, DIFFERS, (Sentence("paper.found.no_event", {"event": code.event or "–"}), *registered)
        )
    facts = _facts(source, row, code.tx)
    if source.entry(code.event, code.tx) is None:
        told = Sentence("paper.found.no_tx", {"tx": code.tx, "event": code.event})
        return PaperCheck(code, kind, DIFFERS, (told, *registered), facts)
    try:
        line = _line(source, kind, row, code.tx)
    except KnownError as error:
        if not error.code.startswith("contract."):
            raise
        return PaperCheck(code, kind, UNKNOWN, (Sentence("paper.found.may_not_read"), *registered), facts)
    verdict = AGREES if line and digest_of(line) == code.digest else DIFFERS
    if verdict == DIFFERS and kept is not None and _same(kept, code):
        verdict = SINCE
    if forged:
        verdict = DIFFERS
    told = Sentence(f"paper.found.{verdict}")
    shown = () if forged and verdict == DIFFERS and line and digest_of(line) == code.digest else (told,)
    return PaperCheck(code, kind, verdict, (*shown, *registered), facts)


def _line(source: Source, kind: str, row: EventRow, tx: str) -> str:
    """What a paper of this kind would say, by the ledger; "" where there is none."""
    if kind == "application":
        return event_content(kind, row, tx)
    if kind == "receipt":
        return event_content(kind, row, tx)
    if kind == "audit":
        return audit_content(row, tx)
    if kind == "schedule":
        view: Any = source.loan(row.id)
        return schedule_content(row, tx, list(view["schedule"]))
    return loan_content(kind, row, tx)


def _of_books(
    source: Source,
    code: PaperCode,
    kind: str,
    registered: tuple[Sentence, ...],
    kept: IssuedPaper | None,
    own: bool,
) -> PaperCheck:
    """The books are not on the ledger: the office's register is what their papers are compared with."""
    if not own:
        return PaperCheck(code, kind, UNKNOWN, (Sentence("paper.found.other_books"), *registered))
    good = kept is not None and _same(kept, code)
    facts: tuple[Fact, ...] = ()
    if kept is not None and good:
        content = json.loads(kept.line.partition(" ")[2])
        words = source.words
        if kind == "demand":
            total = sum(content[part] for part in ("principal", "interest", "penalty"))
            facts = (
                words.fact("loan", content["loan"][:8].upper()),
                words.fact("as_of", words.day(content["day"])),
            )
            return PaperCheck(
                code, kind, AGREES, registered, (*facts, words.fact("amount", words.amount(total)))
            )
        facts = (words.fact("account", str(content["account"])),)
        if kind == "statement":
            span = words.word("span", start=words.day(content["start"]), end=words.day(content["end"]))
            closing = words.fact("closing", words.plain(content["closing"]))
            facts = (*facts, words.fact("period", span), closing)
        else:
            facts = (*facts, words.fact("amount", words.amount(content["amount"])))
    return PaperCheck(code, kind, AGREES if good else DIFFERS, registered, facts)


def _same(kept: IssuedPaper, code: PaperCode) -> bool:
    return (kept.event, kept.tx, kept.digest) == (code.event, code.tx, code.digest)


def _register(source: Source, code: PaperCode, kept: IssuedPaper | None, own: bool) -> tuple[Sentence, ...]:
    """What this office's register says of the number."""
    if not own:
        return (Sentence("paper.found.other_number", {"number": code.number}),)
    if kept is None or not _same(kept, code):
        return (Sentence("paper.found.not_ours", {"number": code.number}),)
    at = source.words.moment(kept.at)
    return (Sentence("paper.found.ours", {"at": at, "copies": kept.copies}),)


def _facts(source: Source, row: EventRow, tx: str) -> tuple[Fact, ...]:
    """What the ledger says of the event, to be compared with the paper by eye."""
    words = source.words
    entry = source.entry(row.id, tx)
    names = [source.party(seat.key, seat.role) for seat in (*row.signers, *row.grantors)]
    facts = [
        words.fact("business", words.kind(row.kind)),
        words.fact("state", source.state(row)),
        words.fact("amount", words.amount(row.amount) if row.amount else "–", wide=True),
        words.fact("applied", words.moment(row.at)),
    ]
    if "months" in row.body:
        facts.append(words.fact("term", words.term_of(int(str(row.body["months"])))))
    if entry is not None:
        facts.append(words.fact("block", f"{entry.block} · {words.moment(entry.at)}"))
    facts.append(words.fact("signers", words.show(tuple(party.name for party in names), "names"), wide=True))
    return tuple(facts)
