"""A loan after its payout: what is due, overdue and accrued on a day, and what payments and changes do to it.

Values only, no state: the contract keeps a loan with these functions, the bank's day end and the views read
it with them, so that nobody computes anything a second way. Amounts are fen. Periods are numbered from 1
and keep their numbers.

A payment is divided in one order (:func:`divide`): penalty, interest due, principal due, each the oldest
first, then the current period's interest and principal ahead of their day (Civil Code, articles 560 and 561).
An instalment paid ahead bears its interest to the period's end. A line that repays (nearly) all at once would
bear it for the whole term: its principal is paid ahead whole, which settles the loan, or by a prepayment.

Interest is for the time that the money was out (Civil Code, article 677). What was paid ahead and has not
accrued when a loan is prepaid stays paid: it counts for the interest that comes after, and what is left of it
when the loan is settled goes to principal.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any, Final

from loc_desktop.loan.calendar import Holidays, add_months
from loc_desktop.loan.lending import LendingRules
from loc_desktop.loan.products import Product
from loc_desktop.loan.schedule import (
    MAX_MONTHS,
    Line,
    Plan,
    PlanError,
    days_between,
    elapsed_days,
    interest,
    level_of,
    rate_of,
    schedule,
    schedule_between,
)

TIERS: Final = (("loss", 360), ("doubtful", 270), ("substandard", 90), ("special_mention", 0))
"""Five-tier classification by days past due: more than so many days. After the banking
regulator's rules on the classification of risk (商业银行金融资产风险分类办法, Order 2023 No. 1); not past due
is ``normal``.
"""

_BY_SEVERITY: Final = {tier: place for place, (tier, _) in enumerate(reversed(TIERS), 1)}


class PaymentError(ValueError):
    """A payment or change that the loan or the rules do not allow.

    ``code``: ``more_than_due`` (with ``part``, ``amount``, ``due``), ``division`` (the same: what ``part``
    should have been is ``due``), ``prepay`` (``amount`` with principal ahead that is a prepayment; ``due`` is
    the most without), ``overdue``, ``forbidden``, ``interest``, ``dated_before`` (``part`` the day
    of the last change), ``period`` and ``refunded`` (``part`` the number), ``late`` (``part`` the number,
    ``amount`` the days, ``due`` the most), ``running`` (``part`` the day on which the period ends, ``amount``
    the number), ``not_expired`` (``part`` the day); of a reschedule
    ``rate_above_agreed`` (``amount``, ``due``: hundredths of a percent), ``extension`` (``amount`` months
    asked for, ``part`` the last day allowed), ``months_in_all`` (the same, the programme's limit),
    ``rescheduled_before`` (``due`` times allowed), ``months`` and ``years``. Of a replay also ``settled``
    (nothing is owed), ``amount``, ``written_off``, ``write_off`` (more than is left) and ``write_off_class``
    (``part``).
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
    compound: bool = False

    @classmethod
    def of(cls, product: Product, rate: int) -> Terms:
        """A product's terms with an agreed rate (hundredths of a percent a year)."""
        day = 0 if product.payment_day == "payout" else int(product.payment_day)
        return cls(
            rate, product.method, product.day_count, day, product.holidays, product.grace_days,
            product.penalty_factor, product.prepayment, product.subsidy, product.compound,
        )  # fmt: skip

    def to_json(self) -> list[int | str]:
        return [getattr(self, name) for name in self.__slots__]

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Terms:
        return cls(*value)


@dataclass(frozen=True, slots=True)
class Period:
    """One line of the schedule as it stands: what it asks for, what was paid on it.

    ``days`` are the counted days of its interest. ``carried`` is what of the interest is not for these days
    but was unpaid before a reschedule; what of that was too late to be subsidised, ``late``, stays so and
    is paid before the rest. ``refunded`` is the interest that the finance department gave back to
    the customer, ``by_finance`` the interest that it paid to the bank itself; both count within
    ``paid_interest``. ``paid_on`` is the day of the customer's last payment of interest.
    """

    number: int
    start: date
    end: date
    due: date
    days: int
    principal: int
    interest: int
    paid_principal: int = 0
    paid_interest: int = 0
    refunded: int = 0
    by_finance: int = 0
    carried: int = 0
    late: int = 0
    paid_on: date | None = None

    @property
    def open_principal(self) -> int:
        return self.principal - self.paid_principal

    @property
    def open_interest(self) -> int:
        return self.interest - self.paid_interest

    @property
    def is_paid(self) -> bool:
        return self.principal == self.paid_principal and self.interest == self.paid_interest

    def to_json(self) -> list[int | str]:
        return [
            self.number, self.start.isoformat(), self.end.isoformat(), self.due.isoformat(), self.days,
            self.principal, self.interest, self.paid_principal, self.paid_interest, self.refunded,
            self.by_finance, self.carried, self.late,
            "" if self.paid_on is None else self.paid_on.isoformat(),
        ]  # fmt: skip

    @classmethod
    def from_json(cls, value: Sequence[Any]) -> Period:
        # A day's end reads every period of every loan.
        (
            number, start, end, due, days, principal, interest, paid_principal, paid_interest, refunded,
            by_finance, carried, late, paid_on,
        ) = value  # fmt: skip
        day = date.fromisoformat
        until = day(end)
        return cls(
            number, day(start), until, until if due == end else day(due), days, principal, interest,
            paid_principal, paid_interest, refunded, by_finance, carried, late,
            day(paid_on) if paid_on else None,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Restructured:
    """A loan's last reschedule: its day, until when the class does not improve, and the class that stays."""

    on: date
    until: date
    tier: str

    def to_json(self) -> list[str]:
        return [self.on.isoformat(), self.until.isoformat(), self.tier]

    @classmethod
    def from_json(cls, value: Sequence[str]) -> Restructured:
        on, until, tier = value
        return cls(date.fromisoformat(on), date.fromisoformat(until), tier)


@dataclass(frozen=True, slots=True)
class Loan:
    """A loan that was paid out. ``penalty`` has accrued until ``penalty_until`` and is not yet paid.

    ``months`` is the term agreed at the payout; ``level`` the agreed instalment (equal principal: the
    principal part) that a prepayment keeps; ``changed`` the day of the last payment or change. ``credit`` is
    interest that was paid ahead and is more than the running period still asks for after a prepayment: it
    pays that of later periods. ``paused`` are the spans (from, until; None: still) in which it stands still,
    because its customer was kept from paying: they count for no penalty and no day past due.
    """

    amount: int
    months: int
    opened: date
    terms: Terms
    periods: tuple[Period, ...]
    level: int
    penalty: int
    penalty_until: date
    changed: date
    rescheduled: int = 0
    restructured: Restructured | None = None
    credit: int = 0
    paused: tuple[tuple[date, date | None], ...] = ()

    @property
    def outstanding(self) -> int:
        """Principal not yet repaid."""
        return sum([period.principal - period.paid_principal for period in self.periods])

    @property
    def final_due(self) -> date:
        return self.periods[-1].due


@dataclass(frozen=True, slots=True)
class Parts:
    """What a payment consists of, fen."""

    principal: int = 0
    interest: int = 0
    penalty: int = 0

    @property
    def amount(self) -> int:
        return self.principal + self.interest + self.penalty


@dataclass(frozen=True, slots=True)
class Position:
    """A loan on a day. ``due_*`` is what is due until that day and unpaid, ``payable_*`` that and the
    current period; ``next`` the first period that is not paid. ``prepayable`` is what of the payable
    principal is paid ahead only by a prepayment or by settling.

    ``early`` is interest of what is due that has not run, because a holiday moved the payment day before the
    period's end: unpaid, and paid.

    ``accrued`` is unpaid interest of the running period so far, ``deferred`` unpaid interest that has run
    before and is due later (carried by a reschedule, or of a period whose payment day a holiday moved),
    ``unearned`` interest that was paid ahead and has not accrued: settling adds the first two and returns
    the third.
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
    deferred: int = 0
    unearned: int = 0
    prepayable: int = 0
    early: tuple[int, int] = (0, 0)

    @property
    def due(self) -> int:
        """Everything to be paid today: principal, interest and penalty."""
        return self.due_principal + self.due_interest + self.penalty

    @property
    def payoff(self) -> Parts:
        """What settles the loan today."""
        unpaid, paid = self.early
        charged = self.due_interest + self.accrued + self.deferred - unpaid
        return Parts(self.outstanding - self.unearned - paid, charged, self.penalty)


def new_loan(amount: int, months: int, terms: Terms, opened: date, calendar: Holidays | None = None) -> Loan:
    """A loan on the day of its payout; ``calendar`` moves its due days by the terms' rule (without one they
    stay unmoved). Raises PlanError.
    """
    lines = first_schedule(amount, months, terms, opened, calendar)
    level = level_of(terms.method, lines)
    return Loan(amount, months, opened, terms, _periods(lines, opened, 1), level, 0, opened, opened)


def first_schedule(
    amount: int, months: int, terms: Terms, opened: date, calendar: Holidays | None = None
) -> tuple[Line, ...]:
    """The lines of a loan as it is paid out, see :func:`new_loan`. Raises PlanError."""
    rule = "none" if calendar is None else terms.holidays
    return schedule(_plan(amount, months, terms, opened, calendar, rule))


def classify(days_past_due: int) -> str:
    """The tier: ``normal``, ``special_mention``, ``substandard``, ``doubtful`` or ``loss``."""
    return next((tier for tier, days in TIERS if days_past_due > days), "normal")


def worse(first: str, second: str) -> str:
    """The worse of two tiers."""
    return max(first, second, key=lambda tier: _BY_SEVERITY.get(tier, 0))


def position(loan: Loan, on: date) -> Position:
    """What is due, overdue and accrued on a day."""
    return _position(_credited(loan, on), on)


def _position(loan: Loan, on: date) -> Position:
    outstanding = due_principal = due_interest = overdue_principal = overdue_interest = 0
    following: Period | None = None
    late = 0
    ahead: list[Period] = []
    for period in loan.periods:
        open_principal = period.principal - period.paid_principal
        open_interest = period.interest - period.paid_interest
        if period.due > on:
            ahead.append(period)
            outstanding += open_principal
            if following is None and (open_principal or open_interest):
                following = period
        elif open_principal or open_interest:
            following = following or period
            outstanding += open_principal
            due_principal += open_principal
            due_interest += open_interest
            if period.due < on:
                if not (overdue_principal or overdue_interest):
                    late = days_late(loan, period.due, period.due, on)
                overdue_principal += open_principal
                overdue_interest += open_interest
    accrued, deferred, unearned = _running(ahead, loan, on)
    tier = classify(late)
    held = loan.restructured
    if held is not None and following is not None and held.on <= on and (on - held.until).days < late:
        # Also after the observation period, for a loan that is late since then.
        tier = worse(tier, held.tier)
    return Position(
        on=on,
        outstanding=outstanding,
        due_principal=due_principal,
        due_interest=due_interest,
        payable_principal=due_principal + (ahead[0].open_principal if ahead else 0),
        payable_interest=due_interest + (ahead[0].open_interest if ahead else 0),
        accrued=accrued,
        penalty=penalty(loan, on),
        days_past_due=late,
        overdue_principal=overdue_principal,
        overdue_interest=overdue_interest,
        classification=tier,
        next=following,
        deferred=deferred,
        unearned=unearned,
        prepayable=_prepayable(loan, ahead, on),
        early=_early_parts(loan, _early(loan, on, outstanding - due_principal - unearned)),
    )


def _early(loan: Loan, on: date, most: int) -> dict[int, int]:
    """By period number: interest that is due and has not run, ``most`` in all. Only where the terms move a
    payment day to the business day before, from then to the period's end.
    """
    early: dict[int, int] = {}
    if loan.terms.holidays != "previous":
        return early
    for place, period in enumerate(loan.periods):
        if period.due <= on < period.end:
            run = _earned(loan.periods[place:], loan.terms, on)
            amount = min(most, period.interest - period.carried - run)
            if amount > 0:
                early[period.number] = amount
                most -= amount
    return early


def _early_parts(loan: Loan, early: Mapping[int, int]) -> tuple[int, int]:
    """What of it is unpaid, and paid."""
    if not early:
        return 0, 0
    unpaid = sum(min(early.get(period.number, 0), period.open_interest) for period in loan.periods)
    return unpaid, sum(early.values()) - unpaid


def _without_early(loan: Loan, now: Position) -> tuple[Loan, Position]:
    """The loan with periods that are due ended on the day, for a change that ends them: what was paid and has
    not run becomes credit.
    """
    early = _early(loan, now.on, now.outstanding - now.due_principal - now.unearned)
    if not early:
        return loan, now
    credit, periods = loan.credit, []
    for period in loan.periods:
        if period.number in early:
            charged = period.interest - early[period.number]
            back = max(0, period.paid_interest - charged)
            credit += back
            period = replace(
                period, end=now.on, days=_elapsed(period, loan.terms, now.on), interest=charged,
                paid_interest=period.paid_interest - back,
            )  # fmt: skip
        periods.append(period)
    loan = replace(loan, periods=tuple(periods), credit=credit)
    return loan, _position(loan, now.on)


def _prepayable(loan: Loan, ahead: Sequence[Period], on: date) -> int:
    """The open principal of the running line where it repays (nearly) all at once: of the methods that do so
    at the end, or more than half of what was lent (a loan of a month). None once its interest has run.
    """
    if not ahead or ahead[0].end <= on:
        return 0
    first = ahead[0]
    at_once = loan.terms.method in ("bullet", "interest_only") or 2 * first.principal > loan.amount
    return first.open_principal if at_once else 0


def penalty(loan: Loan, on: date) -> int:
    """Penalty unpaid on a day: overdue principal (and interest, where the terms say ``compound``) × rate ×
    factor, by calendar days of 360. Days of grace are free: it counts from the day after them.
    """
    total = loan.penalty
    terms = loan.terms
    rate = None
    since = (on - loan.penalty_until).days
    if since <= 0:
        return total
    for period in loan.periods:
        if period.due >= on:
            break
        base = period.open_principal + (period.open_interest if terms.compound else 0)
        if not base:
            continue
        days = min(since, (on - period.due).days - terms.grace_days)
        if loan.paused and days > 0:
            days = days_late(loan, period.due, on - timedelta(days=days), on)
        if days > 0:
            if rate is None:
                rate = rate_of(terms.rate) * terms.penalty_factor / 100
            total += interest(base, rate, days, "actual/360")
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


def divide(now: Position | Mapping[str, int], amount: int) -> Parts:
    """The parts of a payment of ``amount``: penalty, interest due, principal due, then interest and principal
    of the current period, ahead of their day. ``now`` is a position, or one as queries show it.

    What settles the loan is its payoff, not more. Raises PaymentError ``more_than_due``: more than the
    current period is a prepayment; ``prepay``: principal of a line that repays all at once is, too.
    """
    most, payoff, steps = _payable(now)
    if amount > most:
        raise PaymentError("more_than_due", "amount", amount, most)
    if amount == payoff.amount:
        return payoff
    prepayable = now.prepayable if isinstance(now, Position) else now["prepayable"]
    if prepayable and amount > sum(steps[:-1]):
        raise PaymentError("prepay", "principal", amount, sum(steps[:-1]))
    taken = []
    for step in steps:
        taken.append(min(amount, step))
        amount -= taken[-1]
    return Parts(taken[2] + taken[4], taken[1] + taken[3], taken[0])


def most_payable(now: Position | Mapping[str, int]) -> int:
    """The largest payment: what is due and the current period, but not more than settles the loan. Where
    principal is ``prepayable`` it is that, or at most what is left without.
    """
    return _payable(now)[0]


def _payable(now: Position | Mapping[str, int]) -> tuple[int, Parts, tuple[int, ...]]:
    """The largest payment, the payoff, and the steps in which a payment is divided."""
    if isinstance(now, Position):
        fine, interest_due, principal_due = now.penalty, now.due_interest, now.due_principal
        interest_ahead = now.payable_interest - interest_due
        principal_ahead = now.payable_principal - principal_due
        payoff = now.payoff
    else:
        fine, interest_due, principal_due = now["penalty"], now["due_interest"], now["due_principal"]
        interest_ahead = now["payable_interest"] - interest_due
        principal_ahead = now["payable_principal"] - principal_due
        payoff = Parts(now["payoff_principal"], now["payoff_interest"], fine)
    steps = (fine, interest_due, principal_due, interest_ahead, principal_ahead)
    return max(0, min(sum(steps), payoff.amount)), payoff, steps


def pay(loan: Loan, on: date, principal: int, interest_part: int, penalty_part: int) -> Loan:
    """A payment of what is due or of the current period; each part goes to the oldest period first.

    Raises PaymentError ``more_than_due`` (more is a prepayment), ``division`` if the parts are not those of
    :func:`divide`, ``prepay`` (see there), ``dated_before``.
    """
    loan, now = _before_change(loan, on)
    for part, amount, limit in (
        ("principal", principal, now.payable_principal),
        ("interest", interest_part, now.payable_interest),
        ("penalty", penalty_part, now.penalty),
    ):
        if amount > limit:
            raise PaymentError("more_than_due", part, amount, limit)
    right = divide(now, principal + interest_part + penalty_part)
    for part, amount, wanted in (
        ("penalty", penalty_part, right.penalty),
        ("interest", interest_part, right.interest),
        ("principal", principal, right.principal),
    ):
        if amount != wanted:
            raise PaymentError("division", part, amount, wanted)
    if right == now.payoff:
        return _settled(loan, on, now)
    periods = _allocated(loan.periods, principal, interest_part, on)
    return replace(loan, periods=periods, **_changed(loan, now, penalty_part))


def pay_amount(loan: Loan, on: date, amount: int) -> tuple[Loan, Parts]:
    """A payment divided by :func:`divide`: the loan after it, and its parts. Raises as :func:`pay`."""
    loan, now = _before_change(loan, on)
    parts = divide(now, amount)
    return pay(loan, on, parts.principal, parts.interest, parts.penalty), parts


def prepay(loan: Loan, on: date, principal: int, interest_part: int) -> Loan:
    """Principal before it is due, with the interest accrued until that day; the rest is scheduled anew.

    ``reduce_months`` keeps the agreed instalment and ends earlier, ``reduce_instalment`` keeps the days and
    agrees a smaller one. The whole payoff (``Position.payoff``) settles the loan: interest that was paid
    ahead and has not accrued goes to principal, so that much less is paid, and deferred interest is paid.

    Raises PaymentError ``forbidden`` by the product, ``overdue`` while something is due, ``interest`` if the
    interest is not what has accrued (``due``), ``more_than_due`` for more than is outstanding,
    ``dated_before``.
    """
    if loan.terms.prepayment == "forbidden":
        raise PaymentError("forbidden")
    loan, now = _before_change(loan, on)
    if now.due:
        raise PaymentError("overdue", "", 0, now.due)
    payoff = now.payoff
    if principal > payoff.principal:
        raise PaymentError("more_than_due", "principal", principal, max(0, payoff.principal))
    settles = principal == payoff.principal
    wanted = payoff.interest if settles else now.accrued
    if interest_part != wanted:
        raise PaymentError("interest", "interest", interest_part, wanted)
    if settles:
        return _settled(loan, on, now)
    loan, back = _given_back(loan, on, principal, now)
    due, ended, ahead = _cut(loan, on)
    # A period that has ended and is due later (moved by a holiday) stays as it is, unless more is prepaid
    # than comes after it.
    to_ahead = min(principal, sum(period.open_principal for period in ahead))
    ended = list(_allocated(ended, principal - to_ahead, 0, on))
    if not ahead:
        return replace(loan, periods=(*due, *ended), **_changed(loan, now, 0))
    left = sum(period.open_principal for period in ahead) - to_ahead
    closed = _closed_ahead(loan, ahead, on, to_ahead, now)
    changed = replace(
        loan, periods=(*due, closed, *ended), credit=now.unearned + back, **_changed(loan, now, 0)
    )  # fmt: skip
    if left:
        replanned, level = _rest(loan, on, ahead, left)
        changed = replace(changed, periods=(*changed.periods, *replanned), level=level)
    return _credited(changed, on)


def _given_back(loan: Loan, on: date, principal: int, now: Position) -> tuple[Loan, int]:
    """The loan without the interest on prepaid principal, and on what was paid ahead, for days before which a
    payment day was moved; and that interest.
    """
    early = _early(loan, on, now.outstanding - now.due_principal - now.unearned)
    principal += sum(period.paid_principal for period in loan.periods if period.due > on)
    back, periods = 0, []
    for period in loan.periods:
        if period.number in early:
            left = period.days - _elapsed(period, loan.terms, on)
            part = min(
                early[period.number],
                interest(principal, rate_of(loan.terms.rate), left, loan.terms.day_count),
            )
            back += part
            period = replace(
                period, interest=period.interest - part, paid_interest=period.paid_interest - part
            )
        periods.append(period)
    return (replace(loan, periods=tuple(periods)), back) if back else (loan, 0)


def settle(loan: Loan, on: date) -> tuple[Loan, Parts]:
    """Everything paid on a day: the loan after it, and what was paid. Raises PaymentError ``forbidden`` where
    the product forbids to pay what is not due, ``dated_before``.
    """
    loan, now = _before_change(loan, on)
    if now.next is None and not now.penalty:
        raise PaymentError("more_than_due", "amount", 0, 0)
    if loan.terms.prepayment == "forbidden" and now.outstanding > now.payable_principal:
        raise PaymentError("forbidden")
    return _settled(loan, on, now), now.payoff


def interest_paid(loan: Loan) -> int:
    """The interest paid on a loan until now; less than the payments' parts by what went to principal."""
    return loan.credit + sum([period.paid_interest for period in loan.periods])


def _rest(loan: Loan, on: date, ahead: Sequence[Period], left: int) -> tuple[tuple[Period, ...], int]:
    """The periods after a prepayment of all but ``left``, and the agreed instalment from then on."""
    terms, first = loan.terms, ahead[0]
    level = loan.level if terms.prepayment == "reduce_months" else 0
    ends, dues = [period.end for period in ahead], [period.due for period in ahead]
    days = [first.days - _elapsed(first, terms, on), *(period.days for period in ahead[1:])]
    start = max(on, first.start)
    plan = Plan(left, len(ends), rate_of(terms.rate), start, terms.method, terms.day_count)
    lines = schedule_between(plan, ends, days, dues, level)
    carried = first.carried - min(first.carried, first.paid_interest)
    late = first.late - min(first.late, first.paid_interest)
    periods = _carrying(_periods(lines, start, first.number + 1), carried, late)
    return periods, level or level_of(terms.method, lines)


def _carrying(periods: Sequence[Period], carried: int, late: int) -> tuple[Period, ...]:
    """New periods, the first with ``carried`` interest on it, ``late`` of it too late to be subsidised."""
    first = periods[0]
    return (replace(first, interest=first.interest + carried, carried=carried, late=late), *periods[1:])


def _credited(loan: Loan, on: date) -> Loan:
    """The loan with its credit paid on the interest of the periods that are due and of the current one; what
    no interest is left for goes to principal.
    """
    if not loan.credit:
        return loan
    open_interest = sum(period.open_interest for period in loan.periods)
    to_principal = max(0, loan.credit - open_interest)
    until = next((place for place, period in enumerate(loan.periods, 1) if period.due > on), None)
    now = loan.periods[:until]
    to_interest = min(loan.credit - to_principal, sum(period.open_interest for period in now))
    # What the credit pays is paid on the due day, where that has come.
    paid = [
        after if after == before else replace(after, paid_on=min(on, after.due))
        for before, after in zip(now, _allocated(now, 0, to_interest, on), strict=True)
    ]
    periods = _allocated((*paid, *loan.periods[len(now) :]), to_principal, 0, on)
    return replace(loan, periods=periods, credit=loan.credit - to_interest - to_principal)


# --- changes ------------------------------------------------------------------------------------------------


def reschedule(
    loan: Loan,
    on: date,
    months: int,
    rate: int,
    rules: LendingRules,
    *,
    calendar: Holidays | None = None,
    programme: bool = False,
    longest: int = 0,
) -> Loan:
    """What is outstanding, over ``months`` from that day at ``rate`` (hundredths of a percent).

    Unpaid interest is carried into the first new period, and bears none itself; what of it is too late to be
    subsidised stays so. Interest paid ahead counts for what comes. Periods keep what was paid on them. The
    new end lies within ``rules.extension``, counted from the payout: for a loan of the ``programme`` also
    within its months in all, and for one of over a year within the ``longest`` term of its product, in months
    (0: none). From then on, for the observation period of the rules, the class is not better than it was, and
    at least the one they name.

    Raises PaymentError ``more_than_due`` if nothing is outstanding, ``rate_above_agreed``, ``extension``,
    ``months_in_all``, ``rescheduled_before``, ``months``, ``years``, ``dated_before``.
    """
    loan, now = _without_early(*_before_change(loan, on))
    if now.outstanding - now.unearned <= 0:
        raise PaymentError("more_than_due", "principal", 0, 0)
    _check_extension(loan, on, months, rate, rules, programme, longest)
    _, ended, ahead = _cut(loan, on)
    late = sum(_too_late(loan, period, on, rules) for period in loan.periods)
    unpaid = now.due_interest + now.accrued + now.deferred
    kept = [_closed(period, on) for period in loan.periods if period.due <= on or period in ended]
    kept = [period for period in kept if period.paid_principal or period.paid_interest]
    terms = replace(loan.terms, rate=rate)
    try:
        lines = _rescheduled(_plan(now.outstanding, months, terms, on, calendar), _days_ahead(loan, on))
    except PlanError as error:
        raise PaymentError("years" if error.code == "years" else "months", "", months) from None
    if any(period.paid_principal or period.paid_interest for period in ahead):
        kept.append(_closed_ahead(loan, ahead, on, 0, replace(now, accrued=0)))
    begun = [period.number for period in loan.periods if period.start < on]
    number = max((*begun, *(period.number for period in kept)), default=0) + 1
    changed = replace(
        loan, terms=terms, periods=(*kept, *_carrying(_periods(lines, on, number), unpaid, late)),
        level=level_of(terms.method, lines), rescheduled=loan.rescheduled + 1, credit=now.unearned,
        **_changed(loan, now, 0),
    )  # fmt: skip
    return _credited(replace(changed, restructured=_restructured(changed, on, now, rules)), on)


def _days_ahead(loan: Loan, on: date) -> int:
    """How many days of March were counted already in a period that ends ``on``: by 30/360 a 28 February that
    stands for the 30th ends a month of thirty days.
    """
    if loan.terms.day_count != "30/360":
        return 0
    ends = [period for period in loan.periods if period.end == on and period.days]
    return max([period.days - days_between(period.start, on, "30/360") for period in ends], default=0)


def _rescheduled(plan: Plan, ahead: int) -> Sequence[Line]:
    """The lines of a plan whose first period has ``ahead`` days less. Raises PlanError."""
    lines = schedule(plan)
    if ahead <= 0:
        return lines
    days = [lines[0].days - ahead, *(line.days for line in lines[1:])]
    return schedule_between(plan, [line.end for line in lines], days, [line.due for line in lines])


def last_end(loan: Loan, rules: LendingRules, programme: bool = False, longest: int = 0) -> date:
    """The day on which a rescheduled loan has to end at the latest; see :func:`reschedule`."""
    rule, months = rules.extension, loan.months
    if months <= rule.short_months:
        most = 2 * months
    elif months <= rule.medium_months:
        most = months + months // 2
    else:
        most = months + rule.long_extension_months
    if programme:
        most = min(most, max(months, rule.months_in_all))
    if longest and months > rule.short_months:
        most = min(most, max(months, longest))
    return _later(loan.opened, most)


def _check_extension(
    loan: Loan, on: date, months: int, rate: int, rules: LendingRules, programme: bool, longest: int
) -> None:
    if not 1 <= months <= MAX_MONTHS:
        raise PaymentError("months", "", months)
    if rate > loan.terms.rate:
        raise PaymentError("rate_above_agreed", "", rate, loan.terms.rate)
    if loan.rescheduled >= rules.extension.times:
        raise PaymentError("rescheduled_before", "", loan.rescheduled, rules.extension.times)
    end = _later(on, months)
    for code, latest in (
        ("extension", last_end(loan, rules)), ("months_in_all", last_end(loan, rules, programme, longest)),
    ):  # fmt: skip
        if end > latest:
            raise PaymentError(code, latest.isoformat(), months)


def _restructured(loan: Loan, on: date, now: Position, rules: LendingRules) -> Restructured | None:
    if "rescheduled" not in rules.classification.signs:
        return loan.restructured
    tier = worse(now.classification, rules.classification.at_least)
    return Restructured(on, _later(on, rules.classification.observation_months), tier)


def _later(day: date, months: int) -> date:
    """A day so many months later; the last day that there is where it would lie after it."""
    try:
        return add_months(day, months)
    except ValueError:
        return date.max


def with_due_days(loan: Loan, moves: Mapping[int, date]) -> Loan:
    """The loan with the due days of some periods, by number, moved."""
    if not moves:
        return loan
    periods = tuple(
        replace(period, due=moves[period.number]) if period.number in moves else period
        for period in loan.periods
    )
    return replace(loan, periods=periods)


def moved_by(loan: Loan, calendar: Holidays, after: date) -> dict[int, date]:
    """Which due days ``after`` a day a calendar moves by the loan's rule, by period number: only later ones,
    only of periods that are not paid, and only to a later day.
    """
    moves = {}
    for period in loan.periods:
        if period.due > after and not period.is_paid and period.due >= period.end:
            due = calendar.adjust(period.end, loan.terms.holidays)
            if due > period.due:
                moves[period.number] = due
    return moves


# --- subsidy ------------------------------------------------------------------------------------------------


def subsidised_part(loan: Loan, period: Period, rules: LendingRules) -> int:
    """What of a period's interest the finance department bears at most: the loan's share or the year's,
    whichever is less, by the year of the due day. Penalty is no part of it, nor what is ``late``.
    """
    share = min(loan.terms.subsidy, rules.subsidy_share(period.due.year))
    return (period.interest - period.late) * share // 100


def first_subsidy(lines: Iterable[Line], terms: Terms, rules: LendingRules) -> int:
    """:func:`subsidy_at_most` of a loan as it is paid out, by its lines."""
    share = terms.subsidy
    return sum([line.interest * min(share, rules.subsidy_share(line.due.year)) // 100 for line in lines])


def subsidy_at_most(loan: Loan, rules: LendingRules) -> int:
    """What the subsidy may still cost if everything is paid as scheduled."""
    return sum(
        max(0, subsidised_part(loan, period, rules) - period.by_finance - period.refunded)
        for period in loan.periods
    )


def is_too_late(loan: Loan, period: Period, paid_on: date, rules: LendingRules) -> bool:
    """Whether interest of a period that is paid on a day is paid too late to be subsidised."""
    return days_late(loan, period.due, period.due, paid_on) > rules.subsidy.late_days


def _too_late(loan: Loan, period: Period, on: date, rules: LendingRules) -> int:
    """What of a period's unpaid interest is too late to be subsidised on a day."""
    if is_too_late(loan, period, on, rules):
        return period.open_interest
    return max(0, period.late - period.paid_interest)


def refundable(loan: Loan, period: Period, on: date, rules: LendingRules) -> int:
    """What the finance department may give back of a period on a day: nothing before the period has ended,
    because interest that was paid ahead accrues only by then (Civil Code, article 677), see
    :func:`refundable_in_time`.
    """
    return refundable_in_time(loan, period, rules) if period.end <= on else 0


def refundable_in_time(loan: Loan, period: Period, rules: LendingRules) -> int:
    """What the finance department may give back of a period when it has ended: its share of the interest, at
    most what the customer paid of it, less what was given back already; nothing of interest that was paid too
    late.
    """
    if period.paid_on is None or is_too_late(loan, period, period.paid_on, rules):
        return 0
    share = subsidised_part(loan, period, rules) - period.by_finance
    return max(0, min(share, period.paid_interest - period.late - period.by_finance) - period.refunded)


def refund(loan: Loan, on: date, numbers: Iterable[int], amount: int, rules: LendingRules) -> Loan:
    """Give interest of paid periods that have ended back to the customer, in order. From then on no payment
    or change can have an earlier day: it could end a period before its interest had accrued.

    Raises PaymentError ``refunded`` for a period whose interest was given back, ``late`` for one whose
    interest was paid too late (``amount`` days, ``due`` the most), ``running`` for one that has not ended
    (``part`` its end), ``period`` for one that is unknown, unpaid or not subsidised, ``more_than_due`` for
    more than all of them allow.
    """
    wanted = list(numbers)
    by_number = {period.number: period for period in loan.periods}
    allowed = 0
    for number in wanted:
        asked = by_number.get(number)
        if asked and asked.paid_on and is_too_late(loan, asked, asked.paid_on, rules):
            days = days_late(loan, asked.due, asked.due, asked.paid_on)
            raise PaymentError("late", str(number), days, rules.subsidy.late_days)
        limit = refundable_in_time(loan, asked, rules) if asked else 0
        if not asked or not limit:
            raise PaymentError("refunded" if asked and asked.refunded else "period", str(number))
        if asked.end > on:
            raise PaymentError("running", asked.end.isoformat(), number)
        allowed += limit
    if amount > allowed:
        raise PaymentError("more_than_due", "interest", amount, allowed)
    periods = []
    for period in loan.periods:
        if period.number in wanted:
            part = min(amount, refundable(loan, period, on, rules))
            amount -= part
            period = replace(period, refunded=period.refunded + part)
        periods.append(period)
    return replace(loan, periods=tuple(periods), changed=max(on, loan.changed))


def unrefund(loan: Loan, numbers: Iterable[int], amount: int) -> Loan:
    """Take back interest that was given back for periods, theirs first: it can be given back again."""
    wanted = set(numbers)
    left = amount
    by_number = {period.number: period for period in loan.periods}
    for number in sorted(by_number, key=lambda number: (number not in wanted, number)):
        period = by_number[number]
        part = min(left, period.refunded)
        by_number[number] = replace(period, refunded=period.refunded - part)
        left -= part
    return replace(loan, periods=tuple(by_number[period.number] for period in loan.periods))


def finance_due(loan: Loan, on: date, rules: LendingRules) -> int:
    """At expiry: the unpaid interest that the finance department pays to the bank, within its share; nothing
    of interest that is too late, or of a period that has not ended.
    """
    if on < loan.final_due:
        return 0
    return sum(_finance_part(loan, period, on, rules) for period in loan.periods)


def pay_by_finance(loan: Loan, on: date, amount: int, rules: LendingRules) -> Loan:
    """The finance department pays unpaid interest to the bank at expiry. Raises PaymentError ``not_expired``,
    ``more_than_due``."""
    loan, now = _before_change(loan, on)
    if on < loan.final_due:
        raise PaymentError("not_expired", loan.final_due.isoformat())
    limit = finance_due(loan, on, rules)
    if amount > limit:
        raise PaymentError("more_than_due", "interest", amount, limit)
    periods = []
    for period in loan.periods:
        part = min(amount, _finance_part(loan, period, on, rules))
        amount -= part
        periods.append(
            replace(
                period, paid_interest=period.paid_interest + part, by_finance=period.by_finance + part
            )
        )  # fmt: skip
    return replace(loan, periods=tuple(periods), **_changed(loan, now, 0))


def _finance_part(loan: Loan, period: Period, on: date, rules: LendingRules) -> int:
    if period.end > on or is_too_late(loan, period, on, rules):
        return 0
    share = subsidised_part(loan, period, rules) - period.refunded - period.by_finance
    return max(0, min(share, period.open_interest))


def cancel(loan: Loan, on: date) -> Loan:
    """Take the whole outstanding principal back (an upheld challenge): periods end with what was paid on
    them.
    """
    return replace(
        loan, periods=tuple(_closed(period, on) for period in loan.periods), penalty=0, penalty_until=on,
        changed=max(on, loan.changed),
    )  # fmt: skip


def is_settled(loan: Loan) -> bool:
    """Whether nothing is left to pay: no principal, interest or penalty."""
    return not loan.penalty and all(period.is_paid for period in loan.periods)


def earned(loan: Loan, on: date) -> int:
    """Interest that a loan has earned from its payout until a day, whether paid or not."""
    total = paid = 0
    periods = loan.periods
    for place, period in enumerate(periods):
        paid += period.paid_interest
        if period.end <= on:
            total += period.interest
        elif period.start <= on:
            total += period.carried + _earned(periods[place:], loan.terms, on)
    return max(total, paid + loan.credit)


# --- parts --------------------------------------------------------------------------------------------------


def _plan(
    amount: int, months: int, terms: Terms, start: date, calendar: Holidays | None, rule: str | None = None
) -> Plan:
    rule = rule or ("none" if calendar is None else terms.holidays)
    return Plan(
        amount, months, rate_of(terms.rate), start, terms.method, terms.day_count, terms.payment_day, rule,
        calendar,
    )  # fmt: skip


def _periods(lines: Iterable[Line], start: date, number: int) -> tuple[Period, ...]:
    periods = []
    for line in lines:
        periods.append(Period(number, start, line.end, line.due, line.days, line.principal, line.interest))
        start, number = line.end, number + 1
    return tuple(periods)


def _before_change(loan: Loan, on: date) -> tuple[Loan, Position]:
    """The loan on the day of a payment or change, and its position. Raises PaymentError ``dated_before``."""
    if on < loan.changed:
        raise PaymentError("dated_before", loan.changed.isoformat())
    loan = _credited(loan, on)
    return loan, _position(loan, on)


def _cut(loan: Loan, on: date) -> tuple[list[Period], list[Period], list[Period]]:
    """The periods that are due, those that have ended and are due later, and those that run or come."""
    due = [period for period in loan.periods if period.due <= on]
    ended = [period for period in loan.periods if period.due > on and period.end <= on]
    return due, ended, [period for period in loan.periods if period.due > on and period.end > on]


def _allocated(periods: Iterable[Period], principal: int, charged: int, on: date) -> tuple[Period, ...]:
    """The periods after principal and interest were paid on them on a day, the oldest first."""
    allocated = []
    for period in periods:
        if principal or charged:
            to_principal = min(principal, period.open_principal)
            to_interest = min(charged, period.open_interest)
            principal, charged = principal - to_principal, charged - to_interest
            if to_principal or to_interest:
                period = replace(
                    period,
                    paid_principal=period.paid_principal + to_principal,
                    paid_interest=period.paid_interest + to_interest,
                    paid_on=on if to_interest else period.paid_on,
                )
        allocated.append(period)
    return tuple(allocated)


def _settled(loan: Loan, on: date, now: Position) -> Loan:
    """The loan after its payoff was paid."""
    loan, now = _without_early(loan, now)
    due, ended, ahead = _cut(loan, on)
    paid = [
        replace(
            period,
            paid_principal=period.principal,
            paid_interest=period.interest,
            paid_on=on if period.open_interest else period.paid_on,
        )
        for period in (*due, *ended)
    ]
    if ahead:
        principal = sum(period.open_principal for period in ahead)
        closed = _closed_ahead(loan, ahead, on, principal, now, settles=True)
        paid.insert(len(due), closed)
    return replace(loan, periods=tuple(paid), credit=0, **_changed(loan, now, now.penalty))


def _closed_ahead(
    loan: Loan, ahead: Sequence[Period], on: date, principal: int, now: Position, *, settles: bool = False
) -> Period:
    """The running period, ended by a change on a day, with what was paid on it and ahead of it, and
    ``principal`` and the accrued interest paid now; with what it carried where the loan is settled.
    """
    first = ahead[0]
    to_principal = sum(period.paid_principal for period in ahead) + principal
    paid = sum(period.paid_interest for period in ahead)
    charged = paid - (now.unearned - loan.credit) + now.accrued
    carried, late = min(first.carried, paid), min(first.late, paid)
    if settles:
        charged, carried, late = charged + first.carried - carried, first.carried, first.late
    return replace(
        first, start=min(first.start, on), end=on, due=on, days=_elapsed(first, loan.terms, on),
        principal=to_principal, interest=charged, paid_principal=to_principal, paid_interest=charged,
        refunded=sum(period.refunded for period in ahead),
        by_finance=sum(period.by_finance for period in ahead), carried=carried, late=late, paid_on=on,
    )  # fmt: skip


def _closed(period: Period, on: date) -> Period:
    """A period that ends with what was paid on it."""
    return replace(
        period,
        start=min(period.start, on),
        end=min(period.end, on),
        due=min(period.due, on),
        principal=period.paid_principal,
        interest=period.paid_interest,
        carried=min(period.carried, period.paid_interest),
        late=min(period.late, period.paid_interest),
    )


def _running(ahead: Sequence[Period], loan: Loan, on: date) -> tuple[int, int, int]:
    """Of the periods that are due later: interest of the running one that is unpaid, interest that has run
    before and is unpaid, interest that was paid and has not accrued.
    """
    deferred = place = 0
    for period in ahead:
        if period.end > on:
            break
        deferred += period.open_interest
        place += 1
    unended = ahead[place:]
    if not unended:
        return 0, deferred, loan.credit
    first = unended[0]
    run = _earned(unended, loan.terms, on)
    paid = sum([period.paid_interest for period in unended])
    if first.carried:
        to_carried = min(first.carried, paid)
        deferred += first.carried - to_carried
        paid -= to_carried
    return max(0, run - paid), deferred, loan.credit + max(0, paid - run)


def _elapsed(period: Period, terms: Terms, on: date) -> int:
    """The counted days of a running period so far."""
    return elapsed_days(period.start, period.end, period.days, on, terms.day_count)


def _earned(periods: Sequence[Period], terms: Terms, on: date) -> int:
    """The interest of the running period, the first of ``periods``, so far, paid or not, without what was
    carried into it.
    """
    first = periods[0]
    days = _elapsed(first, terms, on)
    if not days:
        return 0
    balance = sum([period.principal for period in periods])
    run = interest(balance, rate_of(terms.rate), days, terms.day_count)
    return min(first.interest - first.carried, run)


def _changed(loan: Loan, now: Position, paid: int) -> dict[str, Any]:
    """What each payment or change leaves: the penalty until its day less what was ``paid`` of it, the day,
    and the worst class since a reschedule.
    """
    held = loan.restructured
    if held is not None and now.on < held.until:
        held = replace(held, tier=worse(held.tier, now.classification))
    return {
        "penalty": now.penalty - paid,
        "penalty_until": max(now.on, loan.penalty_until),
        "changed": now.on,
        "restructured": held,
    }
