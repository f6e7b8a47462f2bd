"""Challenges: what a freeze stops, answers, decisions, their effects, and that there is no way around."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from loc_desktop.contract.client import code_of, new_id
from loc_desktop.contract.errors import ContractError
from loc_desktop.contract.flow_rules import challenge as challenge_rules
from loc_desktop.contract.flow_rules.challenge import TWO_KEYS
from loc_desktop.contract.rulebook.document import shipped
from loc_desktop.loan.calendar import civil_day
from tests.contract.test_life import Life, refused
from tests.contract.world import World, signer

LATER = "2026-12-14T08:00:01Z"
"""Just after the deadline of a challenge that is raised on the world's first day."""


@pytest.fixture
def world() -> World:
    world = World()
    world.fund()
    return world


@pytest.fixture
def lasting(monkeypatch: pytest.MonkeyPatch) -> None:
    """A freeze lasts until its challenge ends, for what a freeze does."""
    monkeypatch.setattr(challenge_rules, "_alone_until", lambda _run, _marks: "")


def deadline(world: World) -> str:
    """Three weeks from now: more than the working days that the shipped rules ask for."""
    return (datetime.fromisoformat(world.now) + timedelta(days=21)).strftime("%Y-%m-%dT%H:%M:%SZ")


def challenge(world: World, kind: str, target: str, role: str = "", **more: Any) -> str:
    """An open challenge; its id. Of a loan its customer is asked, who loses by a reversal, else the bank."""
    name, role = new_id(), role or ("C" if kind == "loan" else "B")
    body = {"challenge": name, "target": {"kind": kind, "id": target}, "reason": "why?",
            "deadline": deadline(world), "role": role, "respondent": world.key(role), **more}  # fmt: skip
    outcome = world.unlock(world.locked(world.draft("challenge.raise", **body), ("R",)))
    assert outcome["code"] == 0, outcome
    return name


def answer(world: World, name: str, role: str = "", failed: tuple[str, ...] = ()) -> Any:
    role = role or seen(world, name)["role"]
    body = {"challenge": name, "role": role, "respondent": world.key(role), "answer": "because"}
    return world.unlock(world.locked(world.draft("challenge.answer", **body)), failed=failed)


def decide(
    world: World, name: str, decision: str = "upheld", effect: str = "none", second: str = "CAD"
) -> Any:
    """R's decision; with the second authority's grant where the effect takes rights or money."""
    body = {"challenge": name, "decision": decision, "effect": effect, "ruling": "so it is"}
    if effect in TWO_KEYS and second:
        body |= {"second_role": world.roles[second], "second": world.key(second)}
    return world.unlock(world.locked(world.draft("challenge.decide", **body), ("R",)))


def seen(world: World, name: str) -> Any:
    return world.query("R", "challenge", id=name)


# --- what a freeze stops ------------------------------------------------------------------------------------


def test_a_frozen_event_is_neither_granted_nor_unlocked(world: World) -> None:
    cc = world.locked(world.apply())
    challenge(world, "event", cc["event"]["id"])
    with refused("frozen"):
        world.invoke("B", "grant", [cc["event"]["id"], world.results(cc)[0]])
    with refused("frozen"):
        world.unlock(cc)
    many = world.invoke("B", "unlock_many", [[code_of(cc["event"], world.results(cc))]])
    assert many[0]["error"] == "contract.frozen"
    assert world.balance("C") == 0


def test_a_frozen_loan_is_neither_refunded_nor_changed() -> None:
    life = Life().on("2026-02-12")
    life.pay_due()
    pending = life.world.locked(
        life.world.draft(
            "loan.refund", loan=life.loan, amount=1, periods=[1], payer=life.world.key("FD"),
            payee=life.world.key("C"), bank=life.world.key("B"),
        )
    )  # fmt: skip
    challenge(life.world, "loan", life.loan)
    with refused("frozen"):
        life.world.unlock(pending)
    with refused("frozen"):
        life.refund([1], 1)
    with refused("frozen"):
        life.act("loan.reschedule", months=12, reason="x", payee=life.world.key("C"))
    with refused("frozen"):
        life.act("loan.writeoff", amount=1, reason="x")


