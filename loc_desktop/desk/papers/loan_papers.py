"""The papers of a loan that was paid out: contract, loan note, repayment schedule (合同、借据、还款计划)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from loc_desktop.desk.papers.contents import event_content, schedule_content
from loc_desktop.desk.papers.paper import Block, Facts, Grid, Paper, Prose
from loc_desktop.desk.papers.sources import Source
from loc_desktop.desk.values.event import APPLICATION
from loc_desktop.loan.calendar import add_months
from loc_desktop.texts.errors import desk_error

if TYPE_CHECKING:
    from loc_desktop.desk.values.case import Dossier
    from loc_desktop.ledger.index.rows import EntryRow, EventRow


@dataclass(frozen=True, slots=True)
class _PaidOut:
    """A loan: its application's event, the transaction that paid it out, the contract's view of today."""

    source: Source
    row: EventRow
    entry: EntryRow
    view: Mapping[str, Any]

    @classmethod
    def of(cls, source: Source, loan: str) -> _PaidOut:
        """Raises KnownError ``case.unknown``, ``paper.nothing``, ``contract.denied``."""
        row = source.event(loan)
        if row.kind != APPLICATION:
            raise desk_error("paper.nothing", event=loan)
        return cls(source, row, source.executed(loan), source.loan(loan))

    @property
    def months(self) -> int:
        return int(str(self.row.body["months"]))

    @property
    def changed(self) -> bool:
        """Whether the terms were agreed anew since."""
        return any(entry["kind"] == "loan.reschedule" for entry in self.view["entries"])

    @property
    def rate(self) -> int:
        """Hundredths of a percent a year, as agreed at the payout."""
        product = self.source.carrier.rulebook().products.get(self.view["product"])
        if not self.changed or product is None:
            return int(self.view["rate"])
        return int(str(self.row.body.get("rate", product.rate)))

    @property
    def last_day(self) -> str:
        return add_months(date.fromisoformat(self.view["opened"]), self.months).isoformat()

    @property
    def method(self) -> str:
        return self.source.words.show(self.view["agreed"]["method"], "method")

    @property
    def subsidy(self) -> str:
        words, share = self.source.words, int(self.view["agreed"]["subsidy"])
        return words.word("subsidy.part", share=share) if share else words.word("none")

    def loan_facts(self, dossier: Dossier) -> Facts:
        """What was lent, on which terms."""
        words, view = self.source.words, self.view
        span = words.word("span", start=words.day(view["opened"]), end=words.day(self.last_day))
        facts = [
            words.fact("amount", words.amount(self.row.amount or 0), wide=True),
            words.fact("product", self.source.product(view["product"])),
            words.fact("rate", words.word("a_year", rate=self.rate)),
            words.fact("loan_term", f"{words.term_of(self.months)} · {span}", wide=True),
            words.fact("method", self.method),
            words.fact("instalments", "–" if self.changed else self._instalments()),
            words.fact("subsidy", self.subsidy, wide=True),
            words.fact("purpose", dossier.purpose, wide=True),
        ]
        return Facts(tuple(facts), words.word("head.loan"))

    def _instalments(self) -> str:
        words, lines = self.source.words, self.view["schedule"]
        first = lines[0]["principal"] + lines[0]["interest"]
        return words.word("instalments.equal", count=len(lines), amount=words.number(first))

    def paper(self, kind: str, blocks: tuple[Block, ...], content: str) -> Paper:
        source, words = self.source, self.source.words
        return Paper(
            kind=kind,
            language=words.language,
            title=words.word(f"title.{kind}"),
            office=source.office,
            blocks=blocks,
            proof=source.proof(self.row, self.entry),
            content=content,
            made=source.carrier.connections.clock(),
            event=self.row.id,
            tx=self.entry.tx,
        )


def loan_content(kind: str, row: EventRow, tx: str) -> str:
    """The content line of a contract, a note or a payout's receipt."""
    granted = [[seat.role, seat.key, seat.verdict] for seat in row.grantors]
    return event_content(kind, row, tx, granted=granted)


