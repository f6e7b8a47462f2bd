"""A letter of demand on paper (催收通知书): all sums and the deadline, with places for who delivers it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.desk.papers.contents import demand_content
from loc_desktop.desk.papers.paper import Fact, Facts, Paper, Prose

if TYPE_CHECKING:
    from loc_desktop.desk.papers.sources import Source
    from loc_desktop.desk.values.branch import DemandLetter


def demand_paper(source: Source, letter: DemandLetter) -> Paper:
    """As it was made out; the sums are those of its day."""
    words, demand = source.words, letter.demand
    lines = {line.code: words.say(line) for line in letter.lines}
    sums = Facts(
        (
            words.fact("principal", words.plain(demand.principal)),
            words.fact("interest", words.plain(demand.interest)),
            words.fact("penalty", words.plain(demand.penalty)),
            Fact(words.word("sum"), words.amount(demand.total), wide=True),
        )
    )
    return Paper(
        kind="demand",
        language=words.language,
        title=lines["paper.title.demand"],
        office=source.office,
        blocks=(
            Prose((lines["demand.number"], lines["demand.to"], lines["demand.what"])),
            sums,
            Prose((lines["demand.until"], lines["demand.help"], lines["demand.signed"])),
            words.places("customer", "clerk", "lender"),
        ),
        proof=(source.made(source.carrier.connections.clock()),),
        content=demand_content(demand),
        made=source.carrier.connections.clock(),
    )
