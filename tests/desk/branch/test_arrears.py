"""Loans in arrears at the bank's desk: the list, what is recorded, letters, non-accrual and provisions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from loc_desktop.bank.arrears.values import Contact, Demand, Promise
from loc_desktop.cli import main
from loc_desktop.desk.branch.arrears import Arrears
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import say
from tests.desk.life_scene import Life
from tests.support.workplace import PASSPHRASE


@pytest.fixture
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("arrears") / "home")
    yield life
    life.workplace.close()


def _late(life: Life, days: int) -> tuple[str, Arrears]:
    """A loan that is so many days late on its first instalment, and the bank's list."""
    (loan,) = life.loans((10_000, 12), cash=None)
    due = life.desk("C").loans.loan(loan).schedule[0].due
    life.workplace.walk((date.fromisoformat(due) - date.fromisoformat(life.workplace.today)).days + days)
    branch = life.desk("B").branch
    branch.run_day()
    return loan, branch.arrears


def test_what_is_recorded_moves_a_loan_in_the_list(life: Life) -> None:
    loan, arrears = _late(life, 10)
    (row,) = arrears.page().rows
    assert (row.loan, row.days_past_due, row.step) == (loan, 10, "first_contact")
    assert row.due == row.principal + row.interest + row.penalty > 0
    assert [arrears.page(shown=shown).total for shown in ("today", "never", "broken")] == [1, 1, 0]
    today = date.fromisoformat(life.workplace.today)
    with pytest.raises(KnownError) as told:
        arrears.contact(loan, "call", " ", "reached")
    assert (told.value.code, arrears.history(loan)) == ("arrears.invalid", ())
    arrears.contact(loan, "call", "本人", "will_pay", "本周内还")
    arrears.promise(loan, row.due, (today + timedelta(days=3)).isoformat())
    (row,) = arrears.page().rows
    assert (row.step, row.step_day) == ("promise_due", (today + timedelta(days=3)).isoformat())
    assert [arrears.page(shown=shown).total for shown in ("today", "never", "broken")] == [0, 0, 0]
    promise, contact = arrears.history(loan)
    assert isinstance(contact, Contact)
    assert isinstance(promise, Promise)
    assert (contact.by, contact.note) == (life.desk("B").carrier.connections.name_of(
        life.desk("B").carrier.identity), "本周内还")  # fmt: skip
    life.workplace.walk(4)
    life.desk("B").branch.run_days()
    assert arrears.page(shown="broken").total == 1


def test_a_payment_on_the_ledger_keeps_the_promise(life: Life) -> None:
    loan, arrears = _late(life, 10)
    (row,) = arrears.page().rows
    arrears.promise(loan, row.due, (date.fromisoformat(life.workplace.today) + timedelta(days=2)).isoformat())
    life.account(loan, 50_000_00)
    life.pay(loan)
    life.desk("B").branch.run_days()
    life.workplace.walk(1)
    life.desk("B").branch.run_days()
    (promise,) = arrears.history(loan)
    assert isinstance(promise, Promise)
    assert promise.state == "kept"
    assert arrears.page().total == 0


def test_a_letter_says_all_sums_in_both_languages_and_its_delivery_is_kept(life: Life) -> None:
    loan, arrears = _late(life, 40)
    deadline = (date.fromisoformat(life.workplace.today) + timedelta(days=10)).isoformat()
    letter = arrears.demand(loan, deadline)
    made = letter.demand
    assert made.total == arrears.page().rows[0].due
    for language, unit in (("zh", "元"), ("en", "yuan")):
        text = "\n".join(say(line, language) for line in letter.lines)
        sums = (made.principal, made.interest, made.penalty, made.total)
        assert all(f"{fen / 100:,.2f} {unit}" in text for fen in sums), text
        assert all(part in text for part in (made.number, deadline, letter.customer.name, "40"))
    today = life.workplace.today
    assert say(letter.delivery, "zh") == "尚未送达"
    given = arrears.deliver(made.number, "hand", today, "配偶", by="王芳")
    assert say(given.delivery, "zh") == f"{today} 由 王芳 当面送交，收件人：配偶"
    (kept,) = arrears.history(loan)
    assert isinstance(kept, Demand)
    assert (kept.way, kept.receiver, kept.delivered) == ("hand", "配偶", today)
    with pytest.raises(KnownError) as told:
        arrears.deliver(made.number, "pigeon", today, "配偶")
    assert told.value.code == "arrears.invalid"
    assert arrears.letter(made.number).demand == kept


def test_after_ninety_days_the_report_has_the_loan_and_the_terminal_says_it(
    life: Life, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    loan, arrears = _late(life, 91)
    report = arrears.losses()
    (row,) = report.stopped
    assert (row.loan, row.stopped) == (loan, life.workplace.today)
    balances = {account.kind: account for account in report.balances}
    assert balances["interest_income"].balance == balances["penalty_income"].balance == 0
    memo = balances["memo_interest"].balance + balances["memo_penalty"].balance
    assert balances["memo_contra"].balance == memo >= row.interest + row.penalty > 0
    assert [kind for kind, account in balances.items() if account.memo] == [
        "memo_interest", "memo_penalty", "memo_contra",
    ]  # fmt: skip
    life.workplace.walk(31)
    life.desk("B").branch.run_days()
    report = arrears.losses()
    assert [(one.tier, one.loans) for one in report.provisions if one.loans] == [("substandard", 1)]
    assert report.provisions[2].amount == report.provisions[2].base * 30 // 100 == 300_000
    assert {account.kind: account.balance for account in arrears.losses().balances}["provision"] == 300_000

    keys = tmp_path / "keys.txt"
    keys.write_text(PASSPHRASE)
    name = life.desk("B").carrier.identity.id
    life.workplace.close()
    common = ("--home", str(life.workplace.home), "--keys-passphrase-file", str(keys), "--identity", name)
    assert main(["arrears", "list", "--json", *common]) == 0
    (told,) = json.loads(capsys.readouterr().out)["loans"]
    assert (told["loan"], told["step"], told["history"]) == (loan, "first_contact", [])
    assert main(["arrears", "list", *common, "--lang", "zh"]) == 0
    assert "首次联系" in capsys.readouterr().out
    assert main(["arrears", "report", *common, "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "表外应收未收利息" in said
    assert "3,000.00" in said
