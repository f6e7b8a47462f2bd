"""Schedules: worked examples of named sources for every method and day count, a real lender's file, exact
sums.
"""

from __future__ import annotations

import csv
import os
from datetime import date
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loc_desktop.loan.calendar import Holidays, add_months, days_30e360, shipped
from loc_desktop.loan.products import DAY_COUNTS, METHODS
from loc_desktop.loan.schedule import (
    BASIS,
    FIRST_DAYS,
    Plan,
    PlanError,
    days_between,
    instalment,
    interest,
    rate_of,
    schedule,
)

EVER = Holidays(frozenset(), {"9999": (frozenset(f"9999-12-{day:02d}" for day in range(1, 32)), frozenset())})
"""The last month that there is, all of it off."""

SHARED = Path(os.environ.get("LOC_SHARED_DATA", Path(__file__).parents[3] / "shared" / "data"))


# --- methods ------------------------------------------------------------------------------------------------


def test_annuity_as_in_wikipedias_mortgage_example() -> None:
    """en.wikipedia.org, "Mortgage calculator": 200,000 at 6.5 % over 30 years is 1,264.14 a month."""
    assert instalment(20_000_000, 360, rate_of(650)) == 126_414
    lines = schedule(Plan(20_000_000, 360, rate_of(650), date(2026, 1, 15)))
    assert {line.payment for line in lines[:-1]} == {126_414}
    assert lines[-1].payment <= 126_414


def test_equal_principal_as_in_a_published_table() -> None:
    """mz51.vip, 房贷计算器, 47 万元, 12.90 %, 11 年, column 等额本金: the first twelve months and months 13
    to 16.
    """
    table = [5052.50, 5014.22,
              4975.95, 4937.67, 4899.39, 4861.12, 4822.84, 4784.56, 4746.29, 4708.01, 4669.73,
             4631.46, 4593.18, 4554.91, 4516.63]  # fmt: skip
    lines = schedule(Plan(47_000_000, 132, rate_of(1290), date(2026, 1, 15), "equal_principal"))
    assert [line.principal for line in lines[:-1]] == [356_061] * 131
    for line, yuan in zip(lines, table, strict=False):
        # The table rounds at the end of a line, a schedule each balance: a fen apart at most.
        assert abs(line.interest - round(yuan * 100)) <= 1
    assert sum(line.principal for line in lines) == 47_000_000


def test_annuity_in_the_same_published_table() -> None:
    """The same table, column 等额本息: 6,681.39 a month, rounded half up there and up here, so a fen more."""
    lines = schedule(Plan(47_000_000, 132, rate_of(1290), date(2026, 1, 15)))
    assert (lines[0].payment, lines[0].interest) == (668_140, 505_250)
    assert lines[1].interest == 503_499


def test_interest_only_as_in_winamorts_guide() -> None:
    """winamortpro.com, user's guide, "Interest Only": 25,000 at 16.5 % from 2011-09-15, ten payments of
    343.75, the last with the principal 25,343.75.
    """
    lines = schedule(Plan(2_500_000, 10, rate_of(1650), date(2011, 9, 15), "interest_only"))
    assert lines[0].due == date(2011, 10, 15)
    assert [line.payment for line in lines] == [34_375] * 9 + [2_534_375]


def test_bullet_as_promissory_notes_are_calculated() -> None:
    """homeworklib.com 1601183, a: 43,200 at 10 % for 60 days of 360 is 720; here two months by 30/360, paid
    at the end.
    """
    (line,) = schedule(Plan(4_320_000, 2, rate_of(1000), date(2026, 6, 10), "bullet"))
    assert (line.interest, line.principal, line.balance) == (72_000, 4_320_000, 0)
    (line,) = schedule(Plan(500_000, 3, rate_of(800), date(2026, 9, 28), "bullet", "actual/365"))
    assert line.interest == 9_973  # 91 days to 28 December; 90 days are the 98.63 of the next example


# --- day counts ---------------------------------------------------------------------------------------------


def test_interest_by_days_as_on_promissory_notes() -> None:
    """5,000 at 8 % for 90 days of 365 is 98.63 (smartsolve.ai, promissory notes, note 1); 18,000 at 12 %
    for the 75 days from 27 April to 11 July by 360 is 450 (homeworklib.com, 1601183, c).
    """
    days = days_between(date(2026, 9, 28), date(2026, 12, 27), "actual/365")
    assert (days, interest(500_000, rate_of(800), days, "actual/365")) == (90, 9_863)
    days = days_between(date(2026, 4, 27), date(2026, 7, 11), "actual/360")
    assert (days, interest(1_800_000, rate_of(1200), days, "actual/360")) == (75, 45_000)


