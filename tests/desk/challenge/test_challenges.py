"""Challenges: asking freezes, answering, accepting, upholding with each effect; all parties see it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, timedelta

import pytest

from loc_desktop.desk.challenge import challenges
from loc_desktop.desk.challenge.challenges import Challenges
from loc_desktop.errors import KnownError
from loc_desktop.texts.sentence import Sentence
from loc_desktop.texts.words import say
from tests.desk.life_scene import Life


@pytest.fixture(scope="module")
def life(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Life]:
    life = Life(tmp_path_factory.mktemp("challenges") / "home")
    yield life
    life.workplace.close()


def _agree(life: Life, kind: str, role: str = "FD") -> None:
    """The second authority agrees to what waits for it."""
    grants = life.desk(role).grants
    (case,) = grants.waiting(kind)
    assert all(check.ok for check in case.checks), case.checks
    grants.sign(grants.prepare(case))


def _raise(life: Life, kind: str, target: str, respondent: str, days: int = 21) -> str:
    """A challenge of the regulator's; its id."""
    from loc_desktop.app.business_clock import later

    regulator = life.desk("R").challenges
    until = later(life.workplace.connections.clock(), days)
    known = {line.id for line in regulator.all()}
    regulator.submit(regulator.prepare_raise(kind, target, respondent, "Where did the money go?", until))
    (new,) = [line.id for line in regulator.all() if line.id not in known]
    return new


