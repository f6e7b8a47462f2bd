"""A traditional account's statement, from the bank's books (对账单)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.bank.books.statements import line_text
from loc_desktop.bank.books.values import KINDS
from loc_desktop.desk.papers.contents import statement_content
from loc_desktop.desk.papers.paper import Facts, Grid, Paper
from loc_desktop.desk.papers.paper_words import short_key

if TYPE_CHECKING:
    from loc_desktop.bank.books.values import Statement
    from loc_desktop.desk.papers.sources import Source


def statement_paper(source: Source, statement: Statement) -> Paper:
    """Of what the books say of the period."""
    words, account = source.words, statement.account
    chinese = words.language == "zh"
    kind = KINDS[account.kind].zh if chinese else KINDS[account.kind].en
    facts = Facts(
        (
            words.fact("holder", account.name),
            words.fact("account", grouped(account.number)),
            words.fact("account_kind", kind),
            words.fact("linked", short_key(account.digital_key) if account.linked else words.word("none")),
            words.fact(
                "period",
                words.word("span", start=words.day(statement.start), end=words.day(statement.end)),
                wide=True,
            ),
            words.fact("opening", words.plain(statement.opening)),
            words.fact("closing", words.plain(statement.closing)),
            words.fact("paid_in", words.plain(statement.paid_in)),
            words.fact("paid_out_sum", words.plain(statement.paid_out)),
        )
    )
    rows = [
        (
            words.day(line.booking_date),
            str(line.entry),
            line_text(line, "zh" if chinese else "en"),
            " ".join(line.other),
            words.number(line.amount) if line.amount > 0 else "",
            words.number(-line.amount) if line.amount < 0 else "",
            words.number(line.balance),
        )
        for line in statement.lines
    ]
    sums = (
        words.word("sum"), "", "", "", words.number(statement.paid_in), words.number(statement.paid_out),
        words.number(statement.closing),
    )  # fmt: skip
    heads = ("booked", "entry", "text", "other", "in", "out", "balance")
    grid = Grid(
        tuple(map(words.label, heads)),
        tuple(rows),
        (25, 11, 31, 34, 22, 21, 24),
        frozenset({1, 4, 5, 6}),
        sums,
    )
    return Paper(
        kind="statement",
        language=words.language,
        title=words.word("title.statement"),
        office=statement.bank,
        blocks=(facts, grid, words.places("customer", "clerk", "seal")),
        proof=(source.made(source.carrier.connections.clock()),),
        content=statement_content(statement),
        made=source.carrier.connections.clock(),
    )
