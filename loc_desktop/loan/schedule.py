"""Repayment schedules: who owes how much on which day, to the fen.

All arithmetic is in integers and exact fractions. Interest of a period is balance × rate × counted days /
days of a year, rounded half up; the last line takes what rounding left over, so that principal sums to the
amount exactly.

- ``annuity`` (等额本息): equal instalments A = P·∏(1+f) / Σ∏(1+f), f the period's rate; for equal periods of
rate i that
  is the textbook's P·i / (1 - (1+i)^-n). Rounded up to a whole fen, as lenders do, so that the last one is
  not larger.
- ``equal_principal`` (等额本金): principal P/n each, interest on the balance.
- ``interest_only`` (按月付息、到期还本): interest each month, principal at the end.
- ``bullet`` (到期一次还本付息): one payment at the end, simple interest.

Day counts: ``30/360`` a whole month is 30 days of 360, a part of one its 30E/360 days; ``actual/365`` and
``actual/360`` calendar days of 365 (in leap years as well: actual/365 fixed) or 360.

A payment that falls on a holiday moves, its interest does not: periods run between the unmoved days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from loc_desktop.loan import calendar
from loc_desktop.loan.products import DAY_COUNTS, METHODS

RATE_UNIT: Final = 10_000
"""A rate of 435 is 435/10,000 a year: hundredths of a percent."""

BASIS: Final[Mapping[str, int]] = MappingProxyType({"30/360": 360, "actual/365": 365, "actual/360": 360})
"""How many counted days make a year."""

_MONTH: Final = 30


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schedule is made from: ``amount`` fen, ``rate`` a fraction a year, ``start`` the day of payout.

    ``payment_day`` 0 is the day of the month of the payout, else 1 … 31 (31 is every month's last);
    ``holidays`` as in products. Raises ValueError for parts out of range.
    """

    amount: int
    months: int
    rate: Fraction
    start: date
    method: str = "annuity"
    day_count: str = "30/360"
    payment_day: int = 0
    holidays: str = "none"

    def __post_init__(self) -> None:
        if self.amount < 1 or not 1 <= self.months <= 600 or not 0 <= self.rate <= 10:
            raise ValueError("amount from 1 fen, 1 to 600 months, rate from 0 to 1,000 % a year")
        if self.method not in METHODS or self.day_count not in DAY_COUNTS or not 0 <= self.payment_day <= 31:
            raise ValueError("unknown method, day count or payment day")


@dataclass(frozen=True, slots=True)
class Line:
    """One payment: the period's end, the day it is due (the end, moved off holidays), parts and balance
    after in fen.
    """

    number: int
    end: date
    due: date
    principal: int
    interest: int
    balance: int

    @property
    def payment(self) -> int:
        return self.principal + self.interest


def rate_of(hundredths: int) -> Fraction:
    """A rate as products and the ledger write it (435: 4.35 % a year) as a fraction."""
    return Fraction(hundredths, RATE_UNIT)


def days_between(start: date, end: date, day_count: str) -> int:
    """The days that count as interest. Raises ValueError for an unknown day count."""
    if day_count == "30/360":
        return calendar.days_30e360(start, end)
    if day_count not in BASIS:
        raise ValueError(f"unknown day count {day_count}")
    return (end - start).days


def interest(balance: int, rate: Fraction, days: int, day_count: str) -> int:
    """Interest in fen on a balance over counted days: balance × rate × days / basis, half a fen up."""
    whole = rate.denominator * BASIS[day_count]
    return (2 * balance * rate.numerator * days + whole) // (2 * whole)


def schedule(plan: Plan) -> tuple[Line, ...]:
    """The lines of a plan. Their principal sums to the amount exactly."""
    ends = period_ends(plan)
    return schedule_between(plan, ends, period_days(plan, ends))