def test_a_frozen_party_signs_grants_pays_and_receives_nothing(world: World) -> None:
    as_payee = world.locked(world.apply())
    challenge(world, "party", world.key("C"), role="C")
    with refused("frozen"):
        world.unlock(as_payee)
    with refused("frozen"):
        world.locked(world.apply())
    bank = world.locked(world.apply("C2"))
    challenge(world, "party", world.key("B"))
    with refused("frozen"):
        world.invoke("B", "grant", [bank["event"]["id"], world.results(bank)[0]])
    with refused("frozen"):
        world.unlock(bank)
    with refused("frozen"):
        world.fund()
    # Renewing the member record is no way around it.
    world.invoke("B", "register", [world.record("B")])
    with refused("frozen"):
        world.fund()


def test_a_challenged_transaction_freezes_the_loans_it_touched() -> None:
    life = Life().on("2026-02-12")
    transaction = life.world.query("R", "event", id=life.loan)["status"]["tx"]["unlock"]
    challenge(life.world, "transaction", transaction)
    with refused("frozen"):
        life.act("loan.reschedule", months=12, reason="x", payee=life.world.key("C"))
    assert life.pay_due()["code"] == 0


def test_a_challenged_deposit_freezes_the_accounts_owner(world: World) -> None:
    deposit = world.run(
        "asset.deposit", amount=5, bank=world.key("B"), account=world.key("C"), transfer=new_id()
    )
    transaction = world.query("R", "event", id=deposit["event"])["status"]["tx"]["unlock"]
    challenge(world, "transaction", transaction)
    with refused("frozen"):
        world.locked(world.apply())


def test_two_challenges_both_have_to_end(world: World) -> None:
    cc = world.locked(world.apply())
    first, second = (challenge(world, "event", cc["event"]["id"]) for _ in range(2))
    decide(world, first, "dismissed")
    with refused("frozen"):
        world.unlock(cc)
    decide(world, second, "dismissed")
    assert world.unlock(cc)["code"] == 0


@pytest.mark.parametrize("kind", ["event", "loan", "party", "transaction"])
def test_a_target_must_exist(world: World, kind: str) -> None:
    target = "0" * 32
    if kind == "party":
        target = signer("nobody").key
    elif kind == "transaction":
        target = "0" * 64
    with refused("challenge_target"):
        challenge(world, kind, target)


def test_an_executed_event_is_challenged_by_its_transaction_or_loan(world: World) -> None:
    loan = world.loan()
    with refused("challenge_target"):
        challenge(world, "event", loan)


def test_only_r_challenges_and_only_once_by_id(world: World) -> None:
    loan = world.loan()
    name = challenge(world, "loan", loan)
    with refused("challenge_status"):
        challenge(world, "loan", loan, challenge=name)
    with refused("answer_days"):
        challenge(world, "loan", loan, deadline="2020-01-01T00:00:00Z")
    body = {"challenge": new_id(), "target": {"kind": "loan", "id": loan}, "reason": "r",
            "deadline": deadline(world), "role": "B", "respondent": world.key("B")}  # fmt: skip
    draft = world.draft("challenge.raise", **body)
    cc = draft.chaincode(draft.sign(world.signers["R"]))
    forged = {**cc, "event": {**cc["event"], "signatures": [{**cc["event"]["signatures"][0], "role": "B"}]}}
    with refused("signers"):
        world.invoke("B", "lock", [forged])


# --- answers and decisions ----------------------------------------------------------------------------------


def test_an_accepted_answer_dismisses_the_challenge(world: World) -> None:
    cc = world.locked(world.apply())
    name = challenge(world, "event", cc["event"]["id"])
    assert answer(world, name)["code"] == 0
    assert seen(world, name)["status"] == "dismissed"
    assert world.unlock(cc)["code"] == 0
    with refused("challenge_status"):
        answer(world, name)


def test_an_answer_that_r_does_not_accept_stays_on_record(world: World) -> None:
    cc = world.locked(world.apply())
    name = challenge(world, "event", cc["event"]["id"])
    outcome = answer(world, name, failed=("R",))
    assert (outcome["code"], outcome["status"]) == (1, "refused")
    challenged = seen(world, name)
    assert (challenged["status"], challenged["answers"]) == ("answered", [outcome["event"]])
    assert decide(world, name, "upheld", "refusal")["code"] == 0
    assert world.query("C", "event", id=cc["event"]["id"])["status"]["status"] == "refused"
    with refused("duplicate"):
        world.unlock(cc)


