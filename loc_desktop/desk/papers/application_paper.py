"""The application as the customer made it: 贷款申请书."""

from __future__ import annotations

from loc_desktop.desk.application.cost import cost_of
from loc_desktop.desk.papers.contents import event_content
from loc_desktop.desk.papers.paper import Facts, Paper, Prose
from loc_desktop.desk.papers.sources import Source
from loc_desktop.desk.values.event import APPLICATION
from loc_desktop.texts.errors import desk_error


def application_paper(source: Source, event: str) -> Paper:
    """Raises KnownError ``case.unknown``, ``paper.nothing``, and as :meth:`Source.dossier`."""
    words, row = source.words, source.event(event)
    entry = source.entry(event, row.tx)
    if row.kind != APPLICATION or entry is None:
        raise desk_error("paper.nothing", event=event)
    dossier, body = source.dossier(event), row.body
    rules = source.carrier.rulebook()
    cost = cost_of(body, rules, source.carrier.day(row.at))
    product = rules.products.get(str(body.get("product", "")))
    seats = {seat.role: source.party(seat.key, seat.role).name for seat in row.grantors}
    method = words.show(product.method, "method") if product else "–"
    share = product.subsidy if product else 0
    subsidy = words.word("subsidy.part", share=share) if share else words.word("none")
    person = Facts(
        (
            words.fact("applicant", dossier.name),
            words.fact("identity_number", dossier.identity_number),
            words.fact("phone", dossier.phone),
            words.fact("group", dossier.group),
            words.fact("address", dossier.address, wide=True),
            words.fact("income", words.plain(dossier.income)),
            words.fact("asset", words.plain(dossier.asset)),
            words.fact("debt", words.plain(dossier.debt)),
        ),
        words.word("head.person"),
    )
    asked = Facts(
        (
            words.fact("amount", words.amount(row.amount or 0), wide=True),
            words.fact("product", source.product(str(body.get("product", "")))),
            words.fact("term", words.term_of(int(str(body.get("months", 0))))),
            words.fact("rate", words.word("a_year", rate=cost.rate)),
            words.fact("interest_in_all", words.plain(cost.interest)),
            words.fact("method", method),
            words.fact("instalments", _instalments(source, cost.payments, cost.first)),
            words.fact("subsidy", subsidy, wide=True),
            words.fact("purpose", dossier.purpose, wide=True),
            words.fact("bank", seats.get("B", "–")),
            words.fact("civil", seats.get("CAD", "–")),
            words.fact("finance", seats.get("FD", "–")),
            words.fact("applied", words.moment(row.at)),
        ),
        words.word("head.asked"),
    )
    return Paper(
        kind="application",
        language=words.language,
        title=words.word("title.application"),
        office=source.office,
        blocks=(
            person,
            asked,
            Prose((words.word("promise"),)),
            words.places("applicant", "clerk"),
        ),
        proof=source.proof(row, entry),
        content=event_content("application", row, row.tx),
        made=source.carrier.connections.clock(),
        event=row.id,
        tx=entry.tx,
    )


def _instalments(source: Source, count: int, first: int) -> str:
    words = source.words
    return words.word("instalments.equal", count=count, amount=words.number(first))
