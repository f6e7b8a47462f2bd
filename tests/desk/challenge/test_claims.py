"""Claims on the desk: what a reversal could not take, seen and settled by its parties; withdrawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from loc_desktop.desk.challenge.claims import Claims
from loc_desktop.desk.values.event import Stage
from loc_desktop.errors import KnownError
from loc_desktop.texts.words import say
from tests.desk.challenge.test_challenges import _agree, _raise
from tests.desk.life_scene import Life


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("claims") / "home")
    yield life
    life.workplace.close()


def reversed_loan(life: Life, left: int) -> str:
    """A payout of 10,000 yuan of which ``left`` fen stayed on the account, taken back; the claim."""
    (loan,) = life.loans((10_000, 12), cash=0)
    money = life.desk("C").accounts
    key = life.customer(loan)
    money.submit(money.prepare_withdraw(money.accounts(key).balance - left, life.bank, key))
    regulator, mine = life.desk("R").challenges, life.desk("C").challenges
    challenge = _raise(life, "loan", loan, key)
    mine.submit(mine.prepare_answer(challenge, "We do not know."))
    regulator.submit(regulator.prepare_decide(challenge, "upheld", "reversal", "Take it back."))
    waiting = regulator.challenge(challenge).waiting
    assert [(case.kind, case.mine) for case in waiting] == [("challenge.decide", True)]
    _agree(life, "challenge.decide")
    regulator.submit(regulator.prepare_reverse(challenge))
    _agree(life, "challenge.reverse")
    assert life.desk("C").loans.loan(loan).line.status == "reversed"
    (claim,) = [row for row in life.desk("R").claims.all() if row.loan == loan]
    assert (claim.amount, claim.status, claim.can) == (10_000_00 - left, "open", ())
    return claim.id


def test_a_claim_is_paid_collected_and_waived(life: Life) -> None:
    claim = reversed_loan(life, left=1_000_00)
    counter, bank = life.desk("C"), life.desk("B")
    debtor = counter.claims.claim(claim).debtor.key
    assert (counter.claims.claim(claim).can, bank.claims.claim(claim).can) == (("pay",), ("collect", "waive"))
    with pytest.raises(KnownError) as nothing:
        counter.claims.prepare_pay(claim)
    assert nothing.value.code == "claim.amount"
    money = counter.accounts
    money.submit(money.prepare_deposit(3_000_00, life.bank, debtor))
    with pytest.raises(KnownError) as more:
        counter.claims.prepare_pay(claim, 3_000_01)
    assert more.value.code == "claim.amount"
    asked = counter.claims.prepare_pay(claim, 1_000_00)
    assert "8,000.00" in say(asked.sentence, "en")
    counter.claims.submit(asked)
    assert (counter.claims.claim(claim).left, counter.claims.claim(claim).there) == (8_000_00, 2_000_00)
    bank.claims.submit(bank.claims.prepare_collect(claim))
    assert bank.claims.claim(claim).left == 6_000_00
    with pytest.raises(KnownError) as silent:
        bank.claims.prepare_waive(claim, " ")
    assert silent.value.code == "challenge.text"
    bank.claims.submit(bank.claims.prepare_waive(claim, "The household is destitute."))
    line = bank.claims.claim(claim)
    assert (line.status, line.can, say(line.sentence, "zh")) == ("waived", (), "已放弃 6,000.00 元")
    with pytest.raises(KnownError) as over:
        bank.claims.prepare_collect(claim)
    assert over.value.code == "claim.unknown"
    assert life.difference() == 0


def test_a_decision_that_waits_is_withdrawn_by_r(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    regulator, bank = life.desk("R").challenges, life.desk("B").challenges
    challenge = _raise(life, "loan", loan, life.bank)
    bank.submit(bank.prepare_answer(challenge, "We do not know."))
    regulator.submit(regulator.prepare_decide(challenge, "upheld", "suspension", "Wait."))
    (wait,) = regulator.challenge(challenge).waiting
    assert wait.waits_for is not None
    assert wait.waits_for.role == "FD"
    withdrawals = life.desk("R").withdrawals
    assert not life.desk("FD").withdrawals.can(wait.event)
    assert withdrawals.submit(withdrawals.prepare(wait.event)).stage is Stage.UNLOCKED
    assert regulator.challenge(challenge).waiting == ()
    assert life.desk("FD").grants.waiting("challenge.decide") == ()
    with pytest.raises(KnownError) as over:
        withdrawals.prepare(wait.event)
    assert over.value.code == "withdraw.cannot"
    assert life.desk("R").viewer.event(wait.event).status == "withdrawn"
    regulator.submit(regulator.prepare_decide(challenge, "dismissed", "none", "All is well."))


def test_a_request_about_a_loan_is_withdrawn_by_its_customer(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    loans = life.desk("C").loans
    event = loans.submit(loans.prepare_reschedule(loan, 15, "a flood")).event
    (waiting,) = loans.loan(loan).pending
    assert waiting.mine
    (theirs,) = life.desk("B").loans.loan(loan).pending
    assert not theirs.mine
    withdrawals = life.desk("C").withdrawals
    withdrawals.submit(withdrawals.prepare(event))
    assert loans.loan(loan).pending == ()
    assert life.desk("B").grants.waiting("loan.reschedule") == ()


def test_a_claim_is_shown_to_its_parties_and_paid_within_what_is_owed_and_there(life: Life) -> None:
    claim = reversed_loan(life, left=9_999_00)
    claims = {role: Claims(life.desk(role).carrier, life.desk(role).names) for role in ("C", "B", "R", "FD")}
    line = claims["B"].claim(claim)
    assert (line.amount, line.left, line.status) == (1_00, 1_00, "open")
    assert [(line.creditor.key, line.debtor.role)] == [(life.bank, "C")]
    assert claims["R"].claim(claim).can == ()
    assert claim not in {row.id for row in claims["FD"].all()}
    for unknown in ("0" * 32, "", claim[:-1]):
        with pytest.raises(KnownError) as nobody:
            claims["R"].claim(unknown)
        assert nobody.value.code == "claim.unknown"
    # Who has no part in what is asked for is told no more than that.
    asked: list[Callable[[], object]] = [
        lambda: claims["B"].prepare_pay(claim),
        lambda: claims["C"].prepare_collect(claim),
        lambda: claims["R"].prepare_waive(claim, "why"),
    ]
    for refused in asked:
        with pytest.raises(KnownError) as denied:
            refused()
        assert denied.value.code == "claim.unknown"
    money = life.desk("C").accounts
    money.submit(money.prepare_deposit(1_00, life.bank, line.debtor.key))
    for amount in (-1, 1_01):
        with pytest.raises(KnownError) as bounds:
            claims["C"].prepare_pay(claim, amount)
        assert bounds.value.code == "claim.amount"
    with pytest.raises(KnownError) as long:
        claims["B"].prepare_waive(claim, "x" * 2001)
    assert long.value.code == "challenge.text"
    claims["C"].submit(claims["C"].prepare_pay(claim, 1))
    assert claims["C"].claim(claim).left == 99
    claims["C"].submit(claims["C"].prepare_pay(claim))
    paid = claims["C"].claim(claim)
    assert (paid.status, paid.left, paid.can) == ("paid", 0, ())
    assert claim in {row.id for row in claims["B"].all(status="paid")}
    assert claim not in {row.id for row in claims["B"].all(status="open")}
    opened = [row.opened for row in claims["R"].all()]
    assert opened == sorted(opened, reverse=True)
