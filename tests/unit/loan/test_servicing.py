"""A loan's life in values: due and overdue, payments, prepayment, reschedule, subsidy, tiers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loc_desktop.loan.products import DAY_COUNTS, METHODS, shipped
from loc_desktop.loan.servicing import (
    Loan,
    PaymentError,
    Period,
    Terms,
    classify,
    finance_due,
    new_loan,
    pay,
    pay_by_finance,
    position,
    prepay,
    refund,
    refundable,
    reschedule,
)

OPENED = date(2026, 1, 15)
MICRO = shipped()["poverty-micro"]


def loan(amount: int = 1_200_000, months: int = 12, rate: int = 1200, **terms: object) -> Loan:
    """12,000 yuan at 12 % over a year: 1 % a month, so that amounts can be checked by hand."""
    plain = replace(Terms.of(MICRO, rate), holidays="none", **terms)  # type: ignore[arg-type]
    return new_loan(amount, months, plain, OPENED)


def paid_until(start: Loan, number: int) -> Loan:
    """The loan with its first ``number`` periods paid on their days."""
    for period in start.periods[:number]:
        now = position(start, period.due)
        start = pay(start, period.due, now.due_principal, now.due_interest, 0)
    return start


def test_nothing_is_due_before_the_first_payment_day() -> None:
    now = position(loan(), date(2026, 2, 14))
    assert (now.due, now.outstanding, now.days_past_due, now.classification) == (0, 1_200_000, 0, "normal")
    assert now.next is not None
    assert now.next.number == 1
    # 29 of 30 days of 1 % of 12,000 yuan
    assert now.accrued == 11_600
    assert (now.payable_interest, now.payable_principal) == (12_000, loan().periods[0].principal)


def test_on_its_day_a_payment_is_due_and_not_yet_late() -> None:
    now = position(loan(), date(2026, 2, 15))
    assert (now.due_interest, now.days_past_due, now.penalty) == (12_000, 0, 0)
    late = position(loan(), date(2026, 2, 16))
    assert (late.days_past_due, late.classification) == (1, "special_mention")


def test_penalty_is_half_as_much_again_on_overdue_principal() -> None:
    """10 days late with 1,000 yuan of principal at 12 % × 1.5: 1,000 × 0.18 × 10 / 360 = 5 yuan."""
    late = position(loan(method="equal_principal"), date(2026, 2, 25))
    assert late.overdue_principal == 100_000
    assert late.penalty == 500
    graced = position(loan(method="equal_principal", grace_days=4), date(2026, 2, 25))
    assert graced.penalty == 300


def test_penalty_is_the_same_however_often_it_is_looked_at_or_settled() -> None:
    start = loan(method="equal_principal")
    paid = pay(start, date(2026, 2, 20), 0, 12_000, 0)
    assert position(paid, date(2026, 2, 25)).penalty == position(start, date(2026, 2, 25)).penalty == 500
    settled = pay(start, date(2026, 2, 25), 100_000, 12_000, 500)
    assert position(settled, date(2026, 2, 28)).penalty == 0


@pytest.mark.parametrize(
    ("days", "tier"),
    [(0, "normal"), (1, "special_mention"), (90, "special_mention"), (91, "substandard"),
     (270, "substandard"), (271, "doubtful"), (360, "doubtful"), (361, "loss")],
)  # fmt: skip
def test_tiers_by_days_past_due(days: int, tier: str) -> None:
    assert classify(days) == tier


def test_a_payment_goes_to_the_oldest_period_first() -> None:
    start = loan(method="equal_principal")
    on = date(2026, 3, 20)
    now = position(start, on)
    assert now.due_principal == 200_000
    paid = pay(start, on, 150_000, 20_000, 0)
    assert [period.paid_principal for period in paid.periods[:3]] == [100_000, 50_000, 0]
    assert [period.paid_interest for period in paid.periods[:3]] == [12_000, 8_000, 0]
    assert paid.outstanding == 1_050_000


@pytest.mark.parametrize(("principal", "charged", "penalty"), [(200_001, 0, 0), (0, 23_001, 0), (0, 0, 1)])
def test_more_than_is_payable_is_refused(principal: int, charged: int, penalty: int) -> None:
    with pytest.raises(PaymentError) as error:
        pay(loan(method="equal_principal"), date(2026, 2, 15), principal, charged, penalty)
    assert error.value.code == "more_than_due"


def test_prepayment_shortens_the_loan_and_keeps_its_payment() -> None:
    start = paid_until(loan(), 2)
    on = start.periods[1].due
    after = prepay(start, on, 500_000, 0)
    assert after.outstanding == start.outstanding - 500_000
    assert after.final_due < start.final_due
    level = start.periods[2].principal + start.periods[2].interest
    assert after.periods[3].principal + after.periods[3].interest == level
    assert sum(period.principal for period in after.periods) == 1_200_000


def test_prepayment_may_keep_the_days_and_pay_less() -> None:
    start = paid_until(loan(prepayment="reduce_instalment"), 2)
    after = prepay(start, start.periods[1].due, 500_000, 0)
    assert after.final_due == start.final_due
    assert after.periods[-1].interest < start.periods[-1].interest


def test_prepayment_settles_the_interest_accrued() -> None:
    start = loan()
    with pytest.raises(PaymentError) as error:
        prepay(start, date(2026, 1, 30), 500_000, 0)
    assert (error.value.code, error.value.due) == ("interest", 6_000)
    after = prepay(start, date(2026, 1, 30), 500_000, 6_000)
    # From 30 January, 15 of 30 days of 1 % of 7,000 yuan
    assert after.periods[1].interest == 3_500
    assert after.periods[1].due == date(2026, 2, 15)
    whole = prepay(start, date(2026, 1, 30), 1_200_000, 6_000)
    assert (whole.outstanding, len(whole.periods)) == (0, 1)


def test_interest_paid_ahead_is_not_charged_twice_at_prepayment() -> None:
    ahead = pay(loan(), date(2026, 1, 20), 0, 12_000, 0)
    after = prepay(ahead, date(2026, 1, 30), 500_000, 0)
    # Of the 120 yuan paid, 60 have accrued; 35 of the other 60 cover the rest of the period.
    assert after.periods[1].interest == 0


def test_a_loan_with_something_due_is_not_prepaid() -> None:
    with pytest.raises(PaymentError, match="overdue"):
        prepay(loan(), date(2026, 2, 15), 1, 0)
    with pytest.raises(PaymentError, match="forbidden"):
        prepay(loan(prepayment="forbidden"), date(2026, 2, 1), 1, 0)


def test_a_reschedule_carries_unpaid_interest_and_keeps_what_was_paid() -> None:
    start = paid_until(loan(method="equal_principal"), 1)
    on = date(2026, 4, 15)
    due = position(start, on)
    after = reschedule(start, on, 24, 600)
    assert after.outstanding == start.outstanding == 1_100_000
    assert len(after.periods) == 1 + 24
    assert after.periods[0].paid_principal == 100_000
    assert after.periods[1].interest == 5_500 + due.due_interest
    assert position(after, on).due_interest == 0
    assert len({period.number for period in after.periods}) == len(after.periods)


def test_only_paid_interest_is_refunded_and_only_once() -> None:
    start = paid_until(loan(), 1)
    assert refundable(start, start.periods[0]) == 12_000
    with pytest.raises(PaymentError) as error:
        refund(start, [2], 1)
    assert error.value.code == "period"
    with pytest.raises(PaymentError) as error:
        refund(start, [1], 12_001)
    assert error.value.code == "more_than_due"
    given_back = refund(start, [1], 12_000)
    with pytest.raises(PaymentError):
        refund(given_back, [1], 1)


def test_a_share_is_refunded_where_the_product_says_so() -> None:
    start = paid_until(loan(subsidy=50), 1)
    assert refundable(start, start.periods[0]) == 6_000


def test_at_expiry_the_department_pays_the_interest_that_is_open() -> None:
    start = paid_until(loan(), 11)
    last = start.periods[-1]
    with pytest.raises(PaymentError) as error:
        pay_by_finance(start, last.due - timedelta(days=1), 1)
    assert error.value.code == "not_expired"
    assert finance_due(start, last.due) == last.interest
    with pytest.raises(PaymentError):
        pay_by_finance(start, last.due, last.interest + 1)
    after = pay_by_finance(start, last.due, last.interest)
    assert position(after, last.due).due_interest == 0
    assert refundable(after, after.periods[-1]) == 0


def test_terms_and_periods_survive_the_ledgers_form() -> None:
    start = paid_until(loan(), 2)
    assert Terms.from_json(start.terms.to_json()) == start.terms
    assert tuple(Period.from_json(period.to_json()) for period in start.periods) == start.periods


@given(
    st.data(),
    st.integers(1_000, 5_000_000),
    st.integers(1, 36),
    st.integers(0, 2400),
    st.sampled_from(METHODS),
    st.sampled_from(DAY_COUNTS),
    st.sampled_from(["reduce_months", "reduce_instalment"]),
)
def test_whatever_is_paid_principal_adds_up(
    data: st.DataObject, amount: int, months: int, rate: int, method: str, day_count: str, rule: str
) -> None:
    """Random days, payments, prepayments and reschedules: paid and outstanding are always the amount."""
    now = loan(amount, months, rate, method=method, day_count=day_count, prepayment=rule)
    on, paid = OPENED, 0
    for _ in range(data.draw(st.integers(1, 8))):
        on += timedelta(days=data.draw(st.integers(0, 70)))
        at = position(now, on)
        what = data.draw(st.sampled_from(["pay", "prepay", "reschedule"]))
        if what == "pay":
            part = data.draw(st.integers(0, at.payable_principal))
            now = pay(now, on, part, data.draw(st.integers(0, at.payable_interest)), at.penalty)
            paid += part
        elif what == "prepay" and not at.due and any(period.due > on for period in now.periods):
            part = data.draw(st.integers(0, at.outstanding))
            now = prepay(now, on, part, at.accrued)
            paid += part
        elif what == "reschedule" and at.outstanding:
            now = reschedule(now, on, data.draw(st.integers(1, 24)), rate)
        assert now.outstanding == amount - paid
        assert sum(period.principal for period in now.periods) == amount
        assert all(period.open_principal >= 0 and period.open_interest >= 0 for period in now.periods)
        assert len({period.number for period in now.periods}) == len(now.periods)
        assert [period.due for period in now.periods] == sorted(period.due for period in now.periods)
