"""Papers at a counter: of a customer whose key has a PIN, and of cash."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from loc_desktop.bank.books.slip_values import Deed
from loc_desktop.desk.application import made_people as made
from loc_desktop.desk.papers.cash_receipt import cash_receipt
from loc_desktop.desk.papers.checking import AGREES, DIFFERS, UNKNOWN
from loc_desktop.desk.papers.paper_words import PaperWords
from loc_desktop.desk.papers.sources import Source
from loc_desktop.errors import KnownError
from tests.desk.life_scene import Life
from tests.support.workplace import form_of

PIN = "246810"


def test_a_customers_own_pin_opens_the_application_for_its_paper(tmp_path: Path) -> None:
    life = Life(tmp_path / "home")
    desk = life.desk("C")
    number = made.identity_number("77")
    person = desk.applications.applicants.add("陈䶮英", number, PIN)
    form = form_of(desk.applications)
    theirs = replace(form, name="陈䶮英", identity_number=number, applicant=person.identity)
    event = desk.applications.apply(theirs, pin=PIN).event
    with pytest.raises(KnownError) as asked:
        desk.papers.make("application", event, "zh")
    assert asked.value.code == "pin.needed"
    assert desk.opens_papers(event) == "陈䶮英"
    assert life.desk("B").opens_papers(event) == life.desk("B").me.name
    paper = desk.papers.make("application", event, "zh", pin=PIN)
    assert "陈䶮英" in list(paper.texts())
    life.workplace.close()


def test_a_cash_receipt_is_a_paper_of_the_banks(tmp_path: Path) -> None:
    life = Life(tmp_path / "home")
    bank = life.desk("B")
    account = bank.branch.open_account(bank.branch.open_client("王小明", made.identity_number("c")).number)
    slip = bank.branch.counter.enter(
        bank.branch.counter.prepare_cash(Deed.CASH_IN, account.number, 300_05, "售鸡款")
    )
    receipt = bank.branch.counter.receipt(slip.id)
    source = Source(bank.carrier, bank.names, PaperWords("zh", bank.carrier.zone))
    text = "\n".join(cash_receipt(source, receipt).texts())
    for said in ("王小明", "300.05 元（人民币叁佰元零伍分）", "售鸡款", receipt.number, receipt.maker):
        assert said in text
    issued = bank.papers.issue(bank.papers.cash(receipt, "zh"))
    code = issued.code
    assert code is not None
    assert issued.number.startswith("XJ-")
    found = bank.papers.check(code.line(), "zh")
    assert found.verdict == AGREES
    assert "300.05" in found.facts[-1].value
    assert bank.papers.check(replace(code, digest="0" * 64).line(), "zh").verdict == DIFFERS
    assert life.desk("R").papers.check(code.line(), "zh").verdict == UNKNOWN
    bank.branch.counter.enter(bank.branch.counter.prepare_reversal(slip.entry, "记错户"))
    again = bank.papers.cash(bank.branch.counter.receipt(slip.id), "en")
    assert (again.number, again.reprint) == (issued.number, 1)
    assert "Taken back by" in list(again.texts())
    life.workplace.close()
