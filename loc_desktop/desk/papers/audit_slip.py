"""What an office found of an application, with places to sign and seal by hand: 贷款审批单."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from loc_desktop.desk.granting.dossier_oracle import open_dossier
from loc_desktop.desk.granting.oracle import OracleContext
from loc_desktop.desk.granting.readings import PAPER
from loc_desktop.desk.papers.contents import audit_content
from loc_desktop.desk.papers.paper import Facts, Grid, Paper, Prose
from loc_desktop.desk.papers.paper_words import short_key
from loc_desktop.desk.papers.sources import Source
from loc_desktop.desk.values.event import APPLICATION
from loc_desktop.texts.errors import desk_error
from loc_desktop.texts.sentence import Sentence

if TYPE_CHECKING:
    from loc_desktop.desk.values.case import DossierCase, TermRow
    from loc_desktop.ledger.index.rows import EventRow, Seat

_SIGNS: Final = {"B": "bank", "CAD": "civil", "FD": "finance"}


def audit_slip(source: Source, event: str) -> Paper:
    """For B, CAD, FD. Raises KnownError ``case.unknown``, ``paper.nothing``, ``paper.dossier``, ``pin.*``,
    ``keyring.*``."""
    words, row = source.words, source.event(event)
    if row.kind != APPLICATION or source.role not in _SIGNS:
        raise desk_error("paper.nothing", event=event)
    context = OracleContext.of(source.carrier, source.names, source.pin, PAPER)
    case = open_dossier(context, row).case
    context.opener.record()
    dossier = case.dossier
    if dossier is None or not case.commitment_ok:
        raise desk_error("paper.dossier")
    tx = max(
        (seat.tx for seat in row.grantors if seat.verdict),
        key=lambda found: _position(source, event, found),
        default=row.tx,
    )
    entry = source.entry(event, tx)
    if entry is None:
        raise desk_error("paper.nothing", event=event)
    mine = next(
        (seat for seat in row.grantors if seat.verdict and seat.key == source.carrier.identity.key), None
    )
    found = _SlipFindings(source, case, mine)
    about = Facts(
        (
            words.fact("applicant", dossier.name),
            words.fact("identity_number", dossier.identity_number),
            words.fact("amount", words.amount(case.amount), wide=True),
            words.fact("term", words.term_of(case.months)),
            words.fact("rate", words.word("a_year", rate=case.cost.get("rate", 0))),
            words.fact("product", source.product(str(row.body.get("product", "")))),
            words.fact("applied", words.moment(row.at)),
            words.fact("bank", case.bank.name, wide=True),
            words.fact("purpose", dossier.purpose, wide=True),
        ),
        words.word("head.case"),
    )
    verdict = words.with_colon(words.label("verdict"), words.verdict(found.verdict))
    terms = Grid(
        tuple(map(words.label, ("term_item", "declared", "register", "required", "met"))),
        tuple(found.row(term) for term in case.terms),
        (27, 47, 47, 37, 16),
        title=f"{words.word('head.audit')} · {verdict}",
    )
    why = Facts(
        (
            words.fact("evidence", found.evidence, wide=True),
            words.fact("reason", found.reason, wide=True),
        )
    )
    told = (Prose((words.word("as_signed"),)),) if mine is not None else ()
    return Paper(
        kind="audit",
        language=words.language,
        title=words.word("title.audit"),
        office=source.office,
        blocks=(about, terms, *told, why, _signatures(source, row), words.places(*_SIGNS.values())),
        proof=source.proof(row, entry),
        content=audit_content(row, tx),
        made=source.carrier.connections.clock(),
        event=row.id,
        tx=tx,
    )


def _position(source: Source, event: str, tx: str) -> tuple[int, int]:
    entry = source.entry(event, tx)
    return (entry.block, entry.position) if entry is not None else (0, 0)


@dataclass(frozen=True)
class _SlipFindings:
    """What this office found: of a case that it has signed, what it signed then (``mine``), and not what the
    oracle would say today of a loan that has been paid out since."""

    source: Source
    case: DossierCase
    mine: Seat | None

    @property
    def verdict(self) -> str:
        return self.case.verdict if self.mine is None else self.mine.verdict

    @property
    def evidence(self) -> str:
        words = self.source.words
        if self.mine is not None:
            return words.word("none" if self.mine.exception == 1 else "evidence_then")
        return ("；" if words.language == "zh" else "; ").join(
            item.reason for item in self.case.evidence
        ) or words.word("none")

    @property
    def reason(self) -> str:
        words = self.source.words
        if self.mine is None:
            return words.say(self.case.reason)
        unmet = ",".join(item for item, met in self.mine.terms.items() if not met)
        if unmet:
            return words.say(Sentence("reason.terms", {"items": unmet}))
        return words.say(Sentence("reason.pass")) if self.mine.verdict == "Pass" else words.label("evidence")

    @cached_property
    def _same_terms(self) -> bool:
        """Whether the limits are those of the signature."""
        file = self.source.carrier.connections.office(self.source.carrier.identity)
        decision, now = file.decision(self.case.event), file.terms()
        return decision is not None and decision.terms_version == (now.version if now else 0)

    def row(self, term: TermRow) -> tuple[str, ...]:
        """A term: declared, register, required, whether it is met."""
        words = self.source.words
        signed = self.mine is not None
        moves = signed and term.item in ("in_all", "issue")
        met = term.met if self.mine is None else bool(self.mine.terms.get(term.item, 0))
        return (
            words.term(term.item),
            "–" if moves else words.amount_of(term.declared, term.unit),
            "–" if signed else words.amount_of(term.register, term.unit),
            "–" if signed and not self._same_terms else self._required(term),
            words.word("met.yes" if met else "met.no"),
        )

    def _required(self, term: TermRow) -> str:
        words = self.source.words
        limit = words.amount_of(term.limit, term.unit)
        if term.unit == "use":
            return words.limit(term.limit_name)
        if term.limit is None:
            return words.show("own", "holder") if term.unit == "holder" else words.word("as_register")
        if term.relation == "<=":
            return words.word("at_most", limit=limit)
        if term.relation == ">=":
            return words.word("at_least", limit=limit)
        return limit


def _signatures(source: Source, row: EventRow) -> Grid:
    """Who has signed, in the order of the flow."""
    words = source.words
    heads = ("department", "verdict", "signed_at", "key", "reason")
    lines = []
    for seat in row.signers:
        party = source.party(seat.key, seat.role)
        lines.append(
            (words.of_role(party), words.word("applied_by"), words.moment(row.at), short_key(seat.key), "")
        )
    for seat in row.grantors:
        party = source.party(seat.key, seat.role)
        said = words.verdict(seat.verdict) if seat.verdict else words.word("waits")
        at = words.moment(seat.at) if seat.at else ""
        unmet = [words.term(item) for item, met in seat.terms.items() if not met]
        lines.append((words.of_role(party), said, at, short_key(seat.key), words.show(tuple(unmet), "names")))
    labels = [words.label(name) for name in heads]
    labels[1] = words.label("met")
    return Grid(tuple(labels), tuple(lines), (44, 18, 42, 30, 34), title=words.word("head.signatures"))
