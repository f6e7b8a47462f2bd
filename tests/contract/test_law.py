"""What lending law asks of a loan: who may pay without the bank, how it is rescheduled, what of it is
subsidised, when it is written off, which class it is of, and that no past month changes.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Any

import pytest

from loc_desktop.contract.client import new_id
from loc_desktop.contract.rulebook.document import shipped
from tests.contract.test_life import AMOUNT, Life, refused
from tests.contract.world import World


@pytest.fixture
def life() -> Life:
    return Life()


# --- what is due is paid without the bank -------------------------------------------------------------------


def alone(life: Life, principal: int = 0, interest: int = 0, penalty: int = 0) -> Any:
    """A payment that names no grantor."""
    return life.world.run_alone("principal.repay", **payment(life, principal, interest, penalty))


def payment(life: Life, principal: int, interest: int, penalty: int) -> dict[str, Any]:
    return {"loan": life.loan, "amount": principal + interest + penalty, "principal": principal,
            "interest": interest, "penalty": penalty, "payer": life.world.key("C"),
            "bank": life.world.key("B")}  # fmt: skip


def test_what_is_due_is_paid_without_the_banks_grant(life: Life) -> None:
    life.on("2026-02-12")
    now = life.view()["position"]
    outcome = alone(life, now["due_principal"], now["due_interest"])
    assert (outcome["code"], outcome["status"]) == (0, "unlocked")
    assert life.view()["position"]["due"] == 0
    status = life.world.query("C", "event", id=outcome["event"])["status"]
    assert status["grantors"] == []


def test_interest_alone_and_penalty_too(life: Life) -> None:
    life.on("2026-02-25")
    now = life.view()["position"]
    body = payment(life, 0, now["due_interest"], now["penalty"])
    del body["principal"]
    assert life.world.run_alone("interest.pay", **body)["code"] == 0
    left = life.view()["position"]
    assert (left["due_interest"], left["penalty"], left["due_principal"]) == (0, 0, now["due_principal"])


def test_more_than_is_due_wants_the_bank(life: Life) -> None:
    life.on("2026-02-11")
    with refused("more_than_due"):
        alone(life, interest=12_000)
    assert life.repay(interest=12_000)["code"] == 0
    life.on("2026-02-12")
    now = life.view()["position"]
    assert now["due_interest"] == 0
    with refused("more_than_due"):
        alone(life, principal=now["due_principal"] + 1)


def test_it_counts_on_its_day_only_if_it_is_executed_by_the_next(life: Life) -> None:
    life.on("2026-02-12")
    now = life.view()["position"]
    body = payment(life, now["due_principal"], now["due_interest"], 0)
    draft = life.world.draft
    first, second = (life.world.locked(draft("principal.repay", **body).alone()) for _ in range(2))
    life.on("2026-02-14")
    late = life.world.unlock(first)
    assert (late["code"], late["failure"]["code"]) == (4, "contract.stale")
    life.on("2026-02-13")
    assert life.world.unlock(second)["code"] == 0
    assert life.view()["position"]["penalty"] == 0


# --- rates --------------------------------------------------------------------------------------------------


class Shipped(World):
    """With the shipped rules: LPR 3.00 % for a year, 3.50 % above."""

    DEAR = False


@pytest.mark.parametrize(
    ("months", "rate", "failure"),
    [
        (12, 300, ""),
        (12, 301, "contract.rate_cap"),
        (13, 350, ""),
        (36, 350, ""),
        (36, 351, "contract.product"),
    ],
)
def test_a_rate_above_the_lpr_of_the_term_is_not_paid_out(months: int, rate: int, failure: str) -> None:
    world = Shipped()
    world.fund()
    outcome = world.unlock(world.locked(world.apply(months=months, rate=rate)))
    assert outcome.get("failure", {}).get("code", "") == failure
    assert (outcome["code"], world.balance("C")) == ((4, 0) if failure else (0, 5_000_000))


def test_every_shipped_product_lends_within_the_rules_by_default() -> None:
    for product in shipped().products.values():
        for months in (product.months_min, product.months_max):
            assert product.rate <= shipped().lending.rate_cap(months, date(2026, 11, 28)), product.id


# --- rescheduling -------------------------------------------------------------------------------------------


def reschedule(life: Life, months: int, **more: Any) -> Any:
    return life.act("loan.reschedule", months=months, reason="hail", payee=life.world.key("C"), **more)


def test_finance_grants_a_reschedule_too(life: Life) -> None:
    life.on("2026-02-01")
    draft = life.world.draft(
        "loan.reschedule", loan=life.loan, months=12, reason="hail", payee=life.world.key("C"),
        bank=life.world.key("B"),
    )  # fmt: skip
    assert [role for role, _ in draft.grantors] == ["B", "FD"]
    refused_ = life.world.unlock(life.world.locked(draft), failed=("FD",))
    assert (refused_["code"], refused_["status"]) == (1, "refused")
    assert "rescheduled" not in life.view()


def test_a_short_loan_is_extended_by_at_most_its_term(life: Life) -> None:
    life.on("2026-02-01")
    with refused("extension"):
        reschedule(life, 24)  # until 2028-02-01, after 2028-01-12
    assert reschedule(life, 23)["code"] == 0
    with refused("rescheduled_before"):
        reschedule(life, 12)


def test_a_medium_loan_is_extended_by_at_most_half_and_to_36_months_in_all() -> None:
    life = Life(months=20).on("2026-01-12")
    with refused("extension"):
        reschedule(life, 31)
    assert reschedule(life, 30)["code"] == 0
    life = Life(months=30).on("2026-01-12")
    with refused("months_in_all"):
        reschedule(life, 37)
    assert reschedule(life, 36)["code"] == 0


def test_the_rate_of_a_reschedule_is_no_higher_than_agreed(life: Life) -> None:
    life.on("2026-02-01")
    with refused("rate_above_agreed"):
        reschedule(life, 12, rate=1201)
    assert reschedule(life, 12, rate=1200)["code"] == 0


def test_what_a_reschedule_would_cost_can_be_asked(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    args: dict[str, Any] = {"loan": life.loan, "months": 22, "on": "2026-02-13"}
    told = life.world.query("FD", "reschedule", **args)
    # The first month's interest was paid and may still be refunded: it is no cost of the reschedule.
    assert told["subsidy"] == told["interest"] > 0
    assert (told["rate"], told["latest"]) == (1200, "2028-01-12")
    assert life.view()["schedule"][0]["refundable"] == 12_000
    with refused("extension"):
        life.world.query("FD", "reschedule", **{**args, "months": 24})
    with refused("denied"):
        life.world.query("B2", "reschedule", **args)
    for on in ("9999-12-31", "2999-01-01", "someday"):
        with refused("arguments"):
            life.world.query("FD", "reschedule", **{**args, "on": on})


def test_a_bad_loan_stays_bad_for_the_observation_period() -> None:
    """384 days late over 600 months at 36 %: refused; within the rules the class stays."""
    life = Life()
    first = life.view()["schedule"][0]["due"]
    assert first == "2026-02-12"
    life.on("2027-03-03")
    assert life.view()["position"]["days_past_due"] == 384
    assert life.view()["position"]["classification"] == "loss"
    with refused("rate_above_agreed"):
        reschedule(life, 600, rate=3_600)
    with refused("extension"):
        reschedule(life, 600)
    assert reschedule(life, 10)["code"] == 0
    now = life.view()["position"]
    assert (now["days_past_due"], now["classification"]) == (0, "loss")


def test_a_good_loan_is_at_least_special_mention_after_a_reschedule(life: Life) -> None:
    life.on("2026-02-01")
    reschedule(life, 23)
    assert life.view()["position"]["classification"] == "special_mention"
    for period in life.view()["schedule"][:12]:
        life.on(period["due"]).pay_due()
    assert life.on("2027-01-31").view()["position"]["classification"] == "special_mention"
    assert life.on("2027-02-01").view()["position"]["classification"] == "normal"


# --- classes ------------------------------------------------------------------------------------------------


def test_another_loan_of_the_same_person_in_default_counts(life: Life) -> None:
    life.on("2026-05-01")
    second = life.world.loan(amount=AMOUNT, rate=1200)

    def tier(loan: str) -> str:
        return str(life.world.query("B", "loan", id=loan)["position"]["classification"])

    assert (tier(life.loan), tier(second)) == ("special_mention", "normal")
    life.on("2026-05-14")  # 91 days past 2026-02-12
    assert (tier(life.loan), tier(second)) == ("substandard", "special_mention")
    life.pay_due()
    assert (tier(life.loan), tier(second)) == ("normal", "normal")


def test_a_part_written_off_counts_and_its_recovery_ends_it(life: Life) -> None:
    life.on("2026-02-13")
    body = {"amount": 200_000, "reason": "the barn burnt down"}
    with refused("write_off_class"):
        life.act("loan.writeoff", **body)
    with refused("write_off_class"):
        life.act("loan.writeoff", reason_code="tired", **body)
    assert life.act("loan.writeoff", reason_code="disaster", **body)["code"] == 0
    life.pay_due()
    view = life.view()
    assert (view["status"], view["position"]["days_past_due"]) == ("active", 0)
    assert view["position"]["classification"] == "special_mention"
    assert (view["written_off"]["amount"], view["written_off"]["recovered"]) == (200_000, 0)
    assert life.act("loan.writeback", reason="insured after all")["code"] == 0
    assert life.view()["position"]["classification"] == "normal"
    with refused("not_written_off"):
        life.act("loan.writeback", reason="again")


def test_a_write_off_needs_a_loss_and_recoveries_are_booked(life: Life) -> None:
    life.on("2027-02-01")
    assert life.view()["position"]["classification"] == "doubtful"
    with refused("write_off_class"):
        life.act("loan.writeoff", amount=AMOUNT, reason="gone")
    life.on("2027-06-01")
    assert life.act("loan.writeoff", amount=AMOUNT, reason="gone")["code"] == 0
    assert life.view()["position"]["classification"] == "loss"
    now = life.on("2027-07-01").view()["position"]
    life.repay(interest=now["due_interest"], penalty=now["penalty"])
    life.repay(principal=100_000)
    view = life.view()
    assert view["written_off"]["amount"] == AMOUNT - 100_000
    assert view["written_off"]["recovered"] == 100_000
    july = life.world.query("R", "report")[-1]
    assert (july["recovered"], july["outstanding"]) == (100_000, 0)
    assert life.act("loan.writeback", reason="found")["code"] == 0
    assert life.world.query("R", "report")[-1]["outstanding"] == AMOUNT - 100_000


def test_a_loan_is_a_loss_once_all_that_is_left_of_it_is_written_off(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    left = life.view()["outstanding"] - 50_000
    life.act("loan.writeoff", amount=left, reason="x", reason_code="disaster")
    assert life.view()["status"] == "active"
    charged = life.on("2026-02-13").view()["position"]["accrued"]
    life.act(
        "loan.prepay", amount=50_000 + charged, principal=50_000, interest=charged,
        payer=life.world.key("C"),
    )  # fmt: skip
    view = life.view()
    assert (view["status"], view["position"]["classification"]) == ("written_off", "loss")
    assert (view["written_off"]["amount"], view["written_off"]["recovered"]) == (left, 0)
    life.on("2026-09-30")
    assert [(row["outstanding"], row["arrears"]) for row in life.world.query("R", "report")[2:]] == [
        (0, 0)
    ] * 7
    with refused("loan_status"):
        life.refund([1], 1)
    assert life.act("loan.writeback", reason="insured")["code"] == 0
    assert (life.view()["status"], life.world.query("R", "report")[-1]["outstanding"]) == ("active", left)


# --- subsidy ------------------------------------------------------------------------------------------------


def budget_left(life: Life, year: int = 2026) -> int:
    left: int = life.world.query("FD", "budget", department=life.world.key("FD"), year=str(year))["left"]
    return left


def test_interest_paid_ahead_is_refunded_when_it_has_accrued_and_not_twice_paid_for() -> None:
    """50,000 at 15.4 %: the first instalment on day 5, all settled on day 6. The customer paid 128.33 of
    interest, and that is what the department gives back: nobody keeps the 513.34 that did not accrue.
    """
    world = World()
    world.now = "2027-01-15T08:00:00Z"
    world.fund()
    for kind, owner, amount in (("fund.deposit", "FD", 1_000_000), ("asset.deposit", "C", 100_000)):
        to = {"bank": world.key("B"), "account": world.key(owner), "transfer": new_id()}
        world.run(kind, amount=amount, **to)
    world.budget(2027)
    loan = world.loan(rate=1540)
    to_bank = {"loan": loan, "payer": world.key("C"), "bank": world.key("B")}
    refund = {"loan": loan, "periods": [1], "payer": world.key("FD"), "payee": world.key("C")}
    world.now = "2027-01-20T08:00:00Z"
    now = world.query("C", "loan", id=loan)["position"]
    assert now["payable_interest"] == 64_167
    parts = {"principal": now["payable_principal"], "interest": 64_167, "penalty": 0}
    assert world.run("principal.repay", amount=sum(parts.values()), **parts, **to_bank)["code"] == 0
    with refused("refund_ahead"):
        world.run("loan.refund", amount=64_167, bank=world.key("B"), **refund)
    assert world.query("C", "loan", id=loan)["schedule"][0]["refundable"] == 0
    ended = world.query("C", "loan", id=loan, on=world.query("C", "loan", id=loan)["schedule"][0]["end"])
    assert ended["schedule"][0]["refundable"] == 64_167
    world.now = "2027-01-21T08:00:00Z"
    left = world.query("C", "loan", id=loan)["position"]["payoff_principal"]
    assert world.run("loan.prepay", amount=left, principal=left, interest=0, **to_bank)["code"] == 0
    view = world.query("C", "loan", id=loan)
    assert (view["status"], view["paid"]["interest"], view["schedule"][0]["refundable"]) == (
        "repaid", 12_833, 12_833,
    )  # fmt: skip
    with refused("more_than_due"):
        world.run("loan.refund", amount=12_834, bank=world.key("B"), **refund)
    assert world.run("loan.refund", amount=12_833, bank=world.key("B"), **refund)["code"] == 0
    assert (world.balance("C"), world.balance("FD")) == (100_000, 1_000_000 - 12_833)


def test_a_prepayment_that_waited_does_not_undo_refunded_interest(life: Life) -> None:
    """Asked for two days before the period's end, granted after its interest was given back."""
    life.on("2026-01-20").repay(**_instalment(life))
    life.on("2026-02-10")
    left = life.view()["position"]["payoff_principal"]
    body = {"loan": life.loan, "bank": life.world.key("B"), "payer": life.world.key("C")}
    waiting = life.world.locked(
        life.world.draft("loan.prepay", amount=left, principal=left, interest=0, **body)
    )
    assert life.on("2026-02-12").refund([1], 12_000)["code"] == 0
    outcome = life.world.unlock(waiting)
    assert (outcome["code"], outcome["failure"]["code"]) == (4, "contract.dated_before")
    left = life.view()["position"]["payoff_principal"]
    assert life.act(
        "loan.prepay", amount=left, principal=left, interest=0, payer=life.world.key("C")
    )["code"] == 0  # fmt: skip
    view = life.view()
    assert (view["status"], view["paid"]["interest"], view["subsidised"]) == ("repaid", 12_000, 12_000)