def schedule_between(
    plan: Plan, ends: Sequence[date], days: Sequence[int], level: int = 0
) -> tuple[Line, ...]:
    """The lines of a plan whose periods are given: their ends and their counted days.

    With ``level`` fen each payment (``equal_principal``: each principal) is that much, and the loan ends
    early.
    """
    if plan.method == "bullet":
        return _lines(plan, ends[-1:], [sum(days)], [plan.amount])
    principals = _at_level(plan, days, level) if level else _principals(plan, days)
    count = len(principals)
    return _lines(plan, ends[:count], days[:count], principals)


def instalment(amount: int, months: int, rate: Fraction) -> int:
    """The equal monthly payment of an annuity, monthly rate a twelfth of ``rate``, in fen.

    P·i·(1+i)^n / ((1+i)^n - 1), in whole numbers, rounded up. Raises ValueError for parts out of range.
    """
    plan = Plan(amount, months, rate, date(2000, 1, 1))
    return _level(plan, [_MONTH] * months)


def period_ends(plan: Plan) -> list[date]:
    """The days on which periods end: a payment day each month from the month after the payout."""
    day = plan.payment_day or plan.start.day
    return [calendar.add_months(plan.start, number, day) for number in range(1, plan.months + 1)]


def period_days(plan: Plan, ends: Sequence[date]) -> list[int]:
    """The counted days of each period."""
    if plan.day_count == "30/360":
        # From payment day to payment day is a month, also where one of the two is a short month's last day;
        # only the first period can be longer or shorter.
        regular = not plan.payment_day or plan.payment_day == plan.start.day
        first = _MONTH if regular else calendar.days_30e360(plan.start, ends[0])
        return [first, *[_MONTH] * (len(ends) - 1)]
    starts = [plan.start, *ends[:-1]]
    return [(end - start).days for start, end in zip(starts, ends, strict=True)]


def _principals(plan: Plan, days: Sequence[int]) -> list[int]:
    count = len(days)
    if plan.method == "interest_only":
        return [0] * (count - 1) + [plan.amount]
    if plan.method == "equal_principal":
        # Half up; but a few fen over many months must not be used up before the last line.
        each = (2 * plan.amount + count) // (2 * count)
        each = min(each, plan.amount // max(count - 1, 1))
        return [each] * (count - 1) + [plan.amount - each * (count - 1)]
    principals = _at_level(plan, days, _level(plan, days))
    # A few fen over many months are gone early, as payments are rounded up; the months are still there.
    return principals + [0] * (count - len(principals))


def _at_level(plan: Plan, days: Sequence[int], level: int) -> list[int]:
    """Principal parts of equal payments (or, for equal principal, the parts themselves) until nothing is
    left.
    """
    principals: list[int] = []
    balance = plan.amount
    for counted in days[:-1]:
        charged = 0
        if plan.method == "annuity":
            charged = interest(balance, plan.rate, counted, plan.day_count)
        principal = min(max(level - charged, 0), balance)
        if plan.method == "interest_only":
            principal = 0
        principals.append(principal)
        balance -= principal
        if not balance:
            return principals
    return [*principals, balance]


def _level(plan: Plan, days: Sequence[int]) -> int:
    """The payment that, made at the end of every period, repays the amount, rounded up to a fen."""
    # A period's factor is (q + n)/q over one denominator q. Whole numbers are much faster here than
    # fractions that reduce themselves at every step; the powers of q cancel in the quotient.
    q = plan.rate.denominator * BASIS[plan.day_count]
    grown, summed, power = 1, 0, 1
    for counted in days:
        factor = q + plan.rate.numerator * counted
        grown *= factor
        summed = summed * factor + power
        power *= q
    return -(-plan.amount * grown // (summed * q))


def _lines(
    plan: Plan, ends: Sequence[date], days: Sequence[int], principals: Sequence[int]
) -> tuple[Line, ...]:
    holidays = calendar.shipped()
    lines = []
    balance = plan.amount
    for number, (end, counted, principal) in enumerate(zip(ends, days, principals, strict=True), 1):
        due = holidays.adjust(end, plan.holidays)
        charged = interest(balance, plan.rate, counted, plan.day_count)
        balance -= principal
        lines.append(Line(number, end, due, principal, charged, balance))
    return tuple(lines)