def test_a_late_answer_is_refused(world: World) -> None:
    name = challenge(world, "loan", world.loan())
    world.now = LATER
    with refused("deadline"):
        answer(world, name)


def test_only_the_challenged_role_answers(world: World) -> None:
    name = challenge(world, "loan", world.loan())
    with refused("challenge_target"):
        answer(world, name, role="CAD")
    with refused("challenge_unknown"):
        answer(world, "0" * 32)


def test_r_upholds_only_after_the_answer_or_the_deadline(world: World) -> None:
    name = challenge(world, "loan", world.loan())
    with refused("unanswered"):
        decide(world, name, "upheld", "suspension")
    world.now = LATER
    assert decide(world, name, "upheld", "suspension")["code"] == 0


@pytest.mark.parametrize(
    ("kind", "effect"), [("event", "reversal"), ("loan", "refusal"), ("party", "reversal")]
)
def test_an_effect_must_fit_its_target(world: World, kind: str, effect: str) -> None:
    targets = {"event": world.locked(world.apply())["event"]["id"], "party": world.key("B")}
    targets["loan"] = world.loan("C2") if kind == "loan" else ""
    name = challenge(world, kind, targets[kind], "B")
    with refused("effect"):
        decide(world, name, "upheld", effect)
    with refused("effect"):
        decide(world, name, "dismissed", effect)


# --- effects ------------------------------------------------------------------------------------------------


def test_a_suspension_lasts_until_it_is_lifted(world: World) -> None:
    name = challenge(world, "party", world.key("B"))
    answer(world, name, failed=("R",))
    decide(world, name, "upheld", "suspension")
    with refused("frozen"):
        world.fund()
    lift = world.draft("challenge.lift", challenge=name, ruling="amended")
    assert world.unlock(world.locked(lift, ("R",)))["code"] == 0
    assert seen(world, name)["status"] == "lifted"
    assert world.fund()["code"] == 0
    with refused("challenge_status"):
        world.locked(world.draft("challenge.lift", challenge=name, ruling="again"), ("R",))


def reverse(world: World, name: str, event: str, amount: int, to: str, second: str = "CAD") -> Any:
    body = {
        "challenge": name,
        "event": event,
        "amount": amount,
        "from": world.key("C"),
        "to": world.key(to),
        "role": to,
        "second_role": world.roles[second],
        "second": world.key(second),
    }
    return world.unlock(world.locked(world.draft("challenge.reverse", **body), ("R",)))


def test_an_upheld_challenge_takes_a_loan_back(world: World) -> None:
    loan = world.loan(amount=1_000_000)
    name = challenge(world, "loan", loan)
    answer(world, name, failed=("R",))
    with refused("challenge_target"):
        reverse(world, name, loan, 1_000_000, "B")
    decide(world, name, "upheld", "reversal")
    with refused("reversal"):
        reverse(world, name, loan, 999_999, "B")
    with refused("challenge_target"):
        reverse(world, name, loan, 1_000_000, "FD")
    assert reverse(world, name, loan, 1_000_000, "B")["code"] == 0
    assert (world.balance("C"), world.balance("B")) == (0, 100_000_000)
    view = world.query("C", "loan", id=loan)
    assert (view["status"], view["outstanding"]) == ("reversed", 0)
    assert seen(world, name)["status"] == "upheld"
    with refused("challenge_target"):
        reverse(world, name, loan, 1_000_000, "B")
    rows = world.query("R", "report")
    assert (rows[-1]["reversed"], rows[-1]["outstanding"], rows[-1]["arrears"]) == (1_000_000, 0, 0)


