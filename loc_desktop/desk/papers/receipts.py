"""Receipts of what the ledger executed: payment, deposit, withdrawal, payout, interest subsidy (回单)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from loc_desktop.desk.papers.contents import event_content
from loc_desktop.desk.papers.kinds import RECEIPTS
from loc_desktop.desk.papers.paper import Fact, Facts, Paper
from loc_desktop.desk.papers.sources import Source
from loc_desktop.texts.errors import desk_error


def receipt_paper(source: Source, event: str) -> Paper:
    """Raises KnownError ``case.unknown``, ``paper.nothing`` (not executed, or no such business)."""
    words, row = source.words, source.event(event)
    if row.kind not in RECEIPTS:
        raise desk_error("paper.nothing", event=event)
    entry = source.executed(event)
    what = RECEIPTS[row.kind]
    body = row.body
    loan = event if what == "payout" else str(body.get("loan", ""))
    if loan:
        source.named(loan)
    payer, payee = _sides(source, row.kind, body)
    facts = [
        words.fact("business", words.word("payout") if what == "payout" else words.kind(row.kind)),
        words.fact("value_day", words.day(source.carrier.value_day(row).isoformat())),
        words.fact("time", words.moment(entry.at), wide=True),
        words.fact("payer", payer),
        words.fact("payee", payee),
        words.fact("amount", words.amount(row.amount or 0), wide=True),
    ]
    if loan:
        facts.append(words.fact("loan", loan[:8].upper()))
    if "principal" in body or "interest" in body:
        facts += _parts(source, body)
    return Paper(
        kind="receipt",
        language=words.language,
        title=words.word(f"title.receipt.{what}"),
        office=source.office,
        blocks=(Facts(tuple(facts)), words.places("customer", "clerk", "second")),
        proof=source.proof(row, entry),
        content=event_content("receipt", row, entry.tx),
        made=source.carrier.connections.clock(),
        event=row.id,
        tx=entry.tx,
    )


def _parts(source: Source, body: Mapping[str, Any]) -> list[Fact]:
    """What of a payment is what."""
    words = source.words
    parts = ("principal", "interest", "penalty")
    return [words.fact(part, words.plain(int(body.get(part, 0)))) for part in parts]


def _sides(source: Source, kind: str, body: Mapping[str, Any]) -> tuple[str, str]:
    """Who paid and who was paid, by name; of a transfer between its own accounts, the customer twice."""
    words = source.words
    bank = source.party(str(body.get("bank", "")), "B").name
    customer = source.party(str(body.get("account") or body.get("payee") or body.get("payer", "")), "C").name
    if kind == "asset.deposit":
        return _at(source, customer, "traditional"), _at(source, customer, "digital")
    if kind == "asset.withdraw":
        return _at(source, customer, "digital"), _at(source, customer, "traditional")
    if kind == "loan.apply":
        return bank, customer
    if kind == "loan.refund":
        return words.of_role(source.party(str(body.get("payer", "")), "FD")), customer
    return customer, bank


def _at(source: Source, customer: str, side: str) -> str:
    return f"{customer} · {source.words.show(side, 'side')}"
