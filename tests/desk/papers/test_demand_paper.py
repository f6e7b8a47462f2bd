"""A letter of demand on paper: sums in full, both languages, numbered, checked by the bank that issued it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest

from loc_desktop.desk.papers.checking import AGREES, DIFFERS, UNKNOWN
from loc_desktop.desk.papers.code import digest_of
from loc_desktop.desk.papers.contents import demand_content
from loc_desktop.desk.papers.demand_paper import demand_paper
from loc_desktop.desk.papers.paper_words import PaperWords
from loc_desktop.desk.papers.sources import Source
from loc_desktop.loan.money import capitals
from tests.desk.life_scene import Life


@pytest.fixture
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("demand") / "home")
    yield life
    life.workplace.close()


def test_a_letter_of_demand_is_a_paper_of_the_books(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    life.workplace.walk(75)
    bank = life.desk("B")
    bank.branch.run_day()
    deadline = (date.fromisoformat(life.workplace.today) + timedelta(days=10)).isoformat()
    letter = bank.branch.arrears.demand(loan, deadline)
    demand = letter.demand
    for language, title in (("zh", "逾期贷款催收通知书"), ("en", "Demand for payment of an overdue loan")):
        paper = bank.papers.demand(letter, language)
        text = "\n".join(paper.texts())
        assert paper.title == title
        assert (paper.number, paper.content) == ("", demand_content(demand))
        for fen in (demand.principal, demand.interest, demand.penalty, demand.total):
            assert f"{fen / 100:,.2f}" in text
        assert capitals(demand.total) in text
        assert all(part in text for part in (demand.number, deadline, letter.customer.name))
    source = Source(bank.carrier, bank.names, PaperWords("zh", bank.carrier.zone))
    assert demand_paper(source, letter).blocks == bank.papers.demand(letter, "zh").blocks
    issued = bank.papers.issue(bank.papers.demand(letter, "zh"))
    assert issued.number.startswith("CS-")
    assert issued.code is not None
    code = issued.code.line()
    assert bank.papers.check(code, "zh").verdict == AGREES
    assert life.desk("R").papers.check(code, "zh").verdict == UNKNOWN
    other = bank.papers.demand(bank.branch.arrears.demand(loan, deadline), "zh")
    assert other.content != issued.content
    forged = replace(issued.code, digest=digest_of(other.content)).line()
    assert bank.papers.check(forged, "zh").verdict == DIFFERS