def test_a_wrong_refund_goes_back_to_the_department() -> None:
    life = Life().on("2026-02-12")
    life.pay_due()
    refund = life.refund([1], 12_000)["event"]
    transaction = life.world.query("R", "event", id=refund)["status"]["tx"]["unlock"]
    name = challenge(life.world, "transaction", transaction, role="FD")
    answer(life.world, name, role="FD", failed=("R",))
    with refused("unanswered"):  # the department that gets it answers at once: the customer has its days
        decide(life.world, name, "upheld", "reversal")
    life.world.now = "2026-03-12T08:00:00Z"
    decide(life.world, name, "upheld", "reversal")
    before = life.world.balance("FD")
    assert reverse(life.world, name, refund, 12_000, "FD")["code"] == 0
    assert life.world.balance("FD") == before + 12_000
    assert life.view()["subsidised"] == 0
    # Budget and the right to it come back.
    assert life.view()["schedule"][0]["refundable"] == 12_000
    assert life.world.query("FD", "budget", department=life.world.key("FD"), year="2026")["left"] == 1_000_000
    assert life.refund([1], 12_000)["code"] == 0


def test_the_parties_see_the_challenge_and_others_do_not(world: World) -> None:
    name = challenge(world, "loan", world.loan())
    for party in ("C", "B", "CAD", "FD", "R"):
        assert world.query(party, "challenge", id=name)["status"] == "open"
        assert [row["id"] for row in world.query(party, "challenges")] == [name]
    assert world.query("C2", "challenges") == []
    with pytest.raises(ContractError) as error:
        world.query("B2", "challenge", id=name)
    assert error.value.code == "contract.denied"


# --- who is asked, and how long -----------------------------------------------------------------------------


def test_only_a_party_of_the_target_is_asked(world: World) -> None:
    loan = world.loan()
    for role, respondent in (("B", "B2"), ("C", "C2")):
        with refused("respondent"):
            challenge(world, "loan", loan, role=role, respondent=world.key(respondent))
    with refused("respondent"):
        challenge(world, "party", world.key("C"), role="B")
    for role in ("C", "B", "CAD", "FD"):
        challenge(world, "loan", loan, role=role)


def test_r_never_asks_itself_nor_judges_what_it_took_part_in(world: World) -> None:
    with refused("own_conduct"):
        challenge(world, "loan", world.loan(), role="R")
    with refused("own_conduct"):
        challenge(world, "party", world.key("R"), role="R")


def test_a_pending_event_that_r_is_to_grant_is_not_r_s_to_judge(world: World) -> None:
    loan = world.loan()
    name = challenge(world, "loan", loan, "B")
    body = {"challenge": name, "role": "B", "respondent": world.key("B"), "answer": "because"}
    pending = world.locked(world.draft("challenge.answer", **body))
    with refused("own_conduct"):
        challenge(world, "event", pending["event"]["id"])


@pytest.mark.parametrize(
    ("raised", "earliest"),
    [
        # Sunday: the five working days of the week that follows, the last of them until its end in Beijing.
        ("2026-11-22T08:00:00Z", "2026-11-27T15:59:59Z"),
        # 00:30 on Monday in Beijing, still Sunday in UTC: it is raised on Monday.
        ("2026-11-22T16:30:00Z", "2026-11-30T15:59:59Z"),
        # Before the week of 1 October: the holidays are no working days.
        ("2026-09-30T02:00:00Z", "2026-10-14T15:59:59Z"),
    ],
)
def test_a_deadline_leaves_working_days_to_answer(raised: str, earliest: str) -> None:
    world = World()
    world.now = raised
    days = [date(2026, 9, 30) + timedelta(days=n) for n in range(20)]
    if raised.startswith("2026-09"):
        work = [day for day in days[1:] if shipped().holidays.is_business_day(day)]
        earliest = f"{work[4].isoformat()}T15:59:59Z"
        assert work[0] >= date(2026, 10, 8)
    just = datetime.fromisoformat(earliest) - timedelta(seconds=1)
    with pytest.raises(ContractError) as error:
        challenge(world, "party", world.key("B"), deadline=just.strftime("%Y-%m-%dT%H:%M:%SZ"))
    assert (error.value.code, error.value.params["earliest"]) == ("contract.answer_days", earliest)
    assert error.value.params["days"] == 5
    name = challenge(world, "party", world.key("B"), deadline=earliest)
    assert seen(world, name)["deadline"] == earliest