def contract_paper(source: Source, loan: str) -> Paper:
    """The contract between bank and customer. Raises KnownError as :class:`_PaidOut` and
    :meth:`Source.dossier`."""
    paid_out = _PaidOut.of(source, loan)
    words, view = source.words, paid_out.view
    dossier = source.dossier(loan)
    late = view["late_terms"]
    third = "term.3c" if late.get("compound") else "term.3"
    terms = (
        words.word("term.1"),
        words.word("term.2", method=paid_out.method),
        words.word(third, grace=late["grace_days"], factor=late["penalty_factor"]),
        words.word("term.4", prepayment=words.show(view["agreed"]["prepayment"], "prepayment")),
        words.word("term.5", subsidy=paid_out.subsidy),
        words.word("term.6"),
        words.word("term.7"),
    )
    parties = Facts(
        (
            words.fact("party_a", source.party(view["bank"], "B").name, wide=True),
            words.fact("party_b", dossier.name),
            words.fact("identity_number", dossier.identity_number),
            words.fact("phone", dossier.phone),
            words.fact("finance", source.party(view["finance"], "FD").name),
            words.fact("address", dossier.address, wide=True),
        ),
        words.word("head.parties"),
    )
    blocks = (
        parties,
        paid_out.loan_facts(dossier),
        Prose(terms, words.word("head.terms")),
        words.places("party_a", "party_b"),
    )
    return paid_out.paper("contract", blocks, loan_content("contract", paid_out.row, paid_out.entry.tx))


def note_paper(source: Source, loan: str) -> Paper:
    """The customer's note of the debt. Raises KnownError as :func:`contract_paper`."""
    paid_out = _PaidOut.of(source, loan)
    words, view = source.words, paid_out.view
    dossier = source.dossier(loan)
    head = Facts(
        (
            words.fact("borrower", dossier.name),
            words.fact("identity_number", dossier.identity_number),
            words.fact("lender", source.party(view["bank"], "B").name),
            words.fact("loan", loan[:8].upper()),
            words.fact("paid_out", words.day(view["opened"])),
            words.fact("last_day", words.day(paid_out.last_day)),
        )
    )
    blocks = (
        head,
        paid_out.loan_facts(dossier),
        Prose((words.word("note.promise"),)),
        words.places("borrower", "clerk", "second", "lender"),
    )
    return paid_out.paper("note", blocks, loan_content("note", paid_out.row, paid_out.entry.tx))


def schedule_paper(source: Source, loan: str) -> Paper:
    """The schedule as it is agreed today. Raises KnownError ``case.unknown``, ``paper.nothing``,
    ``contract.denied``."""
    paid_out = _PaidOut.of(source, loan)
    words, view = source.words, paid_out.view
    source.named(loan)
    lines = view["schedule"]
    left = sum(line["principal"] for line in lines)
    rows = []
    for line in lines:
        left -= line["principal"]
        paid = line["principal"] + line["interest"]
        amounts = (paid, line["principal"], line["interest"], left)
        rows.append((str(line["number"]), words.day(line["due"]), *map(words.number, amounts)))
    principal, interest = (sum(line[part] for line in lines) for part in ("principal", "interest"))
    sums = (words.word("sum"), "", *map(words.number, (principal + interest, principal, interest)), "")
    facts = Facts(
        (
            words.fact("borrower", source.party(view["payee"], "C").name),
            words.fact("lender", source.party(view["bank"], "B").name),
            words.fact("amount", words.amount(view["amount"]), wide=True),
            words.fact("rate", words.word("a_year", rate=view["rate"])),
            words.fact("method", paid_out.method),
            words.fact("paid_out", words.day(view["opened"])),
            words.fact("as_of", words.day(source.carrier.today.isoformat())),
        )
    )
    heads = ("number", "due", "payment", "principal", "interest", "remaining")
    grid = Grid(
        tuple(map(words.label, heads)),
        tuple(rows),
        (10, 30, 24, 24, 20, 26),
        frozenset({0, 2, 3, 4, 5}),
        sums,
        words.word("head.plan"),
    )
    content = schedule_content(paid_out.row, paid_out.entry.tx, list(lines))
    return paid_out.paper("schedule", (facts, grid), content)