@pytest.mark.parametrize(
    ("start", "end", "day_count", "part"),
    [
        # ECMA-376 (Office Open XML), part 4, YEARFRAC: the examples of bases 4, 2 and 3
        (date(2006, 1, 1), date(2006, 7, 1), "30/360", "0.5"),
        (date(2006, 1, 1), date(2006, 7, 1), "actual/360", "0.502777778"),
        (date(2006, 1, 1), date(2006, 7, 1), "actual/365", "0.495890411"),
        # Apple, iWork '09 Formulas and Functions, YEARFRAC
        (date(2009, 12, 15), date(2010, 6, 30), "30/360", "0.541666667"),
        (date(2009, 12, 15), date(2010, 6, 30), "actual/360", "0.547222222"),
        (date(2009, 12, 15), date(2010, 6, 30), "actual/365", "0.539726027"),
        # Microsoft, YEARFRAC function
        (date(2007, 1, 1), date(2007, 7, 30), "actual/360", "0.583333333"),
    ],
)
def test_parts_of_a_year_as_spreadsheets_document_them(
    start: date, end: date, day_count: str, part: str
) -> None:
    counted = Fraction(days_between(start, end, day_count), BASIS[day_count])
    assert abs(counted - Fraction(part)) < Fraction(1, 10**9)


def test_a_month_with_31_days_as_in_an_explained_example() -> None:
    """answertabs.com, interest calculation basis: 5 %, August: 0.4167 % (30/360), 0.43059 % (actual/360),
    0.4247 % (actual/365) of the balance; here of 10,000,000 yuan.
    """
    for day_count, fen in (("30/360", 4_166_667), ("actual/360", 4_305_556), ("actual/365", 4_246_575)):
        (line,) = schedule(Plan(10**9, 1, rate_of(500), date(2026, 8, 1), "annuity", day_count))
        assert line.interest == fen


def test_31st_counts_as_the_30th() -> None:
    """ISDA 2006 Definitions 4.16(g): from 31 August to 30 September are 30 days, to the last of February
    its own day.
    """
    assert days_30e360(date(2006, 8, 31), date(2006, 9, 30)) == 30
    assert days_30e360(date(2006, 8, 31), date(2007, 2, 28)) == 178
    assert days_30e360(date(2007, 2, 28), date(2007, 8, 31)) == 182


# --- days of payment ----------------------------------------------------------------------------------------


def test_short_months_pay_on_their_last_day_and_come_back() -> None:
    lines = schedule(Plan(5_000_000, 4, rate_of(435), date(2026, 10, 31)))
    assert [line.end.isoformat() for line in lines] == [
        "2026-11-30",
        "2026-12-31",
        "2027-01-31",
        "2027-02-28",
    ]
    assert add_months(date(2027, 12, 31), 2) == date(2028, 2, 29)


def test_a_payment_day_makes_the_first_period_longer_or_shorter() -> None:
    lines = schedule(Plan(3_600_000, 3, rate_of(1000), date(2026, 1, 10), "interest_only", payment_day=20))
    assert [line.end.isoformat() for line in lines] == ["2026-02-20", "2026-03-20", "2026-04-10"]
    assert [line.interest for line in lines] == [40_000, 30_000, 20_000]
    assert [line.days for line in lines] == [40, 30, 20]
    last = schedule(Plan(3_600_000, 3, rate_of(1000), date(2026, 1, 10), payment_day=31))
    assert [line.end.isoformat() for line in last] == ["2026-01-31", "2026-02-28", "2026-04-10"]
    assert [line.days for line in last] == [20, 30, 40]


def test_the_first_payment_is_at_least_half_a_month_after_the_payout() -> None:
    def first(start: date, day: int) -> date:
        return schedule(Plan(3_600_000, 12, rate_of(1000), start, payment_day=day))[0].due

    assert first(date(2026, 1, 16), 31) == date(2026, 1, 31)
    assert first(date(2026, 1, 17), 31) == date(2026, 2, 28)
    assert first(date(2026, 1, 31), 1) == date(2026, 3, 1)
    assert first(date(2026, 2, 28), 31) == date(2026, 3, 31)  # the payout's own day is no due day


def test_with_payment_day_31_all_instalments_but_the_last_are_equal() -> None:
    """Case 10 of the worked loans: 2,438.33 without principal before, 2,399.04 now."""
    lines = schedule(Plan(10_000_000, 60, rate_of(1540), date(2026, 1, 1), payment_day=31))
    assert {line.payment for line in lines[:-1]} == {239_904}
    assert lines[-1].payment <= 239_904
    assert (lines[0].end, lines[0].days) == (date(2026, 1, 31), 29)
    assert lines[0].interest == interest(10_000_000, rate_of(1540), 29, "30/360") == 124_056
    assert lines[-1].end == date(2031, 1, 1)
    assert sum(line.days for line in lines) == 60 * 30


