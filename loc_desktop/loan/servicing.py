"""A loan after its payout: what is due, overdue and accrued on a day, and what payments and changes do to it.

Values only, no state: the contract keeps a loan with these functions, the bank's day end and the views read
it with them, so that nobody computes anything a second way. Amounts are fen. Periods are numbered from 1
and keep their numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from loc_desktop.loan.calendar import days_30e360
from loc_desktop.loan.products import Product
from loc_desktop.loan.schedule import (
    Line,
    Plan,
    days_between,
    interest,
    rate_of,
    schedule,
    schedule_between,
)

TIERS: Final = (("loss", 360), ("doubtful", 270), ("substandard", 90), ("special_mention", 0))
"""Five-tier classification by days past due: more than so many days. After the banking
regulator's rules on the classification of risk (商业银行金融资产风险分类办法, 2023, articles 10 to 13); not
past due is ``normal``.
"""


class PaymentError(ValueError):
    """A payment or change that the loan does not allow.

    ``code``: ``more_than_due`` (with ``part``, ``amount``, ``due``), ``overdue``, ``forbidden``,
    ``interest``, ``period`` and ``refunded`` (``part`` the number) or ``not_expired`` (``part`` the day).
    """

    def __init__(self, code: str, part: str = "", amount: int = 0, due: int = 0) -> None:
        self.code, self.part, self.amount, self.due = code, part, amount, due
        super().__init__(f"{code} {part} {amount} {due}")


@dataclass(frozen=True, slots=True)
class Terms:
    """What a loan keeps of its product, so that a change of the product leaves it alone. See
    ``products.Product``.
    """

    rate: int
    method: str
    day_count: str
    payment_day: int
    holidays: str
    grace_days: int
    penalty_factor: int
    prepayment: str
    subsidy: int

    @classmethod
    def of(cls, product: Product, rate: int) -> Terms:
        """A product's terms with an agreed rate (hundredths of a percent a year)."""
        day = 0 if product.payment_day == "payout" else int(product.payment_day)
        return cls(
            rate, product.method, product.day_count, day, product.holidays, product.grace_days,
            product.penalty_factor, product.prepayment, product.subsidy,
        )  # fmt: skip

    def to_json(self) -> list[int | str]:
        return [getattr(self, name) for name in self.__slots__]

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Terms:
        return cls(*value)