def test_a_deadline_has_a_day_in_every_zone(world: World) -> None:
    """On the last day at Greenwich it is the year 10000 elsewhere, which no calendar shows."""
    with refused("body"):
        challenge(world, "party", world.key("B"), deadline="9999-12-31T23:59:59Z")
    name = challenge(world, "party", world.key("B"), deadline="9999-12-30T23:59:59Z")
    assert civil_day(seen(world, name)["deadline"], "Pacific/Kiritimati") == date.max


def test_working_days_count_from_the_day_on_which_the_freeze_begins(world: World) -> None:
    """Locked in time and executed three weeks later, it still leaves the respondent its days."""
    body = {"challenge": new_id(), "target": {"kind": "party", "id": world.key("B")}, "reason": "why?",
            "deadline": "2026-11-27T15:59:59Z", "role": "B", "respondent": world.key("B")}  # fmt: skip
    cc = world.locked(world.draft("challenge.raise", **body), ("R",))
    world.now = "2026-12-13T08:00:00Z"
    assert world.unlock(cc)["code"] == 0
    assert seen(world, str(body["challenge"]))["deadline"] == "2026-12-18T15:59:59Z"


# --- two keys -----------------------------------------------------------------------------------------------


def upheld(world: World, name: str, effect: str, **second: Any) -> Any:
    body = {"challenge": name, "decision": "upheld", "effect": effect, "ruling": "so it is", **second}
    return world.draft("challenge.decide", **body)


@pytest.mark.parametrize("effect", TWO_KEYS)
def test_r_alone_takes_no_rights_and_no_money(world: World, effect: str) -> None:
    name = challenge(world, "loan", world.loan(), role="CAD")
    answer(world, name, role="CAD", failed=("R",))
    with refused("unanswered"):
        world.locked(upheld(world, name, effect, second_role="FD", second=world.key("FD")), ("R",))
    world.now = LATER
    world.signers["CAD2"], world.roles["CAD2"] = signer("CAD2"), "CAD"
    world.invoke("CAD2", "register", [world.record("CAD2")])
    with refused("second"):  # a colleague of the respondent's house
        world.locked(upheld(world, name, effect, second_role="CAD", second=world.key("CAD2")), ("R",))
    with refused("second"):
        world.locked(upheld(world, name, effect), ("R",))
    for role in ("CAD", "R"):  # the respondent; R itself
        with refused("second"):
            world.locked(upheld(world, name, effect, second_role=role, second=world.key(role)), ("R",))
    for role in ("B", "C"):
        with refused("second"):
            world.locked(upheld(world, name, effect, second_role=role, second=world.key(role)), ("R",))
    with refused("body"):
        upheld(world, name, effect, second=world.key("FD"))
    cc = world.locked(upheld(world, name, effect, second_role="FD", second=world.key("FD")), ("R",))
    # What the second authority refuses has no effect, and R can decide otherwise.
    assert world.unlock(cc, failed=("FD",))["status"] == "refused"
    assert seen(world, name)["status"] == "answered"
    assert world.query("FD", "challenge", id=name)["seconds"] == [world.key("FD")]
    assert decide(world, name, "dismissed")["code"] == 0


def test_a_second_r_can_be_the_second_authority(world: World) -> None:
    world.signers["R2"], world.roles["R2"] = signer("R2"), "R"
    world.invoke("R2", "register", [world.record("R2")])
    name = challenge(world, "party", world.key("B"))
    answer(world, name, failed=("R",))
    assert decide(world, name, "upheld", "suspension", second="R2")["code"] == 0


def test_a_reversal_needs_the_second_key_again(world: World) -> None:
    loan = world.loan(amount=1_000_000)
    name = challenge(world, "loan", loan)
    answer(world, name, failed=("R",))
    decide(world, name, "upheld", "reversal")
    with refused("second"):
        reverse(world, name, loan, 1_000_000, "B", second="R")
    assert reverse(world, name, loan, 1_000_000, "B", second="FD")["code"] == 0