@pytest.mark.parametrize("method", METHODS)
def test_no_loan_ends_after_its_term_whatever_its_payment_day(method: str) -> None:
    """Case 12: 36 months from 2026-01-05 with payment day 31 ended on 2029-01-31."""
    lines = schedule(Plan(5_000_000, 36, rate_of(475), date(2026, 1, 5), method, payment_day=31))
    assert lines[-1].end == date(2029, 1, 5)
    assert sum(line.days for line in lines) == 36 * 30


def test_a_month_with_payment_day_31_is_a_month() -> None:
    """Payout on 30 January: not due on the 31st, the day after."""
    (line,) = schedule(Plan(5_000_000, 1, rate_of(475), date(2026, 1, 30), "interest_only", payment_day=31))
    assert (line.end, line.days, line.interest) == (date(2026, 2, 28), 30, 19_792)


def test_the_last_instalment_is_not_larger() -> None:
    """Case 11: 255.93 eleven times, then 255.94."""
    lines = schedule(Plan(300_000, 12, rate_of(435), date(2026, 1, 1)))
    assert instalment(300_000, 12, rate_of(435)) == 25_593
    assert [line.payment for line in lines] == [25_593] * 12
    equal = schedule(Plan(1_000_001, 7, rate_of(435), date(2026, 1, 1), "equal_principal"))
    assert [line.principal for line in equal] == [142_858] * 6 + [142_853]


@pytest.mark.parametrize(
    ("change", "code"),
    [({"start": date(9999, 6, 1)}, "years"), ({"start": date(9990, 1, 1), "months": 120}, "years"),
     ({"start": date(9999, 11, 30), "months": 1, "holidays": "next", "calendar": EVER}, "years"),
     ({"amount": 10**14}, "amount"), ({"holidays": "next"}, "holidays"), ({"holidays": "x"}, "holidays")],
)  # fmt: skip
def test_days_after_the_year_9999_and_other_absurd_plans_are_known_errors(
    change: dict[str, object], code: str
) -> None:
    parts: dict[str, object] = {"amount": 1, "months": 12, "rate": Fraction(0), "start": date(2026, 1, 1)}
    with pytest.raises(PlanError) as error:
        schedule(Plan(**{**parts, **change}))  # type: ignore[arg-type]
    assert error.value.code == code


def test_where_interest_alone_is_more_than_the_instalment_the_rest_comes_later() -> None:
    """30 years at 15.4 % by actual days: a month of 31 days has more interest than the instalment."""
    plan = Plan(10_000_000, 360, rate_of(1540), date(2026, 1, 1), day_count="actual/365")
    lines = schedule(plan)
    assert interest(10_000_000, rate_of(1540), 31, "actual/365") > lines[0].payment
    assert (lines[0].principal, lines[1].principal > 0) == (0, True)
    assert {line.payment for line in lines[:-1]} == {lines[0].payment}
    assert lines[-1].payment <= lines[0].payment
    assert sum(line.principal for line in lines) == 10_000_000


def test_a_holiday_moves_the_payment_and_not_its_interest() -> None:
    """State Council notice on holidays in 2026: 1 to 7 October off, Saturday 10 October worked."""
    plain = schedule(Plan(5_000_000, 12, rate_of(435), date(2026, 9, 1)))
    moved = schedule(Plan(5_000_000, 12, rate_of(435), date(2026, 9, 1), holidays="next", calendar=shipped()))
    earlier = schedule(
        Plan(5_000_000, 12, rate_of(435), date(2026, 9, 1), holidays="previous", calendar=shipped())
    )
    assert moved[0].due == date(2026, 10, 8)
    assert earlier[0].due == date(2026, 9, 30)
    assert [line.interest for line in plain] == [line.interest for line in moved]
    assert shipped().is_business_day(date(2026, 10, 10))
    assert not shipped().is_business_day(date(2026, 10, 11))
    assert not shipped().is_business_day(date(2031, 10, 1))


# --- a real lender ------------------------------------------------------------------------------------------