@dataclass(frozen=True, slots=True)
class Period:
    """One line of the schedule as it stands: what it asks for, what was paid on it.

    ``refunded`` is the interest that the finance department gave back to the customer, ``by_finance`` the
    interest that it paid to the bank itself; both count within ``paid_interest``.
    """

    number: int
    start: date
    end: date
    due: date
    principal: int
    interest: int
    paid_principal: int = 0
    paid_interest: int = 0
    refunded: int = 0
    by_finance: int = 0

    @property
    def open_principal(self) -> int:
        return self.principal - self.paid_principal

    @property
    def open_interest(self) -> int:
        return self.interest - self.paid_interest

    @property
    def is_paid(self) -> bool:
        return not (self.open_principal or self.open_interest)

    def to_json(self) -> list[int | str]:
        return [
            self.number, self.start.isoformat(), self.end.isoformat(), self.due.isoformat(), self.principal,
            self.interest, self.paid_principal, self.paid_interest, self.refunded, self.by_finance,
        ]  # fmt: skip

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Period:
        number, start, end, due, *amounts = value
        day = date.fromisoformat
        return cls(number, day(start), day(end), day(due), *amounts)


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan that was paid out. ``penalty`` has accrued until ``penalty_until`` and is not yet paid;
    ``paused`` are the spans (from, until; None: still) in which it stands still, because its customer was
    kept from paying: they count for no penalty and no day past due.
    """

    amount: int
    opened: date
    terms: Terms
    periods: tuple[Period, ...]
    penalty: int
    penalty_until: date
    paused: tuple[tuple[date, date | None], ...] = ()

    @property
    def outstanding(self) -> int:
        """Principal not yet repaid."""
        return sum(period.open_principal for period in self.periods)

    @property
    def final_due(self) -> date:
        return self.periods[-1].due


@dataclass(frozen=True, slots=True)
class Position:
    """A loan on a day. ``due_*`` is what is due until that day and unpaid, ``payable_*`` that and the
    current period; ``accrued`` the interest of the current period so far and unpaid; ``next`` the first
    period that is not paid.
    """

    on: date
    outstanding: int
    due_principal: int
    due_interest: int
    payable_principal: int
    payable_interest: int
    accrued: int
    penalty: int
    days_past_due: int
    overdue_principal: int
    overdue_interest: int
    classification: str
    next: Period | None

    @property
    def due(self) -> int:
        """Everything to be paid today: principal, interest and penalty."""
        return self.due_principal + self.due_interest + self.penalty


def new_loan(amount: int, months: int, terms: Terms, opened: date) -> Loan:
    """A loan on the day of its payout."""
    plan = _plan(amount, months, terms, opened)
    return Loan(amount, opened, terms, _periods(schedule(plan), opened, 1), 0, opened)


def classify(days_past_due: int) -> str:
    """The tier: ``normal``, ``special_mention``, ``substandard``, ``doubtful`` or ``loss``."""
    return next((tier for tier, days in TIERS if days_past_due > days), "normal")


def position(loan: Loan, on: date) -> Position:
    """What is due, overdue and accrued on a day."""
    due = [period for period in loan.periods if period.due <= on]
    current = next((period for period in loan.periods if period.due > on), None)
    open_ones = [period for period in loan.periods if not period.is_paid]
    overdue = [period for period in open_ones if period.due < on]
    late = days_late(loan, overdue[0].due, overdue[0].due, on) if overdue else 0
    due_principal, due_interest = _open(due)
    overdue_principal, overdue_interest = _open(overdue)
    return Position(
        on=on,
        outstanding=sum(period.open_principal for period in open_ones),
        due_principal=due_principal,
        due_interest=due_interest,
        payable_principal=due_principal + (current.open_principal if current else 0),
        payable_interest=due_interest + (current.open_interest if current else 0),
        accrued=_accrued(loan, current, on),
        penalty=penalty(loan, on),
        days_past_due=late,
        overdue_principal=overdue_principal,
        overdue_interest=overdue_interest,
        classification=classify(late),
        next=open_ones[0] if open_ones else None,
    )


def penalty(loan: Loan, on: date) -> int:
    """Penalty unpaid on a day: overdue principal × rate × factor, by calendar days of 360, from the end of
    grace on.
    """
    total = loan.penalty
    rate = rate_of(loan.terms.rate) * loan.terms.penalty_factor / 100
    grace = timedelta(days=loan.terms.grace_days)
    for period in loan.periods:
        days = days_late(loan, period.due, max(loan.penalty_until, period.due + grace), on)
        if days > 0 and period.open_principal:
            total += interest(period.open_principal, rate, days, "actual/360")
    return total


def days_late(loan: Loan, due: date, start: date, on: date) -> int:
    """Days from ``start`` to ``on`` that count against what was ``due``: not those in which the loan stands
    still. What fell due in such a span keeps the days that were left when it began.
    """
    counted = (on - start).days
    for begun, ended in loan.paused:
        left = (due - begun).days if begun < due and (ended is None or due < ended) else 0
        end = on if ended is None else min(on, ended + timedelta(days=left))
        counted -= max(0, (end - max(start, begun)).days)
    return max(0, counted)


# --- payments -----------------------------------------------------------------------------------------------


def pay(loan: Loan, on: date, principal: int, interest_part: int, penalty_part: int) -> Loan:
    """A payment of what is due or of the current period; each part goes to the oldest period first.

    Raises PaymentError ``more_than_due``: more is a prepayment.
    """
    now = position(loan, on)
    for part, amount, limit in (
        ("principal", principal, now.payable_principal),
        ("interest", interest_part, now.payable_interest),
        ("penalty", penalty_part, now.penalty),
    ):
        if amount > limit:
            raise PaymentError("more_than_due", part, amount, limit)
    periods = []
    for period in loan.periods:
        to_principal, to_interest = (
            min(principal, period.open_principal),
            min(interest_part, period.open_interest),
        )
        principal, interest_part = principal - to_principal, interest_part - to_interest
        if to_principal or to_interest:
            period = replace(
                period,
                paid_principal=period.paid_principal + to_principal,
                paid_interest=period.paid_interest + to_interest,
            )
        periods.append(period)
    return replace(loan, periods=tuple(periods), **_settled(loan, on, penalty_part))


def prepay(loan: Loan, on: date, principal: int, interest_part: int) -> Loan:
    """Principal before it is due, with the interest accrued until that day; the rest is scheduled anew.

    ``reduce_months`` keeps the payment and ends earlier, ``reduce_instalment`` keeps the days and pays
    less. Raises PaymentError ``forbidden`` by the product, ``overdue`` while something is due, ``interest``
    if the interest is not what has accrued (``due``), ``more_than_due`` for more than is outstanding.
    """
    if loan.terms.prepayment == "forbidden":
        raise PaymentError("forbidden")
    now = position(loan, on)
    if now.due:
        raise PaymentError("overdue", "", 0, now.due)
    if principal > now.outstanding:
        raise PaymentError("more_than_due", "principal", principal, now.outstanding)
    if interest_part != now.accrued:
        raise PaymentError("interest", "interest", interest_part, now.accrued)
    done = [period for period in loan.periods if period.is_paid and period.due <= on]
    ahead = [period for period in loan.periods if period.due > on]
    if not ahead:
        raise PaymentError("more_than_due", "principal", principal, 0)
    # What was paid ahead of its day belongs to the period that this payment closes.
    paid_principal = sum(period.paid_principal for period in ahead) + principal
    paid_interest = sum(period.paid_interest for period in ahead) + interest_part
    closed = replace(
        ahead[0], end=on, due=on, principal=paid_principal, interest=paid_interest,
        paid_principal=paid_principal, paid_interest=paid_interest,
        refunded=sum(period.refunded for period in ahead),
        by_finance=sum(period.by_finance for period in ahead),
    )  # fmt: skip
    left = now.outstanding - principal
    rest = _rest(loan, on, ahead, left) if left else ()
    return replace(loan, periods=(*done, closed, *rest), **_settled(loan, on, 0))


def _rest(loan: Loan, on: date, ahead: Sequence[Period], left: int) -> tuple[Period, ...]:
    # Between a last period's end and its payment day, moved by a holiday, what is left is due on that day.
    ends = [period.end for period in ahead if period.end > on] or [ahead[-1].due]
    plan = _plan(left, len(ends), loan.terms, on)
    days = _days_from(loan.terms, on, ends, ahead[0].start == on)
    level = 0
    if loan.terms.prepayment == "reduce_months" and loan.terms.method in ("annuity", "equal_principal"):
        first = ahead[0]
        level = first.principal + (first.interest if loan.terms.method == "annuity" else 0)
    following, *others = _periods(schedule_between(plan, ends, days, level), on, ahead[0].number + 1)
    credit = _credit(loan, ahead[0], on)
    return (replace(following, interest=max(0, following.interest - credit)), *others)


def reschedule(loan: Loan, on: date, months: int, rate: int) -> Loan:
    """What is outstanding, over ``months`` from today at ``rate``. Unpaid interest goes into the first new
    period.

    Periods keep what was paid on them; nothing that was paid is touched. Raises PaymentError
    ``more_than_due`` if nothing is outstanding.
    """
    now = position(loan, on)
    if not now.outstanding:
        raise PaymentError("more_than_due", "principal", 0, 0)
    current = next((period for period in loan.periods if period.due > on), None)
    carried = now.due_interest + now.accrued - _credit(loan, current, on)
    kept = [_closed(period, on) for period in loan.periods if period.paid_principal or period.paid_interest]
    begun = [period.number for period in loan.periods if period.start < on]
    number = max((*begun, *(period.number for period in kept)), default=0) + 1
    terms = replace(loan.terms, rate=rate)
    plan = _plan(now.outstanding, months, terms, on)
    first, *others = _periods(schedule(plan), on, number)
    first = replace(first, interest=max(0, first.interest + carried))
    return replace(loan, terms=terms, periods=(*kept, first, *others), **_settled(loan, on, 0))


# --- subsidy ------------------------------------------------------------------------------------------------


def refundable(loan: Loan, period: Period) -> int:
    """What the finance department may give back of a period: its share of the interest, at most what the
    customer paid of it, less what was given back already.
    """
    share = period.interest * loan.terms.subsidy // 100 - period.by_finance
    return max(0, min(share, period.paid_interest - period.by_finance) - period.refunded)


def refund(loan: Loan, numbers: Iterable[int], amount: int) -> Loan:
    """Give interest of paid periods back to the customer, in order.

    Raises PaymentError ``refunded`` for a period whose interest was given back, ``period`` for one that is
    unknown or unpaid, ``more_than_due`` for more than all of them allow.
    """
    wanted = list(numbers)
    by_number = {period.number: period for period in loan.periods}
    allowed = 0
    for number in wanted:
        found = by_number.get(number)
        limit = refundable(loan, found) if found else 0
        if not limit:
            raise PaymentError("refunded" if found and found.refunded else "period", str(number))
        allowed += limit
    if amount > allowed:
        raise PaymentError("more_than_due", "interest", amount, allowed)
    periods = []
    for period in loan.periods:
        if period.number in wanted:
            part = min(amount, refundable(loan, period))
            amount -= part
            period = replace(period, refunded=period.refunded + part)
        periods.append(period)
    return replace(loan, periods=tuple(periods))


def unrefund(loan: Loan, numbers: Iterable[int], amount: int) -> Loan:
    """Take back interest that was given back for periods, theirs first: it can be given back again."""
    wanted = set(numbers)
    left = amount
    by_number = {period.number: period for period in loan.periods}
    for number in sorted(by_number, key=lambda one: (one not in wanted, one)):
        period = by_number[number]
        part = min(left, period.refunded)
        by_number[number] = replace(period, refunded=period.refunded - part)
        left -= part
    return replace(loan, periods=tuple(by_number[period.number] for period in loan.periods))


def finance_due(loan: Loan, on: date) -> int:
    """At expiry: the unpaid interest that the finance department pays to the bank, within its share."""
    if on < loan.final_due:
        return 0
    return sum(_finance_part(loan, period) for period in loan.periods)


def pay_by_finance(loan: Loan, on: date, amount: int) -> Loan:
    """The finance department pays unpaid interest to the bank at expiry. Raises PaymentError ``not_expired``,
    ``more_than_due``."""
    if on < loan.final_due:
        raise PaymentError("not_expired", loan.final_due.isoformat())
    limit = finance_due(loan, on)
    if amount > limit:
        raise PaymentError("more_than_due", "interest", amount, limit)
    periods = []
    for period in loan.periods:
        part = min(amount, _finance_part(loan, period))
        amount -= part
        periods.append(
            replace(
                period, paid_interest=period.paid_interest + part, by_finance=period.by_finance + part
            )
        )  # fmt: skip
    return replace(loan, periods=tuple(periods))


def _finance_part(loan: Loan, period: Period) -> int:
    share = period.interest * loan.terms.subsidy // 100 - period.refunded - period.by_finance
    return max(0, min(share, period.open_interest))


def cancel(loan: Loan, on: date) -> Loan:
    """Take the whole outstanding principal back (an upheld challenge): periods end with what was paid on
    them.
    """
    return replace(
        loan, periods=tuple(_closed(period, on) for period in loan.periods), penalty=0, penalty_until=on
    )


def is_settled(loan: Loan) -> bool:
    """Whether nothing is left to pay: no principal, interest or penalty."""
    return not loan.penalty and all(period.is_paid for period in loan.periods)


# --- parts --------------------------------------------------------------------------------------------------


def _plan(amount: int, months: int, terms: Terms, start: date) -> Plan:
    return Plan(
        amount,
        months,
        rate_of(terms.rate),
        start,
        terms.method,
        terms.day_count,
        terms.payment_day,
        terms.holidays,
    )


def _periods(lines: Iterable[Line], start: date, number: int) -> tuple[Period, ...]:
    periods = []
    for line in lines:
        periods.append(Period(number, start, line.end, line.due, line.principal, line.interest))
        start, number = line.end, number + 1
    return tuple(periods)


def _closed(period: Period, on: date) -> Period:
    """A period that ends with what was paid on it."""
    return replace(
        period,
        start=min(period.start, on),
        end=min(period.end, on),
        due=min(period.due, on),
        principal=period.paid_principal,
        interest=period.paid_interest,
    )


def _open(periods: Iterable[Period]) -> tuple[int, int]:
    principal = charged = 0
    for period in periods:
        principal += period.open_principal
        charged += period.open_interest
    return principal, charged


def _accrued(loan: Loan, current: Period | None, on: date) -> int:
    return 0 if current is None else max(0, _earned(loan, current, on) - current.paid_interest)


def _credit(loan: Loan, current: Period | None, on: date) -> int:
    """Interest of the current period that was paid but has not accrued: it is taken off what comes after."""
    return 0 if current is None else max(0, current.paid_interest - _earned(loan, current, on))


def _earned(loan: Loan, current: Period, on: date) -> int:
    """The bank's interest of the current period so far, paid or not."""
    if on <= current.start:
        return 0
    if on >= current.end:  # between the end of a period and its payment day, which a holiday moved
        return current.interest
    balance = sum(period.principal for period in loan.periods if period.number >= current.number)
    days = days_between(current.start, on, loan.terms.day_count)
    # A short month's whole period is 30 days, its part can count more: never beyond the period's own
    # interest.
    return min(current.interest, interest(balance, rate_of(loan.terms.rate), days, loan.terms.day_count))


def _days_from(terms: Terms, on: date, ends: Sequence[date], whole: bool) -> list[int]:
    """Counted days of the remaining periods, the first of them from ``on``."""
    if terms.method == "bullet":
        return [days_between(on, ends[-1], terms.day_count)]
    if terms.day_count == "30/360":
        return [30 if whole else days_30e360(on, ends[0]), *[30] * (len(ends) - 1)]
    starts = [on, *ends[:-1]]
    return [(end - start).days for start, end in zip(starts, ends, strict=True)]


def _settled(loan: Loan, on: date, paid: int) -> dict[str, Any]:
    """The penalty until today, less what was paid of it."""
    return {"penalty": penalty(loan, on) - paid, "penalty_until": max(on, loan.penalty_until)}
