"""Repayment schedules: who owes how much on which day, to the fen.

All arithmetic is in integers and exact fractions. Interest of a period is balance × rate × counted days /
days of a year, rounded half up; the last line takes what rounding left over, so that principal sums to the
amount exactly.

- ``annuity`` (等额本息): equal instalments A = P·∏(1+f) / Σ∏(1+f), f the period's rate; for equal periods of
  rate i that is the textbook's P·i / (1 - (1+i)^-n). Rounded up to a whole fen, as lenders do. Where the
  rounded interest would make the last instalment larger than the others, by some fen, it is not asked for.
- ``equal_principal`` (等额本金): principal P/n each, rounded up, interest on the balance.
- ``interest_only`` (按月付息、到期还本): interest each month, principal at the end.
- ``bullet`` (到期一次还本付息): one payment at the end, simple interest.

Days: a loan of n months has n payments (``bullet`` one) and ends n months after its payout. Without a payment
day they are on the payout's day of each month. With one, the first is the first payment day at least
``FIRST_DAYS`` after the payout, then one a month, and the last is the end of the term. So the first and the
last period are longer or shorter than a month, by at most half of one: the instalments are equal all the
same, and ``Line.days`` says for how many days a line's interest is.

Day counts: ``30/360`` a whole month is 30 days of 360, a part of one its 30E/360 days, n months 30·n in all;
``actual/365`` and ``actual/360`` calendar days of 365 (in leap years as well: actual/365 fixed) or 360.

A payment that falls on a holiday moves, its interest does not: periods run between the unmoved days. Only the
last payment, where it is moved to a day before, ends the loan on that day.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple

from loc_desktop.errors import Trouble
from loc_desktop.loan import calendar
from loc_desktop.loan.calendar import Holidays
from loc_desktop.loan.causes import cause
from loc_desktop.loan.money import MAX_FEN
from loc_desktop.loan.products import DAY_COUNTS, HOLIDAY_RULES, METHODS

RATE_UNIT: Final = 10_000
"""A rate of 435 is 435/10,000 a year: hundredths of a percent."""

BASIS: Final[Mapping[str, int]] = MappingProxyType({"30/360": 360, "actual/365": 365, "actual/360": 360})
"""How many counted days make a year."""

MAX_MONTHS: Final = 600

FIRST_DAYS: Final = 15
"""A first payment day sooner after the payout than this is left out: half a month."""

_MONTH: Final = 30


class PlanError(ValueError):
    """Parts of a plan that are out of range. ``code`` is the part: ``amount``, ``months``, ``rate``,
    ``method``, ``day_count``, ``payment_day``, ``holidays``, or ``years`` for days after the year 9999.
    """

    def __init__(self, code: str, why: Trouble) -> None:
        self.code = code
        self.why = why
        super().__init__(str(why))


@dataclass(frozen=True, slots=True)
class Plan:
    """What a schedule is made from: ``amount`` fen, ``rate`` a fraction a year, ``start`` the day of payout.

    ``payment_day`` 0 is the day of the month of the payout, else 1 … 31 (31 is every month's last);
    ``holidays`` as in products, by ``calendar`` (not needed for ``none``). Raises PlanError.
    """

    amount: int
    months: int
    rate: Fraction
    start: date
    method: str = "annuity"
    day_count: str = "30/360"
    payment_day: int = 0
    holidays: str = "none"
    calendar: Holidays | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= MAX_FEN:
            raise PlanError("amount", cause("plan_amount", most=MAX_FEN))
        if not 1 <= self.months <= MAX_MONTHS:
            raise PlanError("months", cause("plan_months", most=MAX_MONTHS))
        if not 0 <= self.rate <= 10:
            raise PlanError("rate", cause("plan_rate"))
        if self.method not in METHODS:
            raise PlanError("method", cause("plan_method"))
        if self.day_count not in DAY_COUNTS:
            raise PlanError("day_count", cause("plan_day_count"))
        if not 0 <= self.payment_day <= 31:
            raise PlanError("payment_day", cause("plan_payment_day"))
        if self.holidays not in HOLIDAY_RULES or (self.holidays != "none" and self.calendar is None):
            raise PlanError("holidays", cause("plan_holidays"))
        if (self.start.year * 12 + self.start.month - 1 + self.months) // 12 > date.max.year:
            raise PlanError("years", cause("plan_years", most=date.max.year))


class Line(NamedTuple):
    """One payment: the period's end, the day it is due (the end, moved off holidays), parts and balance
    after in fen, and the counted days of its interest.
    """

    number: int
    end: date
    due: date
    principal: int
    interest: int
    balance: int
    days: int

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


@lru_cache(maxsize=1024)
def schedule(plan: Plan) -> tuple[Line, ...]:
    """The lines of a plan. Their principal sums to the amount exactly. Worked out once for the many loans of
    a day that are alike, and for a loan that is looked at again.
    """
    ends = period_ends(plan)
    return schedule_between(plan, ends, period_days(plan, ends), _dues(plan, ends))


def schedule_between(
    plan: Plan, ends: Sequence[date], days: Sequence[int], dues: Sequence[date], level: int = 0
) -> tuple[Line, ...]:
    """The lines of a plan whose periods are given: their ends, counted days and due days.

    With ``level`` fen each payment (``equal_principal``: each principal) is that much, and the loan ends
    early.
    """
    if plan.method == "bullet":
        ends, dues, days = ends[-1:], dues[-1:], [sum(days)]
    lines = []
    balance = plan.amount
    parts = _parts(plan, days, level)
    for number, ((principal, charged), end, due, counted) in enumerate(zip(parts, ends, dues, days), 1):  # noqa: B905
        balance -= principal
        lines.append(Line(number, end, due, principal, charged, balance, counted))
    _end_early(plan, lines)
    return tuple(lines)


def _end_early(plan: Plan, lines: list[Line]) -> None:
    """End a loan whose last payment a holiday moved to a day before on that day: no interest after it."""
    last = lines[-1]
    if last.due < last.end and last.principal:
        start = lines[-2].end if len(lines) > 1 else plan.start
        run = elapsed_days(start, last.end, last.days, last.due, plan.day_count)
        less = interest(last.principal, plan.rate, last.days - run, plan.day_count)
        lines[-1] = last._replace(end=last.due, days=run, interest=max(0, last.interest - less))


def elapsed_days(start: date, end: date, days: int, on: date, day_count: str) -> int:
    """How many of a period's counted ``days`` have run on a day.

    By 30/360 they count from the nominal payment day: the 28th on which a loan of the 31st begins a period is
    its 30th, so that 1 March is the first day and what the short month lacks is not counted a second time.
    """
    if on <= start:
        return 0
    counted = days_between(start, on, day_count)
    if day_count == "30/360":
        counted -= max(0, days_between(start, end, day_count) - days)
    return min(days, counted)


def level_of(method: str, lines: Sequence[Line]) -> int:
    """What is agreed to be paid each month: the instalment of an annuity, the principal part of equal
    principal; 0 for the other methods, which have none.
    """
    if method == "annuity":
        return lines[0].payment
    return lines[0].principal if method == "equal_principal" else 0


def instalment(amount: int, months: int, rate: Fraction) -> int:
    """The equal monthly payment of an annuity, monthly rate a twelfth of ``rate``, in fen.

    P·i·(1+i)^n / ((1+i)^n - 1), in whole numbers, rounded up. Raises ValueError for parts out of range.
    """
    plan = Plan(amount, months, rate, date(2000, 1, 1))
    return _level(plan, [_MONTH] * months)


def period_ends(plan: Plan) -> list[date]:
    """The days on which periods end; the last is the end of the term."""
    start, months, day = plan.start, plan.months, plan.payment_day
    if _is_regular(plan):
        return list(_month_ends(start, months))
    first = 0
    while (calendar.add_months(start, first, day) - start).days < FIRST_DAYS:
        first += 1
    ends = [calendar.add_months(start, first + number, day) for number in range(months - 1)]
    return [*ends, calendar.add_months(start, months)]


@lru_cache(maxsize=512)
def _month_ends(start: date, months: int) -> tuple[date, ...]:
    """The same few for the many loans of a day."""
    return tuple(calendar.add_months(start, number) for number in range(1, months + 1))


def period_days(plan: Plan, ends: Sequence[date]) -> list[int]:
    """The counted days of each period."""
    count = len(ends)
    if plan.day_count == "30/360":
        # From payment day to payment day is a month, also where one of the two is a short month's last day;
        # only the first period, and the last for it, can be longer or shorter.
        if count == 1 or _is_regular(plan):
            return [_MONTH] * count
        # To the nominal payment day: a 28 February that stands for the 31st is the 30th.
        short = max(0, min(plan.payment_day, _MONTH) - ends[0].day)
        first = calendar.days_30e360(plan.start, ends[0]) + short
        return [first, *[_MONTH] * (count - 2), 2 * _MONTH - first]
    starts = [plan.start, *ends[:-1]]
    return [(end - start).days for start, end in zip(starts, ends, strict=True)]


def _is_regular(plan: Plan) -> bool:
    return plan.payment_day in (0, plan.start.day)


def _dues(plan: Plan, ends: Sequence[date]) -> Sequence[date]:
    """The due days of period ends: moved off holidays by the plan's rule."""
    if plan.holidays == "none" or plan.calendar is None:
        return ends
    try:
        dues = _moved(tuple(ends), plan.holidays, plan.calendar)
        if dues[0] <= plan.start:  # the days before the first payment are off, back to the payout
            first = plan.calendar.adjust(ends[0], "next")
            return [first, *(max(first, due) for due in dues[1:])]
        return dues
    except OverflowError:
        raise PlanError("years", cause("plan_years", most=date.max.year)) from None


@lru_cache(maxsize=512)
def _moved(ends: tuple[date, ...], rule: str, holidays: Holidays) -> tuple[date, ...]:
    """The same few for the many loans of a day."""
    return tuple([holidays.adjust(end, rule) for end in ends])


def _parts(plan: Plan, days: Sequence[int], level: int) -> list[tuple[int, int]]:
    """Principal and interest of each payment; with ``level`` until nothing is left, else one a period."""
    count = len(days)
    if plan.method == "annuity":
        if level:
            return _capped(_equal_instalments(plan, days, level), level)
        level = _level(plan, days)
        parts = _equal_instalments(plan, days, level)
        # Half a fen a line is rounding, which the last line takes; more (very long loans) is a fen a month.
        while sum(parts[-1]) - level > min(parts[-1][1], count // 2):
            level += 1
            parts = _equal_instalments(plan, days, level)
        parts = _capped(parts, level)
        # A few fen over many months are gone early, as payments are rounded up; the months are still there.
        return parts + [(0, 0)] * (count - len(parts)) if len(parts) < count else parts
    if plan.method == "equal_principal":
        return _equal_principal(plan, days, level)
    each = interest_of(plan.rate, plan.day_count)
    bullet = [(0, each(plan.amount, counted)) for counted in days]
    bullet[-1] = (plan.amount, bullet[-1][1])
    return bullet


def _equal_instalments(plan: Plan, days: Sequence[int], level: int) -> list[tuple[int, int]]:
    """Payments of ``level`` until nothing is left; the last of the periods takes what is.

    Where a period's interest alone is more than the payment (very long loans), the rest of it is asked for
    with the next payments.
    """
    whole = plan.rate.denominator * BASIS[plan.day_count]
    twice, rate, half = 2 * whole, 2 * plan.rate.numerator, whole
    parts: list[tuple[int, int]] = []
    balance, carried = plan.amount, 0
    for counted in days[:-1]:
        charged = (balance * rate * counted + half) // twice + carried
        if charged > level:
            carried = charged - level
            parts.append((0, level))
            continue
        carried = 0
        principal = level - charged
        if principal >= balance:
            parts.append((balance, charged))
            return parts
        parts.append((principal, charged))
        balance -= principal
    parts.append((balance, (balance * rate * days[-1] + half) // twice + carried))
    return parts


def _capped(parts: list[tuple[int, int]], level: int) -> list[tuple[int, int]]:
    """The payments with what rounding would add to the last one, beyond the others, not asked for."""
    principal, charged = parts[-1]
    parts[-1] = (principal, max(0, min(charged, level - principal)))
    return parts


def _equal_principal(plan: Plan, days: Sequence[int], level: int) -> list[tuple[int, int]]:
    count = len(days)
    charged = interest_of(plan.rate, plan.day_count)
    each = level or -(-plan.amount // count)
    parts: list[tuple[int, int]] = []
    balance = plan.amount
    for number, counted in enumerate(days, 1):
        principal = balance if number == count else min(each, balance)
        parts.append((principal, charged(balance, counted)))
        balance -= principal
        if level and not balance:
            break
    return parts


def interest_of(rate: Fraction, day_count: str) -> Callable[[int, int], int]:
    """:func:`interest` for one rate and day count, as a function of balance and counted days."""
    whole = rate.denominator * BASIS[day_count]
    twice, numerator = 2 * whole, 2 * rate.numerator
    return lambda balance, days: (balance * numerator * days + whole) // twice


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