def test_r_does_not_name_itself_answer_and_reverse_at_once(world: World) -> None:
    """The attack: R as respondent, answering, upholding and taking the payout back within a minute."""
    loan = world.loan()
    with refused("own_conduct"):
        challenge(world, "loan", loan, role="R")
    name = challenge(world, "loan", loan)
    with refused("challenge_target"):
        draft = world.draft(
            "challenge.answer", challenge=name, role="R", respondent=world.key("R"), answer="x"
        )
        world.locked(draft, ("R",))
    with refused("unanswered"):
        decide(world, name, "upheld", "reversal")
    assert world.balance("C") == 5_000_000


# --- payments while something is frozen, and what stands still ----------------------------------------------


@pytest.mark.usefixtures("lasting")
def test_a_challenged_loan_can_be_paid_prepaid_and_collected() -> None:
    life = Life().on("2026-02-12")
    challenge(life.world, "loan", life.loan)
    assert life.pay_due()["code"] == 0
    life.on("2026-03-12")
    now = life.view()["position"]
    paid = life.act(
        "interest.pay", amount=now["due_interest"], interest=now["due_interest"], penalty=0,
        payer=life.world.key("C"),
    )  # fmt: skip
    assert paid["code"] == 0
    with refused("frozen"):
        life.refund([1], 1)
    assert life.view()["position"]["due_interest"] == 0


def test_the_payment_of_a_challenged_loan_leaves_no_day_late_after_dismissal() -> None:
    """Case 9: challenged on 12-20, paid on 12-22, dismissed on 05-01: nothing punished."""
    life = Life()
    for day in ("02-12", "03-12", "04-13", "05-12", "06-12", "07-13", "08-12", "09-14", "10-12", "11-12",
                "12-14"):  # fmt: skip
        life.on(f"2026-{day}").pay_due()
    life.on("2026-12-20")
    name = challenge(life.world, "loan", life.loan)
    life.on("2027-01-12").pay_due()
    life.on("2027-05-01")
    assert decide(life.world, name, "dismissed")["code"] == 0
    position = life.view()["position"]
    assert (life.view()["status"], position["penalty"], position["days_past_due"]) == ("repaid", 0, 0)


@pytest.mark.usefixtures("lasting")
def test_a_frozen_customer_s_loan_stands_still_until_the_freeze_ends() -> None:
    life = Life()
    due = date.fromisoformat(life.view()["schedule"][0]["due"])
    before = due - timedelta(days=2)
    life.on(before.isoformat())
    name = challenge(life.world, "party", life.world.key("C"), role="C")
    assert life.view()["paused"] == [[before.isoformat(), ""]]
    thaw = due + timedelta(days=130)
    life.on(thaw.isoformat())
    frozen = life.view()["position"]
    assert (frozen["penalty"], frozen["days_past_due"], frozen["classification"]) == (0, 0, "normal")
    assert decide(life.world, name, "dismissed")["code"] == 0
    assert life.view()["paused"] == [[before.isoformat(), thaw.isoformat()]]
    assert "frozen" not in life.world.query("R", "member", role="C", key=life.world.key("C"))
    # What fell due in the freeze keeps the two days that were left when it began.
    first = next(row for row in life.view()["schedule"] if row["due"] == due.isoformat())
    for days, late in ((1, 0), (2, 0), (3, 1)):
        position = life.on((thaw + timedelta(days=days)).isoformat()).view()["position"]
        assert position["days_past_due"] == late, days
    assert position["penalty"] > 0
    assert position["penalty"] < first["principal"]
    # Paid on the last of its days: as if the freeze had not been, also for the subsidy.
    life.on((thaw + timedelta(days=2)).isoformat())
    assert life.view()["position"]["penalty"] == 0
    life.pay_due()
    paid = life.view()["schedule"][0]
    assert (paid["paid_late"], paid["refundable"]) == (0, first["interest"])
    assert life.refund([1], first["interest"])["code"] == 0


@pytest.mark.usefixtures("lasting")
def test_days_late_before_a_freeze_count_and_go_on_after_it() -> None:
    life = Life()
    due = date.fromisoformat(life.view()["schedule"][0]["due"])
    life.on((due + timedelta(days=10)).isoformat())
    assert life.view()["position"]["days_past_due"] == 10
    penalty = life.view()["position"]["penalty"]
    name = challenge(life.world, "party", life.world.key("C"), role="C")
    life.on((due + timedelta(days=200)).isoformat())
    now = life.view()["position"]
    assert (now["days_past_due"], now["penalty"], now["classification"]) == (10, penalty, "special_mention")
    decide(life.world, name, "dismissed")
    life.on((due + timedelta(days=201)).isoformat())
    assert life.view()["position"]["days_past_due"] == 11


