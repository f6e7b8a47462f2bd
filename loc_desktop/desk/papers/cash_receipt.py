"""The receipt of a deed at the bank's counter: cash in or out, a reversal, an account closed (现金回单)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loc_desktop.bank.books.account_numbers import grouped
from loc_desktop.bank.books.slip_values import Deed
from loc_desktop.bank.books.statements import text_of
from loc_desktop.desk.papers.code import content_line
from loc_desktop.desk.papers.paper import Facts, Paper

if TYPE_CHECKING:
    from loc_desktop.desk.papers.sources import Source
    from loc_desktop.desk.values.branch import CashReceipt


def cash_receipt(source: Source, told: CashReceipt) -> Paper:
    """Of what the books say of the deed."""
    words = source.words
    facts = [words.fact("business", words.show(told.deed, "deed")), words.fact("slip", told.number)]
    if told.account:
        facts += [words.fact("holder", told.holder), words.fact("account", grouped(told.account))]
    facts.append(words.fact("time", words.moment(told.at), wide=True))
    if told.deed is Deed.LIMIT or told.amount:
        facts.append(words.fact("amount", words.amount(told.amount), wide=True))
    if told.account:
        facts.append(words.fact("balance_after", words.plain(told.balance)))
    if told.entry:
        facts.append(words.fact("entry", str(told.entry)))
    if told.reverses:
        facts.append(words.fact("takes_back", str(told.reverses)))
    if told.reversed_by:
        facts.append(words.fact("taken_back", str(told.reversed_by)))
    if told.text:
        facts.append(
            words.fact("text", text_of(told.text, "zh" if words.language == "zh" else "en"), wide=True)
        )
    facts.append(words.fact("entered_by", told.maker))
    if told.checker:
        facts.append(words.fact("released_by", told.checker))
    made = source.carrier.connections.clock()
    return Paper(
        kind="cash",
        language=words.language,
        title=words.word("title.cash"),
        office=told.bank,
        blocks=(Facts(tuple(facts)), words.places("customer", "clerk", "second")),
        proof=(source.made(made),),
        content=content_line(
            {
                "kind": "cash", "number": told.number, "deed": told.deed.value, "account": told.account,
                "at": told.at, "amount": told.amount, "balance": told.balance, "entry": told.entry,
                "reverses": told.reverses,
            }
        ),
        made=made,
    )  # fmt: skip