def test_an_answer_that_is_accepted_ends_the_freeze(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    regulator, bank = life.desk("R").challenges, life.desk("B").challenges
    assert {party.role for party in regulator.respondents("loan", loan)} == {"B", "C", "CAD", "FD"}
    challenge = _raise(life, "loan", loan, life.bank, days=60)
    assert life.desk("C").loans.loan(loan).line.frozen == challenge
    assert (bank.waiting(), regulator.waiting()) == (1, 0)
    detail = bank.challenge(challenge)
    assert (detail.can, detail.line.frozen, detail.line.status) == (("answer",), True, "open")
    assert "可以还款，不能退息或变更" in say(detail.stops, "zh")
    life.workplace.walk(35)
    life.pay(loan)
    bank.submit(bank.prepare_answer(challenge, "It bought seedlings.", "receipt 17"))
    assert (bank.waiting(), regulator.waiting()) == (0, 1)
    seen = regulator.challenge(challenge)
    assert (seen.answers[0].text, seen.answers[0].evidence) == ("It bought seedlings.", "receipt 17")
    assert seen.can == ("accept", "uphold", "dismiss")
    regulator.accept(challenge)
    after = regulator.challenge(challenge)
    assert (after.line.status, after.line.frozen, after.can) == ("dismissed", False, ())
    with pytest.raises(KnownError) as over:
        bank.prepare_answer(challenge, "And more.")
    assert over.value.code == "challenge.cannot"


def test_an_upheld_challenge_takes_a_loan_back(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    regulator, mine = life.desk("R").challenges, life.desk("C").challenges
    challenge = _raise(life, "loan", loan, life.customer(loan))
    with pytest.raises(KnownError) as early:
        regulator.prepare_decide(challenge, "upheld", "reversal", "Take it back.")
    assert early.value.code == "challenge.cannot"  # first the customer may answer
    mine.submit(mine.prepare_answer(challenge, "We do not know."))
    with pytest.raises(KnownError) as unfit:
        regulator.submit(regulator.prepare_decide(challenge, "upheld", "refusal", "Take it back."))
    assert unfit.value.code == "contract.effect"
    regulator.submit(regulator.prepare_decide(challenge, "upheld", "reversal", "Take it back."))
    assert regulator.challenge(challenge).line.status == "answered"  # R alone takes nothing
    _agree(life, "challenge.decide")
    detail = regulator.challenge(challenge)
    assert (detail.can, detail.reversals, detail.line.frozen) == (("reverse",), (loan,), True)
    before = life.desk("B").viewer.account(life.bank).balance
    prepared = regulator.prepare_reverse(challenge)
    assert "10,000.00" in say(prepared.sentence, "en")
    regulator.submit(prepared)
    _agree(life, "challenge.reverse")
    assert life.desk("B").viewer.account(life.bank).balance == before + 10_000_00
    assert life.desk("C").loans.loan(loan).line.status == "reversed"
    after = regulator.challenge(challenge)
    assert (after.line.status, after.line.frozen, after.effect, after.ruling) == (
        "upheld",
        False,
        "reversal",
        "Take it back.",
    )
    assert "reversed" in say(life.desk("C").loans.loan(loan).history[0].sentence, "en")
    assert life.difference() == 0


def test_a_party_is_suspended_until_that_is_lifted(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    key = life.customer(loan)
    regulator = life.desk("R").challenges
    challenge = _raise(life, "party", key, key, days=21)
    mine = life.desk("C").challenges
    assert mine.challenge(challenge).can == ("answer",)
    assert life.desk("C").accounts.accounts(key).frozen == challenge
    life.workplace.walk(22)
    assert regulator.challenge(challenge).line.late
    assert mine.challenge(challenge).can == ()
    regulator.submit(regulator.prepare_decide(challenge, "upheld", "suspension", "Nobody answered."))
    _agree(life, "challenge.decide")
    assert regulator.challenge(challenge).can == ("lift",)
    loans = life.desk("C").loans
    changed = loans.prepare_reschedule(loan, 15, "a flood")
    with pytest.raises(KnownError) as frozen:
        loans.submit(changed)
    assert frozen.value.code == "contract.frozen"
    regulator.submit(regulator.prepare_lift(challenge, "They came after all."))
    assert regulator.challenge(challenge).line.status == "lifted"
    life.pay(loan)


def test_a_pending_event_is_refused(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    loans = life.desk("C").loans
    event = loans.submit(loans.prepare_reschedule(loan, 15, "a flood")).event
    regulator, bank = life.desk("R").challenges, life.desk("B")
    challenge = _raise(life, "event", event, life.customer(loan))
    grants = bank.grants
    with pytest.raises(KnownError) as frozen:
        grants.sign(grants.prepare(grants.open(event)))
    assert frozen.value.code == "contract.frozen"
    mine = life.desk("C").challenges
    mine.submit(mine.prepare_answer(challenge, "The flood was in May."))
    regulator.submit(regulator.prepare_decide(challenge, "upheld", "refusal", "There was no flood."))
    assert life.desk("C").viewer.event(event).status == "refused"
    assert event not in {case.event for case in grants.waiting()}
    assert bank.carrier.query("status", {"id": event})["status"] == "refused"


def test_a_transaction_can_be_asked_about_and_the_question_dismissed(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    regulator = life.desk("R").challenges
    payout = life.desk("R").viewer.event(loan).transactions[-1].id
    roles = {party.role for party in regulator.respondents("transaction", payout)}
    assert roles >= {"B", "C"}
    challenge = _raise(life, "transaction", payout, life.bank)
    assert life.desk("C").loans.loan(loan).line.frozen == challenge
    regulator.submit(regulator.prepare_decide(challenge, "dismissed", "none", "It was an error of ours."))
    assert life.desk("C").loans.loan(loan).line.frozen == ""
    assert [line.status for line in regulator.all(status="dismissed")]
    assert challenge not in {line.id for line in regulator.all(status="open")}


@pytest.mark.parametrize(
    ("kind", "target"), [("loan", "0" * 32), ("event", "0" * 32), ("transaction", "0" * 64), ("party", "x")]
)
def test_a_target_that_is_not_there_is_refused(life: Life, kind: str, target: str) -> None:
    with pytest.raises(KnownError) as refused:
        life.desk("R").challenges.respondents(kind, target)
    assert refused.value.code == "challenge.target"


def test_a_question_needs_a_reason_and_a_day_to_come(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    regulator = life.desk("R").challenges
    for reason, deadline, code in (
        (" ", "2999-01-01", "challenge.text"),
        ("why", "2001-01-01", "challenge.deadline"),
        ("why", "soon", "challenge.deadline"),
    ):
        with pytest.raises(KnownError) as refused:
            regulator.prepare_raise("loan", loan, life.bank, reason, deadline)
        assert refused.value.code == code
    with pytest.raises(KnownError) as nobody:
        regulator.prepare_raise("loan", loan, life.me, "why", "2999-01-01")
    assert nobody.value.code == "challenge.target"


def test_others_see_only_what_concerns_them(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    challenge = _raise(life, "loan", loan, life.bank)
    assert challenge in {line.id for line in life.desk("CAD").challenges.all()}
    party = _raise(life, "party", life.me, life.me)
    assert party not in {line.id for line in life.desk("CAD").challenges.all()}
    assert say(Sentence("effect.suspension"), "zh") == "冻结至监管部门解除"


def _challenges(life: Life, role: str) -> Challenges:
    desk = life.desk(role)
    return Challenges(desk.carrier, desk.names)


def test_a_deadline_is_the_end_of_a_day_and_not_a_second_before_the_earliest(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    regulator = _challenges(life, "R")
    earliest, day = regulator.earliest(), regulator.earliest_day()
    body = json.loads(regulator.prepare_raise("loan", loan, life.bank, " why ", day).canonical)["body"]
    assert (body["deadline"], body["reason"], body["role"]) == (earliest, "why", "B")
    exact = regulator.prepare_raise("loan", loan, life.bank, "why", earliest)
    assert json.loads(exact.canonical)["body"]["deadline"] == earliest
    second_before = datetime.fromisoformat(earliest) - timedelta(seconds=1)
    day_before = date.fromisoformat(day) - timedelta(days=1)
    for early in (second_before.strftime("%Y-%m-%dT%H:%M:%SZ"), day_before.isoformat(), "", "2999-W01-1"):
        with pytest.raises(KnownError) as refused:
            regulator.prepare_raise("loan", loan, life.bank, "why", early)
        assert (refused.value.code, refused.value.params["earliest"]) == ("challenge.deadline", day)


@pytest.mark.parametrize(("text", "good"), [("x" * 2000, True), ("x" * 2001, False), (" \n ", False)])
def test_a_reason_has_its_length(life: Life, text: str, good: bool) -> None:
    regulator = _challenges(life, "R")
    try:
        regulator.prepare_raise("party", life.me, life.me, text, regulator.earliest_day())
        code = ""
    except KnownError as refused:
        code = refused.code
    assert code == ("" if good else "challenge.text")


def test_the_second_authority_is_another_r_or_fd_or_cad_and_not_the_respondent(life: Life) -> None:
    finance = life.desk("FD").me.key
    challenge = _raise(life, "party", finance, finance)
    department = _challenges(life, "FD")
    department.submit(department.prepare_answer(challenge, "We followed the rules."))
    regulator = _challenges(life, "R")
    detail = regulator.challenge(challenge)
    assert [party.role for party in detail.seconds] == ["CAD"]
    assert detail.effects == ("none", "suspension")
    shown = regulator.prepare_decide(challenge, "upheld", "suspension", "Until it is clear.")
    assert json.loads(shown.canonical)["body"]["second"] == life.desk("CAD").me.key
    for second in (finance, life.desk("R").me.key, "nobody"):
        with pytest.raises(KnownError) as refused:
            regulator.prepare_decide(challenge, "upheld", "suspension", "Why", second)
        assert refused.value.code == "challenge.second"
    with pytest.raises(KnownError) as effect:
        regulator.submit(regulator.prepare_decide(challenge, "upheld", "reversal", "Why"))
    assert effect.value.code == "contract.effect"
    regulator.submit(regulator.prepare_decide(challenge, "dismissed", "none", "It is clear."))


def test_who_may_do_nothing_is_told_where_the_challenge_stands(life: Life) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    challenge = _raise(life, "loan", loan, life.bank)
    regulator, civil, bank = (_challenges(life, role) for role in ("R", "CAD", "B"))
    assert (regulator.challenge(challenge).can, civil.challenge(challenge).can) == (("dismiss",), ())
    assert bank.challenge(challenge).can == ("answer",)
    for call in (
        lambda: civil.prepare_answer(challenge, "not mine"),
        lambda: regulator.prepare_decide(challenge, "upheld", "none", "too early"),
        lambda: regulator.prepare_lift(challenge, "nothing to lift"),
        lambda: regulator.prepare_reverse(challenge),
        lambda: regulator.accept(challenge),
    ):
        with pytest.raises(KnownError) as refused:
            call()
        assert (refused.value.code, refused.value.params["status"]) == ("challenge.cannot", "open")
    with pytest.raises(KnownError) as unknown:
        regulator.challenge("0" * 32)
    assert unknown.value.code == "contract.challenge_unknown"
    days = (date.fromisoformat(regulator.earliest_day()) - date.fromisoformat(life.workplace.today)).days
    life.workplace.walk(days + 21)
    late = regulator.challenge(challenge)
    assert (late.line.late, late.can, bank.challenge(challenge).can) == (True, ("uphold", "dismiss"), ())
    assert challenge not in {line.id for line in bank.all(status="open") if not line.late}
    regulator.submit(regulator.prepare_decide(challenge, "dismissed", "none", "Nobody answered."))


def test_a_target_is_found_by_the_beginning_of_its_id(life: Life, monkeypatch: pytest.MonkeyPatch) -> None:
    (loan,) = life.loans((10_000, 12), cash=None)
    regulator = life.desk("R").challenges
    assert regulator.whole_id("loan", f" {loan[:8].upper()} ") == loan
    assert regulator.whole_id("loan", loan) == loan
    assert regulator.whole_id("party", life.bank[:8]) == life.bank
    assert regulator.whole_id("loan", loan[:5]) == loan[:5]  # too short: no loan is meant
    assert regulator.whole_id("loan", "ffffffffff") == "ffffffffff"
    with pytest.raises(KnownError) as caught:
        regulator.respondents("loan", regulator.whole_id("loan", loan[:5]))
    assert caught.value.code == "challenge.target"
    # Every key of P-256 in this form begins with A: several are told to be several.
    monkeypatch.setattr(challenges, "SHORTEST_ID", 1)
    with pytest.raises(KnownError) as caught:
        regulator.whole_id("party", "A")
    assert caught.value.code == "challenge.several"
