"""A loan's life in values: due and overdue, payments, prepayment, reschedule, subsidy, tiers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loc_desktop.contract.loans import fields_of, value_of
from loc_desktop.loan.calendar import Holidays, add_months, days_30e360
from loc_desktop.loan.calendar import shipped as holidays
from loc_desktop.loan.lending import Extension, of_json, shipped_table
from loc_desktop.loan.lending import shipped as shipped_rules
from loc_desktop.loan.products import DAY_COUNTS, METHODS, shipped
from loc_desktop.loan.schedule import days_between, interest, rate_of
from loc_desktop.loan.servicing import (
    Loan,
    Parts,
    PaymentError,
    Period,
    Position,
    Restructured,
    Terms,
    classify,
    divide,
    earned,
    finance_due,
    first_schedule,
    first_subsidy,
    interest_paid,
    is_settled,
    is_too_late,
    last_end,
    most_payable,
    moved_by,
    new_loan,
    pay,
    pay_amount,
    pay_by_finance,
    position,
    prepay,
    refund,
    refundable,
    refundable_in_time,
    reschedule,
    settle,
    subsidy_at_most,
    unrefund,
    with_due_days,
)

OPENED = date(2026, 1, 15)
RULES = shipped_rules()
ANY = replace(RULES, extension=Extension(0, 0, 1200, 1200, 1000))
"""The shipped rules, and rules that allow any extension."""
MICRO = shipped()["poverty-micro"]
LAW = shipped_rules()


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
    paid = pay(start, date(2026, 2, 20), 0, 12_000, 250)
    assert (
        position(paid, date(2026, 2, 25)).penalty == position(start, date(2026, 2, 25)).penalty - 250 == 250
    )
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
    # 33 days on 1,000 yuan and 5 on another 1,000 at 18 %
    assert now.penalty == 1650 + 250
    some = pay(start, on, 0, 20_000, 1900)
    assert [period.paid_interest for period in some.periods[:3]] == [12_000, 8_000, 0]
    paid = pay(start, on, 150_000, 23_000, 1900)
    assert [period.paid_principal for period in paid.periods[:3]] == [100_000, 50_000, 0]
    assert [period.paid_interest for period in paid.periods[:3]] == [12_000, 11_000, 0]
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
    # Of the 120 yuan paid, 60 have accrued; 35 of the other 60 cover the rest of the period, 25 are kept.
    assert (after.periods[0].interest, after.periods[1].interest) == (6_000, 3_500)
    assert (after.periods[1].open_interest, after.credit) == (0, 2_500)


def test_a_loan_with_something_due_is_not_prepaid() -> None:
    with pytest.raises(PaymentError, match="overdue"):
        prepay(loan(), date(2026, 2, 15), 1, 0)
    with pytest.raises(PaymentError, match="forbidden"):
        prepay(loan(prepayment="forbidden"), date(2026, 2, 1), 1, 0)


def test_a_reschedule_carries_unpaid_interest_and_keeps_what_was_paid() -> None:
    start = paid_until(loan(method="equal_principal"), 1)
    on = date(2026, 4, 15)
    due = position(start, on)
    after = reschedule(start, on, 12, 600, RULES)
    assert after.outstanding == start.outstanding == 1_100_000
    assert len(after.periods) == 1 + 12
    assert after.periods[0].paid_principal == 100_000
    assert after.periods[1].interest == 5_500 + due.due_interest
    assert position(after, on).due_interest == 0
    assert len({period.number for period in after.periods}) == len(after.periods)


def test_only_paid_interest_is_refunded_and_only_once() -> None:
    start = paid_until(loan(), 1)
    assert refundable(start, start.periods[0], start.changed, LAW) == 12_000
    with pytest.raises(PaymentError) as error:
        refund(start, start.changed, [2], 1, LAW)
    assert error.value.code == "period"
    with pytest.raises(PaymentError) as error:
        refund(start, start.changed, [1], 12_001, LAW)
    assert error.value.code == "more_than_due"
    given_back = refund(start, start.changed, [1], 12_000, LAW)
    with pytest.raises(PaymentError):
        refund(given_back, start.changed, [1], 1, LAW)


def test_interest_paid_ahead_is_refunded_when_its_period_has_ended() -> None:
    """50,000 at 15.4 %, the first instalment paid on day 5 and all settled on day 6: 128.33 have accrued, and
    no refund of the whole 641.67 stands between the customer and the 513.34 that have not.
    """
    terms = replace(Terms.of(MICRO, 1540), holidays="none")
    start = new_loan(5_000_000, 12, terms, date(2027, 1, 15))
    paid, _ = pay_amount(start, date(2027, 1, 20), most_payable(position(start, date(2027, 1, 20))))
    first = paid.periods[0]
    assert (first.paid_interest, first.end) == (64_167, date(2027, 2, 15))
    day_before = date(2027, 2, 14)
    assert refundable(paid, first, day_before, LAW) == 0
    with pytest.raises(PaymentError) as error:
        refund(paid, day_before, [1], 1, LAW)
    assert (error.value.code, error.value.part, error.value.amount) == ("running", "2027-02-15", 1)
    assert refundable(paid, first, first.end, LAW) == refundable_in_time(paid, first, LAW) == 64_167
    settling = date(2027, 1, 21)
    assert position(paid, settling).unearned == 51_334
    settled, _ = settle(paid, settling)
    assert (is_settled(settled), interest_paid(settled)) == (True, 12_833)
    assert refundable(settled, settled.periods[0], settling, LAW) == 12_833
    assert interest_paid(refund(settled, settling, [1], 12_833, LAW)) == 12_833


def test_after_a_refund_no_change_can_have_a_day_before_it() -> None:
    """A prepayment of day 28 that waits for its grant would end the refunded period before it ran out."""
    start = loan()
    paid, _ = pay_amount(start, date(2026, 1, 20), most_payable(position(start, date(2026, 1, 20))))
    given_back = refund(paid, date(2026, 2, 15), [1], 12_000, LAW)
    with pytest.raises(PaymentError) as error:
        settle(given_back, date(2026, 2, 12))
    assert (error.value.code, error.value.part) == ("dated_before", "2026-02-15")
    # Locked before the change, executed after it: the period that it asks for is shorter now.
    settled, _ = settle(paid, date(2026, 2, 12))
    with pytest.raises(PaymentError) as error:
        refund(settled, date(2026, 2, 15), [1], 12_000, LAW)
    assert (error.value.code, error.value.due) == ("more_than_due", 10_800)


def test_a_prepayment_and_a_reschedule_leave_refundable_what_has_accrued() -> None:
    start = loan()
    paid, _ = pay_amount(start, date(2026, 1, 20), most_payable(position(start, date(2026, 1, 20))))
    on = date(2026, 1, 25)  # 10 of 30 days
    for changed in (prepay(paid, on, 100_000, 0), reschedule(paid, on, 12, 1200, ANY)):
        running, new = changed.periods[0], changed.periods[1]
        assert refundable(changed, running, on, LAW) == running.paid_interest == 4_000
        # The rest pays the interest of the new period, ahead: refundable when that has ended.
        assert new.paid_interest > 0
        assert refundable(changed, new, new.end - timedelta(days=1), LAW) == 0
        assert refundable(changed, new, new.end, LAW) == new.paid_interest


def test_a_payment_day_that_a_holiday_moves_forward_makes_nothing_refundable_earlier() -> None:
    terms = replace(Terms.of(MICRO, 1200), holidays="previous")
    start = new_loan(1_200_000, 12, terms, date(2026, 3, 15), holidays())
    moved = next(period for period in start.periods if period.due < period.end)
    start = paid_until(start, moved.number)
    paid = start.periods[moved.number - 1]
    assert refundable(start, paid, moved.end - timedelta(days=1), LAW) == 0
    assert refundable(start, paid, moved.end, LAW) == moved.interest


def test_a_refund_taken_back_can_be_given_again() -> None:
    start = paid_until(loan(), 2)
    given = refund(start, start.changed, [1, 2], 15_000, LAW)
    assert unrefund(given, [1, 2], 15_000) == start


@pytest.mark.parametrize(("days", "given"), [(90, 12_000), (91, 0), (435, 0)])
def test_interest_paid_too_late_is_not_subsidised(days: int, given: int) -> None:
    on = date(2026, 2, 15) + timedelta(days=days)
    late = loan()
    start = pay(late, on, 0, 12_000, position(late, on).penalty)
    assert start.periods[0].paid_on == on
    assert refundable(start, start.periods[0], start.changed, LAW) == given
    if not given:
        with pytest.raises(PaymentError) as error:
            refund(start, start.changed, [1], 1, LAW)
        assert (error.value.code, error.value.amount, error.value.due) == ("late", days, 90)


def test_a_reschedule_makes_no_late_interest_subsidisable_again() -> None:
    """50,000 at 3 % from 2026-12-15, nothing paid, rescheduled on 2027-06-10: periods 1 and 2 are 146 and 115
    days late, the rest within 90.
    """
    start = new_loan(5_000_000, 12, Terms.of(MICRO, 300), date(2026, 12, 15), holidays())
    late = sum(period.interest for period in start.periods[:2])
    now = reschedule(start, date(2027, 6, 10), 12, 300, RULES, calendar=holidays(), programme=True)
    first = now.periods[0]
    assert (first.interest, first.late, first.due) == (70_815, late, date(2027, 7, 12))
    assert subsidy_at_most(now, RULES) == sum(period.interest for period in now.periods) - late
    at = position(now, first.due)
    # Penalty and 10,000 of the interest: the late part is paid first.
    some, _ = pay_amount(now, first.due, at.penalty + 10_000)
    assert refundable(some, some.periods[0], first.due, LAW) == 0
    paid, _ = pay_amount(now, first.due, at.due)
    assert refundable(paid, paid.periods[0], first.due, LAW) == 70_815 - late == 46_842
    assert refund(paid, first.due, [first.number], 46_842, LAW).periods[0].refunded == 46_842
    with pytest.raises(PaymentError):
        refund(paid, first.due, [first.number], 46_843, LAW)


def test_late_interest_stays_late_through_a_prepayment_and_another_reschedule() -> None:
    law = replace(ANY, subsidy=RULES.subsidy)
    start = loan(method="equal_principal")
    on = date(2026, 6, 1)  # the first of three unpaid periods is 106 days late
    once = reschedule(start, on, 12, 1200, law)
    assert (once.periods[0].late, once.periods[0].carried > 12_000) == (12_000, True)
    # A part of it is paid, then the loan is prepaid in part: the rest of it goes on.
    fine = position(once, on).penalty
    some, _ = pay_amount(once, on, fine + 5_000)
    part = prepay(some, on + timedelta(days=10), 100_000, position(some, on + timedelta(days=10)).accrued)
    assert [period.late for period in part.periods[:3]] == [5_000, 7_000, 0]
    twice = reschedule(part, on + timedelta(days=20), 12, 1200, law)
    assert sum(period.late for period in twice.periods) == 12_000
    settled, _ = settle(twice, on + timedelta(days=25))
    last = on + timedelta(days=25)
    back = sum(refundable(settled, period, last, law) for period in settled.periods)
    assert back == interest_paid(settled) - 12_000


def test_the_share_is_that_of_the_year_of_the_due_day() -> None:
    law = replace(LAW, subsidy=replace(LAW.subsidy, shares=((2000, 100), (2027, 40))))
    start = paid_until(loan(), 12)
    december, january = start.periods[10], start.periods[11]
    assert (december.due.year, january.due.year) == (2026, 2027)
    assert refundable(start, december, start.changed, law) == december.interest
    assert refundable(start, january, start.changed, law) == january.interest * 40 // 100


def test_a_share_is_refunded_where_the_product_says_so() -> None:
    start = paid_until(loan(subsidy=50), 1)
    assert refundable(start, start.periods[0], start.changed, LAW) == 6_000


def test_at_expiry_the_department_pays_the_interest_that_is_open() -> None:
    start = paid_until(loan(), 11)
    last = start.periods[-1]
    with pytest.raises(PaymentError) as error:
        pay_by_finance(start, last.due - timedelta(days=1), 1, LAW)
    assert error.value.code == "not_expired"
    assert finance_due(start, last.due, LAW) == last.interest
    with pytest.raises(PaymentError):
        pay_by_finance(start, last.due, last.interest + 1, LAW)
    after = pay_by_finance(start, last.due, last.interest, LAW)
    assert position(after, last.due).due_interest == 0
    assert refundable(after, after.periods[-1], last.due, LAW) == 0


def test_terms_and_periods_survive_the_ledgers_form() -> None:
    start = paid_until(loan(), 2)
    assert Terms.from_json(start.terms.to_json()) == start.terms
    assert tuple(Period.from_json(period.to_json()) for period in start.periods) == start.periods


def test_a_payment_pays_penalty_then_interest_then_principal_the_oldest_first_then_ahead() -> None:
    start = loan(method="equal_principal")
    on = date(2026, 3, 20)
    now = position(start, on)
    assert (now.penalty, now.due_interest, now.due_principal) == (1900, 23_000, 200_000)
    assert divide(now, 1000) == Parts(0, 0, 1000)
    assert divide(now, 3000) == Parts(0, 1100, 1900)
    assert divide(now, 30_000) == Parts(5100, 23_000, 1900)
    assert divide(now, now.due + 1) == Parts(200_000, 23_001, 1900)
    assert divide(now, now.due + 10_001) == Parts(200_001, 33_000, 1900)
    with pytest.raises(PaymentError) as error:
        divide(now, now.due + 110_001)
    assert (error.value.code, error.value.due) == ("more_than_due", now.due + 110_000)


@pytest.mark.parametrize("parts", [(5_101, 23_000, 1899), (5_100, 22_999, 1900), (28_100, 0, 1900)])
def test_another_division_is_refused(parts: tuple[int, int, int]) -> None:
    with pytest.raises(PaymentError) as error:
        pay(loan(method="equal_principal"), date(2026, 3, 20), *parts)
    assert error.value.code == "division"


def test_paying_more_than_is_due_leaves_nothing_past_due() -> None:
    """Case 5: 66.44 of principal stayed overdue, because interest ahead was paid first."""
    start = new_loan(5_000_000, 12, replace(Terms.of(MICRO, 435), holidays="none"), date(2027, 1, 15))
    on = date(2027, 3, 1)
    assert position(start, on).due == 427_586
    after, parts = pay_amount(start, on, 437_586)
    assert parts == Parts(408_425, 28_125, 1036)
    now = position(after, on)
    assert (now.due, now.days_past_due, now.classification) == (0, 0, "normal")


def test_a_change_dated_before_the_last_one_is_refused() -> None:
    start = prepay(loan(), date(2026, 2, 10), 100_000, 10_000)
    for change in (
        lambda: pay_amount(start, date(2026, 2, 9), 1),
        lambda: prepay(start, date(2026, 2, 9), 1, 0),
        lambda: settle(start, date(2026, 2, 9)),
        lambda: reschedule(start, date(2026, 2, 9), 12, 1200, RULES),
        lambda: pay_by_finance(start, date(2026, 2, 9), 1, LAW),
    ):
        with pytest.raises(PaymentError) as error:
            change()
        assert (error.value.code, error.value.part) == ("dated_before", "2026-02-10")


def test_penalty_on_overdue_interest_where_the_product_says_compound() -> None:
    """10 days late: 1,000 yuan of principal and 120 of interest at 18 %."""
    assert position(loan(method="equal_principal", compound=True), date(2026, 2, 25)).penalty == 560
    assert position(loan(method="equal_principal"), date(2026, 2, 25)).penalty == 500


def test_within_grace_nothing_is_charged_and_after_it_not_backwards() -> None:
    start = loan(method="equal_principal", grace_days=10)
    assert position(start, date(2026, 2, 25)).penalty == 0
    assert position(start, date(2026, 2, 26)).penalty == 50
    assert position(start, date(2026, 2, 25)).days_past_due == 10


# --- rescheduling -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("months", "last"),
    [(6, "2027-01-15"), (12, "2028-01-15"), (13, "2027-08-15"), (36, "2030-07-15"), (60, "2033-07-15"),
     (72, "2035-01-15")],
)  # fmt: skip
def test_how_long_a_loan_may_be_extended(months: int, last: str) -> None:
    start = loan(months=months, rate=435)
    assert last_end(start, RULES).isoformat() == last
    if months <= 36:
        assert last_end(start, RULES, programme=True) == min(date.fromisoformat(last), date(2029, 1, 15))


def test_a_reschedule_ends_by_the_last_day_allowed() -> None:
    start = loan(months=12)
    assert reschedule(start, date(2026, 3, 15), 22, 1200, RULES).periods[-1].end == date(2028, 1, 15)
    with pytest.raises(PaymentError) as error:
        reschedule(start, date(2026, 3, 16), 22, 1200, RULES)
    assert (error.value.code, error.value.part) == ("extension", "2028-01-15")


def test_a_loan_of_the_programme_has_36_months_in_all() -> None:
    start = loan(months=36)
    on = date(2027, 1, 15)
    assert reschedule(start, on, 24, 1200, RULES, programme=True).final_due == date(2029, 1, 15)
    with pytest.raises(PaymentError) as error:
        reschedule(start, on, 25, 1200, RULES, programme=True)
    assert (error.value.code, error.value.part) == ("months_in_all", "2029-01-15")
    assert reschedule(start, on, 25, 1200, RULES).final_due == date(2029, 2, 15)


def test_a_loan_over_a_year_stays_within_its_products_longest_term() -> None:
    start = loan(months=48)
    assert last_end(start, RULES) == date(2032, 1, 15)
    assert last_end(start, RULES, longest=60) == date(2031, 1, 15)
    assert last_end(loan(months=12), RULES, longest=12) == date(2028, 1, 15)
    with pytest.raises(PaymentError) as error:
        reschedule(start, date(2027, 1, 15), 49, 1200, RULES, longest=60)
    assert (error.value.code, error.value.part) == ("months_in_all", "2031-01-15")


@pytest.mark.parametrize(
    ("months", "rate", "code"), [(12, 1201, "rate_above_agreed"), (0, 1200, "months"), (601, 1200, "months")]
)
def test_a_reschedule_beyond_the_rules_is_refused(months: int, rate: int, code: str) -> None:
    with pytest.raises(PaymentError) as error:
        reschedule(loan(), date(2026, 3, 1), months, rate, RULES)
    assert error.value.code == code


def test_a_loan_is_rescheduled_as_often_as_the_rules_say() -> None:
    once = reschedule(loan(), date(2026, 3, 1), 12, 1200, RULES)
    with pytest.raises(PaymentError) as error:
        reschedule(once, date(2026, 3, 2), 12, 1200, RULES)
    assert (error.value.code, error.value.due) == ("rescheduled_before", 1)


def test_the_class_does_not_improve_before_the_observation_period() -> None:
    start = loan()
    on = date(2026, 2, 15) + timedelta(days=200)
    assert position(start, on).classification == "substandard"
    now = reschedule(start, on, 12, 1200, RULES)
    assert now.restructured == Restructured(on, date(2027, 9, 3), "substandard")
    for period in now.periods:
        assert position(now, period.due).classification == "substandard"
        now, _ = pay_amount(now, period.due, position(now, period.due).due)
        if period.due == date(2027, 8, 3):
            break
    assert position(now, date(2027, 9, 2)).classification == "substandard"
    assert position(now, date(2027, 9, 3)).classification == "normal"


def test_a_loan_that_is_late_since_then_keeps_its_class_also_after_the_observation() -> None:
    start = loan()
    on = date(2026, 2, 15) + timedelta(days=400)
    now = reschedule(start, on, 6, 1200, RULES)
    late = position(now, date(2028, 3, 21))
    assert (late.days_past_due, late.classification) == (334, "loss")


def test_a_worse_class_within_the_observation_stays_as_well() -> None:
    now = reschedule(loan(), date(2026, 2, 1), 12, 1200, RULES)
    assert position(now, date(2026, 2, 1)).classification == "special_mention"
    late = now.periods[0].due + timedelta(days=91)
    assert position(now, late).classification == "substandard"
    now, _ = pay_amount(now, late, position(now, late).due)
    assert position(now, late).classification == "substandard"


def test_interest_carried_by_a_reschedule_is_owed_when_the_loan_is_settled_the_next_day() -> None:
    start = loan(method="equal_principal")
    on = date(2026, 4, 15)
    due = position(start, on)
    after = reschedule(start, on, 12, 1200, RULES)
    now = position(after, on)
    assert (now.deferred, now.accrued, now.due_interest) == (due.due_interest, 0, 0)
    _, parts = settle(after, on)
    assert parts == Parts(1_200_000, due.due_interest, due.penalty)


def test_holidays_between_a_periods_end_and_its_due_day() -> None:
    """Spring Festival 2026 moves 15 February to the 24th: settled on the 20th, five days more are owed."""
    start = new_loan(1_200_000, 12, replace(Terms.of(MICRO, 1200)), OPENED, holidays())
    first, second = start.periods[:2]
    assert (first.end, first.due) == (date(2026, 2, 15), date(2026, 2, 24))
    on = date(2026, 2, 20)
    now = position(start, on)
    assert (now.deferred, now.due) == (12_000, 0)
    assert now.accrued == interest(1_200_000 - first.principal, rate_of(1200), 5, "30/360")
    after, parts = settle(start, on)
    assert parts == Parts(1_200_000, 12_000 + now.accrued, 0)
    assert is_settled(after)
    # A prepayment leaves what is due on the 24th as it is.
    part = prepay(start, on, 100_000, now.accrued)
    assert [period for period in part.periods if period.number == 1] == [first]
    assert position(part, date(2026, 2, 24)).due == first.principal + first.interest
    assert (
        max(period.principal + period.interest for period in part.periods if period.paid_principal == 0)
        <= start.level
    )
    assert second.number + 1 in {period.number for period in part.periods}


def test_due_days_are_kept_and_a_new_calendar_moves_only_later_ones_later() -> None:
    start = new_loan(1_200_000, 12, Terms.of(MICRO, 435), date(2027, 1, 8), Holidays(frozenset(), {}))
    assert [period.due.isoformat() for period in start.periods[:2]] == ["2027-02-08", "2027-03-08"]
    off = frozenset([*(f"2027-02-{day:02d}" for day in range(5, 12)), "2027-03-08"])
    newer = Holidays(frozenset(), {"2027": (off, frozenset())})
    assert moved_by(start, newer, date(2027, 2, 20)) == {2: date(2027, 3, 9)}
    assert moved_by(start, newer, date(2027, 1, 8))[1] == date(2027, 2, 12)
    after = with_due_days(start, moved_by(start, newer, date(2027, 2, 20)))
    assert [period.due.isoformat() for period in after.periods[:2]] == ["2027-02-08", "2027-03-09"]
    # An older calendar moves nothing back.
    assert moved_by(after, Holidays(frozenset(), {}), date(2027, 2, 20)) == {}


@pytest.mark.parametrize("method", METHODS)
def test_a_payouts_subsidy_is_that_of_the_loan(method: str) -> None:
    terms = replace(Terms.of(MICRO, 435), method=method)
    rows = [
        {"from_year": year, "percent": percent} for year, percent in ((2028, 30), (2026, 100), (2027, 70))
    ]
    table = shipped_table()
    rules = of_json({**table, "subsidy": {**table["subsidy"], "shares": rows}})
    assert [rules.subsidy_share(year) for year in range(2025, 2030)] == [0, 100, 70, 30, 30]
    lines = first_schedule(4_999_900, 36, terms, OPENED, holidays())
    start = new_loan(4_999_900, 36, terms, OPENED, holidays())
    assert first_subsidy(lines, terms, rules) == subsidy_at_most(start, rules) > 0


@pytest.mark.parametrize("payment_day", [0, 29, 30, 31])
@pytest.mark.parametrize("opened", [date(2027, 1, day) for day in (14, 20, 28, 29, 30, 31)])
def test_what_a_short_february_lacks_is_counted_once(opened: date, payment_day: int) -> None:
    """By 30/360 the days since the payout are those of 30E/360 on each day; only on the last of February, as
    a payment day that stands for the 29th to the 31st, a whole month has run.
    """
    # A fen a day for a rate of 1 % on 360 yuan.
    terms = replace(Terms.of(MICRO, 100), method="interest_only", holidays="none", payment_day=payment_day)
    start = new_loan(36_000, 26, terms, opened)
    ends = {period.end for period in start.periods}
    for day in range((start.periods[-1].end - opened).days + 1):
        on = opened + timedelta(days=day)
        counted = days_30e360(opened, on)
        if on in ends and on.month == 2:
            counted += min(payment_day or opened.day, 30) - on.day
        assert earned(start, on) == counted, on
    assert earned(start, add_months(opened, 26)) == 26 * 30


# --- whatever happens ---------------------------------------------------------------------------------------

LOANS = st.builds(
    loan,
    st.integers(1_000, 5_000_000),
    st.integers(1, 36),
    st.integers(0, 2400),
    method=st.sampled_from(METHODS),
    day_count=st.sampled_from(DAY_COUNTS),
    payment_day=st.sampled_from([0, 1, 15, 20, 31]),
    grace_days=st.sampled_from([0, 5]),
    compound=st.booleans(),
    prepayment=st.sampled_from(["reduce_months", "reduce_instalment"]),
)


def a_payment(data: st.DataObject, now: Position) -> int:
    """Any amount that a payment can be: up to the most, but for what would be a prepayment."""
    most = most_payable(now)
    amount = data.draw(st.integers(0, most))
    if now.prepayable and amount < most:
        return min(amount, now.penalty + now.payable_interest + now.due_principal)
    return amount


@given(st.data(), LOANS)
def test_whatever_is_paid_principal_adds_up(data: st.DataObject, start: Loan) -> None:
    """Random days, payments, prepayments and reschedules: paid and outstanding are always the amount."""
    now, on, paid, charged = start, OPENED, 0, 0
    for _ in range(data.draw(st.integers(1, 8))):
        on += timedelta(days=data.draw(st.integers(0, 70)))
        at = position(now, on)
        before = interest_paid(now)
        parts = Parts()
        what = data.draw(st.sampled_from(["pay", "prepay", "reschedule"]))
        if what == "pay":
            now, parts = pay_amount(now, on, a_payment(data, at))
        elif what == "prepay" and not at.due:
            parts = Parts(data.draw(st.integers(0, at.payoff.principal)), at.accrued)
            if parts.principal == at.payoff.principal:
                parts = at.payoff
            levels = {
                period.number: period.principal + period.interest for period in now.periods if period.end > on
            }
            now = prepay(now, on, parts.principal, parts.interest)
            last = max(levels, default=0)
            for period in now.periods:
                # No later instalment is raised but by rounding, and only where it is agreed anew.
                if (
                    period.end > on
                    and period.number - 1 in levels
                    and period.number - 1 < last
                    and not period.carried
                ):
                    raised = period.principal + period.interest - max(levels.values())
                    assert raised <= (0 if start.terms.prepayment == "reduce_months" else 1)
        elif what == "reschedule" and at.outstanding > at.unearned:
            now = reschedule(now, on, data.draw(st.integers(1, 24)), now.terms.rate, ANY)
        moved = before + parts.interest - interest_paid(now)
        assert moved >= 0
        paid += parts.principal + moved
        charged += parts.interest - moved
        assert now.outstanding == start.amount - paid
        assert interest_paid(now) == charged
        assert sum(period.principal for period in now.periods) == start.amount
        assert all(period.open_principal >= 0 and period.open_interest >= 0 for period in now.periods)
        assert all(0 <= period.carried <= period.interest for period in now.periods)
        assert len({period.number for period in now.periods}) == len(now.periods)
        assert [period.due for period in now.periods] == sorted(period.due for period in now.periods)
        after = position(now, on)
        assert min(after.due, after.accrued, after.deferred, after.unearned) >= 0
        assert value_of({**fields_of(now), "status": "active"}) == now


@given(st.data(), LOANS)
def test_refunded_is_only_what_has_accrued(data: st.DataObject, start: Loan) -> None:
    """Random days, payments ahead, prepayments, reschedules, after each a refund of all that there is; then
    the loan is settled: what was refunded is within the interest that the customer paid in the end, and the
    customer paid what it would have paid without.
    """
    now, plain, on = start, start, OPENED
    for _ in range(data.draw(st.integers(1, 8))):
        on += timedelta(days=data.draw(st.integers(0, 40)))
        at = position(now, on)
        what = data.draw(st.sampled_from(["pay", "prepay", "reschedule"]))
        if what == "pay":
            amount = a_payment(data, at)
            now, plain = pay_amount(now, on, amount)[0], pay_amount(plain, on, amount)[0]
        elif what == "prepay" and not at.due:
            part = data.draw(st.integers(0, at.payoff.principal))
            charged = at.payoff.interest if part == at.payoff.principal else at.accrued
            now, plain = prepay(now, on, part, charged), prepay(plain, on, part, charged)
        elif what == "reschedule" and at.outstanding > at.unearned:
            months = data.draw(st.integers(1, 24))
            now = reschedule(now, on, months, now.terms.rate, ANY)
            plain = reschedule(plain, on, months, plain.terms.rate, ANY)
        offered = {period.number: refundable(now, period, on, LAW) for period in now.periods}
        wanted = [number for number, amount in offered.items() if amount]
        if wanted:
            now = refund(now, on, wanted, sum(offered.values()), LAW)
        assert position(now, on) == replace(position(plain, on), next=position(now, on).next)
    if not is_settled(now):
        now, plain = settle(now, on)[0], settle(plain, on)[0]
    assert interest_paid(now) == interest_paid(plain)
    assert all(period.refunded <= period.paid_interest for period in now.periods)
    left = sum(refundable(now, period, on, LAW) for period in now.periods)
    too_late = sum(
        period.paid_interest - period.refunded
        if period.paid_on is not None and is_too_late(now, period, period.paid_on, LAW)
        else period.late
        for period in now.periods
    )
    assert sum(period.refunded for period in now.periods) + left + too_late == interest_paid(now)


@given(LOANS, st.integers(0, 1200))
def test_paying_what_is_due_leaves_nothing_due(start: Loan, days: int) -> None:
    on = OPENED + timedelta(days=days)
    after, parts = pay_amount(start, on, position(start, on).due)
    now = position(after, on)
    assert parts.amount == position(start, on).due
    assert (now.due, now.days_past_due, now.classification) == (0, 0, "normal")


@given(st.data(), LOANS, st.integers(0, 1200))
def test_a_payment_in_two_on_a_day_is_one_payment(data: st.DataObject, start: Loan, days: int) -> None:
    on = OPENED + timedelta(days=days)
    now = position(start, on)
    amount = a_payment(data, now)
    first = min(amount, a_payment(data, now))
    whole, _ = pay_amount(start, on, amount)
    half, _ = pay_amount(start, on, first)
    assert pay_amount(half, on, amount - first)[0] == whole


@given(st.data(), LOANS, st.integers(0, 800))
def test_settling_costs_what_is_outstanding_and_the_interest_until_then(
    data: st.DataObject, start: Loan, days: int
) -> None:
    """Whatever was paid ahead: the interest is that of the time."""
    on = OPENED + timedelta(days=days)
    at = position(start, on)
    due_paid, _ = pay_amount(start, on, at.due)
    plain, parts = settle(start, on)
    assert parts == Parts(at.outstanding, at.due_interest + at.accrued + at.deferred, at.penalty)
    assert is_settled(plain)
    ahead = position(due_paid, on)
    early, _ = pay_amount(due_paid, on, a_payment(data, ahead))
    if not is_settled(early):
        early, _ = settle(early, on)
    assert interest_paid(early) == interest_paid(plain)
    assert early.outstanding == 0
    whole = sum(period.interest for period in start.periods)
    assert interest_paid(plain) <= whole


@given(st.data(), LOANS)
def test_never_more_interest_than_for_the_time(data: st.DataObject, start: Loan) -> None:
    """Prepayments at any time before the loan is settled in the end: interest by day on what was owed, and
    half a fen a line.
    """
    now, on, owed, limit = start, OPENED, start.amount, Fraction(0)
    rate = rate_of(start.terms.rate)
    lines = 1
    for _ in range(data.draw(st.integers(1, 6))):
        following = min((period.due for period in now.periods if period.due > on), default=None)
        if following is None:
            break
        then = on + timedelta(days=data.draw(st.integers(0, (following - on).days)))
        limit += owed * rate * max((then - on).days, days_between(on, then, "30/360") + 2) / 360
        on, lines = then, lines + 1
        at = position(now, on)
        if at.due:
            now, parts = pay_amount(now, on, at.due)
            owed -= parts.principal
            continue
        part = data.draw(st.integers(0, at.payoff.principal))
        charged = at.payoff.interest if part == at.payoff.principal else at.accrued
        now = prepay(now, on, part, charged)
        owed = now.outstanding
    if not is_settled(now):
        now, _ = settle(now, on)
    assert interest_paid(now) <= limit + lines