@pytest.mark.usefixtures("lasting")
def test_two_challenges_of_a_customer_are_one_standstill() -> None:
    life = Life().on("2026-02-01")
    first = challenge(life.world, "party", life.world.key("C"), role="C")
    life.on("2026-02-03")
    second = challenge(life.world, "party", life.world.key("C"), role="C")
    life.on("2026-03-05")
    decide(life.world, first, "dismissed")
    assert life.view()["paused"] == [["2026-02-01", ""]]
    life.on("2026-03-10")
    decide(life.world, second, "dismissed")
    assert life.view()["paused"] == [["2026-02-01", "2026-03-10"]]


def test_a_suspended_customer_s_loan_stands_still_and_can_be_paid() -> None:
    life = Life().on("2026-02-01")
    world = life.world
    name = challenge(world, "party", world.key("C"), role="C")
    answer(world, name, role="C", failed=("R",))
    decide(world, name, "upheld", "suspension")
    life.on("2026-06-01")
    assert life.view()["position"]["days_past_due"] == 0
    assert life.pay_due()["code"] == 0
    with refused("frozen"):
        life.act("loan.reschedule", months=12, reason="x", payee=world.key("C"))
    lift = world.draft("challenge.lift", challenge=name, ruling="amended")
    assert world.unlock(world.locked(lift, ("R",)))["code"] == 0
    assert life.view()["paused"] == [["2026-02-01", "2026-06-01"]]


def test_nobody_s_loan_suffers_because_its_bank_is_frozen() -> None:
    life = Life().on("2026-02-12")
    world = life.world
    challenge(world, "party", world.key("B"))
    assert life.pay_due()["code"] == 0
    transfer = {"bank": world.key("B"), "account": world.key("C")}
    assert world.run("asset.deposit", amount=5, transfer=new_id(), **transfer)["code"] == 0
    assert world.run("asset.withdraw", amount=5, transfer=new_id(), **transfer)["code"] == 0
    with refused("frozen"):
        world.fund()
    with refused("frozen"):
        world.locked(world.apply("C2"))


def test_dismissing_restores_everything(world: World) -> None:
    """The state before and after differs in the challenge's own records alone."""
    loan, cc = world.loan(), world.locked(world.apply("C2"))
    before = dict(world.ledger.values)
    for kind, target, role in (
        ("loan", loan, "B"), ("event", cc["event"]["id"], "B"), ("party", world.key("CAD"), "CAD"),
        ("party", world.key("B"), "B"),
    ):  # fmt: skip
        name = challenge(world, kind, target, role=role)
        assert decide(world, name, "dismissed")["code"] == 0
    changed = {
        key for key, value in world.ledger.values.items()
        if before.get(key) != re.sub(rb',?"froze":"[0-9-]+"', b"", value)
    }  # fmt: skip
    assert {key.partition("/")[0] for key in changed} == {"challenge", "event", "cc", "executed"}
    after = re.sub(rb',?"froze":"[0-9-]+"', b"", world.ledger.values[f"loan/{loan}"])
    assert after == before[f"loan/{loan}"]
    assert world.unlock(cc)["code"] == 0


@pytest.mark.usefixtures("lasting")
def test_a_loan_that_is_challenged_again_and_again_keeps_one_span_of_standing_still() -> None:
    """R raises, dismisses and raises anew on one day: the record grows by days, not by challenges."""
    life = Life().on("2026-02-12")
    world = life.world
    for _ in range(5):
        name = challenge(world, "party", world.key("C"), role="C")
        decide(world, name, "dismissed")
    assert life.view()["paused"] == [["2026-02-12", "2026-02-12"]]
    life.on("2026-02-13")
    challenge(world, "party", world.key("C"), role="C")
    assert life.view()["paused"] == [["2026-02-12", "2026-02-12"], ["2026-02-13", ""]]