def _instalment(life: Life) -> dict[str, int]:
    now = life.view()["position"]
    return {"principal": now["payable_principal"], "interest": now["payable_interest"]}


def test_no_refund_without_a_budget_of_the_year(life: Life) -> None:
    life.on("2026-12-14").pay_due()
    life.on("2027-01-01")
    with refused("no_budget"):
        life.refund([11], 1)
    life.world.budget(2027, 500)
    assert life.refund([11], 400)["code"] == 0
    assert (budget_left(life, 2027), budget_left(life, 2026)) == (100, 1_000_000)


def test_interest_paid_435_days_late_is_not_subsidised(life: Life) -> None:
    life.world.budget(2027)
    life.on("2027-04-23").pay_due()
    assert life.view()["schedule"][0]["refundable"] == 0
    with refused("refund_late"):
        life.refund([1], 1)


def test_a_loan_written_off_is_not_subsidised(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    left = life.view()["outstanding"]
    life.act("loan.writeoff", amount=left, reason="x", reason_code="death")
    with refused("loan_status"):
        life.refund([1], 1)
    assert life.view()["schedule"][0]["refundable"] == 0


def test_a_loan_written_off_in_part_is_not_subsidised_either_until_that_is_reversed(life: Life) -> None:
    """Neither the customer's refund nor the interest that the department pays to the bank at expiry."""
    life.world.budget(2027)
    life.on("2026-02-12").pay_due()
    life.act("loan.writeoff", amount=200_000, reason="x", reason_code="death")
    with refused("refund_written_off"):
        life.refund([1], 1000)
    assert life.view()["schedule"][0]["refundable"] == 0
    life.on("2027-01-13")
    body = {"amount": 1_000, "payer": life.world.key("FD")}
    with refused("refund_written_off"):
        life.act("interest.repay", **body)
    assert life.view()["position"]["finance_due"] == 0
    life.act("loan.writeback", reason="insured after all")
    assert life.refund([1], 1000)["code"] == 0
    assert life.view()["position"]["finance_due"] > 1_000
    assert life.act("interest.repay", **body)["code"] == 0


def test_a_loan_written_off_and_recovered_is_not_subsidised(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    reason = {"reason": "x", "reason_code": "death"}
    life.act("loan.writeoff", amount=200_000, **reason)
    life.act("loan.writeoff", amount=life.view()["outstanding"] - 200_000, **reason)
    now = life.on("2026-02-20").view()["position"]
    principal, interest = now["payoff_principal"], now["payoff_interest"]
    life.act(
        "loan.prepay", amount=principal + interest, principal=principal, interest=interest,
        payer=life.world.key("C"),
    )  # fmt: skip
    assert life.view()["status"] == "repaid"
    assert life.view()["schedule"][0]["refundable"] == 0
    with refused("refund_written_off"):
        life.refund([1], 1000)


def test_a_write_off_written_back_is_subsidised_again(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    life.act("loan.writeoff", amount=life.view()["outstanding"], reason="x", reason_code="death")
    life.act("loan.writeback", reason="alive")
    assert life.refund([1], 12_000)["code"] == 0


def test_a_reschedule_makes_no_late_interest_subsidised(life: Life) -> None:
    """What was too late to be subsidised before a reschedule stays so in the period that now carries it."""
    life.world.budget(2027)
    view = life.view()
    assert view["subsidy_granted"] == sum(period["interest"] for period in view["schedule"])
    life.on("2027-03-03")
    late = sum(period["interest"] for period in view["schedule"] if period["due"] < "2026-12-03")
    reschedule(life, 10)
    after = life.view()
    assert after["subsidy_granted"] == sum(period["interest"] for period in after["schedule"]) - late
    assert after["subsidy_granted"] >= 0


def test_the_subsidy_never_exceeds_what_finance_granted(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    life.refund([1], 12_000)
    ledger = life.world.ledger
    key = f"loan/{life.loan}"
    ledger.values[key] = ledger.values[key].replace(
        b'"subsidy_granted":%d' % life.view()["subsidy_granted"], b'"subsidy_granted":12000'
    )
    life.on("2026-03-12").pay_due()
    with refused("subsidy_granted"):
        life.refund([2], 1)


# --- the past -----------------------------------------------------------------------------------------------


def arrears(life: Life, month: str) -> int:
    rows = {row["month"]: row["arrears"] for row in life.world.query("R", "report")}
    return int(rows[month])


def test_a_loan_on_an_earlier_day_is_shown_as_it_stood() -> None:
    """A reschedule, a payment, a write-off, another loan's default: none rewrites the days before it."""
    life = Life()
    life.on("2026-03-01")
    second = life.world.loan(amount=AMOUNT, rate=1200)

    def on(day: str, loan: str = life.loan) -> Any:
        return life.world.query("B", "loan", id=loan, on=day)

    seen = {}
    for day in ("2026-01-12", "2026-03-20", "2026-05-20", "2026-06-28"):
        life.on(day) if day > "2026-03-01" else life.on("2026-03-01")
        seen[day] = on(day), on(day, second)
    assert seen["2026-06-28"][0]["position"]["classification"] == "substandard"
    assert seen["2026-06-28"][1]["position"]["classification"] == "special_mention"
    assert seen["2026-06-28"][0]["position"]["days_past_due"] == 136
    life.on("2026-06-29")
    assert reschedule(life, 12)["code"] == 0
    assert on("2026-06-29")["position"]["due"] == on("2026-06-29")["position"]["penalty"] > 0
    life.on("2026-07-02").pay_due()
    life.on("2026-07-03")
    assert life.act("loan.writeoff", amount=AMOUNT // 4, reason="hail", reason_code="disaster")["code"] == 0
    life.on("2026-09-01").pay_due()
    for day, (first, other) in seen.items():
        assert (on(day), on(day, second)) == (first, other), day
    # One later day is as it stood then too, and the record of now can be asked for.
    assert on("2026-07-02")["position"]["due"] == 0
    assert "written_off" not in on("2026-07-02")
    assert on("2026-07-03")["written_off"]["amount"] == AMOUNT // 4
    now = life.world.query("B", "loan", id=life.loan, on="2026-06-28", latest=True)
    assert now["rescheduled"] == 1


def test_a_past_months_arrears_are_what_they_were() -> None:
    """50,000 yuan, 4.35 %, 12 months: nothing was paid by the end of 2027."""
    life = Life.__new__(Life)
    life.world = World()
    life.on("2026-12-14")
    life.world.fund()
    life.loan = life.world.loan(amount=5_000_000, months=12, rate=435)
    life.on("2028-01-02")
    due = sum(period["principal"] + period["interest"] for period in life.view()["schedule"])
    months = [f"2027-{month:02d}" for month in range(1, 13)]
    before = {month: arrears(life, month) for month in months}
    assert before["2027-12"] == due
    assert reschedule(life, 11)["code"] == 0
    assert {month: arrears(life, month) for month in months} == before
    assert arrears(life, "2028-01") == 0
    life.on("2028-06-20")
    assert {month: arrears(life, month) for month in months} == before
    assert life.world.query("R", "report", until="2027-12-31")[-1]["arrears"] == due


def classes(life: Life, month: str = "", until: str = "") -> dict[str, list[int]]:
    """The classes of a month's row (default: the last) that have a loan."""
    asked: dict[str, Any] = {"until": until} if until else {}
    rows = {row["month"]: row for row in life.world.query("R", "report", **asked)}
    report_row = rows[month or max(rows)]
    assert sum(amount for _, amount in report_row["classes"].values()) == report_row["outstanding"]
    return {tier: pair for tier, pair in report_row["classes"].items() if pair != [0, 0]}


def test_the_report_counts_the_classes_at_each_months_end(life: Life) -> None:
    """Nothing is paid before the end of December; the first instalment was due on 12 February."""
    life.on("2026-12-31")
    assert classes(life, "2026-01") == {"normal": [1, AMOUNT]}
    assert classes(life, "2026-02") == {"special_mention": [1, AMOUNT]}
    assert classes(life, "2026-05") == {"substandard": [1, AMOUNT]}
    for month in range(1, 13):
        day = f"2026-{month:02d}-{monthrange(2026, month)[1]}"
        shown = life.world.query("R", "loan", id=life.loan, on=day)["position"]["classification"]
        assert classes(life, f"2026-{month:02d}") == {shown: [1, AMOUNT]} == classes(life, until=day)
    before = [classes(life, f"2026-{month:02d}") for month in range(1, 13)]
    left = life.view()["outstanding"] - life.view()["position"]["due_principal"]
    life.pay_due()
    assert classes(life) == ({"normal": [1, left]} if left else {})
    assert [classes(life, f"2026-{month:02d}") for month in range(1, 12)] == before[:11]


def test_the_reports_classes_go_by_the_other_signs_too(life: Life) -> None:
    """A rescheduled loan is at least special mention; so is another loan of whoever is in default."""
    life.on("2026-02-12").pay_due()
    assert reschedule(life, 11)["code"] == 0
    left = life.view()["outstanding"]
    assert life.view()["position"]["classification"] == "special_mention"
    assert classes(life) == {"special_mention": [1, left]}
    assert classes(life, "2026-01") == {"normal": [1, AMOUNT]}
    other = Life()
    other.on("2026-08-20")
    assert classes(other) == {"substandard": [1, AMOUNT]}
    second = other.world.loan(amount=1_000_000, months=12)
    shown = other.world.query("R", "loan", id=second)["position"]["classification"]
    assert (shown, classes(other)["special_mention"]) == ("special_mention", [1, 1_000_000])
    assert classes(other, "2026-01") == {"normal": [1, AMOUNT]}


def test_the_report_is_late_where_the_loan_is(life: Life) -> None:
    """Interest that is due today is paid before older principal: what is left of that stays past due."""
    now = life.on("2026-03-12").view()["position"]
    assert life.repay(interest=now["due_interest"], penalty=now["penalty"])["code"] == 0
    (row,) = [month for month in life.world.query("R", "report") if month["month"] == "2026-03"]
    now = life.view()["position"]
    assert row["arrears"] == now["overdue_principal"] + now["overdue_interest"] > 0
    left = now["due_principal"] - now["overdue_principal"]
    assert life.repay(principal=now["overdue_principal"])["code"] == 0
    (row,) = [month for month in life.world.query("R", "report") if month["month"] == "2026-03"]
    assert (row["arrears"], life.view()["position"]["due"]) == (0, left)


def test_interest_paid_ahead_that_a_reschedule_no_longer_asks_for_is_principal_everywhere() -> None:
    """A bullet loan's whole interest is paid ahead; rescheduled to a month, it asks for less."""
    life = Life(product="farm-season")
    ahead = life.on("2026-02-01").view()["position"]["payable_interest"]
    assert life.repay(interest=ahead)["code"] == 0
    life.on("2026-03-01")
    assert reschedule(life, 1)["code"] == 0
    view = life.view()
    assert view["outstanding"] < AMOUNT
    assert view["paid"]["principal"] == AMOUNT - view["outstanding"] == view["entries"][-1]["unearned"]
    assert view["paid"]["interest"] == ahead - view["paid"]["principal"]
    assert classes(life) == {"special_mention": [1, view["outstanding"]]}


def test_a_class_that_a_reschedule_keeps_is_not_written_into_past_months(life: Life) -> None:
    """Rescheduled in January, 140 days late in July: what July adds to the class is not in February."""
    life.on("2026-01-20")
    assert reschedule(life, 23)["code"] == 0
    months = [f"2026-{month:02d}" for month in range(1, 8)]
    life.on("2026-07-10")
    before = [classes(life, month) for month in months]
    assert [list(tiers) for tiers in before[:6]] == [["special_mention"]] * 4 + [["substandard"]] * 2
    life.pay_due()
    assert [classes(life, month) for month in months[:6]] == before[:6]
    assert list(classes(life)) == ["substandard"]  # in the observation period it stays what it had become


def test_what_was_prepaid_or_written_off_is_classed_as_the_loan_is(life: Life) -> None:
    life.on("2026-02-12").pay_due()
    charged = life.on("2026-02-20").view()["position"]["accrued"]
    life.act(
        "loan.prepay", amount=300_000 + charged, principal=300_000, interest=charged,
        payer=life.world.key("C"),
    )  # fmt: skip
    life.on("2026-06-30")
    view = life.view()
    assert classes(life) == {view["position"]["classification"]: [1, view["outstanding"]]}
    assert view["position"]["classification"] == "substandard"
    life.act("loan.writeoff", amount=100_000, reason="x", reason_code="death")
    assert classes(life) == {"substandard": [1, view["outstanding"] - 100_000]}
    life.act("loan.writeoff", amount=view["outstanding"] - 100_000, reason="x", reason_code="death")
    assert life.view()["position"]["classification"] == "loss"
    assert classes(life) == {}


def test_a_reversal_leaves_past_months_as_they_were(life: Life) -> None:
    from tests.contract.test_challenges import challenge, decide, reverse

    life.on("2026-03-20")
    before = arrears(life, "2026-02")
    assert before > 0
    name = challenge(life.world, "loan", life.loan, role="B")
    life.on("2026-12-20")
    decide(life.world, name, "upheld", "reversal")
    assert reverse(life.world, name, life.loan, AMOUNT, "B")["code"] == 0
    assert arrears(life, "2026-02") == before
    assert arrears(life, "2026-12") == 0


@pytest.mark.parametrize("part", [300_000, 0])
def test_a_reversal_of_what_was_written_off_leaves_nothing_outstanding(life: Life, part: int) -> None:
    from tests.contract.test_challenges import challenge, decide, reverse

    life.on("2026-02-12").pay_due()
    left = life.view()["outstanding"]
    lost = part or left
    life.act("loan.writeoff", amount=lost, reason="x", reason_code="death")
    name = challenge(life.on("2026-03-20").world, "loan", life.loan, role="B")
    life.on("2026-06-20")
    decide(life.world, name, "upheld", "reversal")
    assert reverse(life.world, name, life.loan, left, "B")["code"] == 0
    june = life.world.query("R", "report")[-1]
    assert (june["outstanding"], june["reversed"], june["recovered"]) == (0, left, lost)
    written = life.view()["written_off"]
    assert (written["amount"], written["recovered"]) == (0, lost)