@pytest.mark.skipif(
    not (SHARED / "applications.csv").exists(), reason="applications.csv is not on this machine"
)
def test_instalments_agree_with_a_real_lender_to_the_cent() -> None:
    with (SHARED / "applications.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    agree = 0
    start = date(2027, 1, 15)
    for row in rows:
        rate = Fraction(row["rate_percent"]) / 100
        charged = Fraction(row["installment"]) * 100
        amount, months = int(row["amount"]) * 100, int(row["months"])
        payments = [line.payment for line in schedule(Plan(amount, months, rate, start))]
        assert set(payments[:-1]) == {charged}
        assert payments[-1] <= charged
        agree += instalment(amount, months, rate) == charged
    assert len(rows) == 3000
    assert agree == len(rows), f"{agree} of {len(rows)}"


# --- for all loans ------------------------------------------------------------------------------------------

PLANS = st.builds(
    Plan,
    amount=st.one_of(st.integers(1, 1000), st.integers(1, 10**10)),
    months=st.integers(1, 120),
    rate=st.integers(0, 3600).map(rate_of),
    start=st.dates(date(2000, 1, 1), date(2090, 12, 31)),
    method=st.sampled_from(METHODS),
    day_count=st.sampled_from(DAY_COUNTS),
    payment_day=st.integers(0, 31),
    holidays=st.sampled_from(["none", "next", "previous"]),
    calendar=st.just(shipped()),
)


@given(PLANS)
def test_sums_are_exact_and_nothing_is_negative(plan: Plan) -> None:
    lines = schedule(plan)
    assert len(lines) == (1 if plan.method == "bullet" else plan.months)
    assert sum(line.principal for line in lines) == plan.amount
    assert lines[-1].balance == 0
    balance = plan.amount
    for line in lines:
        balance -= line.principal
        assert line.principal >= 0
        assert line.interest >= 0
        assert line.balance == balance
    assert [line.number for line in lines] == list(range(1, len(lines) + 1))
    assert all(first.end < second.end for first, second in pairwise(lines))


@given(PLANS)
def test_instalments_differ_only_in_the_last_which_is_not_larger(plan: Plan) -> None:
    lines = schedule(plan)
    if plan.method == "annuity" and plan.amount >= 100_000:
        assert all(line.payment == lines[0].payment for line in lines[:-1])
    if plan.method == "equal_principal" and plan.amount >= 100_000:
        assert all(line.principal == lines[0].principal for line in lines[:-1])
        assert lines[-1].principal <= lines[0].principal
    if plan.method == "annuity":
        assert lines[-1].payment <= lines[0].payment
        # Each line rounds by half a fen and the instalment by two; later interest grows what is left of it.
        growth = (1 + plan.rate / 6) ** len(lines)
        most = 3 * len(lines) * growth
        early = (add_months(plan.start, plan.months) - lines[-1].end).days  # a holiday ends the loan sooner
        most += interest(lines[-1].principal, plan.rate, early + 3, plan.day_count) if early else 0
        assert lines[0].payment - lines[-1].payment <= most or plan.amount < 100_000


@given(PLANS)
def test_days_lie_within_the_term(plan: Plan) -> None:
    lines = schedule(plan)
    # A last payment that a holiday moves to a day before ends the loan there.
    end = add_months(plan.start, plan.months)
    assert lines[-1].end == (min(end, lines[-1].due) if lines[-1].principal else end)
    assert all(line.end > plan.start for line in lines)
    assert all(line.days > 0 for line in lines)
    if plan.method != "bullet" and plan.months > 1:
        assert (lines[0].end - plan.start).days >= FIRST_DAYS
    if plan.day_count == "30/360":
        early = lines[-1].end < end
        assert sum(line.days for line in lines) <= 30 * plan.months - early
        assert early or sum(line.days for line in lines) == 30 * plan.months
    else:
        assert sum(line.days for line in lines) == (lines[-1].end - plan.start).days


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": 0},
        {"months": 0},
        {"months": 601},
        {"rate": Fraction(-1)},
        {"method": "?"},
        {"payment_day": 32},
    ],
)
def test_a_plan_out_of_range_is_refused(wrong: dict[str, object]) -> None:
    parts: dict[str, object] = {
        "amount": 1,
        "months": 1,
        "rate": Fraction(0),
        "start": date(2026, 1, 1),
        **wrong,
    }
    with pytest.raises(ValueError):
        Plan(**parts)  # type: ignore[arg-type]


def test_a_plan_is_worked_out_once_and_by_its_own_calendar() -> None:
    years = {"2027": (frozenset({"2027-02-08"}), frozenset[str]())}
    workdays = Holidays(frozenset(), {"2027": (frozenset(), frozenset())})

    def plan(calendar: Holidays) -> Plan:
        return Plan(
            1_200_000, 12, rate_of(435), date(2027, 1, 8), payment_day=8, holidays="next", calendar=calendar
        )

    first = schedule(plan(Holidays(frozenset(), years)))
    assert schedule(plan(Holidays(frozenset(), dict(years)))) is first
    assert (hash(Holidays(frozenset(), years)), first[0].due) == (hash(workdays), date(2027, 2, 9))
    assert schedule(plan(workdays))[0].due == date(2027, 2, 8)