def test_what_is_paid_before_a_reversal_executes_is_not_taken_back_and_stops_nothing(world: World) -> None:
    """The attack: the respondent pays a fen of what is due between each lock and its unlock."""
    life = Life().on("2026-02-12")
    name = challenge(life.world, "loan", life.loan)
    answer(life.world, name, failed=("R",))
    decide(life.world, name, "upheld", "reversal")
    due = life.view()["outstanding"]
    body = {
        "challenge": name, "event": life.loan, "amount": due, "from": life.world.key("C"),
        "to": life.world.key("B"), "role": "B", "second_role": "CAD", "second": life.world.key("CAD"),
    }  # fmt: skip
    cc = life.world.locked(life.world.draft("challenge.reverse", **body), ("R",))
    life.pay_due()
    left = life.view()["outstanding"]
    assert left < due
    outcome = life.world.unlock(cc)
    assert outcome["code"] == 0
    claimed = sum(claim["amount"] for claim in life.world.query("B", "claims"))
    assert sum(move["amount"] for move in outcome["moves"]) + claimed == left
    assert life.view()["status"] == "reversed"


# --- a freeze that one authority began ----------------------------------------------------------------------


def test_a_freeze_by_r_alone_ends_by_itself_and_is_seen_so(world: World) -> None:
    loan = world.loan()
    name = challenge(world, "loan", loan)
    seen_ = seen(world, name)
    assert (seen_["freezes"], seen_["until"]) == (True, "2026-12-11T15:59:59Z")
    assert world.query("C", "loan", id=loan)["provisional"] == [[name, seen_["until"]]]
    world.now = "2026-12-11T15:59:59Z"
    assert world.query("C", "loan", id=loan)["frozen"] == [name]
    assert seen(world, name)["freezes"]
    world.now = "2026-12-11T16:00:00Z"
    assert not {"frozen", "provisional"} & set(world.query("C", "loan", id=loan))
    assert (seen(world, name)["freezes"], seen(world, name)["status"]) == (False, "open")
    assert decide(world, name, "dismissed")["code"] == 0


def test_a_party_whose_freeze_ended_acts_again_and_its_loans_go_on(world: World) -> None:
    loan = world.loan()
    challenge(world, "party", world.key("C"), role="C")
    with refused("frozen"):
        world.locked(world.apply())
    assert world.query("C", "loan", id=loan)["paused"] == [["2026-11-22", "2026-12-12"]]
    world.now = "2026-12-11T16:00:00Z"
    world.locked(world.apply())
    assert world.query("R", "member", role="C", key=world.key("C")).get("frozen") is None


def test_r_alone_does_not_renew_a_freeze_by_asking_again(world: World) -> None:
    loan = world.loan()
    first = challenge(world, "loan", loan)
    assert decide(world, first, "dismissed")["code"] == 0
    world.now = "2026-12-10T08:00:00Z"
    second = challenge(world, "loan", loan)
    assert seen(world, second)["until"] == "2026-12-11T15:59:59Z"  # no later than the first
    world.now = "2026-12-12T08:00:00Z"
    third = challenge(world, "loan", loan)
    assert not seen(world, third)["freezes"]
    assert "frozen" not in world.query("R", "loan", id=loan)
    # With a second authority it is frozen for as long as that holds.
    answer(world, third, failed=("R",))
    assert decide(world, third, "upheld", "suspension")["code"] == 0
    world.now = "2027-06-01T08:00:00Z"
    assert world.query("R", "loan", id=loan)["frozen"] == [third]
    world.now = "2027-11-22T08:00:00Z"
    later = challenge(world, "loan", loan)
    assert seen(world, later)["until"] > world.now


def test_what_was_executed_when_its_freeze_ended_is_not_refused_any_more(world: World) -> None:
    cc = world.locked(world.apply())
    name = challenge(world, "event", cc["event"]["id"])
    with refused("frozen"):
        world.unlock(cc)
    world.now = "2026-12-11T16:00:00Z"
    assert world.unlock(cc)["code"] == 0
    world.now = LATER
    with refused("challenge_target"):
        decide(world, name, "upheld", "refusal")
    assert decide(world, name, "upheld", "none")["code"] == 0
