"""Papers of a loan's life: what they say, their numbers, who may make them, and how they are checked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pytest

from loc_desktop.bank.office.readings import is_signed, kept
from loc_desktop.desk.desk import Desk
from loc_desktop.desk.granting import case
from loc_desktop.desk.papers.application_paper import application_paper
from loc_desktop.desk.papers.audit_slip import audit_slip
from loc_desktop.desk.papers.checking import AGREES, DIFFERS, SINCE, UNKNOWN
from loc_desktop.desk.papers.kinds import kinds_of
from loc_desktop.desk.papers.loan_papers import contract_paper, note_paper, schedule_paper
from loc_desktop.desk.papers.paper import Grid, Paper
from loc_desktop.desk.papers.paper_words import PaperWords
from loc_desktop.desk.papers.papers import EVENT_KINDS
from loc_desktop.desk.papers.receipts import receipt_paper
from loc_desktop.desk.papers.sources import Source
from loc_desktop.desk.papers.statement_paper import statement_paper
from loc_desktop.errors import KnownError
from loc_desktop.loan.money import capitals
from loc_desktop.texts.catalogue import SENTENCES
from tests.desk.life_scene import Life

MAKERS = {
    "application": application_paper,
    "contract": contract_paper,
    "note": note_paper,
    "schedule": schedule_paper,
    "receipt": receipt_paper,
    "audit": audit_slip,
}


@dataclass(frozen=True)
class Scene:
    """A loan of 20,000 yuan over 12 months that was paid out, and its first payment."""

    life: Life
    loan: str
    payment: str

    def desk(self, role: str) -> Desk:
        return self.life.desk(role)


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    life = Life(tmp_path_factory.mktemp("papers") / "home")
    (loan,) = life.loans((20_000, 12), cash=None)
    life.pay(loan)
    counter = life.desk("C")
    payment = next(row.event for row in counter.loans.loan(loan).history if row.kind != "loan.apply")
    yield Scene(life, loan, payment)
    life.workplace.close()


def _text(paper: Paper) -> str:
    return "\n".join(paper.texts())


def test_which_papers_there_are_by_role_and_state(scene: Scene) -> None:
    of = {role: scene.desk(role).paper_kinds(scene.loan) for role in ("C", "B", "CAD", "FD", "R")}
    assert of["C"] == ("application", "contract", "note", "schedule", "receipt")
    assert of["B"] == ("application", "audit", "contract", "note", "schedule", "receipt")
    assert of["CAD"] == ("application", "audit", "schedule")
    assert of["FD"] == ("application", "audit", "schedule", "receipt")
    assert of["R"] == ("schedule",)
    assert scene.desk("B").paper_kinds(scene.payment) == ("receipt",)
    assert scene.desk("B").paper_kinds("0" * 32) == ()
    assert kinds_of(None, "B") == ()
    for role in ("R", "CAD"):
        with pytest.raises(KnownError) as told:
            scene.desk(role).papers.make("application" if role == "R" else "unheard", scene.loan, "zh")
        assert told.value.code == "paper.nothing"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_each_paper_names_the_person_the_money_and_the_event(scene: Scene, kind: str, language: str) -> None:
    bank = scene.desk("B")
    words = PaperWords(language, bank.carrier.zone)
    paper = MAKERS[kind](Source(bank.carrier, bank.names, words), scene.loan)
    text = _text(paper)
    customers = scene.desk("C").applications.applicants.all()
    key = scene.life.customer(scene.loan)
    who = next(customer for customer in customers if customer.key == key)
    assert who.name in text
    assert "20,000.00" in text
    assert capitals(2_000_000) in text
    assert scene.loan in text
    assert paper.tx in text
    title = "paper.title.receipt.payout" if kind == "receipt" else f"paper.title.{kind}"
    assert paper.title == SENTENCES[title][0 if language == "zh" else 1]
    assert (who.identity_number in text) == (kind in ("application", "contract", "note", "audit"))
    assert "paper." not in text, "every word has its sentence"
    assert not any(sentence in text for sentence in ("None", "{", "}"))
    if language == "zh":
        assert f"{scene.life.workplace.today[:4]}年" in text


def test_the_schedule_adds_up_and_ends_at_nothing(scene: Scene) -> None:
    paper = scene.desk("B").papers.make("schedule", scene.loan, "zh")
    grid = next(block for block in paper.blocks if isinstance(block, Grid))
    assert len(grid.rows) == 12
    assert grid.rows[-1][-1] == "0.00"

    def fen(text: str) -> int:
        return int(text.replace(",", "").replace(".", ""))

    assert sum(fen(row[3]) for row in grid.rows) == fen(grid.sums[3]) == 2_000_000
    assert sum(fen(row[2]) for row in grid.rows) == fen(grid.sums[2])


def test_a_receipt_says_what_was_paid_on_which_day(scene: Scene) -> None:
    loan = scene.desk("C").loans.loan(scene.loan)
    paper = scene.desk("C").papers.make("receipt", scene.payment, "zh")
    facts = {fact.label: fact.value for block in paper.blocks for fact in getattr(block, "rows", ())}
    row = next(row for row in loan.history if row.event == scene.payment)
    assert facts["本金"] == f"{row.amounts['principal'] / 100:,.2f} 元"
    assert facts["收款方"] == loan.line.bank.name
    assert facts["计息日"] == f"{int(row.at[:4])}年{int(row.at[5:7])}月{int(row.at[8:])}日"


def test_an_audit_slip_says_what_was_signed_not_what_would_be_found_today(scene: Scene) -> None:
    """The loan runs now, so the oracle would find that one was issued before."""
    paper = scene.desk("CAD").papers.make("audit", scene.loan, "zh")
    text = _text(paper)
    assert "本部门结论：通过" in text
    assert "不满足" not in text
    assert "所有条款均满足" in text
    terms, signatures = (block for block in paper.blocks if isinstance(block, Grid))
    assert terms.rows
    assert [row[1] for row in signatures.rows] == ["提交", "通过", "通过", "通过"]


def test_opening_a_dossier_for_a_paper_is_on_record(scene: Scene) -> None:
    for role, kinds in (("B", ("contract", "audit")), ("C", ("application",)), ("CAD", ("audit",))):
        desk = scene.desk(role)
        office = scene.life.workplace.connections.office(desk.carrier.identity)
        before = len(kept(office, scene.loan))
        for kind in kinds:
            desk.papers.make(kind, scene.loan, "zh")
        records = kept(office, scene.loan)
        assert len(records) - before == len(kinds)
        assert all(record.purpose == "paper" and is_signed(record) for record in records[: len(kinds)])


def test_a_dossier_that_is_not_the_committed_one_makes_no_paper(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = case.unsealed
    monkeypatch.setattr("loc_desktop.desk.papers.sources.unsealed", lambda *args: (real(*args)[0], False))
    with pytest.raises(KnownError) as told:
        scene.desk("B").papers.make("note", scene.loan, "zh")
    assert told.value.code == "paper.dossier"


# --- numbers ------------------------------------------------------------------------------------------------


def test_numbers_run_by_kind_and_office_and_a_copy_keeps_its_number(scene: Scene) -> None:
    bank, counter = scene.desk("B").papers, scene.desk("C").papers
    preview = bank.make("contract", scene.loan, "zh")
    assert (preview.number, preview.code) == ("", None)
    first = bank.issue(preview)
    assert bank.make("contract", scene.loan, "en").number == first.number
    assert (first.reprint, bank.issue(preview).reprint, bank.issue(preview).reprint) == (0, 1, 2)
    assert bank.make("contract", scene.loan, "zh").reprint == 3
    pay = bank.issue(bank.make("receipt", scene.payment, "zh"))
    out = bank.issue(bank.make("receipt", scene.loan, "zh"))
    series, _, running = pay.number.rpartition("-")
    assert out.number == f"{series}-{int(running) + 1:06d}"
    assert first.number.startswith("HT-")
    assert pay.number.startswith("SJ-")
    own = counter.issue(counter.make("contract", scene.loan, "zh"))
    assert own.number.endswith("-000001")
    assert own.number != first.number


def test_two_windows_never_give_one_number_twice(scene: Scene) -> None:
    from concurrent.futures import ThreadPoolExecutor

    bank = scene.desk("B").papers
    papers = [
        replace(bank.make("schedule", scene.loan, "zh"), content=f"content {number}") for number in range(12)
    ]
    with ThreadPoolExecutor(4) as pool:
        numbers = [issued.number for issued in pool.map(bank.issue, papers)]
    running = sorted(int(number.rpartition("-")[2]) for number in numbers)
    assert running == list(range(running[0], running[0] + 12))


# --- the check ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", EVENT_KINDS)
def test_a_paper_agrees_with_the_ledger_for_whoever_reads_it(scene: Scene, kind: str) -> None:
    bank = scene.desk("B").papers
    issued = bank.issue(bank.make(kind, scene.loan, "zh"))
    assert issued.code is not None
    own = bank.check(issued.code.line(), "zh")
    assert (own.verdict, own.kind) == (AGREES, kind)
    assert [sentence.code for sentence in own.found] == ["paper.found.agrees", "paper.found.ours"]
    assert "20,000.00" in "".join(fact.value for fact in own.facts)
    for role in ("C", "R"):
        other = scene.desk(role).papers.check(issued.code.line(), "en")
        assert other.verdict == AGREES
        assert [sentence.code for sentence in other.found] == [
            "paper.found.agrees",
            "paper.found.other_number",
        ]


def test_every_part_of_a_code_that_was_changed_is_found(scene: Scene) -> None:
    bank = scene.desk("B").papers
    issued = bank.issue(bank.make("note", scene.loan, "zh"))
    other = bank.issue(bank.make("receipt", scene.payment, "zh"))
    code, another = issued.code, other.code
    assert code is not None
    assert another is not None
    forged = {
        "paper.found.no_event": replace(code, event="0" * 32),
        "paper.found.no_tx": replace(code, tx=another.tx),
        "paper.found.differs": replace(code, digest="0" * 64),
        "paper.found.not_ours": replace(code, number=f"{code.number[:-6]}999999"),
    }
    for said, changed in forged.items():
        found = bank.check(changed.line(), "zh")
        assert found.verdict == DIFFERS, said
        assert said in [sentence.code for sentence in found.found]
        assert "paper.found.agrees" not in [sentence.code for sentence in found.found]
    far = scene.desk("R").papers.check(forged["paper.found.differs"].line(), "zh")
    assert far.verdict == DIFFERS
    with pytest.raises(KnownError) as told:
        bank.check(replace(code, number="XX-1A2B3C-000001").line(), "zh")
    assert told.value.code == "paper.code"


def test_a_schedule_that_changed_since_says_so(scene: Scene) -> None:
    life = scene.life
    (loan,) = life.loans((20_000, 12))
    bank, loans = scene.desk("B").papers, scene.desk("C").loans
    issued = bank.issue(bank.make("schedule", loan, "zh"))
    assert issued.code is not None
    quote = loans.quote_prepay(loan, 500_000)
    status = loans.submit(loans.prepare(quote))
    scene.desk("B").grants.decide([status.event])
    assert bank.check(issued.code.line(), "zh").verdict == SINCE
    assert scene.desk("R").papers.check(issued.code.line(), "zh").verdict == DIFFERS
    again = bank.issue(bank.make("schedule", loan, "zh"))
    assert again.number != issued.number


def test_a_statement_is_checked_by_the_bank_that_issued_it(scene: Scene) -> None:
    bank = scene.desk("B")
    account = bank.branch.accounts()[0][0]
    today = scene.life.workplace.today
    paper = bank.papers.statement(account.number, "2026-01-01", today, "zh")
    assert account.name in _text(paper)
    source = Source(bank.carrier, bank.names, PaperWords("zh", bank.carrier.zone))
    told = bank.branch.statement(account.number, "2026-01-01", today)
    assert statement_paper(source, told).content == paper.content
    issued = bank.papers.issue(paper)
    assert issued.code is not None
    assert bank.papers.check(issued.code.line(), "zh").verdict == AGREES
    assert bank.papers.check(replace(issued.code, digest="0" * 64).line(), "zh").verdict == DIFFERS
    assert scene.desk("R").papers.check(issued.code.line(), "zh").verdict == UNKNOWN
